import { type Finding, text, verify } from '../../harness/index.js';

const PRODUCT = {
  id: 'psc.sign-out.product-session',
  title: text('La déconnexion ferme la session du logiciel', 'Signing out ends the session of the product'),
  rule: { reference: 'Référentiel PSC, EXI PSC 20', confidence: 'stated' },
} as const;

const PROVIDER = {
  id: 'psc.sign-out.provider-session',
  title: text(
    'La déconnexion ferme la session de Pro Santé Connect',
    'Signing out ends the session of Pro Santé Connect',
  ),
  rule: { reference: 'Référentiel PSC, EXI PSC 20', confidence: 'stated' },
} as const;

const AGAIN = {
  id: 'psc.sign-out.asked-again',
  title: text(
    'Après la déconnexion, Pro Santé Connect demande à s’authentifier',
    'After signing out, Pro Santé Connect asks to authenticate',
  ),
  rule: { reference: 'Référentiel PSC, EXI PSC 20 ; REM PSC.01', confidence: 'stated' },
} as const;

/** Signing out is offered, and ends the session of the product. */
export function checkProductSignOut({ offered, signInAsked }: { offered: boolean; signInAsked: boolean }): Finding {
  return verify(PRODUCT, offered && signInAsked, {
    expected: text('déconnexion proposée, session fermée', 'signing out offered, session ended'),
    received: offered
      ? signInAsked
        ? text('session fermée', 'session ended')
        : text('session toujours ouverte', 'session still open')
      : text('déconnexion non proposée', 'signing out not offered'),
  });
}

/** The session at Pro Santé Connect is over; how it was asked is not judged (redirect, POST, Keycloak's own way). */
export function checkProviderSignOut(stillOpen: boolean, asked: string): Finding {
  return verify(PROVIDER, !stillOpen, {
    expected: text('session de Pro Santé Connect fermée', 'session of Pro Santé Connect ended'),
    received: stillOpen
      ? text('session toujours ouverte chez Pro Santé Connect', 'session still open at Pro Santé Connect')
      : text(`session fermée (${asked})`, `session ended (${asked})`),
  });
}

/** The next click shows the page of the provider, and signs nobody in silently. */
export function checkAskedAgain(seen: { authenticationAsked: boolean; signedIn: boolean }): Finding {
  return verify(AGAIN, seen.authenticationAsked && !seen.signedIn, {
    expected: text('page d’authentification montrée', 'authentication page shown'),
    received: seen.signedIn
      ? text('connexion silencieuse, sans authentification', 'silent sign-in, without authentication')
      : seen.authenticationAsked
        ? text('page d’authentification montrée', 'authentication page shown')
        : text('page d’authentification non montrée', 'authentication page not shown'),
  });
}
