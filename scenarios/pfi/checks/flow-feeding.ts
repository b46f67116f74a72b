import { readCdaDocument } from '../../../mocks/wire/cda-document.js';
import type { DocumentFlags } from '../../../mocks/wire/hl7-document-flags.js';
import { parseCx, parseXcn, parseXon } from '../../../mocks/wire/hl7-types.js';
import { structIdNat } from '../../../mocks/wire/identifiers.js';
import { broken, type Breach, coherenceBreaches, judgement } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import type { Flow } from '../../hl7/index.js';
import type { RegisteredDocument, SeenFeeding } from '../flow-situations.js';

const MAPPING = 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, correspondance avec XDS et le VIHF';

const FED: CheckDeclaration = {
  id: 'pfi.flow.dmp-fed',
  title: text(
    'Le DMP reçoit le document du message, tel quel, une fois',
    'The DMP receives the document of the message, as it is, once',
  ),
  rule: { reference: MAPPING, confidence: 'stated' },
};

/** One accepted feeding carries the very bytes of the message's document. */
export function checkFed(feedings: readonly SeenFeeding[], { message, uniqueId }: Flow): Finding {
  const accepted = feedings.filter((one) => one.accepted);
  const same = accepted[0]?.content?.equals(message.cda) === true;
  const [first] = feedings;
  return verify(FED, accepted.length === 1 && same, {
    expected: text(
      `document ${uniqueId}, ${message.cda.length} octets, 1 fois`,
      `document ${uniqueId}, ${message.cda.length} bytes, once`,
    ),
    received: text(
      `${accepted.length} enregistrement(s), ${accepted[0]?.content?.length ?? 0} octets${same ? '' : ' (différents)'}`,
      `${accepted.length} registration(s), ${accepted[0]?.content?.length ?? 0} bytes${same ? '' : ' (different)'}`,
    ),
    locator: 'TD2.1, xdsb:Document',
    ...(first ? { exchange: first.exchange.id } : {}),
  });
}

const ENTRY: CheckDeclaration = {
  id: 'pfi.flow.dmp-metadata',
  title: text('Les métadonnées du document viennent du CDA', 'The metadata of the document come from the CDA'),
  rule: { reference: MAPPING, confidence: 'stated' },
};

/** The DocumentEntry says what the CDA says. */
export function checkEntry({ document, cda, exchange }: SeenFeeding): Finding {
  const breaches: Breach[] =
    document && cda
      ? coherenceBreaches({ cda, entry: document })
      : [broken(text('document absent ou illisible', 'document absent or not readable'), 'TD2.1')];
  return judgement(ENTRY, {
    expected: text('ce que dit le CDA', 'what the CDA says'),
    breaches,
    found: text('identique', 'identical'),
    where: 'rim:ExtrinsicObject',
    exchange: exchange.id,
  });
}

const VISIBILITY: CheckDeclaration = {
  id: 'pfi.flow.dmp-visibility',
  title: text(
    'La visibilité du document dans le DMP est celle du message',
    'The visibility of the document in the DMP is that of the message',
  ),
  rule: { reference: `${MAPPING} ; REM INTRA/va1.01, INTRA/va1.02`, confidence: 'stated' },
};

const CODES: readonly (readonly [flag: keyof DocumentFlags, code: string])[] = [
  ['MASQUE_PS', 'MASQUE_PS'],
  ['INVISIBLE_PATIENT', 'INVISIBLE_PATIENT'],
  ['INVISIBLE_REP_LEGAUX', 'INVISIBLE_REPRESENTANTS_LEGAUX'],
];

/** confidentialityCode of the entry: that of the CDA, then those of the metadata OBX that are at Y. */
export function checkVisibility({ document, exchange }: SeenFeeding, { message }: Flow): Finding {
  const own = readCdaDocument(message.cda).confidentialityCode?.code ?? '';
  const asked = CODES.filter(([flag]) => message.flags[flag]).map(([, code]) => code);
  const expected = [own, ...asked].toSorted();
  const found = (document?.confidentialityCodes ?? []).map(({ code }) => code).toSorted();
  return verify(VISIBILITY, expected.join() === found.join(), {
    expected: expected.join(', '),
    received: found.join(', '),
    locator: 'confidentialityCode',
    exchange: exchange.id,
  });
}

const SENDER: CheckDeclaration = {
  id: 'pfi.flow.dmp-sender',
  title: text(
    'Le VIHF et le lot disent qui a envoyé le document, et pour quel patient',
    'The VIHF and the lot say who sent the document, and about which patient',
  ),
  rule: { reference: `${MAPPING} (PRT SB, PID-3)`, confidence: 'stated' },
};

/** VIHF: indirect mode, structure, person, patient, secret connection; submission set: author and patient (§7). */
export function checkSender({ vihf, lot, exchange }: SeenFeeding, { message, person: patient }: Flow): Finding {
  const { person, organization } = message.sender ?? {};
  const structure = organization?.type === 'IDNST' ? organization.id : structIdNat(organization?.id ?? '');
  const name = person ? `${person.family} ${person.given}` : '';
  const set = lot?.submission.submissionSet;
  const [author] = set?.authors ?? [];
  const says: readonly (readonly [where: string, found: string, expected: string])[] = [
    ['VIHF Authentification_mode', vihf?.authenticationMode ?? '', 'INDIRECTE'],
    ['VIHF Identifiant_Structure (PRT-8.10)', vihf?.structureId ?? '', structure],
    ['VIHF NameID (PRT-5.1)', vihf?.nameId ?? '', person?.id ?? ''],
    ['VIHF subject-id (PRT-5.2, 5.3)', (vihf?.subjectId ?? '').toUpperCase(), name.toUpperCase()],
    ['VIHF resource-id (PID-3)', parseCx(vihf?.resourceId ?? '').id, patient.ins],
    [
      'VIHF confidentiality-code (CONNEXION_SECRETE)',
      vihf?.confidentialityCode === undefined ? 'N' : 'Y',
      message.flags.CONNEXION_SECRETE ? 'Y' : 'N',
    ],
    ['SubmissionSet authorPerson (PRT-5)', parseXcn(author?.person ?? '').id, person?.id ?? ''],
    ['SubmissionSet authorInstitution (PRT-8)', parseXon(author?.institutions[0] ?? '').id, structure],
    ['SubmissionSet patientId (PID-3)', parseCx(set?.patientId ?? '').id, patient.ins],
  ];
  return judgement(SENDER, {
    expected: text('ce que dit le message', 'what the message says'),
    breaches: says
      .filter(([, found, expected]) => found !== expected)
      .map(([where, found, expected]) =>
        broken(text(`« ${found} » au lieu de « ${expected} »`, `"${found}" instead of "${expected}"`), where),
      ),
    found: text('ce que dit le message', 'what the message says'),
    where: 'VIHF ; rim:RegistryPackage',
    exchange: exchange.id,
  });
}

const REPLACED: CheckDeclaration = {
  id: 'pfi.flow.dmp-replaced',
  title: text(
    'La nouvelle version remplace la précédente dans le DMP',
    'The new version replaces the previous one in the DMP',
  ),
  rule: { reference: 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, remplacement ; TD2.1 RPLC', confidence: 'stated' },
};

/** The DMP has the new version, approved, as the replacement of the previous one. */
export function checkReplaced(registered: readonly RegisteredDocument[], next: Flow, previous: Flow): Finding {
  const found = registered.find(({ uniqueId }) => uniqueId === next.uniqueId);
  const old = registered.find(({ uniqueId }) => uniqueId === previous.uniqueId);
  const replaced = registered.some((one) => one.uniqueId === previous.uniqueId && one.entryUUID === found?.replaces);
  return verify(REPLACED, found?.status === 'Approved' && replaced, {
    expected: text(`${next.uniqueId} remplace ${previous.uniqueId}`, `${next.uniqueId} replaces ${previous.uniqueId}`),
    received: text(
      `nouvelle version : ${found?.status ?? 'absente'} ; précédente : ${old?.status ?? 'absente'}`,
      `new version: ${found?.status ?? 'absent'}; previous one: ${old?.status ?? 'absent'}`,
    ),
    locator: text('DMP, dossier du patient', 'DMP, record of the patient'),
  });
}

const DELETED: CheckDeclaration = {
  id: 'pfi.flow.dmp-deleted',
  title: text('Le document supprimé n’est plus dans le DMP', 'The deleted document is no longer in the DMP'),
  rule: { reference: 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, suppression ; REM DMP/CONF.05', confidence: 'stated' },
};

/** The DMP has the document with the status Deleted. */
export function checkDeleted(registered: readonly RegisteredDocument[], { uniqueId }: Flow): Finding {
  const found = registered.filter((one) => one.uniqueId === uniqueId).at(-1);
  return verify(DELETED, found?.status === 'Deleted', {
    expected: `${uniqueId} : Deleted`,
    received: `${uniqueId} : ${found?.status ?? '-'}`,
    locator: text('DMP, dossier du patient', 'DMP, record of the patient'),
  });
}
