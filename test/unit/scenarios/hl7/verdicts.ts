import { encodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { writeDocumentMessage } from '../../../../mocks/wire/hl7-document-message.js';
import type { Finding } from '../../../../scenarios/harness/index.js';
import { judgeDocumentMessage, type MessageContext } from '../../../../scenarios/hl7/index.js';
import { documentMessage, type Wanted } from '../../mocks/hl7-bench.js';

/** Findings that are not passes: verdict, and what is told of it in French. */
export function troubles(findings: readonly Finding[]): Record<string, string> {
  return Object.fromEntries(
    findings
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ check, verdict, received, message }) => {
        const told = received ?? message ?? '';
        return [check.id, `${verdict} ${typeof told === 'string' ? told : told.fr}`.trim()];
      }),
  );
}

/** Verdicts of the findings that are not passes. */
export function verdicts(findings: readonly Finding[]): Record<string, string> {
  return Object.fromEntries(
    findings.filter(({ verdict }) => verdict !== 'pass').map(({ check, verdict }) => [check.id, verdict]),
  );
}

/** What a conform message is about: the DMP, professionals and acknowledgements. */
export const WANTED = {
  flags: { DESTDMP: true, DESTMSSANTEPS: true, INVISIBLE_PATIENT: true, ACK_RECEPTION: true },
} as const satisfies Partial<Wanted>;

/** Text of a conform message. */
export function conform(wanted: Partial<Wanted> = {}): string {
  return writeDocumentMessage(documentMessage({ controlId: 'J1', ...WANTED, ...wanted }));
}

/** Judges a conform message whose text was changed. */
export function judged(
  change: (text: string) => string,
  wanted: Partial<Wanted> = {},
  context: MessageContext = {},
): Finding[] {
  const text = conform(wanted);
  const changed = change(text);
  if (changed === text && !Object.is(change, SAME)) throw new Error('the change found nothing to change');
  return judgeDocumentMessage(encodeEr7(changed), { benchStructures: true, ...context });
}

/** No change. */
export const SAME = (text: string): string => text;
