import type { HttpAnswer } from '../core/http-message.js';
import { faultKinds } from '../wire/oidc-faults.js';
import { discoveryDocument } from './discovery-document.js';
import { type EndpointCall, jsonAnswer, keysOf, notesOf } from './endpoint.js';
import { unavailable } from './token-endpoint.js';

/** The discovery document (OIDC Discovery 4): the one to configure, or the standard one when it is another. */
export function answerDiscovery({ provider, request }: EndpointCall): HttpAnswer {
  const { settings } = provider;
  const fault = provider.fault('discovery', keysOf(provider, {}), faultKinds('discovery'));
  if (fault?.kind === 'psc.discovery.down') return unavailable(provider, 'discovery', 'découverte', {}, fault);
  const standard = request.path === settings.paths.standardDiscovery;
  const document = discoveryDocument(provider, standard ? 'standard' : 'configured');
  if (fault !== undefined) document.issuer = `${String(document.issuer)}INVALID`;
  const summary = standard ? 'découverte lue (nom standard, non documenté)' : 'découverte lue';
  return jsonAnswer(200, document, notesOf(provider, 'discovery', summary, {}, { fault }));
}

/** The public keys (RFC 7517): the active one, the former ones, and one of another algorithm. */
export async function answerJwks({ provider }: EndpointCall): Promise<HttpAnswer> {
  const fault = provider.fault('jwks', keysOf(provider, {}), faultKinds('jwks'));
  if (fault !== undefined) return unavailable(provider, 'jwks', 'clés publiques', {}, fault);
  const { publicJwk } = await provider.otherKey();
  const keys = [...(await provider.keys.published()), publicJwk];
  return jsonAnswer(200, { keys }, notesOf(provider, 'jwks', 'clés publiques lues'));
}
