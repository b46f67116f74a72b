import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchMocks } from './bench-parts.js';
import { connectionPage } from './connection-page.js';

/**
 * Writes the connection sheet in its three forms: `connection.json`, `connection.env`, `connection.html` (the page to
 * type into a settings screen). Returns the absolute path of the JSON.
 */
export async function writeConnection(dir: string, sheet: BenchMocks['sheet']): Promise<string> {
  const path = join(dir, 'connection.json');
  await writeFile(path, `${JSON.stringify(sheet, null, 1)}\n`);
  await writeFile(join(dir, 'connection.env'), connectionEnv(sheet));
  await writeFile(join(dir, 'connection.html'), connectionPage(sheet));
  return path;
}

/** The sheet as `BANC_DMP_REGISTRY=…` lines; lists are left to the JSON. */
export function connectionEnv(sheet: object): string {
  const lines: string[] = [];
  const walk = (value: unknown, path: string[]): void => {
    if (value === null || Array.isArray(value)) return;
    if (typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
      return;
    }
    const name = path
      .map((key) => key.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll(/[^A-Za-z0-9]+/g, '_'))
      .join('_');
    lines.push(
      `BANC_${name.toUpperCase()}=${JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value))}`,
    );
  };
  walk(sheet, []);
  return `${lines.join('\n')}\n`;
}
