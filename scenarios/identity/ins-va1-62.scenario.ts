import type { Patient } from '../../fixtures/people.js';
import { defineScenario, type ScenarioContext, type Text, text } from '../harness/index.js';
import { signInAs } from '../record/index.js';
import { showIdentitySheet, type ShownIdentity } from './actions/sheet.js';
import type { IdentityFields } from './checks/identity-fields.js';
import {
  checkAcknowledged,
  checkInsDeleted,
  checkInsLeftOut,
  checkIntegrated,
  checkUpdated,
} from './checks/reception.js';
import { flowPatient, lettersOf } from './flow-patients.js';
import { identityFieldsOf, identityRefOf } from './people.js';
import { sentIdentity } from './identity-message.js';
import { sendIdentity } from './identity-sending.js';

const PRECONDITION = text(
  'Le produit reçoit les messages ADT du domaine d’identité (PAM.FR) ; la patiente, propre au passage, y est inconnue.',
  'The product receives the ADT messages of the identity domain (PAM.FR); the patient, of this run, is unknown there.',
);

/** A qualified identity is created, then updated. */
export const qualifiedIdentity = scenarioOf({
  number: '01',
  title: text(
    'Intégrer une identité qualifiée, puis sa mise à jour',
    'Integrate a qualified identity, then its update',
  ),
  async run(t, proof) {
    const person = flowPatient(t.runKey, 'ins62-qualified');
    await createQualified(t, proof, person);
    const updated = { ...person, usualFamilyName: `CHANGE${lettersOf(t.runKey)}` };
    await integrate(t, proof, {
      title: text('Mettre à jour le nom utilisé (VALI)', 'Update the used name (VALI)'),
      event: 'update',
      person: updated,
      reliability: 'VALI',
      ins: 'with-ins',
      judge: (shown) => checkUpdated(traitsOf(updated), shown),
    });
  },
});

/** An identity that is not qualified is kept without its INS. */
export const provisionalIdentity = scenarioOf({
  number: '02',
  title: text(
    'Intégrer une identité non qualifiée, sans son INS',
    'Integrate an unqualified identity, without its INS',
  ),
  async run(t, proof) {
    const person = flowPatient(t.runKey, 'ins62-provisional');
    await integrate(t, proof, {
      title: text(
        'Créer l’identité avec une INS et PID-32 = PROV',
        'Create the identity with an INS and PID-32 = PROV',
      ),
      event: 'create',
      person,
      reliability: 'PROV',
      ins: 'with-ins',
      judge: (shown) => checkInsLeftOut({ ...traitsOf(person), ins: '', insOid: '' }, shown),
    });
  },
});

/**
 * The identity domain takes the INS away: an update without it, of an identity no longer qualified. How a deletion is
 * spelled was not found (hl7v2-pfi-cda.md §15); no product may keep an INS after this one, whatever the spelling.
 */
export const deletedIns = scenarioOf({
  number: '03',
  title: text('Intégrer la suppression d’une INS', 'Integrate the deletion of an INS'),
  async run(t, proof) {
    const person = flowPatient(t.runKey, 'ins62-deleted');
    await createQualified(t, proof, person);
    await integrate(t, proof, {
      title: text('Retirer l’INS (PID-3 sans INS, PROV)', 'Take the INS away (PID-3 without INS, PROV)'),
      event: 'update',
      person,
      reliability: 'PROV',
      ins: 'without-ins',
      judge: (shown) => checkInsDeleted({ ...traitsOf(person), ins: '', insOid: '' }, shown),
    });
  },
});

function scenarioOf({
  number,
  title,
  run,
}: {
  number: string;
  title: Text;
  run: (t: ScenarioContext, proof: string) => Promise<void>;
}) {
  const proof = `INS/va1.62.${number}.01`;
  return defineScenario({
    requirement: 'INS/va1.62',
    id: `INS/va1.62.${number}`,
    title,
    actor: 'dpi',
    drive: 'automatic',
    proofs: [proof],
    precondition: PRECONDITION,
    holds: [],
    async run(t) {
      await t.step(text('Se connecter', 'Sign in'), () => signInAs(t, 'ps1'));
      await run(t, proof);
    },
  });
}

async function createQualified(t: ScenarioContext, proof: string, person: Patient): Promise<void> {
  await integrate(t, proof, {
    title: text('Créer l’identité avec une INS et PID-32 = VALI', 'Create the identity with an INS and PID-32 = VALI'),
    event: 'create',
    person,
    reliability: 'VALI',
    ins: 'with-ins',
    judge: (shown) => checkIntegrated(traitsOf(person), shown),
  });
}

/** Sends an identity, then looks at what the product made of it. */
async function integrate(
  t: ScenarioContext,
  proof: string,
  sending: {
    title: Text;
    event: 'create' | 'update';
    person: Patient;
    reliability: 'VALI' | 'PROV';
    ins: 'with-ins' | 'without-ins';
    judge: (shown: ShownIdentity) => ReturnType<typeof checkIntegrated>;
  },
): Promise<void> {
  const { title, event, person, reliability, ins, judge } = sending;
  await t.step(title, async () => {
    const sent = await sendIdentity(t, { event, identity: sentIdentity(person, reliability, ins) });
    t.attachExchanges(proof, await t.exchanges({ keys: { message: sent.message } }));
    const shown = await t.act(showIdentitySheet, { patient: identityRefOf(person) });
    t.check(proof, checkAcknowledged(sent), judge(shown));
  });
}

/** What a PID carries of a patient: all but the used given name, which not every product keeps apart. */
function traitsOf(person: Patient): Partial<IdentityFields> {
  const { usedGivenName: _apart, ...traits } = identityFieldsOf(person);
  return traits;
}
