import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { reportJsonSchema } from '../../reporters/index.js';
import { inlineCode } from '../types/markdown.js';
import { sampleReport } from './sample-report.js';

const PUBLISHED = resolve(import.meta.dirname, '../../docs/reference/report.schema.json');

/** What a reader who only has the published file makes of a document. */
function accepted(content: unknown): boolean {
  const schema = JSON.parse(readFileSync(PUBLISHED, 'utf8')) as Parameters<typeof z.fromJSONSchema>[0];
  return z.fromJSONSchema(schema).safeParse(content).success;
}

/** Names of the properties and values of the enumerations of a JSON Schema, at any depth. */
function namesOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = [
    ...('properties' in schema ? Object.keys(schema.properties as object) : []),
    ...('enum' in schema ? (schema.enum as string[]) : []),
  ];
  return [...new Set([...own, ...Object.values(schema).flatMap(namesOf)])];
}

describe('docs/reference/report.schema.json', () => {
  test('is the schema the reporters check with; `npm run docs` writes it', () => {
    expect(readFileSync(PUBLISHED, 'utf8')).toBe(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
  });

  test.each(['fr', 'en'] as const)('accepts a whole report in %s, read back from its JSON', (lang) => {
    expect(accepted(JSON.parse(JSON.stringify(sampleReport(lang).report)))).toBe(true);
  });

  test('refuses another version, a missing part and an unknown verdict', () => {
    const { report } = sampleReport('fr');
    expect(accepted({ ...report, schema: 'banc-report/2' })).toBe(false);
    expect(accepted({ ...report, exchanges: undefined })).toBe(false);
    expect(accepted({ ...report, summary: { ...report.summary, verdict: 'green' } })).toBe(false);
  });

  test('lets an unknown field pass: a later bench may add some', () => {
    const { report } = sampleReport('fr');
    expect(accepted({ ...report, tomorrow: true, run: { ...report.run, tomorrow: 1 } })).toBe(true);
  });

  test('report.md names every field and every value of a closed list', () => {
    const named = new Set(inlineCode('docs/reference/report.md').flatMap((code) => code.split(/[.[\]]+/)));
    const unnamed = namesOf(JSON.parse(readFileSync(PUBLISHED, 'utf8'))).filter((name) => !named.has(name));
    expect(unnamed).toEqual([]);
  });
});
