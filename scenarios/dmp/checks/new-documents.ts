import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { RecordObservation } from '../actions/consultation.js';
import { SEMICOLON } from './wording.js';

type Counters = RecordObservation['newDocuments'];

const UX15 = { reference: 'REM DMP/UX.15 ; AMA 09/09/2025', confidence: 'stated' } as const;
const UX17 = { reference: 'REM DMP/UX.17', confidence: 'stated' } as const;

const declare = (id: string, fr: string, en: string, rule: CheckDeclaration['rule']): CheckDeclaration => ({
  id,
  title: text(fr, en),
  rule,
});

const SHOWN = declare(
  'dmp.ux15.shown-at-opening',
  'Les nouveaux documents sont annoncés à l’ouverture, sans clic',
  'New documents are announced at opening, without a click',
  UX15,
);
const BY_TYPE = declare('dmp.ux15.count-by-type', 'Le nombre par type est juste', 'The count per type is right', UX15);
const THIRD_PARTIES = declare(
  'dmp.ux15.third-parties-only',
  'Les documents de la structure elle-même ne sont pas comptés',
  'The structure’s own documents are not counted',
  UX15,
);
const PERIOD = declare(
  'dmp.ux15.only-in-period',
  'Seuls les documents de la période (dernière visite) sont comptés',
  'Only the documents of the period (last visit) are counted',
  UX15,
);
const INVISIBLE = declare(
  'dmp.ux15.invisible-counted',
  'Les documents non visibles par le patient sont signalés',
  'Documents not visible to the patient are signalled',
  UX15,
);
const CONFIGURABLE_PERIOD = declare(
  'dmp.ux15.period-configurable',
  'La période choisie au paramétrage est appliquée',
  'The period chosen in the settings is applied',
  UX15,
);
const NONE = declare(
  'dmp.ux15.none',
  'Sans nouveau document, le DPI n’en annonce aucun',
  'Without a new document the DPI announces none',
  UX15,
);

/** The counter is on screen once the record is open. */
export function checkCountersShown(counters: Counters): Finding {
  return verify(SHOWN, counters.shown, {
    expected: text('un compteur affiché', 'a counter shown'),
    received: describe(counters),
    locator: LOCATOR,
  });
}

/** Count of each given type. */
export function checkCountByType(counters: Counters, expected: Readonly<Record<string, number>>): Finding {
  return compare(BY_TYPE, counters, expected);
}

/** A type fed only by the SUT's own structure counts for nothing. */
export function checkOwnStructureExcluded(counters: Counters, typeCode: string): Finding {
  return compare(THIRD_PARTIES, counters, { [typeCode]: 0 });
}

/** A type fed only before the last visit counts for nothing. */
export function checkOnlyInPeriod(counters: Counters, typeCode: string): Finding {
  return compare(PERIOD, counters, { [typeCode]: 0 });
}

/** The documents not visible to the patient are counted, no more and no fewer than were fed. */
export function checkInvisibleCounted(counters: Counters, count: number): Finding {
  return verify(INVISIBLE, counters.invisibleToPatient === count, {
    expected: invisible(count),
    received: describe(counters),
    locator: LOCATOR,
  });
}

/** With the period set in days, exactly what was submitted inside it is counted. */
export function checkPeriodApplied(counters: Counters, expected: Readonly<Record<string, number>>): Finding {
  return compare(CONFIGURABLE_PERIOD, counters, expected);
}

/** Nothing is announced, or the counter says zero. */
export function checkNothingNew(counters: Counters): Finding {
  const total = counters.byType.reduce((sum, row) => sum + row.count, 0) + counters.invisibleToPatient;
  return verify(NONE, total === 0, {
    expected: text('aucun nouveau document', 'no new document'),
    received: describe(counters),
    locator: LOCATOR,
  });
}

const LEVELS = {
  structure: declare(
    'dmp.ux17.structure-level',
    'Types paramétrables par structure',
    'Types configurable per structure',
    UX17,
  ),
  service: declare('dmp.ux17.service-level', 'Types paramétrables par service', 'Types configurable per service', UX17),
  speciality: declare(
    'dmp.ux17.speciality-level',
    'Types paramétrables par spécialité',
    'Types configurable per speciality',
    UX17,
  ),
};

/** With the types chosen at one level, exactly those are counted. */
export function checkLevelApplied(
  level: keyof typeof LEVELS,
  counters: Counters,
  expected: Readonly<Record<string, number>>,
): Finding {
  return compare(LEVELS[level], counters, expected);
}

const MINIMUM_LIST = declare(
  'dmp.ux17.minimum-list',
  'La liste minimale des types est proposée au paramétrage',
  'The minimum list of types is offered in the settings',
  UX17,
);

/** Minimum list of DMP/UX.17: a word that must be found in one of the labels offered, any vendor's wording. */
const MINIMUM_CATEGORIES: readonly { name: Text; words: RegExp }[] = [
  { name: text('lettre de liaison', 'discharge letter'), words: /liaison/i },
  { name: text('documents d’hospitalisation', 'hospitalisation documents'), words: /hospit/i },
  { name: text('volet de synthèse médicale', 'medical summary (VSM)'), words: /synth|vsm/i },
  { name: text('compte rendu de biologie', 'laboratory report'), words: /bio/i },
  { name: text('compte rendu de radiologie', 'radiology report'), words: /radio|imagerie/i },
  { name: text('prescription', 'prescription'), words: /prescri/i },
  { name: text('historique de vaccination', 'vaccination history'), words: /vaccin/i },
  { name: text('fiche RCP', 'multidisciplinary meeting report (RCP)'), words: /rcp|concertation/i },
  { name: text('autres documents', 'other documents'), words: /autre/i },
];

/** Every category of the minimum list is offered. */
export function checkMinimumList(offered: readonly string[]): Finding {
  const missing = MINIMUM_CATEGORIES.filter(({ words }) => !offered.some((label) => words.test(label)));
  return verify(MINIMUM_LIST, missing.length === 0, {
    expected: joinTexts(MINIMUM_CATEGORIES.map(({ name }) => name)),
    received:
      missing.length === 0
        ? text('tous proposés', 'all offered')
        : joinTexts([text('absents :', 'missing:'), joinTexts(missing.map(({ name }) => name))], ' '),
    locator: text('paramétrage des types comptés', 'settings of the types counted'),
  });
}

const LOCATOR = text('dossier du patient, nouveaux documents', 'patient record, new documents');

function compare(check: CheckDeclaration, counters: Counters, expected: Readonly<Record<string, number>>): Finding {
  const counted = (typeCode: string) =>
    counters.byType.filter((row) => row.typeCode === typeCode).reduce((sum, row) => sum + row.count, 0);
  return verify(
    check,
    Object.entries(expected).every(([typeCode, count]) => counted(typeCode) === count),
    {
      expected: joinTexts(
        Object.entries(expected).map(([typeCode, count]) => text(`${typeCode} : ${count}`, `${typeCode}: ${count}`)),
      ),
      received: describe(counters),
      locator: LOCATOR,
    },
  );
}

function describe(counters: Counters): Text {
  if (!counters.shown) return text('aucun compteur affiché', 'no counter shown');
  const types = counters.byType.map(({ typeCode, label, count }) =>
    text(`${typeCode} (${label}) : ${count}`, `${typeCode} (${label}): ${count}`),
  );
  return joinTexts(
    [
      joinTexts(types, ', ', text('aucun type', 'no type')),
      invisible(counters.invisibleToPatient),
      text(`période : ${counters.period}`, `period: ${counters.period}`),
    ],
    SEMICOLON,
  );
}

function invisible(count: number): Text {
  return text(`non visibles par le patient : ${count}`, `not visible to the patient: ${count}`);
}
