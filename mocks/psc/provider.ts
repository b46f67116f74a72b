import { randomBytes } from 'node:crypto';
import { type AccessTokenAuthority, createAccessTokenAuthority } from '../core/access-token.js';
import type { Fault } from '../core/fault.js';
import type { ServiceEnvironment } from '../core/service.js';
import { createSigningKeys, makeSigningKey, type SigningKey, type SigningKeys } from '../core/signing-keys.js';
import { BoundedMap } from './bounded-map.js';
import { type ClientRegistry, createClientRegistry } from './clients.js';
import { createIdentityDirectory, type Identity, type IdentityDirectory, type Means } from './identity.js';
import type { ProviderOptions, ProviderSettings } from './provider-settings.js';

/** A person's session at the provider. Times of the injected clock, in milliseconds, unless told. */
export interface Session {
  /** `sid` and `session_state` of tokens. */
  id: string;
  /** Value of the browser's cookie; absent for a session opened by CIBA, which gives no SSO. */
  cookie?: string;
  identity: Identity;
  means: Means;
  /** Real time, seconds: claim `auth_time`. */
  authTime: number;
  openedAt: number;
  usedAt: number;
  ended: boolean;
  /** Clients that got tokens in it. */
  clients: Set<string>;
}

/** What a client asked for at the authorization endpoint. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  responseMode: 'query' | 'fragment' | 'form_post';
  scope: string;
  state?: string;
  nonce?: string;
  codeChallenge?: { value: string; method: 'plain' | 'S256' };
  acrValues?: string;
}

/** An authorization code. */
export interface Code {
  value: string;
  request: AuthorizationRequest;
  session: Session;
  issuedAt: number;
  used: boolean;
}

/** A refresh token that may be used. */
export interface RefreshToken {
  jti: string;
  session: Session;
  clientId: string;
  scope: string;
  nonce?: string;
  issuedAt: number;
}

/** An access token that was issued. */
export interface GivenAccessToken {
  jti: string;
  session: Session;
  clientId: string;
  scope: string;
  /** Real time, milliseconds. */
  expiresAt: number;
}

/** A CIBA request. */
export interface CibaRequest {
  authReqId: string;
  clientId: string;
  identity: Identity;
  scope: string;
  means: Means;
  bindingMessage?: string;
  askedAt: number;
  /** Real time, milliseconds, of the acknowledgment. */
  acceptedAt: number;
  /** Seconds; 0 = none told. */
  interval: number;
  /** Real time, milliseconds, of the last poll. */
  polledAt?: number;
  polls: number;
  decision: 'pending' | 'approved' | 'denied' | 'ignored';
  expired: boolean;
  /** Fault asked for when the request came, applied to a poll. */
  fault?: Fault;
}

/** Someone before the sign-in page, or before the e-CPS. */
export interface Interaction {
  id: string;
  request: AuthorizationRequest;
  askedAt: number;
  /** Set once an identity was chosen in the e-CPS tab. */
  ecps?: { identity: Identity; code: string; decision: 'pending' | 'approved' | 'denied' | 'ignored' };
}

/** A provider at work: its settings, what it keeps, and what it acts with. */
export interface Provider {
  readonly settings: ProviderSettings;
  readonly options: ProviderOptions;
  readonly environment: ServiceEnvironment;
  readonly clients: ClientRegistry;
  readonly identities: IdentityDirectory;
  /** Issues access tokens. */
  readonly tokens: AccessTokenAuthority;
  /** Signs ID tokens. */
  readonly keys: SigningKeys;
  /** A second published key, of another algorithm. */
  otherKey(): Promise<SigningKey>;
  /** Signs refresh tokens and nothing else (Keycloak: HS512). */
  readonly refreshSecret: Uint8Array;
  readonly sessions: BoundedMap<Session>;
  readonly codes: BoundedMap<Code>;
  readonly refreshTokens: BoundedMap<RefreshToken>;
  readonly accessTokens: BoundedMap<GivenAccessToken>;
  readonly cibaRequests: BoundedMap<CibaRequest>;
  readonly interactions: BoundedMap<Interaction>;
  /** Decisions of the e-CPS told before they are asked for, by national identifier. */
  readonly decisions: BoundedMap<'approve' | 'deny' | 'ignore'>;
  /** Addresses, known once it listens. */
  readonly urls: ProviderUrls;
  /** Injected time, milliseconds. */
  now(): number;
  /** Takes the first planned fault of these kinds. */
  fault(transaction: string, keys: Record<string, string>, kinds: readonly string[]): Fault | undefined;
}

/** Roots of a provider's listeners, without a final slash. */
export interface ProviderUrls {
  /** Token endpoint and others. */
  back: string;
  /** Authorization endpoint and pages; the same as `back` when there is one listener. */
  front: string;
}

/** A provider that does not listen yet. `tokens`: the authority whose access tokens it gives, its own by default. */
export function createProvider(
  settings: ProviderSettings,
  environment: ServiceEnvironment,
  tokens: AccessTokenAuthority = createAccessTokenAuthority(`urn:banc-segur:${settings.name}`),
): Provider {
  const { clock, faults } = environment;
  const { errors, personality, claims, lifetimes } = settings;
  let otherKey: Promise<SigningKey> | undefined;
  return {
    settings,
    options: { errors, personality, claims: { ...claims }, lifetimes: { ...lifetimes } },
    environment,
    clients: createClientRegistry(settings.clients),
    identities: createIdentityDirectory(),
    tokens,
    keys: settings.alg === 'RS256' ? tokens.keys : createSigningKeys(settings.alg),
    otherKey: () => (otherKey ??= makeSigningKey(settings.otherAlg)),
    refreshSecret: randomBytes(64),
    sessions: new BoundedMap(),
    codes: new BoundedMap(),
    refreshTokens: new BoundedMap(),
    accessTokens: new BoundedMap(),
    cibaRequests: new BoundedMap(),
    interactions: new BoundedMap(),
    decisions: new BoundedMap(),
    urls: { back: '', front: '' },
    now: () => clock.now().getTime(),
    fault: (transaction, keys, kinds) => faults.take(settings.service, transaction, keys, kinds),
  };
}

/** The issuer identifier. */
export function issuerOf({ settings, urls }: Provider): string {
  return `${urls.back}${settings.paths.issuer}`;
}

/** The session a live cookie, code or token belongs to, or undefined when it ended: by a command, a logout or time. */
export function isLive(provider: Provider, session: Session): boolean {
  const { session: life, sessionIdle } = provider.options.lifetimes;
  const now = provider.now();
  return !session.ended && now < session.openedAt + life * 1000 && now < session.usedAt + sessionIdle * 1000;
}

/** Ends a session: its tokens no longer open anything. */
export function endSession(provider: Provider, session: Session): void {
  session.ended = true;
  for (const token of provider.accessTokens.values()) {
    if (token.session !== session) continue;
    provider.tokens.revoke({ jti: token.jti });
    provider.accessTokens.delete(token.jti);
  }
  for (const token of provider.refreshTokens.values()) {
    if (token.session === session) provider.refreshTokens.delete(token.jti);
  }
}
