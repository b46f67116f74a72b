import type { Identity } from './identity.js';
import type { Provider } from './provider.js';

/** What the command `expire` ends. */
export const EXPIRABLE = ['code', 'access-token', 'refresh-token', 'session', 'ciba'] as const;

/** Whether something is selected, by its session or by what will be one. */
export type IsSelected = (one: { id?: string; identity: Identity; clients: Set<string> }) => boolean;

/**
 * Ends the life of what is selected, as if its time had passed: nobody is told. Returns how many things ended.
 */
export function expire(provider: Provider, what: (typeof EXPIRABLE)[number], isSelected: IsSelected): number {
  const granted = <Token extends { session: { id: string; identity: Identity }; clientId: string }>(tokens: Token[]) =>
    tokens.filter(({ session, clientId }) => isSelected({ ...session, clients: new Set([clientId]) }));
  switch (what) {
    case 'code': {
      const codes = granted(
        provider.codes.values().map((code) => ({ ...code, clientId: code.request.clientId, code })),
      );
      for (const { code } of codes) code.issuedAt = -Infinity;
      return codes.length;
    }
    case 'access-token': {
      const tokens = granted(provider.accessTokens.values());
      for (const { jti } of tokens) {
        provider.tokens.revoke({ jti });
        provider.accessTokens.delete(jti);
      }
      return tokens.length;
    }
    case 'refresh-token': {
      const tokens = granted(provider.refreshTokens.values());
      for (const token of tokens) token.issuedAt = -Infinity;
      return tokens.length;
    }
    case 'session': {
      const sessions = provider.sessions.values().filter((session) => !session.ended && isSelected(session));
      for (const session of sessions) session.openedAt = -Infinity;
      return sessions.length;
    }
    case 'ciba': {
      const asked = provider.cibaRequests
        .values()
        .filter(({ identity, clientId }) => isSelected({ identity, clients: new Set([clientId]) }));
      for (const one of asked) one.expired = true;
      return asked.length;
    }
  }
}
