import { type Dsn, readDsn } from '../../../mocks/wire/dsn.js';
import type { Mail } from '../../../mocks/wire/mail-types.js';
import { broken, type Breach, judgement } from '../../cda/index.js';
import { type CheckDeclaration, fail, type Finding, joinTexts, text } from '../../harness/index.js';

const DSN: CheckDeclaration = {
  id: 'mss.return.dsn',
  title: text('Avis de remise (DSN)', 'Delivery report (DSN)'),
  rule: { reference: 'RFC 3464', confidence: 'stated' },
};
const ACTIONS = ['delivered', 'failed', 'delayed', 'relayed', 'expanded'];

/** A DSN names the server and, for each recipient, the address, the action and the status (RFC 3464 §2). */
export function checkDsn(mail: Mail, exchange?: string): Finding {
  const dsn = readDsn(mail);
  const expected = text(
    'serveur, et pour chaque destinataire : adresse, action, état',
    'server, and for each recipient: address, action, status',
  );
  if (!dsn) {
    const at = exchange === undefined ? {} : { exchange };
    return fail(DSN, { expected, received: mail.body.contentType, locator: 'Content-Type', ...at });
  }
  const seen = dsn.recipients.map(({ finalRecipient, action, status }) => `${finalRecipient} ${action} ${status}`);
  return judgement(DSN, {
    expected,
    breaches: dsnBreaches(dsn),
    found: joinTexts(seen),
    where: 'message/delivery-status',
    exchange,
  });
}

function dsnBreaches({ reportingMta, recipients }: Dsn): Breach[] {
  const breaches: Breach[] = [];
  const must = (holds: boolean, fr: string, en: string, where: string): void => {
    if (!holds) breaches.push(broken(text(fr, en), where));
  };
  must(reportingMta !== undefined, 'serveur absent', 'server missing', 'Reporting-MTA');
  must(recipients.length > 0, 'aucun destinataire', 'no recipient', 'message/delivery-status');
  for (const { finalRecipient, action, status } of recipients) {
    must(finalRecipient !== '', 'destinataire absent', 'recipient missing', 'Final-Recipient');
    must(ACTIONS.includes(action), `action « ${action} »`, `action "${action}"`, 'Action');
    must(/^[245]\./.test(status), `état « ${status} »`, `status "${status}"`, 'Status');
  }
  return breaches;
}
