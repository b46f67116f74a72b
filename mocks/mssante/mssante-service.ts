import { portFor, type PortName } from '../core/ports.js';
import { createAccessTokenAuthority } from '../core/access-token.js';
import type { ServiceEnvironment, StartedService } from '../core/service.js';
import { mssanteCommands } from './control-commands.js';
import { startImap } from './imap-server.js';
import { createMailOperator } from './mail-operator.js';
import type { OperatorName } from './mailbox-directory.js';
import { ordinaryTls } from './operator-tls.js';
import { startSmtp } from './smtp-listener.js';

/**
 * Starts the MSSanté operator (API LPS, mssante.md §2): submission and reading, each with STARTTLS and with implicit TLS,
 * on the mailboxes of the roster; beside it the trial operator, whose TLS a scenario sets. Rejects with BANC_LISTEN.
 */
export async function startMssante(environment: ServiceEnvironment): Promise<StartedService> {
  const { bind, publicHost, portBase, journal, faults, pki } = environment;
  const operator = createMailOperator(environment, createAccessTokenAuthority('https://psc.banc-segur.invalid'));
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    await Promise.all(opened.splice(0).map((listener) => listener.close()));
  };
  const port = (name: PortName) => portFor(name, portBase);
  const smtp = async (name: OperatorName, on: PortName, implicitTls: boolean) => {
    const listener = await startSmtp({ operator, name, port: port(on), implicitTls, tls: ordinaryTls(pki) });
    opened.push(listener);
    return listener;
  };
  const imap = async (name: OperatorName, on: PortName, implicitTls: boolean) => {
    const listener = await startImap({
      bind,
      port: port(on),
      implicitTls,
      tls: () => ordinaryTls(pki),
      isRevoked: pki.isRevoked,
      operator: name,
      store: operator.store,
      authenticate: operator.authenticate,
      journal,
      faults,
    });
    opened.push(listener);
    return listener;
  };
  try {
    const listeners = {
      smtp: await smtp('ordinary', 'smtp', false),
      smtps: await smtp('ordinary', 'smtps', true),
      imap: await imap('ordinary', 'imap', false),
      imaps: await imap('ordinary', 'imaps', true),
    };
    const trial = {
      smtp: await smtp('trial', 'smtpTrial', false),
      imap: await imap('trial', 'imapTrial', false),
    };
    const at = ({ port }: { port: number }) => ({ host: publicHost, port });
    return {
      name: 'mssante',
      sheet: {
        smtp: at(listeners.smtp),
        smtps: at(listeners.smtps),
        imap: at(listeners.imap),
        imaps: at(listeners.imaps),
        trial: { smtp: at(trial.smtp), imap: at(trial.imap) },
      },
      commands: mssanteCommands(operator, {
        submission: [listeners.smtp, listeners.smtps, trial.smtp],
        reading: [listeners.imap, listeners.imaps, trial.imap],
      }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
