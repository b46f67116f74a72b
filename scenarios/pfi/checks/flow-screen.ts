import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import type { ShownFlow, ShownTarget } from '../actions/flows.js';

const SHOWN: CheckDeclaration = {
  id: 'pfi.flow.shown',
  title: text(
    'L’écran montre le message, et dit de ses transmissions ce qui s’est passé',
    'The screen shows the message, and says of its transmissions what happened',
  ),
  rule: { reference: 'REM CDA/HL7.01 (PFI), INTRA/va1.01, preuve « trace d’intégration »', confidence: 'stated' },
};

/** What must be on screen: the state of each transmission, as the bench saw it. */
export type ExpectedTargets = Partial<Record<ShownTarget['to'], ShownTarget['state']>>;

/** The message is shown as taken over, with a trace, and its transmissions are those the bench saw. */
export function checkShown(shown: ShownFlow, expected: ExpectedTargets): Finding {
  const states = Object.fromEntries(shown.targets.map(({ to, state }) => [to, state]));
  const right = sortedText(states) === sortedText(expected);
  return verify(SHOWN, shown.shown && shown.taken && shown.trace.length > 0 && right, {
    expected: sortedText(expected),
    received: text(
      `${shown.shown ? 'affiché' : 'non affiché'}, ${shown.taken ? 'pris en charge' : 'non pris en charge'}, trace de ${shown.trace.length} ligne(s), ${sortedText(states)}`,
      `${shown.shown ? 'shown' : 'not shown'}, ${shown.taken ? 'taken over' : 'not taken over'}, trace of ${shown.trace.length} line(s), ${sortedText(states)}`,
    ),
    locator: text('écran, trace du message', 'screen, trace of the message'),
  });
}

const IDENTITY: CheckDeclaration = {
  id: 'pfi.flow.ins-shown',
  title: text(
    'L’INS qualifiée du message est reçue et affichée',
    'The qualified INS of the message is received and shown',
  ),
  rule: { reference: 'REM INS/va1.16', confidence: 'stated' },
};

/** The INS of the patient is on screen. */
export function checkInsShown({ ins }: ShownFlow, expected: string): Finding {
  return verify(IDENTITY, ins.replaceAll(' ', '') === expected, {
    expected,
    received: ins,
    locator: text('écran, trace du message', 'screen, trace of the message'),
  });
}

const CONTENT: CheckDeclaration = {
  id: 'pfi.flow.content-shown',
  title: text(
    'Le contenu du message HL7 est affiché, avec son PID',
    'The content of the HL7 message is shown, with its PID',
  ),
  rule: { reference: 'REM INS/va1.16, INTRA/va1.01, preuve « contenu HL7 »', confidence: 'stated' },
};

/** The message itself is on screen: its number, and its PID with the INS. */
export function checkContentShown(
  { content }: ShownFlow,
  { controlId, ins }: { controlId: string; ins: string },
): Finding {
  const held = content.includes(controlId) && new RegExp(`PID\\|[^|]*\\|[^|]*\\|[^|]*${ins}`).test(content);
  return verify(CONTENT, held, {
    expected: text(`message ${controlId}, PID-3 avec ${ins}`, `message ${controlId}, PID-3 with ${ins}`),
    received: content === '' ? text('aucun contenu', 'no content') : content.slice(0, 300),
    locator: text('écran, contenu du message', 'screen, content of the message'),
  });
}

function sortedText(states: Readonly<Record<string, string>>): string {
  return Object.entries(states)
    .map(([to, state]) => `${to} : ${state}`)
    .toSorted()
    .join(', ');
}
