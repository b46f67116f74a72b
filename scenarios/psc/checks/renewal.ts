import type { Exchange } from '../../../mocks/core/exchange.js';
import { type Finding, joinTexts, notApplicable, text, verify, warn } from '../../harness/index.js';
import type { SessionShown } from '../actions/sign-in-session.js';
import { sessionText } from './sign-in-screen.js';

const RENEWAL = {
  id: 'psc.session.renewal',
  title: text('Le renouvellement du jeton garde la session', 'Renewing the token keeps the session'),
  rule: { reference: 'OIDC Core 12 ; référentiel PSC, EXI PSC 15', confidence: 'stated' },
} as const;

const END = {
  id: 'psc.session.end',
  title: text(
    'La session du fournisseur close, celle du logiciel ne continue pas',
    'Once the session of the provider is over, that of the product does not go on',
  ),
  rule: { reference: 'psc-ssi.md §3.2 (MSS/CONF.10 pour les LGC)', confidence: 'inferred' },
} as const;

/** New tokens were given and the user is still signed in; without object when the product renews nothing. */
export function checkRenewal(shown: SessionShown, exchanges: readonly Exchange[]): Finding {
  const asked = exchanges.filter(({ transaction }) => transaction === 'refresh');
  const [first] = asked;
  if (!first) {
    return notApplicable(RENEWAL, {
      message: text('Le logiciel ne renouvelle pas ses jetons.', 'The product does not renew its tokens.'),
      received: sessionText(shown),
    });
  }
  const given = asked.some(({ response }) => response?.status === 200);
  return verify(RENEWAL, given && shown.signedIn, {
    expected: text('jetons donnés, session toujours ouverte', 'tokens given, session still open'),
    received: joinTexts([
      given ? text('jetons donnés', 'tokens given') : text('jetons refusés', 'tokens refused'),
      sessionText(shown),
    ]),
    exchange: first.id,
  });
}

/** Told only when the session of the product goes on. */
export function remarkSessionEnd(shown: SessionShown): Finding[] {
  if (!shown.signedIn) return [];
  return [warn(END, { expected: text('session fermée', 'session ended'), received: sessionText(shown) })];
}
