import type { HeaderList, HttpAnswer } from '../core/http-message.js';
import { browserSession } from './authorization-endpoint.js';
import { tellClients } from './backchannel-logout.js';
import { authenticateClient } from './client-authentication.js';
import { isRegisteredUri } from './clients.js';
import {
  cookieOf,
  type EndpointCall,
  errorAnswer,
  notesOf,
  pageAnswer,
  redirectAnswer,
  type Subject,
} from './endpoint.js';
import { endedPage } from './pages/ended-page.js';
import { logoutPage } from './pages/logout-page.js';
import { messagePage } from './pages/message-page.js';
import { endSession, issuerOf, type Provider, type Session } from './provider.js';
import { invalidGrant } from './token-endpoint.js';
import { MAX_TOKEN, readRefreshToken } from './token-response.js';

/**
 * End of session (psc-ssi.md §2.8): by redirection or POST with `id_token_hint`, which ends it at once; by Keycloak's
 * POST with `refresh_token` and the client's authentication (204); without either, the person is asked.
 */
export async function answerEndSession(call: EndpointCall): Promise<HttpAnswer> {
  const { provider, request, parameters } = call;
  if (request.method === 'POST' && parameters.has('refresh_token')) return endByRefreshToken(call);
  const hint = parameters.get('id_token_hint');
  const session = browserSession(provider, cookieOf(request, provider.settings.cookie));
  const told = hint === null ? undefined : await readHint(provider, hint);
  const clientId = told?.clientId ?? parameters.get('client_id') ?? undefined;
  const subject: Subject = { clientId, session: told?.session ?? session };
  const refuse = (reason: string) => {
    const notes = notesOf(provider, 'end-session', `déconnexion refusée : ${reason}`, subject, { unexpected: reason });
    return pageAnswer(400, messagePage(provider.settings.title, 'Déconnexion refusée', reason), notes);
  };
  if (hint !== null && told === undefined) return refuse('Invalid parameter: id_token_hint');
  const back = parameters.get('post_logout_redirect_uri');
  if (back !== null) {
    const client = provider.clients.find(clientId);
    if (client === undefined) return refuse('Missing parameters: id_token_hint');
    if (!isRegisteredUri(back, client.postLogoutRedirectUris)) return refuse('Invalid redirect uri');
  }
  const state = parameters.get('state');
  if (hint === null && session !== undefined && !(request.method === 'POST' && parameters.get('confirmed') === 'yes')) {
    const notes = notesOf(provider, 'end-session', 'confirmation de la déconnexion demandée', subject, {
      tolerated: ['déconnexion demandée sans id_token_hint : la personne doit confirmer'],
    });
    return pageAnswer(200, logoutPage(provider, { back, clientId, state }), notes);
  }
  const ended = told?.session ?? session;
  return afterLogout(provider, ended, { back, state, subject });
}

async function afterLogout(
  provider: Provider,
  ended: Session | undefined,
  { back, state, subject }: { back: string | null; state: string | null; subject: Subject },
): Promise<HttpAnswer> {
  const frames = ended === undefined ? [] : frontChannel(provider, ended);
  if (ended !== undefined && !ended.ended) {
    endSession(provider, ended);
    await tellClients(provider, ended);
  }
  const who = ended === undefined ? 'aucune session' : `session de ${ended.identity.nationalId} close`;
  const notes = notesOf(provider, 'end-session', who, subject);
  const headers: HeaderList = [
    ['Set-Cookie', `${provider.settings.cookie}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=None`],
  ];
  const target = back === null ? undefined : withState(back, state);
  if (frames.length === 0 && target !== undefined) return redirectAnswer(target, notes, headers);
  const origins = frames.map((frame) => new URL(frame).origin).join(' ');
  const page = endedPage(provider.settings.title, frames, target);
  return pageAnswer(200, page, notes, headers, frames.length === 0 ? undefined : origins);
}

async function endByRefreshToken(call: EndpointCall): Promise<HttpAnswer> {
  const { provider, parameters } = call;
  const authenticated = authenticateClient(call);
  const jti = await readRefreshToken(provider, parameters.get('refresh_token') ?? '');
  const token = provider.refreshTokens.get(jti ?? '');
  const subject: Subject = { clientId: authenticated.clientId, session: token?.session };
  const notes = notesOf(provider, 'end-session', 'déconnexion par refresh_token', subject);
  if (authenticated.client === undefined) return errorAnswer(provider, authenticated.refusal, notes);
  if (token === undefined || token.clientId !== authenticated.clientId) {
    return errorAnswer(provider, invalidGrant('Invalid refresh token'), notes);
  }
  endSession(provider, token.session);
  await tellClients(provider, token.session);
  return { status: 204, headers: [['Cache-Control', 'no-store']], body: '', exchange: notes };
}

/** What an ID token used as a hint says; its expiry does not count (OIDC RP-Initiated Logout 2). */
async function readHint(provider: Provider, hint: string) {
  if (hint.length > MAX_TOKEN) return undefined;
  const { compactVerify } = await import('jose');
  try {
    const { payload } = await compactVerify(
      hint,
      async ({ kid }) => {
        const key = await provider.keys.find(kid);
        if (key === undefined) throw new Error('unknown key');
        return key.publicKey;
      },
      { algorithms: [provider.keys.alg] },
    );
    const { sid, iss, azp } = JSON.parse(Buffer.from(payload).toString('utf8')) as Record<string, unknown>;
    if (iss !== issuerOf(provider) || typeof azp !== 'string' || typeof sid !== 'string') return undefined;
    return { clientId: azp, session: provider.sessions.get(sid) };
  } catch {
    return undefined;
  }
}

function frontChannel(provider: Provider, session: Session): string[] {
  return [...session.clients].flatMap((clientId) => {
    const uri = provider.clients.find(clientId)?.frontchannelLogoutUri;
    if (uri === undefined) return [];
    const url = new URL(uri);
    url.searchParams.set('iss', issuerOf(provider));
    url.searchParams.set('sid', session.id);
    return [url.href];
  });
}

function withState(back: string, state: string | null): string {
  const url = new URL(back);
  if (state !== null) url.searchParams.set('state', state);
  return url.href;
}
