import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCatalogueSource } from '../../../../scenarios/requirements/catalogue-source.js';
import { COMPILED_NAME, indexCatalogue, loadCatalogue } from '../../../../scenarios/requirements/catalogue.js';

const DATA = path.resolve(import.meta.dirname, '../../../../scenarios/requirements/data');
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'banc-catalogue-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function copyThenEdit(file: string, edit: (content: string) => string): void {
  cpSync(DATA, dir, { recursive: true });
  const target = path.join(dir, file);
  writeFileSync(target, edit(readFileSync(target, 'utf8')));
}

test('a key given twice is refused with its file and line', () => {
  copyThenEdit('stat.yaml', (content) => content.replace('  theme: STAT\n', '  theme: STAT\n  theme: STAT\n'));
  expect(() => readCatalogueSource(dir)).toThrow(expect.objectContaining({ code: 'BANC_CONFIG_INVALID' }));
  expect(() => readCatalogueSource(dir)).toThrow(/stat\.yaml, ligne \d+/);
});

test('a row without its French text is refused with its id and where', () => {
  copyThenEdit('stat.yaml', (content) => content.replace(/^ {4}fr: .*\n/m, '    fr: ""\n'));
  expect(() => readCatalogueSource(dir)).toThrow(/stat\.yaml, STAT\/ES\.01 : .*title\.fr/);
});

test('a draft wording cannot be declared final', () => {
  copyThenEdit('stat.yaml', (content) => content.replace('wording: draft', 'wording: final'));
  expect(() => readCatalogueSource(dir)).toThrow(/final_confirmed/);
});

test('the compiled catalogue gives the same rows as the YAML files, and is preferred', () => {
  const data = readCatalogueSource(DATA);
  const version = 'compiled';
  writeFileSync(path.join(dir, COMPILED_NAME), JSON.stringify({ ...data, version }));
  const compiled = loadCatalogue(dir);
  expect(compiled.version).toBe(version);
  expect(compiled.rows).toEqual(indexCatalogue(data).rows);
});
