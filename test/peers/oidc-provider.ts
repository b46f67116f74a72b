import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import Provider, { type BackchannelAuthenticationRequest, type Configuration } from 'oidc-provider';
import { makeSigningKey } from '../../mocks/core/signing-keys.js';
import type { PscBench, ProviderSheet } from '../unit/mocks/psc/psc-bench.js';

/** The certified provider `oidc-provider`, set up as the mock is. */
export interface CertifiedProvider {
  sheet: Pick<ProviderSheet, 'discoveryUrl' | 'issuer' | 'clientId' | 'clientSecret' | 'scope'>;
  /** Answers the last CIBA request. */
  answerCiba(decision: 'approve' | 'deny'): Promise<void>;
  close(): Promise<void>;
}

/** Starts oidc-provider under the bench's server certificate, with the same client and people. */
export async function startCertifiedProvider(
  { mocks, psc }: PscBench,
  redirectUri: string,
  afterLogout: string,
): Promise<CertifiedProvider> {
  const { keyPem, chainPem } = mocks.pki.certificates.server;
  const server = createServer({ key: keyPem, cert: chainPem }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `https://localhost:${(server.address() as AddressInfo).port}`;
  const { privateKey, kid, alg } = await makeSigningKey('RS256');
  let last: BackchannelAuthenticationRequest | undefined;
  const configuration: Configuration = {
    clients: [
      {
        client_id: psc.clientId,
        client_secret: psc.clientSecret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [afterLogout],
        grant_types: ['authorization_code', 'refresh_token', 'urn:openid:params:grant-type:ciba'],
        response_types: ['code'],
        backchannel_token_delivery_mode: 'poll',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig' }] },
    cookies: { keys: ['banc-essai'] },
    scopes: ['openid', 'scope_all'],
    claims: { openid: ['sub'], scope_all: ['SubjectNameID'] },
    conformIdTokenClaims: false,
    issueRefreshToken: () => true,
    rotateRefreshToken: false,
    pkce: { required: () => false },
    ttl: {
      AccessToken: 120,
      IdToken: 120,
      RefreshToken: 1800,
      BackchannelAuthenticationRequest: 120,
      Grant: 14_400,
      Session: 14_400,
      Interaction: 600,
      AuthorizationCode: 60,
    },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, SubjectNameID: id }) }),
    loadExistingGrant: async (context) => {
      const { client, session, provider } = context.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid scope_all');
      await grant.save();
      return grant;
    },
    features: {
      introspection: { enabled: true },
      revocation: { enabled: true },
      ciba: {
        enabled: true,
        deliveryModes: ['poll'],
        processLoginHint: (_context, hint) =>
          /^8\d{11}$/.test(hint ?? '') && hint !== '899700000000' ? hint : undefined,
        triggerAuthenticationDevice: (_context, request) => {
          last = request;
        },
        validateBindingMessage: () => undefined,
        validateRequestContext: () => undefined,
        verifyUserCode: () => undefined,
      },
    },
  };
  const provider = new Provider(issuer, configuration);
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));
  return {
    sheet: { ...psc, issuer, discoveryUrl: `${issuer}/.well-known/openid-configuration` },
    answerCiba: async (decision) => {
      if (last?.accountId === undefined) throw new Error('no CIBA request');
      if (decision === 'deny') {
        const { errors } = await import('oidc-provider');
        await provider.backchannelResult(last, new errors.AccessDenied('not authorized'));
        return;
      }
      const grant = new provider.Grant({ clientId: psc.clientId, accountId: last.accountId });
      grant.addOIDCScope('openid scope_all');
      await grant.save();
      await provider.backchannelResult(last, grant);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
