import { astring, type ImapArgument, keyword } from './imap-arguments.js';
import type { ImapCommand } from './imap-command.js';
import { bad, no } from './imap-refusal.js';
import { untagged } from './imap-response.js';
import { readSearchKeys } from './imap-search-keys.js';
import { type ImapCommands, type ImapSession, viewOf } from './imap-session.js';

/** SEARCH and UID SEARCH (RFC 3501 §6.4.4). */
export const SEARCH_COMMANDS: ImapCommands = {
  SEARCH: { state: 'selected', keepsNumbers: true, run: (session, command) => search(session, command, false) },
  'UID SEARCH': { state: 'selected', run: (session, command) => search(session, command, true) },
};

const CHARSETS = ['US-ASCII', 'UTF-8'];

async function search(session: ImapSession, command: ImapCommand, byUid: boolean): Promise<undefined> {
  const view = viewOf(session);
  const { charset, keys } = withoutCharset(command.arguments);
  if (!CHARSETS.includes(charset)) throw no('Unknown charset', `BADCHARSET (${CHARSETS.join(' ')})`);
  const matches = readSearchKeys(keys, view);
  const found: number[] = [];
  for (const numbered of view.all()) {
    if (await matches(numbered)) found.push(byUid ? numbered.message.uid : numbered.sequence);
  }
  await session.send(await untagged('SEARCH', found));
  return undefined;
}

function withoutCharset(given: readonly ImapArgument[]): { charset: string; keys: readonly ImapArgument[] } {
  const named = keyword(given[0]) === 'CHARSET';
  const keys = named ? given.slice(2) : given;
  if (keys.length === 0) throw bad('Search key expected');
  return { charset: named ? astring(given[1], 'Charset').toUpperCase() : 'UTF-8', keys };
}
