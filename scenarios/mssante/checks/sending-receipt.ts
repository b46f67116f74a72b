import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { SentMail } from '../actions/sent-mail.js';

const OPTION: CheckDeclaration = {
  id: 'mss.sending.receipt-option',
  title: text('L’écran permet de demander un accusé de lecture', 'The screen lets the user ask for a read receipt'),
  rule: { reference: 'REM MSS/UX.33, ECO.2.3.2', confidence: 'stated' },
};

/** The user can ask for a read receipt while writing a message. */
export function checkReceiptOption(offered: boolean): Finding {
  return verify(OPTION, offered, {
    expected: text('option proposée', 'option offered'),
    received: offered ? text('proposée', 'offered') : text('non proposée', 'not offered'),
    locator: text('écran, rédaction du message', 'screen, writing of the message'),
  });
}

const RETURN: CheckDeclaration = {
  id: 'mss.sending.return-shown',
  title: text(
    'L’accusé de lecture reçu est montré avec le message qu’il concerne',
    'The read receipt that came is shown with the message it is about',
  ),
  rule: { reference: 'REM MSS/UX.33', confidence: 'stated' },
};

/** Exactly the message about this document shows a return, from this address. */
export function checkReturnShown(shown: readonly SentMail[], title: string, reader: string): Finding {
  const withReturn = shown.filter(({ receipts }) => receipts.length > 0);
  const right = withReturn.every(({ document }) => document === title);
  const named = withReturn.some(({ receipts }) => receipts.some((receipt) => receipt.includes(reader)));
  return verify(RETURN, right && named, {
    expected: text(`accusé de ${reader} pour « ${title} » seulement`, `receipt of ${reader} for "${title}" only`),
    received: joinTexts(
      withReturn.map(({ document, receipts }) => `« ${document} » : ${receipts.join(', ')}`),
      ' ; ',
      text('aucun accusé affiché', 'no receipt shown'),
    ),
    locator: text('écran, messages envoyés', 'screen, messages sent'),
  });
}

const END: CheckDeclaration = {
  id: 'mss.sending.end-option',
  title: text(
    'L’écran permet de dire qu’on ne souhaite pas de réponse du patient',
    'The screen lets the user say that no answer of the patient is wanted',
  ),
  rule: { reference: 'REM MSS/CONF.21, ECO.2.2.8', confidence: 'stated' },
};

/** The user can end the conversation with the patient while writing a message. */
export function checkEndOption(offered: boolean): Finding {
  return verify(END, offered, {
    expected: text('option proposée', 'option offered'),
    received: offered ? text('proposée', 'offered') : text('non proposée', 'not offered'),
    locator: text('écran, rédaction du message', 'screen, writing of the message'),
  });
}
