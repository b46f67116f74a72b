import type { Exchange } from '../../../mocks/core/exchange.js';
import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import { transactionName } from './wording.js';

const RULE = { reference: 'REM DMP/UX.34', confidence: 'stated' } as const;
const EXCHANGES = text('échanges', 'exchanges');

const RIGHT_FIRST: CheckDeclaration = {
  id: 'dmp.ux34.right-first',
  title: text(
    'Le droit est vérifié avant de précharger, pour chaque patient',
    'The right is checked before preloading, for each patient',
  ),
  rule: { reference: 'REM DMP/UX.34, DMP/UX.08', confidence: 'stated' },
};

/** For each patient, TD0.2 or TD0.4 before the first TD3.1 or TD3.2. `byPatient`: their exchanges, in order. */
export function checkRightFirst(byPatient: readonly (readonly Exchange[])[]): Finding {
  const sequences = byPatient.map((exchanges) => exchanges.map(({ transaction = '' }) => transaction));
  const holds = sequences.every((sequence) => {
    const consulted = sequence.findIndex((one) => one.startsWith('td3-'));
    return consulted > 0 && sequence.slice(0, consulted).some((one) => one === 'td0-2' || one === 'td0-4');
  });
  return verify(RIGHT_FIRST, holds, {
    expected: text('TD0.2 ou TD0.4 avant TD3.1 et TD3.2', 'TD0.2 or TD0.4 before TD3.1 and TD3.2'),
    received: joinTexts(
      sequences.map((sequence) => joinTexts(sequence.map(transactionName), ' → ')),
      ' ; ',
    ),
    locator: EXCHANGES,
  });
}

const CRITERIA: CheckDeclaration = {
  id: 'dmp.ux34.criteria',
  title: text(
    'Seuls les documents qui répondent aux critères sont préchargés',
    'Only documents that meet the criteria are preloaded',
  ),
  rule: RULE,
};

/** The documents retrieved are those wanted, and no other. */
export function checkPreloaded(retrievals: readonly Exchange[], wanted: readonly string[]): Finding {
  const found = [...new Set(retrievals.map(({ keys }) => keys['document'] ?? ''))];
  return verify(CRITERIA, found.toSorted().join() === wanted.toSorted().join(), {
    expected: wanted.join(', '),
    received: found.join(', ') || text('aucune TD3.2', 'no TD3.2'),
    locator: EXCHANGES,
  });
}

const NO_DOWNLOAD: CheckDeclaration = {
  id: 'dmp.ux34.opened-at-once',
  title: text(
    'Un document préchargé s’ouvre sans nouveau téléchargement',
    'A preloaded document opens without another download',
  ),
  rule: RULE,
};

/** The document is displayed and no TD3.2 went out. */
export function checkOpenedAtOnce(shown: { displayed: boolean }, retrievals: readonly Exchange[]): Finding {
  return verify(NO_DOWNLOAD, shown.displayed && retrievals.length === 0, {
    expected: text('document affiché, aucune TD3.2', 'document displayed, no TD3.2'),
    received: joinTexts([
      shown.displayed ? text('affiché', 'displayed') : text('non affiché', 'not displayed'),
      `TD3.2 : ${retrievals.length}`,
    ]),
    locator: EXCHANGES,
  });
}

const EXPIRED: CheckDeclaration = {
  id: 'dmp.ux34.retention',
  title: text(
    'Passé la durée réglée, le document n’est plus conservé',
    'Once the time set is over, the document is no longer kept',
  ),
  rule: RULE,
};

/** Opening it again asks the DMP. */
export function checkExpired(retrievals: readonly Exchange[]): Finding {
  return verify(EXPIRED, retrievals.length > 0, {
    expected: text('une nouvelle TD3.2', 'a new TD3.2'),
    received: `TD3.2 : ${retrievals.length}`,
    locator: EXCHANGES,
  });
}
