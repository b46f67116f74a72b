import type { Directory } from '../../fixtures/directory/records.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { createAccount, letTimePass, showAccount, tryToSignIn } from '../record/index.js';
import { showRppsLookups } from './actions/users.js';
import { checkMinimumIdentity } from './checks/minimum-identity.js';
import {
  checkBound,
  checkCheckedAgain,
  checkLookedUp,
  checkProblemTold,
  checkRetried,
  checkUnbound,
  checkUsable,
} from './checks/rpps.js';
import { DIRECTORY, withFault } from './directory-search.js';
import {
  imagined,
  insertProfessional,
  removeProfessionals,
  type WantedProfessional,
} from './inserted-professionals.js';
import { type AddedProfessional, servedDirectory } from './served-directory.js';

const CREATION = 'SSI/IE.30.01.01';
const CREATION_SCREEN = 'SSI/IE.30.01.02';
const NOT_FOUND = 'SSI/IE.30.02.01';
const CHECKED_AGAIN = 'SSI/IE.30.03.01';
const IDENTITY = 'SSI/IE.33.01.01';

const DAY_MINUTES = 24 * 60;
const TWO_YEARS_MINUTES = 2 * 365 * DAY_MINUTES;
/** Times an account is shown again, a quiet time apart, before its number is said to be missing. */
const SHOWN_AGAIN = 3;
const PASSWORD = 'Essai-Annuaire-2026!';

/** A professional of the directory gets an account: their number is found and bound. */
export const foundAtCreation = defineScenario({
  requirement: 'SSI/IE.30',
  id: 'SSI/IE.30.01',
  title: text('Trouver le RPPS à la création du compte', 'Find the RPPS when the account is created'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [CREATION, CREATION_SCREEN],
  holds: [DIRECTORY],
  run: (t) =>
    withAccount(t, { name: 'cree' }, async (login, known) => {
      const since = await t.mark();
      await t.step(text('Créer le compte', 'Create the account'), async () => {
        await declare(t, login, known);
        const rpps = await boundNumber(t, login, known.rpps);
        const calls = await t.exchanges({ service: 'annuaire', since });
        const { lookups } = await t.act(showRppsLookups, { login });
        t.attachExchanges(CREATION, calls);
        t.check(CREATION, checkLookedUp(lookups, calls.length));
        t.check(CREATION_SCREEN, checkBound(rpps, known.rpps));
      });
    }),
});

/** Not registered yet, directory out of order, homonyms: it is told, the account works, and the search goes on. */
export const notFound = defineScenario({
  requirement: 'SSI/IE.30',
  id: 'SSI/IE.30.02',
  title: text('Créer un compte sans que le RPPS soit trouvé', 'Create an account whose RPPS is not found'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [NOT_FOUND],
  holds: [DIRECTORY],
  async run(t) {
    const directory = await servedDirectory(t);
    const inserted: AddedProfessional[] = [];
    const insert = async (one: AddedProfessional) => {
      const known = await insertProfessional(t, one);
      inserted.push(known);
      return known;
    };
    try {
      await t.step(text('Un professionnel pas encore inscrit', 'A professional not registered yet'), async () => {
        const awaited = imagined(t, directory, { name: 'attendu' });
        const login = loginOf(t, 'attendu');
        await declare(t, login, awaited, PASSWORD);
        await judgeWithout(t, login);
        t.check(NOT_FOUND, checkUsable(await t.act(tryToSignIn, { login, password: PASSWORD })));
        await insert(awaited);
        await judgeRetry(t, login, awaited);
      });
      await t.step(text('L’annuaire est indisponible', 'The directory is out of order'), async () => {
        const registered = await insert(imagined(t, directory, { name: 'inscrit' }));
        const login = loginOf(t, 'inscrit');
        await withFault(t, { fault: { kind: 'server-error' } }, async () => {
          await declare(t, login, registered);
          await judgeWithout(t, login);
        });
        await judgeRetry(t, login, registered);
      });
      await t.step(text('Deux homonymes', 'Two homonyms'), async () => {
        const one = await insert(imagined(t, directory, { name: 'homonyme' }));
        await insert(imagined(t, directory, { name: 'autre', namedAs: one }));
        const login = loginOf(t, 'homonyme');
        await declare(t, login, one);
        await judgeWithout(t, login);
      });
    } finally {
      await t.step(text('Remettre l’annuaire comme avant', 'Leave the directory as it was'), () =>
        removeProfessionals(t, inserted),
      );
    }
  },
});

/** A bound number is checked again, two years later at most. */
export const checkedAgain = defineScenario({
  requirement: 'SSI/IE.30',
  id: 'SSI/IE.30.03',
  title: text('Vérifier à nouveau un RPPS rattaché', 'Check a bound RPPS again'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [CHECKED_AGAIN],
  holds: [DIRECTORY],
  run: (t) =>
    withAccount(t, { name: 'verifie' }, async (login, known) => {
      const before = await t.step(text('Créer le compte', 'Create the account'), async () => {
        await declare(t, login, known);
        await boundNumber(t, login, known.rpps);
        return t.act(showRppsLookups, { login });
      });
      await t.step(text('Laisser passer deux ans', 'Let two years pass'), async () => {
        const since = await t.mark();
        await t.act(letTimePass, { what: 'rpps-check-age', subject: login, minutes: TWO_YEARS_MINUTES });
        await t.expectExchange({ service: 'annuaire', since });
        const after = await t.act(showRppsLookups, { login });
        t.attachExchanges(CHECKED_AGAIN, await t.exchanges({ service: 'annuaire', since }));
        t.check(CHECKED_AGAIN, checkCheckedAgain(before.lookups, after.lookups));
      });
    }),
});

/** The page of a professional shows their minimum identity. */
export const minimumIdentity = defineScenario({
  requirement: 'SSI/IE.33',
  id: 'SSI/IE.33.01',
  title: text('Montrer l’identité d’un professionnel', 'Show the identity of a professional'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [IDENTITY],
  holds: [DIRECTORY],
  run: (t) =>
    withAccount(t, { name: 'identite' }, async (login, known) => {
      await t.step(text('Créer le compte et l’afficher', 'Create the account and show it'), async () => {
        const { rpps, familyName, givenName } = known;
        await t.act(createAccount, { login, familyName, givenName, rpps, profession: 'Médecin' });
        t.check(IDENTITY, checkMinimumIdentity(await t.act(showAccount, { login }), known));
      });
    }),
});

/** Does something with a professional the directory knows, and the login of an account to come. */
async function withAccount(
  t: ScenarioContext,
  wanted: WantedProfessional,
  body: (login: string, known: AddedProfessional) => Promise<void>,
): Promise<void> {
  const directory: Directory = await servedDirectory(t);
  const known = await t.step(text('Le professionnel est dans l’annuaire', 'The professional is in the directory'), () =>
    insertProfessional(t, imagined(t, directory, wanted)),
  );
  try {
    await body(loginOf(t, wanted.name), known);
  } finally {
    await t.step(text('Remettre l’annuaire comme avant', 'Leave the directory as it was'), () =>
      removeProfessionals(t, [known]),
    );
  }
}

function loginOf(t: ScenarioContext, name: string): string {
  return `rpps-${name}-${t.runKey}`.toLowerCase();
}

async function declare(t: ScenarioContext, login: string, who: AddedProfessional, password?: string): Promise<void> {
  const { familyName, givenName } = who;
  const since = await t.mark();
  await t.act(createAccount, {
    login,
    familyName,
    givenName,
    profession: 'Médecin',
    ...(password === undefined ? {} : { password }),
  });
  // The look-up may go on behind the page: a product that asks the service has then asked it.
  await t.expectExchange({ service: 'annuaire', since });
  await t.watchQuiet({ service: 'annuaire', since: await t.mark() });
}

/** The number an account shows; shown again for a while when it is not the one awaited: the search may go on behind. */
async function boundNumber(t: ScenarioContext, login: string, awaited: string): Promise<string> {
  let { rpps } = await t.act(showAccount, { login });
  for (let again = 0; rpps !== awaited && again < SHOWN_AGAIN; again += 1) {
    await t.watchQuiet({ service: 'annuaire', since: await t.mark() });
    ({ rpps } = await t.act(showAccount, { login }));
  }
  return rpps;
}

async function judgeWithout(t: ScenarioContext, login: string): Promise<void> {
  const { rpps } = await t.act(showAccount, { login });
  t.check(NOT_FOUND, checkUnbound(rpps), checkProblemTold(await t.act(showRppsLookups, { login })));
}

async function judgeRetry(t: ScenarioContext, login: string, { rpps }: AddedProfessional): Promise<void> {
  await t.act(letTimePass, { what: 'rpps-check-age', subject: login, minutes: DAY_MINUTES });
  t.check(NOT_FOUND, checkRetried(await boundNumber(t, login, rpps), rpps));
}
