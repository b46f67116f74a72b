import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';

/** The indicator as a screen shows it. */
export interface ShownIndicator {
  period: string;
  eligibleStays: number;
  fedStays: number;
  sharePercent: number;
}

const INDICATOR: CheckDeclaration = {
  id: 'dmp.history.indicator',
  title: text(
    'L’indicateur mensuel compte les séjours clos et ceux dont l’historique a été envoyé',
    'The monthly indicator counts closed stays and those whose history was sent',
  ),
  rule: { reference: 'REM DMP/HISTO.08, DMP/HISTO.09', confidence: 'stated' },
};

const LOCATOR = text('écran de l’indicateur', 'screen of the indicator');

/**
 * The indicator grew by what the bench knows it caused, and its share is their quotient. `before` and `after` are of the
 * same month; records keep what earlier runs left.
 */
export function checkIndicator(
  before: ShownIndicator,
  after: ShownIndicator,
  caused: { month: string; eligibleStays: number; fedStays: number },
): Finding {
  const eligible = before.eligibleStays + caused.eligibleStays;
  const fed = before.fedStays + caused.fedStays;
  const share = eligible === 0 ? 0 : (fed / eligible) * 100;
  const holds =
    after.period === caused.month &&
    after.eligibleStays === eligible &&
    after.fedStays === fed &&
    Math.abs(after.sharePercent - share) < 1;
  return verify(INDICATOR, holds, {
    expected: text(
      `${caused.month} : ${fed} séjours sur ${eligible}, ${share.toFixed(1)} %`,
      `${caused.month}: ${fed} stays of ${eligible}, ${share.toFixed(1)} %`,
    ),
    received: text(
      `${after.period} : ${after.fedStays} séjours sur ${after.eligibleStays}, ${after.sharePercent} %`,
      `${after.period}: ${after.fedStays} stays of ${after.eligibleStays}, ${after.sharePercent} %`,
    ),
    locator: LOCATOR,
  });
}
