import type { SessionShown } from '../actions/sign-in-session.js';
import { type Finding, joinTexts, notApplicable, type Text, text, verify, warn } from '../../harness/index.js';
import { sessionText } from './sign-in-screen.js';

const SAME = {
  id: 'psc.accounts.same',
  title: text('Chaque moyen de connexion ouvre le même compte', 'Every means of signing in opens the same account'),
  rule: { reference: 'Référentiel PSC, EXI PSC 19 ; REM PSC.02', confidence: 'stated' },
} as const;

const OTHERS = {
  id: 'psc.accounts.others-kept-apart',
  title: text('Le compte d’une autre personne ne s’ouvre pas', 'The account of another person does not open'),
  rule: { reference: 'Référentiel PSC, EXI PSC 19 (pivot : RPPS, SubjectNameID)', confidence: 'stated' },
} as const;

const SUBJECT = {
  id: 'psc.accounts.subject-ignored',
  title: text('sub ne sert pas à reconnaître le compte', 'sub is not what recognises the account'),
  rule: { reference: 'Référentiel PSC, EXI PSC 19', confidence: 'inferred' },
} as const;

/** A session opened by a means of signing in. */
export interface OpenedBy {
  means: Text;
  shown: SessionShown;
}

/** All of them opened the account of this RPPS, the same one. */
export function checkSameAccount(sessions: readonly OpenedBy[], rpps: string): Finding {
  const [first] = sessions;
  const same = sessions.every(
    ({ shown }) => shown.signedIn && shown.rpps === rpps && shown.account === first?.shown.account,
  );
  return verify(SAME, same && first !== undefined && first.shown.account !== '', {
    expected: text(`un seul compte, RPPS ${rpps}`, `a single account, RPPS ${rpps}`),
    received: joinTexts(
      sessions.map(({ means, shown }) => joinTexts([means, sessionText(shown)], ' → ')),
      ' ; ',
    ),
  });
}

/** Pro Santé Connect is the only means: the screenshot of the sign-in page is the proof. */
export function onlyMeans(): Finding {
  return notApplicable(SAME, {
    message: text(
      'Pro Santé Connect est le seul moyen de connexion : la page de connexion fait preuve.',
      'Pro Santé Connect is the only means of signing in: the sign-in page is the proof.',
    ),
  });
}

/** An attempt that must not open some accounts. */
export interface ForbiddenOpening {
  /** What is special about the person or the account. */
  situation: Text;
  shown: SessionShown;
  /** Whether what was opened is what must not be. */
  opened: boolean;
}

/** None of the attempts opened what it must not. */
export function checkKeptApart(attempts: readonly ForbiddenOpening[]): Finding {
  const broken = attempts.filter(({ opened }) => opened);
  const list = (some: readonly ForbiddenOpening[]): Text =>
    joinTexts(
      some.map(({ situation, shown }) => joinTexts([situation, sessionText(shown)], ' → ')),
      ' ; ',
    );
  return verify(OTHERS, broken.length === 0, {
    expected: text(
      'aucun compte d’une autre personne, ni désactivé, ni au hasard',
      'no account of another person, none that is disabled, none at random',
    ),
    received: list(broken.length === 0 ? attempts : broken),
  });
}

/** The account follows the national identifier when `sub` does not: told only when it does not hold. */
export function remarkSubject(situations: readonly ForbiddenOpening[]): Finding[] {
  const broken = situations.filter(({ opened }) => opened);
  if (broken.length === 0) return [];
  return [
    warn(SUBJECT, {
      expected: text('le compte de l’identifiant national', 'the account of the national identifier'),
      received: joinTexts(
        broken.map(({ situation, shown }) => joinTexts([situation, sessionText(shown)], ' → ')),
        ' ; ',
      ),
    }),
  ];
}
