import { issuerOf, type Provider } from './provider.js';

const ALGORITHMS = [
  'PS384',
  'RS384',
  'EdDSA',
  'ES384',
  'HS256',
  'HS512',
  'ES256',
  'RS256',
  'HS384',
  'ES512',
  'PS256',
  'PS512',
  'RS512',
];
const ASYMMETRIC = ALGORITHMS.filter((alg) => !alg.startsWith('HS'));
const KEY_ENCRYPTION = ['RSA-OAEP', 'RSA-OAEP-256', 'RSA1_5'];
const CONTENT_ENCRYPTION = ['A256GCM', 'A192GCM', 'A128GCM', 'A128CBC-HS256', 'A192CBC-HS384', 'A256CBC-HS512'];
const KEYCLOAK_CLIENT_METHODS = [
  'private_key_jwt',
  'client_secret_basic',
  'client_secret_post',
  'tls_client_auth',
  'client_secret_jwt',
];

/**
 * The discovery document. Pro Santé Connect's says what the real one says, oddities included (psc-ssi.md §2.2:
 * `acr_values_supported` ["0","0"], authentication methods it does not offer, `ping`); `standard` is the document every
 * Keycloak has, whose authorization endpoint is the realm's own.
 */
export function discoveryDocument(provider: Provider, which: 'configured' | 'standard'): Record<string, unknown> {
  const { urls, settings } = provider;
  const { paths, service } = settings;
  const back = (path: string) => `${urls.back}${path}`;
  const authorize =
    which === 'standard' && paths.rawAuthorize !== undefined
      ? back(paths.rawAuthorize)
      : `${urls.front}${paths.authorize}`;
  const endpoints = {
    issuer: issuerOf(provider),
    authorization_endpoint: authorize,
    token_endpoint: back(paths.token),
    introspection_endpoint: back(paths.introspect),
    userinfo_endpoint: back(paths.userinfo),
    end_session_endpoint: back(paths.endSession),
    jwks_uri: back(paths.jwks),
    revocation_endpoint: back(paths.revoke),
  };
  return service === 'psc' ? keycloak(provider, endpoints) : ordinary(provider, endpoints);
}

function keycloak(provider: Provider, endpoints: Record<string, string>): Record<string, unknown> {
  const { urls, settings, options } = provider;
  const ciba = `${urls.back}${settings.paths.ciba ?? ''}`;
  const realm = issuerOf(provider);
  const more = {
    backchannel_authentication_endpoint: ciba,
    registration_endpoint: `${realm}/clients-registrations/openid-connect`,
    pushed_authorization_request_endpoint: `${realm}/protocol/openid-connect/ext/par/request`,
    device_authorization_endpoint: `${realm}/protocol/openid-connect/auth/device`,
  };
  const { claims } = options;
  return {
    ...endpoints,
    ...more,
    check_session_iframe: `${realm}/protocol/openid-connect/login-status-iframe.html`,
    frontchannel_logout_session_supported: true,
    frontchannel_logout_supported: true,
    grant_types_supported: [
      'authorization_code',
      'implicit',
      'refresh_token',
      'password',
      'client_credentials',
      'urn:openid:params:grant-type:ciba',
      'urn:ietf:params:oauth:grant-type:device_code',
    ],
    acr_values_supported: ['0', '0'],
    response_types_supported: [
      'code',
      'none',
      'id_token',
      'token',
      'id_token token',
      'code id_token',
      'code token',
      'code id_token token',
    ],
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ALGORITHMS,
    id_token_encryption_alg_values_supported: KEY_ENCRYPTION,
    id_token_encryption_enc_values_supported: CONTENT_ENCRYPTION,
    userinfo_signing_alg_values_supported: [...ALGORITHMS, 'none'],
    userinfo_encryption_alg_values_supported: KEY_ENCRYPTION,
    userinfo_encryption_enc_values_supported: CONTENT_ENCRYPTION,
    request_object_signing_alg_values_supported: [...ALGORITHMS, 'none'],
    request_object_encryption_alg_values_supported: KEY_ENCRYPTION,
    request_object_encryption_enc_values_supported: CONTENT_ENCRYPTION,
    response_modes_supported: ['query', 'fragment', 'form_post', 'query.jwt', 'fragment.jwt', 'form_post.jwt', 'jwt'],
    token_endpoint_auth_methods_supported: KEYCLOAK_CLIENT_METHODS,
    token_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
    introspection_endpoint_auth_methods_supported: KEYCLOAK_CLIENT_METHODS,
    introspection_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
    revocation_endpoint_auth_methods_supported: KEYCLOAK_CLIENT_METHODS,
    revocation_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
    authorization_signing_alg_values_supported: ALGORITHMS,
    authorization_encryption_alg_values_supported: KEY_ENCRYPTION,
    authorization_encryption_enc_values_supported: CONTENT_ENCRYPTION,
    claims_supported: [
      'aud',
      'sub',
      'iss',
      'auth_time',
      'name',
      claims.givenName,
      claims.familyName,
      claims.login,
      'email',
      'acr',
    ],
    claim_types_supported: ['normal'],
    claims_parameter_supported: true,
    scopes_supported: settings.scopes.supported,
    request_parameter_supported: true,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
    code_challenge_methods_supported: ['plain', 'S256'],
    tls_client_certificate_bound_access_tokens: true,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    backchannel_token_delivery_modes_supported: ['poll', 'ping'],
    backchannel_authentication_request_signing_alg_values_supported: ASYMMETRIC,
    require_pushed_authorization_requests: false,
    mtls_endpoint_aliases: {
      token_endpoint: endpoints.token_endpoint,
      revocation_endpoint: endpoints.revocation_endpoint,
      introspection_endpoint: endpoints.introspection_endpoint,
      userinfo_endpoint: endpoints.userinfo_endpoint,
      ...more,
    },
    authorization_response_iss_parameter_supported: true,
  };
}

/** What another vendor tells: little, and only what it does. */
function ordinary({ settings, options, keys }: Provider, endpoints: Record<string, string>): Record<string, unknown> {
  const { claims } = options;
  return {
    ...endpoints,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [keys.alg],
    userinfo_signing_alg_values_supported: [keys.alg],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'tls_client_auth'],
    introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256', 'plain'],
    scopes_supported: settings.scopes.supported,
    claims_supported: [...new Set(['sub', 'name', ...(Object.values(claims) as string[])])],
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
    authorization_response_iss_parameter_supported: true,
  };
}
