import { randomBytes } from 'node:crypto';
import type { HttpAnswer } from '../core/http-message.js';
import { faultKinds } from '../wire/oidc-faults.js';
import { authenticateClient } from './client-authentication.js';
import {
  type EndpointCall,
  errorAnswer,
  jsonAnswer,
  keysOf,
  notesOf,
  type OAuthError,
  type Subject,
} from './endpoint.js';
import { scopeProblem } from './authorization-request.js';
import type { CibaRequest } from './provider.js';
import { decisionInAdvance } from './ecps.js';

const ACKNOWLEDGMENT_FAULTS = faultKinds('ciba-auth');
const POLL_FAULTS = faultKinds('ciba-poll');
const BINDING_MESSAGE = /^[a-zA-Z0-9-._+/!?#]{1,50}$/;

/**
 * CIBA request (psc-ssi.md §2.7): checks and texts in Keycloak's order, `channel` and `binding_message` journalled, the
 * person then answers on the simulated e-CPS.
 */
export function answerCibaRequest(call: EndpointCall): HttpAnswer {
  const { provider, parameters } = call;
  const authenticated = authenticateClient(call);
  const hint = parameters.get('login_hint');
  const identity = hint === null ? undefined : provider.identities.find(hint);
  const channel = parameters.get('channel');
  const subject: Subject = {
    clientId: authenticated.clientId,
    professional: identity?.nationalId ?? hint ?? undefined,
    keys: channel === null ? {} : { channel: channel.slice(0, 20) },
  };
  const notes = notesOf(
    provider,
    'ciba-auth',
    `CIBA demandé par ${authenticated.clientId ?? 'un client inconnu'}`,
    subject,
  );
  const refuse = (problem: OAuthError) => errorAnswer(provider, problem, notes);
  if (authenticated.client === undefined) return refuse(authenticated.refusal);
  const { client, clientId } = authenticated;
  if (!client.ciba) {
    return refuse({
      status: 401,
      error: 'invalid_grant',
      description: 'Client not allowed OIDC CIBA Grant',
      standard: { status: 400, error: 'unauthorized_client' },
    });
  }
  const keys = keysOf(provider, subject);
  const fault = provider.fault('ciba-auth', keys, ACKNOWLEDGMENT_FAULTS);
  const problem = faultProblem(fault?.kind) ?? requestProblem(call, hint, identity !== undefined);
  if (problem !== undefined) {
    return errorAnswer(
      provider,
      problem,
      { ...notes, ...(fault === undefined ? {} : { fault }) },
      { expected: fault !== undefined },
    );
  }
  if (identity === undefined) return refuse(INVALID_USER);
  const { ciba, cibaInterval } = provider.options.lifetimes;
  const interval = fault?.kind === 'ciba.interval-31' ? 31 : fault?.kind === 'ciba.interval-absent' ? 5 : cibaInterval;
  const bindingMessage = parameters.get('binding_message') ?? undefined;
  const pollFault = provider.fault('ciba-auth', keys, POLL_FAULTS);
  const asked: CibaRequest = {
    authReqId: newAuthReqId(),
    clientId,
    identity,
    scope: parameters.get('scope') ?? '',
    means: channel === 'CARD' ? 'CARD' : 'MOBILE',
    askedAt: provider.now(),
    acceptedAt: Date.now(),
    interval,
    polls: 0,
    decision: decisionInAdvance(provider, identity),
    expired: false,
    ...(bindingMessage === undefined ? {} : { bindingMessage }),
    ...(pollFault === undefined ? {} : { fault: pollFault }),
  };
  provider.cibaRequests.set(asked.authReqId, asked);
  const applied = fault ?? pollFault;
  return jsonAnswer(
    200,
    {
      ...(fault?.kind === 'ciba.ack.no-auth-req-id' ? {} : { auth_req_id: asked.authReqId }),
      ...(fault?.kind === 'ciba.ack.no-expires-in' ? {} : { expires_in: ciba }),
      ...(interval === 0 || fault?.kind === 'ciba.interval-absent' ? {} : { interval }),
    },
    { ...notes, tolerated: oddities(call), ...(applied === undefined ? {} : { fault: applied }) },
  );
}

const INVALID_USER: OAuthError = {
  status: 400,
  error: 'invalid_request',
  description: 'invalid user',
  standard: { error: 'unknown_user_id' },
};

function requestProblem({ provider, parameters }: EndpointCall, hint: string | null, known: boolean) {
  const invalid = (description: string): OAuthError => ({ status: 400, error: 'invalid_request', description });
  if (hint === null) return invalid('missing parameter : login_hint');
  if (!known) return INVALID_USER;
  const scope = parameters.get('scope');
  if (scope === null) return invalid('missing parameter : scope');
  const wrongScope = scopeProblem(provider, scope);
  if (wrongScope !== undefined) return { status: 400, error: 'invalid_scope', description: wrongScope };
  const message = parameters.get('binding_message');
  if (message !== null && !BINDING_MESSAGE.test(message)) {
    return {
      status: 400,
      error: 'invalid_binding_message',
      description:
        'the binding_message value has to be max 50 characters in length and must contain only basic plain-text characters without spaces',
    };
  }
  if (parameters.has('client_notification_token')) {
    return invalid('Client Notification token supported only for the ping mode');
  }
  if (parameters.has('user_code')) return invalid('User code not supported');
  return undefined;
}

function faultProblem(kind: string | undefined): OAuthError | undefined {
  if (kind === 'ciba.invalid-user') return { status: 400, error: 'invalid_request', description: 'invalid user' };
  if (kind === 'ciba.unknown-user-id') return { status: 400, error: 'unknown_user_id', description: 'unknown user' };
  if (kind !== 'ciba.unavailable') return undefined;
  return { status: 503, error: 'server_error', description: 'Failed to send authentication request' };
}

/** What Pro Santé Connect asks for beside the standard, and the request has not. */
function oddities({ parameters }: EndpointCall): string[] {
  const channel = parameters.get('channel');
  const message = parameters.get('binding_message');
  return [
    ...(channel === 'CARD' || channel === 'MOBILE' ? [] : ['channel : CARD ou MOBILE attendu']),
    ...(message !== null && /^\d{2}$/.test(message) ? [] : ['binding_message : deux chiffres attendus']),
  ];
}

/** Shaped as Keycloak's, an encrypted JWT: five parts. It says nothing. */
function newAuthReqId(): string {
  return [32, 48, 12, 64, 16].map((bytes) => randomBytes(bytes).toString('base64url')).join('.');
}
