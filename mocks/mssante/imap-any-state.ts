import { continuation, status, untagged } from './imap-response.js';
import { astring, keyword, list } from './imap-arguments.js';
import { bad } from './imap-refusal.js';
import type { ImapCommands, ImapSession } from './imap-session.js';

/** What is announced in each state: before TLS no way to authenticate (mssante.md §2.3). */
export function capabilities({ tls, mailbox, context }: Pick<ImapSession, 'tls' | 'mailbox' | 'context'>): string {
  const always = 'IMAP4rev1 LOGINDISABLED SASL-IR LITERAL+ ID ENABLE';
  if (tls === undefined) return `${always} STARTTLS`;
  if (mailbox === undefined) return [always, ...context.mechanisms.map((name) => `AUTH=${name}`)].join(' ');
  return `${always} IDLE NAMESPACE UIDPLUS UNSELECT MOVE CHILDREN SPECIAL-USE LIST-EXTENDED LIST-STATUS`;
}

/** CAPABILITY, NOOP, LOGOUT, ID, ENABLE, STARTTLS (RFC 3501 §§6.1, 6.2.1; RFC 2971; RFC 5161). */
export const ANY_STATE_COMMANDS: ImapCommands = {
  CAPABILITY: {
    state: 'any',
    run: async (session) => {
      await session.send(Buffer.from(`* CAPABILITY ${capabilities(session)}\r\n`));
      return undefined;
    },
  },
  NOOP: { state: 'any', run: () => Promise.resolve(undefined) },
  LOGOUT: {
    state: 'any',
    run: async (session) => {
      await session.send(status('*', 'BYE', 'Logging out'));
      session.end();
      return undefined;
    },
  },
  ID: {
    state: 'any',
    run: async (session, { arguments: given }) => {
      const client = given[0] === null ? [] : list(given[0], 'Parameter list');
      if (client.length > 60) throw bad('Too many parameters');
      session.journal.note(
        `(client : ${client.map((one) => (one === null ? 'NIL' : astring(one, 'String'))).join(' ')})`,
      );
      await session.send(await untagged('ID', [['name', 'Banc Segur', 'vendor', 'Banc Segur']]));
      return undefined;
    },
  },
  ENABLE: {
    state: 'authenticated',
    run: async (session, { arguments: given }) => {
      if (given.length === 0 || given.some((one) => keyword(one) === undefined)) throw bad('Capability expected');
      // No extension of ours needs to be enabled: the list of what was is empty (RFC 5161 §3.1).
      await session.send(await untagged('ENABLED'));
      return undefined;
    },
  },
  STARTTLS: {
    state: 'not-authenticated',
    run: async (session, { tag }) => {
      if (session.tls !== undefined) throw bad('TLS is already active');
      await session.send(status(tag, 'OK', 'Begin TLS negotiation now'));
      if (!(await session.startTls())) session.end();
      return { answered: true };
    },
  },
};

/** NAMESPACE (RFC 2342) and IDLE (RFC 2177). */
export const AUTHENTICATED_STATE_COMMANDS: ImapCommands = {
  NAMESPACE: {
    state: 'authenticated',
    run: async (session) => {
      await session.send(await untagged('NAMESPACE', [[['', '/']], null, null]));
      return undefined;
    },
  },
  IDLE: {
    state: 'authenticated',
    run: async (session) => {
      await session.send(continuation('idling'));
      const { view } = session;
      let telling: Promise<void> = Promise.resolve();
      const tell = () => {
        telling = telling.then(async () => {
          if (view?.hasNews === true) await session.send(...(await view.news(true)));
        });
      };
      view?.onNews(tell);
      tell();
      try {
        const line = await session.reader.line(1_000);
        if (line === undefined || line === 'tooLong') session.end();
        else if (line.toString('latin1').toUpperCase() !== 'DONE') throw bad('DONE expected');
      } finally {
        view?.onNews(undefined);
        await telling;
      }
      return undefined;
    },
  },
};
