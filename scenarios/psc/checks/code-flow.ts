import type { Exchange } from '../../../mocks/core/exchange.js';
import { type Finding, joinTexts, text, verify } from '../../harness/index.js';

const COMPLETE = {
  id: 'psc.code-flow.complete',
  title: text(
    'Flux « authorization code » complet : code, jetons, UserInfo',
    'Complete authorization code flow: code, tokens, UserInfo',
  ),
  rule: { reference: 'Référentiel PSC, EXI PSC 08, 09, 10 et 15', confidence: 'stated' },
} as const;

/** Steps of the flow, with the transactions that show them done. */
const STEPS: readonly { name: { fr: string; en: string }; done: (exchange: Exchange) => boolean }[] = [
  {
    name: text('code rendu', 'code given back'),
    done: ({ keys, transaction }) =>
      (transaction === 'authorize' || transaction === 'sign-in') && keys['outcome'] === 'callback',
  },
  { name: text('jetons donnés', 'tokens given'), done: isSuccess('token') },
  { name: text('UserInfo lu', 'UserInfo read'), done: isSuccess('userinfo') },
];

/** Every step of the flow was seen, in order. */
export function checkCompleteFlow(exchanges: readonly Exchange[]): Finding {
  const missing = STEPS.filter(({ done }) => !exchanges.some(done));
  const [last] = exchanges.slice(-1);
  return verify(COMPLETE, missing.length === 0, {
    expected: text('code rendu, jetons donnés, UserInfo lu', 'code given back, tokens given, UserInfo read'),
    received:
      missing.length === 0
        ? text('le flux complet', 'the complete flow')
        : joinTexts([text('il manque : ', 'missing: '), joinTexts(missing.map(({ name }) => name))], ''),
    ...(last ? { exchange: last.id } : {}),
  });
}

/** The callback that carried a code: its keys tell `acrValues`, `sso`, the client. */
export function callbackOf(exchanges: readonly Exchange[]): Exchange | undefined {
  return exchanges.find((exchange) => STEPS[0]?.done(exchange) === true);
}

function isSuccess(transaction: string) {
  return (exchange: Exchange): boolean => exchange.transaction === transaction && exchange.response?.status === 200;
}
