import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { BancError } from '../../mocks/wire/errors.js';
import { manifestSchema, planSchema, rowsSchema, type CatalogueData, type Requirement } from './schema.js';

/** Theme order of the ANS's exports (reference requirements.md §4); others follow, by name. */
const THEMES = ['INS', 'DMP', 'MSS', 'PSC', 'ANN', 'TBB', 'HOP', 'DOC', 'PORT', 'EPR'];
const NOT_ROWS = ['catalogue.yaml', 'plan.yaml', 'rules.yaml'];

/**
 * Reads and checks the YAML files of a data folder. Slow (about 0.3 s): the build does it once, see
 * {@link loadCatalogue}.
 * @param dir absolute path of the folder.
 * @throws BancError BANC_CONFIG_INVALID with file and line (duplicate key, bad YAML) or file and path (bad row).
 */
export function readCatalogueSource(dir: string): CatalogueData {
  const manifest = readYaml(path.join(dir, 'catalogue.yaml'), manifestSchema);
  const plan = readYaml(path.join(dir, 'plan.yaml'), planSchema);
  const files = readdirSync(dir).filter((name) => name.endsWith('.yaml') && !NOT_ROWS.includes(name));
  const requirements = files.flatMap((name) => readYaml(path.join(dir, name), rowsSchema));
  return {
    ...manifest,
    ...plan,
    requirements: requirements.toSorted(inPublishedOrder),
    rules: readYaml(path.join(dir, 'rules.yaml'), rowsSchema),
  };
}

function readYaml<T>(file: string, schema: z.ZodType<T>): T {
  const name = path.basename(file);
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'), { uniqueKeys: true });
  } catch (cause) {
    const line = cause instanceof YAMLParseError ? cause.linePos?.[0].line : undefined;
    const at = line === undefined ? name : `${name}, ligne ${line}`;
    const said = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new BancError('BANC_CONFIG_INVALID', `Catalogue illisible (${at}) : ${said ?? ''}. Corrigez le fichier.`, {
      cause,
    });
  }
  const checked = schema.safeParse(content);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new BancError(
    'BANC_CONFIG_INVALID',
    `Catalogue non valide (${name}, ${idOfRow(content, issue?.path)}${issue?.path.join('.') ?? ''}) : ${issue?.message ?? ''}. Corrigez le fichier.`,
    { cause: checked.error },
  );
}

function idOfRow(content: unknown, at: readonly PropertyKey[] | undefined): string {
  const index = at?.[0];
  if (!Array.isArray(content) || typeof index !== 'number') return '';
  const row: unknown = content[index];
  return typeof row === 'object' && row !== null && 'id' in row ? `${String(row.id)} : ` : '';
}

/** Wave 2 before wave 1, then themes as the ANS sorts them, then ids as text. */
function inPublishedOrder(left: Requirement, right: Requirement): number {
  const rank = (row: Requirement): number => {
    const index = THEMES.indexOf(row.theme);
    return (row.wave === 'va2' ? 0 : 100) + (index < 0 ? THEMES.length : index);
  };
  return rank(left) - rank(right) || compare(left.theme, right.theme) || compare(left.id, right.id);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
