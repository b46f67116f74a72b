import { describe, expect, test } from 'vitest';
import { confidentialityCodes } from '../../../../mocks/dmp/document-metadata.js';
import type { RegistryEntry } from '../../../../mocks/dmp/registry-model.js';
import { ASSOCIATION_TYPES, STATUS } from '../../../../mocks/wire/ebrim-objects.js';
import { replaces } from '../../../../mocks/wire/submit-objects.js';
import type { VihfClaims } from '../../../../mocks/wire/vihf-build.js';
import { DOCUMENT_ID } from '../wire/submission-fixtures.js';
import { AUTHOR, COLLEAGUE, cx, DmpBench, INS, OTHER_INS, READER, titles } from './dmp-bench.js';
import { hospitalLot, metadataChange, provide, statusChange, update, type WriteAnswer } from './dmp-writing.js';

const U1 = '1.2.250.1.999.20.7.100';
const MASKED = { confidentialityCodes: confidentialityCodes(['MASQUE_PS']) };
const VISIBLE = { confidentialityCodes: confidentialityCodes([]) };
const HIDDEN = { confidentialityCodes: confidentialityCodes(['INVISIBLE_PATIENT']) };
const BY_STRUCTURE: Partial<VihfClaims> = { authenticationMode: 'INDIRECTE' };
const BY_AUTHOR: Partial<VihfClaims> = { nameId: AUTHOR };

/** A bench where the hospital fed one document, written by the reader. */
async function withOwnDocument(): Promise<{ bench: DmpBench; own: RegistryEntry }> {
  const bench = new DmpBench();
  await provide(bench, hospitalLot({ uniqueId: U1, title: 'Lettre', ...VISIBLE }));
  bench.pass();
  return { bench, own: bench.state.current(U1) };
}

const codes = async (answer: Promise<WriteAnswer>): Promise<string[]> => (await answer).errors;

describe('the version story of the reference, over the wire (Annex A7)', () => {
  test('feed X, mask, replace by Y, delete Y: ids, versions, statuses, sets and links', async () => {
    const { bench, own: e1 } = await withOwnDocument();
    expect(await update(bench, metadataChange(e1, MASKED))).toMatchObject({
      errors: [],
      exchange: { transaction: 'td3-3a', keys: { patient: INS, user: READER, document: U1 } },
    });
    const e2 = bench.state.current(U1);
    await provide(bench, hospitalLot({ uniqueId: 'U2' }, [replaces('r', DOCUMENT_ID, e2.entryUUID)]));
    const e3 = bench.state.current('U2');
    expect(await update(bench, statusChange(e3, 'deleted'))).toMatchObject({
      errors: [],
      exchange: {
        transaction: 'td3-3c',
        keys: { document: 'U2' },
        summary: `TD3.3c suppression patient ${INS} : 1 changement`,
      },
    });

    const rows = bench.state.entriesOf(INS).filter(({ metadata }) => metadata.typeCode?.code !== 'E1762');
    expect(rows).toMatchObject([
      { entryUUID: e1.entryUUID, logicalId: e1.entryUUID, uniqueId: U1, version: 1, status: 'Deprecated' },
      { entryUUID: e2.entryUUID, logicalId: e1.entryUUID, uniqueId: U1, version: 2, status: 'Deprecated' },
      { entryUUID: e3.entryUUID, logicalId: e3.entryUUID, uniqueId: 'U2', version: 1, status: 'Deleted' },
    ]);
    expect(bench.state.setsOf(INS)).toHaveLength(4);
    expect(bench.state.associationsOf(e2.entryUUID)).toMatchObject([
      { type: ASSOCIATION_TYPES.hasMember, slots: { PreviousVersion: ['1'] } },
      { type: ASSOCIATION_TYPES.replaces, source: e3.entryUUID },
    ]);
    expect(bench.state.associationsOf(e3.entryUUID).at(-1)).toMatchObject({
      type: ASSOCIATION_TYPES.updateAvailabilityStatus,
      slots: { OriginalStatus: [STATUS.approved], NewStatus: [STATUS.deleted] },
    });
    expect(titles((await bench.find()).objects)).toEqual([]);
  });

  test('archiving and restoring keep the entryUUID; a hidden document is made visible by a new version', async () => {
    const bench = new DmpBench();
    await provide(bench, hospitalLot({ uniqueId: U1, ...HIDDEN }));
    const own = bench.state.current(U1);
    expect(await update(bench, statusChange(own, 'archived'))).toMatchObject({
      errors: [],
      exchange: { transaction: 'td3-3d' },
    });
    expect(bench.state.current(U1)).toMatchObject({ entryUUID: own.entryUUID, status: 'Archived', version: 1 });
    expect(await codes(update(bench, statusChange(bench.state.current(U1), 'approved')))).toEqual([]);
    expect(await update(bench, metadataChange(bench.state.current(U1), VISIBLE))).toMatchObject({
      errors: [],
      exchange: { transaction: 'td3-3b' },
    });
    expect(bench.state.current(U1)).toMatchObject({ version: 2, logicalId: own.logicalId, status: 'Approved' });
  });

  test('one submission may change both the metadata and the status', async () => {
    const { bench, own } = await withOwnDocument();
    const status = statusChange(own, 'archived');
    const metadata = metadataChange(own, MASKED);
    const both = { documents: metadata.documents, associations: [...status.associations, ...metadata.associations] };
    expect(await codes(update(bench, both))).toEqual([]);
    expect(bench.state.current(U1)).toMatchObject({ version: 2, status: 'Archived' });
    expect(bench.state.setsOf(INS)).toHaveLength(2);
  });
});

describe('ITI-57 refused, and nothing changes', () => {
  test.each<[string, (own: RegistryEntry) => Parameters<typeof update>[1], string]>([
    ['a wrong OriginalStatus', (own) => statusChange(own, 'deleted', STATUS.archived), 'XDSMetadataUpdateError'],
    ['equal statuses', (own) => statusChange(own, 'approved'), 'XDSMetadataUpdateOperationError'],
    [
      'an unknown status',
      (own) => statusChange(own, 'deleted', 'urn:x:StatusType:Autre'),
      'XDSMetadataUpdateOperationError',
    ],
    ['deprecation, the registry’s own', (own) => statusChange(own, 'deprecated'), 'XDSMetadataUpdateOperationError'],
    [
      'an unknown target',
      (own) => statusChange({ ...own, entryUUID: 'urn:uuid:00000000-0000-4000-8000-00000000000f' }, 'deleted'),
      'UnresolvedReferenceException',
    ],
    [
      'the same change twice',
      (own) => {
        const { associations } = statusChange(own, 'archived');
        return { documents: [], associations: [...associations, ...associations] };
      },
      'XDSMetadataUpdateError',
    ],
    [
      'new metadata for a document it deletes',
      (own) => {
        const { documents, associations } = metadataChange(own, MASKED);
        return { documents, associations: [...associations, ...statusChange(own, 'deleted').associations] };
      },
      'XDSMetadataUpdateError',
    ],
    ['nothing to change', () => ({ documents: [], associations: [] }), 'XDSRegistryMetadataError'],
    ['an unknown lid', (own) => metadataChange(own, { logicalId: 'urn:uuid:x' }), 'XDSMetadataVersionError'],
    ['another PreviousVersion', (own) => metadataChange(own, MASKED, '2'), 'XDSMetadataVersionError'],
    ['another uniqueId', (own) => metadataChange(own, { uniqueId: 'U9' }), 'XDSMetadataUpdateError'],
    ['another objectType', (own) => metadataChange(own, { objectType: 'urn:uuid:y' }), 'XDSMetadataUpdateError'],
    ['another patient', (own) => metadataChange(own, { patientId: cx(OTHER_INS) }), 'XDSPatientIDReconciliationError'],
    ['incomplete metadata', (own) => metadataChange(own, { sourcePatientInfo: [] }), 'XDSRegistryMetadataError'],
    ['hiding a visible document', (own) => metadataChange(own, HIDDEN), 'LocalPolicyRestrictionError'],
  ])('%s', async (_name, change, code) => {
    const { bench, own } = await withOwnDocument();
    expect(await codes(update(bench, change(own)))).toEqual([code]);
    expect(bench.state.current(U1)).toEqual(own);
    expect(bench.state.setsOf(INS)).toHaveLength(1);
  });

  test('an older version, and a deleted document: nothing leaves Deleted', async () => {
    const { bench, own } = await withOwnDocument();
    await update(bench, metadataChange(own, MASKED));
    expect(await codes(update(bench, statusChange(own, 'deleted', STATUS.approved)))).toEqual([
      'XDSMetadataUpdateError',
    ]);
    expect(await codes(update(bench, metadataChange(own, VISIBLE)))).toEqual(['XDSMetadataVersionError']);
    await update(bench, statusChange(bench.state.current(U1), 'deleted'));
    const deleted = bench.state.current(U1);
    expect(await codes(update(bench, statusChange(deleted, 'archived', STATUS.deleted)))).toHaveLength(1);
    expect(await codes(update(bench, metadataChange(deleted, VISIBLE)))).toEqual(['XDSMetadataUpdateError']);
  });

  test('a closed DMP, an unknown patient, a document of another patient', async () => {
    const { bench, own } = await withOwnDocument();
    const other = bench.feed({ uniqueId: 'U5' }, OTHER_INS);
    expect(await codes(update(bench, statusChange(other, 'deleted')))).toEqual(['UnresolvedReferenceException']);
    expect(await codes(update(bench, statusChange(own, 'deleted'), { resourceId: cx('101029999992029') }))).toEqual([
      'XDSUnknownPatientId',
    ]);
    bench.state.records.get(INS).status = 'closed';
    expect(await codes(update(bench, statusChange(own, 'deleted')))).toEqual(['DMPClosed']);
  });
});

describe('whose documents may be changed', () => {
  const DENIED = ['DMPAccessDeniedByRightsService'];

  test('AIR deletes its own documents, INDIRECTE those of the structure, without any authorisation', async () => {
    const { bench, own } = await withOwnDocument();
    bench.state.records.setDefaultAuthorization('none');
    const third = bench.feed({ uniqueId: 'U3' });
    expect(await codes(update(bench, statusChange(third, 'deleted')))).toEqual(DENIED);
    expect(await codes(update(bench, statusChange(third, 'deleted'), BY_STRUCTURE))).toEqual(DENIED);
    expect(await codes(update(bench, statusChange(own, 'deleted'), { nameId: COLLEAGUE }))).toEqual(DENIED);
    expect(await codes(update(bench, statusChange(own, 'deleted'), { nameId: COLLEAGUE, ...BY_STRUCTURE }))).toEqual(
      [],
    );
    expect(await codes(update(bench, statusChange(third, 'deleted'), BY_AUTHOR))).toEqual([]);
  });

  test('anyone masks, the author or the médecin traitant unmasks', async () => {
    const bench = new DmpBench();
    const third = bench.feed({ uniqueId: 'U3' });
    expect(await codes(update(bench, metadataChange(third, MASKED)))).toEqual([]);
    const unmask = metadataChange(bench.state.current('U3'), VISIBLE);
    expect(await codes(update(bench, unmask))).toEqual(DENIED);
    bench.state.records.setAuthorization(INS, READER, 'valid', 'MT');
    expect(await codes(update(bench, unmask))).toEqual([]);
  });

  test('masking and making visible at once needs both rights, and INDIRECTE has neither', async () => {
    const { bench, own } = await withOwnDocument();
    expect(await codes(update(bench, metadataChange(own, MASKED), BY_STRUCTURE))).toEqual(DENIED);
    const hidden = bench.feed({ uniqueId: 'U4', confidentiality: ['MASQUE_PS', 'INVISIBLE_PATIENT'] });
    expect(await codes(update(bench, metadataChange(hidden, VISIBLE)))).toEqual(DENIED);
    expect(await codes(update(bench, metadataChange(hidden, VISIBLE), BY_AUTHOR))).toEqual([]);
  });

  test('any physician archives in AIR, not with a card; the patient’s documents only the médecin traitant', async () => {
    const bench = new DmpBench();
    const third = bench.feed({ uniqueId: 'U3' });
    expect(await codes(update(bench, statusChange(third, 'archived'), { authenticationMode: 'DIRECTE' }))).toEqual(
      DENIED,
    );
    expect(await codes(update(bench, statusChange(third, 'archived')))).toEqual([]);
    const ofPatient = bench.feed({ uniqueId: 'U6', classCode: '90' });
    expect(await codes(update(bench, statusChange(ofPatient, 'archived')))).toEqual(DENIED);
    bench.state.records.setAuthorization(INS, READER, 'valid', 'MT');
    expect(await codes(update(bench, statusChange(ofPatient, 'archived')))).toEqual([]);
  });
});

describe('what the sources leave open is a setting', () => {
  test('a plain 2.9.0 package has no TD3.3c in consultation; the feeding profile keeps it', async () => {
    const { bench, own } = await withOwnDocument();
    bench.options.package = '2.9.0';
    expect(await codes(update(bench, statusChange(own, 'deleted')))).toEqual(['DMPAccessDeniedByRightsService']);
    expect(await codes(update(bench, statusChange(own, 'archived')))).toEqual([]);
    expect(await codes(update(bench, statusChange(bench.state.current(U1), 'deleted'), BY_STRUCTURE))).toEqual([]);
  });

  test('whether an archived document may be masked, and whether PreviousVersion counts', async () => {
    const { bench, own } = await withOwnDocument();
    bench.options.previousVersionChecked = false;
    expect(await codes(update(bench, metadataChange(own, MASKED, '7')))).toEqual([]);
    await update(bench, statusChange(bench.state.current(U1), 'archived'));
    bench.options.archivedMayChange = false;
    const change = metadataChange(bench.state.current(U1), VISIBLE);
    expect(await codes(update(bench, change))).toEqual(['XDSMetadataUpdateError']);
    bench.options.archivedMayChange = true;
    expect(await codes(update(bench, change))).toEqual([]);
  });
});

test('dialects are read and told: a wrong status prefix, other metadata changed', async () => {
  const { bench, own } = await withOwnDocument();
  const wrong = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Archived';
  await update(bench, statusChange(own, 'archived'));
  const restored = await update(bench, statusChange(bench.state.current(U1), 'approved', wrong));
  expect(restored).toMatchObject({ errors: [], exchange: { tolerated: [expect.stringContaining(wrong)] } });
  const renamed = await update(bench, metadataChange(bench.state.current(U1), { ...MASKED, title: 'Autre' }));
  expect(renamed).toMatchObject({
    errors: [],
    exchange: { tolerated: [expect.stringMatching(/confidentialité : title$/)] },
  });
});
