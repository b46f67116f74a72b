import { describe, expect, test } from 'vitest';
import { buildCdaN1 } from '../../../../fixtures/documents/cda.js';
import { professional, structure } from '../../../../fixtures/roster.js';
import type { XdmDocument } from '../../../../mocks/wire/xdm-archive.js';
import { chainOf, type XdmLink } from '../../../../scenarios/mssante/checks/xdm-chain.js';
import { archiveOf, LETTER, LETTER_V2, next, onlyDocument, REPORT } from '../../mocks/wire/xdm-fixtures.js';
import { input } from '../cda/documents.js';
import { troubles } from './xdm-findings.js';

async function documentOf(cda: Buffer, action?: 'C' | 'D'): Promise<XdmDocument> {
  return onlyDocument(await archiveOf({ documents: [{ cda, ...(action ? { action } : {}) }] }));
}

/** How `after` stands to the letter, and what is said against it. */
async function afterLetter(after: Buffer, action?: 'C' | 'D'): Promise<[XdmLink, string]> {
  const { link, finding } = chainOf(await documentOf(LETTER), await documentOf(after, action));
  return [link, troubles([finding])['mss.xdm.chain'] ?? ''];
}

describe('a document that follows another', () => {
  test('is its next version: same setId, version + 1, RPLC of its id', async () => {
    expect(await afterLetter(LETTER_V2)).toEqual(['next-version', '']);
  });

  test('is its deletion: the version itself', async () => {
    expect(await afterLetter(LETTER, 'D')).toEqual(['deletion', '']);
  });

  test('is the same one again', async () => {
    expect(await afterLetter(LETTER)).toEqual(['same', '']);
  });

  test('may be another document, which is said', async () => {
    const [link, said] = await afterLetter(Buffer.from(buildCdaN1(input({ uid: '1.2.3', setId: '1.2.4' }))));
    expect(link).toBe('unrelated');
    expect(said).toContain('1.2.3 (setId 1.2.4) does not follow');
    expect(said).toContain(input().uid);
  });

  test('has an altered parent: both identifiers are named', async () => {
    const [link, said] = await afterLetter(next({ replaces: '1.2.3.99' }));
    expect(link).toBe('broken');
    expect(said).toMatch(/^fail/);
    expect(said).toContain(`"1.2.3.99" instead of "${input().uid}"`);
  });

  test.for([
    [
      'no parent',
      () => Buffer.from(LETTER_V2.toString('utf8').replace(/<relatedDocument.*<\/relatedDocument>/s, '')),
      '"missing"',
    ],
    ['a version skipped', () => next({ versionNumber: 3 }), 'versionNumber "3" instead of "2"'],
    ['another setId', () => next({ setId: '1.2.4' }), 'setId "1.2.4"'],
    ['the same id', () => next({ uid: input().uid }), 'same id'],
    [
      'an author of elsewhere (901)',
      () => next({ author: professional('lab1'), structure: structure('lab') }),
      'author "',
    ],
  ] as const)('is not its next version: %s', async ([, after, said]) => {
    const [link, told] = await afterLetter(after());
    expect(link).toBe('broken');
    expect(told).toMatch(/^fail/);
    expect(told).toContain(said);
  });

  test('may come from a colleague of the same organisation', async () => {
    expect(await afterLetter(next({ author: professional('ps2') }))).toEqual(['next-version', '']);
  });

  test('deletes another version than the one held: both versions are named', async () => {
    const { link, finding } = chainOf(await documentOf(LETTER_V2), await documentOf(LETTER, 'D'));
    expect(link).toBe('broken');
    expect(troubles([finding])['mss.xdm.chain']).toMatch(/versionNumber "1" instead of "2"/);
  });

  test('deletes with other bytes: a warning only, the rule is inferred', async () => {
    const changed = Buffer.from(LETTER.toString('utf8').replace('Lettre de liaison', 'Lettre'));
    const [link, said] = await afterLetter(changed, 'D');
    expect(link).toBe('deletion');
    expect(said).toMatch(/^warning: the bytes/);
  });

  test('cannot be told when one of them is no CDA', async () => {
    const unread = { entry: (await documentOf(REPORT)).entry };
    expect(chainOf(await documentOf(LETTER), unread).link).toBe('unrelated');
  });
});
