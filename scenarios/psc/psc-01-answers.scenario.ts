import { professional } from '../../fixtures/roster.js';
import { OIDC_FAULTS, type OidcFault, type OidcFaultPlace } from '../../mocks/wire/oidc-faults.js';
import { defineScenario, type Text, text } from '../harness/index.js';
import { signOut } from '../record/index.js';
import {
  checkMustAccept,
  checkMustReject,
  type FaultOutcome,
  outcomeLines,
  remarksOn,
} from './checks/relying-party.js';
import { checkIdentityShown } from './checks/sign-in-screen.js';
import { type FaultTarget, tryFault } from './faulty-provider.js';
import { addRenamed, removeRenamed, RENAMED_PSC } from './renamed-providers.js';
import { holdIdentity, personOf, PSC, signInAndWatch } from './situations.js';

const PROOF = 'PSC.01.05.01';
const WHO = 'ps2';

/** Places of the faults of the code flow, in the order they are tried. */
const PLACES: readonly { at: readonly OidcFaultPlace[]; title: Text }[] = [
  { at: ['id-token'], title: text('Jetons d’identité anormaux', 'Faulty ID tokens') },
  { at: ['callback'], title: text('Retours anormaux', 'Faulty callbacks') },
  { at: ['token', 'userinfo'], title: text('Jetons et UserInfo anormaux', 'Faulty token and userinfo answers') },
];

/** Faults that change the keys of a provider for everybody: tried on one that nobody else uses meanwhile. */
const OF_KEYS = ['idt.kid.absent', 'idt.kid.absent-several', 'jwks.rotate'];

/** A provider that misbehaves in every way of the relying-party tests of the OpenID Foundation, one at a time. */
export const answers = defineScenario({
  requirement: 'PSC.01',
  id: 'PSC.01.05',
  title: text('Réponses anormales ou inhabituelles du fournisseur', 'Faulty or unusual answers of the provider'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdIdentity(WHO), { name: 'setting:identity-providers' }],
  async run(t) {
    const person = personOf(WHO);
    const { rpps } = professional(WHO);
    const target: FaultTarget = {
      provider: PSC,
      service: 'psc',
      keys: { provider: 'psc', professional: person.nationalId },
      person,
      rpps,
    };
    const outcomes: FaultOutcome[] = [];
    for (const { at, title } of PLACES) {
      await t.step(title, async () => {
        const tried: FaultOutcome[] = [];
        for (const fault of faultsAt(at)) {
          if (!OF_KEYS.includes(fault.id)) tried.push(await tryFault(t, target, fault));
        }
        outcomes.push(...tried);
        t.attachText(PROOF, title, outcomeLines(tried));
      });
    }
    await t.step(text('Découverte et clés anormales', 'Faulty discovery and keys'), async () => {
      const renamed: FaultTarget = { ...target, provider: RENAMED_PSC, keys: { provider: 'psc.renamed' } };
      const tried: FaultOutcome[] = [];
      // A single key to begin with: an earlier run may have left several.
      await t.control('psc', 'rotate-keys', { provider: 'renamed', withdraw: true });
      const faults = [...OIDC_FAULTS.filter(({ id }) => OF_KEYS.includes(id)), ...faultsAt(['discovery', 'jwks'])];
      for (const fault of faults) {
        // Configured anew each time: a product may keep what it discovered.
        await addRenamed(t, RENAMED_PSC);
        tried.push(await tryFault(t, renamed, fault));
      }
      await removeRenamed(t, RENAMED_PSC);
      outcomes.push(...tried);
      t.attachText(PROOF, text('Découverte et clés', 'Discovery and keys'), outcomeLines(tried));
    });
    await t.step(text('Juger l’ensemble', 'Judge the whole'), () => {
      // A product may keep keys for a minute before it reads them again: refusing a new one at once is only told.
      const judged = outcomes.filter(({ fault }) => fault.id !== 'jwks.rotate');
      t.check(PROOF, checkMustReject(judged), checkMustAccept(judged), ...remarksOn(judged));
    });
    await t.step(text('Se connecter encore, sans anomalie', 'Sign in again, without fault'), async () => {
      const { shown } = await signInAndWatch(t, PSC, person);
      t.check(PROOF, checkIdentityShown(shown, rpps));
      if (shown.signedIn) await t.act(signOut, {});
    });
  },
});

function faultsAt(places: readonly OidcFaultPlace[]): OidcFault[] {
  return OIDC_FAULTS.filter(({ at }) => places.includes(at));
}
