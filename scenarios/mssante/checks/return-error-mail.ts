import { isKnownErrorCode } from '../../../mocks/wire/integration-error-codes.js';
import { type IntegrationErrorMail, readIntegrationErrorMail } from '../../../mocks/wire/integration-error-mail.js';
import { headerLines, headerValues } from '../../../mocks/wire/mail-headers.js';
import type { Mail } from '../../../mocks/wire/mail-types.js';
import { sameAddress } from '../../../mocks/wire/mssante-address.js';
import { broken, type Breach, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, fail, type Finding, type Text, text } from '../../harness/index.js';

const ERROR_MAIL: CheckDeclaration = {
  id: 'mss.return.error-mail',
  title: text(
    'Courriel d’erreur d’intégration : code, message d’origine, BAL des erreurs',
    'Integration error mail: code, original message, error mailbox',
  ),
  rule: { reference: 'Volet Transmission au LPS, struct-email-standard (MSS/UX.12)', confidence: 'stated' },
};

/** What an error mail must tell. What is undefined is not compared. */
export interface ErrorMailFacts {
  /** The mail that could not be integrated; not compared when undefined. */
  original?: Mail;
  /** Code of the acknowledgement: `902`. */
  code?: string;
  /** Mailboxes configured for errors: every one of them must be among the recipients. */
  mailboxes?: readonly string[];
  /** RCPT TO of the submission, besides To and Cc. */
  recipients?: readonly string[];
  exchange?: string;
}

/**
 * §7.3: goes to the error mailboxes, says the code (in the subject, the text or the report) and attaches the original.
 * Both published subjects, a mail made like an MDN, and ZIP and PDF attached again or not are all accepted and told.
 */
export function checkErrorMail(mail: Mail, facts: ErrorMailFacts): Finding {
  const { exchange, code, mailboxes = [] } = facts;
  const expected = text(
    `erreur ${code ?? ''} avec le message d’origine, à ${mailboxes.join(', ') || 'la BAL des erreurs'}`,
    `error ${code ?? ''} with the original message, to ${mailboxes.join(', ') || 'the error mailbox'}`,
  );
  const error = readIntegrationErrorMail(mail);
  if (!error) {
    return fail(ERROR_MAIL, {
      expected,
      received: text(`« ${mail.subject} », sans code d’erreur`, `"${mail.subject}", without an error code`),
      locator: 'Subject',
      ...(exchange === undefined ? {} : { exchange }),
    });
  }
  return judgement(ERROR_MAIL, {
    expected,
    breaches: [
      ...codeBreaches(error, code),
      ...originalBreaches(error, facts.original),
      ...recipientBreaches(mail, facts),
    ],
    found: errorWords(error),
    where: 'Subject',
    exchange,
  });
}

/** What an error mail says and how: `902, courriel ordinaire, objet publié`. */
export function errorWords({ code = '?', shape, subjectForm }: IntegrationErrorMail): Text {
  const shapes = {
    standard: text('courriel ordinaire', 'ordinary mail'),
    mdn: text('en forme de MDN', 'in the form of an MDN'),
  };
  const subjects = {
    ko: text('objet « KO Intégration système »', 'subject "KO Intégration système"'),
    older: text('objet « Erreur d’intégration »', 'subject "Erreur d’intégration"'),
    none: text('objet sans préfixe', 'subject without a prefix'),
  };
  return text(
    `${code}, ${shapes[shape].fr}, ${subjects[subjectForm].fr}`,
    `${code}, ${shapes[shape].en}, ${subjects[subjectForm].en}`,
  );
}

function codeBreaches({ code, subjectForm }: IntegrationErrorMail, expected: string | undefined): Breach[] {
  const breaches: Breach[] = [];
  if (code === undefined) breaches.push(broken(text('aucun code d’erreur', 'no error code'), 'Subject ; text/plain'));
  else if (expected !== undefined && code !== expected) {
    breaches.push(
      broken(
        text(`code ${code} au lieu de ${expected}`, `code ${code} instead of ${expected}`),
        'Subject ; text/plain',
      ),
    );
  } else if (!isKnownErrorCode(code)) {
    breaches.push(
      remarked(text(`code ${code} hors des tables`, `code ${code} not in the tables`), 'Subject ; text/plain'),
    );
  }
  if (subjectForm === 'none') {
    breaches.push(
      remarked(
        text('objet sans « [KO Intégration système !][code] »', 'subject without "[KO Intégration système !][code]"'),
        'Subject',
      ),
    );
  }
  return breaches;
}

function originalBreaches({ original: part }: IntegrationErrorMail, original: Mail | undefined): Breach[] {
  if (part === undefined)
    return [broken(text('message d’origine absent', 'original message missing'), 'message/rfc822')];
  const id = headerValues({ headers: headerLines(part) }, 'message-id')[0];
  if (original === undefined || id === original.messageId) return [];
  return [
    broken(
      text('le message joint n’est pas celui d’origine', 'the attached message is not the original one'),
      'message/rfc822',
    ),
  ];
}

function recipientBreaches({ to, cc }: Mail, { mailboxes = [], recipients = [] }: ErrorMailFacts): Breach[] {
  const reached = [...[...to, ...cc].map(({ address }) => address), ...recipients];
  const missed = mailboxes.filter((mailbox) => !reached.some((address) => sameAddress(address, mailbox)));
  if (missed.length === 0) return [];
  const list = missed.join(', ');
  return [broken(text(`non adressé à ${list}`, `not addressed to ${list}`), 'To')];
}
