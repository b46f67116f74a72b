import { insKey, isValidIns } from '../../../mocks/wire/ins.js';
import type { MailAddress } from '../../../mocks/wire/mail-types.js';
import { foldWords } from '../../../mocks/wire/mail-words.js';
import { patientOfAddress, sameAddress } from '../../../mocks/wire/mssante-address.js';
import { hasQualifiedIns } from '../../../mocks/wire/mssante-headers.js';
import { readPersonLabel } from '../../../mocks/wire/mssante-label.js';
import { broken, type Breach, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, notApplicable, text } from '../../harness/index.js';
import type { SubmittedMail } from '../submitted-mail.js';
import { patientOf } from './mail-patient.js';

const SENDER: CheckDeclaration = {
  id: 'mss.mail.sender',
  title: text(
    'Émetteur : la BAL authentifiée, avec le libellé de sa sorte',
    'Sender: the authenticated mailbox, with the label of its type',
  ),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.2.7 (REM MSS/va1.16)', confidence: 'stated' },
};
const REPLY_TO: CheckDeclaration = {
  id: 'mss.mail.reply-to',
  title: text(
    'BAL applicative : adresse de réponse et mention automatique en fin de message',
    'Application mailbox: reply address and automatic mention at the end of the message',
  ),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.2.5 (REM MSS/va1.09)', confidence: 'stated' },
};
const PATIENT_ADDRESS: CheckDeclaration = {
  id: 'mss.mail.patient-address',
  title: text(
    'Adresse du patient : formée de l’INS qualifiée du document',
    'Address of the patient: made of the qualified INS of the document',
  ),
  rule: { reference: 'Référentiel MSSanté #2, ECO.2.2.6 (REM MSS/va1.19)', confidence: 'stated' },
};

/** Sort of a mailbox: a person's, an organisation's, an application's (mssante.md §2.1). */
export type MailboxType = 'PER' | 'ORG' | 'APP';

/** What is known of who sent, besides the message. What is undefined is not compared. */
export interface SenderFacts {
  mailboxType?: MailboxType;
  /** Address that authenticated (key `mailbox` of the exchange). */
  authenticated?: string;
  /** MAIL FROM. */
  envelopeFrom?: string;
  /** Functional entity or person name the label must say, compared without case and accents. */
  label?: string;
}

/**
 * M04: one From, which is the envelope's sender and the authenticated mailbox. Its label, decoded: for PER
 * `<Titre>_<Prénom>_<NOM>_<Entité>` with at least given name and NAME; for ORG and APP the functional entity. A label
 * whose underscores became spaces in RFC 2047 is told as such.
 */
export function checkMailSender({ mail, exchange }: SubmittedMail, facts: SenderFacts = {}): Finding {
  const [from] = mail.from;
  const breaches: Breach[] = [];
  if (mail.from.length !== 1) {
    breaches.push(broken(text(`${mail.from.length} émetteurs`, `${mail.from.length} senders`), 'From'));
  }
  if (from) breaches.push(...addressBreaches(from, facts), ...labelBreaches(from, facts));
  return judgement(SENDER, {
    expected: text(
      `${facts.authenticated ?? 'la BAL authentifiée'}, avec son libellé`,
      `${facts.authenticated ?? 'the authenticated mailbox'}, with its label`,
    ),
    breaches,
    found: from ? `${from.name} <${from.address}>` : '',
    where: 'From',
    exchange,
  });
}

/** What is known of the reply address. */
export interface ReplyFacts {
  mailboxType?: MailboxType;
  /** The PER or ORG mailbox configured for replies. */
  replyAddress?: string;
}

/**
 * M05: from an application's mailbox, one Reply-To that is not that mailbox, and a plain body that ends with a mention
 * that the message is automatic and names this address. Not applicable to other mailboxes.
 */
export function checkReplyTo(
  { mail, exchange }: SubmittedMail,
  { mailboxType, replyAddress }: ReplyFacts = {},
): Finding {
  if (mailboxType !== 'APP') return notApplicable(REPLY_TO, exchange === undefined ? {} : { exchange });
  const [reply] = mail.replyTo;
  const breaches: Breach[] = [];
  if (!reply || mail.replyTo.length !== 1) {
    const count = mail.replyTo.length;
    breaches.push(broken(text(`${count} adresse(s) de réponse`, `${count} reply address(es)`), 'Reply-To'));
  } else {
    const same = mail.from.some(({ address }) => sameAddress(address, reply.address));
    if (same)
      breaches.push(broken(text('réponse à la BAL applicative', 'reply to the application mailbox'), 'Reply-To'));
    if (replyAddress !== undefined && !sameAddress(reply.address, replyAddress)) {
      const message = text(
        `${reply.address} au lieu de ${replyAddress}`,
        `${reply.address} instead of ${replyAddress}`,
      );
      breaches.push(broken(message, 'Reply-To'));
    }
    breaches.push(...mentionBreaches(mail.texts[0]?.text ?? '', reply.address));
  }
  return judgement(REPLY_TO, {
    expected: text(
      `Reply-To ${replyAddress ?? 'PER ou ORG'} et, en fin de corps, la mention d’envoi automatique avec cette adresse`,
      `Reply-To ${replyAddress ?? 'PER or ORG'} and, at the end of the body, the automatic mention with that address`,
    ),
    breaches,
    found: reply?.address ?? '',
    where: 'Reply-To',
    exchange,
  });
}

/**
 * M13: every patient's address is `<INS>@patient.mssante.fr` (a wrong key is remarked); with an archive, its local part is the
 * matricule of METADATA's patientId and every CDA has a qualified INS. Not applicable without a patient recipient.
 */
export function checkPatientAddress(sent: SubmittedMail): Finding {
  const { mail, cdas, exchange } = sent;
  const addressed = [...mail.to, ...mail.cc].flatMap(({ address }) => patientOfAddress(address) ?? []);
  if (addressed.length === 0) return notApplicable(PATIENT_ADDRESS, exchange === undefined ? {} : { exchange });
  const ins = patientOf(sent)?.ins;
  const breaches = addressed.flatMap((local) => insBreaches(local, ins));
  if (cdas.some((cda) => !hasQualifiedIns(cda))) {
    breaches.push(broken(text('INS du document non qualifiée', 'INS of the document not qualified'), 'recordTarget'));
  }
  return judgement(PATIENT_ADDRESS, {
    expected: text(`INS ${ins ?? ''} qualifiée`, `qualified INS ${ins ?? ''}`),
    breaches,
    found: addressed.join(', '),
    where: 'To',
    exchange,
  });
}

function addressBreaches({ address }: MailAddress, { authenticated, envelopeFrom }: SenderFacts): Breach[] {
  const breaches: Breach[] = [];
  const must = (other: string | undefined, fr: string, en: string): void => {
    if (other === undefined || sameAddress(other, address)) return;
    breaches.push(
      broken(
        text(`${address}, alors que ${fr} est ${other || '<>'}`, `${address}, while ${en} is ${other || '<>'}`),
        'From',
      ),
    );
  };
  must(authenticated, 'la BAL authentifiée', 'the authenticated mailbox');
  must(envelopeFrom, 'l’émetteur de l’enveloppe', 'the envelope sender');
  return breaches;
}

function labelBreaches({ name }: MailAddress, { mailboxType, label }: SenderFacts): Breach[] {
  const where = 'From';
  if (mailboxType === undefined && label === undefined) return [];
  if (name === '') return [broken(text('libellé absent', 'label missing'), where)];
  const breaches: Breach[] = [];
  if (mailboxType === 'PER' && !readPersonLabel(name)) breaches.push(personLabelBreach(name));
  if (label !== undefined && !foldWords(name).includes(foldWords(label))) {
    breaches.push(
      broken(text(`libellé « ${name} » au lieu de « ${label} »`, `label "${name}" instead of "${label}"`), where),
    );
  }
  return breaches;
}

/** Capitals are asked for by a secondary source only. */
function personLabelBreach(name: string): Breach {
  if (readPersonLabel(name.toUpperCase())) {
    return remarked(
      text(`libellé « ${name} » : nom en capitales attendu`, `label "${name}": name expected in capitals`),
      'From',
    );
  }
  const lost = !name.includes('_') && readPersonLabel(name.replaceAll(' ', '_'));
  return broken(
    lost
      ? text(
          `libellé « ${name} » : séparateur « _ » perdu (=5F en RFC 2047)`,
          `label "${name}": separator "_" lost (=5F in RFC 2047)`,
        )
      : text(`libellé « ${name} » sans Prénom_NOM`, `label "${name}" without Given_NAME`),
    'From',
  );
}

function mentionBreaches(body: string, address: string): Breach[] {
  const end = body.trimEnd().split('\n').slice(-6).join(' ');
  const where = 'text/plain';
  if (!end.toLowerCase().includes(address.toLowerCase())) {
    return [broken(text(`fin du corps sans ${address}`, `end of the body without ${address}`), where)];
  }
  return /AUTOMATI/.test(foldWords(end))
    ? []
    : [broken(text('mention d’envoi automatique absente', 'automatic mention missing'), where)];
}

function insBreaches(local: string, ins: string | undefined): Breach[] {
  if (ins !== undefined && local !== ins) {
    return [broken(text(`${local} au lieu de ${ins}`, `${local} instead of ${ins}`), 'To')];
  }
  if (isValidIns(local)) return [];
  if (insKey(local.slice(0, 13)) === undefined || !/^.{13}\d{2}$/.test(local)) {
    return [broken(text(`${local} n’est pas une INS`, `${local} is no INS`), 'To')];
  }
  // The key's rule is inferred (mssante.md §5.1).
  return [remarked(text(`${local} : clé de l’INS fausse`, `${local}: wrong key of the INS`), 'To')];
}
