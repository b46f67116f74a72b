import { type CheckDeclaration, type Finding, joinTexts, text, type Text, verify } from '../../harness/index.js';
import type { SentMessage } from '../dpi-situations.js';

const TOLD: CheckDeclaration = {
  id: 'hl7.dpi.recipients-told',
  title: text(
    'Le remplacement ou la suppression est demandé à la PFI pour chaque destinataire MSSanté du document',
    'The replacement or deletion is asked of the PFI for each MSSanté recipient of the document',
  ),
  rule: { reference: 'REM MSS/UX.38', confidence: 'stated' },
};

/** The message goes to the same MSSanté addresses as the first one, with the flags that make the PFI write to them. */
export function checkRecipientsTold(
  messages: readonly SentMessage[],
  { act, recipients }: { act: 'replace' | 'delete'; recipients: readonly string[] },
): Finding {
  const found = messages.filter(({ read }) => read.act === act);
  const told = found.map(toldBy);
  const wanted = recipients.map((one) => one.toLowerCase()).toSorted();
  return verify(TOLD, told.length === 1 && told[0]?.join() === wanted.join(), {
    expected: wanted.join(', '),
    received: joinTexts(
      told.map((addresses): Text | string => addresses.join(', ') || text('personne', 'nobody')),
      ' ; ',
      text('aucun message de cette opération', 'no message of this operation'),
    ),
    locator: 'PRT RCT-15.4, DESTMSSANTEPS, DESTMSSANTEPAT',
    ...(found[0] ? { exchange: found[0].exchange.id } : {}),
  });
}

/** Addresses a message has the PFI write to: those its flags allow. */
function toldBy({ read: { recipients, flags } }: SentMessage): string[] {
  return recipients
    .flatMap(({ address }) => (address === undefined ? [] : [address.toLowerCase()]))
    .filter((address) => (address.endsWith('@patient.mssante.fr') ? flags.DESTMSSANTEPAT : flags.DESTMSSANTEPS))
    .toSorted();
}

const NOBODY: CheckDeclaration = {
  id: 'hl7.dpi.nobody-told',
  title: text(
    'Aucun message à la PFI pour un document que le logiciel n’a pas produit',
    'No message to the PFI about a document the product did not write',
  ),
  rule: { reference: 'REM MSS/UX.38', confidence: 'stated' },
};

/** No message about this patient came. */
export function checkNobodyTold(messages: readonly SentMessage[]): Finding {
  return verify(NOBODY, messages.length === 0, {
    expected: text('aucun message', 'no message'),
    received: text(`${messages.length} message(s)`, `${messages.length} message(s)`),
    locator: 'MSH-9',
    ...(messages[0] ? { exchange: messages[0].exchange.id } : {}),
  });
}
