import { professional } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { createAccount, setAccountDisabled, signInAs, signOut } from '../record/index.js';
import { showSession, showSignInMeans } from './actions/sign-in.js';
import {
  checkKeptApart,
  checkSameAccount,
  type ForbiddenOpening,
  onlyMeans,
  type OpenedBy,
  remarkSubject,
} from './checks/accounts.js';
import { checkIdentityShown } from './checks/sign-in-screen.js';
import { freshRpps } from './fresh-rpps.js';
import { holdIdentity, IDP, personOf, PSC, signInAndWatch } from './situations.js';
import type { PersonRef } from './actions/provider-ref.js';
import type { SessionShown } from './actions/sign-in-session.js';

const SAME = 'PSC.01.02.01';
const OTHERS = 'PSC.02.02.01';
const WHO = 'nurse';

/** Pro Santé Connect, the local account and the hospital's provider open the same account. */
export const sameAccount = defineScenario({
  requirement: 'PSC.02',
  id: 'PSC.02.01',
  title: text('Le même compte par chaque moyen de connexion', 'The same account by every means of signing in'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SAME],
  holds: [holdIdentity(WHO)],
  async run(t) {
    const means = await t.step(text('Afficher les moyens de connexion', 'Show the means of signing in'), async () => {
      const seen = await t.act(showSignInMeans, {});
      if (seen.means.every(({ provider }) => provider === 'psc')) t.check(SAME, onlyMeans());
      return seen.means;
    });
    const opened: OpenedBy[] = [];
    await t.step(text('Se connecter avec Pro Santé Connect', 'Sign in with Pro Santé Connect'), async () => {
      const { shown } = await signInAndWatch(t, PSC, personOf(WHO));
      opened.push({ means: text('Pro Santé Connect', 'Pro Santé Connect'), shown });
      await t.act(signOut, {});
    });
    if (means.some(({ provider }) => provider === 'local')) {
      await t.step(text('Se connecter avec le compte local', 'Sign in with the local account'), async () => {
        await signInAs(t, WHO);
        opened.push({ means: text('compte local', 'local account'), shown: await t.act(showSession, {}) });
        await t.act(signOut, {});
      });
    }
    if (means.some(({ provider }) => provider === IDP.id)) {
      await t.step(text('Se connecter avec l’autre fournisseur', 'Sign in with the other provider'), async () => {
        const { shown } = await signInAndWatch(t, IDP, personOf(WHO));
        opened.push({ means: text('fournisseur de l’établissement', 'provider of the hospital'), shown });
        await t.act(signOut, {});
      });
    }
    await t.step(text('Comparer les comptes ouverts', 'Compare the accounts opened'), () => {
      t.check(SAME, checkSameAccount(opened, professional(WHO).rpps));
    });
  },
});

/** People who resemble others, accounts that must not open. */
export const othersKeptApart = defineScenario({
  requirement: 'PSC.02',
  id: 'PSC.02.02',
  title: text(
    'Ni homonyme, ni compte désactivé, ni compte au hasard',
    'No homonym, no disabled account, no account at random',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [OTHERS],
  holds: [holdIdentity(WHO)],
  async run(t) {
    const own = await t.step(text('Ouvrir le compte de la personne', 'Open the account of the person'), async () => {
      const { shown } = await signInAndWatch(t, PSC, personOf(WHO));
      t.check(OTHERS, checkIdentityShown(shown, professional(WHO).rpps));
      if (shown.signedIn) await t.act(signOut, {});
      // What follows is about other people: no session of this one may be left, whatever signing out did.
      await t.control('psc', 'kill-session', { professional: WHO });
      return shown;
    });
    const attempts: ForbiddenOpening[] = [];
    await t.step(text('Se connecter avec un homonyme', 'Sign in as a homonym'), async () => {
      const { familyName, givenName } = professional(WHO);
      const shown = await signInAsAnother(t, 'homonyme', {
        nationalId: `8${freshRpps(t.runKey, 1)}`,
        familyName,
        givenName,
      });
      attempts.push({
        situation: text('même nom, RPPS inconnu', 'same name, unknown RPPS'),
        shown,
        opened: shown.signedIn && shown.account === own.account,
      });
    });
    await t.step(
      text('Recevoir le UserInfo d’une autre personne', 'Receive the UserInfo of another person'),
      async () => {
        const shown = await signInAsAnother(t, 'userinfo', {
          nationalId: `8${freshRpps(t.runKey, 2)}`,
          userinfoClaims: { sub: 'une-autre-personne', SubjectNameID: personOf(WHO).nationalId },
        });
        attempts.push({
          situation: text('UserInfo d’un autre sub', 'UserInfo of another sub'),
          shown,
          opened: shown.signedIn && shown.account === own.account,
        });
      },
    );
    await t.step(text('Essayer un compte désactivé', 'Try a disabled account'), async () => {
      const rpps = freshRpps(t.runKey, 3);
      await makeAccount(t, `desactive-${t.runKey}`, rpps);
      await t.act(setAccountDisabled, { login: `desactive-${t.runKey}`, disabled: true });
      const shown = await signInAsAnother(t, 'desactive', { nationalId: `8${rpps}` });
      attempts.push({ situation: text('compte désactivé', 'disabled account'), shown, opened: shown.signedIn });
    });
    await t.step(text('Essayer deux comptes de même RPPS', 'Try two accounts of the same RPPS'), async () => {
      const rpps = freshRpps(t.runKey, 4);
      await makeAccount(t, `double-a-${t.runKey}`, rpps);
      const second = await makeAccount(t, `double-b-${t.runKey}`, rpps);
      // A product that refuses the second account has no such situation.
      if (!second) return;
      const shown = await signInAsAnother(t, 'double', { nationalId: `8${rpps}` });
      attempts.push({
        situation: text('deux comptes de même RPPS', 'two accounts of the same RPPS'),
        shown,
        opened: shown.signedIn,
      });
    });
    const subjects: ForbiddenOpening[] = [];
    await t.step(text('Changer sub, garder le RPPS', 'Change sub, keep the RPPS'), async () => {
      const shown = await signInAsAnother(t, 'sub', { basedOn: WHO, sub: `f:autre:${t.runKey}` });
      subjects.push({
        situation: text('autre sub, même RPPS', 'another sub, same RPPS'),
        shown,
        opened: shown.account !== own.account,
      });
    });
    await t.step(text('Donner le RPPS dans otherIds seulement', 'Give the RPPS in otherIds only'), async () => {
      const { rpps } = professional(WHO);
      const shown = await signInAsAnother(t, 'otherids', {
        nationalId: `ANS${t.runKey}`.slice(0, 30),
        claims: { SubjectNameID: null, otherIds: [{ identifiant: rpps, origine: 'RPPS', qualite: 1 }] },
      });
      t.attachText(
        OTHERS,
        text('RPPS dans otherIds seulement (informatif)', 'RPPS in otherIds only (informative)'),
        shown.signedIn ? `compte ${shown.account}` : `refus : ${shown.message}`,
      );
    });
    await t.step(text('Comparer les comptes ouverts', 'Compare the accounts opened'), () => {
      t.check(OTHERS, checkKeptApart(attempts), ...remarkSubject(subjects));
    });
  },
});

/** Signs in as a person made for this scenario, then leaves the session of the provider. */
async function signInAsAnother(
  t: ScenarioContext,
  name: string,
  identity: { familyName?: string; givenName?: string } & Record<string, unknown>,
): Promise<SessionShown> {
  const key = `psc02-${name}-${t.runKey}`;
  const base = { familyName: 'ESSAI-AUTRE', givenName: 'Sacha', ...identity };
  const { nationalId } = await t.control<{ nationalId: string }>('psc', 'set-identity', {
    provider: 'main',
    key,
    ...base,
  });
  const person: PersonRef = { key, nationalId, name: `${base.givenName} ${base.familyName}` };
  const { shown } = await signInAndWatch(t, PSC, person);
  if (shown.signedIn) await t.act(signOut, {});
  await t.control('psc', 'kill-session', { professional: key });
  await t.control('psc', 'reset-identity', { provider: 'main', key });
  return shown;
}

async function makeAccount(t: ScenarioContext, login: string, rpps: string): Promise<boolean> {
  const { created } = await t.act(createAccount, { login, familyName: 'ESSAI-AUTRE', givenName: 'Sacha', rpps });
  return created;
}
