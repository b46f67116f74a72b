import { randomBytes, randomUUID } from 'node:crypto';
import type { HeaderList, HttpAnswer } from '../core/http-message.js';
import { readAuthorizationRequest } from './authorization-request.js';
import { callbackKeys, callbackWithCode, callbackWithError, requestOddities } from './callback.js';
import { cookieOf, type EndpointCall, notesOf, pageAnswer } from './endpoint.js';
import type { Identity, Means } from './identity.js';
import { messagePage } from './pages/message-page.js';
import { signInPage } from './pages/sign-in-page.js';
import { type AuthorizationRequest, isLive, type Provider, type Session } from './provider.js';

/**
 * Authorization endpoint: answers at once when the browser has a session (SSO), else shows the sign-in page. `prompt`
 * and `max_age` as OIDC Core 3.1.2.1.
 */
export function answerAuthorization({ provider, request: received, parameters, repeated }: EndpointCall): HttpAnswer {
  const reading = readAuthorizationRequest(provider, parameters, repeated);
  if (reading.request === undefined) {
    const { page } = reading;
    const notes = notesOf(
      provider,
      'authorize',
      `demande refusée : ${page}`,
      { clientId: parameters.get('client_id') ?? undefined, keys: { outcome: 'refused' } },
      { unexpected: page },
    );
    return pageAnswer(400, messagePage(provider.settings.title, 'Demande refusée', page), notes);
  }
  const { request } = reading;
  if (reading.problem !== undefined) {
    return callbackWithError(provider, 'authorize', request, { ...reading.problem, unexpected: true });
  }
  const session = browserSession(provider, cookieOf(received, provider.settings.cookie));
  const prompt = (parameters.get('prompt') ?? '').split(' ');
  const usable = session !== undefined && !prompt.includes('login') && !isTooOld(session, parameters.get('max_age'));
  if (usable) return callbackWithCode(provider, 'authorize', request, session, { sso: true, headers: [] });
  if (prompt.includes('none')) {
    return callbackWithError(provider, 'authorize', request, {
      error: 'login_required',
      description: 'Login required',
    });
  }
  const interaction = { id: randomUUID(), request, askedAt: provider.now() };
  provider.interactions.set(interaction.id, interaction);
  const notes = notesOf(
    provider,
    'authorize',
    `page de connexion montrée pour ${request.clientId}`,
    { clientId: request.clientId, keys: callbackKeys(request, 'sign-in-page', false) },
    { tolerated: requestOddities(provider, request) },
  );
  return pageAnswer(200, signInPage(provider, interaction), notes);
}

/** The session of a browser's cookie, while it lives. */
export function browserSession(provider: Provider, cookie: string | undefined): Session | undefined {
  if (cookie === undefined) return undefined;
  const session = provider.sessions.values().find((one) => one.cookie === cookie);
  return session !== undefined && isLive(provider, session) ? session : undefined;
}

/** Opens a session for the browser and sends it back to the client. */
export function signInAndReturn(
  provider: Provider,
  request: AuthorizationRequest,
  identity: Identity,
  means: Means,
): HttpAnswer {
  const cookie = randomBytes(32).toString('base64url');
  const session: Session = {
    id: randomUUID(),
    cookie,
    identity,
    means,
    authTime: Math.floor(Date.now() / 1000),
    openedAt: provider.now(),
    usedAt: provider.now(),
    ended: false,
    clients: new Set(),
  };
  provider.sessions.set(session.id, session);
  const headers: HeaderList = [
    ['Set-Cookie', `${provider.settings.cookie}=${cookie}; Path=/; Secure; HttpOnly; SameSite=None`],
  ];
  return callbackWithCode(provider, 'sign-in', request, session, { sso: false, headers });
}

function isTooOld({ authTime }: Session, maxAge: string | null): boolean {
  return maxAge !== null && /^\d{1,9}$/.test(maxAge) && Date.now() / 1000 - authTime > Number(maxAge);
}
