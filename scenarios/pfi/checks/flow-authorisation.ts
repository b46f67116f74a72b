import type { Exchange } from '../../../mocks/core/exchange.js';
import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';

const NO_AUTHORISATION: CheckDeclaration = {
  id: 'pfi.feeding.no-authorisation-asked',
  title: text(
    'Aucune autorisation n’est demandée (TD0.3) et le DMP n’est pas consulté, ni pour alimenter ni pour supprimer',
    'No authorisation is asked for (TD0.3) and the DMP is not consulted, neither to feed nor to delete',
  ),
  rule: { reference: 'REM DMP/CONF.05', confidence: 'stated' },
};

/** No TD0.3 about the patient; no consultation either, which would need one: the search of a reference (TD3.1b) is none. */
export function checkNoAuthorisation(exchanges: readonly Exchange[]): Finding {
  const [first] = exchanges;
  return verify(NO_AUTHORISATION, exchanges.length === 0, {
    expected: text('ni TD0.3, ni TD3.1a, ni TD3.2', 'no TD0.3, no TD3.1a, no TD3.2'),
    received: exchanges.map(({ transaction = '?' }) => transaction).join(', ') || text('aucun', 'none'),
    locator: text('journal du DMP', 'journal of the DMP'),
    ...(first ? { exchange: first.id } : {}),
  });
}
