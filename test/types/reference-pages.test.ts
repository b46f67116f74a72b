import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startMocks } from '../../mocks/index.js';
import { inlineCode, read, tableRows } from './markdown.js';

interface Manifest {
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

describe('docs/reference', () => {
  test('dependencies.md has every dependency with its exact version and the licence it declares', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Manifest;
    const expected = Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => {
      const installed = JSON.parse(read(`node_modules/${name}/package.json`)) as Manifest;
      return [`\`${name}\``, version, installed.license ?? ''];
    });
    const shown = tableRows('docs/reference/dependencies.md').filter(([name = '']) => name.startsWith('`'));
    expect(shown.map((row) => row.slice(0, 3)).toSorted()).toEqual(expected.toSorted());
  });

  test('connection.md names every field of the sheet', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'banc-sheet-'));
    const mocks = await startMocks({ dir });
    try {
      const named = new Set(inlineCode('docs/reference/connection.md').flatMap((code) => code.split('.')));
      const unnamed = fieldNames(mocks.sheet).filter((name) => !named.has(name));
      expect(unnamed).toEqual([]);
    } finally {
      await mocks.close();
      await rm(dir, { recursive: true, force: true });
    }
  });
});

/** Names of the fields of a value, at any depth. */
function fieldNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return [...new Set(value.flatMap(fieldNames))];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...fieldNames(inner)]);
}
