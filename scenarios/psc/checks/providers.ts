import type { Exchange } from '../../../mocks/core/exchange.js';
import { type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { SessionShown } from '../actions/sign-in-session.js';
import { sessionText } from './sign-in-screen.js';

const TWO_AT_ONCE = {
  id: 'psc.providers.two-at-once',
  title: text('Deux fournisseurs d’identité servent en même temps', 'Two identity providers serve at the same time'),
  rule: { reference: 'AMA du 09/09/2025 ; REM SSI/IAM.80', confidence: 'stated' },
} as const;

const RENAMED = {
  id: 'psc.providers.configuration-only',
  title: text(
    'Un fournisseur d’identité se change par simple paramétrage',
    'An identity provider is changed by configuration only',
  ),
  rule: { reference: 'AMA du 09/09/2025 ; REM SSI/IAM.80', confidence: 'stated' },
} as const;

const HARD_CODED = {
  id: 'psc.providers.nothing-hard-coded',
  title: text('Rien d’un fournisseur n’est en dur', 'Nothing of a provider is hard-coded'),
  rule: { reference: 'AMA du 09/09/2025 (jamais en dur, PSC compris)', confidence: 'stated' },
} as const;

const SSO = {
  id: 'psc.providers.session-used',
  title: text(
    'La session déjà ouverte chez le fournisseur est utilisée',
    'The session already open at the provider is used',
  ),
  rule: { reference: 'REM SSI/IAM.80', confidence: 'stated' },
} as const;

/** A sign-in with one provider, among several. */
export interface ProviderSignInSeen {
  provider: Text;
  /** `psc`, `idp`, `psc.renamed`, `idp.renamed`: the only one that may be asked. */
  expected: string;
  shown: SessionShown;
  exchanges: readonly Exchange[];
}

/** Each sign-in opened the session of the person, and only its own provider was asked. */
export function checkTwoAtOnce(signIns: readonly ProviderSignInSeen[], rpps: string): Finding {
  return judge(TWO_AT_ONCE, signIns, rpps);
}

/** The same with renamed providers, which were only configured. */
export function checkConfigurationOnly(signIns: readonly ProviderSignInSeen[], rpps: string): Finding {
  return judge(RENAMED, signIns, rpps);
}

/** Requests that reached a provider under a name that was only another one's: what is written once and for all. */
export function checkNothingHardCoded(strays: readonly Exchange[]): Finding {
  const [first] = strays;
  return verify(HARD_CODED, strays.length === 0, {
    expected: text('seul le fournisseur paramétré est appelé', 'only the configured provider is called'),
    received: joinTexts(
      strays.map(({ request, keys }) => {
        const [method = '', target = ''] = request.line.split(' ');
        const client = keys['client'] === undefined ? '' : ` (client ${keys['client']})`;
        return `${method} ${target.split('?')[0] ?? ''} → ${keys['provider'] ?? ''}${client}`;
      }),
      ' ; ',
      text('aucun autre appel', 'no other call'),
    ),
    ...(first ? { exchange: first.id } : {}),
  });
}

/** The person was signed in without being asked to authenticate again. */
export function checkSessionUsed(shown: SessionShown & { authenticationAsked: boolean }): Finding {
  return verify(SSO, shown.signedIn && !shown.authenticationAsked, {
    expected: text('session ouverte sans nouvelle authentification', 'session open without authenticating again'),
    received: shown.authenticationAsked
      ? text('authentification demandée à nouveau', 'authentication asked again')
      : sessionText(shown),
  });
}

function judge(
  check: typeof TWO_AT_ONCE | typeof RENAMED,
  signIns: readonly ProviderSignInSeen[],
  rpps: string,
): Finding {
  const wrong = signIns.filter(
    ({ shown, expected, exchanges }) =>
      !shown.signedIn || shown.rpps !== rpps || exchanges.some(({ keys }) => keys['provider'] !== expected),
  );
  const told = wrong.length === 0 ? signIns : wrong;
  return verify(check, wrong.length === 0 && signIns.length > 0, {
    expected: text('une session de la même personne par chacun', 'a session of the same person by each'),
    received: joinTexts(
      told.map(({ provider, shown }) => joinTexts([provider, sessionText(shown)], text(' : ', ': '))),
      ' ; ',
    ),
  });
}
