import { BancError } from '../../mocks/wire/errors.js';
import { DOCUMENT_FLAG_ORDER } from '../../mocks/wire/hl7-document-flags.js';
import { DOCUMENT_PROFILE, readDocumentMessage } from '../../mocks/wire/hl7-document-message.js';
import { present } from '../../mocks/wire/present.js';
import { type Breach, judgement } from '../cda/index.js';
import { type CheckDeclaration, type Finding, notApplicable, notObserved, text } from '../harness/index.js';
import { actBreaches, targetBreaches } from './checks/coherence.js';
import { openCarriedDocument } from './checks/content.js';
import { fieldBreaches } from './checks/document-fields.js';
import { headerBreaches } from './checks/header.js';
import { identityBreaches } from './checks/identity.js';
import { metadataBreaches } from './checks/metadata.js';
import { participantBreaches } from './checks/participants.js';
import { MDM_PLAN, ORU_PLAN, structureBreaches } from './checks/structure.js';
import { versionBreaches } from './checks/versions.js';
import { vihfBreaches } from './checks/vihf-facts.js';
import { type MessageContext, openMessage } from './message-context.js';

const VOLET = 'CI-SIS, volet Transmission d’un document CDA-R2 en HL7 v2, V2.1';

function declared(id: string, title: { fr: string; en: string }, reference = VOLET): CheckDeclaration {
  return { id: `hl7.document.${id}`, title, rule: { reference, confidence: 'stated' } };
}

const HEADER = declared(
  'header',
  text(
    'En-tête du message : version du volet, type, acteurs, jeu de caractères',
    'Message header: version of the volet, type, actors, charset',
  ),
);
const STRUCTURE = declared(
  'structure',
  text(
    'Segments : présence, ordre, nombre, numérotation des OBX',
    'Segments: presence, order, count, numbering of the OBX',
  ),
);
const FIELDS = declared(
  'fields',
  text(
    'Patient, venue, type et identifiants du document : champs obligatoires',
    'Patient, visit, type and identifiers of the document: required fields',
  ),
);
const ACT = declared(
  'act',
  text('Événement, ORC-1 et OBX-11 disent la même opération', 'Event, ORC-1 and OBX-11 tell the same operation'),
);
const PARTICIPANTS = declared('participants', text('Émetteur et destinataires (PRT)', 'Sender and recipients (PRT)'));
const METADATA = declared('metadata', text('Les dix métadonnées, dans l’ordre', 'The ten metadata, in order'));
const TARGETS = declared(
  'targets',
  text('Destinations demandées et ce qu’elles exigent', 'Targets asked for and what they need'),
);
const CONTENT = declared(
  'content',
  text('Document en base64, lisible comme un CDA', 'Document in base64, readable as a CDA'),
);
const IDENTITY = declared(
  'identity',
  text(
    'Même patient et même document dans le message et dans le CDA',
    'Same patient and same document in the message and in the CDA',
  ),
);
const VIHF = declared(
  'vihf',
  text(
    'FINESS géographique et professionnel ou dispositif émetteur, pour le VIHF',
    'Geographic FINESS and sending professional or device, for the VIHF',
  ),
  'REM DMP/CONF.12',
);
const VERSIONS = declared(
  'versions',
  text('Cycle de vie du document d’un message à l’autre', 'Life cycle of the document from one message to the next'),
);

/**
 * Everything a message of the volet TRANS_DOC_CDA owes (ORU or MDM): header, structure, fields, participants, metadata,
 * targets, document, identity, facts for the VIHF. Pure; `bytes` is the payload of a frame.
 *
 * @throws BancError BANC_MESSAGE_INVALID when it does not start with MSH.
 */
export function judgeDocumentMessage(bytes: Uint8Array, context: MessageContext = {}): Finding[] {
  const message = openMessage(bytes);
  const { er7 } = message;
  const { strict, exchange } = context;
  const read = readDocumentMessage(er7);
  const oru = read.form === 'ORU';
  const carried = openCarriedDocument(er7, strict);
  const as = (check: CheckDeclaration, breaches: readonly Breach[], fr: string, en: string, where: string): Finding =>
    judgement(check, { expected: text(fr, en), breaches, found: text('conforme', 'conform'), where, exchange });
  const types = oru ? ['ORU^R01^ORU_R01'] : ['MDM^T02^MDM_T02', 'MDM^T10^MDM_T02', 'MDM^T04^MDM_T02'];
  const header = { types, versions: [oru ? '2.5' : '2.6'], profile: DOCUMENT_PROFILE };
  const metadata = { codes: DOCUMENT_FLAG_ORDER, type: oru ? 'CE' : 'CWE' };
  const noCda = { exchange, message: text('pas de CDA à comparer', 'no CDA to compare with') };
  return [
    as(HEADER, headerBreaches(message, header, context), 'en-tête du volet V2.1', 'header of the volet V2.1', 'MSH'),
    as(
      STRUCTURE,
      structureBreaches(er7, oru ? ORU_PLAN : MDM_PLAN, strict),
      'segments du volet',
      'segments of the volet',
      'MSH',
    ),
    as(
      FIELDS,
      fieldBreaches(er7, read, strict),
      'champs obligatoires remplis',
      'required fields filled',
      'PID, PV1, OBR, TXA, OBX[1]',
    ),
    as(ACT, actBreaches(read), 'une même opération', 'one operation', 'MSH-9, ORC-1, OBX-11'),
    as(PARTICIPANTS, participantBreaches(er7, strict), 'PRT du volet', 'PRT of the volet', 'PRT'),
    as(METADATA, metadataBreaches(er7, metadata, strict), 'dix métadonnées à Y ou N', 'ten metadata at Y or N', 'OBX'),
    as(
      TARGETS,
      targetBreaches(read, carried.cda, strict),
      'destinataires et identité à la hauteur des destinations',
      'recipients and identity that the targets need',
      'OBX, PRT, PID',
    ),
    as(CONTENT, carried.breaches, 'base64 d’un CDA', 'base64 of a CDA', 'OBX[1]-5.5'),
    carried.cda
      ? as(IDENTITY, identityBreaches(read, carried.cda, strict), 'ce que dit le CDA', 'what the CDA says', 'PID, TXA')
      : notObserved(IDENTITY, present(noCda)),
    read.flags.DESTDMP === true
      ? as(
          VIHF,
          vihfBreaches(er7, context),
          'FINESS géographique, professionnel ou dispositif',
          'geographic FINESS, professional or device',
          'PRT',
        )
      : notApplicable(
          VIHF,
          present({ exchange, message: text('le DMP n’est pas destinataire', 'the DMP is no target') }),
        ),
  ];
}

/**
 * The life cycle of one document over its messages, in the order of the wire: same setId, version going up, parent the
 * last one, deletion of the last version.
 *
 * @throws BancError BANC_MESSAGE_INVALID when a message cannot be read or there is none.
 */
export function judgeDocumentVersions(messages: readonly Uint8Array[], context: MessageContext = {}): Finding {
  if (messages.length === 0) throw new BancError('BANC_MESSAGE_INVALID', 'No message: a life cycle has at least one.');
  const steps = messages.map((bytes) => {
    const { er7 } = openMessage(bytes);
    const read = readDocumentMessage(er7);
    return { message: read.header.controlId, act: read.act, cda: openCarriedDocument(er7).cda };
  });
  const whole = steps.flatMap(({ cda, ...step }) => (cda ? [{ ...step, cda }] : []));
  if (whole.length < steps.length) {
    return notObserved(VERSIONS, {
      message: text('un message ne porte pas de CDA lisible', 'a message carries no readable CDA'),
    });
  }
  return judgement(VERSIONS, {
    expected: text(
      'même setId, version croissante, dernière version remplacée ou supprimée',
      'same setId, version going up, last version replaced or deleted',
    ),
    breaches: versionBreaches(whole),
    found: text(`${whole.length} messages qui se suivent`, `${whole.length} messages that follow each other`),
    where: whole.map(({ message }) => message).join(' ; '),
    exchange: context.exchange,
  });
}
