import type { SigningAlgorithm } from '../core/signing-keys.js';
import type { Client } from './clients.js';
import type { Lifetimes } from './lifetimes.js';

/** Instances of providers: journal key `provider`. */
export type ProviderName = 'psc' | 'psc.renamed' | 'idp' | 'idp.renamed';

/** Paths of a provider's endpoints, from the root of its listener. */
export interface EndpointPaths {
  /** Path of the issuer; '' when the issuer is the listener itself. */
  issuer: string;
  /** Discovery document to configure. */
  discovery: string;
  /** Standard discovery document when it is another one (Keycloak: it advertises `rawAuthorize`). */
  standardDiscovery?: string;
  /** On the wallet listener when there is one. */
  authorize: string;
  rawAuthorize?: string;
  /** Where the forms of the sign-in page are sent, beside `authorize`. */
  signIn: string;
  /** Simulated e-CPS, beside `authorize`; only Pro Santé Connect has one. */
  ecps?: string;
  token: string;
  userinfo: string;
  jwks: string;
  introspect: string;
  revoke: string;
  endSession: string;
  /** Absent: no CIBA. */
  ciba?: string;
}

/** Ways of naming claims (psc-ssi.md §§2.4, 4). */
export type Personality = 'psc' | 'plain' | 'entra' | 'adfs';

/** Names of the claims a product has to map. */
export interface ClaimNames {
  /** National identifier. */
  nationalId: string;
  /** Login name. */
  login: string;
  familyName: string;
  givenName: string;
  /** Groups and permissions; absent from Pro Santé Connect. */
  groups?: string;
  /** Professional reference; Pro Santé Connect only. */
  professionalReference?: string;
}

/** Everything that tells a provider from another. */
export interface ProviderSettings {
  name: ProviderName;
  service: 'psc' | 'idp';
  /** Shown on its pages, in French. */
  title: string;
  paths: EndpointPaths;
  /** Realm of `WWW-Authenticate`. */
  realm: string;
  /** Algorithm of ID tokens, and the one of the second key that is published. */
  alg: SigningAlgorithm;
  otherAlg: SigningAlgorithm;
  scopes: { required: readonly string[]; supported: readonly string[] };
  /** Name of the cookie that keeps the browser's session. Of its own: cookies ignore ports. */
  cookie: string;
  lifetimes: Lifetimes;
  clients: readonly Client[];
  /** How errors are worded: Keycloak's codes and texts, or the codes of the standards alone. */
  errors: 'keycloak' | 'standard';
  personality: Personality;
  claims: ClaimNames;
}

/** What may be changed while the provider runs (command `set-options`). */
export interface ProviderOptions {
  errors: 'keycloak' | 'standard';
  personality: Personality;
  claims: ClaimNames;
  lifetimes: Lifetimes;
}
