import { isKnownErrorCode } from '../../../mocks/wire/integration-error-codes.js';
import { headerLines, headerValues } from '../../../mocks/wire/mail-headers.js';
import type { Mail } from '../../../mocks/wire/mail-types.js';
import type { Mdn } from '../../../mocks/wire/mdn.js';
import { sameAddress } from '../../../mocks/wire/mssante-address.js';
import { readSubject } from '../../../mocks/wire/mssante-subject.js';
import { recipientAddress } from '../../../mocks/wire/report-fields.js';
import { broken, type Breach, remarked } from '../../cda/index.js';
import { text } from '../../harness/index.js';

/** What an MDN answers, and what it must say. What is undefined is not compared. */
export interface MdnFacts {
  /** The mail it answers, as delivered by the operator. Without it, only the MDN itself is judged. */
  original?: Mail;
  outcome?: 'success' | 'failure';
  /** Code of the acknowledgement that caused a failure: `902`. */
  code?: string;
  /** Mailbox that treated the mail. */
  finalRecipient?: string;
  /** MAIL FROM of the MDN: '' for `<>`. */
  envelopeFrom?: string;
  /** True for the receipt a person's reading returns (MSS/UX.34): its subject and text are free. */
  personal?: boolean;
  exchange?: string;
}

/** Rules R01 to R08 and R10 (mssante.md §§7.2, 10) that an MDN does not hold. */
export function mdnBreaches(mdn: Mdn, mail: Mail, facts: MdnFacts): Breach[] {
  return [
    ...structureBreaches(mdn, mail),
    ...identityBreaches(mdn, mail, facts),
    ...outcomeBreaches(mdn, mail, facts),
    ...originalBreaches(mdn, facts),
    ...envelopeBreaches(mail, facts),
  ];
}

function structureBreaches(mdn: Mdn, mail: Mail): Breach[] {
  const breaches: Breach[] = [];
  const must = rule(breaches);
  must(
    mdn.reportTyped,
    'type autre que multipart/report (disposition-notification)',
    'type other than multipart/report (disposition-notification)',
    'Content-Type',
  );
  must(
    mdn.fields.length > 0,
    'partie message/disposition-notification absente',
    'message/disposition-notification part missing',
    'part 2',
  );
  must(
    mdn.disposition !== undefined,
    'champ Disposition absent ou mal formé',
    'Disposition field missing or malformed',
    'Disposition',
  );
  must(mdn.text.trim() !== '', 'texte lisible absent', 'readable text missing', 'part 1');
  const damaged = mail.oddities.some(({ code }) => code === 'boundary-dash' || code === 'header-misspelled');
  must(!damaged, 'parties MIME mal formées', 'malformed MIME parts', 'multipart/report');
  return breaches;
}

function identityBreaches(mdn: Mdn, mail: Mail, { original, finalRecipient, personal = false }: MdnFacts): Breach[] {
  const breaches: Breach[] = [];
  const must = rule(breaches);
  // RFC 8098 §3.2.5: nothing to give back of a mail that has none.
  const nothingToGive = original !== undefined && original.messageId === undefined;
  must(
    mdn.originalMessageId !== undefined || nothingToGive,
    'Original-Message-ID absent',
    'Original-Message-ID missing',
    'Original-Message-ID',
  );
  must(mdn.finalRecipient !== undefined, 'Final-Recipient absent', 'Final-Recipient missing', 'Final-Recipient');
  if (!original) return breaches;
  must(
    mdn.originalMessageId === undefined || mdn.originalMessageId === original.messageId,
    `Original-Message-ID ${mdn.originalMessageId ?? ''} au lieu de ${original.messageId ?? ''}`,
    `Original-Message-ID ${mdn.originalMessageId ?? ''} instead of ${original.messageId ?? ''}`,
    'Original-Message-ID',
  );
  const asked = original.dispositionNotificationTo.map(({ address }) => address);
  const sentTo = mail.to.map(({ address }) => address);
  must(
    sentTo.length > 0 && sentTo.every((to) => asked.some((address) => sameAddress(to, address))),
    `à ${sentTo.join(', ') || 'personne'} au lieu de ${asked.join(', ') || 'personne (aucun accusé demandé)'}`,
    `to ${sentTo.join(', ') || 'nobody'} instead of ${asked.join(', ') || 'nobody (no receipt asked for)'}`,
    'To',
  );
  if (
    finalRecipient !== undefined &&
    mdn.finalRecipient !== undefined &&
    !sameAddress(mdn.finalRecipient, finalRecipient)
  ) {
    const { finalRecipient: seen } = mdn;
    breaches.push(
      remarked(
        text(
          `Final-Recipient ${seen} au lieu de ${finalRecipient}`,
          `Final-Recipient ${seen} instead of ${finalRecipient}`,
        ),
        'Final-Recipient',
      ),
    );
  }
  const treated = recipientAddress(headerValues(original, 'original-recipient')[0]);
  const right =
    treated === undefined || (mdn.originalRecipient !== undefined && sameAddress(mdn.originalRecipient, treated));
  if (!right) {
    const words = text(
      `Original-Recipient ${mdn.originalRecipient ?? 'absent'} au lieu de ${treated}`,
      `Original-Recipient ${mdn.originalRecipient ?? 'missing'} instead of ${treated}`,
    );
    breaches.push((personal ? remarked : broken)(words, 'Original-Recipient'));
  }
  return breaches;
}

function outcomeBreaches(mdn: Mdn, mail: Mail, { outcome, code, original, personal = false }: MdnFacts): Breach[] {
  const breaches: Breach[] = [];
  const must = rule(breaches);
  must(
    outcome === undefined || mdn.failed === (outcome === 'failure'),
    mdn.failed ? 'échec annoncé' : 'succès annoncé',
    mdn.failed ? 'failure told' : 'success told',
    'Disposition',
  );
  const subject = readSubject(mail.subject);
  if (mdn.failed) {
    must(mdn.code !== undefined, 'aucun code d’erreur', 'no error code', 'Error ; Disposition ; Subject ; part 1');
    must(
      code === undefined || mdn.code === undefined || mdn.code === code,
      `code ${mdn.code ?? ''} au lieu de ${code ?? ''}`,
      `code ${mdn.code ?? ''} instead of ${code ?? ''}`,
      mdn.codeFrom ?? 'Error',
    );
    if (mdn.code !== undefined && !isKnownErrorCode(mdn.code)) {
      breaches.push(remarked(text(`code ${mdn.code} hors des tables`, `code ${mdn.code} not in the tables`), 'Error'));
    }
    must(
      subject.error !== undefined,
      'objet sans « [KO Intégration système !][code] »',
      'subject without "[KO Intégration système !][code]"',
      'Subject',
    );
    if (subject.error?.form === 'older')
      breaches.push(remarked(text('ancien préfixe de l’objet', 'older prefix of the subject'), 'Subject'));
    must(
      subject.error === undefined || mdn.code === undefined || subject.error.code === mdn.code,
      `code ${subject.error?.code ?? ''} dans l’objet, ${mdn.code ?? ''} dans l’accusé`,
      `code ${subject.error?.code ?? ''} in the subject, ${mdn.code ?? ''} in the receipt`,
      'Subject',
    );
  } else if (!personal && original && mail.subject !== original.subject) {
    breaches.push(
      remarked(text(`objet changé : « ${mail.subject} »`, `subject changed: "${mail.subject}"`), 'Subject'),
    );
  }
  return breaches;
}

/** A personal receipt may return headers only (RFC 8098 §3); the volet wants the whole message. */
function originalBreaches({ original: part, originalType }: Mdn, { original, personal = false }: MdnFacts): Breach[] {
  if (part === undefined) {
    const missing = text('message d’origine absent', 'original message missing');
    return [(personal ? remarked : broken)(missing, 'part 3')];
  }
  if (!original) return [];
  const headers = headerLines(part);
  if (headerValues({ headers }, 'message-id')[0] !== original.messageId) {
    return [
      broken(
        text('le message joint n’est pas celui d’origine', 'the attached message is not the original one'),
        'part 3',
      ),
    ];
  }
  // Encoded attachments are most of the bytes; line ends may have been rewritten on the way.
  const whole = originalType === 'message/rfc822' && part.length > original.raw.length * 0.9;
  if (whole || personal) return [];
  return [broken(text('message d’origine incomplet', 'original message incomplete'), 'part 3')];
}

function envelopeBreaches(mail: Mail, { envelopeFrom }: MdnFacts): Breach[] {
  const breaches: Breach[] = [];
  const must = rule(breaches);
  const path = envelopeFrom ?? headerValues(mail, 'return-path')[0]?.replaceAll(/[<>]/g, '');
  must(
    path === undefined || path === '',
    `émetteur d’enveloppe ${path ?? ''} au lieu de <>`,
    `envelope sender ${path ?? ''} instead of <>`,
    'MAIL FROM',
  );
  must(
    mail.dispositionNotificationTo.length === 0,
    'un accusé ne demande pas d’accusé',
    'a receipt asks for no receipt',
    'Disposition-Notification-To',
  );
  return breaches;
}

function rule(breaches: Breach[]): (holds: boolean, fr: string, en: string, where: string) => void {
  return (holds, fr, en, where) => {
    if (!holds) breaches.push(broken(text(fr, en), where));
  };
}
