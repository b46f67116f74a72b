import { z } from 'zod';
import { answerMs, hl7Bytes, hl7Target } from '../core/hl7-commands.js';
import { sendHl7 } from '../core/hl7-sending.js';
import { type ControlCommand, defineCommand, type ServiceEnvironment } from '../core/service.js';
import type { DocumentLifecycles } from './document-lifecycles.js';
import type { DpiAddress } from './dpi-address.js';
import { type PfiOptions, pfiOptions } from './pfi-options.js';

/** What the commands act on. */
export interface PfiState {
  environment: ServiceEnvironment;
  documents: DocumentLifecycles;
  dpi: DpiAddress;
  options: PfiOptions;
}

/** Commands by which scenarios look at the bench's PFI and have it send. */
export function pfiCommands({ environment, documents, dpi, options }: PfiState): Record<string, ControlCommand> {
  return {
    reach: defineCommand({
      description:
        'Dit à la PFI du banc où le DPI écoute les messages HL7 v2 (MLLP) : accusés métier et documents y vont.',
      input: hl7Target,
      run: (target) => {
        dpi.set(target);
        return target;
      },
    }),
    push: defineCommand({
      description:
        'Envoie au DPI un message HL7 v2 (base64) : MDM du volet LPS, ADT ou autre ; rend ce qu’il répond : accusé lu et brut, ou silence, coupure, connexion impossible.',
      input: z.strictObject({ to: hl7Target.optional(), bytesBase64: hl7Bytes, answerMs }),
      run: async ({ to, bytesBase64, answerMs: wait }) => {
        const target = dpi.resolve(to);
        const bytes = Buffer.from(bytesBase64, 'base64');
        const [result] = await sendHl7({ service: 'pfi', environment, target, answerMs: wait }, [{ bytes }]);
        return result;
      },
    }),
    documents: defineCommand({
      description: 'Liste les documents pris en charge, avec leur cycle de vie, par patient, identifiant ou setId.',
      input: z.strictObject({
        patient: z.string().optional(),
        document: z.string().optional(),
        setId: z.string().optional(),
      }),
      run: ({ patient, document, setId }) =>
        documents.list({
          ...(patient === undefined ? {} : { patient }),
          ...(document === undefined ? {} : { document }),
          ...(setId === undefined ? {} : { setId }),
        }),
    }),
    'set-options': defineCommand({
      description:
        'Change ce que les sources laissent libre : code de rejet d’une incohérence, envoi des accusés métier.',
      input: pfiOptions.partial(),
      run: (wanted) => Object.assign(options, wanted),
    }),
  };
}
