import { patient } from '../../fixtures/roster.js';
import { trap } from '../../fixtures/directory/traps.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';
import { addCorrespondentFromDirectory, changeCorrespondent, refreshCorrespondent } from './actions/correspondents.js';
import { checkCorrespondent, checkCorrespondentMailboxes, checkHandChange } from './checks/identity.js';
import { DIRECTORY } from './directory-search.js';
import { imagined, insertProfessional, removeProfessionals } from './inserted-professionals.js';
import { linesIn } from './oracle.js';
import { servedDirectory } from './served-directory.js';

const PROOF = 'ANN/va1.03.01.01';
const ADDRESS = 'ANN/va1.05.01.01';
const PATIENT = 'mail-receipt';

/** A correspondent is taken from the directory, changed by hand, taken again after the directory has changed. */
export const correspondent = defineScenario({
  requirement: 'ANN/va1.03',
  id: 'ANN/va1.03.01',
  title: text('Alimenter un correspondant depuis l’annuaire', 'Load a correspondent from the directory'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [DIRECTORY, holdPatient(PATIENT)],
  async run(t) {
    const directory = await servedDirectory(t);
    const wanted = imagined(t, directory, {
      name: 'correspondant',
      mailboxes: [`correspondant.${t.runKey}@banc-essai.mssante.fr`.toLowerCase()],
    });
    const ref = {
      patient: refOf(patient(PATIENT)),
      rpps: wanted.rpps,
      name: `${wanted.familyName} ${wanted.givenName}`,
    };
    await t.step(text('Se connecter', 'Sign in'), () => signInAs(t, 'ps1'));
    const known = await t.step(
      text('Le professionnel est dans l’annuaire', 'The professional is in the directory'),
      () => insertProfessional(t, wanted),
    );
    try {
      await t.step(text('Reprendre ses données', 'Take their data'), async () => {
        const shown = await t.act(addCorrespondentFromDirectory, ref);
        t.check(PROOF, checkCorrespondent(shown, known), checkCorrespondentMailboxes(shown, known.mailboxes));
      });
      await t.step(text('Modifier à la main', 'Change by hand'), async () => {
        const shown = await t.act(changeCorrespondent, { ...ref, familyName: 'AUTREMENT' });
        t.check(PROOF, checkHandChange(shown));
      });
      await t.step(text('L’annuaire change ; contrôler', 'The directory changes; check'), async () => {
        const familyName = `${known.familyName}-NOUVEAU`;
        await t.control('annuaire', 'rename', { type: 'Practitioner', id: known.id, familyName });
        const shown = await t.act(refreshCorrespondent, ref);
        t.check(PROOF, checkCorrespondent(shown, { ...known, familyName }));
      });
    } finally {
      await t.step(text('Remettre l’annuaire comme avant', 'Leave the directory as it was'), () =>
        removeProfessionals(t, [known]),
      );
    }
  },
});

/** The MSSanté addresses of a correspondent, all places together, are those of the directory. */
export const address = defineScenario({
  requirement: 'ANN/va1.05',
  id: 'ANN/va1.05.01',
  title: text('Rechercher l’adresse MSSanté d’un correspondant', 'Search the MSSanté address of a correspondent'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [ADDRESS],
  holds: [DIRECTORY, holdPatient(PATIENT)],
  async run(t) {
    const directory = await servedDirectory(t);
    const row = trap('two-roles').expected[0]?.professional ?? 0;
    const { rpps, familyName, givenNames } = directory.professionals.at(row);
    const lines = [...linesIn(directory)].filter(({ professional }) => professional.rpps === rpps);
    await t.step(
      text('Reprendre un correspondant de l’annuaire', 'Take a correspondent from the directory'),
      async () => {
        await signInAs(t, 'ps1');
        const shown = await t.act(addCorrespondentFromDirectory, {
          patient: refOf(patient(PATIENT)),
          rpps,
          name: `${familyName} ${givenNames[0] ?? ''}`,
        });
        t.check(ADDRESS, checkCorrespondentMailboxes(shown, [...new Set(lines.flatMap(({ boxes }) => boxes))]));
      },
    );
  },
});
