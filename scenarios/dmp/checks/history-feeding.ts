import type { Exchange } from '../../../mocks/core/exchange.js';
import {
  type CheckDeclaration,
  fail,
  type Finding,
  joinTexts,
  notObserved,
  pass,
  review,
  text,
  type Text,
  verify,
} from '../../harness/index.js';
import type { HistorySettings } from '../actions/history-feeding.js';
import { type Feeding, feedingsWords } from './feeding.js';
import { quotedList } from './wording.js';

const SETTINGS = text('écran des réglages de la reprise', 'screen of the historical feeding settings');

const FILTERS_SET: CheckDeclaration = {
  id: 'dmp.history.filters-set',
  title: text(
    'Les quatre filtres de la reprise se règlent : décès, INS qualifiée, déjà envoyé, opposition',
    'The four filters of the historical feeding can be set: death, qualified INS, already sent, opposition',
  ),
  rule: { reference: 'REM DMP/HISTO.06 (scénario 1)', confidence: 'stated' },
};

const UNIT_SET: CheckDeclaration = {
  id: 'dmp.history.unit-settings',
  title: text(
    'Pour une unité de soins, types (typeCode), profondeur et événement déclencheur se règlent',
    'For one care unit, types (typeCode), depth and trigger event can be set',
  ),
  rule: { reference: 'REM DMP/HISTO.06 (scénario 2)', confidence: 'stated' },
};

const MATCH_ID: CheckDeclaration = {
  id: 'dmp.history.matchid',
  title: text(
    'Le décès est aussi vérifié auprès de matchID : à vérifier par le relecteur',
    'Death is checked with matchID too: for the reviewer to verify',
  ),
  rule: {
    reference: 'REM DMP/HISTO.06 : données du système et matchID, que le banc ne joue pas',
    confidence: 'stated',
  },
};

const RATE: CheckDeclaration = {
  id: 'dmp.history.rate',
  title: text(
    'Jamais plus de 4 transactions par seconde pendant la reprise',
    'Never more than 4 transactions per second during the historical feeding',
  ),
  rule: { reference: 'REM DMP/HISTO.06 (scénario 3)', confidence: 'stated' },
};

const SELECTION: CheckDeclaration = {
  id: 'dmp.history.selection',
  title: text(
    'La reprise n’envoie que les documents retenus par les filtres et les réglages',
    'The historical feeding only sends the documents its filters and settings keep',
  ),
  rule: { reference: 'REM DMP/HISTO.06 (scénario 4)', confidence: 'stated' },
};

/** Every filter saved as asked. */
export function checkFiltersSet(saved: HistorySettings, wanted: HistorySettings): Finding {
  const names = Object.keys(wanted.filters) as (keyof HistorySettings['filters'])[];
  const wrong = names.filter((name) => saved.filters[name] !== wanted.filters[name]);
  return verify(FILTERS_SET, wrong.length === 0, {
    expected: names.join(', '),
    received: names.filter((name) => saved.filters[name]).join(', '),
    locator: SETTINGS,
  });
}

/** Types, depth, trigger and unit saved as asked. */
export function checkUnitSettings(saved: HistorySettings, wanted: HistorySettings): Finding {
  const words = ({ unit, typeCodes, depthMonths, trigger }: HistorySettings): Text =>
    text(
      `unité ${unit}, types ${typeCodes.toSorted().join(', ')}, ${depthMonths} mois, ${trigger}`,
      `unit ${unit}, types ${typeCodes.toSorted().join(', ')}, ${depthMonths} months, ${trigger}`,
    );
  return verify(UNIT_SET, words(saved).fr === words(wanted).fr, {
    expected: words(wanted),
    received: words(saved),
    locator: SETTINGS,
  });
}

/** The bench plays no matchID: what the screen says is for the reviewer. */
export function reviewDeathCheck(shown: string): Finding {
  return review(MATCH_ID, {
    expected: text('une vérification auprès de matchID', 'a check with matchID'),
    received: shown,
    locator: SETTINGS,
  });
}

const SECOND_MS = 1_000;
const MAX_PER_SECOND = 4;

/** No second holds more than four feedings. Needs at least five of them; times are the journal's, of arrival. */
export function checkRate(exchanges: readonly Exchange[]): Finding {
  const times = exchanges.map(({ startedAt }) => Date.parse(startedAt)).toSorted((a, b) => a - b);
  const expected = text(
    `au plus ${MAX_PER_SECOND} TD2.1 dans toute fenêtre d’une seconde`,
    `at most ${MAX_PER_SECOND} TD2.1 in any window of one second`,
  );
  const most = Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + SECOND_MS).length));
  const received = text(
    `${times.length} TD2.1, ${most} au plus en une seconde`,
    `${times.length} TD2.1, at most ${most} in one second`,
  );
  const details = { expected, received, locator: text('heures du journal', 'times of the journal') };
  if (times.length <= MAX_PER_SECOND) return notObserved(RATE, details);
  return most <= MAX_PER_SECOND ? pass(RATE, details) : fail(RATE, details);
}

/** A document of the run: whether it had to be sent, and why not. */
export interface HistoricalDocument {
  title: string;
  /** Undefined when it had to be sent. */
  excluded?: Text;
}

/** Exactly the documents kept were sent, each once, and the screen says the same. */
export function checkSelection(
  documents: readonly HistoricalDocument[],
  feedings: readonly Feeding[],
  results: readonly { title: string; outcome: string }[],
): Finding {
  const problems = documents.flatMap(({ title, excluded }) => {
    const own = feedings.filter(({ document }) => document?.title === title);
    const accepted = own.filter((feeding) => feeding.accepted).length;
    const saidSent = results.some((one) => one.title === title && one.outcome === 'sent');
    const seen = feedingsWords(own);
    if (excluded === undefined) {
      const right = accepted === 1 && saidSent;
      const screen = saidSent
        ? text('annoncé envoyé', 'said to be sent')
        : text('non annoncé envoyé', 'not said to be sent');
      return right ? [] : [text(`« ${title} » : ${seen.fr}, ${screen.fr}`, `"${title}": ${seen.en}, ${screen.en}`)];
    }
    if (own.length === 0 && !saidSent) return [];
    return [text(`« ${title} » envoyé (${excluded.fr})`, `"${title}" sent (${excluded.en})`)];
  });
  const kept = documents.filter(({ excluded }) => excluded === undefined).map(({ title }) => title);
  return verify(SELECTION, problems.length === 0, {
    expected: joinTexts([text('seuls', 'only'), quotedList(kept)], ' '),
    received: joinTexts(
      problems,
      text(' ; ', '; '),
      text('ceux-là seuls, à l’écran et au DMP', 'those only, on screen and at the DMP'),
    ),
    locator: text('échanges TD2.1 et résultat affiché', 'TD2.1 exchanges and result shown'),
  });
}
