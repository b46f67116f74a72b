import type { Patient, Professional, Structure } from '../../../fixtures/people.js';
import type { DocumentAct } from '../../../mocks/wire/hl7-document-message.js';
import { insOf } from '../../../mocks/wire/hl7-patient.js';
import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  notApplicable,
  notObserved,
  type Text,
  text,
  verify,
} from '../../harness/index.js';
import type { ShownTransmission } from '../actions/dpi-transmission.js';
import type { SentMessage } from '../dpi-situations.js';

const SCREEN = text('écran, envois à la PFI', 'screen, sendings to the PFI');

const OFFERED: CheckDeclaration = {
  id: 'hl7.dpi.offered',
  title: text('Le logiciel envoie ses documents par la PFI', 'The product sends its documents through the PFI'),
  rule: { reference: 'REM CDA/HL7.02 (DPI)', confidence: 'stated' },
};

/** Sending through a PFI has an object in this product; a vendor that feeds directly proves these requirements otherwise. */
export function judgeNotOffered(): Finding {
  return notApplicable(OFFERED, {
    received: text(
      'le logiciel n’envoie pas ses documents par une PFI',
      'the product does not send its documents through a PFI',
    ),
  });
}

const SENT: CheckDeclaration = {
  id: 'hl7.dpi.operation-sent',
  title: text(
    'L’opération de l’utilisateur part en un message, et un seul',
    'What the user did leaves as one message, and only one',
  ),
  rule: { reference: 'REM CDA/HL7.02 (DPI) ; CI-SIS, volet Transmission CDA en HL7 v2', confidence: 'stated' },
};

const OPERATIONS: Record<DocumentAct, Text> = {
  create: text('envoi', 'first sending'),
  replace: text('remplacement', 'replacement'),
  delete: text('suppression', 'deletion'),
};

/** Exactly one message came, of the operation asked for. */
export function checkOperationSent(messages: readonly SentMessage[], wanted: DocumentAct): Finding {
  return verify(SENT, messages.length === 1 && messages[0]?.read.act === wanted, {
    expected: joinTexts([text('un message,', 'one message,'), OPERATIONS[wanted]], ' '),
    received: joinTexts(messages.map(operationOf), ', ', text('aucun message', 'no message')),
    locator: 'MSH-9, ORC-1, OBX-11',
    ...exchangeOf(messages),
  });
}

function operationOf({ read: { act, said } }: SentMessage): Text {
  const { event, order, status } = said;
  const codes = `${event}/${order}/${status}`;
  const name = act ? OPERATIONS[act] : text('opération incohérente', 'incoherent operation');
  return joinTexts([name, codes], ' ');
}

const SHOWN: CheckDeclaration = {
  id: 'hl7.dpi.state-shown',
  title: text('L’écran dit ce que la PFI a répondu au message', 'The screen says what the PFI answered to the message'),
  rule: { reference: 'REM CDA/HL7.01 (DPI), DMP/ALI/PROG.06', confidence: 'stated' },
};

/** The last sending of a document the screen shows, of that operation, is in one of these states. */
export function checkStateShown(
  shown: readonly ShownTransmission[],
  wanted: { title: string; operation: DocumentAct; states: readonly ShownTransmission['state'][]; reason?: string },
): Finding {
  const { title, operation, states, reason = '' } = wanted;
  const own = shown.filter((one) => one.title === title);
  const last = own.findLast((one) => one.operation === operation);
  const told = reason === '' || last?.stateText.includes(reason) === true;
  return verify(SHOWN, last !== undefined && states.includes(last.state) && told, {
    expected: joinTexts([OPERATIONS[operation], states.map((state) => STATES[state].fr).join(' / '), reason], ' '),
    received: last
      ? `${last.operation} v${last.version} : ${last.stateText}`
      : text('aucun envoi affiché', 'no sending shown'),
    locator: SCREEN,
  });
}

const STATES: Record<ShownTransmission['state'], Text> = {
  waiting: text('en attente', 'waiting'),
  taken: text('pris en charge', 'taken over'),
  refused: text('refusé', 'refused'),
  blocked: text('non envoyé', 'not sent'),
  'not-shown': text('rien', 'nothing'),
};

const VISIBILITY: CheckDeclaration = {
  id: 'hl7.dpi.visibility-sent',
  title: text(
    'Un changement de visibilité part en remplacement, avec MODIF_CONF_CODE et la nouvelle valeur',
    'A change of visibility leaves as a replacement, with MODIF_CONF_CODE and the new value',
  ),
  rule: { reference: 'CI-SIS, volet Transmission CDA en HL7 v2, changement de confidentialité', confidence: 'stated' },
};

/** The message says that who may see the document changed, and how. */
export function checkVisibilitySent(messages: readonly SentMessage[]): Finding {
  const last = messages.at(-1);
  if (!last) return notObserved(VISIBILITY, { received: text('aucun message', 'no message') });
  const { act, flags } = last.read;
  const said = `MODIF_CONF_CODE=${letter(flags.MODIF_CONF_CODE)}, MASQUE_PS=${letter(flags.MASQUE_PS)}`;
  return verify(VISIBILITY, act === 'replace' && flags.MODIF_CONF_CODE === true && flags.MASQUE_PS === true, {
    expected: text('remplacement, MODIF_CONF_CODE=Y, MASQUE_PS=Y', 'replacement, MODIF_CONF_CODE=Y, MASQUE_PS=Y'),
    received: joinTexts([operationOf(last), said]),
    locator: 'OBX',
    exchange: last.exchange.id,
  });
}

function letter(flag: boolean | undefined): string {
  if (flag === undefined) return '∅';
  return flag ? 'Y' : 'N';
}

const ORIGIN: CheckDeclaration = {
  id: 'hl7.dpi.origin',
  title: text(
    'Le message nomme l’établissement et le professionnel (ou le dispositif) à l’origine de l’envoi',
    'The message names the establishment and the professional (or device) the sending comes from',
  ),
  rule: { reference: 'REM DMP/CONF.12', confidence: 'stated' },
};

/** PRT SB: the geographic FINESS of the establishment, and who asked for the sending, or a device. */
export function checkOrigin(messages: readonly SentMessage[], who: Professional, where: Structure): Finding {
  const last = messages.at(-1);
  if (!last) return notObserved(ORIGIN, { received: text('aucun message', 'no message') });
  const { person, organization, device } = last.read.sender ?? {};
  const rightPerson = person ? [who.rpps, `8${who.rpps}`].includes(person.id) : (device ?? '') !== '';
  const rightPlace = [where.finess, `1${where.finess}`].includes(organization?.id ?? '');
  return verify(ORIGIN, rightPerson && rightPlace, {
    expected: `PRT-8.10 ${where.finess}, PRT-5.1 8${who.rpps}`,
    received: `PRT-8.10 ${organization?.id ?? '∅'}, ${person ? `PRT-5.1 ${person.id}` : `PRT-10.1 ${device ?? '∅'}`}`,
    locator: 'PRT (SB)',
    exchange: last.exchange.id,
  });
}

const INS: CheckDeclaration = {
  id: 'hl7.dpi.ins-in-pid',
  title: text('Le PID porte l’INS du patient et son OID', 'The PID carries the INS of the patient and its OID'),
  rule: { reference: 'REM INS/va1.61', confidence: 'stated' },
};

/** PID-3 has the matricule and the OID of its nature; PID-32 says that the identity is qualified. */
export function checkInsInPid(messages: readonly SentMessage[], { ins, insOid }: Patient): Finding {
  const last = messages.at(-1);
  if (!last) return notObserved(INS, { received: text('aucun message', 'no message') });
  const { patient } = last.read;
  const found = insOf(patient);
  const qualified = patient.reliability.some((one) => one === 'VALI' || one === 'QUAL');
  return verify(INS, found?.id === ins && found.authority.oid === insOid && qualified, {
    expected: `PID-3 ${ins} (${insOid}), PID-32 VALI`,
    received: `PID-3 ${found ? `${found.id} (${found.authority.oid})` : '∅'}, PID-32 ${patient.reliability.join(', ') || '∅'}`,
    locator: 'PID',
    exchange: last.exchange.id,
  });
}

const NOT_QUALIFIED: CheckDeclaration = {
  id: 'hl7.dpi.not-qualified-kept',
  title: text(
    'Rien ne part vers le DMP sous une INS non qualifiée',
    'Nothing leaves for the DMP under an INS that is not qualified',
  ),
  rule: { reference: 'CI-SIS, volet Transmission CDA en HL7 v2 ; REM INS/va1.61', confidence: 'stated' },
};

/** No message for the DMP came, and none carries the INS. */
export function checkNotQualifiedKept(messages: readonly SentMessage[]): Finding {
  const wrong = messages.filter(({ read }) => read.flags.DESTDMP === true || insOf(read.patient) !== undefined);
  return verify(NOT_QUALIFIED, wrong.length === 0, {
    expected: text('aucun message avec l’INS ou pour le DMP', 'no message with the INS or for the DMP'),
    received: joinTexts(wrong.map(operationOf), ', ', text('aucun', 'none')),
    locator: 'PID-3, DESTDMP',
    ...exchangeOf(wrong),
  });
}

const SENT_ONCE: CheckDeclaration = {
  id: 'hl7.dpi.queue-sent-once',
  title: text(
    'L’ordre en attente part une fois, et une seule, quand la PFI est revenue',
    'The waiting order leaves once, and only once, when the PFI is back',
  ),
  rule: { reference: 'REM DMP/ALI/PROG.06', confidence: 'stated' },
};

/** Exactly one message was taken over once the PFI answered again, with the document of the order. */
export function checkSentOnce(messages: readonly SentMessage[]): Finding {
  const taken = messages.filter(({ answer }) => answer?.code === 'AA');
  return verify(SENT_ONCE, taken.length === 1, {
    expected: text('un message pris en charge (AA)', 'one message taken over (AA)'),
    received: text(`${taken.length} message(s) pris en charge`, `${taken.length} message(s) taken over`),
    locator: 'MSA-1',
    ...exchangeOf(messages),
  });
}

/** The exchange of the last message, when there is one. */
function exchangeOf(messages: readonly SentMessage[]): { exchange?: string } {
  const last = messages.at(-1);
  return last ? { exchange: last.exchange.id } : {};
}
