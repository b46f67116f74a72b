import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { LoggedExchange } from '../actions/dpi-sending.js';

const LOGGED: CheckDeclaration = {
  id: 'hl7.dpi.partner-logged',
  title: text(
    'Le journal dit quand l’identité qualifiée est partie, de qui et vers qui',
    'The log says when the qualified identity left, from whom and to whom',
  ),
  rule: { reference: 'REM INS/va1.46, règle 31', confidence: 'stated' },
};

/** There is a line with date and time, sender and recipient for the exchange of this INS. */
export function checkPartnerLogged(lines: readonly LoggedExchange[], ins: string): Finding {
  const own = lines.filter((line) => line.ins.replaceAll(/\s/g, '') === ins);
  const complete = own.filter(({ at, sender, recipient }) => /\d\D+\d/.test(at) && sender !== '' && recipient !== '');
  return verify(LOGGED, complete.length > 0, {
    expected: text(
      `une ligne pour ${ins} : date, heure, émetteur, destinataire`,
      `a line for ${ins}: date, time, sender, recipient`,
    ),
    received: joinTexts(
      own.map(({ at, sender, recipient }) => `${at}, ${sender || '∅'} → ${recipient || '∅'}`),
      ' ; ',
      text('aucune ligne', 'no line'),
    ),
    locator: text('écran, journal des échanges', 'screen, log of exchanges'),
  });
}
