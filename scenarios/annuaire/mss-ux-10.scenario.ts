import { patient, professional, structure } from '../../fixtures/roster.js';
import { LAST_OF_PAGE_TWO, trap, type TrapName } from '../../fixtures/directory/traps.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';
import { CRITERION_TEXTS, type SearchCriteria } from './actions/criteria.js';
import { chooseRecipientFromDirectory, searchDirectory, showDirectorySearch } from './actions/search.js';
import { checkRecipient } from './checks/recipient.js';
import { checkFailureTold } from './checks/search-failure.js';
import { checkSearchForm } from './checks/search-form.js';
import { checkNothingElse } from './checks/search-result.js';
import { DIRECTORY, searchAndJudge, tellTraffic, whileDirectory, withFault } from './directory-search.js';
import { expectationOf, folded, type Line } from './oracle.js';
import { servedDirectory } from './served-directory.js';
import { asSearched, singleTargets } from './targets.js';

const FORM = 'MSS/UX.10.01.01';
const SINGLE = 'MSS/UX.10.01.02';
const COMBINED = 'MSS/UX.10.02.01';
const TYPED = 'MSS/UX.10.03.01';
const LONG = 'MSS/UX.10.04.01';
const DOWN = 'MSS/UX.10.05.01';
const RECIPIENT = 'MSS/UX.10.06.01';

const PATIENT = 'mail-receipt';
/** Who is found as long as the directory answers. */
const FOUND = trap('two-roles').criteria;

/** The form opened from a message, then each of the nine criteria alone. */
export const eachCriterion = defineScenario({
  requirement: 'MSS/UX.10',
  id: 'MSS/UX.10.01',
  title: text('Rechercher par chacun des neuf critères', 'Search by each of the nine criteria'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [FORM, SINGLE],
  holds: [DIRECTORY, holdPatient(PATIENT)],
  async run(t) {
    const directory = await servedDirectory(t);
    await t.step(
      text('Ouvrir la recherche depuis un message', 'Open the search from a message'),
      async () => {
        await signInAs(t, 'ps1');
        const observed = await t.act(showDirectorySearch, { patient: refOf(patient(PATIENT)) });
        t.check(FORM, ...checkSearchForm(observed));
      },
      [FORM],
    );
    const since = await t.mark();
    for (const { name, criteria, complement } of singleTargets(directory)) {
      const words = CRITERION_TEXTS[name];
      await t.step(
        text(`Chercher par ${words.fr}`, `Search by ${words.en}`),
        () => searchAndJudge(t, SINGLE, directory, criteria, complement),
        [SINGLE],
      );
    }
    await tellTraffic(t, SINGLE, since);
  },
});

/** Criteria that each hold of somebody, together of few: where joining professional and place goes wrong. */
export const combinedCriteria = defineScenario({
  requirement: 'MSS/UX.10',
  id: 'MSS/UX.10.02',
  title: text('Combiner des critères', 'Combine criteria'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [COMBINED],
  holds: [DIRECTORY],
  async run(t) {
    const directory = await servedDirectory(t);
    const twin = trap('homonym').expected[0];
    const names = twin && directory.professionals.at(twin.professional);
    const search = (criteria: SearchCriteria) => searchAndJudge(t, COMBINED, directory, criteria);
    const since = await t.mark();
    await t.step(text('Se connecter', 'Sign in'), () => signInAs(t, 'ps1'));
    await t.step(text('Spécialité et lieu', 'Speciality and place'), async () => {
      await searchTraps(['other-town', 'entity-and-site', 'general-practice', 'two-specialties']);
    });
    await t.step(text('Nom et lieu : deux lieux d’exercice', 'Name and place: two places of practice'), async () => {
      await searchTraps(['two-roles', 'several-mailboxes', 'org-or-per', 'red-list', 'closed-place']);
    });
    await t.step(text('Homonymes', 'Homonyms'), async () => {
      if (names) await search({ familyName: names.familyName, givenName: names.givenNames[0] ?? '' });
      const [mailbox] = twin?.mailboxes ?? [];
      if (names && mailbox !== undefined) await search({ familyName: names.familyName, mailbox });
      await searchTraps(['homonym', 'two-practices']);
    });
    await t.step(text('Corse, outre-mer, CEDEX', 'Corsica, overseas, CEDEX'), async () => {
      await searchTraps(['corsica', 'overseas', 'cedex', 'code-in-city']);
      const { postalCode } = trap('corsica').criteria as { postalCode?: string };
      await search({
        profession: { code: '10', label: 'Médecin' },
        ...(postalCode === undefined ? {} : { postalCode }),
      });
    });
    await t.step(text('Profession et raison sociale', 'Profession and legal name'), async () => {
      const nurse = { code: '60', label: 'Infirmier' };
      await search({ profession: nurse, structure: structure('hospital').name });
    });
    await t.step(text('Sans lieu', 'Without a place'), async () => {
      await searchTraps(['no-address', 'no-place', 'no-role', 'dangling']);
    });
    await t.step(text('Inactifs', 'Inactive records'), () =>
      // What the service still says of an inactive record is uncertain: the whole of it is the harder case.
      whileDirectory(t, { inactiveContent: 'whole' }, async () => {
        await searchTraps(['inactive-practitioner', 'inactive-role']);
        const gone = trap('inactive-practitioner').forbidden[0];
        if (gone) await search({ rpps: directory.professionals.at(gone.professional).rpps });
      }),
    );
    await tellTraffic(t, COMBINED, since);

    async function searchTraps(traps: readonly TrapName[]): Promise<void> {
      for (const name of traps) await search(asSearched(trap(name).criteria));
    }
  },
});

/** Names as people type them: small letters, no accents, an apostrophe, a hyphen, a space. */
export const typedText = defineScenario({
  requirement: 'MSS/UX.10',
  id: 'MSS/UX.10.03',
  title: text('Saisir sans accents ni majuscules', 'Type without accents nor capitals'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [TYPED],
  holds: [DIRECTORY],
  async run(t) {
    const directory = await servedDirectory(t);
    const traps = ['apostrophe', 'hyphen', 'space-in-name'] as const;
    await t.step(text('Se connecter', 'Sign in'), () => signInAs(t, 'ps1'));
    await t.step(text('Noms saisis sans accents, en minuscules', 'Names typed in small letters'), async () => {
      for (const name of traps) await searchAndJudge(t, TYPED, directory, plainly(asSearched(trap(name).criteria)));
    });
    await t.step(
      text('Les mêmes, écrits comme dans l’annuaire', 'The same, as the directory writes them'),
      async () => {
        for (const name of traps) {
          const row = trap(name).expected[0]?.professional ?? 0;
          const { familyName, givenNames } = directory.professionals.at(row);
          await searchAndJudge(t, TYPED, directory, { familyName, givenName: givenNames[0] ?? '' });
        }
      },
    );
  },
});

/** Lists that do not fit one page, no result, a code newer than the product. */
export const longLists = defineScenario({
  requirement: 'MSS/UX.10',
  id: 'MSS/UX.10.04',
  title: text('Lire toute la liste', 'Read the whole list'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [LONG],
  holds: [DIRECTORY],
  async run(t) {
    const directory = await servedDirectory(t);
    const { familyName, givenNames } = LAST_OF_PAGE_TWO;
    const since = await t.mark();
    await t.step(text('Se connecter', 'Sign in'), () => signInAs(t, 'ps1'));
    await t.step(text('Plus d’une page de réponses', 'More than one page of answers'), async () => {
      await searchAndJudge(t, LONG, directory, { familyName });
      await searchAndJudge(t, LONG, directory, { familyName, givenName: givenNames[0] ?? '' });
    });
    await t.step(text('Un code plus récent que le produit', 'A code newer than the product'), async () => {
      await searchAndJudge(t, LONG, directory, asSearched(trap('unknown-code').criteria));
    });
    await t.step(text('Personne', 'Nobody'), async () => {
      await searchAndJudge(t, LONG, directory, { familyName: `XWQZ${t.runKey}` });
    });
    await tellTraffic(t, LONG, since);
  },
});

/** The directory refuses, breaks down, stops in the middle of a list: nothing is invented, and it is told. */
export const directoryDown = defineScenario({
  requirement: 'MSS/UX.10',
  id: 'MSS/UX.10.05',
  title: text('Chercher pendant une panne de l’annuaire', 'Search while the directory is out of order'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [DOWN],
  holds: [DIRECTORY],
  async run(t) {
    const directory = await servedDirectory(t);
    const other = { familyName: professional('gp1').familyName };
    const judged = async (criteria: SearchCriteria) => {
      const observed = await t.act(searchDirectory, { criteria });
      const search = { criteria, observed, expected: expectationOf(directory, criteria) };
      t.check(DOWN, checkFailureTold(search), checkNothingElse(search));
    };
    await t.step(text('L’annuaire répond', 'The directory answers'), async () => {
      await signInAs(t, 'ps1');
      await searchAndJudge(t, DOWN, directory, asSearched(FOUND));
    });
    const failures = [
      ['server-error', text('Erreur 500', 'Error 500')],
      ['gateway-timeout', text('Délai dépassé (504)', 'Time-out (504)')],
      ['too-many-requests', text('Trop d’appels (429)', 'Too many calls (429)')],
      ['bad-key', text('Clé refusée (401)', 'Key refused (401)')],
      ['html', text('Page de maintenance', 'Maintenance page')],
      ['truncated-body', text('Réponse tronquée', 'Truncated answer')],
    ] as const;
    for (const [kind, title] of failures) {
      await t.step(title, () => withFault(t, { fault: { kind } }, () => judged(other)));
    }
    await t.step(text('La page suivante est refusée', 'The next page is refused'), () =>
      withFault(t, { transaction: 'page', fault: { kind: 'stale-page' } }, () =>
        judged({ familyName: LAST_OF_PAGE_TWO.familyName }),
      ),
    );
    await t.step(text('L’annuaire répond à nouveau', 'The directory answers again'), async () => {
      await searchAndJudge(t, DOWN, directory, other);
    });
  },
});

/** The address proposed in a message is that of the professional, at the place searched. */
export const recipient = defineScenario({
  requirement: 'MSS/UX.10',
  id: 'MSS/UX.10.06',
  title: text('Choisir un destinataire trouvé dans l’annuaire', 'Choose a recipient found in the directory'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [RECIPIENT],
  holds: [DIRECTORY, holdPatient(PATIENT)],
  async run(t) {
    const directory = await servedDirectory(t);
    const choose = async (name: TrapName) => {
      const criteria = asSearched(trap(name).criteria);
      const [line] = expectationOf(directory, criteria).required;
      if (!line) return;
      const observed = await t.act(chooseRecipientFromDirectory, {
        patient: refOf(patient(PATIENT)),
        criteria,
        rpps: line.professional.rpps,
        name: nameOf(line),
      });
      t.check(RECIPIENT, ...checkRecipient(observed, line));
    };
    await t.step(text('Une boîte à ce lieu', 'A box at this place'), async () => {
      await signInAs(t, 'ps1');
      await choose('two-roles');
    });
    await t.step(text('Aucune boîte', 'No box'), () => choose('no-mailbox'));
  },
});

function plainly({ familyName = '', givenName }: SearchCriteria): SearchCriteria {
  const small = (words: string) => folded(words).toLowerCase();
  return { familyName: small(familyName), ...(givenName === undefined ? {} : { givenName: small(givenName) }) };
}

function nameOf({ professional: { familyName, givenNames } }: Line): string {
  return `${familyName} ${givenNames[0] ?? ''}`;
}
