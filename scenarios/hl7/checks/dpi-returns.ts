import type { SentHl7 } from '../../../mocks/index.js';
import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  notApplicable,
  notObserved,
  text,
  verify,
} from '../../harness/index.js';
import type { ShownReturn, ShownTransmission } from '../actions/dpi-transmission.js';

/** A return the PFI sent about a document. */
export interface ReturnSent {
  /** `dmp`, or the MSSanté address. */
  target: string;
  accepted: boolean;
  /** Code of ERR-5, that a user must be able to read; '' when accepted. */
  code: string;
}

const SHOWN: CheckDeclaration = {
  id: 'hl7.dpi.returns-shown',
  title: text(
    'L’écran dit les retours de la PFI : DMP, et chaque destinataire MSSanté',
    'The screen says what the PFI returned: DMP, and each MSSanté recipient',
  ),
  rule: { reference: 'REM CDA/HL7.01 (DPI)', confidence: 'stated' },
};

/** Every return sent is shown beside its document, favourable or not, with its code; nothing else is. */
export function checkReturnsShown(
  shown: readonly ShownTransmission[],
  title: string,
  sent: readonly ReturnSent[],
): Finding {
  if (sent.length === 0) {
    return notObserved(SHOWN, { received: text('la PFI n’a rien eu à retourner', 'the PFI had nothing to return') });
  }
  const returns = shown.filter((one) => one.title === title).flatMap((one) => one.returns);
  const seen = returns.filter(({ kind }) => kind === 'reception');
  const missing = sent.filter((one) => !seen.some((other) => tells(other, one)));
  const holds = missing.length === 0 && seen.length === sent.length;
  return verify(SHOWN, holds, {
    expected: sent.map(({ target, accepted, code }) => `${target} : ${accepted ? 'Y' : `N ${code}`}`).join(' ; '),
    received: joinTexts(
      seen.map((one) => one.text),
      ' ; ',
      text('aucun retour affiché', 'no return shown'),
    ),
    locator: text(`écran, envois à la PFI, « ${title} »`, `screen, sendings to the PFI, "${title}"`),
  });
}

function tells({ target, accepted, text: words }: ShownReturn, sent: ReturnSent): boolean {
  return target.toLowerCase() === sent.target.toLowerCase() && accepted === sent.accepted && words.includes(sent.code);
}

const ANSWERED: CheckDeclaration = {
  id: 'hl7.dpi.answered',
  title: text(
    'Le logiciel prend en charge le message de la PFI, ou le refuse, comme il le doit',
    'The product takes the message of the PFI over, or refuses it, as it must',
  ),
  rule: { reference: 'CI-SIS, volets HL7 v2, acquittement technique', confidence: 'stated' },
};

/** What the product answered to a message of the bench. */
export type Answered = Pick<SentHl7, 'exchange' | 'message' | 'outcome' | 'reason' | 'acknowledgement'>;

/** MSA-1 is one of these codes; `error`: a code of ERR-5 that must be there. */
export function checkAnswered(
  { exchange, reason = '', acknowledgement }: Answered,
  { codes, error = '' }: { codes: readonly string[]; error?: string },
): Finding {
  const { code = '', errors = [] } = acknowledgement ?? {};
  const found = errors.map(({ application, code: general }) => application?.code ?? general);
  return verify(ANSWERED, codes.includes(code) && (error === '' || found.includes(error)), {
    expected: [codes.join(' / '), error].filter((part) => part !== '').join(', '),
    received: acknowledgement ? [code || '∅', ...found].join(', ') : reason,
    locator: 'MSA-1, ERR-5',
    exchange,
  });
}

/** No mailbox was written to, so that nobody read anything. */
export function judgeNothingRead(): Finding {
  return notApplicable(ANSWERED, {
    received: text('aucun destinataire MSSanté n’a reçu le message', 'no MSSanté recipient received the mail'),
  });
}
