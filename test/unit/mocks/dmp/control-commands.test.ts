import { describe, expect, test } from 'vitest';
import { dmpCommands } from '../../../../mocks/dmp/control-commands.js';
import { parseXcn, parseXon } from '../../../../mocks/wire/hl7-types.js';
import { AUTHOR, DmpBench, INS, READER, titles } from './dmp-bench.js';

/** Runs a command as the control plane does: the schema first. */
function run(bench: DmpBench, name: string, input: unknown): unknown {
  const command = dmpCommands(bench.state, bench.options, () => bench.now)[name];
  if (!command) throw new Error(`no command ${name}`);
  return command.run(command.input.parse(input));
}

const DOCUMENT = {
  title: 'Lettre de liaison',
  typeCode: '11490-0',
  classCode: '10',
  contentBase64: Buffer.from('<ClinicalDocument/>').toString('base64'),
  authorProfessional: { nationalId: AUTHOR, familyName: 'TIERS', givenName: 'Alex' },
  authorStructure: { finess: '750990038', name: 'CABINET MEDICAL FICTIF' },
};

interface Reference {
  entryUUID: string;
  logicalId: string;
  uniqueId: string;
  submissionSetId: string;
}

function add(bench: DmpBench, document: object = {}): Reference {
  return run(bench, 'add-document', { ins: INS, document: { ...DOCUMENT, ...document } }) as Reference;
}

describe('control commands', () => {
  test('add-document fills what a third party’s software would have sent', () => {
    const bench = new DmpBench();
    const added = add(bench, { serviceStopTime: '2026-01-02', creationTime: '2026-01-01T10:00:00+01:00' });
    const entry = bench.state.entry(added.entryUUID);
    expect(added).toEqual({
      entryUUID: entry?.entryUUID,
      logicalId: entry?.entryUUID,
      uniqueId: entry?.uniqueId,
      submissionSetId: entry?.submissionSetId,
      status: 'Approved',
    });
    expect(added.uniqueId).toMatch(/^[\d.]{10,64}$/);
    const metadata = entry?.metadata;
    expect(metadata).toMatchObject({
      patientId: `${INS}^^^&1.2.250.1.213.1.4.10&ISO^NH^^20260203`,
      sourcePatientInfo: ['PID-5|ESSAI-UN^CAMILLE^^^^^L', 'PID-7|19990126', 'PID-8|F'],
      creationTime: '20260101090000',
      serviceStartTime: '20260101090000',
      serviceStopTime: '20260102000000',
      languageCode: 'fr-FR',
      mimeType: 'text/xml',
      classCode: { code: '10', scheme: '1.2.250.1.213.1.1.4.1', label: 'Compte rendu' },
      typeCode: { code: '11490-0', scheme: '2.16.840.1.113883.6.1' },
      formatCode: { code: 'urn:ihe:iti:xds-sd:pdf:2008' },
      healthcareFacilityTypeCode: { code: 'SA07' },
      practiceSettingCode: { code: 'AMBULATOIRE' },
      confidentialityCodes: [{ code: 'N', scheme: '2.16.840.1.113883.5.25', label: 'Normal' }],
    });
    const [author] = metadata?.authors ?? [];
    expect(parseXcn(author?.person ?? '')).toMatchObject({
      id: AUTHOR,
      family: 'TIERS',
      nameType: 'D',
      idType: 'IDNPS',
    });
    expect(parseXon(author?.institutions[0] ?? '')).toMatchObject({ id: '1750990038', idType: 'IDNST' });
    expect(author?.specialties).toEqual(['G15_10/SM54^Médecin - Médecine générale (SM)^1.2.250.1.213.1.1.4.5']);
    expect(metadata?.legalAuthenticator).toBe(author?.person);
  });

  test('codes the bench does not know come in full, or are refused', () => {
    const bench = new DmpBench();
    const typeCode = { code: '27899-4', scheme: '2.16.840.1.113883.6.1', label: 'Test' };
    expect(bench.state.entry(add(bench, { typeCode }).entryUUID)?.metadata.typeCode).toEqual(typeCode);
    expect(() => add(bench, { typeCode: '27899-4' })).toThrow(/typeCode.*en entier/);
    expect(() => add(bench, { classCode: '999' })).toThrow(/classCode/);
    expect(() => add(bench, { formatCode: 'x' })).toThrow(/formatCode/);
  });

  test('replace, mask, archive, delete: the same reference comes back, repeating is harmless', async () => {
    const bench = new DmpBench();
    const first = add(bench);
    const second = run(bench, 'replace-document', {
      uniqueId: first.uniqueId,
      document: { ...DOCUMENT, title: 'Nouvelle' },
    }) as Reference;
    expect(titles((await bench.find()).objects)).toEqual(['Nouvelle']);

    const masked = run(bench, 'update-confidentiality', {
      uniqueId: second.uniqueId,
      confidentiality: ['MASQUE_PS'],
    }) as Reference;
    expect(masked).toMatchObject({ uniqueId: second.uniqueId, logicalId: second.logicalId });
    expect(masked.entryUUID).not.toBe(second.entryUUID);
    expect(titles((await bench.find()).objects)).toEqual([]);
    run(bench, 'update-confidentiality', { uniqueId: second.uniqueId, confidentiality: ['INVISIBLE_PATIENT'] });
    const visible = (await bench.find()).objects.documents[0];
    expect(visible?.confidentialityCodes.map(({ code }) => code)).toEqual(['N', 'INVISIBLE_PATIENT']);

    for (const archived of [true, true, false]) run(bench, 'archive-document', { uniqueId: second.uniqueId, archived });
    expect(titles((await bench.find()).objects)).toEqual(['Nouvelle']);
    run(bench, 'delete-document', { uniqueId: second.uniqueId });
    const again = run(bench, 'delete-document', { uniqueId: second.uniqueId });
    expect(again).toMatchObject({ status: 'Deleted' });
    expect(titles((await bench.find()).objects)).toEqual([]);
  });

  test('records: closed with a date, none, open again', () => {
    const bench = new DmpBench();
    const record = bench.state.records.get(INS);
    run(bench, 'set-record', { ins: INS, status: 'closed', closingReason: 'Volonté', mes: false });
    expect(record).toMatchObject({ status: 'closed', closedAt: bench.now, closingReason: 'Volonté', mes: false });
    run(bench, 'set-record', { ins: INS, status: 'closed', closedAt: '2025-11-04T09:00:00Z' });
    expect(record.closedAt).toEqual(new Date('2025-11-04T09:00:00Z'));
    run(bench, 'set-record', { ins: INS, status: 'open' });
    expect(record.closedAt).toBeUndefined();
  });

  test('authorisations: one professional, or everybody', () => {
    const bench = new DmpBench();
    const { records } = bench.state;
    const state = (professional: string): string => records.authorization(records.get(INS), professional).state;
    run(bench, 'set-authorization', { ins: INS, professional: READER, state: 'forbidden' });
    run(bench, 'set-default-authorization', { state: 'none' });
    expect([state(READER), state('8x')]).toEqual(['forbidden', 'none']);
  });

  test('load-patient adds an open record, and refuses the OIDs of real people', async () => {
    const bench = new DmpBench();
    const patient = { ins: '207058575627097', familyName: 'A', givenName: 'B', birthDate: '1907-05-25', gender: 'M' };
    run(bench, 'load-patient', patient);
    expect(bench.state.records.get(patient.ins)).toMatchObject({
      status: 'open',
      patient: { insOid: '1.2.250.1.213.1.4.10' },
    });
    expect(() => run(bench, 'load-patient', { ...patient, insOid: '1.2.250.1.213.1.4.8' })).toThrow(/INS réels/);
    await expect(bench.find()).resolves.toBeDefined();
  });

  test('get-record tells everything, as JSON', () => {
    const bench = new DmpBench();
    add(bench, { uniqueId: 'U1' });
    run(bench, 'update-confidentiality', { uniqueId: 'U1', confidentiality: ['MASQUE_PS'] });
    run(bench, 'set-authorization', { ins: INS, professional: READER, state: 'expired', role: 'MT' });
    const record = JSON.parse(JSON.stringify(run(bench, 'get-record', { ins: INS }))) as unknown;
    expect(record).toMatchObject({
      status: 'open',
      authorizations: { [READER]: { state: 'expired', role: 'MT' } },
      documents: [
        { version: 1, status: 'Deprecated', confidentiality: ['N'] },
        { version: 2, status: 'Approved', confidentiality: ['N', 'MASQUE_PS'], submissionTime: '20260203080000' },
      ],
    });
  });

  test('get-record tells who wrote, in which set, and what replaced what', () => {
    const bench = new DmpBench();
    add(bench, { uniqueId: 'U1' });
    run(bench, 'replace-document', { uniqueId: 'U1', document: bench.document({ uniqueId: 'U2' }) });
    const { documents, submissionSets } = run(bench, 'get-record', { ins: INS }) as Record<
      string,
      { entryUUID: string }[]
    >;
    const [first, second] = documents ?? [];
    expect(first).toMatchObject({ status: 'Deprecated', replacedBy: second?.entryUUID, signature: false });
    expect(second).toMatchObject({
      replaces: first?.entryUUID,
      submissionSetId: submissionSets?.[1]?.entryUUID,
      authors: [{ institutions: [expect.stringContaining('CABINET')] }],
    });
  });

  test('a patient opposed to feeding stays so until the record is set again', () => {
    const bench = new DmpBench();
    run(bench, 'set-record', { ins: INS, status: 'open', feedingOpposed: true });
    expect(bench.state.records.get(INS).feedingOpposed).toBe(true);
    run(bench, 'set-record', { ins: INS, status: 'open' });
    expect(bench.state.records.get(INS).feedingOpposed).toBe(false);
  });

  test('an unknown patient or document is refused, saying what to do', () => {
    const bench = new DmpBench();
    expect(() => run(bench, 'get-record', { ins: '101029999992029' })).toThrow(/load-patient/);
    expect(() => run(bench, 'delete-document', { uniqueId: 'U9' })).toThrow(/add-document/);
  });

  test('set-options changes what the sources do not establish', async () => {
    const bench = new DmpBench();
    const { uniqueId } = add(bench);
    run(bench, 'delete-document', { uniqueId });
    expect((await bench.retrieve([uniqueId])).documents).toEqual([]);
    run(bench, 'set-options', { returnDeleted: true, authorizationCodes: { expired: 'EXPIRE' } });
    expect((await bench.retrieve([uniqueId])).documents).toHaveLength(1);
    expect(bench.options).toMatchObject({ authorizationCodes: { valid: 'VALIDE', expired: 'EXPIRE' } });
  });

  test('a bare RPPS is refused: it would match nobody', () => {
    const input = { ins: INS, professional: READER.slice(1), state: 'expired' };
    expect(() => run(new DmpBench(), 'set-authorization', input)).toThrow(/suivi du RPPS/);
  });

  test('input that is not valid is refused by the schema', () => {
    const bench = new DmpBench();
    expect(() => run(bench, 'set-record', { ins: '1', status: 'open' })).toThrow();
    expect(() => add(bench, { confidentiality: ['X'] })).toThrow();
    expect(() => add(bench, { contentBase64: 'é' })).toThrow();
  });
});
