import type { Exchange, ExchangeFilter } from '../../mocks/core/exchange.js';

/**
 * Tells what came instead of what was awaited: the nearest exchanges first, each with the fields in which it differs.
 * French, one line an exchange, at most five.
 */
export function explainNearMisses(exchanges: readonly Exchange[], filter: ExchangeFilter): string {
  const since = exchanges.filter((exchange) => exchange.seq > (filter.since ?? 0));
  if (since.length === 0) return 'Aucun échange reçu depuis ce moment, tous services confondus.';
  return since
    .map((exchange) => ({ exchange, differences: mismatches(exchange, filter) }))
    .sort((a, b) => a.differences.length - b.differences.length || b.exchange.seq - a.exchange.seq)
    .slice(0, 5)
    .map(
      ({ exchange, differences }) => `${exchange.id} ${exchange.summary} — ${differences.join(' ; ') || 'correspond'}`,
    )
    .join('\n');
}

function mismatches(exchange: Exchange, filter: ExchangeFilter): string[] {
  const differences: string[] = [];
  if (filter.service !== undefined && exchange.service !== filter.service) {
    differences.push(`service ${exchange.service} au lieu de ${filter.service}`);
  }
  if (filter.transaction !== undefined) {
    const wanted = [filter.transaction].flat();
    if (!wanted.includes(exchange.transaction ?? '')) {
      differences.push(`transaction ${exchange.transaction ?? 'non reconnue'} au lieu de ${wanted.join(' ou ')}`);
    }
  }
  for (const [key, value] of Object.entries(filter.keys ?? {})) {
    if (exchange.keys[key] !== value) {
      differences.push(`${key} ${exchange.keys[key] ?? 'absent'} au lieu de ${value}`);
    }
  }
  return differences;
}
