import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, signInAs } from '../record/index.js';
import { setBannerFields, showIdentityBanner } from './actions/banner.js';
import { checkConfigurable, checkLabels, checkMandatory } from './checks/banner.js';
import { identityRefOf } from './people.js';

const PROOF = 'INS/va1.36.01.01';

/** The banner with the fewest fields, then with all of them: mandatory traits always there, labels without ambiguity. */
export const identityBanner = defineScenario({
  requirement: 'INS/va1.36',
  id: 'INS/va1.36.01',
  title: text('Régler et afficher le bandeau d’identité', 'Set and show the identity banner'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: text(
    'Une patiente à l’identité qualifiée, avec un nom et un prénom utilisés. Le bandeau montre à la fin tous les champs proposés.',
    'A patient with a qualified identity, a used name and a used given name. The banner shows every field offered in the end.',
  ),
  holds: [holdPatient('identity-banner'), { name: 'setting:identity-banner' }],
  async run(t) {
    const person = patient('identity-banner');
    const shown = async (fields: 'every' | 'fewest') => {
      const { configurable } = await t.act(setBannerFields, { shown: fields });
      return { configurable, ...(await t.act(showIdentityBanner, { patient: identityRefOf(person) })) };
    };
    const fewest = await t.step(
      text('Retirer du bandeau tout ce qui peut l’être', 'Take out what can be'),
      async () => {
        await signInAs(t, 'ps1');
        const { fields } = await shown('fewest');
        t.check(PROOF, checkMandatory(person, fields));
        return fields;
      },
    );
    await t.step(text('Afficher tous les champs proposés', 'Show every field offered'), async () => {
      const { configurable, fields } = await shown('every');
      t.check(PROOF, checkLabels(person, fields), checkConfigurable(person, { configurable, every: fields, fewest }));
    });
  },
});
