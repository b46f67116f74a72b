import { MASK } from '../core/masking.js';
import { astring, atMost } from './imap-arguments.js';
import { capabilities } from './imap-any-state.js';
import type { ImapCommand } from './imap-command.js';
import { bad, no } from './imap-refusal.js';
import { continuation } from './imap-response.js';
import type { Completion, ImapCommands, ImapSession } from './imap-session.js';
import type { MailCredentials } from './mailbox-authentication.js';

type Read = (response: string) => MailCredentials;

const MECHANISMS: Partial<Record<string, Read>> = {
  'AUTHENTICATE PLAIN': readPlain,
  'AUTHENTICATE XOAUTH2': readXoauth2,
  'AUTHENTICATE OAUTHBEARER': readOauthBearer,
  'AUTHENTICATE EXTERNAL': (username) => ({ mechanism: 'EXTERNAL', username }),
};

/**
 * AUTHENTICATE, with the initial response (SASL-IR, RFC 4959) or after a continuation, and LOGIN. A refused token gets
 * the JSON challenge of mssante.md §2.5 first.
 */
export const AUTHENTICATION_COMMANDS: ImapCommands = {
  ...Object.fromEntries(
    Object.keys(MECHANISMS).map((name) => [name, { state: 'not-authenticated', run: authenticate }] as const),
  ),
  LOGIN: {
    state: 'not-authenticated',
    run: async (session, command) => {
      requireTls(session, 'LOGIN');
      atMost(command.arguments, 2);
      const username = astring(command.arguments[0], 'User name');
      // The password is asked for and forgotten: LOGIN proves nothing here.
      astring(command.arguments[1], 'Password');
      return conclude(session, command, { mechanism: 'LOGIN', username });
    },
  },
};

async function authenticate(session: ImapSession, command: ImapCommand): Promise<Completion> {
  const read = MECHANISMS[command.name];
  if (read === undefined) throw no('Unsupported mechanism', 'CANNOT');
  requireTls(session, command.name);
  atMost(command.arguments, 1);
  const given = command.arguments[0];
  const response = given === undefined ? await ask(session, '') : astring(given, 'Initial response');
  return conclude(session, command, read(given !== undefined && response === '=' ? '' : decodeBase64(response)));
}

async function conclude(session: ImapSession, command: ImapCommand, credentials: MailCredentials): Promise<Completion> {
  const { context, journal } = session;
  const { mechanism } = credentials;
  const exchange = {
    transaction: 'imap-authenticate',
    request: `${command.tag} ${mechanism === 'LOGIN' ? 'LOGIN' : `AUTHENTICATE ${mechanism}`} ${MASK}`,
    startedAt: new Date(),
  };
  const tls = session.tls ?? { authorized: false };
  const result = await context.authenticate(credentials, { tls, operator: context.operator });
  const token: Record<string, string> = result.tokenId === undefined ? {} : { token: result.tokenId };
  if (!result.accepted) {
    journal.record({
      ...exchange,
      keys: { mailbox: result.address, mechanism, ...token },
      summary: `IMAP, authentification ${mechanism} refusée pour ${result.address} : ${result.reason}`,
      response: `${command.tag} NO [AUTHENTICATIONFAILED] Invalid credentials`,
    });
    const challenge = tokenError(mechanism);
    if (challenge !== undefined) await ask(session, challenge);
    throw no('Invalid credentials', 'AUTHENTICATIONFAILED');
  }
  const { identity, tolerated, account } = result;
  const mailbox = context.store.open(account.address) ?? context.store.create(account.address);
  session.mailbox = mailbox;
  journal.mailbox = mailbox.address;
  journal.record({
    ...exchange,
    keys: { mechanism, identity, ...token },
    summary: `IMAP, authentification ${mechanism} de ${mailbox.address} par ${identity}`,
    response: `${command.tag} OK`,
    tolerated,
  });
  return { text: 'Logged in', code: `CAPABILITY ${capabilities(session)}` };
}

/** Sends a challenge and reads the client's answer; `*` gives up (RFC 3501 §6.2.2). */
async function ask(session: ImapSession, challenge: string): Promise<string> {
  await session.send(continuation(challenge));
  const line = await session.reader.line(16 * 1024);
  if (line === undefined || line === 'tooLong') {
    session.end();
    throw bad('Response too long');
  }
  const response = line.toString('latin1');
  if (response === '*') throw bad('Authentication cancelled');
  return response;
}

function requireTls(session: ImapSession, name: string): void {
  if (session.tls !== undefined) return;
  session.journal.record({
    transaction: 'imap-authenticate',
    summary: 'IMAP, authentification refusée : tentée avant STARTTLS',
    request: `${name} ${MASK}`,
    response: 'NO [PRIVACYREQUIRED]',
    unexpected: 'authentification avant STARTTLS',
  });
  throw no('STARTTLS first', 'PRIVACYREQUIRED');
}

function decodeBase64(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  // Node ignores what is not base64; writing it again tells.
  if (bytes.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, '')) throw bad('Invalid base64');
  return bytes.toString('utf8');
}

/** `authzid NUL authcid NUL password` (RFC 4616). */
function readPlain(response: string): MailCredentials {
  const [authzid, username, password, ...rest] = response.split('\0');
  if (authzid === undefined || username === undefined || password === undefined || rest.length > 0) {
    throw bad('Malformed PLAIN response');
  }
  return { mechanism: 'PLAIN', username, ...(authzid === '' ? {} : { authzid }) };
}

/** `user=<address>^Aauth=Bearer <token>^A^A` (mssante.md §2.5). */
function readXoauth2(response: string): MailCredentials {
  const fields = response.split('\x01');
  const username = fields.find((field) => field.startsWith('user='))?.slice(5);
  if (username === undefined) throw bad('Malformed XOAUTH2 response');
  return { mechanism: 'XOAUTH2', username, accessToken: bearer(fields) };
}

/** `n,a=<address>,^Ahost=…^Aport=…^Aauth=Bearer <token>^A^A` (RFC 7628). */
function readOauthBearer(response: string): MailCredentials {
  const [header = '', ...fields] = response.split('\x01');
  const match = /^n,(?:a=([^,]*))?,$/.exec(header);
  if (match === null) throw bad('Malformed OAUTHBEARER response');
  const username = (match[1] ?? '').replaceAll('=2C', ',').replaceAll('=3D', '=');
  return { mechanism: 'OAUTHBEARER', username, accessToken: bearer(fields) };
}

function bearer(fields: readonly string[]): string {
  const token = /^auth=Bearer +(\S+)$/i.exec(fields.find((field) => field.startsWith('auth=')) ?? '')?.[1];
  if (token === undefined) throw bad('Bearer token expected');
  return token;
}

/** What a refused token is told before the NO, in base64 (mssante.md §2.5; RFC 7628 §3.2.2). */
function tokenError(mechanism: MailCredentials['mechanism']): string | undefined {
  const errors: Partial<Record<string, object>> = {
    XOAUTH2: { status: '401', schemes: 'bearer', scope: 'openid' },
    OAUTHBEARER: { status: 'invalid_token', scope: 'openid' },
  };
  const error = errors[mechanism];
  return error === undefined ? undefined : Buffer.from(JSON.stringify(error)).toString('base64');
}
