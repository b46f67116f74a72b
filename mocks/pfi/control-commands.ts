import { z } from 'zod';
import { answerMs, hl7Bytes, hl7Target } from '../core/hl7-commands.js';
import { sendHl7 } from '../core/hl7-sending.js';
import { type ControlCommand, defineCommand, type ServiceEnvironment } from '../core/service.js';
import { BancError } from '../wire/errors.js';
import { type BusinessReturn, partyOf } from './business-returns.js';
import type { DocumentLifecycles } from './document-lifecycles.js';
import type { DpiAddress } from './dpi-address.js';
import { type PfiOptions, pfiOptions } from './pfi-options.js';
import type { ReturnQueue } from './return-queue.js';
import type { TakenMessage, TakenMessages } from './taken-messages.js';

/** What the bench's PFI knows. */
export interface PfiState {
  environment: ServiceEnvironment;
  documents: DocumentLifecycles;
  taken: TakenMessages;
  dpi: DpiAddress;
  returns: ReturnQueue;
  options: PfiOptions;
}

const wantedReturn = z.strictObject({
  message: z.string().min(1).meta({ description: 'MSH-10 du message de document pris en charge' }),
  kind: z.enum(['dmp-reception', 'mss-reception', 'mss-reading']).meta({ description: 'ZAM^Z01, Z02, Z03' }),
  accepted: z.boolean().default(true),
  error: z
    .strictObject({ code: z.string().min(1), label: z.string() })
    .optional()
    .meta({ description: 'ERR-5 d’un refus : DMPClosed, 550, 902…' }),
  recipient: z.string().optional().meta({ description: 'Adresse MSSanté ; la première du message sinon' }),
});

/** Commands by which scenarios look at the bench's PFI and have it send. */
export function pfiCommands(state: PfiState): Record<string, ControlCommand> {
  const { environment, documents, taken, dpi, returns, options } = state;
  return {
    reach: defineCommand({
      description:
        'Dit à la PFI du banc où le DPI écoute les messages HL7 v2 (MLLP) : accusés métier et documents y vont, ceux qui attendaient aussi (released).',
      input: hl7Target,
      run: (target) => {
        dpi.set(target);
        return { ...target, released: returns.release() };
      },
    }),
    push: defineCommand({
      description:
        'Envoie au DPI un message HL7 v2 (base64) : MDM du volet LPS, ADT ou autre ; rend ce qu’il répond : accusé lu et brut, ou silence, coupure, connexion impossible. Sans to, à l’adresse dite par reach.',
      input: z.strictObject({ to: hl7Target.optional(), bytesBase64: hl7Bytes, answerMs }),
      run: async ({ to, bytesBase64, answerMs: wait }) => {
        const target = dpi.resolve(to);
        const bytes = Buffer.from(bytesBase64, 'base64');
        const [result] = await sendHl7({ service: 'pfi', environment, target, answerMs: wait }, [{ bytes }]);
        return result;
      },
    }),
    return: defineCommand({
      description:
        'Envoie maintenant au DPI un accusé métier (ZAM) d’un message de document pris en charge et rend ce qu’il répond.',
      input: wantedReturn,
      run: ({ message, recipient, error, ...wanted }) => {
        const found = taken.get(message);
        if (found === undefined) {
          throw new BancError('BANC_CONTROL', `La PFI du banc n’a pris en charge aucun message de MSH-10 ${message}.`);
        }
        const due: BusinessReturn = { ...wanted, message, ...(error === undefined ? {} : { error }) };
        if (wanted.kind !== 'dmp-reception') due.party = partyTo(found, message, recipient);
        return returns.send(due, found);
      },
    }),
    documents: defineCommand({
      description: 'Liste les documents pris en charge, avec leur cycle de vie, par patient, identifiant ou setId.',
      input: z.strictObject({
        patient: z.string().optional(),
        document: z.string().optional(),
        setId: z.string().optional(),
      }),
      run: (wanted) => documents.list(wanted),
    }),
    'set-options': defineCommand({
      description:
        'Change ce que les sources laissent libre : code de rejet d’une incohérence, envoi des accusés métier.',
      input: pfiOptions.partial(),
      run: (wanted) => Object.assign(options, wanted),
    }),
  };
}

/** The mailbox a return is about. Throws BANC_CONTROL when the message names none. */
function partyTo({ recipients }: TakenMessage, message: string, recipient: string | undefined) {
  const parties = recipients.map(partyOf).filter((party) => party !== undefined);
  const found = parties.find(({ address }) => recipient === undefined || address === recipient);
  if (found !== undefined) return found;
  throw new BancError('BANC_CONTROL', `Le message ${message} n’a pas de destinataire ${recipient ?? 'MSSanté'}.`);
}
