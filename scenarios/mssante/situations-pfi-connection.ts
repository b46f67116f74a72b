import { X509Certificate } from 'node:crypto';
import { mailbox, professional } from '../../fixtures/roster.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import { buildMail } from '../../mocks/wire/mail-build.js';
import { defineScenario, type Scenario, type ScenarioContext, type Tenant, type Text, text } from '../harness/index.js';
import { connectMailbox, sendPlainMail, showConnectionSettings } from './actions/pfi-connection.js';
import type { ConnectionAttempt, TriedConnections } from './checks/connection-attempts.js';
import { checkSettings, checkTlsShown } from './checks/connection-tls.js';

/** The second operator, whose TLS a scenario sets: one scenario at a time. */
export const TRIAL_OPERATOR: Tenant = { name: 'setting:trial-operator' };

/** Ways the second operator may present itself (mssante.md §2.3). */
export type TrialTls =
  | 'conform'
  | 'tls11-only'
  | 'tls13-only'
  | 'forbidden-suite'
  | 'weak-dh'
  | 'expired'
  | 'other-authority'
  | 'wrong-branch'
  | 'revoked'
  | 'wrong-host';

/** What each way is, as a sentence says it. */
const PRESENTED: Readonly<Record<TrialTls, Text>> = {
  conform: text('un opérateur conforme', 'a conform operator'),
  'tls11-only': text('un opérateur qui n’offre que TLS 1.1', 'an operator that only offers TLS 1.1'),
  'tls13-only': text('un opérateur qui n’offre que TLS 1.3', 'an operator that only offers TLS 1.3'),
  'forbidden-suite': text(
    'un opérateur qui n’offre qu’une suite non permise',
    'an operator that only offers a suite that is not allowed',
  ),
  'weak-dh': text(
    'un opérateur dont le groupe Diffie-Hellman est de 1024 bits',
    'an operator whose Diffie-Hellman group is of 1024 bits',
  ),
  expired: text('un opérateur dont le certificat a expiré', 'an operator whose certificate has expired'),
  'other-authority': text(
    'un opérateur dont le certificat vient d’une autre autorité que l’IGC Santé',
    'an operator whose certificate comes from another authority than IGC Santé',
  ),
  'wrong-branch': text(
    'un opérateur dont le certificat vient d’une autre branche de l’IGC Santé',
    'an operator whose certificate comes from another branch of IGC Santé',
  ),
  revoked: text('un opérateur dont le certificat est révoqué', 'an operator whose certificate is revoked'),
  'wrong-host': text(
    'un opérateur dont le certificat porte un autre nom de serveur',
    'an operator whose certificate bears another server name',
  ),
};

/** The ORG mailbox of the product, with a token: one scenario at a time. */
export const ORG_MAILBOX: Tenant = { name: 'setting:pfi-org-mailbox' };

/** Address of the mailbox at the second operator. */
export const TRIAL_ADDRESS = mailbox('pfi-trial').address;

/** Sets how the second operator presents itself, for the steps that follow. */
export async function presentTls(t: ScenarioContext, behaviour: TrialTls): Promise<void> {
  await t.control('mssante', 'set-trial-tls', { behaviour });
}

/**
 * Has the product connect and send a mail to the second operator presenting itself in one way, in a step of its own.
 * @returns what the screen said and what the operator saw, which `judge` judges in the step.
 */
export async function connectToTrial(
  t: ScenarioContext,
  behaviour: TrialTls,
  judge: (tried: TriedConnections) => void,
): Promise<TriedConnections> {
  const presented = PRESENTED[behaviour];
  return t.step(text(`Se connecter à ${presented.fr}`, `Connect to ${presented.en}`), async () => {
    await presentTls(t, behaviour);
    const since = await t.mark();
    const shown = await t.act(connectMailbox, { mailbox: { address: TRIAL_ADDRESS } });
    const note = await sendNote(t, TRIAL_ADDRESS, `Essai ${behaviour}`);
    const attempts = await trialAttempts(t, since);
    const tried = { presented, shown: { ...shown, ...note.shown }, attempts };
    judge(tried);
    return tried;
  });
}

/** Keeps what the operator saw of a try as evidence. */
export function attemptsEvidence(
  t: ScenarioContext,
  proofs: string | readonly string[],
  tried: TriedConnections,
): void {
  t.attachExchanges(
    proofs,
    tried.attempts.map(({ exchange }) => exchange),
  );
}

/** Has no revocation list served while `body` runs. */
export async function crlOutage(t: ScenarioContext, body: () => Promise<void>): Promise<void> {
  const rule = { service: 'igc', transaction: 'crl', times: 0, fault: { kind: 'http', status: 503 } };
  const { id } = await t.control<{ id: string }>('faults', 'add', rule);
  try {
    await body();
  } finally {
    await t.control('faults', 'remove', { id });
  }
}

/** Waits until a moment, watching that nothing comes: what must be seen afterwards is not mistaken for what came before. */
export async function waitUntil(t: ScenarioContext, moment: string): Promise<void> {
  while (Date.now() <= Date.parse(moment)) await t.watchQuiet({ service: 'mssante', transaction: 'none' });
}

/** A third party's plain mail, delivered into a mailbox. */
export async function deliverNote(t: ScenarioContext, to: string, name: string): Promise<{ messageId: string }> {
  const raw = await buildMail({
    from: { address: mailbox('lab').address, name: mailbox('lab').label },
    to: [to],
    subject: `${name} ${t.runKey}`,
    text: `${name}, message fictif.`,
  });
  return t.control('mssante', 'deliver', { to, raw: raw.toString('base64') });
}

/** Sends a plain mail from a mailbox, to the laboratory unless said otherwise; subject and text are unique in the run. */
export async function sendNote(
  t: ScenarioContext,
  from: string,
  name: string,
  to: string = mailbox('lab').address,
): Promise<{ shown: { sent: boolean; message: string }; submissions: Exchange[]; marker: string }> {
  const since = await t.mark();
  // Plain ASCII: no encoding of the mail hides it in a trace.
  const marker = `Contenu fictif ${t.runKey} a ne pas tracer`;
  const subject = `${name} ${t.runKey}`;
  const shown = await t.act(sendPlainMail, { mailbox: { address: from }, to, subject, text: marker });
  const keys = { mailbox: from };
  const submissions = await t.exchanges({ service: 'mssante', transaction: 'smtp-submission', keys, since });
  return { shown, submissions, marker };
}

/** Every authentication and submission of a mailbox since a moment, as the operator saw it. */
export function attemptsOf(t: ScenarioContext, address: string, since: number): Promise<ConnectionAttempt[]> {
  return attemptsWith(t, { mailbox: address }, since);
}

/** The same for the second operator, of whom the product has one mailbox: even what names no mailbox. */
async function trialAttempts(t: ScenarioContext, since: number): Promise<ConnectionAttempt[]> {
  const named = await attemptsWith(t, { mailbox: TRIAL_ADDRESS }, since);
  const others = (await attemptsWith(t, { operator: 'trial' }, since)).filter(
    // What is said before TLS is judged by itself (clearAttempts).
    ({ exchange: { id, tls } }) => tls !== undefined && !named.some((one) => one.exchange.id === id),
  );
  return [...named, ...others];
}

async function attemptsWith(
  t: ScenarioContext,
  keys: Record<string, string>,
  since: number,
): Promise<ConnectionAttempt[]> {
  const transaction = ['smtp-submission', 'smtp-refused', 'imap-authenticate'];
  const exchanges = await t.exchanges({ service: 'mssante', transaction, keys, since });
  return exchanges.map((exchange) => ({ exchange, protocol: exchange.protocol === 'imap' ? 'imap' : 'smtp' }));
}

/** Authentications tried since a moment on a channel that was not encrypted. */
export async function clearAttempts(t: ScenarioContext, protocol: 'smtp' | 'imap', since: number): Promise<Exchange[]> {
  const transaction = protocol === 'smtp' ? 'smtp-refused' : 'imap-authenticate';
  const exchanges = await t.exchanges({ service: 'mssante', transaction, since });
  return exchanges.filter(({ tls, request }) => tls === undefined && /^(?:\S+ )?(?:AUTH|LOGIN)/i.test(request.line));
}

/** Issues an access token of a professional, as Pro Santé Connect would. */
export function issueToken(
  t: ScenarioContext,
  professionalKey: string,
  lifetimeS?: number,
): Promise<{ accessToken: string; jti: string; expiresAt: string }> {
  return t.control('mssante', 'issue-access-token', {
    professional: professional(professionalKey).rpps,
    ...(lifetimeS === undefined ? {} : { lifetimeS }),
  });
}

/** Common names of the authorities of the bench's PKI. */
export async function trustedAuthorities(t: ScenarioContext): Promise<string[]> {
  const { anchorsPem } = await t.control<{ anchorsPem: string }>('igc', 'trust', {});
  const pems = anchorsPem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return pems.map((pem) => /(?:^|\n)CN=(.*)/.exec(new X509Certificate(pem).subject)?.[1] ?? '');
}

/** The two proofs of vague 1 about TLS: settings, then the log of a sending beside what the operator saw. */
export function tlsOfSending({ requirement, title }: { requirement: string; title: Text }): Scenario {
  const settings = `${requirement}.01.01`;
  const log = `${requirement}.01.02`;
  return defineScenario({
    requirement,
    id: `${requirement}.01`,
    title,
    actor: 'pfi',
    drive: 'automatic',
    proofs: [settings, log],
    holds: [TRIAL_OPERATOR],
    async run(t) {
      await t.step(text('Lire les réglages TLS', 'Read the TLS settings'), async () => {
        const { versions } = await t.act(showConnectionSettings, { mailbox: { address: TRIAL_ADDRESS } });
        t.check(settings, checkSettings(versions));
      });
      await connectToTrial(t, 'conform', (tried) => {
        attemptsEvidence(t, log, tried);
        t.check(log, checkTlsShown(tried));
      });
    },
  });
}
