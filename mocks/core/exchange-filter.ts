import type { Exchange, ExchangeFilter } from './exchange.js';

/** Whether every field given in the filter matches the exchange. Pure: serves the journal, scenarios and captured files. */
export function matchesFilter(exchange: Exchange, filter: ExchangeFilter): boolean {
  if (filter.since !== undefined && exchange.seq <= filter.since) return false;
  if (filter.service !== undefined && exchange.service !== filter.service) return false;
  if (filter.transaction !== undefined) {
    const wanted = typeof filter.transaction === 'string' ? [filter.transaction] : filter.transaction;
    if (exchange.transaction === undefined || !wanted.includes(exchange.transaction)) return false;
  }
  return Object.entries(filter.keys ?? {}).every(([name, value]) => exchange.keys[name] === value);
}
