import { type HttpListener, startHttpListener } from '../core/http-listener.js';
import { type PortName, portFor } from '../core/ports.js';
import { dispatch, type ProviderSide } from './dispatch.js';
import { issuerOf, type Provider } from './provider.js';

/** Longest request body taken: forms are short. */
const BODY_BYTES = 128 * 1024;

/**
 * Opens the listeners of a provider: one, or two when the authorization endpoint stands on another host (the wallet of
 * Pro Santé Connect; same host name here, another port). The first asks for a client certificate without requiring one:
 * the addresses of mutual TLS are the ordinary ones (psc-ssi.md §2.2). Throws BANC_LISTEN.
 */
export async function listenAsProvider(
  provider: Provider,
  ports: { back: PortName; front?: PortName },
): Promise<{ close(): Promise<void> }> {
  const { bind, publicHost, portBase, journal, faults, pki } = provider.environment;
  const { server } = pki.certificates;
  const opened: HttpListener[] = [];
  const close = async () => {
    await Promise.all(opened.splice(0).map((listener) => listener.close()));
  };
  const open = async (port: PortName, side: ProviderSide) => {
    const listener = await startHttpListener({
      service: provider.settings.service,
      bind,
      publicHost,
      port: portFor(port, portBase),
      tls: {
        key: server.keyPem,
        cert: server.chainPem,
        ca: pki.caPem,
        isRevoked: pki.isRevoked,
        asksCertificate: side !== 'front',
      },
      journal,
      faults,
      handle: (request) => dispatch(provider, side, request),
      limits: { bodyBytes: BODY_BYTES },
    });
    opened.push(listener);
    return listener.url;
  };
  try {
    provider.urls.back = await open(ports.back, ports.front === undefined ? 'both' : 'back');
    provider.urls.front = ports.front === undefined ? provider.urls.back : await open(ports.front, 'front');
  } catch (error) {
    await close();
    throw error;
  }
  provider.tokens.setIssuer(issuerOf(provider));
  return { close };
}

/** What a product is set up with to use this provider; part of the connection sheet. */
export function providerSheet(provider: Provider): Record<string, unknown> {
  const { settings, urls } = provider;
  const [client, mtls] = settings.clients;
  return {
    discoveryUrl: `${urls.back}${settings.paths.discovery}`,
    issuer: issuerOf(provider),
    clientId: client?.clientId,
    clientSecret: client?.secret,
    clientAuth: 'client_secret_basic',
    mtlsClientId: mtls?.clientId,
    redirectUris: client?.redirectUris,
    scope: settings.service === 'psc' ? 'openid scope_all' : 'openid profile groups',
    ...(settings.service === 'psc' ? { acrValues: 'eidas1' } : {}),
    claims: settings.claims,
    ...(settings.paths.ecps === undefined ? {} : { ecps: `${urls.front}${settings.paths.ecps}` }),
  };
}
