import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';

const SHOWN: CheckDeclaration = {
  id: 'mss.receipt.shown',
  title: text(
    'L’écran dit que l’accusé est parti quand il est parti',
    'The screen says that the receipt left when it left',
  ),
  rule: { reference: 'REM MSS/UX.34', confidence: 'stated' },
};

/** What the screen says of the receipt agrees with what the operator received. */
export function checkReceiptShown(returned: boolean, received: number): Finding {
  return verify(SHOWN, returned === received > 0, {
    expected: received > 0 ? text('accusé envoyé', 'receipt sent') : text('accusé non envoyé', 'receipt not sent'),
    received: returned ? text('accusé envoyé', 'receipt sent') : text('accusé non envoyé', 'receipt not sent'),
    locator: text('écran, message reçu', 'screen, received message'),
  });
}
