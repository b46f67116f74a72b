import { headerValues } from '../../../mocks/wire/mail-headers.js';
import type { Mail, MailOddity, MailPart } from '../../../mocks/wire/mail-types.js';
import { broken, type Breach, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, notApplicable, type Text, text } from '../../harness/index.js';
import type { SubmittedMail } from '../submitted-mail.js';

const FORM: CheckDeclaration = {
  id: 'mss.mail.form',
  title: text('Le message respecte RFC 5322 et MIME', 'The message follows RFC 5322 and MIME'),
  rule: { reference: 'RFC 5322 ; RFC 2045 à 2047', confidence: 'stated' },
};
const MESSAGE_ID: CheckDeclaration = {
  id: 'mss.mail.message-id',
  title: text('Message-ID présent, bien formé et unique', 'Message-ID present, well formed and unique'),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.2.1 (REM MSS/va1.12)', confidence: 'stated' },
};
const BODY: CheckDeclaration = {
  id: 'mss.mail.body',
  title: text(
    'Corps en texte brut, ou en texte brut puis HTML, en UTF-8',
    'Body in plain text, or plain text then HTML, in UTF-8',
  ),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.2.3 et ECO.2.2.4 (REM MSS/va1.11)', confidence: 'stated' },
};
const RECEIPT: CheckDeclaration = {
  id: 'mss.mail.receipt-request',
  title: text('Accusés demandés comme l’utilisateur le veut', 'Receipts asked for as the user wants'),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.3.1 et ECO.2.3.2 (MSS/UX.33, va1.15)', confidence: 'stated' },
};
const THREAD: CheckDeclaration = {
  id: 'mss.mail.reply-thread',
  title: text('Réponse rattachée au message d’origine', 'Reply attached to the original message'),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.2.2 (REM MSS/va1.08)', confidence: 'stated' },
};
const SIZE: CheckDeclaration = {
  id: 'mss.mail.size',
  title: text(
    'Taille du message dans la limite annoncée par l’opérateur',
    'Message size within the limit the operator announces',
  ),
  rule: { reference: 'RFC 1870 §6 ; REM MSS/va1.13', confidence: 'stated' },
};

/** What is told of each oddity; `tolerated` ones are remarked only: published examples do them. */
const ODDITIES: Readonly<Record<MailOddity['code'], { words: Text; tolerated?: true }>> = {
  'header-8bit': { words: text('octets hors ASCII dans un en-tête', 'non-ASCII bytes in a header'), tolerated: true },
  'header-not-utf8': { words: text('en-tête qui n’est pas en UTF-8', 'header not in UTF-8') },
  'header-line-too-long': { words: text('ligne de plus de 998 caractères', 'line over 998 characters') },
  'encoded-word-line-too-long': {
    words: text('ligne avec un mot encodé de plus de 76 caractères', 'line with an encoded word over 76 characters'),
  },
  'header-line-broken': { words: text('ligne d’en-tête illisible', 'unreadable header line') },
  'header-misspelled': { words: text('nom d’en-tête mal écrit', 'misspelled header name') },
  'header-repeated': { words: text('en-tête répété', 'header repeated') },
  'header-missing': { words: text('en-tête obligatoire absent', 'mandatory header missing') },
  'date-invalid': { words: text('date illisible', 'unreadable date') },
  'message-id-invalid': { words: text('Message-ID mal formé', 'malformed Message-ID'), tolerated: true },
  'bare-line-feed': { words: text('fin de ligne sans CR', 'line end without CR'), tolerated: true },
  'boundary-dash': {
    words: text('séparateur de parties terminé par un tiret long', 'part delimiter ended by a long dash'),
  },
  'boundary-not-closed': { words: text('partie composée non terminée', 'multipart not closed') },
  'base64-invalid': { words: text('base64 incorrect', 'invalid base64') },
  'charset-unknown': { words: text('jeu de caractères inconnu', 'unknown charset') },
};

/** The message is well formed: every {@link MailOddity} that reading had to tolerate is told. */
export function checkMailForm({ mail, exchange }: SubmittedMail): Finding {
  const breaches = mail.oddities.map(({ code, where }) => {
    const { words, tolerated } = ODDITIES[code];
    return (tolerated ? remarked : broken)(words, where);
  });
  return judgement(FORM, {
    expected: text('en-têtes et parties bien formés', 'well-formed headers and parts'),
    breaches,
    found: text('conforme', 'conform'),
    where: 'message',
    exchange,
  });
}

/**
 * M03: one Message-ID of the form `<x@y>`, that no other mail of the run bears.
 * @param others Message-IDs of the other mails the product submitted.
 */
export function checkMessageId({ mail, exchange }: SubmittedMail, others: readonly string[] = []): Finding {
  const values = headerValues(mail, 'message-id');
  const where = 'Message-ID';
  const breaches: Breach[] = [];
  if (values.length !== 1)
    breaches.push(broken(text(`présent ${values.length} fois`, `present ${values.length} times`), where));
  for (const value of values) {
    if (!/^<[^<>@\s]+@[^<>@\s]+>$/.test(value))
      breaches.push(broken(text(`mal formé : ${value}`, `malformed: ${value}`), where));
    if (others.includes(value)) breaches.push(broken(text(`déjà utilisé : ${value}`, `already used: ${value}`), where));
  }
  const expected = text('un identifiant <x@y> jamais utilisé', 'one identifier <x@y> never used before');
  return judgement(MESSAGE_ID, { expected, breaches, found: values.join(', '), where, exchange });
}

/** M14: the body is text/plain, or multipart/alternative of text/plain then text/html; text parts are in UTF-8. */
export function checkMailBody({ mail, exchange }: SubmittedMail): Finding {
  const body = bodyPart(mail.body);
  const types = body.contentType === 'multipart/alternative' ? body.children.map(({ contentType }) => contentType) : [];
  const plain = body.contentType === 'text/plain';
  const breaches: Breach[] = [];
  if (!plain && types.join() !== 'text/plain,text/html') {
    const seen = types.length > 0 ? `multipart/alternative (${types.join(', ')})` : body.contentType;
    breaches.push(broken(text(`corps en ${seen}`, `body in ${seen}`), 'Content-Type'));
  }
  for (const { contentType, charset = 'us-ascii' } of mail.texts) {
    const name = charset.toLowerCase();
    if (name === 'utf-8' || name === 'utf8') continue;
    // ASCII is UTF-8 too, but the part should say the latter.
    breaches.push(
      (name === 'us-ascii' ? remarked : broken)(
        text(`${contentType} en ${charset}`, `${contentType} in ${charset}`),
        'charset',
      ),
    );
  }
  return judgement(BODY, {
    expected: text(
      'text/plain, ou text/plain puis text/html, en UTF-8',
      'text/plain, or text/plain then text/html, in UTF-8',
    ),
    breaches,
    found: plain ? 'text/plain' : body.contentType,
    where: 'Content-Type',
    exchange,
  });
}

/** What the user wanted, and what the SMTP session said. */
export interface ReceiptFacts {
  /** Whether a read receipt (MDN) was wanted; not judged when undefined. */
  read?: boolean;
  /** Whether a delivery report (DSN) was wanted; not judged when undefined. */
  delivery?: boolean;
  /** NOTIFY of each RCPT TO: `SUCCESS,FAILURE`. */
  smtpNotify?: readonly string[];
}

/**
 * M15: Disposition-Notification-To stands when a read receipt was wanted; Return-Receipt-To or SMTP `NOTIFY=SUCCESS` when
 * a delivery report was. One that nobody wanted is remarked only: a product may ask for every mail.
 */
export function checkReceiptRequest(
  { mail, exchange }: SubmittedMail,
  { read, delivery, smtpNotify = [] }: ReceiptFacts,
): Finding {
  const [mdn, dsn] = [mail.dispositionNotificationTo.length > 0, deliveryAsked(mail, smtpNotify)];
  const breaches: Breach[] = [];
  const judge = (wanted: boolean | undefined, there: boolean, where: string): void => {
    if (wanted === true && !there) breaches.push(broken(text('accusé non demandé', 'receipt not asked for'), where));
    if (wanted === false && there) {
      breaches.push(
        remarked(
          text('accusé demandé sans que l’utilisateur le veuille', 'receipt asked for though the user did not'),
          where,
        ),
      );
    }
  };
  judge(read, mdn, 'Disposition-Notification-To');
  judge(delivery, dsn, 'Return-Receipt-To ; RCPT TO NOTIFY');
  const asked = [...(mdn ? ['MDN'] : []), ...(dsn ? ['DSN'] : [])];
  const wanted = [...(read === true ? ['MDN'] : []), ...(delivery === true ? ['DSN'] : [])];
  return judgement(RECEIPT, {
    expected: text(`demandés : ${wanted.join(', ') || 'aucun'}`, `asked for: ${wanted.join(', ') || 'none'}`),
    breaches,
    found: text(`demandés : ${asked.join(', ') || 'aucun'}`, `asked for: ${asked.join(', ') || 'none'}`),
    where: 'Disposition-Notification-To',
    exchange,
  });
}

/** M17: In-Reply-To and References both hold the Message-ID answered. Not applicable when that mail has none. */
export function checkReplyThread({ mail, exchange }: SubmittedMail, repliedTo: Pick<Mail, 'messageId'>): Finding {
  const { messageId } = repliedTo;
  if (messageId === undefined) return notApplicable(THREAD, exchange === undefined ? {} : { exchange });
  const breaches: Breach[] = [];
  const must = (ids: readonly string[], where: string): void => {
    if (ids.includes(messageId)) return;
    const seen = ids.join(' ') || '∅';
    breaches.push(broken(text(`${seen} sans ${messageId}`, `${seen} without ${messageId}`), where));
  };
  must(mail.inReplyTo, 'In-Reply-To');
  must(mail.references, 'References');
  return judgement(THREAD, {
    expected: messageId,
    breaches,
    found: messageId,
    where: 'In-Reply-To ; References',
    exchange,
  });
}

/**
 * M18: the message is not larger than the SIZE the operator announced.
 * @param limit bytes; 0 means no limit.
 */
export function checkMailSize({ mail, exchange }: SubmittedMail, limit: number): Finding {
  const size = mail.raw.length;
  const over = limit > 0 && size > limit;
  return judgement(SIZE, {
    expected: text(`${limit} octets au plus`, `${limit} bytes at most`),
    breaches: over ? [broken(text(`${size} octets`, `${size} bytes`), 'message')] : [],
    found: text(`${size} octets`, `${size} bytes`),
    where: 'message',
    exchange,
  });
}

/** The displayed part: the message itself, or the first part of its multipart/mixed. */
function bodyPart(root: MailPart): MailPart {
  const [first] = root.children;
  return first && root.contentType !== 'multipart/alternative' ? bodyPart(first) : root;
}

function deliveryAsked(mail: Mail, smtpNotify: readonly string[]): boolean {
  return mail.returnReceiptTo.length > 0 || smtpNotify.some((notify) => /\bSUCCESS\b/i.test(notify));
}
