import type { Mailbox } from '../../../fixtures/people.js';
import { sameAddress } from '../../../mocks/wire/mssante-address.js';
import { type CheckDeclaration, type Finding, joinTexts, text, type Text, verify } from '../../harness/index.js';
import type { SentMail } from '../actions/sent-mail.js';
import type { SubmittedMail } from '../submitted-mail.js';

const OFFERED: CheckDeclaration = {
  id: 'mss.sending.offered',
  title: text('L’écran propose d’envoyer le document par MSSanté', 'The screen offers to send the document by MSSanté'),
  rule: { reference: 'REM MSS/va1.23', confidence: 'stated' },
};

/** A document of the record can be sent by an explicit action of the user. */
export function checkSendingOffered(offered: boolean): Finding {
  return verify(OFFERED, offered, {
    expected: text('envoi par MSSanté proposé', 'MSSanté sending offered'),
    received: offered ? text('proposé', 'offered') : text('non proposé', 'not offered'),
    locator: text('écran, document validé', 'screen, validated document'),
  });
}

const RECIPIENTS: CheckDeclaration = {
  id: 'mss.sending.recipients',
  title: text(
    'Le document part une fois vers chaque destinataire voulu, et vers eux seuls',
    'The document leaves once for each recipient wanted, and for nobody else',
  ),
  rule: { reference: 'REM MSS/va1.23, MSS/va1.24', confidence: 'stated' },
};

/** Every address wanted is in the To of exactly one of the messages seen, and no other address is. */
export function checkRecipients(mails: readonly SubmittedMail[], wanted: readonly string[]): Finding {
  const seen = mails.flatMap(({ mail }) => mail.to.map(({ address }) => address.toLowerCase())).toSorted();
  const expected = wanted.map((address) => address.toLowerCase()).toSorted();
  return verify(RECIPIENTS, seen.join() === expected.join(), {
    expected: expected.join(', ') || text('personne', 'nobody'),
    received: seen.join(', ') || text('aucun message', 'no message'),
    locator: 'To',
    ...exchangeOf(mails),
  });
}

const SHOWN: CheckDeclaration = {
  id: 'mss.sending.shown',
  title: text(
    'L’écran dit des messages envoyés ce que l’opérateur a reçu',
    'The screen says of the messages sent what the operator received',
  ),
  rule: { reference: 'REM MSS/va1.23, MSS/UX.33, MSS/CONF.21', confidence: 'stated' },
};

/**
 * Every message the screen shows as sent with this title was received, and the reverse; recipients, receipt asked and
 * end of conversation agree.
 */
export function checkShownAsSent(shown: readonly SentMail[], mails: readonly SubmittedMail[], title: string): Finding {
  const onScreen = shown.filter(({ document, state }) => document === title && state === 'sent').map(shownWords);
  const onWire = mails.map(wireWords);
  return verify(SHOWN, onScreen.toSorted(byFrench).join() === onWire.toSorted(byFrench).join(), {
    expected: listed(onWire),
    received: listed(onScreen),
    locator: text('écran, messages envoyés', 'screen, messages sent'),
    ...exchangeOf(mails),
  });
}

function shownWords({ recipients, readReceiptAsked, endOfConversation }: SentMail): string {
  return words(recipients, readReceiptAsked, endOfConversation);
}

function wireWords({ mail }: SubmittedMail): string {
  const end = mail.headers.some(({ name, value }) => name === 'x-mss-mes' && value === 'FIN');
  return words(
    mail.to.map(({ address }) => address),
    mail.dispositionNotificationTo.length > 0,
    end,
  );
}

function words(recipients: readonly string[], receipt: boolean, end: boolean): string {
  const to = recipients.map((address) => address.toLowerCase()).toSorted();
  return [to.join(' + '), ...(receipt ? ['MDN'] : []), ...(end ? ['FIN'] : [])].join(' ');
}

function byFrench(one: string, other: string): number {
  return one.localeCompare(other, 'fr');
}

function listed(messages: readonly string[]): Text {
  return joinTexts(messages, ' ; ', text('aucun message', 'no message'));
}

const FROM: CheckDeclaration = {
  id: 'mss.sending.mailbox',
  title: text('Le message part de la boîte choisie', 'The message leaves from the mailbox chosen'),
  rule: { reference: 'REM MSS/UX.36', confidence: 'stated' },
};

/** From is the address of the mailbox the user chose among those that are open. */
export function checkSendingMailbox({ mail, exchange }: SubmittedMail, chosen: Mailbox): Finding {
  const from = mail.from[0]?.address ?? '';
  return verify(FROM, sameAddress(from, chosen.address), {
    expected: chosen.address,
    received: from,
    locator: 'From',
    ...(exchange === undefined ? {} : { exchange }),
  });
}

/** The exchange of the first message, when there is one. */
export function exchangeOf(mails: readonly SubmittedMail[]): { exchange?: string } {
  const exchange = mails[0]?.exchange;
  return exchange === undefined ? {} : { exchange };
}
