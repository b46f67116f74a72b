import { foldWords } from '../../../mocks/wire/mail-words.js';
import { pdfText } from '../../../mocks/wire/pdf-text.js';
import { type CheckDeclaration, type Finding, notApplicable, text, verify } from '../../harness/index.js';
import type { SubmittedMail } from '../submitted-mail.js';
import { exchangeOf } from './sending-screen.js';

const BLOCKED: CheckDeclaration = {
  id: 'mss.pfi-sending.blocked',
  title: text(
    'Rien ne part vers un patient dont l’INS n’est pas qualifiée, et l’écran le dit',
    'Nothing leaves for a patient whose INS is not qualified, and the screen says so',
  ),
  rule: { reference: 'REM MSS/va1.19, ECO.2.2.6', confidence: 'stated' },
};

/** Nothing was submitted, and the screen tells that it was not sent and why. */
export function checkBlocked(mails: readonly SubmittedMail[], shown: { sent: boolean; message: string }): Finding {
  const told = !shown.sent && shown.message !== '';
  return verify(BLOCKED, mails.length === 0 && told, {
    expected: text('aucun message, et l’écran dit pourquoi', 'no message, and the screen says why'),
    received: text(
      `${mails.length} message(s) ; écran : ${shown.sent ? 'envoyé' : 'non envoyé'}, « ${shown.message} »`,
      `${mails.length} message(s); screen: ${shown.sent ? 'sent' : 'not sent'}, "${shown.message}"`,
    ),
    locator: text('écran après l’envoi', 'screen after the sending'),
    ...exchangeOf(mails),
  });
}

const LEFT: CheckDeclaration = {
  id: 'mss.pfi-sending.left',
  title: text('Chaque document demandé est parti', 'Every document asked for left'),
  rule: { reference: 'REM MSS/CONF.23, MSS/va1.17', confidence: 'stated' },
};

/** Each title is in a mail, and the screen said that it was sent. */
export function checkLeft(
  mails: readonly SubmittedMail[],
  titles: readonly string[],
  shown: { sent: boolean; message: string },
): Finding {
  const seen = mails.flatMap(({ cdas }) => cdas.map(({ title }) => title));
  const missing = titles.filter((title) => !seen.includes(title));
  return verify(LEFT, missing.length === 0 && shown.sent, {
    expected: text(
      `${titles.length} document(s) reçus par l’opérateur, et annoncés envoyés`,
      `${titles.length} document(s) received by the operator, and said to be sent`,
    ),
    received: text(
      `${titles.length - missing.length} reçus ; écran : ${shown.sent ? 'envoyé' : 'non envoyé'}, « ${shown.message} »`,
      `${titles.length - missing.length} received; screen: ${shown.sent ? 'sent' : 'not sent'}, "${shown.message}"`,
    ),
    locator: text('opérateur, messages soumis', 'operator, messages submitted'),
    ...exchangeOf(mails),
  });
}

const REPLACEMENT: CheckDeclaration = {
  id: 'mss.pfi-sending.replacement-said',
  title: text(
    'Le message, ou le document, dit qu’il annule et remplace',
    'The message, or the document, says that it cancels and replaces',
  ),
  rule: { reference: 'REM MSS/va1.13', confidence: 'stated' },
};

/** "Annule et remplace" stands in the body or in a PDF of every mail. */
export function checkReplacementSaid(mails: readonly SubmittedMail[]): Finding {
  const said = mails.filter((mail) => wordsOf(mail).includes('ANNULE ET REMPLACE'));
  return verify(REPLACEMENT, mails.length > 0 && said.length === mails.length, {
    expected: text('mention « annule et remplace »', '"annule et remplace" mention'),
    received: text(
      `mention dans ${said.length} message(s) sur ${mails.length}`,
      `mention in ${said.length} message(s) of ${mails.length}`,
    ),
    locator: text('corps du message ; PDF', 'body of the message; PDF'),
    ...exchangeOf(mails),
  });
}

const DELETION: CheckDeclaration = {
  id: 'mss.pfi-sending.deletion-said',
  title: text(
    'Le message d’une suppression porte le texte prédéfini',
    'The message of a deletion bears the preset text',
  ),
  rule: { reference: 'REM MSS/va1.30', confidence: 'stated' },
};

/** The preset text, when the product has one (the requirement is optional), is in the body of every mail. */
export function checkDeletionSaid(mails: readonly SubmittedMail[], preset: string): Finding {
  if (preset === '') {
    return notApplicable(DELETION, {
      message: text('Le logiciel n’a pas de texte prédéfini.', 'The product has no preset text.'),
    });
  }
  const said = mails.filter((mail) => wordsOf(mail).includes(foldWords(preset)));
  return verify(DELETION, mails.length > 0 && said.length === mails.length, {
    expected: preset,
    received: text(
      `texte dans ${said.length} message(s) sur ${mails.length}`,
      `text in ${said.length} message(s) of ${mails.length}`,
    ),
    locator: text('corps du message', 'body of the message'),
    ...exchangeOf(mails),
  });
}

const REPLY: CheckDeclaration = {
  id: 'mss.pfi-sending.reply-address-kept',
  title: text('L’adresse de réponse réglée est enregistrée', 'The reply address that was set is saved'),
  rule: { reference: 'REM MSS/va1.18', confidence: 'stated' },
};

/** The screen shows the address that was set. */
export function checkReplyAddressKept(shown: string, set: string): Finding {
  return verify(REPLY, shown.toLowerCase() === set.toLowerCase(), {
    expected: set,
    received: shown,
    locator: text('écran, réglages des envois', 'screen, settings of the sendings'),
  });
}

function wordsOf({ mail, pdfs }: SubmittedMail): string {
  const pages = pdfs.map(({ content }) => (pdfText(content) ?? []).join(' '));
  return foldWords([...mail.texts.map((part) => part.text), ...pages].join(' '));
}
