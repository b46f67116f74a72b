import { type HttpAnswer, plainRefusal, type ReceivedRequest } from '../core/http-message.js';
import { answerAuthorization } from './authorization-endpoint.js';
import { answerCibaRequest } from './ciba-endpoint.js';
import { answerDiscovery, answerJwks } from './discovery-endpoint.js';
import { answerEndSession } from './end-session-endpoint.js';
import type { EndpointCall } from './endpoint.js';
import { answerIntrospection, answerRevocation } from './introspection-endpoint.js';
import type { Provider } from './provider.js';
import { answerEcps, answerSignIn } from './sign-in-endpoint.js';
import { answerToken } from './token-endpoint.js';
import { answerUserinfo } from './userinfo-endpoint.js';

type Endpoint = (call: EndpointCall) => HttpAnswer | Promise<HttpAnswer>;

/** Which listener of a provider a request came on: `front` has what a browser opens. */
export type ProviderSide = 'back' | 'front' | 'both';

/** Longest form read, in characters. */
const MAX_FORM = 65_536;

/**
 * Answers a request of a provider. A path it does not have is refused and told as unexpected: this is how a name that
 * was written once and for all in a product is found (SSI/IAM.80).
 */
export async function dispatch(provider: Provider, side: ProviderSide, request: ReceivedRequest): Promise<HttpAnswer> {
  const { service, name } = provider.settings;
  const refuse = (status: number, reason: string) => {
    const answer = plainRefusal(status, reason);
    return { ...answer, exchange: { ...answer.exchange, keys: { provider: name } } };
  };
  const endpoint = endpointsOf(provider, side).get(request.path);
  if (endpoint === undefined) {
    return refuse(404, `Adresse inconnue de ${service} (${name}) : ${request.path.slice(0, 200)}`);
  }
  if (!endpoint.methods.includes(request.method)) {
    return refuse(405, `Méthode ${request.method} refusée à ${request.path}`);
  }
  if (request.body.length > MAX_FORM) return refuse(413, `Formulaire de plus de ${MAX_FORM} octets`);
  return endpoint.answer({ provider, request, ...readParameters(request) });
}

function endpointsOf(provider: Provider, side: ProviderSide) {
  const { paths } = provider.settings;
  const endpoints = new Map<string, { methods: readonly string[]; answer: Endpoint }>();
  const add = (path: string | undefined, methods: string, answer: Endpoint) => {
    if (path !== undefined) endpoints.set(path, { methods: methods.split(' '), answer });
  };
  if (side !== 'back') {
    add(paths.authorize, 'GET POST', answerAuthorization);
    add(paths.signIn, 'GET POST', answerSignIn);
    add(paths.ecps, 'GET POST', answerEcps);
  }
  if (side !== 'front') {
    add(paths.discovery, 'GET', answerDiscovery);
    add(paths.standardDiscovery, 'GET', answerDiscovery);
    add(paths.rawAuthorize, 'GET POST', answerAuthorization);
    // The raw endpoint shows the same page, whose forms come back to the listener they were shown on.
    if (paths.rawAuthorize !== undefined) add(paths.signIn, 'GET POST', answerSignIn);
    if (paths.rawAuthorize !== undefined) add(paths.ecps, 'GET POST', answerEcps);
    add(paths.jwks, 'GET', answerJwks);
    add(paths.token, 'POST', answerToken);
    add(paths.userinfo, 'GET POST', answerUserinfo);
    add(paths.introspect, 'POST', answerIntrospection);
    add(paths.revoke, 'POST', answerRevocation);
    add(paths.endSession, 'GET POST', answerEndSession);
    add(paths.ciba, 'POST', answerCibaRequest);
  }
  return endpoints;
}

function readParameters({ query, body, contentType }: ReceivedRequest) {
  const parameters = new URLSearchParams();
  const repeated = new Set<string>();
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const form = type === 'application/x-www-form-urlencoded' ? new URLSearchParams(body.toString('utf8')) : [];
  for (const source of [query, form]) {
    const seen = new Set<string>();
    for (const [name, value] of source) {
      if (seen.has(name)) repeated.add(name);
      seen.add(name);
      parameters.set(name, value);
    }
  }
  return { parameters, repeated: [...repeated] };
}
