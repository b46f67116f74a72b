import type { Client } from './clients.js';
import { IDP_CLAIM_NAMES } from './idp-claims.js';
import { IDP_LIFETIMES, PSC_LIFETIMES } from './lifetimes.js';
import type { EndpointPaths, ProviderName, ProviderSettings } from './provider-settings.js';

/** Two clients: one proves itself by a secret, the other by any certificate of the bench's IGC. */
function twoClients(clientId: string, secret: string, ciba: boolean): Client[] {
  const any = ['https', 'loopback'];
  const client = { clientId, redirectUris: any, postLogoutRedirectUris: any, ciba, signedUserinfo: false };
  return [
    { ...client, secret },
    { ...client, clientId: mtlsClientOf(clientId), certificate: {} },
  ];
}

/** Identifier of the client that proves itself by certificate, beside the one of the sheet. */
export function mtlsClientOf(clientId: string): string {
  return `${clientId}-mtls`;
}

/** Paths of a realm (psc-ssi.md §2.1); `oidc` is what stands for `protocol/openid-connect`. */
function realmPaths(issuer: string, oidc: string, names: { wallet: string; discovery: string }): EndpointPaths {
  const endpoint = (name: string) => `${issuer}/${oidc}/${name}`;
  return {
    issuer,
    discovery: `${issuer}/.well-known/${names.discovery}`,
    standardDiscovery: `${issuer}/.well-known/openid-configuration`,
    authorize: names.wallet,
    rawAuthorize: endpoint('auth'),
    signIn: '/login-page',
    ecps: '/ecps',
    token: endpoint('token'),
    userinfo: endpoint('userinfo'),
    jwks: endpoint('certs'),
    introspect: endpoint('token/introspect'),
    revoke: endpoint('revoke'),
    endSession: endpoint('logout'),
    ciba: endpoint('ext/ciba/auth'),
  };
}

const PSC_SCOPES = [
  'openid',
  'microprofile-jwt',
  'rpps',
  'referentiel',
  'web-origins',
  'basic',
  'identity',
  'acr',
  'offline_access',
  'eidas1',
  'profile',
  'roles',
  'email',
  'scope_all',
  'phone',
  'interop',
  'scope_1',
  'address',
  'scope_2',
  'eidas2',
];

const PSC: ProviderSettings = {
  name: 'psc',
  service: 'psc',
  title: 'Pro Santé Connect',
  paths: realmPaths('/auth/realms/esante-wallet', 'protocol/openid-connect', {
    wallet: '/auth',
    discovery: 'wallet-openid-configuration',
  }),
  realm: 'esante-wallet',
  alg: 'RS256',
  otherAlg: 'ES256',
  scopes: { required: ['openid', 'scope_all'], supported: PSC_SCOPES },
  cookie: 'BANC_PSC_IDENTITY',
  lifetimes: PSC_LIFETIMES,
  clients: twoClients('banc-dpi', 'banc-essai-secret-psc', true),
  errors: 'keycloak',
  personality: 'psc',
  claims: {
    nationalId: 'SubjectNameID',
    login: 'preferred_username',
    familyName: 'family_name',
    givenName: 'given_name',
    professionalReference: 'SubjectRefPro',
  },
};

/** The same provider under other names: what a product wrote once and for all no longer works (SSI/IAM.80). */
const PSC_RENAMED: ProviderSettings = {
  ...PSC,
  name: 'psc.renamed',
  title: 'Pro Santé Connect renommé',
  paths: {
    ...realmPaths('/identite/royaumes/professionnels', 'oidc', {
      wallet: '/connexion',
      discovery: 'portefeuille-configuration',
    }),
    token: '/identite/royaumes/professionnels/oidc/jetons',
    userinfo: '/identite/royaumes/professionnels/oidc/moi',
    jwks: '/identite/royaumes/professionnels/oidc/cles',
    endSession: '/identite/royaumes/professionnels/oidc/fin',
    ciba: '/identite/royaumes/professionnels/oidc/ciba',
  },
  realm: 'professionnels',
  cookie: 'BANC_PSC_RENOMME',
  clients: twoClients('logiciel-renomme', 'banc-essai-autre-secret-psc', true),
  claims: { ...PSC.claims, nationalId: 'IdentifiantNational', professionalReference: 'ReferencePro' },
};

const IDP: ProviderSettings = {
  name: 'idp',
  service: 'idp',
  title: 'Fournisseur de l’établissement',
  paths: {
    issuer: '/sso',
    discovery: '/sso/.well-known/openid-configuration',
    authorize: '/sso/oauth2/authorize',
    signIn: '/sso/signin',
    token: '/sso/oauth2/token',
    userinfo: '/sso/oidc/userinfo',
    jwks: '/sso/oauth2/keys',
    introspect: '/sso/oauth2/introspect',
    revoke: '/sso/oauth2/revoke',
    endSession: '/sso/oidc/logout',
  },
  realm: 'etablissement',
  alg: 'ES256',
  otherAlg: 'RS256',
  scopes: { required: ['openid'], supported: ['openid', 'profile', 'email', 'groups', 'offline_access'] },
  cookie: 'BANC_SSO',
  lifetimes: IDP_LIFETIMES,
  clients: twoClients('dpi-etablissement', 'banc-essai-secret-idp', false),
  errors: 'standard',
  personality: 'plain',
  claims: IDP_CLAIM_NAMES.plain,
};

/** Another vendor's, under other names, as Entra names claims and with another algorithm. */
const IDP_RENAMED: ProviderSettings = {
  ...IDP,
  name: 'idp.renamed',
  title: 'Fournisseur de l’établissement renommé',
  paths: {
    issuer: '/annuaire/v2.0',
    discovery: '/annuaire/v2.0/.well-known/openid-configuration',
    authorize: '/annuaire/oauth2/v2.0/authorize',
    signIn: '/annuaire/connexion',
    token: '/annuaire/oauth2/v2.0/token',
    userinfo: '/graph/me',
    jwks: '/annuaire/discovery/v2.0/keys',
    introspect: '/annuaire/oauth2/v2.0/introspect',
    revoke: '/annuaire/oauth2/v2.0/revoke',
    endSession: '/annuaire/oauth2/v2.0/logout',
  },
  realm: 'annuaire',
  alg: 'PS256',
  otherAlg: 'ES256',
  cookie: 'BANC_ANNUAIRE',
  clients: twoClients('7d1c3f52-0000-4000-8000-ba2c5e900002', 'banc-essai-autre-secret-idp', false),
  personality: 'entra',
  claims: { ...IDP_CLAIM_NAMES.entra, nationalId: 'extension_numero_agent' },
};

/** Settings of every provider the bench plays. */
export const KNOWN_PROVIDERS: Readonly<Record<ProviderName, ProviderSettings>> = {
  psc: PSC,
  'psc.renamed': PSC_RENAMED,
  idp: IDP,
  'idp.renamed': IDP_RENAMED,
};
