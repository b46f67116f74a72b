import { fail, type Finding, joinTexts, notApplicable, pass, text, verify } from '../../harness/index.js';
import type { ShownTrace } from '../actions/pfi-traces.js';

const TRACED = {
  id: 'mss.traces.traced',
  title: text('Envoi et suppression sont tracés', 'Sending and deletion are traced'),
  rule: { reference: 'REM MSS/CONF.17, FAQ 10217', confidence: 'stated' },
} as const;

const CONTENT = {
  id: 'mss.traces.no-content',
  title: text('Le contenu des messages n’est jamais tracé', 'The content of messages is never traced'),
  rule: { reference: 'FAQ 10217 (16/10/2025)', confidence: 'stated' },
} as const;

const FIELDS = {
  id: 'mss.traces.fields',
  title: text(
    'La trace dit qui, quand, quoi, la requête et la réponse',
    'The trace tells who, when, what, the request and the answer',
  ),
  rule: { reference: 'REM MSS/CONF.18', confidence: 'stated' },
} as const;

const FAILURE = {
  id: 'mss.traces.failure',
  title: text('Un échec est tracé avec la réponse de l’opérateur', 'A failure is traced with the operator’s answer'),
  rule: { reference: 'REM MSS/CONF.18', confidence: 'stated' },
} as const;

/** One operation that must be found in the traces. */
export interface TracedOperation {
  name: 'sending' | 'deletion';
  /** One of these is in the line. */
  marks: readonly string[];
  /** False when the product does not do it. */
  done: boolean;
}

const NAMES = { sending: text('envoi', 'sending'), deletion: text('suppression', 'deletion') };

/** Every operation has its line. */
export function checkTraced(traces: readonly ShownTrace[], operations: readonly TracedOperation[]): Finding {
  const missing = operations.filter(
    ({ done, name, marks }) => done && !traces.some((trace) => isOf(trace, name, marks)),
  );
  return verify(TRACED, missing.length === 0, {
    expected: joinTexts(operations.filter(({ done }) => done).map(({ name }) => NAMES[name])),
    received:
      missing.length === 0
        ? text(`${traces.length} traces`, `${traces.length} traces`)
        : joinTexts([text('sans trace : ', 'not traced: '), ...missing.map(({ name }) => NAMES[name])], ' '),
  });
}

/** A marker that only the message's text has is nowhere. */
export function checkNoContent(traces: readonly ShownTrace[], marker: string): Finding {
  const found = traces.find((trace) => trace.text.includes(marker));
  if (traces.length === 0) return notApplicable(CONTENT, { received: text('aucune trace', 'no trace') });
  return verify(CONTENT, found === undefined, {
    expected: text(`« ${marker} » nulle part`, `"${marker}" nowhere`),
    received: found?.text ?? text(`${traces.length} traces`, `${traces.length} traces`),
  });
}

/** The five fields of one sending's trace. */
export function checkTraceFields(trace: ShownTrace | undefined): Finding {
  const expected = text(
    'auteur, date et heure, action, requête, réponse de l’opérateur',
    'author, date and time, action, request, operator’s answer',
  );
  if (!trace) return fail(FIELDS, { expected, received: text('aucune trace de l’envoi', 'no trace of the sending') });
  const absent = [
    ...(trace.author === '' ? [text('auteur', 'author')] : []),
    ...(/\d{1,2}\s?[:hH]\s?\d{2}/.test(trace.at) ? [] : [text('heure', 'time')]),
    ...(trace.action === '' ? [text('action', 'action')] : []),
    ...(trace.request === '' ? [text('requête', 'request')] : []),
    ...(trace.answer === '' ? [text('réponse', 'answer')] : []),
  ];
  if (absent.length === 0) return pass(FIELDS, { expected, received: trace.text });
  return fail(FIELDS, {
    expected,
    received: joinTexts([text('absent : ', 'absent: '), joinTexts(absent)], ''),
    locator: trace.text,
  });
}

/** The refused sending has its line, with what the operator answered. */
export function checkFailureTraced(traces: readonly ShownTrace[], recipient: string, status: string): Finding {
  const trace = traces.find((one) => one.text.includes(recipient) && one.text.includes(status));
  return verify(FAILURE, trace !== undefined, {
    expected: text(
      `l’envoi à ${recipient}, refusé par « ${status} »`,
      `the sending to ${recipient}, refused by "${status}"`,
    ),
    received: trace?.text ?? text('aucune trace de ce refus', 'no trace of this refusal'),
  });
}

/** The line of a sending: by its Message-ID or recipient, and by what is done. */
export function traceOfSending(traces: readonly ShownTrace[], marks: readonly string[]): ShownTrace | undefined {
  return traces.find((trace) => isOf(trace, 'sending', marks));
}

function isOf(trace: ShownTrace, name: TracedOperation['name'], marks: readonly string[]): boolean {
  const words = name === 'sending' ? /envoi|envoy|send|sent|submi|smtp/i : /suppr|effac|delet|purge|expunge/i;
  return words.test(`${trace.action} ${trace.request}`) && marks.some((mark) => trace.text.includes(mark));
}
