import { patient } from '../../fixtures/roster.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import { defineScenario, type ScenarioContext, type Tenant, text } from '../harness/index.js';
import {
  changeCareEpisode,
  type ConsentChoice,
  glanceAtRecord,
  recordConsent,
  recordSecretConnection,
  showConsent,
  startDmpConsultation,
} from './actions/consent.js';
import { listDmpDocuments, viewDmpDocument } from './actions/consultation.js';
import { checkChoiceChanged, checkChoiceKept, checkOppositionRespected } from './checks/consent-choice.js';
import {
  checkSecretAskedAgain,
  checkSecretCarried,
  checkSecretNotOffered,
  checkSecretRemoved,
  checkSecretVisible,
  reviewDocumentHidden,
  type VihfSecrecy,
} from './checks/secret-connection.js';
import { produce } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { vihfOf } from './vihf-reading.js';
import { holdPatient, nationalId, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.06.01.01';
/** What the DMP publishes, shared by all patients. */
const DMP_PARAMETERS: Tenant = { name: 'setting:dmp-parameters' };

/** The choice on consultation changes at any time, is kept, and opposition is respected. */
export const choiceChanges = defineScenario({
  requirement: 'DMP/UX.06',
  id: 'DMP/UX.06.01',
  title: text(
    'Le choix du patient sur la consultation de son DMP change à tout moment et se conserve',
    'The patient’s choice on DMP consultation changes at any time and is kept',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux06-choice')],
  precondition: text(
    'DMP ouvert, document déposé par un tiers, séjour en cours.',
    'DMP open, document fed by a third party, stay under way.',
  ),
  async run(t) {
    const person = patient('ux06-choice');
    const { ins } = person;
    await openAuthorisedDmp(t, person, 'ps1');
    await depositDocument(t, person, { name: 'choix', typeCode: '11490-0' });
    await t.step(text('Enregistrer une opposition', 'Record an opposition'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      await changeTo(t, 'opposition');
    });
    const opposed = await t.mark();
    await t.step(
      text('Rouvrir le dossier et tenter de consulter le DMP', 'Open the record again and try to consult the DMP'),
      async () => {
        await openRecord(t, person);
        await t.act(startDmpConsultation, { patient: refOf(person) });
        await t.control('dmp', 'set-authorization', { ins, professional: nationalId('ps1'), state: 'none' });
        await openRecord(t, person);
        await t.act(startDmpConsultation, { patient: refOf(person) });
        const exchanges = await t.exchanges({ service: 'dmp', keys: { patient: ins }, since: opposed });
        t.attachExchanges(PROOF, exchanges);
        t.check(PROOF, checkOppositionRespected(exchanges));
      },
    );
    for (const value of ['no-opposition', 'opposition'] as const) {
      await t.step(
        value === 'opposition'
          ? text('Revenir à l’opposition, quitter puis rouvrir', 'Change back to opposition, leave, open again')
          : text('Passer à la non-opposition, quitter puis rouvrir', 'Change to no opposition, leave, open again'),
        async () => {
          await changeTo(t, value);
          await openRecord(t, person);
          const shown = await t.act(showConsent, { patient: refOf(person) });
          t.check(PROOF, checkChoiceKept(shown.consultation, value));
        },
      );
    }
  },
});

async function changeTo(t: ScenarioContext, value: ConsentChoice): Promise<void> {
  const target = { patient: refOf(patient('ux06-choice')) };
  const shown = await t.act(recordConsent, { ...target, choice: 'consultation', value });
  t.check(PROOF, checkChoiceChanged(shown.consultation, value));
}

/** The secret connection of a minor, a modality of the consent (AMA recap, tie inferred by the catalogue). */
export const secretConnection = defineScenario({
  requirement: 'DMP/UX.06',
  id: 'DMP/UX.06.01-connexion-secrete',
  title: text(
    'Connexion secrète d’un mineur : visible, portée par chaque requête de l’épisode, retirée à sa fin, redemandée ensuite',
    'Secret connection of a minor: visible, carried by each request of the episode, removed at its end, asked again later',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux06-secret'), DMP_PARAMETERS],
  precondition: text(
    'Patient mineur, DMP ouvert, paramètre fonctions-gestion-mineurs du DMP à vrai. Rappel de l’AMA du 09/09/2025, rattaché par déduction à DMP/UX.06.',
    'Minor patient, DMP open, DMP parameter fonctions-gestion-mineurs true. AMA recap of 09/09/2025, tied to DMP/UX.06 by inference.',
  ),
  async run(t) {
    const person = patient('ux06-secret');
    const target = { patient: refOf(person) };
    const seen = (since: number) => t.exchanges({ service: 'dmp', keys: { patient: person.ins }, since });
    await t.control('dmp', 'set-parameters', { minors: true });
    await openAuthorisedDmp(t, person, 'ps1', 'ps2');
    const document = await depositDocument(t, person, { name: 'secret', typeCode: '11490-0' });
    await t.step(
      text(
        'Admettre le patient et recueillir la connexion secrète',
        'Admit the patient and record the secret connection',
      ),
      async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, person);
        await t.act(changeCareEpisode, { ...target, change: 'discharge' });
        await t.act(changeCareEpisode, { ...target, change: 'admission' });
        await t.act(recordSecretConnection, target);
      },
    );
    await t.step(text('Consulter le DMP pendant l’épisode', 'Consult the DMP during the episode'), async () => {
      const since = await t.mark();
      t.check(PROOF, checkSecretVisible(await t.act(glanceAtRecord, target)));
      await t.act(listDmpDocuments, { ...target, filters: {} });
      await t.act(viewDmpDocument, { ...target, document: { title: document.title } });
      const written = await produce(t, person, { name: 'secret' });
      t.check(PROOF, ...reviewDocumentHidden(await feedingsOf(t, person, written.title, written.since)));
      await signInAs(t, 'ps2');
      t.check(PROOF, checkSecretVisible(await t.act(glanceAtRecord, target)));
      const exchanges = await seen(since);
      t.attachExchanges(PROOF, exchanges);
      t.check(PROOF, checkSecretCarried(await secrecyOf(t, exchanges)));
    });
    await t.step(
      text('Terminer l’épisode et rouvrir le dossier', 'End the episode and open the record again'),
      async () => {
        await t.act(changeCareEpisode, { ...target, change: 'discharge' });
        const since = await t.mark();
        const glance = await t.act(glanceAtRecord, target);
        t.check(PROOF, checkSecretRemoved(glance, await secrecyOf(t, await seen(since))));
      },
    );
    await t.step(text('Admettre de nouveau le patient', 'Admit the patient again'), async () => {
      await t.act(changeCareEpisode, { ...target, change: 'admission' });
      t.check(PROOF, checkSecretAskedAgain(await t.act(glanceAtRecord, target)));
    });
    await t.step(
      text(
        'Rouvrir le dossier, la fonction étant désactivée par le DMP',
        'Open the record, the DMP having disabled it',
      ),
      async () => {
        await t.control('dmp', 'set-parameters', { minors: false });
        try {
          const glance = await t.act(glanceAtRecord, target);
          const { offered } = await t.act(recordSecretConnection, target);
          t.check(PROOF, checkSecretNotOffered(offered, glance));
        } finally {
          await t.control('dmp', 'set-parameters', { minors: true });
        }
      },
    );
  },
});

function secrecyOf(t: ScenarioContext, exchanges: readonly Exchange[]): Promise<VihfSecrecy[]> {
  return Promise.all(
    exchanges.map(async (exchange) => ({
      exchange: exchange.id,
      ...(exchange.transaction === undefined ? {} : { transaction: exchange.transaction }),
      confidentiality: (await vihfOf(t, exchange))?.confidentialityCode ?? '',
    })),
  );
}
