import { LPS_FLAG_ORDER, LPS_PROFILE, readLpsMessage } from '../../mocks/wire/hl7-lps-message.js';
import { readDocumentMessage } from '../../mocks/wire/hl7-document-message.js';
import { type Breach, judgement } from '../cda/index.js';
import { type CheckDeclaration, type Finding, text } from '../harness/index.js';
import { actBreaches } from './checks/coherence.js';
import { openCarriedDocument } from './checks/content.js';
import { fieldBreaches } from './checks/document-fields.js';
import { headerBreaches } from './checks/header.js';
import { identityBreaches } from './checks/identity.js';
import { lpsMailBreaches } from './checks/lps.js';
import { metadataBreaches } from './checks/metadata.js';
import { participantBreaches } from './checks/participants.js';
import { MDM_PLAN, structureBreaches } from './checks/structure.js';
import { type MessageContext, openMessage } from './message-context.js';

function declared(id: string, title: { fr: string; en: string }): CheckDeclaration {
  return {
    id: `hl7.lps.${id}`,
    title,
    rule: {
      reference: 'CI-SIS, volet Transmission au LPS d’un document CDA-R2 reçu par courriel MSSanté, V1.1',
      confidence: 'stated',
    },
  };
}

const HEADER = declared(
  'header',
  text('En-tête du message : version du volet, type, acteurs', 'Message header: version of the volet, type, actors'),
);
const STRUCTURE = declared(
  'structure',
  text('Segments, champs obligatoires et opération', 'Segments, required fields and operation'),
);
const MAIL = declared(
  'mail',
  text(
    'Courriel d’origine : expéditeur, Message-ID, objet, corps, destinataires',
    'Original mail: sender, Message-ID, subject, body, recipients',
  ),
);
const METADATA = declared('metadata', text('Les quatre métadonnées, dans l’ordre', 'The four metadata, in order'));
const DOCUMENT = declared(
  'document',
  text(
    'CDA lisible, même patient et même document que le message',
    'Readable CDA, same patient and same document as the message',
  ),
);

/**
 * Everything a message of the volet LPS owes (a document received by MSSanté, pushed to the DPI).
 * @throws BancError BANC_MESSAGE_INVALID when it does not start with MSH.
 */
export function judgeLpsMessage(bytes: Uint8Array, context: MessageContext = {}): Finding[] {
  const message = openMessage(bytes);
  const { er7 } = message;
  const { strict, exchange } = context;
  const read = readDocumentMessage(er7);
  const carried = openCarriedDocument(er7, strict);
  const as = (check: CheckDeclaration, breaches: readonly Breach[], fr: string, en: string, where: string): Finding =>
    judgement(check, { expected: text(fr, en), breaches, found: text('conforme', 'conform'), where, exchange });
  const types = ['MDM^T02^MDM_T02', 'MDM^T10^MDM_T02', 'MDM^T04^MDM_T02'];
  const structure = [
    ...structureBreaches(er7, MDM_PLAN, strict),
    ...fieldBreaches(er7, read, strict),
    ...actBreaches(read),
  ];
  const mail = [...lpsMailBreaches(er7, readLpsMessage(er7), strict), ...participantBreaches(er7, strict)];
  const identity = carried.cda ? identityBreaches(read, carried.cda, strict) : [];
  return [
    as(
      HEADER,
      headerBreaches(message, { types, versions: ['2.6'], profile: LPS_PROFILE }, context),
      'en-tête du volet LPS V1.1',
      'header of the volet LPS V1.1',
      'MSH',
    ),
    as(
      STRUCTURE,
      structure,
      'segments et champs du volet, une même opération',
      'segments and fields of the volet, one operation',
      'MSH, EVN, PID, PV1, ORC, OBR, TXA',
    ),
    as(
      MAIL,
      mail,
      'adresse de l’expéditeur, Message-ID, objet et corps',
      'address of the sender, Message-ID, subject and body',
      'PRT, OBX[2]',
    ),
    as(
      METADATA,
      metadataBreaches(er7, { codes: LPS_FLAG_ORDER, type: 'CWE' }, strict),
      'quatre métadonnées à Y ou N',
      'four metadata at Y or N',
      'OBX',
    ),
    as(DOCUMENT, [...carried.breaches, ...identity], 'ce que dit le CDA', 'what the CDA says', 'OBX[1]-5.5'),
  ];
}
