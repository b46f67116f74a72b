import { startHttpListener } from '../core/http-listener.js';
import { portFor, type PortName } from '../core/ports.js';
import type { ServiceEnvironment, StartedService } from '../core/service.js';
import { answerAutoconfig, AUTOCONFIG_PATH } from './autoconfig.js';
import { mssanteCommands } from './control-commands.js';
import { startImap } from './imap-server.js';
import { createMailOperator } from './mail-operator.js';
import type { OperatorName } from './mailbox-directory.js';
import { ordinaryTls } from './operator-tls.js';
import { startSmtp } from './smtp-listener.js';
import { createTrialTls } from './trial-tls.js';

/**
 * Starts the MSSanté operator (API LPS, mssante.md §2): submission and reading, each with STARTTLS and with implicit TLS,
 * on the mailboxes of the roster, and its autoconfiguration; beside it the trial operator, whose TLS a scenario sets.
 * Rejects with BANC_LISTEN.
 */
export async function startMssante(environment: ServiceEnvironment): Promise<StartedService> {
  const { bind, publicHost, portBase, journal, faults, pki } = environment;
  const operator = createMailOperator(environment);
  const trial = createTrialTls(pki);
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    await Promise.all(opened.splice(0).map((listener) => listener.close()));
  };
  const port = (name: PortName) => portFor(name, portBase);
  const keep = <Listener extends { close(): Promise<void> }>(listener: Listener): Listener => {
    opened.push(listener);
    return listener;
  };
  const ordinary = ordinaryTls(pki);
  const smtp = async (on: PortName, more: { name: OperatorName; implicitTls?: boolean; behaviour?: () => string }) =>
    keep(
      await startSmtp({
        operator,
        port: port(on),
        implicitTls: false,
        tls: more.name === 'trial' ? trial.options : ordinary,
        ...more,
      }),
    );
  const imap = async (on: PortName, name: OperatorName, implicitTls = false) =>
    keep(
      await startImap({
        bind,
        port: port(on),
        implicitTls,
        tls: () => (name === 'trial' ? trial.options : ordinary),
        isRevoked: pki.isRevoked,
        operator: name,
        store: operator.store,
        authenticate: operator.authenticate,
        journal,
        faults,
      }),
    );
  try {
    const submission = {
      smtp: await smtp('smtp', { name: 'ordinary' }),
      smtps: await smtp('smtps', { name: 'ordinary', implicitTls: true }),
      trial: await smtp('smtpTrial', { name: 'trial', behaviour: () => trial.behaviour }),
    };
    const reading = {
      imap: await imap('imap', 'ordinary'),
      imaps: await imap('imaps', 'ordinary', true),
      trial: await imap('imapTrial', 'trial'),
    };
    const servers = {
      host: publicHost,
      smtp: submission.smtp.port,
      smtps: submission.smtps.port,
      imap: reading.imap.port,
      imaps: reading.imaps.port,
    };
    const { server } = pki.certificates;
    const web = keep(
      await startHttpListener({
        service: 'mssante',
        bind,
        publicHost,
        port: port('autoconfig'),
        tls: {
          key: server.keyPem,
          cert: server.chainPem,
          ca: pki.caPem,
          isRevoked: pki.isRevoked,
          asksCertificate: false,
        },
        journal,
        faults,
        handle: (request) => Promise.resolve(answerAutoconfig(request, servers)),
      }),
    );
    const setTrial = async (behaviour: Parameters<typeof trial.set>[0]) => {
      await trial.set(behaviour);
      submission.trial.setTls(trial.options);
      // Who stays connected would be judged on the handshake of before.
      submission.trial.dropConnections();
      reading.trial.dropConnections();
    };
    // Not awaited: the trial operator has the bench's certificate until its own, which tells its CRL, is made.
    void setTrial('conform').catch(() => undefined);
    const at = (listener: { port: number }) => ({ host: publicHost, port: listener.port });
    return {
      name: 'mssante',
      sheet: {
        smtp: at(submission.smtp),
        smtps: at(submission.smtps),
        imap: at(reading.imap),
        imaps: at(reading.imaps),
        autoconfig: `${web.url}${AUTOCONFIG_PATH}`,
        trial: { smtp: at(submission.trial), imap: at(reading.trial) },
      },
      commands: mssanteCommands(operator, {
        submission: Object.values(submission),
        reading: Object.values(reading),
        setTrial,
      }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
