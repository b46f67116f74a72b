import { type HeaderList, headerOf, type HttpAnswer } from '../core/http-message.js';
import { faultKinds } from '../wire/oidc-faults.js';
import { type EndpointCall, errorAnswer, jsonAnswer, keysOf, notesOf, type Subject } from './endpoint.js';
import { serialise } from './id-token.js';
import { personClaims } from './person-claims.js';
import { type GivenAccessToken, isLive, issuerOf, type Provider } from './provider.js';
import { professionalReference } from './psc-claims.js';
import { unavailable } from './token-endpoint.js';

const USERINFO_FAULTS = faultKinds('userinfo');
/** How long the answer that does not come is withheld, longer than any client waits. */
const NEVER_MS = 120_000;

/** Userinfo: GET or POST with a Bearer access token; JSON, or a signed JWT for the clients registered so. */
export async function answerUserinfo({ provider, request, parameters }: EndpointCall): Promise<HttpAnswer> {
  const bearer = /^Bearer +(\S+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1];
  const posted = request.method === 'POST' ? (parameters.get('access_token') ?? undefined) : undefined;
  const token = bearer ?? posted;
  const given = token === undefined ? undefined : await liveAccessToken(provider, token);
  const subject: Subject = { clientId: given?.clientId, session: given?.session };
  const notes = notesOf(provider, 'userinfo', 'informations de la personne', subject);
  const refuse = (error: string, description: string) => {
    const challenge = `Bearer realm="${provider.settings.realm}", error="${error}", error_description="${description}"`;
    const headers: HeaderList = [['WWW-Authenticate', challenge]];
    return errorAnswer(provider, { status: 401, error, description }, notes, { headers });
  };
  if (token === undefined) return refuse('invalid_request', 'Token not provided');
  if (given === undefined) return refuse('invalid_token', 'Token verification failed');
  const fault = provider.fault('userinfo', keysOf(provider, subject), USERINFO_FAULTS);
  if (fault?.kind === 'psc.userinfo.500') {
    return unavailable(provider, 'userinfo', 'informations', subject, { ...fault, status: fault.status ?? 500 });
  }
  if (fault?.kind === 'psc.userinfo.timeout') {
    const withheld = { ...fault, status: 504, delayMs: fault.delayMs ?? NEVER_MS };
    return unavailable(provider, 'userinfo', 'informations', subject, withheld);
  }
  const claims = damaged(provider, given, fault?.kind);
  const applied = { ...notes, ...(fault === undefined ? {} : { fault }) };
  const client = provider.clients.find(given.clientId);
  if (client?.signedUserinfo !== true && fault?.kind !== 'ui.signed') return jsonAnswer(200, claims, applied);
  const { alg, kid, privateKey } = await provider.keys.active();
  const jwt = await serialise({
    header: { alg, typ: 'JWT', kid },
    claims: { ...claims, iss: issuerOf(provider), aud: given.clientId },
    signedBy: privateKey,
  });
  return { status: 200, headers: [['Content-Type', 'application/jwt']], body: jwt, exchange: applied };
}

/** The access token when it may still be used: known, of a session that lives, neither expired nor revoked. */
export async function liveAccessToken(provider: Provider, token: string): Promise<GivenAccessToken | undefined> {
  const verdict = await provider.tokens.verify(token);
  if (!verdict.valid) return undefined;
  const given = provider.accessTokens.get(verdict.jti);
  return given !== undefined && isLive(provider, given.session) ? given : undefined;
}

function damaged(provider: Provider, { session }: GivenAccessToken, kind: string | undefined): Record<string, unknown> {
  const { nationalId, professionalReference: reference = 'SubjectRefPro' } = provider.options.claims;
  const { userinfo } = personClaims(provider, session.identity, session.means);
  switch (kind) {
    case 'ui.sub.mismatch':
      return { ...userinfo, sub: `${String(userinfo.sub)}invalid` };
    case 'ui.refpro.missing':
      return without(userinfo, [reference]);
    case 'ui.nameid.missing':
      return without(userinfo, [nationalId]);
    case 'ui.exercices.several':
      return { ...userinfo, [reference]: professionalReference({ ...session.identity, exercices: 2 }) };
    case 'ui.claims.minimal':
      return { sub: userinfo.sub, [nationalId]: userinfo[nationalId] };
    case 'ui.claims.extra':
      return { ...userinfo, banc_inconnu: 'valeur', banc_liste: [{ a: 1 }] };
    default:
      return userinfo;
  }
}

function without(claims: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
}
