import { patient, professional } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import {
  confirmPatientAgreement,
  recordConsent,
  showConsent,
  showDmpAccesses,
  startDmpConsultation,
} from './actions/consent.js';
import {
  checkAccessesKept,
  checkAgreementAsked,
  checkAuthorisationRemoved,
  checkCheckedThenSet,
  checkConsultationPossible,
  checkNonOppositionRecorded,
  checkNotBeforeAnswer,
} from './checks/authorisations.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { type DepositedDocument, depositDocument } from './third-party.js';
import { holdPatient, nationalId, refOf, signInAs } from '../record/index.js';

const [SCREEN, LOG] = ['DMP/UX.50.01.01', 'DMP/UX.50.01.02'];

/** Nothing recorded and no authorisation: asked, confirmed, authorised, recorded; then for a second user. */
export const agreementThenAuthorisation = defineScenario({
  requirement: 'DMP/UX.50',
  id: 'DMP/UX.50.01',
  title: text(
    'Accord du patient confirmé, autorisation de l’utilisateur posée automatiquement',
    'Patient’s agreement confirmed, user’s authorisation set automatically',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SCREEN, LOG],
  holds: [holdPatient('ux50-agreement')],
  precondition: text(
    'DMP ouvert, aucun choix recueilli, aucun des deux utilisateurs n’a d’autorisation.',
    'DMP open, no choice recorded, neither user has an authorisation.',
  ),
  async run(t) {
    const person = patient('ux50-agreement');
    const target = { patient: refOf(person) };
    const seen = (since: number) => t.exchanges({ service: 'dmp', keys: { patient: person.ins }, since });
    await openAuthorisedDmp(t, person);
    for (const key of ['ps1', 'ps2']) {
      await t.control('dmp', 'set-authorization', { ins: person.ins, professional: nationalId(key), state: 'none' });
    }
    const document = await depositDocument(t, person, { name: 'accord', typeCode: '11490-0' });
    await t.step(text('Partir d’un choix non recueilli', 'Start from a choice that is not recorded'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      await t.act(recordConsent, { ...target, choice: 'consultation', value: 'not-recorded' });
    });
    const since = await t.mark();
    await t.step(text('Démarrer une consultation', 'Start a consultation'), async () => {
      await openRecord(t, person);
      t.check(SCREEN, checkAgreementAsked(await t.act(startDmpConsultation, target)));
      t.check(LOG, checkNotBeforeAnswer(await seen(since)));
    });
    await t.step(text('Confirmer l’accord du patient', 'Confirm the patient’s agreement'), async () => {
      t.check(SCREEN, checkConsultationPossible(await t.act(confirmPatientAgreement, target), document.title));
      const exchanges = await seen(since);
      t.attachExchanges(LOG, exchanges);
      t.check(LOG, checkCheckedThenSet(exchanges, nationalId('ps1')));
    });
    await t.step(
      text('Afficher la non-opposition enregistrée', 'Show the recorded non-opposition'),
      async () => {
        t.check(SCREEN, checkNonOppositionRecorded((await t.act(showConsent, target)).consultation));
      },
      [SCREEN],
    );
    await t.step(text('Consulter avec un second utilisateur', 'Consult as a second user'), async () => {
      await signInAs(t, 'ps2');
      const second = await t.mark();
      t.check(SCREEN, checkConsultationPossible(await consult(t, 'ux50-agreement'), document.title));
      const exchanges = await seen(second);
      t.attachExchanges(LOG, exchanges);
      t.check(LOG, checkCheckedThenSet(exchanges, nationalId('ps2')));
    });
  },
});

/** Consent withdrawn: each user's authorisation is removed at their next sign-in; who accessed stays known. */
export const withdrawal = defineScenario({
  requirement: 'DMP/UX.50',
  id: 'DMP/UX.50.01-retrait',
  title: text(
    'Retrait du consentement : autorisations retirées à la connexion de chaque utilisateur, liste des accès conservée',
    'Consent withdrawn: authorisations removed at each user’s sign-in, list of accesses kept',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SCREEN, LOG],
  holds: [holdPatient('ux50-withdrawal')],
  precondition: text(
    'Deux utilisateurs ont l’accès au DMP du patient. Retrait à la volée à la connexion accepté (AMA du 09/09/2025).',
    'Two users have access to the patient’s DMP. Removal on the fly at sign-in is accepted (AMA of 09/09/2025).',
  ),
  async run(t) {
    const person = patient('ux50-withdrawal');
    const target = { patient: refOf(person) };
    const users = ['ps1', 'ps2'];
    const start = await t.mark();
    const document = await t.step(
      text('Consulter le DMP avec deux utilisateurs', 'Consult the DMP as two users'),
      async () => {
        const fed = await depositDocument(t, person, { name: 'retrait', typeCode: '11490-0' });
        await signInAs(t, 'ps1');
        await t.act(recordConsent, { ...target, choice: 'consultation', value: 'no-opposition' });
        await openAuthorisedDmp(t, person, ...users);
        for (const key of users) await consultAs(t, key, fed);
        return fed;
      },
    );
    const withdrawn = await t.mark();
    await t.step(text('Enregistrer le retrait du consentement', 'Record the withdrawal of consent'), async () => {
      await t.act(recordConsent, { ...target, choice: 'consultation', value: 'opposition' });
    });
    for (const key of users) {
      await t.step(
        text(`Reconnecter l’utilisateur (${key})`, `Sign the user in again (${key})`),
        async () => {
          await signInAs(t, key);
          await openRecord(t, person);
          const filter = {
            service: 'dmp',
            transaction: 'td0-3',
            keys: { patient: person.ins, user: nationalId(key), action: 'SUPPRESSION' },
            since: withdrawn,
          };
          const removed = await t.expectExchange(filter);
          if (removed) t.attachExchanges(LOG, [removed]);
          const nearMiss = await t.explainMissing(filter);
          t.check(LOG, checkAuthorisationRemoved(removed ? [removed] : [], nationalId(key), nearMiss));
        },
        [LOG],
      );
    }
    await t.step(
      text('Afficher les professionnels ayant accédé au DMP', 'Show the professionals who accessed the DMP'),
      async () => {
        const { professionals } = await t.act(showDmpAccesses, target);
        const consulted = await t.exchanges({
          service: 'dmp',
          transaction: ['td3-1a', 'td3-1b', 'td3-2'],
          keys: { patient: person.ins },
          since: start,
        });
        const accessed = users.filter((key) => consulted.some(({ keys }) => keys['user'] === nationalId(key)));
        t.attachText(SCREEN, text('Document consulté', 'Document consulted'), document.title);
        t.check(SCREEN, checkAccessesKept(professionals, accessed.map(professional)));
      },
      [SCREEN],
    );
  },
});

async function consultAs(t: ScenarioContext, key: string, document: DepositedDocument): Promise<void> {
  await signInAs(t, key);
  const { titles, message } = await consult(t, 'ux50-withdrawal');
  const shown = titles.includes(document.title) ? document.title : message;
  t.attachText(SCREEN, text(`Liste du DMP vue par ${key}`, `DMP list seen by ${key}`), shown);
}

async function consult(t: ScenarioContext, key: string) {
  const person = patient(key);
  await openRecord(t, person);
  await t.act(startDmpConsultation, { patient: refOf(person) });
  return t.act(confirmPatientAgreement, { patient: refOf(person) });
}
