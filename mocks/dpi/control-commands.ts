import { z } from 'zod';
import { answerMs, hl7Bytes, hl7Target } from '../core/hl7-commands.js';
import { hl7Facts } from '../core/hl7-facts.js';
import { sendHl7 } from '../core/hl7-sending.js';
import { type ControlCommand, defineCommand, type ServiceEnvironment } from '../core/service.js';
import type { SentMessages } from './sent-messages.js';

/** Commands by which the bench sends HL7 v2 messages as a DPI does. */
export function dpiCommands(environment: ServiceEnvironment, sent: SentMessages): Record<string, ControlCommand> {
  const outgoing = (bytesBase64: string) => {
    const bytes = Buffer.from(bytesBase64, 'base64');
    const facts = hl7Facts(bytes);
    if (facts !== undefined) sent.add(facts.controlId, facts.keys);
    return { bytes };
  };
  return {
    send: defineCommand({
      description:
        'Envoie un message HL7 v2 (base64) à la PFI par MLLP et rend ce qu’elle répond : accusé lu et brut, ou silence, coupure, connexion impossible.',
      input: z.strictObject({ to: hl7Target, bytesBase64: hl7Bytes, answerMs }),
      run: async ({ to, bytesBase64, answerMs: wait }) => {
        const [result] = await sendHl7({ service: 'dpi', environment, target: to, answerMs: wait }, [
          outgoing(bytesBase64),
        ]);
        return result;
      },
    }),
    'send-many': defineCommand({
      description:
        'Envoie plusieurs messages HL7 v2 (base64) sur une connexion, chacun après l’accusé du précédent, ou tous d’un coup (pipelined) ; rend ce que la PFI répond à chacun.',
      input: z.strictObject({
        to: hl7Target,
        messages: z.array(hl7Bytes).min(1).max(5_000),
        pipelined: z.boolean().default(false),
        answerMs,
      }),
      run: ({ to, messages, pipelined, answerMs: wait }) =>
        sendHl7({ service: 'dpi', environment, target: to, answerMs: wait, pipelined }, messages.map(outgoing)),
    }),
  };
}
