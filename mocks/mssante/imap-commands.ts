import { ANY_STATE_COMMANDS, AUTHENTICATED_STATE_COMMANDS } from './imap-any-state.js';
import { APPEND_COMMANDS } from './imap-append.js';
import { AUTHENTICATION_COMMANDS } from './imap-authentication.js';
import { FETCH_COMMANDS } from './imap-fetch.js';
import { FOLDER_COMMANDS } from './imap-folders.js';
import { LIST_COMMANDS } from './imap-list.js';
import { SEARCH_COMMANDS } from './imap-search.js';
import { SELECT_COMMANDS } from './imap-select.js';
import type { ImapCommandHandler, ImapSession } from './imap-session.js';
import { bad } from './imap-refusal.js';
import { STORE_COMMANDS } from './imap-store.js';

const COMMANDS = new Map<string, ImapCommandHandler>(
  [
    ANY_STATE_COMMANDS,
    AUTHENTICATION_COMMANDS,
    AUTHENTICATED_STATE_COMMANDS,
    FOLDER_COMMANDS,
    LIST_COMMANDS,
    SELECT_COMMANDS,
    FETCH_COMMANDS,
    SEARCH_COMMANDS,
    STORE_COMMANDS,
    APPEND_COMMANDS,
  ].flatMap((family) => Object.entries(family)),
);

/** The handler of a command (upper case). Throws ImapRefusal BAD when it is unknown or not for this state. */
export function commandHandler(name: string, session: Pick<ImapSession, 'mailbox' | 'view'>): ImapCommandHandler {
  const handler = COMMANDS.get(name);
  if (handler === undefined) throw bad('Unknown command');
  const authenticated = session.mailbox !== undefined;
  if (handler.state === 'not-authenticated' && authenticated) throw bad('Already authenticated');
  if (handler.state === 'authenticated' && !authenticated) throw bad('Authenticate first');
  if (handler.state === 'selected' && session.view === undefined) throw bad('Select a mailbox first');
  return handler;
}
