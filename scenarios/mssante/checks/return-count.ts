import type { Mdn } from '../../../mocks/wire/mdn.js';
import { broken, type Breach, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, type Text, text } from '../../harness/index.js';

const COUNT: CheckDeclaration = {
  id: 'mss.return.count',
  title: text('Un retour à qui il est dû, et à lui seul', 'One return to whom it is due, and to nobody else'),
  rule: { reference: 'Volet Transmission au LPS (MSS/UX.12) ; AMA 09/09/2025', confidence: 'stated' },
};

/** What became of a received mail. */
export interface ReturnFacts {
  /**
   * Answer to the integration: accepted, refused for good, refused for the moment, never answered, or a mail whose
   * archive could not be read at all.
   */
  answer: 'AA' | 'AE' | 'AR' | 'none' | 'unreadable';
  /** The mail had Disposition-Notification-To. */
  receiptAsked: boolean;
  /**
   * The refusal is technical (ERR-3 other than 207, no ERR-5): an MDN is then not required, and that an error mail is due
   * is inferred.
   */
  technical?: boolean;
}

/** Returns due for a mail (mssante.md §7.4). `free`: no text says; told, never judged. */
export interface ExpectedReturns {
  /** To the address of Disposition-Notification-To. */
  mdn: 'none' | 'success' | 'failure' | 'failure-or-none' | 'free';
  /** To the local error mailboxes. `expected`: inferred from the purpose, a missing one is only remarked. */
  errorMail: 'none' | 'required' | 'expected';
}

/** Truth table of §7.4. No MDN may ever answer a mail that asked for none. */
export function expectedReturns({ answer, receiptAsked, technical = false }: ReturnFacts): ExpectedReturns {
  const failure = technical ? 'failure-or-none' : 'failure';
  switch (answer) {
    case 'AA':
      return { mdn: receiptAsked ? 'success' : 'none', errorMail: 'none' };
    case 'AE':
    case 'AR':
      return { mdn: receiptAsked ? failure : 'none', errorMail: technical ? 'expected' : 'required' };
    case 'none':
    case 'unreadable':
      return { mdn: receiptAsked ? 'free' : 'none', errorMail: 'expected' };
  }
}

/** What was seen to leave for one mail and one recipient. */
export interface SeenReturns {
  mdns: readonly Pick<Mdn, 'failed'>[];
  /** Error mails, each mailbox counted once: 1 when every configured mailbox got one, 2 when any got two. */
  errorMails: number;
  exchange?: string;
}

/** R09, R11: exactly the returns due, each once. */
export function checkReturnCount(facts: ReturnFacts, { mdns, errorMails, exchange }: SeenReturns): Finding {
  const due = expectedReturns(facts);
  const breaches = [...mdnBreaches(due.mdn, mdns), ...errorBreaches(due.errorMail, errorMails)];
  return judgement(COUNT, {
    expected: dueWords(due),
    breaches,
    found: text(`${mdns.length} MDN, ${errorMails} courriel d’erreur`, `${mdns.length} MDN, ${errorMails} error mail`),
    where: 'MDN ; BAL des erreurs',
    exchange,
  });
}

function mdnBreaches(due: ExpectedReturns['mdn'], mdns: readonly Pick<Mdn, 'failed'>[]): Breach[] {
  const where = 'MDN';
  const [first] = mdns;
  if (mdns.length > 1)
    return [broken(text(`${mdns.length} MDN au lieu d’un`, `${mdns.length} MDNs instead of one`), where)];
  if (due === 'free') return [];
  if (due === 'none') {
    return first ? [broken(text('MDN envoyé sans avoir été demandé', 'MDN sent though not asked for'), where)] : [];
  }
  if (!first) return due === 'failure-or-none' ? [] : [broken(text('MDN absent', 'MDN missing'), where)];
  if (first.failed === (due !== 'success')) return [];
  return [broken(first.failed ? text('MDN d’échec', 'failure MDN') : text('MDN de succès', 'success MDN'), where)];
}

function errorBreaches(due: ExpectedReturns['errorMail'], count: number): Breach[] {
  const where = 'BAL des erreurs';
  if (due === 'none')
    return count > 0 ? [broken(text('courriel d’erreur sans erreur', 'error mail without an error'), where)] : [];
  if (count === 0) {
    const missing = text('aucun courriel à la BAL des erreurs', 'no mail to the error mailbox');
    return [(due === 'required' ? broken : remarked)(missing, where)];
  }
  return count > 1 ? [broken(text(`${count} courriels d’erreur`, `${count} error mails`), where)] : [];
}

function dueWords({ mdn, errorMail }: ExpectedReturns): Text {
  const mdns = {
    none: text('aucun MDN', 'no MDN'),
    success: text('un MDN de succès', 'one success MDN'),
    failure: text('un MDN d’échec', 'one failure MDN'),
    'failure-or-none': text('un MDN d’échec au plus', 'one failure MDN at most'),
    free: text('un MDN au plus', 'one MDN at most'),
  };
  const mails = {
    none: text('aucun courriel d’erreur', 'no error mail'),
    required: text('un courriel d’erreur', 'one error mail'),
    expected: text('un courriel d’erreur', 'one error mail'),
  };
  return text(`${mdns[mdn].fr}, ${mails[errorMail].fr}`, `${mdns[mdn].en}, ${mails[errorMail].en}`);
}
