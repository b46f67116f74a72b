import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  type Rule,
  type Text,
  text,
  verify,
} from '../../harness/index.js';
import type { PasswordPolicy } from '../actions/passwords.js';

const IAM92 = { reference: 'REM SSI/IAM.92', confidence: 'stated' } as const;
const IE36 = { reference: 'REM SSI/IE.36', confidence: 'stated' } as const;
const check = (id: string, title: Text, rule: Rule): CheckDeclaration => ({ id: `ssi.password.${id}`, title, rule });

const SAVED = check('policy-saved', text('La politique réglée est enregistrée', 'The policy set is saved'), IAM92);
const EXPIRED = check(
  'expired-must-change',
  text('Un mot de passe expiré impose un changement', 'An expired password imposes a change'),
  IAM92,
);
const POLICY = check(
  'policy-applied',
  text('La politique s’applique au changement de mot de passe', 'The policy applies to password changes'),
  IAM92,
);
const LOCKED = check(
  'locked-after-failures',
  text('Des échecs répétés verrouillent le compte', 'Repeated failures lock the account'),
  IAM92,
);
const UNLOCKED = check(
  'unlocked',
  text('Un compte déverrouillé s’ouvre à nouveau', 'An unlocked account opens again'),
  IAM92,
);
const THROTTLED = check(
  'guesses-limited',
  text('Les essais de mot de passe sont freinés', 'Password guesses are limited'),
  IE36,
);
const DEFAULT = check(
  'compliant-by-default',
  text('Les mots de passe faibles sont refusés tel qu’installé', 'Weak passwords are refused as installed'),
  IE36,
);

/** A password that must be refused, and why. */
export interface WeakPassword {
  why: Text;
  password: string;
}

/** What a screen answered to a password. */
export interface PasswordTry {
  accepted: boolean;
}

/** The policy shown after it was set is the one wanted. */
export function checkPolicySaved(wanted: PasswordPolicy, saved: PasswordPolicy): Finding {
  const names = Object.keys(wanted) as (keyof PasswordPolicy)[];
  const different = names.filter((name) => wanted[name] !== saved[name]);
  return verify(SAVED, different.length === 0, {
    expected: names.map((name) => `${name}: ${String(wanted[name])}`).join(', '),
    received: names.map((name) => `${name}: ${String(saved[name])}`).join(', '),
    locator: different.join(', '),
  });
}

/** Where a sign-in with an expired password got to. */
export function checkExpiredMustChange(outcome: string): Finding {
  return verify(EXPIRED, outcome === 'password-change', { expected: 'password-change', received: outcome });
}

/** Every weak password is refused, and the good one that follows accepted (`goodAfter`). */
export function checkPolicyApplied(weak: readonly WeakPassword[], tries: readonly PasswordTry[]): Finding {
  const accepted = acceptedOf(weak, tries);
  const good = tries[weak.length]?.accepted === true;
  return verify(POLICY, accepted.length === 0 && good, {
    expected: joinTexts(
      [
        text('refusés : ', 'refused: '),
        joinTexts(weak.map(({ why }) => why)),
        text(' ; accepté : le bon', '; accepted: the good one'),
      ],
      '',
    ),
    received: joinTexts(
      [
        ...accepted.map(({ why }) => joinTexts([text('accepté : ', 'accepted: '), why], '')),
        ...(good || accepted.length > 0 ? [] : [text('le bon est refusé', 'the good one is refused')]),
      ],
      ', ',
      text('comme attendu', 'as expected'),
    ),
  });
}

/** After so many failures the right password does not open the account. */
export function checkLocked(failures: number, outcome: string): Finding {
  return verify(LOCKED, outcome === 'refused' || outcome === 'slowed', {
    expected: text(`refusé après ${failures} échecs`, `refused after ${failures} failures`),
    received: outcome,
  });
}

/** Unlocked, the right password opens the account. */
export function checkUnlocked(outcome: string): Finding {
  return verify(UNLOCKED, outcome === 'opened', { expected: 'opened', received: outcome });
}

/** Several wrong passwords slow down, lock or bring a captcha: one of the answers says so, or the right one is refused. */
export function checkThrottled(outcomes: readonly string[], last: string): Finding {
  const held = outcomes.includes('slowed') || last === 'refused' || last === 'slowed';
  return verify(THROTTLED, held, {
    expected: text('ralentissement, verrouillage ou captcha', 'slowing down, lock or captcha'),
    received: text(
      `${outcomes.length} essais faux, puis le bon : ${last}`,
      `${outcomes.length} wrong tries, then the right one: ${last}`,
    ),
  });
}

/** Each weak password is refused with the configuration of the installation. */
export function checkDefault(weak: readonly WeakPassword[], tries: readonly PasswordTry[]): Finding {
  const accepted = acceptedOf(weak, tries);
  return verify(DEFAULT, accepted.length === 0 && tries.length >= weak.length, {
    expected: joinTexts([text('refusés : ', 'refused: '), joinTexts(weak.map(({ why }) => why))], ''),
    received: joinTexts(
      accepted.map(({ why }) => joinTexts([text('accepté : ', 'accepted: '), why], '')),
      ', ',
      text(`${tries.length} refusés`, `${tries.length} refused`),
    ),
  });
}

function acceptedOf(weak: readonly WeakPassword[], tries: readonly PasswordTry[]): WeakPassword[] {
  return weak.filter((_one, index) => tries[index]?.accepted === true);
}
