import type { Exchange, ExchangeFilter } from '../../mocks/core/exchange.js';
import { joinTexts, type Text, text } from './text.js';

const NOTHING = text(
  'Aucun échange reçu depuis ce moment, tous services confondus.',
  'No exchange received since then, from any service.',
);

/** What people call the keys of an exchange; a key that is not here is shown as it is. */
const KEY_NAMES: Readonly<Record<string, Text>> = {
  user: text('utilisateur', 'user'),
  acknowledges: text('message acquitté', 'acknowledged message'),
  recipient: text('destinataire', 'recipient'),
};

/**
 * Tells what came instead of what was awaited: the nearest exchanges first, each with the fields in which it differs.
 * One line an exchange, at most five.
 */
export function explainNearMisses(exchanges: readonly Exchange[], filter: ExchangeFilter): Text {
  const since = exchanges.filter((exchange) => exchange.seq > (filter.since ?? 0));
  const lines = since
    .map((exchange) => ({ exchange, differences: mismatches(exchange, filter) }))
    .sort((a, b) => a.differences.length - b.differences.length || b.exchange.seq - a.exchange.seq)
    .slice(0, 5)
    .map(({ exchange, differences }) =>
      joinTexts([name(exchange), joinTexts(differences, text(' ; ', '; '), text('correspond', 'matches'))], ' — '),
    );
  return joinTexts(lines, '\n', NOTHING);
}

/** The summary is in French only (mocks/core/exchange.ts); English names the exchange by its data. */
function name({ id, summary, service, transaction, response }: Exchange): Text {
  const known = [service, transaction, response?.status].filter((part) => part !== undefined);
  return text(`${id} ${summary}`, `${id} ${known.join(' ')}`);
}

function mismatches(exchange: Exchange, filter: ExchangeFilter): Text[] {
  const differences: Text[] = [];
  if (filter.service !== undefined && exchange.service !== filter.service) {
    differences.push(
      text(
        `service ${exchange.service} au lieu de ${filter.service}`,
        `service ${exchange.service} instead of ${filter.service}`,
      ),
    );
  }
  if (filter.transaction !== undefined) {
    const wanted = [filter.transaction].flat();
    if (!wanted.includes(exchange.transaction ?? '')) {
      differences.push(
        text(
          `transaction ${exchange.transaction ?? 'non reconnue'} au lieu de ${wanted.join(' ou ')}`,
          `transaction ${exchange.transaction ?? 'not recognised'} instead of ${wanted.join(' or ')}`,
        ),
      );
    }
  }
  for (const [key, value] of Object.entries(filter.keys ?? {})) {
    const received = exchange.keys[key];
    if (received === value) continue;
    const called = KEY_NAMES[key] ?? text(key, key);
    differences.push(
      text(
        `${called.fr} ${received ?? 'absent'} au lieu de ${value}`,
        `${called.en} ${received ?? 'missing'} instead of ${value}`,
      ),
    );
  }
  return differences;
}
