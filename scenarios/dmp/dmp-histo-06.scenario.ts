import type { Patient } from '../../fixtures/people.js';
import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, type Text, text } from '../harness/index.js';
import { recordConsent } from './actions/consent.js';
import { configureHistoryFeeding, type HistorySettings, runHistoryFeeding } from './actions/history-feeding.js';
import type { Feeding } from './checks/feeding.js';
import {
  checkFiltersSet,
  checkRate,
  checkSelection,
  checkUnitSettings,
  type HistoricalDocument,
  reviewDeathCheck,
} from './checks/history-feeding.js';
import { HISTORY_UNIT, monthsAgo, type Production, produce } from './feeding-situations.js';
import { FEEDING_TRANSACTIONS, feedingsSeen } from './feedings.js';
import { ORDINARY_SETTINGS, UNIT } from './history-unit.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const FILTERS = 'DMP/HISTO.06.01.01';
const SETTINGS = 'DMP/HISTO.06.02.01';
const RATE = 'DMP/HISTO.06.03.01';
const RUN = 'DMP/HISTO.06.04.01';

/** More than four, so that a second too full can be seen. */
const RATE_DOCUMENTS = 5;

/** The four filters can be set and are kept. */
export const filtersSet = defineScenario({
  requirement: 'DMP/HISTO.06',
  id: 'DMP/HISTO.06.01',
  title: text('Régler les quatre filtres de la reprise', 'Set the four filters of the historical feeding'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [FILTERS],
  holds: [HISTORY_UNIT],
  async run(t) {
    await t.step(text('Régler les filtres', 'Set the filters'), async () => {
      await signInAs(t, 'ps1');
      const { saved, deathCheckText } = await t.act(configureHistoryFeeding, ORDINARY_SETTINGS);
      t.check(FILTERS, checkFiltersSet(saved, ORDINARY_SETTINGS), reviewDeathCheck(deathCheckText));
    });
  },
});

/** Types, depth and trigger of one care unit. */
export const unitSet = defineScenario({
  requirement: 'DMP/HISTO.06',
  id: 'DMP/HISTO.06.02',
  title: text(
    'Régler types, profondeur et déclencheur d’une unité de soins',
    'Set types, depth and trigger of one care unit',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SETTINGS],
  holds: [HISTORY_UNIT],
  async run(t) {
    const wanted: HistorySettings = {
      ...ORDINARY_SETTINGS,
      typeCodes: ['11490-0', '34112-3'],
      depthMonths: 36,
      trigger: 'Admission du patient',
    };
    await t.step(text('Régler l’unité de soins', 'Set the care unit'), async () => {
      await signInAs(t, 'ps1');
      const { saved } = await t.act(configureHistoryFeeding, wanted);
      t.check(SETTINGS, checkUnitSettings(saved, wanted));
    });
    await t.step(text('Remettre les réglages ordinaires', 'Put the ordinary settings back'), async () => {
      await t.act(configureHistoryFeeding, ORDINARY_SETTINGS);
    });
  },
});

/** Six documents, never more than four in a second. */
export const rateHeld = defineScenario({
  requirement: 'DMP/HISTO.06',
  id: 'DMP/HISTO.06.03',
  title: text(
    'La reprise ne dépasse jamais 4 transactions par seconde',
    'The historical feeding never exceeds 4 transactions per second',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [RATE],
  holds: [HISTORY_UNIT, holdPatient('batch-rate')],
  precondition: text(
    `${RATE_DOCUMENTS} documents historiques à envoyer ; débit maximal réglé à 4 transactions par seconde.`,
    `${RATE_DOCUMENTS} historical documents to send; maximum rate set to 4 transactions per second.`,
  ),
  async run(t) {
    const person = patient('batch-rate');
    await openAuthorisedDmp(t, person, 'ps1');
    await t.step(text('Des documents historiques attendent', 'Historical documents wait'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      for (let number = 1; number <= RATE_DOCUMENTS; number += 1) {
        await produce(t, person, historical({ name: `débit-${number}`, actDate: monthsAgo(number) }));
      }
    });
    await t.step(text('Régler le débit et lancer la reprise', 'Set the rate and run the feeding'), async () => {
      await t.act(configureHistoryFeeding, ORDINARY_SETTINGS);
      const since = await t.mark();
      await t.act(runHistoryFeeding, { unit: UNIT });
      const exchanges = await t.exchanges({ service: 'dmp', transaction: FEEDING_TRANSACTIONS, since });
      const own = exchanges.filter(({ keys }) => keys['patient'] === person.ins);
      t.attachExchanges(RATE, own);
      t.check(RATE, checkRate(own));
    });
  },
});

/** A whole run: only what the filters and the settings keep leaves, at the right rate. */
export const runWithEverything = defineScenario({
  requirement: 'DMP/HISTO.06',
  id: 'DMP/HISTO.06.04',
  title: text(
    'Lancer la reprise avec tous les filtres et réglages',
    'Run the historical feeding with all filters and settings',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [RUN],
  holds: [
    HISTORY_UNIT,
    ...['batch-eligible', 'batch-deceased', 'batch-unqualified', 'batch-opposed'].map((key) => holdPatient(key)),
  ],
  precondition: text(
    'Documents historiques de quatre patients : un qui remplit tout, un décédé, un d’INS non qualifiée, un opposé.',
    'Historical documents of four patients: one who fits, one deceased, one without a qualified INS, one opposed.',
  ),
  async run(t) {
    const eligible = patient('batch-eligible');
    const people = [eligible, ...['batch-deceased', 'batch-opposed'].map((key) => patient(key))];
    for (const person of people) await openAuthorisedDmp(t, person, 'ps1');
    await signedIn(t);
    const documents: HistoricalDocument[] = [];
    const write = async (person: Patient, production: Production, excluded?: Text): Promise<void> => {
      await t.step(text(`Document « ${production.name} »`, `Document "${production.name}"`), async () => {
        const { title } = await produce(t, person, production);
        documents.push({ title, ...(excluded ? { excluded } : {}) });
      });
    };
    const actDate = monthsAgo(6);
    await opened(t, eligible);
    await write(eligible, historical({ name: 'à envoyer', actDate }));
    await write(eligible, { name: 'déjà envoyé', actDate, unit: UNIT }, text('déjà envoyé', 'already sent'));
    await write(
      eligible,
      historical({ name: 'autre type', typeCode: '89601-9', actDate }),
      text('type non retenu', 'type not kept'),
    );
    await write(
      eligible,
      historical({ name: 'trop ancien', actDate: monthsAgo(48) }),
      text('au-delà de la profondeur', 'beyond the depth'),
    );
    for (const [key, name, why] of [
      ['batch-deceased', 'décédé', text('patient décédé', 'patient deceased')],
      ['batch-unqualified', 'non qualifié', text('INS non qualifiée', 'INS not qualified')],
      ['batch-opposed', 'opposé', text('patient opposé', 'patient opposed')],
    ] as const) {
      await opened(t, patient(key));
      await write(patient(key), historical({ name, actDate }), why);
    }
    await opposes(t, patient('batch-opposed'));
    await t.step(text('Régler et lancer la reprise', 'Set and run the feeding'), async () => {
      await t.act(configureHistoryFeeding, {
        ...ORDINARY_SETTINGS,
        typeCodes: ['11490-0', '34112-3'],
        depthMonths: 36,
      });
      const since = await t.mark();
      const { results } = await t.act(runHistoryFeeding, { unit: UNIT });
      const exchanges = await t.exchanges({ service: 'dmp', transaction: FEEDING_TRANSACTIONS, since });
      const feedings: Feeding[] = [];
      for (const person of [...people, patient('batch-unqualified')]) {
        const own = await feedingsSeen(t, person, since);
        judgeLots(t, RUN, person, own);
        feedings.push(...own);
      }
      t.attachExchanges(RUN, exchanges);
      t.check(RUN, checkSelection(documents, feedings, results));
      await t.act(configureHistoryFeeding, ORDINARY_SETTINGS);
    });
  },
});

/** A document of the unit, of an earlier episode, not sent when it was written. */
function historical(production: Production): Production {
  return { ...production, unit: UNIT, send: false };
}

async function signedIn(t: ScenarioContext): Promise<void> {
  await t.step(text('Se connecter', 'Sign in'), async () => {
    await signInAs(t, 'ps1');
  });
}

async function opened(t: ScenarioContext, person: Patient): Promise<void> {
  const name = person.birthFamilyName;
  await t.step(text(`Ouvrir le dossier de ${name}`, `Open the record of ${name}`), async () => {
    await openRecord(t, person);
  });
}

async function opposes(t: ScenarioContext, person: Patient): Promise<void> {
  await t.step(text('Enregistrer une opposition', 'Record an opposition'), async () => {
    await t.act(recordConsent, { patient: refOf(person), choice: 'feeding', value: 'opposition' });
  });
}
