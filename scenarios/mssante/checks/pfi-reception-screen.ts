import type { z } from 'zod';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { ReceivedMessageShown, showHandedOverDocuments } from '../actions/pfi-reception.js';

/** Documents handed over, as the screen lists them. */
export type HandedOverShown = z.infer<typeof showHandedOverDocuments.observation>['documents'];

const STATES: Readonly<Record<ReceivedMessageShown['state'], Text>> = {
  'handed-over': text('remis au DPI', 'handed over to the DPI'),
  'already-received': text('déjà reçu', 'already received'),
  refused: text('refusé', 'refused'),
  'left-alone': text('non concerné', 'left alone'),
  pending: text('en cours', 'pending'),
  'not-shown': text('état non affiché', 'state not shown'),
};

const SCREEN = text('page du message reçu', 'page of the received message');

const RECOGNISED: CheckDeclaration = {
  id: 'mss.pfi-reception.archive-recognised',
  title: text(
    'Les courriels qui portent une archive IHE_XDM sont reconnus, et eux seuls',
    'Mails that carry an IHE_XDM archive are recognised, and only those',
  ),
  rule: { reference: 'REM PFI MSS/UX.01 (ECO.2.1.1)', confidence: 'stated' },
};

/** A mail with an archive is shown as recognised; one without is left alone. */
export function checkRecognised(shown: ReceivedMessageShown, withArchive: boolean, about: Text): Finding {
  const words = (recognised: boolean): Text =>
    recognised
      ? text('reconnu comme portant une archive', 'recognised as carrying an archive')
      : text('non reconnu comme portant une archive', 'not recognised as carrying an archive');
  return verify(RECOGNISED, shown.recognised === withArchive, {
    expected: joinTexts([about, words(withArchive)], ' : '),
    received: joinTexts([words(shown.recognised), STATES[shown.state]]),
    locator: SCREEN,
  });
}

const OUTCOME: CheckDeclaration = {
  id: 'mss.pfi-reception.outcome-shown',
  title: text(
    'L’écran dit ce qu’est devenu le message : remis, déjà reçu ou refusé',
    'The screen tells what became of the message: handed over, already received or refused',
  ),
  rule: { reference: 'REM PFI MSS/UX.37 ; CI-SIS trans-cda-mss, error-codes', confidence: 'stated' },
};

/** What became of a message, as shown, is one of the states awaited. */
export function checkOutcomeShown(
  { state }: ReceivedMessageShown,
  awaited: readonly ReceivedMessageShown['state'][],
  about: Text,
): Finding {
  const states = joinTexts(
    awaited.map((one) => STATES[one]),
    text(' ou ', ' or '),
  );
  return verify(OUTCOME, awaited.includes(state), {
    expected: joinTexts([about, states], ' : '),
    received: STATES[state],
    locator: SCREEN,
  });
}

const PATIENT_ID: CheckDeclaration = {
  id: 'mss.pfi-reception.patient-id-shown',
  title: text(
    'L’identifiant utilisé est le patientId de METADATA.XML',
    'The identifier used is the patientId of METADATA.XML',
  ),
  rule: { reference: 'REM PFI MSS/CONF.24 (ECO.2.1.2)', confidence: 'stated' },
};

/** The identifier the screen says it used holds the INS of patientId. */
export function checkPatientIdShown({ patientId }: ReceivedMessageShown, ins: string): Finding {
  return verify(PATIENT_ID, patientId.replaceAll(/\s/g, '').includes(ins), {
    expected: text(`patientId avec l’INS ${ins}`, `patientId with INS ${ins}`),
    received: patientId === '' ? text('aucun identifiant affiché', 'no identifier shown') : patientId,
    locator: SCREEN,
  });
}

const PATIENT: CheckDeclaration = {
  id: 'mss.pfi-reception.patient-found',
  title: text(
    'Le patient retrouvé est celui du patientId, et le document est remis pour lui seul',
    'The patient found is that of patientId, and the document is handed over for them only',
  ),
  rule: { reference: 'REM PFI MSS/CONF.24 (ECO.2.1.2)', confidence: 'stated' },
};

/**
 * The document went to the patient of patientId and not to their namesake, and the screen names the right one when it
 * shows an INS.
 */
export function checkPatientFound(
  shown: ReceivedMessageShown,
  handedOver: { title: string; ins: string; own: HandedOverShown; namesake: HandedOverShown },
): Finding {
  const { title, ins, own, namesake } = handedOver;
  const has = (documents: HandedOverShown): boolean => documents.some((document) => document.title === title);
  const named = shown.patientIns.replaceAll(/\s/g, '');
  const where = [has(own) ? [ins] : [], has(namesake) ? [text('son homonyme', 'their namesake')] : []].flat();
  return verify(PATIENT, has(own) && !has(namesake) && (named === '' || named === ins), {
    expected: text(`« ${title} » remis pour l’INS ${ins} seule`, `"${title}" handed over for INS ${ins} only`),
    received: joinTexts([
      joinTexts([text('remis pour', 'handed over for'), joinTexts(where, ', ', text('personne', 'nobody'))], ' '),
      text(`patient affiché : ${shown.patientName} ${named}`, `patient shown: ${shown.patientName} ${named}`),
    ]),
    locator: SCREEN,
  });
}

const ONCE: CheckDeclaration = {
  id: 'mss.pfi-reception.duplicate-once',
  title: text(
    'Un document reçu deux fois n’est remis qu’une fois au DPI',
    'A document received twice is handed over to the DPI only once',
  ),
  rule: { reference: 'SC.CDA/INT.18 (mssante.md §6.2)', confidence: 'stated' },
};

/** The document stands exactly once among those handed over. */
export function checkHandedOverOnce(documents: HandedOverShown, title: string): Finding {
  const count = documents.filter((document) => document.title === title).length;
  return verify(ONCE, count === 1, {
    expected: text(`« ${title} » une fois`, `"${title}" once`),
    received: text(`${count} fois`, `${count} times`),
    locator: text('documents remis au DPI', 'documents handed over to the DPI'),
  });
}

const RECEPTION: CheckDeclaration = {
  id: 'mss.pfi-reception.reception-traced',
  title: text(
    'La bonne réception est tracée : date et heure, expéditeur, Message-ID',
    'Good reception is traced: date and time, sender, Message-ID',
  ),
  rule: { reference: 'REM PFI MSS/va1.14 (MSS.18)', confidence: 'stated' },
};

/** The screen tells when the message was received, from whom, and which one it is. */
export function checkReceptionTraced(
  shown: ReceivedMessageShown,
  mail: { messageId: string; sender: string },
): Finding {
  const bare = (id: string): string => id.replaceAll(/[<>\s]/g, '');
  const missing = [
    ...(/\d{2}[:h]\d{2}/.test(shown.receivedAt) ? [] : [text('date et heure', 'date and time')]),
    ...(shown.sender.toLowerCase().includes(mail.sender) ? [] : [text('expéditeur', 'sender')]),
    ...(bare(shown.messageId) === bare(mail.messageId) ? [] : [text('Message-ID', 'Message-ID')]),
  ];
  return verify(RECEPTION, shown.listed && missing.length === 0, {
    expected: text(
      `${mail.messageId}, de ${mail.sender}, avec la date et l’heure`,
      `${mail.messageId}, from ${mail.sender}, with date and time`,
    ),
    received: shown.listed
      ? joinTexts([text('manque', 'missing'), joinTexts(missing, ', ', text('rien', 'nothing'))], ' : ')
      : text('message non affiché', 'message not shown'),
    locator: SCREEN,
  });
}
