import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { ExchangeTls } from '../core/exchange.js';
import { parseCommand, type RawCommand, readCommand, tagOf, type UnreadCommand } from './imap-command.js';
import { commandHandler } from './imap-commands.js';
import { capabilities } from './imap-any-state.js';
import { applyFault, type FaultOutcome } from './imap-faults.js';
import { type ImapReader, readImap } from './imap-reader.js';
import { bad, ImapRefusal } from './imap-refusal.js';
import { continuation, status } from './imap-response.js';
import { unselect } from './imap-select.js';
import type { ImapServerContext, ImapSession } from './imap-session.js';
import { openSessionJournal } from './imap-session-journal.js';
import { HandshakeFailure } from './imap-tls.js';

/** Time given to a client to read our last words. */
const LINGER_MS = 1_000;

/** A connection being served. */
export interface ImapConnection {
  /** Address of the mailbox, once authenticated. */
  readonly mailbox: string | undefined;
  /** Says `* BYE` with this text and closes (the operator drops the session). */
  drop(text: string): void;
  /** Resolves when the connection is over and its session journalled. Never rejects. */
  readonly done: Promise<void>;
}

/** Serves a connection until it ends. `implicitTls`: the handshake comes before the greeting. */
export function serveImap(context: ImapServerContext, plain: Socket, implicitTls: boolean): ImapConnection {
  const { limits } = context;
  const journal = openSessionJournal(context.journal, context.operator);
  let socket: Socket = plain;
  let reader: ImapReader | undefined;
  let secured: TLSSocket | undefined;
  let ending = false;

  // Errors of a connection are those of the client: the reader sees its end.
  plain.on('error', () => undefined);
  const deadline = setTimeout(() => drop('Authentication took too long'), limits.authenticationMs);
  const gone = new AbortController();
  plain.once('close', () => {
    clearTimeout(deadline);
    gone.abort();
  });

  async function send(...data: Buffer[]): Promise<void> {
    for (const one of data) {
      if (socket.destroyed || !socket.writable) return;
      if (!socket.write(one)) await taken();
    }
  }

  /** Resolves when the client has taken what was written, or is gone. */
  async function taken(): Promise<void> {
    const waiting = new AbortController();
    const { signal } = waiting;
    await Promise.race([once(socket, 'drain', { signal }), once(socket, 'close', { signal })]).catch(() => undefined);
    waiting.abort();
  }

  async function startTls(): Promise<boolean> {
    const pipelined = reader?.release();
    if (pipelined !== undefined && pipelined.length > 0) {
      journal.record({
        transaction: 'imap-refused',
        summary: 'IMAP, octets reçus en clair après STARTTLS : écartés',
        request: `STARTTLS puis ${pipelined.length} octets en clair`,
        unexpected: 'octets en clair après STARTTLS (injection de commandes)',
      });
    }
    try {
      secured = await context.secure(plain);
    } catch (error) {
      if (!(error instanceof HandshakeFailure)) throw error;
      // A probe opens a port and says nothing.
      if (implicitTls && plain.bytesRead === 0) return false;
      journal.record({
        transaction: 'imap-refused',
        summary: `IMAP, négociation TLS en échec : ${error.message}`,
        request: implicitTls ? 'TLS' : 'STARTTLS',
        // A client is right to refuse an operator that misbehaves on purpose.
        ...(context.operator === 'trial' ? {} : { unexpected: error.message }),
        protocol: 'tls',
      });
      return false;
    }
    socket = secured;
    secured.on('error', () => undefined);
    journal.tls = context.examine(secured);
    reader = readImap(secured);
    return true;
  }

  const session: ImapSession = {
    context,
    journal,
    get reader() {
      return (reader ??= readImap(plain));
    },
    get tls(): ExchangeTls | undefined {
      return journal.tls;
    },
    mailbox: undefined,
    view: undefined,
    send,
    startTls,
    gone: gone.signal,
    end: () => {
      ending = true;
    },
  };

  function drop(text: string): void {
    if (ending) return;
    ending = true;
    journal.note(`S: * BYE ${text}`);
    if (socket.writable) socket.write(status('*', 'BYE', text));
    hangUp();
  }

  /** Closes our side, then the connection, whatever the client does. */
  function hangUp(): void {
    reader?.release();
    // What it still sends is thrown away: closing with bytes unread would take our last words from it.
    socket.resume();
    socket.end();
    setTimeout(() => plain.destroy(), LINGER_MS).unref();
  }

  async function serve(): Promise<void> {
    if (implicitTls && !(await startTls())) return;
    await send(status('*', 'OK', 'Banc Segur ready', `CAPABILITY ${capabilities(session)}`));
    let badCommands = 0;
    while (!isOver()) {
      const raw = await readCommand(
        session.reader,
        (text) => commandLimits(session, text),
        () => send(continuation('OK')),
      );
      if ('unread' in raw) {
        if (!(await answerUnread(raw))) return;
        continue;
      }
      journal.command(raw.text);
      if (!(await answer(raw))) badCommands += 1;
      if (badCommands > limits.badCommands) drop('Too many bad commands');
      if (session.mailbox !== undefined) authenticated();
    }
  }

  const isOver = () => ending || socket.destroyed;

  let idle = false;
  function authenticated(): void {
    if (idle) return;
    idle = true;
    clearTimeout(deadline);
    plain.setTimeout(limits.idleMs, () => drop('Idle for too long'));
  }

  /** Answers a command; false when it was BAD. */
  async function answer(raw: RawCommand): Promise<boolean> {
    const tag = tagOf(raw.text);
    const done = async (condition: 'OK' | 'NO' | 'BAD', text: string, code?: string) => {
      journal.note(`S: ${tag} ${condition}${code === undefined ? '' : ` [${code}]`} ${text}`);
      await send(status(tag, condition, text, code));
    };
    let keepsNumbers = false;
    try {
      const command = await parseCommand(raw);
      const handler = commandHandler(command.name, session);
      keepsNumbers = handler.keepsNumbers === true;
      const outcome: FaultOutcome = await applyFault(session, command);
      if (outcome === 'bye') drop('Session closed by the operator');
      if (outcome === 'cut') plain.destroy();
      if (isOver()) return true;
      // A client that polls with SEARCH alone sees what has just come.
      if (handler.state === 'selected') await tellNews(true);
      const completion = await handler.run(session, command);
      if (completion?.answered === true) return true;
      await tellNews(keepsNumbers);
      await done('OK', completion?.text ?? `${command.name} completed`, completion?.code);
      return true;
    } catch (error) {
      const refusal = error instanceof ImapRefusal ? error : internalError(error);
      await tellNews(keepsNumbers);
      await done(refusal.status, refusal.message, refusal.code);
      return refusal.status !== 'BAD';
    }
  }

  async function tellNews(keepsNumbers: boolean): Promise<void> {
    if (session.view?.hasNews === true) await send(...(await session.view.news(!keepsNumbers)));
  }

  /** What could not be read is journalled; true when the session may go on. */
  async function answerUnread(command: UnreadCommand): Promise<boolean> {
    if (command.unread === 'closed') return false;
    const tooLong = command.unread === 'lineTooLong';
    const what = tooLong ? 'ligne trop longue' : 'littéral trop grand';
    journal.record({
      transaction: 'imap-refused',
      summary: `IMAP, commande refusée : ${what}`,
      request: what,
      unexpected: what,
    });
    if (command.unread === 'literalTooLarge' && command.waiting) {
      await send(status(command.tag, 'NO', 'Literal too large', 'TOOBIG'));
      return true;
    }
    drop(tooLong ? 'Line too long' : 'Literal too large');
    return false;
  }

  function internalError(error: unknown): ImapRefusal {
    const reason = error instanceof Error ? error.message : String(error);
    journal.record({
      transaction: 'imap-refused',
      summary: `IMAP, erreur du banc : ${reason}`,
      request: 'IMAP',
      unexpected: `erreur du banc : ${reason}`,
    });
    return bad('Internal error');
  }

  const done = serve()
    .catch((error: unknown) => void internalError(error))
    .finally(() => {
      clearTimeout(deadline);
      unselect(session);
      hangUp();
      journal.finish();
    });

  return {
    get mailbox() {
      return session.mailbox?.address;
    },
    drop,
    done,
  };
}

function commandLimits({ context: { limits }, mailbox }: ImapSession, text: string) {
  // An unknown client is not trusted with more than credentials.
  if (mailbox === undefined) return { lineBytes: Math.min(limits.lineBytes, 24 * 1024), literalBytes: 8 * 1024 };
  const appending = /^\S+ APPEND /i.test(text);
  return { lineBytes: limits.lineBytes, literalBytes: appending ? limits.messageBytes : limits.literalBytes };
}
