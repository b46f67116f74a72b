import type { AccessTokenAuthority } from '../core/access-token.js';
import type { ServiceEnvironment } from '../core/service.js';
import { createDeliveryRules, type DeliveryRules } from './delivery-rules.js';
import { type AuthenticateMailbox, createMailboxAuthentication } from './mailbox-authentication.js';
import { createMailboxDirectory, isPatientAddress, type MailboxDirectory } from './mailbox-directory.js';
import { createMailboxStore, type MailboxStore } from './mailbox-store.js';

/** What both operators and both protocols share: accounts, mailboxes, who may open them, how mail is delivered. */
export interface MailOperator {
  environment: ServiceEnvironment;
  directory: MailboxDirectory;
  store: MailboxStore;
  tokens: AccessTokenAuthority;
  authenticate: AuthenticateMailbox;
  rules: DeliveryRules;
}

/** The state of the operators at start: the roster's mailboxes, empty; every patient's one implicitly. */
export function createMailOperator(environment: ServiceEnvironment): MailOperator {
  const { tokens } = environment;
  const directory = createMailboxDirectory();
  return {
    environment,
    directory,
    store: createMailboxStore({
      addresses: directory.addresses(),
      implicit: isPatientAddress,
      now: () => environment.clock.now(),
    }),
    tokens,
    authenticate: createMailboxAuthentication(directory, tokens),
    rules: createDeliveryRules(),
  };
}
