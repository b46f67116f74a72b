import { randomUUID } from 'node:crypto';
import type { HttpAnswer } from '../core/http-message.js';
import type { Client } from './clients.js';
import {
  type EndpointCall,
  errorAnswer,
  jsonAnswer,
  keysOf,
  notesOf,
  type OAuthError,
  type Subject,
} from './endpoint.js';
import type { CibaRequest, Provider, Session } from './provider.js';
import { giveTokens } from './token-response.js';

/** Grant type of a CIBA poll. */
export const CIBA_GRANT = 'urn:openid:params:grant-type:ciba';

/** A poll by a client that proved itself. */
export interface CibaGrantCall extends EndpointCall {
  client: Client;
}

/** Keycloak keeps an expired request this long, in seconds, beside its interval: `expired_token` only then. */
const KEPT_S = 10;
/** What `slow_down` adds to the interval, in seconds (CIBA §11). */
const SLOW_DOWN_S = 5;

const PENDING: OAuthError = {
  status: 400,
  error: 'authorization_pending',
  description: "The authorization request is still pending as the end-user hasn't yet been authenticated.",
};
const SLOW_DOWN: OAuthError = { status: 400, error: 'slow_down', description: 'too early to access' };
const EXPIRED: OAuthError = { status: 400, error: 'expired_token', description: 'authentication timed out' };
const DENIED: OAuthError = { status: 400, error: 'access_denied', description: 'not authorized' };

/**
 * Poll of a CIBA request, in Keycloak's order: allowed, present, decodes, known, expired, slow_down, denied, pending
 * (psc-ssi.md §2.7). The interval is judged on real time, the end of the request on the injected clock.
 */
export async function answerCibaGrant({ provider, parameters, client }: CibaGrantCall): Promise<HttpAnswer> {
  const id = parameters.get('auth_req_id');
  const asked = provider.cibaRequests.get(id ?? '');
  const subject: Subject = {
    clientId: client.clientId,
    professional: asked?.identity.nationalId,
    keys: asked === undefined ? {} : { poll: String(asked.polls + 1) },
  };
  const notes = notesOf(provider, 'ciba-token', `CIBA, état demandé par ${client.clientId}`, subject);
  const refuse = (error: string, description: string) =>
    errorAnswer(provider, { status: 400, error, description }, notes);
  if (!client.ciba) return refuse('invalid_grant', 'Client not allowed OIDC CIBA Grant');
  if (id === null) return refuse('invalid_request', 'Missing parameter: auth_req_id');
  // Keycloak's is an encrypted JWT: what does not decode is told apart from what is unknown.
  if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*){4}$/.test(id)) return refuse('invalid_grant', 'Invalid Auth Req ID');
  if (asked === undefined || asked.clientId !== client.clientId || isForgotten(provider, asked)) {
    return refuse('invalid_grant', 'Invalid auth_req_id');
  }
  asked.polls += 1;
  const now = Date.now();
  const tooEarly = now < (asked.polledAt ?? 0) + asked.interval * 1000;
  // Keycloak lets the first poll come at once; the standard makes it wait too (psc-ssi.md §3.3).
  const first = asked.polledAt === undefined && now < asked.acceptedAt + asked.interval * 1000;
  if (first) notes.tolerated = ['première demande avant l’intervalle annoncé (CIBA §7.3)'];
  asked.polledAt = now;
  const told = askedByFault(asked);
  if (told !== undefined) {
    return errorAnswer(provider, told.problem, { ...notes, fault: told.fault }, { expected: true });
  }
  if (isExpired(provider, asked)) return errorAnswer(provider, EXPIRED, notes, { expected: true });
  if (tooEarly) {
    asked.interval += SLOW_DOWN_S;
    return errorAnswer(provider, SLOW_DOWN, {
      ...notes,
      unexpected: 'demande plus tôt que l’intervalle annoncé (CIBA §7.3)',
    });
  }
  if (asked.decision === 'denied') return errorAnswer(provider, DENIED, notes, { expected: true });
  if (asked.decision !== 'approved') return errorAnswer(provider, PENDING, notes, { expected: true });
  return success(provider, asked, client);
}

async function success(provider: Provider, asked: CibaRequest, client: Client): Promise<HttpAnswer> {
  provider.cibaRequests.delete(asked.authReqId);
  const session: Session = {
    id: randomUUID(),
    identity: asked.identity,
    means: asked.means,
    authTime: Math.floor(Date.now() / 1000),
    openedAt: provider.now(),
    usedAt: provider.now(),
    ended: false,
    clients: new Set(),
  };
  provider.sessions.set(session.id, session);
  const subject: Subject = { clientId: client.clientId, session };
  const keys = keysOf(provider, subject);
  const given = await giveTokens(
    provider,
    { session, clientId: client.clientId, scope: asked.scope },
    'ciba-token',
    keys,
  );
  const body = { ...given.body };
  if (asked.fault?.kind === 'ciba.token.no-scope') delete body.scope;
  if (asked.fault?.kind === 'ciba.token.no-expires-in') delete body.expires_in;
  const fault = asked.fault ?? given.fault;
  const notes = notesOf(provider, 'ciba-token', `CIBA, jetons donnés à ${client.clientId}`, subject);
  return jsonAnswer(200, body, { ...notes, ...(fault === undefined ? {} : { fault }) });
}

/** The error a fault makes the second or third poll give (psc-ssi.md §3.3). */
function askedByFault(asked: CibaRequest) {
  const { fault, polls } = asked;
  if (fault === undefined) return undefined;
  if (fault.kind === 'ciba.slow-down' && polls === 2) {
    asked.interval += SLOW_DOWN_S;
    return { fault, problem: SLOW_DOWN };
  }
  if (polls < 3) return undefined;
  if (fault.kind === 'ciba.access-denied') return { fault, problem: DENIED };
  if (fault.kind === 'ciba.expired-token') return { fault, problem: EXPIRED };
  if (fault.kind === 'ciba.invalid-request') {
    return { fault, problem: { status: 400, error: 'invalid_request', description: 'invalid request' } };
  }
  return undefined;
}

function isExpired(provider: Provider, { askedAt, expired }: CibaRequest): boolean {
  return expired || provider.now() >= askedAt + provider.options.lifetimes.ciba * 1000;
}

function isForgotten(provider: Provider, { askedAt, interval }: CibaRequest): boolean {
  return provider.now() >= askedAt + (provider.options.lifetimes.ciba + interval + KEPT_S) * 1000;
}
