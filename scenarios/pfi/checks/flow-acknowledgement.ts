import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import type { Answer } from '../flow-situations.js';

const TAKEN: CheckDeclaration = {
  id: 'pfi.flow.taken',
  title: text(
    'Chaque message est pris en charge : AA, au numéro du message',
    'Each message is taken over: AA, with the number of the message',
  ),
  rule: { reference: 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, ACK ; REM CDA/HL7.01 (PFI)', confidence: 'stated' },
};

/** Every message got an acknowledgement AA that names it. */
export function checkTaken(answers: readonly Answer[]): Finding {
  const wrong = answers.find(({ flow, acknowledgement }) => {
    return acknowledgement?.code !== 'AA' || acknowledgement.acknowledges !== flow.controlId;
  });
  const shown = wrong ?? answers[0];
  return verify(TAKEN, answers.length > 0 && wrong === undefined, {
    expected: `MSA|AA|${shown?.flow.controlId ?? ''}`,
    received: shown ? answerText(shown) : text('aucun message', 'no message'),
    locator: 'MSA-1, MSA-2',
    ...(shown ? { exchange: shown.exchange } : {}),
  });
}

const REFUSED: CheckDeclaration = {
  id: 'pfi.flow.incoherent-refused',
  title: text(
    'Un message dont l’événement, ORC-1 et OBX-11 se contredisent est rejeté',
    'A message whose event, ORC-1 and OBX-11 contradict each other is rejected',
  ),
  rule: { reference: 'CI-SIS TRANS_DOC_CDA_HL7V2 2.1, règles de cohérence', confidence: 'stated' },
};

/** The message was answered AE or AR, which one being nowhere said, and the DMP was not fed with it. */
export function checkRefused(answer: Answer, feedings: number): Finding {
  const code = answer.acknowledgement?.code ?? '';
  return verify(REFUSED, (code === 'AE' || code === 'AR') && feedings === 0, {
    expected: text('MSA-1 = AE ou AR, rien au DMP', 'MSA-1 = AE or AR, nothing to the DMP'),
    received: text(
      `${answerText(answer)}, ${feedings} alimentation(s)`,
      `${answerText(answer)}, ${feedings} feeding(s)`,
    ),
    locator: 'MSA-1',
    exchange: answer.exchange,
  });
}

function answerText({ acknowledgement, outcome, reason }: Answer): string {
  return acknowledgement ? `MSA|${acknowledgement.code}|${acknowledgement.acknowledges}` : (reason ?? outcome);
}
