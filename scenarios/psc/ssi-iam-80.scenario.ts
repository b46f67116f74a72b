import { professional } from '../../fixtures/roster.js';
import type { Exchange } from '../../mocks/index.js';
import { defineScenario, type ScenarioContext, type Tenant, text } from '../harness/index.js';
import { judgePaper, signOut } from '../record/index.js';
import { awaitCiba } from './actions/ciba.js';
import type { ProviderRef } from './actions/provider-ref.js';
import { showSignInMeans } from './actions/sign-in.js';
import {
  checkConfigurationOnly,
  checkNothingHardCoded,
  checkSessionUsed,
  checkTwoAtOnce,
  type ProviderSignInSeen,
} from './checks/providers.js';
import { checkIdentityShown, modalityNotOffered, modesOf } from './checks/sign-in-screen.js';
import { answerOnEcps, askByCiba } from './ciba-situations.js';
import { INTERFACE_CONTRACT } from './papers.js';
import { addRenamed, removeRenamed, RENAMED_IDP, RENAMED_PSC } from './renamed-providers.js';
import { holdIdentity, IDP, personOf, PSC, sheetOf, signInAndWatch } from './situations.js';

const WEB = 'SSI/IAM.80.01';
const WEB_CONTRACT = 'SSI/IAM.80.01.02';
const EXTERNAL = 'SSI/IAM.80.02';
const EXTERNAL_CONTRACT = 'SSI/IAM.81.02';
const CIBA = 'SSI/IAM.80.03';
const WHO = 'ps1';
/** Providers are settings of the whole product. */
const PROVIDERS: Tenant = { name: 'setting:identity-providers' };

/** Two providers at once, then two others by configuration only, and the session of a provider is used. */
export const web = defineScenario({
  requirement: 'SSI/IAM.80',
  id: 'SSI/IAM.80.01',
  title: text(
    'Deux fournisseurs d’identité OpenID Connect, par simple paramétrage (web)',
    'Two OpenID Connect identity providers, by configuration only (web)',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [WEB, WEB_CONTRACT],
  holds: [holdIdentity(WHO), PROVIDERS],
  async run(t) {
    await showProviders(t, 'web', WEB, WEB_CONTRACT);
  },
});

/** The same in a thick client that opens the browser of the workstation. */
export const externalBrowser = defineScenario({
  requirement: 'SSI/IAM.80',
  id: 'SSI/IAM.80.02',
  title: text(
    'Deux fournisseurs d’identité OpenID Connect, par simple paramétrage (navigateur du poste)',
    'Two OpenID Connect identity providers, by configuration only (browser of the workstation)',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [EXTERNAL, EXTERNAL_CONTRACT],
  holds: [holdIdentity(WHO), PROVIDERS],
  async run(t) {
    await showProviders(t, 'external-browser', EXTERNAL, EXTERNAL_CONTRACT);
  },
});

/** CIBA with a provider that was only configured. */
export const ciba = defineScenario({
  requirement: 'SSI/IAM.80',
  id: 'SSI/IAM.80.03',
  title: text('CIBA avec un fournisseur paramétré', 'CIBA with a configured provider'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [CIBA],
  holds: [holdIdentity(WHO), PROVIDERS],
  async run(t) {
    const offered = await t.step(text('Afficher les moyens de connexion', 'Show the means of signing in'), async () => {
      const { means } = await t.act(showSignInMeans, {});
      const isOffered = modesOf(means, 'psc').includes('ciba');
      if (!isOffered) t.check(CIBA, modalityNotOffered('ciba', means));
      return isOffered;
    });
    if (!offered) return;
    await t.step(text('Paramétrer un autre fournisseur', 'Configure another provider'), async () => {
      await addRenamed(t, RENAMED_PSC);
    });
    await t.step(text('Se connecter par CIBA', 'Sign in by CIBA'), async () => {
      const person = personOf(WHO);
      const { request } = await askByCiba(t, RENAMED_PSC, person);
      await answerOnEcps(t, person, 'approve', 'renamed');
      const shown = await t.act(awaitCiba, { seconds: 10 });
      if (request) t.attachExchanges(CIBA, [request.exchange]);
      t.check(CIBA, checkIdentityShown(shown, professional(WHO).rpps));
      if (shown.signedIn) await t.act(signOut, {});
      await removeRenamed(t, RENAMED_PSC);
    });
    await t.step(text('Recevoir le contrat d’interface', 'Receive the interface contract'), () =>
      judgePaper(t, { proof: CIBA, ...INTERFACE_CONTRACT }),
    );
  },
});

async function showProviders(
  t: ScenarioContext,
  mode: 'web' | 'external-browser',
  proof: string,
  contract: string,
): Promise<void> {
  const offered = await t.step(text('Afficher les moyens de connexion', 'Show the means of signing in'), async () => {
    const { means } = await t.act(showSignInMeans, {});
    const modes = modesOf(means, 'psc');
    const isOffered = modes.includes(mode) || (mode === 'web' && modes.every((one) => one === 'ciba'));
    if (!isOffered) t.check([proof, contract], modalityNotOffered(mode, means));
    return isOffered;
  });
  if (!offered) return;
  const { rpps } = professional(WHO);
  await t.step(text('Alterner entre deux fournisseurs', 'Alternate between two providers'), async () => {
    const signIns = [await signInOnly(t, PSC, 'psc'), await signInOnly(t, IDP, 'idp'), await signInOnly(t, PSC, 'psc')];
    t.attachExchanges(
      proof,
      signIns.flatMap(({ exchanges }) => exchanges),
    );
    t.check(proof, checkTwoAtOnce(signIns, rpps));
  });
  await t.step(text('Retrouver la session du fournisseur', 'Find the session of the provider again'), async () => {
    await signInAndWatch(t, IDP, personOf(WHO));
    const { shown } = await signInAndWatch(t, IDP, personOf(WHO));
    t.check(proof, checkSessionUsed(shown));
    if (shown.signedIn) await t.act(signOut, {});
  });
  await t.step(text('Paramétrer deux autres fournisseurs', 'Configure two other providers'), async () => {
    await addRenamed(t, RENAMED_PSC);
    await addRenamed(t, RENAMED_IDP);
  });
  await t.step(text('Se connecter avec les fournisseurs renommés', 'Sign in with the renamed providers'), async () => {
    const since = await t.mark();
    const signIns = [await signInOnly(t, RENAMED_PSC, 'psc.renamed'), await signInOnly(t, RENAMED_IDP, 'idp.renamed')];
    const strays = await straysSince(t, since);
    // Those of before still serve: what is added replaces nothing.
    signIns.push(await signInOnly(t, PSC, 'psc'), await signInOnly(t, IDP, 'idp'));
    t.attachExchanges(
      proof,
      signIns.flatMap(({ exchanges }) => exchanges),
    );
    t.check(proof, checkConfigurationOnly(signIns, rpps), checkNothingHardCoded(strays));
  });
  await t.step(text('Remettre le paramétrage d’avant', 'Put the configuration back'), async () => {
    await removeRenamed(t, RENAMED_PSC);
    await removeRenamed(t, RENAMED_IDP);
  });
  await t.step(text('Recevoir le contrat d’interface', 'Receive the interface contract'), () =>
    judgePaper(t, { proof: contract, ...INTERFACE_CONTRACT }),
  );
}

/** Signs in and out with one provider. */
async function signInOnly(t: ScenarioContext, provider: ProviderRef, expected: string): Promise<ProviderSignInSeen> {
  const { shown, exchanges } = await signInAndWatch(t, provider, personOf(WHO));
  if (shown.signedIn) await t.act(signOut, {});
  return { provider: text(provider.name, provider.name), expected, shown, exchanges };
}

/**
 * Requests of this scenario that reached a provider it had not to ask: about its person, or bearing the name of a renamed
 * client elsewhere, or of another client at a renamed provider.
 */
async function straysSince(t: ScenarioContext, since: number): Promise<Exchange[]> {
  const strays: Exchange[] = [];
  const { nationalId } = personOf(WHO);
  for (const service of ['psc', 'idp'] as const) {
    const { clientId } = await sheetOf(t, service, 'renamed');
    const all = await t.exchanges({ service, since });
    strays.push(
      ...all.filter(({ keys }) => {
        const renamed = keys['provider'] === `${service}.renamed`;
        const ours = keys['professional'] === nationalId || keys['client'] === clientId;
        return renamed ? (keys['client'] ?? clientId) !== clientId || keys['error'] !== undefined : ours;
      }),
    );
  }
  return strays;
}
