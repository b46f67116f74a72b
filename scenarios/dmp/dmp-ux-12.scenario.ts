import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, type Text, text } from '../harness/index.js';
import { checkDmpStatus, type DmpStatus } from './checks/dmp-status.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, nationalId, signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.12.01.01';

/** The four states of a DMP, each shown at opening without a click. */
export const dmpStatus = defineScenario({
  requirement: 'DMP/UX.12',
  id: 'DMP/UX.12.01',
  title: text(
    'L’état du DMP est affiché sans clic dans le dossier',
    'The DMP status is shown in the record without a click',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [
    holdPatient('ux12-authorised'),
    holdPatient('ux12-not-authorised'),
    holdPatient('ux12-none'),
    holdPatient('ux12-closed'),
  ],
  precondition: text(
    'Quatre patients à l’INS qualifiée, un par état.',
    'Four patients with a qualified INS, one per state.',
  ),
  async run(t) {
    const notAuthorised = patient('ux12-not-authorised');
    await openAuthorisedDmp(t, patient('ux12-authorised'), 'ps1');
    await t.control('dmp', 'set-record', { ins: notAuthorised.ins, status: 'open' });
    await t.control('dmp', 'set-authorization', {
      ins: notAuthorised.ins,
      professional: nationalId('ps1'),
      state: 'none',
    });
    await t.control('dmp', 'set-record', { ins: patient('ux12-none').ins, status: 'none' });
    await t.control('dmp', 'set-record', { ins: patient('ux12-closed').ins, status: 'closed' });
    await t.step(text('Se connecter', 'Sign in'), () => signInAs(t, 'ps1'));
    await look(t, 'ux12-authorised', 'open-authorised', text('DMP ouvert et autorisé', 'DMP open and authorised'));
    await look(
      t,
      'ux12-not-authorised',
      'open-not-authorised',
      text('DMP ouvert, non autorisé', 'DMP open, not authorised'),
    );
    await look(t, 'ux12-none', 'none', text('Pas de DMP', 'No DMP'));
    await look(t, 'ux12-closed', 'closed', text('DMP fermé', 'DMP closed'));
  },
});

function look(t: ScenarioContext, key: string, expected: DmpStatus, state: Text): Promise<void> {
  return t.step(text(`Ouvrir le dossier : ${state.fr}`, `Open the record: ${state.en}`), async () => {
    t.check(PROOF, checkDmpStatus(await openRecord(t, patient(key)), expected));
  });
}
