import { randomUUID } from 'node:crypto';
import type { Fault } from '../core/fault.js';
import type { ExchangeNotes, HeaderList, HttpAnswer } from '../core/http-message.js';
import { faultKinds } from '../wire/oidc-faults.js';
import { keysOf, notesOf, pageAnswer, redirectAnswer } from './endpoint.js';
import { formPostPage } from './pages/form-post-page.js';
import { type AuthorizationRequest, issuerOf, type Provider, type Session } from './provider.js';

const CALLBACK_FAULTS = faultKinds('callback');

/** Sends the browser back with a code (psc-ssi.md §2.3: `state`, `session_state`, `iss`, `code`), or as a fault says. */
export function callbackWithCode(
  provider: Provider,
  transaction: string,
  request: AuthorizationRequest,
  session: Session,
  { sso, headers }: { sso: boolean; headers: HeaderList },
): HttpAnswer {
  session.usedAt = provider.now();
  const subject = { clientId: request.clientId, session, keys: callbackKeys(request, 'callback', sso) };
  const fault = provider.fault(transaction, keysOf(provider, subject), CALLBACK_FAULTS);
  const summary = `${session.identity.nationalId} ${sso ? 'déjà connecté' : 'connecté'}, retour vers ${request.clientId}`;
  const notes = notesOf(provider, transaction, summary, subject, {
    fault,
    tolerated: requestOddities(provider, request),
  });
  const error = fault === undefined ? undefined : FAULT_ERRORS[fault.kind];
  if (error !== undefined) return sendBack(provider, request, { ...error, ...stateOf(request) }, notes, headers);
  const code = {
    // Keycloak's: code, user session, client.
    value: `${randomUUID()}.${session.id}.${randomUUID()}`,
    request,
    session,
    issuedAt: provider.now(),
    used: fault?.kind === 'code.replay',
  };
  provider.codes.set(code.value, code);
  const parameters = {
    ...stateOf(request),
    session_state: session.id,
    iss: issuerOf(provider),
    code: code.value,
  };
  return sendBack(provider, request, damaged(provider, parameters, fault), notes, headers);
}

/** Sends the browser back with an error. */
export function callbackWithError(
  provider: Provider,
  transaction: string,
  request: AuthorizationRequest,
  { error, description, unexpected }: { error: string; description: string; unexpected?: boolean },
): HttpAnswer {
  const subject = { clientId: request.clientId, keys: { ...callbackKeys(request, 'error', false), error } };
  const told = `${error} (${description})`;
  const notes = notesOf(provider, transaction, `retour vers ${request.clientId} : ${told}`, subject, {
    ...(unexpected === true ? { unexpected: told } : {}),
  });
  const parameters = { error, error_description: description, iss: issuerOf(provider), ...stateOf(request) };
  return sendBack(provider, request, parameters, notes, []);
}

/** What of a request differs from the rules of Pro Santé Connect without being refused, for the journal. */
export function requestOddities({ settings }: Provider, request: AuthorizationRequest): string[] {
  const { acrValues, state, nonce } = request;
  const acr = acrValues === undefined ? 'absent' : `« ${acrValues.slice(0, 50)} »`;
  return [
    ...(settings.service === 'psc' && acrValues !== 'eidas1' ? [`acr_values ${acr} : eidas1 attendu (PSC.08)`] : []),
    ...(state === undefined ? ['state absent'] : []),
    ...(nonce === undefined ? ['nonce absent'] : []),
  ];
}

/** Journal keys that tell how an authorization ended, and what `acr_values` it carried. */
export function callbackKeys({ acrValues }: AuthorizationRequest, outcome: string, sso: boolean) {
  return {
    outcome,
    sso: String(sso),
    ...(acrValues === undefined ? {} : { acrValues: acrValues.slice(0, 50) }),
  };
}

const FAULT_ERRORS: Readonly<Record<string, Record<string, string>>> = {
  'cb.access-denied': { error: 'access_denied', error_description: 'User denied access' },
  'cb.login-required': { error: 'login_required', error_description: 'Login required' },
};

/** The parameters as a fault wants them; `message` of the fault is the other issuer, or the other code. */
function damaged(provider: Provider, right: Record<string, string>, fault: Fault | undefined): Record<string, string> {
  switch (fault?.kind) {
    case 'cb.state.wrong':
      return { ...right, state: `${right.state ?? ''}1` };
    case 'cb.state.missing':
      return without(right, 'state');
    case 'cb.iss.missing':
      return without(right, 'iss');
    case 'cb.iss.mixup':
      return { ...right, iss: fault.message ?? `${issuerOf(provider)}-autre` };
    case 'cb.code.other':
      return { ...right, code: fault.message ?? [randomUUID(), randomUUID(), randomUUID()].join('.') };
    case 'cb.params.extra':
      return { ...right, banc_inconnu: 'valeur' };
    default:
      return right;
  }
}

function without(parameters: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== name));
}

function stateOf({ state }: AuthorizationRequest): Record<string, string> {
  return state === undefined ? {} : { state };
}

function sendBack(
  provider: Provider,
  { redirectUri, responseMode }: AuthorizationRequest,
  parameters: Record<string, string>,
  notes: ExchangeNotes,
  headers: HeaderList,
): HttpAnswer {
  if (responseMode === 'form_post') {
    return pageAnswer(200, formPostPage(provider.settings.title, redirectUri, parameters), notes, headers);
  }
  // URL encodes: nothing a client sent can end the header or add a parameter.
  const url = new URL(redirectUri);
  if (responseMode === 'fragment') url.hash = new URLSearchParams(parameters).toString();
  else for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return redirectAnswer(url.href, notes, headers);
}
