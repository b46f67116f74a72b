import type { Exchange } from '../../mocks/core/exchange.js';

/** NOTIFY of each RCPT TO of a submission (RFC 3461 §4.1), `SUCCESS,FAILURE`; nothing for those that have none. */
export function smtpNotify({ request }: Pick<Exchange, 'request'>): string[] {
  return request.headers.flatMap(([name, value]) =>
    name === 'RCPT TO' ? (/ NOTIFY=(\S+)/i.exec(value)?.[1] ?? []) : [],
  );
}
