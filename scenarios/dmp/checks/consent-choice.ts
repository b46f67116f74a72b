import type { Exchange } from '../../../mocks/core/exchange.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { ConsentChoice } from '../actions/consent.js';
import { transactionName } from './wording.js';

const RULE = { reference: 'REM DMP/UX.06', confidence: 'stated' } as const;
const LOCATOR = text(
  'dossier du patient, choix sur la consultation du DMP',
  'patient record, choice on DMP consultation',
);

const WORDS: Readonly<Record<ConsentChoice, Text>> = {
  'not-recorded': text('non recueilli', 'not recorded'),
  'no-opposition': text('non-opposition', 'no opposition'),
  opposition: text('opposition', 'opposition'),
};

/** A choice of the patient as a sentence says it. */
export function choiceWords(choice: ConsentChoice): Text {
  return WORDS[choice];
}

const CHANGED: CheckDeclaration = {
  id: 'dmp.ux06.choice-changed',
  title: text('Le choix du patient peut être changé et s’affiche', 'The patient’s choice can be changed and is shown'),
  rule: RULE,
};

/** The choice just saved is the one shown. */
export function checkChoiceChanged(shown: ConsentChoice, wanted: ConsentChoice): Finding {
  return verify(CHANGED, shown === wanted, { expected: WORDS[wanted], received: WORDS[shown], locator: LOCATOR });
}

const KEPT: CheckDeclaration = {
  id: 'dmp.ux06.choice-kept',
  title: text(
    'Le choix est conservé après fermeture et réouverture du dossier',
    'The choice is kept after the record is closed and opened again',
  ),
  rule: RULE,
};

/** The choice saved before is still there when the record is opened again. */
export function checkChoiceKept(shown: ConsentChoice, saved: ConsentChoice): Finding {
  return verify(KEPT, shown === saved, { expected: WORDS[saved], received: WORDS[shown], locator: LOCATOR });
}

const NOTHING_DONE: CheckDeclaration = {
  id: 'dmp.ux06.opposition-respected',
  title: text(
    'Patient opposé : ni autorisation posée, ni consultation de son DMP',
    'Opposed patient: no authorisation set, no consultation of their DMP',
  ),
  rule: { reference: 'REM DMP/UX.06, DMP/UX.50 (« si le patient ne s’est pas opposé »)', confidence: 'stated' },
};

/** While the patient opposes: no TD0.3 AJOUT, no TD3.1, no TD3.2. `exchanges`: the patient's, since the opposition. */
export function checkOppositionRespected(exchanges: readonly Exchange[]): Finding {
  const wrong = exchanges.filter(
    ({ transaction = '', keys }) =>
      /^td3-[12]/.test(transaction) || (transaction === 'td0-3' && keys['action'] === 'AJOUT'),
  );
  return verify(NOTHING_DONE, wrong.length === 0, {
    expected: text('aucune TD0.3 AJOUT, TD3.1 ni TD3.2', 'no TD0.3 AJOUT, TD3.1 or TD3.2'),
    received: joinTexts(
      wrong.map(({ id, transaction }) => joinTexts([id, transactionName(transaction)], ' ')),
      ', ',
      text('aucune', 'none'),
    ),
    locator: text('échanges reçus par le DMP', 'exchanges received by the DMP'),
    ...(wrong[0] ? { exchange: wrong[0].id } : {}),
  });
}
