import type { Mail } from '../../../mocks/wire/mail-types.js';
import { type Mdn, readMdn } from '../../../mocks/wire/mdn.js';
import { judgement } from '../../cda/index.js';
import { type CheckDeclaration, fail, type Finding, type Text, text } from '../../harness/index.js';
import { mdnBreaches, type MdnFacts } from './return-mdn-rules.js';

const MDN: CheckDeclaration = {
  id: 'mss.return.mdn',
  title: text(
    'Accusé de lecture (MDN) : structure, message d’origine, résultat de l’intégration',
    'Read receipt (MDN): structure, original message, outcome of the integration',
  ),
  rule: { reference: 'Volet Transmission au LPS, struct-msg-mdn (MSS/UX.12, UX.34) ; RFC 8098', confidence: 'stated' },
};

/**
 * R01 to R08 and R10, on one MDN. The three circulating forms of a failure are accepted and told (`received`); the code
 * may stand in the report, the subject or the text. Not an MDN at all: fails.
 */
export function checkMdn(mail: Mail, facts: MdnFacts): Finding {
  const mdn = readMdn(mail);
  const { exchange } = facts;
  if (!mdn) {
    return fail(MDN, {
      expected: text('un accusé multipart/report', 'a multipart/report receipt'),
      received: mail.body.contentType,
      locator: 'Content-Type',
      ...(exchange === undefined ? {} : { exchange }),
    });
  }
  return judgement(MDN, {
    expected: expectedWords(facts),
    breaches: mdnBreaches(mdn, mail, facts),
    found: mdnWords(mdn),
    where: 'message/disposition-notification',
    exchange,
  });
}

/** What an MDN says, with the form of its failure: `échec, code 902, forme V3 (…)`. */
export function mdnWords(mdn: Mdn): Text {
  if (!mdn.failed) return text(`succès (${mdn.disposition?.type ?? '?'})`, `success (${mdn.disposition?.type ?? '?'})`);
  const form = FORMS[mdn.variant ?? 'other'];
  const code = mdn.code ?? '?';
  return text(`échec, code ${code}, ${form.fr}`, `failure, code ${code}, ${form.en}`);
}

const FORMS: Readonly<Record<NonNullable<Mdn['variant']>, Text>> = {
  V1: text('forme publiée (1.1.2)', 'published form (1.1.2)'),
  V2: text('forme du projet 1.1.3, code dans Disposition', 'form of draft 1.1.3, code in Disposition'),
  V3: text('forme du projet 1.1.3, conforme à la RFC 8098', 'form of draft 1.1.3, following RFC 8098'),
  other: text('forme non publiée', 'form not published'),
};

function expectedWords({ outcome, code, original }: MdnFacts): Text {
  const id = original?.messageId ?? text('un message', 'a message');
  const of = typeof id === 'string' ? text(id, id) : id;
  if (outcome === undefined) return text(`accusé pour ${of.fr}`, `receipt for ${of.en}`);
  return outcome === 'success'
    ? text(`accusé de succès pour ${of.fr}`, `success receipt for ${of.en}`)
    : text(`accusé d’échec ${code ?? ''} pour ${of.fr}`, `failure receipt ${code ?? ''} for ${of.en}`);
}
