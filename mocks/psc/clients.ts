/** What of a client's certificate must match (RFC 8705 §2.1.1, psc-ssi.md §2.6); every value given must. */
export interface CertificateRule {
  /** Whole subject, RFC 2253 order. */
  dn?: string;
  cn?: string;
  /** Organizational unit: identifier of the structure in IGC-Santé. */
  ou?: string;
}

/** A software registered at a provider. */
export interface Client {
  clientId: string;
  /** Absent: the client proves itself by its certificate only. */
  secret?: string;
  /** Absent: by its secret only. An empty rule accepts any certificate of the bench's IGC that is in force. */
  certificate?: CertificateRule;
  /** Exact addresses, or the words of {@link REDIRECT_RULES}. */
  redirectUris: readonly string[];
  postLogoutRedirectUris: readonly string[];
  /** Where the provider tells the end of a session, from server to server. */
  backchannelLogoutUri?: string;
  /** Page of the client shown in a frame at the end of a session. */
  frontchannelLogoutUri?: string;
  /** May ask for CIBA. */
  ciba: boolean;
  /** Userinfo comes as a signed JWT. */
  signedUserinfo: boolean;
}

/**
 * Words that stand for addresses in `redirectUris`. Pro Santé Connect only knows exact addresses; the clients of the
 * connection sheet take these, so that nobody has to declare anything before the first sign-in.
 */
export const REDIRECT_RULES = ['https', 'loopback'] as const;

/** The clients of a provider. */
export interface ClientRegistry {
  find(clientId: string | undefined): Client | undefined;
  list(): Client[];
  /** Registers a client, or replaces the one of this identifier. */
  register(client: Client): void;
}

/** Most clients scenarios may register. */
export const MAX_CLIENTS = 1_000;

/** A registry with these clients. */
export function createClientRegistry(first: readonly Client[]): ClientRegistry {
  const clients = new Map(first.map((client) => [client.clientId, client]));
  return {
    find: (clientId) => (clientId === undefined ? undefined : clients.get(clientId)),
    list: () => [...clients.values()],
    register: (client) => {
      clients.set(client.clientId, client);
    },
  };
}

/** Whether an address is one of those registered. A fragment is never accepted (RFC 6749 §3.1.2). */
export function isRegisteredUri(uri: string, registered: readonly string[]): boolean {
  // What URL would drop silently (control characters, spaces around) is not the address that was registered.
  if (/[\s\p{Cc}\\]/u.test(uri) || uri.includes('#')) return false;
  const url = parse(uri);
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  return registered.some((rule) => {
    if (rule === 'https') return url.protocol === 'https:';
    if (rule === 'loopback') return url.protocol === 'http:' && isLoopback(url.hostname);
    return rule === uri;
  });
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function parse(uri: string): URL | undefined {
  try {
    return new URL(uri);
  } catch {
    return undefined;
  }
}
