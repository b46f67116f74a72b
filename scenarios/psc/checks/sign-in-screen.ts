import type { MeansShown, SignInMode } from '../actions/sign-in.js';
import type { SessionShown } from '../actions/sign-in-session.js';
import { type Finding, joinTexts, notApplicable, text, verify } from '../../harness/index.js';

const MODALITY = {
  id: 'psc.sign-in.modality',
  title: text(
    'Pro Santé Connect est utilisable par le flux « authorization code »',
    'Pro Santé Connect is usable by the authorization code flow',
  ),
  rule: { reference: 'REM PSC.01 ; AMA du 09/09/2025', confidence: 'stated' },
} as const;

const SAME_LEVEL = {
  id: 'psc.sign-in.same-level',
  title: text(
    'Pro Santé Connect est au même niveau que les autres moyens',
    'Pro Santé Connect stands at the same level as the other means',
  ),
  rule: { reference: 'Référentiel PSC, EXI PSC 28', confidence: 'stated' },
} as const;

const TERMS = {
  id: 'psc.sign-in.terms',
  title: text(
    'Les conditions d’utilisation parlent de Pro Santé Connect',
    'The terms of use speak of Pro Santé Connect',
  ),
  rule: { reference: 'Référentiel PSC, EXI PSC 05 et 31', confidence: 'stated' },
} as const;

const IDENTITY = {
  id: 'psc.sign-in.identity-shown',
  title: text('La personne identifiée est celle qui est connectée', 'The person identified is the one signed in'),
  rule: { reference: 'REM PSC.01, référentiel PSC, EXI PSC 09', confidence: 'stated' },
} as const;

/** Words of each modality. */
const WORDS: Readonly<Record<SignInMode, { fr: string; en: string }>> = {
  local: text('compte local', 'local account'),
  web: text('web', 'web'),
  'external-browser': text('navigateur externe', 'external browser'),
  'embedded-browser': text('navigateur embarqué', 'embedded browser'),
  ciba: text('CIBA', 'CIBA'),
};

/** Ways in which the SUT offers a provider. */
export function modesOf(means: readonly MeansShown[], provider: string): SignInMode[] {
  return means.filter((one) => one.provider === provider).map(({ mode }) => mode);
}

/** The code flow is offered, in whatever modality: CIBA alone is not enough (AMA). */
export function checkModality(means: readonly MeansShown[]): Finding {
  const modes = modesOf(means, 'psc');
  return verify(
    MODALITY,
    modes.some((mode) => mode !== 'ciba' && mode !== 'local'),
    {
      expected: text(
        'au moins un mode web, navigateur externe ou navigateur embarqué',
        'at least one of web, external browser, embedded browser',
      ),
      received: joinTexts(
        modes.map((mode) => WORDS[mode]),
        ', ',
        text('Pro Santé Connect n’est pas proposé', 'Pro Santé Connect is not offered'),
      ),
    },
  );
}

/** This modality is not the product's: nothing to prove here. */
export function modalityNotOffered(mode: SignInMode, means: readonly MeansShown[]): Finding {
  return notApplicable(MODALITY, {
    message: text(
      `Le logiciel ne propose pas ce mode (${WORDS[mode].fr}).`,
      `The product does not offer this modality (${WORDS[mode].en}).`,
    ),
    received: joinTexts(
      modesOf(means, 'psc').map((one) => WORDS[one]),
      ', ',
      text('aucun mode', 'no modality'),
    ),
  });
}

/** The button stands on the first screen when others do. */
export function checkSameLevel(means: readonly MeansShown[]): Finding {
  const psc = means.filter(({ provider }) => provider === 'psc');
  return verify(SAME_LEVEL, psc.length > 0 && psc.every(({ onFirstScreen }) => onFirstScreen), {
    expected: text('sur le premier écran de connexion', 'on the first sign-in screen'),
    received: joinTexts(
      psc.map(({ name, onFirstScreen }) =>
        onFirstScreen ? name : text(`${name}, après un clic de plus`, `${name}, one click further`),
      ),
      ' ; ',
      text('Pro Santé Connect n’est pas proposé', 'Pro Santé Connect is not offered'),
    ),
  });
}

/** Something is said of Pro Santé Connect in the terms of use. */
export function checkTerms(terms: string): Finding {
  return verify(TERMS, terms !== '', {
    expected: text('un paragraphe sur Pro Santé Connect', 'a paragraph on Pro Santé Connect'),
    received: terms === '' ? text('rien', 'nothing') : terms,
  });
}

/** The screen says that the person is signed in, with their RPPS. */
export function checkIdentityShown(shown: SessionShown, rpps: string): Finding {
  return verify(IDENTITY, shown.signedIn && shown.rpps === rpps, {
    expected: text(`session ouverte, RPPS ${rpps}`, `session open, RPPS ${rpps}`),
    received: sessionText(shown),
  });
}

/** What the screen said of the session. */
export function sessionText({ signedIn, userName, rpps, account, message }: SessionShown) {
  const said = message === '' ? [] : [text(`« ${message} »`, `"${message}"`)];
  if (!signedIn) return joinTexts([text('aucune session', 'no session'), ...said]);
  return joinTexts([
    text(`session de ${userName}`, `session of ${userName}`),
    text(rpps === '' ? 'sans RPPS' : `RPPS ${rpps}`, rpps === '' ? 'no RPPS' : `RPPS ${rpps}`),
    text(`compte ${account}`, `account ${account}`),
  ]);
}
