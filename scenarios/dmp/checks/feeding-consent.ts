import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { ConsentChoice, ConsentObservation } from '../actions/consent.js';
import { quoted } from './wording.js';

const TRACED: CheckDeclaration = {
  id: 'dmp.conf09.choice-traced',
  title: text(
    'Le choix du patient sur l’alimentation est affiché, et tracé avec son auteur et sa date',
    'The patient’s choice about feeding is shown, and traced with its author and date',
  ),
  rule: { reference: 'REM DMP/CONF.09', confidence: 'stated' },
};

/** The choice is shown and the latest line of the history names who recorded it, and when. */
export function checkChoiceTraced(shown: ConsentObservation, value: ConsentChoice, userName: string): Finding {
  const { feeding, history } = shown;
  const line = history.find(({ by, at }) => by.includes(userName) && at !== '');
  return verify(TRACED, feeding === value && line !== undefined, {
    expected: text(`${value}, tracé pour ${userName} avec sa date`, `${value}, traced for ${userName} with its date`),
    received: joinTexts([feeding, ...history.map(({ recorded, by, at }) => quoted(`${recorded}, ${by}, ${at}`))]),
    locator: text('écran des choix du patient', 'screen of the patient’s choices'),
  });
}
