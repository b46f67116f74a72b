import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasMember, type Submission } from '../../mocks/wire/submit-objects.js';
import { readEnvelope, readFault } from '../../mocks/wire/soap.js';
import { DmpMocks } from '../unit/mocks/dmp/dmp-mocks.js';
import { INS } from '../unit/mocks/dmp/dmp-bench.js';
import { hospitalLot, provideMessage } from '../unit/mocks/dmp/dmp-writing.js';
import { SET_ID } from '../unit/mocks/wire/submission-fixtures.js';

let mocks: DmpMocks;
beforeAll(async () => {
  mocks = await DmpMocks.open();
  await mocks.control.call('dmp/load-patient', {
    ins: INS,
    familyName: 'ESSAI-UN',
    givenName: 'CAMILLE',
    birthDate: '1999-01-26',
    gender: 'F',
  });
});
afterAll(() => mocks.close());

/** Sends an ITI-41, its text changed first, and gives the answer's text. */
async function send(submission: Submission, change: (text: string) => string = (text) => text): Promise<string> {
  const { contentType, body } = provideMessage(submission);
  const changed = Buffer.from(change(body.toString('latin1')), 'latin1');
  const answer = await mocks.post(mocks.sheet.dmp.repository, changed, { headers: { 'Content-Type': contentType } });
  return answer.body.toString();
}

async function documentsKept(): Promise<number> {
  const record = await mocks.control.call<{ documents: unknown[] }>('dmp/get-record', { ins: INS });
  return record.documents.length;
}

describe('whatever lot is sent, it is registered whole or not at all, and the mock goes on', () => {
  test.each<[string, (text: string) => string]>([
    ['an xop:Include of a part that is not there', (text) => text.replace('cid:part0', 'cid:absent')],
    ['an href that is no cid', (text) => text.replace('cid:part0@dpi', 'file:///etc/passwd')],
    ['wrong base64', (text) => text.replace(/<xop:Include[^>]*part0[^>]*>/, '%%%%')],
    ['two documents of one id', (text) => text.replace('Document id="Signature01"', 'Document id="Document01"')],
    ['no submission set', (text) => text.replace(/<rim:RegistryPackage.*<\/rim:RegistryPackage>/, '')],
  ])('%s: a SOAP fault', async (_name, change) => {
    const before = await documentsKept();
    const answer = await send(hospitalLot({ uniqueId: '1.2.3.1' }), change);
    expect(readFault(readEnvelope(answer))).toMatchObject({ code: 'Sender' });
    expect(answer).not.toContain('root:');
    expect(await documentsKept()).toBe(before);
  });

  test('two entries of one symbolic id: neither gets the other’s content', async () => {
    const answer = await send(hospitalLot({ uniqueId: '1.2.3.2' }), (text) =>
      text.replace(/<rim:ExtrinsicObject id="Signature01"/, '<rim:ExtrinsicObject id="Document01"'),
    );
    expect(answer).toContain('ResponseStatusType:Failure');
  });

  test('ten thousand associations are judged, a lot of two thousand documents is refused, neither blocks', async () => {
    const links = Array.from({ length: 10_000 }, (_, i) => hasMember(`m${i}`, SET_ID, `Nulle part ${i}`));
    expect(await send(hospitalLot({ uniqueId: '1.2.3.3' }, links))).toContain('ResponseStatusType:Success');

    const huge = hospitalLot({ uniqueId: '1.2.3.4' });
    const copies = Array.from({ length: 2000 }, (_, i) =>
      huge.documents.slice(0, 1).map((entry) => ({ ...entry, entryUUID: `D${i}`, uniqueId: `1.2.3.4.9.${i}` })),
    ).flat();
    const members = copies.map(({ entryUUID }) => hasMember(`h-${entryUUID}`, SET_ID, entryUUID));
    const many = { ...huge, documents: copies, associations: members };
    const before = await documentsKept();
    // More parts than the bench takes apart: told, and nothing of it kept.
    expect(readFault(readEnvelope(await send(many)))?.reason).toMatch(/parts/);
    expect(await documentsKept()).toBe(before);
  });

  test('feedings at once with one uniqueId: exactly one is kept', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(hospitalLot({ uniqueId: '1.2.3.5' }))));
    expect(answers.filter((text) => text.includes('ResponseStatusType:Success'))).toHaveLength(1);
    expect(answers.filter((text) => text.includes('XDSDuplicateUniqueIdInRegistry'))).toHaveLength(9);
  });
});
