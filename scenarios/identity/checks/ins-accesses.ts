import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { InsAccess } from '../actions/ins-accesses.js';

const TRACED: CheckDeclaration = {
  id: 'identity.ins-access.traced',
  title: text(
    'L’accès à l’INS est dans le journal dédié, avec date, heure et utilisateur',
    'The access to the INS is in the dedicated log, with date, time and user',
  ),
  rule: { reference: 'REM INS/va1.39', confidence: 'stated' },
};

/** Clocks of the bench and of the product, and traces to the minute, may differ by this much. */
const TOLERANCE_MS = 2 * 60_000;

/** An access that was made. */
export interface MadeAccess {
  /** Family name of who made it. */
  familyName: string;
  /** Login of who made it. */
  login: string;
  /** ISO 8601. */
  between: readonly [start: string, end: string];
}

/** The log has one more line than before, of the user, dated when the access was made (INS/va1.39). */
export function checkAccessTraced(
  before: readonly InsAccess[],
  after: readonly InsAccess[],
  { familyName, login, between }: MadeAccess,
): Finding {
  const known = new Set(before.map(({ at, user }) => `${at} ${user}`));
  const candidates = after.filter(({ at, user }) => after.length > before.length || !known.has(`${at} ${user}`));
  const complete = candidates.some(({ at, user }) => mayBeAt(at, between) && isNamed(user, [familyName, login]));
  return verify(TRACED, complete, {
    expected: text(`${between.join(' – ')}, par ${familyName}`, `${between.join(' – ')}, by ${familyName}`),
    received: joinTexts(
      candidates.map(({ at, user }) =>
        text(`${at || 'sans date'} ${user || 'sans utilisateur'}`, `${at || 'undated'} ${user || 'no user'}`),
      ),
      ' ; ',
      text('aucune ligne de plus', 'no new line'),
    ),
    locator: text('journal des accès à l’INS', 'log of accesses to the INS'),
  });
}

function isNamed(user: string, names: readonly string[]): boolean {
  return names.some((name) => user.toLowerCase().includes(name.toLowerCase()));
}

/** A time with an offset must be that of the access; a local time without one would need the product's zone. */
function mayBeAt(shown: string, [start, end]: readonly [string, string]): boolean {
  if (!/\d{1,2}\D\d{2}/.test(shown.replace(/^\D*\d{1,4}\D\d{1,2}\D\d{1,4}/, ''))) return false;
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(shown)) return true;
  const at = Date.parse(shown);
  return at >= Date.parse(start) - TOLERANCE_MS && at <= Date.parse(end) + TOLERANCE_MS;
}
