import { trap } from '../../fixtures/directory/traps.js';
import { defineScenario, text } from '../harness/index.js';
import { signInAs } from '../record/index.js';
import { loadDirectoryExtract, setDirectorySource, synchroniseDirectory } from './actions/copy.js';
import { checkExtractReport } from './checks/loading.js';
import { DIRECTORY, searchAndJudge, tellTraffic } from './directory-search.js';
import { imagined, insertProfessional, removeProfessionals } from './inserted-professionals.js';
import { specialtyOf } from './nomenclature.js';
import { extractSize } from './extract-size.js';
import { type AddedProfessional, servedDirectory, withProfessionals } from './served-directory.js';
import { asSearched } from './targets.js';

const REPORT = 'ANN/va1.01.01.01';
const SEARCH = 'ANN/va1.01.01.02';
const FOLLOWS = 'ANN/va1.01.02.01';

/** The public extract is loaded; what it holds is found. */
export const extract = defineScenario({
  requirement: 'ANN/va1.01',
  id: 'ANN/va1.01.01',
  title: text('Charger l’extraction publique, puis y chercher', 'Load the public extract, then search it'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [REPORT, SEARCH],
  holds: [DIRECTORY],
  async run(t) {
    const directory = await servedDirectory(t);
    const since = await t.mark();
    await t.step(
      text('Charger l’extraction', 'Load the extract'),
      async () => {
        await signInAs(t, 'ps1');
        t.check(REPORT, checkExtractReport(await t.act(loadDirectoryExtract, {}), extractSize(directory)));
      },
      [REPORT],
    );
    await t.step(
      text('Chercher dans la copie', 'Search the copy'),
      async () => {
        const { before } = await t.act(setDirectorySource, { source: 'copy' });
        try {
          for (const name of ['two-roles', 'two-specialties', 'hyphen', 'several-mailboxes'] as const) {
            await searchAndJudge(t, SEARCH, directory, asSearched(trap(name).criteria));
          }
          const skilled = trap('two-specialties').expected[0]?.professional;
          const known = skilled === undefined ? undefined : directory.professionals.at(skilled);
          const specialty = specialtyOf(known?.specialties[0]?.code);
          if (known && specialty) {
            await searchAndJudge(t, SEARCH, directory, { familyName: known.familyName, specialty });
          }
        } finally {
          await t.act(setDirectorySource, { source: before });
        }
      },
      [SEARCH],
    );
    await tellTraffic(t, REPORT, since);
  },
});

/** A full loading, then changes: the product's copy follows, or its live search does. */
export const synchronisation = defineScenario({
  requirement: 'ANN/va1.01',
  id: 'ANN/va1.01.02',
  title: text('Suivre les changements de l’annuaire', 'Follow the changes of the directory'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [FOLLOWS],
  holds: [DIRECTORY],
  async run(t) {
    const directory = await servedDirectory(t);
    const inserted: AddedProfessional[] = [];
    let source: 'live' | 'copy' | undefined;
    const insert = async (name: string, boxes: number) => {
      const mailboxes = Array.from({ length: boxes }, (_none, rank) => boxOf(t.runKey, name, rank));
      const one = await insertProfessional(t, imagined(t, directory, { name, mailboxes }));
      inserted.push(one);
      return one;
    };
    const judge = async (now: readonly AddedProfessional[]) => {
      const changed = withProfessionals(directory, now);
      for (const { rpps } of now) await searchAndJudge(t, FOLLOWS, changed, { rpps });
    };
    const since = await t.mark();
    try {
      await t.step(text('Charger en entier', 'Load the whole'), async () => {
        await signInAs(t, 'ps1');
        await insert('renomme', 0);
        await insert('retire', 0);
        await insert('boite', 1);
        source = (await t.act(setDirectorySource, { source: 'copy' })).before;
        await t.act(synchroniseDirectory, { kind: 'full' });
        await judge(inserted);
      });
      await t.step(text('L’annuaire change ; mettre à jour', 'The directory changes; update'), async () => {
        const [renamed, gone, boxed] = inserted as [AddedProfessional, AddedProfessional, AddedProfessional];
        const practitioner = (one: AddedProfessional) => ({ type: 'Practitioner', id: one.id });
        const familyName = `${renamed.familyName}-NOUVEAU`;
        await t.control('annuaire', 'rename', { ...practitioner(renamed), familyName });
        await t.control('annuaire', 'deactivate', practitioner(gone));
        const [old = ''] = boxed.mailboxes;
        const fresh = boxOf(t.runKey, 'boite', 9);
        await t.control('annuaire', 'remove-mailbox', { ...practitioner(boxed), address: old });
        await t.control('annuaire', 'add-mailbox', {
          ...practitioner(boxed),
          mailbox: { address: fresh, type: 'PER' },
        });
        await insert('nouveau', 1);
        await t.act(synchroniseDirectory, { kind: 'delta' });
        const [, , , added] = inserted as [unknown, unknown, unknown, AddedProfessional];
        await judge([{ ...renamed, familyName }, { ...gone, active: false }, { ...boxed, mailboxes: [fresh] }, added]);
      });
    } finally {
      await t.step(text('Remettre l’annuaire comme avant', 'Leave the directory as it was'), async () => {
        // A purge tells no copy: what is deactivated first leaves the copy too.
        for (const { id } of inserted) await t.control('annuaire', 'deactivate', { type: 'Practitioner', id });
        await t.act(synchroniseDirectory, { kind: 'delta' });
        await removeProfessionals(t, inserted);
        if (source !== undefined) await t.act(setDirectorySource, { source });
      });
    }
    await tellTraffic(t, FOLLOWS, since);
  },
});

function boxOf(runKey: string, name: string, rank: number): string {
  return `${name}.${rank}.${runKey}@banc-essai.mssante.fr`.toLowerCase();
}
