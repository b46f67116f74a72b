import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BancError } from '../../../../mocks/wire/errors.js';
import { pass, warn } from '../../../../scenarios/harness/check.js';
import { checkFile } from '../../../../scenarios/harness/file-check.js';
import type { FileKind } from '../../../../scenarios/harness/file-kind.js';
import { text } from '../../../../scenarios/harness/text.js';

const CHECK = {
  id: 'test.check',
  title: text('Vérification', 'Check'),
  rule: { reference: 'R', confidence: 'stated' },
} as const;

let dir: string;
let file: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'banc-file-'));
  file = join(dir, 'f');
  await writeFile(file, 'content');
});
afterAll(() => rm(dir, { recursive: true }));

function kind(name: string, given: Partial<FileKind> = {}): FileKind {
  return {
    kind: name,
    title: text(`sorte ${name}`, `kind ${name}`),
    recognises: () => true,
    judge: () => Promise.resolve([pass(CHECK)]),
    ...given,
  };
}

function check(...kinds: FileKind[]): ReturnType<typeof checkFile> {
  return checkFile(file, { kinds, lang: 'fr', settings: {} });
}

test('a file that may be of several kinds is not judged: the choice is told', async () => {
  const { error, verdict } = await check(kind('a'), kind('b'), kind('c', { recognises: () => false }));
  expect(verdict).toBe('not-observed');
  expect(error?.message).toContain('--as : a (sorte a), b (sorte b).');
});

test('a file without any check is never green', async () => {
  const { error, verdict } = await check(kind('a', { judge: () => Promise.resolve([]) }));
  expect({ error, verdict }).toEqual({ error: undefined, verdict: 'not-observed' });
});

test('the verdict is the worst of the checks', async () => {
  const judge = (): Promise<ReturnType<typeof pass>[]> => Promise.resolve([pass(CHECK), warn(CHECK, {})]);
  expect((await check(kind('a', { judge }))).verdict).toBe('warning');
});

test('what is wrong with the set-up, or with the bench, is not told as a fault of the file', async () => {
  const setUp = kind('a', { judge: () => Promise.reject(new BancError('BANC_CONFIG_INVALID', 'folder')) });
  await expect(check(setUp)).rejects.toMatchObject({ code: 'BANC_CONFIG_INVALID' });
  const bench = kind('a', { judge: () => Promise.reject(new TypeError('oops')) });
  await expect(check(bench)).rejects.toThrow(TypeError);
});
