import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, signInAs } from '../record/index.js';
import { enterIdentity, type IdentityEntry, showIdentitySheet } from './actions/sheet.js';
import { checkAcknowledged, checkNamesKept } from './checks/reception.js';
import { checkEntries, checkSheet } from './checks/sheet.js';
import { flowPatient, lettersOf } from './flow-patients.js';
import { identityFieldsOf, identityRefOf } from './people.js';
import { sentIdentity } from './identity-message.js';
import { sendIdentity } from './identity-sending.js';

const FIELDS = 'INS/va1.01.01.01';
const NAMES = 'INS/va1.01.02.01';
const ENTRY = 'INS/va1.01.03.01';

/** Names of 54 characters, and of 100 as advised, with a hyphen, an apostrophe and a blank. */
const LENGTHS = { imposed: 54, advised: 100 } as const;

/** The sheet of a patient shows each identity field. */
export const identityFields = defineScenario({
  requirement: 'INS/va1.01',
  id: 'INS/va1.01.01',
  title: text('Afficher les champs d’identité d’un patient', 'Show the identity fields of a patient'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [FIELDS],
  precondition: text(
    'Une patiente à l’identité qualifiée, avec un nom et un prénom utilisés.',
    'A patient with a qualified identity, a used name and a used given name.',
  ),
  holds: [holdPatient('identity-sheet')],
  async run(t) {
    const person = patient('identity-sheet');
    await t.step(text('Afficher la fiche d’identité', 'Show the identity sheet'), async () => {
      await signInAs(t, 'ps1');
      const shown = await t.act(showIdentitySheet, { patient: identityRefOf(person) });
      t.check(FIELDS, checkSheet(identityFieldsOf(person), shown));
    });
  },
});

/** Names that come by a flow keep hyphen, apostrophe, blank and length. */
export const receivedNames = defineScenario({
  requirement: 'INS/va1.01',
  id: 'INS/va1.01.02',
  title: text('Recevoir des noms longs et ponctués', 'Receive long names with punctuation'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [NAMES],
  precondition: text(
    'Le produit reçoit les messages ADT du domaine d’identité (PAM.FR).',
    'The product receives the ADT messages of the identity domain (PAM.FR).',
  ),
  holds: [],
  async run(t) {
    await t.step(text('Se connecter', 'Sign in'), () => signInAs(t, 'ps1'));
    for (const [key, length] of Object.entries(LENGTHS) as [keyof typeof LENGTHS, number][]) {
      await t.step(
        text(
          `Envoyer par flux une identité dont le nom compte ${length} caractères, puis l’afficher`,
          `Send by flow an identity whose name has ${length} characters, then show it`,
        ),
        async () => {
          const person = { ...flowPatient(t.runKey, `names-${key}`), birthFamilyName: longName(t.runKey, length) };
          const identity = sentIdentity(person, 'VALI', 'with-ins');
          const sent = await sendIdentity(t, { event: 'create', identity });
          if (key === 'imposed') t.check(NAMES, checkAcknowledged(sent));
          const shown = await t.act(showIdentitySheet, { patient: identityRefOf(person) });
          t.check(NAMES, ...checkNamesKept(person, shown, key));
        },
      );
    }
  },
});

/** A birth date that cannot be is refused on entry. */
export const birthDateEntry = defineScenario({
  requirement: 'INS/va1.01',
  id: 'INS/va1.01.03',
  title: text('Contrôler la date de naissance saisie', 'Check the birth date typed'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [ENTRY],
  precondition: text(
    'L’utilisateur peut saisir l’identité d’un nouveau patient ; un patient au nom propre au passage sera créé.',
    'The user can enter the identity of a new patient; a patient named after the run will be created.',
  ),
  holds: [],
  async run(t) {
    const typed = async (day: string, month: string) => {
      const entry: IdentityEntry = {
        birthFamilyName: `ESSAI SAISIE ${lettersOf(t.runKey)}`,
        givenName: 'PASCALE',
        gender: 'F',
        day,
        month,
        year: '1947',
      };
      return { entry, ...(await t.act(enterIdentity, entry)) };
    };
    await t.step(
      text('Saisir des dates impossibles, puis une possible', 'Type impossible dates, then a possible one'),
      async () => {
        await signInAs(t, 'ps1');
        const impossible = [
          await typed('32', '05'),
          await typed('00', '05'),
          await typed('15', '13'),
          await typed('15', '00'),
        ];
        t.check(ENTRY, ...checkEntries(impossible, await typed('31', '05')));
      },
    );
  },
});

/** `ESSAI-D'HAUT SEG…`: a hyphen, an apostrophe and a blank, of that length, of this run. */
function longName(runKey: string, length: number): string {
  return `ESSAI-D'HAUT ${lettersOf(runKey)}`.padEnd(length, 'SEGURIENNE').slice(0, length);
}
