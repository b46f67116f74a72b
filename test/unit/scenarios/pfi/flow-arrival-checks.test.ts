import { describe, expect, test } from 'vitest';
import { patient } from '../../../../fixtures/roster.js';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { readCdaDocument } from '../../../../mocks/wire/cda-document.js';
import type { DocumentEntry } from '../../../../mocks/wire/ebrim-objects.js';
import { buildMail, type MailDraft } from '../../../../mocks/wire/mail-build.js';
import { readMail } from '../../../../mocks/wire/mail-read.js';
import { formatXcn, formatXon } from '../../../../mocks/wire/hl7-types.js';
import { CONFIDENTIALITY_VISIBILITY, PS_IDNAT, STRUCT_IDNAT } from '../../../../mocks/wire/oids.js';
import { readXdmArchive } from '../../../../mocks/wire/xdm-archive.js';
import { xdmArchiveOf } from '../../../../mocks/wire/xdm-from-cda.js';
import { patientIdOf, xdsEntryOf } from '../../../../mocks/wire/xds-from-cda.js';
import type { Finding } from '../../../../scenarios/harness/index.js';
import { checkEntry, checkFed, checkSender, checkVisibility } from '../../../../scenarios/pfi/checks/flow-feeding.js';
import {
  checkArchives,
  checkMailMapping,
  checkPdf,
  checkRecipients,
} from '../../../../scenarios/pfi/checks/flow-mail.js';
import { addressOf, composeFlow, patientRecipient, recipient } from '../../../../scenarios/hl7/index.js';
import type { SeenFeeding, SeenMail } from '../../../../scenarios/pfi/flow-situations.js';

const PERSON = patient('flow-imaging');
const FLOW = composeFlow(
  { runKey: 'essai' },
  {
    name: 'arrivée',
    person: PERSON,
    flags: { DESTDMP: true, DESTMSSANTEPS: true, MASQUE_PS: true },
    recipients: [recipient('gp1'), patientRecipient(PERSON)],
    professionalMail: 'Corps reçu.',
    replyTo: 'secretariat@banc-essai.mssante.fr',
  },
);
const CDA = readCdaDocument(FLOW.message.cda);
const MASK = { code: 'MASQUE_PS', scheme: CONFIDENTIALITY_VISIBILITY, label: 'Masqué' };
const EXCHANGE: Exchange = {
  id: 'x000001',
  seq: 1,
  service: 'dmp',
  protocol: 'https',
  startedAt: '2026-01-15T10:00:00.000Z',
  finishedAt: '2026-01-15T10:00:01.000Z',
  keys: {},
  summary: '',
  request: { line: '', headers: [] },
  tolerated: [],
  masked: [],
};

function verdict(finding: Finding): string {
  return finding.verdict;
}

describe('what feeds the DMP', () => {
  const right = xdsEntryOf(CDA, 'Document01');
  const entry: DocumentEntry = { ...right, confidentialityCodes: [...right.confidentialityCodes, MASK] };
  const { person, organization } = FLOW.message.sender ?? {};
  const author = {
    person: formatXcn({ id: '', family: '', given: '', ...person, oid: PS_IDNAT, nameType: 'D', idType: 'IDNPS' }),
    institutions: [formatXon({ name: '', id: '', ...organization, oid: STRUCT_IDNAT, idType: 'IDNST' })],
    roles: [],
    specialties: [],
  };
  const submissionSet = {
    entryUUID: 'SubmissionSet01',
    uniqueId: '1.2.3',
    sourceId: '1.2.3',
    patientId: patientIdOf(CDA),
    authors: [author],
    otherSlots: {},
  };
  const vihf = {
    authenticationMode: 'INDIRECTE',
    structureId: organization?.id,
    nameId: person?.id,
    subjectId: `${person?.family ?? ''} ${person?.given ?? ''}`,
    resourceId: patientIdOf(CDA),
  } as NonNullable<SeenFeeding['vihf']>;
  const lot = {
    submission: { submissionSet, documents: [entry], associations: [] },
    contents: new Map(),
    tolerated: [],
  };
  const fed: SeenFeeding = {
    exchange: EXCHANGE,
    accepted: true,
    document: entry,
    content: FLOW.message.cda,
    cda: CDA,
    vihf,
    lot,
  };

  test('is the document of the message, as it is, once', () => {
    expect(verdict(checkFed([{ ...fed, accepted: false }, fed], FLOW))).toBe('pass');
    expect(verdict(checkFed([], FLOW))).toBe('fail');
    expect(verdict(checkFed([fed, fed], FLOW))).toBe('fail');
    expect(verdict(checkFed([{ ...fed, content: Buffer.concat([FLOW.message.cda, Buffer.from('\n')]) }], FLOW))).toBe(
      'fail',
    );
  });

  test('has the metadata of its CDA', () => {
    expect(verdict(checkEntry(fed))).toBe('pass');
    expect(verdict(checkEntry({ ...fed, document: { ...entry, title: 'Autre' } }))).toBe('fail');
    expect(verdict(checkEntry({ exchange: EXCHANGE, accepted: true, problem: 'illisible' }))).toBe('fail');
  });

  test('has the visibility of the message, no more and no less', () => {
    expect(verdict(checkVisibility(fed, FLOW))).toBe('pass');
    expect(verdict(checkVisibility({ ...fed, document: right }, FLOW))).toBe('fail');
    const more = {
      ...entry,
      confidentialityCodes: [...entry.confidentialityCodes, { ...MASK, code: 'INVISIBLE_PATIENT' }],
    };
    expect(verdict(checkVisibility({ ...fed, document: more }, FLOW))).toBe('fail');
  });

  test.for([
    ['another mode', { authenticationMode: 'INDIRECTE_RENFORCEE' }],
    ['a FINESS without its prefix', { structureId: '750990012' }],
    ['another person', { nameId: '899700000000' }],
    ['no name', { subjectId: '' }],
    ['another patient', { resourceId: '' }],
    ['a secret connection nobody asked for', { confidentialityCode: 'INVISIBLE_REPRESENTANTS_LEGAUX^1' }],
  ] as const)('says who sends it, for whom: %s is seen', ([, change]) => {
    expect(verdict(checkSender(fed, FLOW))).toBe('pass');
    expect(verdict(checkSender({ ...fed, vihf: { ...vihf, ...change } }, FLOW))).toBe('fail');
  });

  test('a lot of another author is seen', () => {
    const other = { ...submissionSet, authors: [{ ...author, institutions: [] }] };
    const changed = { ...lot, submission: { ...lot.submission, submissionSet: other } };
    expect(verdict(checkSender({ ...fed, lot: changed }, FLOW))).toBe('fail');
  });
});

describe('what leaves by MSSanté', () => {
  const pdf = CDA.body.level === 'N1' ? CDA.body.content : Buffer.alloc(0);

  async function mail(
    change: Partial<Omit<MailDraft, 'to'>> & { to?: readonly string[] } = {},
    more: Partial<SeenMail> = {},
  ): Promise<SeenMail> {
    const to = change.to ?? [addressOf('gp1')];
    const draft: MailDraft = {
      from: 'pfi@banc-essai.mssante.fr',
      subject: 'XDM/1.0/DDM+Document',
      text: 'Corps reçu.\nMessage automatique.',
      replyTo: 'secretariat@banc-essai.mssante.fr',
      ...change,
      to,
    };
    const archive = await xdmArchiveOf({ documents: [{ cda: FLOW.message.cda, visibility: [MASK] }] });
    return {
      exchange: EXCHANGE,
      mail: await readMail(await buildMail(draft)),
      to: [...to],
      archive: await readXdmArchive(archive),
      pdfs: [{ filename: 'document.pdf', content: pdf }],
      ...more,
    };
  }

  test('goes to the recipients the message tells, and them only', async () => {
    expect(verdict(checkRecipients([await mail()], FLOW))).toBe('pass');
    expect(verdict(checkRecipients([], FLOW))).toBe('fail');
    const toPatient = await mail({ to: [`${PERSON.ins}@patient.mssante.fr`] });
    expect(verdict(checkRecipients([await mail(), toPatient], FLOW))).toBe('fail');
    expect(verdict(checkRecipients([await mail(), await mail()], FLOW))).toBe('fail');
  });

  test.for([
    ['the body and the reply address of the message', {}, 'pass'],
    ['another body', { text: 'Un document.' }, 'fail'],
    ['another reply address', { replyTo: 'pfi@banc-essai.mssante.fr' }, 'fail'],
    ['an end of conversation nobody asked for', { mss: { MES: 'FIN' } }, 'warning'],
    ['a read receipt nobody asked for', { dispositionNotificationTo: 'pfi@banc-essai.mssante.fr' }, 'warning'],
  ] as const)('has %s', async ([, change, expected]) => {
    expect(verdict(checkMailMapping([await mail(change as Parameters<typeof mail>[0])], FLOW))).toBe(expected);
  });

  test('without the end of conversation the message asks for is seen', async () => {
    const asked = { ...FLOW, message: { ...FLOW.message, patientMayNotAnswer: true, replyTo: { address: '' } } };
    const to = [`${PERSON.ins}@patient.mssante.fr`];
    expect(verdict(checkMailMapping([await mail({ to, mss: { MES: 'FIN' } })], asked))).toBe('pass');
    expect(verdict(checkMailMapping([await mail({ to })], asked))).toBe('fail');
    expect(verdict(checkMailMapping([], asked))).toBe('fail');
  });

  test('carries the very document, with its visibility', async () => {
    expect(verdict(checkArchives([await mail()], FLOW))).toBe('pass');
    const visible = await readXdmArchive(await xdmArchiveOf({ documents: [{ cda: FLOW.message.cda }] }));
    expect(verdict(checkArchives([await mail({}, { archive: visible })], FLOW))).toBe('fail');
    const recoded = Buffer.concat([FLOW.message.cda, Buffer.from('\n')]);
    const other = await readXdmArchive(await xdmArchiveOf({ documents: [{ cda: recoded, visibility: [MASK] }] }));
    expect(verdict(checkArchives([await mail({}, { archive: other })], FLOW))).toBe('fail');
    const { archive: _archive, ...without } = await mail();
    expect(verdict(checkArchives([without], FLOW))).toBe('fail');
  });

  test('carries the PDF/A-1 of the document', async () => {
    expect(verdict(checkPdf([await mail()], FLOW))).toBe('pass');
    expect(verdict(checkPdf([await mail({}, { pdfs: [] })], FLOW))).toBe('fail');
    const other = { filename: 'document.pdf', content: Buffer.from('%PDF-1.7') };
    expect(verdict(checkPdf([await mail({}, { pdfs: [other] })], FLOW))).toBe('fail');
  });
});
