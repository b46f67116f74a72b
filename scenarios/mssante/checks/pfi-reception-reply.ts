import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';

const REPLIED: CheckDeclaration = {
  id: 'mss.pfi-reception.replied',
  title: text('La réponse annoncée envoyée l’est', 'The reply said to be sent is'),
  rule: { reference: 'REM PFI MSS/va1.08 (ECO.2.2.2)', confidence: 'stated' },
};

/** One reply was submitted, and the screen says so. */
export function checkReplied(said: boolean, submitted: number): Finding {
  return verify(REPLIED, said && submitted === 1, {
    expected: text('réponse annoncée envoyée, soumise une fois', 'reply said to be sent, submitted once'),
    received: text(
      `${said ? 'annoncée envoyée' : 'non annoncée'}, soumise ${submitted} fois`,
      `${said ? 'said to be sent' : 'not said to be sent'}, submitted ${submitted} times`,
    ),
    locator: 'SMTP DATA',
  });
}
