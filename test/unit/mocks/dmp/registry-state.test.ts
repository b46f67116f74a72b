import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { confidentialityCodes } from '../../../../mocks/dmp/document-metadata.js';
import { ASSOCIATION_TYPES } from '../../../../mocks/wire/ebrim-objects.js';
import { BancError } from '../../../../mocks/wire/errors.js';
import { DmpBench, INS } from './dmp-bench.js';

const DELETED = 'urn:asip:ci-sis:2010:StatusType:Deleted';
const APPROVED = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved';

describe('registry state', () => {
  test('tells the version story of the reference exactly: feed, mask, replace, delete', () => {
    const bench = new DmpBench();
    const e1 = bench.feed({ uniqueId: 'U1' });
    const e2 = bench.state.updateMetadata(e1, { confidentialityCodes: confidentialityCodes(['MASQUE_PS']) });
    const e3 = bench.replace(e2, { uniqueId: 'U2' });
    bench.state.changeStatus(e3, 'Deleted');

    const rows = bench.state.entriesOf(INS);
    const set = (row: number): string => rows[row]?.submissionSetId ?? '';
    expect(rows).toMatchObject([
      { entryUUID: e1.entryUUID, logicalId: e1.entryUUID, uniqueId: 'U1', version: 1, status: 'Deprecated' },
      { entryUUID: e2.entryUUID, logicalId: e1.entryUUID, uniqueId: 'U1', version: 2, status: 'Deprecated' },
      { entryUUID: e3.entryUUID, logicalId: e3.entryUUID, uniqueId: 'U2', version: 1, status: 'Deleted' },
    ]);
    expect(rows[2]?.metadata).toMatchObject({ status: DELETED, version: '1', logicalId: e3.entryUUID });
    expect(bench.state.setsOf(INS)).toHaveLength(4);
    expect(bench.state.associationsOf(set(0))).toMatchObject([
      { type: ASSOCIATION_TYPES.hasMember, target: e1.entryUUID, slots: { SubmissionSetStatus: ['Original'] } },
    ]);
    expect(bench.state.associationsOf(set(1))).toMatchObject([
      { type: ASSOCIATION_TYPES.hasMember, target: e2.entryUUID, slots: { PreviousVersion: ['1'] } },
    ]);
    expect(bench.state.associationsOf(set(2))).toMatchObject([
      { type: ASSOCIATION_TYPES.hasMember, target: e3.entryUUID },
    ]);
    const deletion = bench.state.setsOf(INS)[3]?.entryUUID ?? '';
    expect(bench.state.associationsOf(e3.entryUUID).slice(1)).toMatchObject([
      { type: ASSOCIATION_TYPES.replaces, source: e3.entryUUID, target: e2.entryUUID },
      {
        type: ASSOCIATION_TYPES.updateAvailabilityStatus,
        source: deletion,
        target: e3.entryUUID,
        slots: { OriginalStatus: [APPROVED], NewStatus: [DELETED] },
      },
    ]);
    expect(bench.state.associationsOf(deletion)).toHaveLength(1);
  });

  test('gives what the system owns: ids, SHA-1, size, repository, submission time of the injected clock', () => {
    const bench = new DmpBench();
    const content = Buffer.from('<ClinicalDocument/>');
    const entry = bench.feed({ contentBase64: content.toString('base64') });
    expect(entry.metadata).toMatchObject({
      hash: createHash('sha1').update(content).digest('hex'),
      size: String(content.length),
      repositoryUniqueId: '1.2.250.1.213.4.1.1.1.2',
    });
    expect(entry.entryUUID).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(bench.state.set(entry.submissionSetId)?.set).toMatchObject({ submissionTime: '20260203080000' });
  });

  test('takes the submission time a scenario gives', () => {
    const bench = new DmpBench();
    const entry = bench.feed({ submissionTime: '2025-12-24T18:00:00+01:00' });
    expect(bench.state.set(entry.submissionSetId)?.set.submissionTime).toBe('20251224170000');
    expect(entry.metadata.creationTime).toBe('20251224170000');
  });

  test('archives and restores under the same entryUUID and version', () => {
    const bench = new DmpBench();
    const entry = bench.feed();
    const archived = bench.state.changeStatus(entry, 'Archived');
    const restored = bench.state.changeStatus(archived, 'Approved');
    expect([archived, restored]).toMatchObject([
      { entryUUID: entry.entryUUID, version: 1, status: 'Archived' },
      { entryUUID: entry.entryUUID, version: 1, status: 'Approved' },
    ]);
    expect(bench.state.entriesOf(INS)).toEqual([restored]);
  });

  test('masks an archived document without restoring it', () => {
    const bench = new DmpBench();
    const archived = bench.state.changeStatus(bench.feed(), 'Archived');
    const masked = bench.state.updateMetadata(archived, { confidentialityCodes: confidentialityCodes(['MASQUE_PS']) });
    expect(masked).toMatchObject({ version: 2, status: 'Archived' });
  });

  test.each(['Approved', 'Archived', 'Deleted', 'Deprecated'] as const)('lets nothing leave Deleted: %s', (status) => {
    const bench = new DmpBench();
    const deleted = bench.state.changeStatus(bench.feed(), 'Deleted');
    expect(() => bench.state.changeStatus(deleted, status)).toThrow(BancError);
  });

  test('refuses a uniqueId twice, an unknown patient, and to replace what is no longer current', () => {
    const bench = new DmpBench();
    const old = bench.feed({ uniqueId: 'U1' });
    expect(() => bench.feed({ uniqueId: 'U1' })).toThrow(/déjà dans le DMP/);
    expect(() => bench.feed({}, '101029999992029')).toThrow(/load-patient/);
    bench.replace(old);
    expect(() => bench.replace(bench.state.current('U1'))).toThrow(/Deprecated/);
    expect(() => bench.state.current('U9')).toThrow(/add-document/);
  });

  test('remembers when an authorisation began, and does not freeze the default one at the first consultation', () => {
    const bench = new DmpBench();
    const { records } = bench.state;
    const record = records.get(INS);
    records.noteConsultation(record, '8x');
    records.setDefaultAuthorization('expired');
    expect(records.authorization(record, '8x')).toMatchObject({ state: 'expired', lastActionAt: bench.now });
    records.setAuthorization(INS, '8x', 'valid', 'MT');
    const { startedAt } = records.authorization(record, '8x');
    bench.pass();
    records.setAuthorization(INS, '8x', 'valid');
    expect(records.authorization(record, '8x')).toMatchObject({ state: 'valid', role: 'PS', startedAt });
  });

  test('a submission set of a status change does not tell the title of the document', () => {
    const bench = new DmpBench();
    bench.state.changeStatus(bench.feed({ title: 'Secret' }), 'Deleted');
    expect(bench.state.setsOf(INS).map(({ title }) => title)).toEqual(['Secret', undefined]);
  });
});
