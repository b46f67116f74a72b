import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type ControlCommand, defineCommand } from '../core/service.js';
import { BancError } from '../wire/errors.js';
import { headerLines, headerValues } from '../wire/mail-headers.js';
import type { ImapListener } from './imap-server.js';
import { deliverCopy, newQueueId } from './mail-copy.js';
import type { MailOperator } from './mail-operator.js';
import { operatorOf, OPERATOR_DOMAINS, ownersOf } from './mailbox-directory.js';
import type { StoredMessage } from './mailbox-folder.js';
import type { SmtpListener } from './smtp-listener.js';
import { TRIAL_BEHAVIOURS, type TrialBehaviour } from './trial-tls.js';

/** The listeners commands act on. */
export interface OperatorListeners {
  submission: readonly SmtpListener[];
  reading: readonly ImapListener[];
  /** Changes the TLS of the trial operator. */
  setTrial(behaviour: TrialBehaviour): Promise<void>;
}

const address = z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/, 'adresse attendue');
/** `8` + RPPS, or the RPPS alone. */
const professional = z
  .string()
  .regex(/^8?\d{11}$/, '« 8 » + RPPS, ou RPPS')
  .transform((id) => (id.length === 11 ? `8${id}` : id));

/** Commands by which scenarios act as other parties, look at mailboxes, and set what the operator does. */
export function mssanteCommands(operator: MailOperator, listeners: OperatorListeners): Record<string, ControlCommand> {
  const { store, directory, rules, tokens } = operator;
  return {
    deliver: defineCommand({
      description:
        'Dépose dans une boîte un mail (base64) qu’un tiers a envoyé ; l’opérateur y ajoute Return-Path, Received et Original-Recipient.',
      input: z.strictObject({
        to: address,
        raw: z.base64().min(1),
        from: z
          .union([address, z.literal('')])
          .optional()
          .meta({ description: 'Expéditeur de l’enveloppe ; celui de From sinon' }),
        originalRecipient: address.optional(),
      }),
      run: ({ to, raw, from, originalRecipient }) => {
        const bytes = Buffer.from(raw, 'base64');
        const name = operatorOf(to);
        const { uid } = deliverCopy(
          operator,
          { raw: bytes, from: from ?? addressIn(header(bytes, 'from')) },
          { address: to, ...(originalRecipient === undefined ? {} : { orcpt: `rfc822;${originalRecipient}` }) },
          { operator: name, from: `mx.${OPERATOR_DOMAINS[name]} (banc)`, protocol: 'ESMTPS', queueId: newQueueId() },
        );
        return { messageId: header(bytes, 'message-id'), uid };
      },
    }),
    messages: defineCommand({
      description: 'Liste les mails d’un dossier d’une boîte (INBOX par défaut), avec leur contenu en base64.',
      input: z.strictObject({ mailbox: address, folder: z.string().default('INBOX') }),
      run: ({ mailbox, folder: name }) => {
        const folder = store.open(mailbox)?.folder(name);
        if (folder === undefined) {
          throw new BancError('BANC_CONTROL', `Pas de dossier ${name} dans une boîte ${mailbox}.`);
        }
        return folder.messages.map(describe);
      },
    }),
    'create-mailbox': defineCommand({
      description: 'Crée une boîte (PER, ORG ou APP) ; sans effet sur les mails d’une boîte qui existe.',
      input: z.strictObject({
        address,
        type: z.enum(['PER', 'ORG', 'APP']).default('ORG'),
        structure: z.string().default('hospital').meta({ description: 'Clé d’une structure de la fiche' }),
        users: z.array(professional).default([]).meta({ description: '« 8 » + RPPS de ceux qui peuvent l’ouvrir' }),
      }),
      run: (wanted) => {
        const owners = ownersOf(wanted.structure);
        if (owners.length === 0) {
          throw new BancError('BANC_CONTROL', `Pas de structure ${wanted.structure} dans la fiche de connexion.`);
        }
        directory.add({
          address: wanted.address,
          type: wanted.type,
          operator: operatorOf(wanted.address),
          owners,
          users: wanted.users,
        });
        return { address: store.create(wanted.address).address };
      },
    }),
    'issue-access-token': defineCommand({
      description:
        'Délivre à un professionnel (« 8 » + RPPS, ou RPPS) un jeton d’accès tel que ceux de Pro Santé Connect ; lifetimeS nul ou négatif : déjà expiré.',
      input: z.strictObject({ professional, lifetimeS: z.number().int().min(-86_400).max(86_400).optional() }),
      run: ({ professional: subjectNameId, lifetimeS }) =>
        tokens.issue({ subjectNameId, ...(lifetimeS === undefined ? {} : { lifetimeS }) }),
    }),
    'revoke-token': defineCommand({
      description: 'Révoque un jeton d’accès (jti), ou tous ceux délivrés jusqu’ici à un professionnel.',
      input: z.union([z.strictObject({ jti: z.string().min(1) }), z.strictObject({ professional })]),
      run: (target) => tokens.revoke('jti' in target ? target : { subjectNameId: target.professional }),
    }),
    'set-delivery': defineCommand({
      description:
        'Fixe ce que devient un mail pour une adresse : accept, accept-with-dsn, refuse (au RCPT), bounce (avis de non-remise), bounce-patient (« Message non distribué » de Mon espace santé), bounce-too-big.',
      input: z.strictObject({
        address,
        outcome: z.enum(['accept', 'accept-with-dsn', 'refuse', 'bounce', 'bounce-patient', 'bounce-too-big']),
        status: z.number().int().min(400).max(599).optional(),
        enhanced: z
          .string()
          .regex(/^[45]\.\d{1,3}\.\d{1,3}$/)
          .optional(),
        text: z
          .string()
          .regex(/^[\x20-\x7e]{1,200}$/)
          .optional(),
      }),
      run: ({ address: to, outcome, status, enhanced, text }) =>
        rules.set(to, {
          outcome,
          ...(status === undefined ? {} : { status, enhanced: `${String(status).slice(0, 1)}.0.0` }),
          ...(enhanced === undefined ? {} : { enhanced }),
          ...(text === undefined ? {} : { text }),
        }),
    }),
    'set-size-limit': defineCommand({
      description:
        'Fixe la taille maximale d’un message, en octets, pour une boîte ou pour l’opérateur ; sans bytes, revient à la valeur par défaut (25 Mio).',
      input: z.strictObject({
        bytes: z.number().int().min(1_000).max(1_000_000_000).optional(),
        mailbox: address.optional(),
      }),
      run: ({ bytes, mailbox }) => {
        rules.setSizeLimit(bytes, mailbox);
        for (const listener of listeners.submission) listener.setSizeLimit(rules.sizeLimit());
        return { bytes: rules.sizeLimit(mailbox) };
      },
    }),
    'set-trial-tls': defineCommand({
      description:
        'Fixe le TLS de l’opérateur d’épreuve, SMTP et IMAP, et ferme ses sessions : conforme, TLS 1.1 seul, TLS 1.3 seul, suites interdites, groupe DH de 1024 bits, ou certificat expiré, révoqué, d’un autre nom, d’une autre autorité, d’une autre branche, à la CRL hors d’atteinte.',
      input: z.strictObject({ behaviour: z.enum(TRIAL_BEHAVIOURS) }),
      run: async ({ behaviour }) => {
        await listeners.setTrial(behaviour);
        return { behaviour };
      },
    }),
    'drop-connections': defineCommand({
      description: 'Ferme les sessions SMTP et IMAP ouvertes, toutes ou celles d’une boîte ; rend leur nombre.',
      input: z.strictObject({ mailbox: address.optional() }),
      run: ({ mailbox }) => {
        const all = [...listeners.submission, ...listeners.reading];
        return { dropped: all.reduce((count, listener) => count + listener.dropConnections(mailbox), 0) };
      },
    }),
  };
}

/** What a scenario sees of a mail. */
function describe({ uid, flags, raw, internalDate }: StoredMessage): Record<string, unknown> {
  return {
    uid,
    flags: [...flags],
    receivedAt: internalDate.toISOString(),
    messageId: header(raw, 'message-id'),
    from: header(raw, 'from'),
    to: header(raw, 'to'),
    subject: header(raw, 'subject'),
    sha256: createHash('sha256').update(raw).digest('hex'),
    raw: raw.toString('base64'),
  };
}

function header(raw: Buffer, name: string): string {
  return headerValues({ headers: headerLines(raw.subarray(0, 256 * 1024)) }, name)[0] ?? '';
}

/** The address of a From field: between angle brackets, else the whole. */
function addressIn(value: string): string {
  return /<([^<>\s]+@[^<>\s]+)>/.exec(value)?.[1] ?? (/^[^\s<>]+@[^\s<>]+$/.test(value) ? value : '');
}
