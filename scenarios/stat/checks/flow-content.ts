import { type CheckDeclaration, type Finding, notApplicable, text, verify } from '../../harness/index.js';

const CONTENT: CheckDeclaration = {
  id: 'tbb.content.masked',
  title: text(
    'La part des documents masqués suit ce qui est envoyé',
    'The share of masked documents follows what is sent',
  ),
  rule: { reference: 'REM TBB/va1.04', confidence: 'stated' },
};

/** What the screen says of the flows of one type. */
export interface ShownContent {
  offered: boolean;
  sent: number;
  masked: number;
  maskedPercent: number;
}

/** Judges what the screen says before and after known sendings. The function is optional: not offered, nothing to judge. */
export function checkContent(
  before: ShownContent,
  after: ShownContent,
  grown: { sent: number; masked: number },
): Finding {
  if (!before.offered && !after.offered) {
    return notApplicable(CONTENT, {
      message: text(
        'Le logiciel n’offre pas ce détail (PEUT).',
        'The software does not offer these details (optional).',
      ),
    });
  }
  const sent = after.sent - before.sent;
  const masked = after.masked - before.masked;
  const percent = after.sent === 0 ? 0 : (after.masked / after.sent) * 100;
  // A share shown without decimals is half a point off at most.
  const holds = sent === grown.sent && masked === grown.masked && Math.abs(percent - after.maskedPercent) <= 0.5;
  return verify(CONTENT, holds, {
    expected: text(
      `+${grown.sent} envois, dont +${grown.masked} masqués ; ${percent.toFixed(1)} % masqués`,
      `+${grown.sent} sendings, +${grown.masked} of them masked; ${percent.toFixed(1)}% masked`,
    ),
    received: text(
      `+${sent} envois, dont +${masked} masqués ; ${after.maskedPercent} % masqués`,
      `+${sent} sendings, +${masked} of them masked; ${after.maskedPercent}% masked`,
    ),
    locator: text('écran du contenu des flux', 'screen of the content of flows'),
  });
}
