import { defineScenario, text } from '../harness/index.js';
import { signOut } from '../record/index.js';
import { renewSession } from './actions/sign-in.js';
import { checkRenewal, remarkSessionEnd } from './checks/renewal.js';
import { holdIdentity, personOf, providerExchanges, PSC, signInAndWatch } from './situations.js';

const PROOF = 'PSC.01.07.01';
const WHO = 'nurse';

/** The tokens are renewed while the session of the provider lives; what the product does once it is over is told. */
export const session = defineScenario({
  requirement: 'PSC.01',
  id: 'PSC.01.07',
  title: text('Renouvellement et fin de la session du fournisseur', 'Renewal and end of the session of the provider'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdIdentity(WHO)],
  async run(t) {
    const person = personOf(WHO);
    await t.step(text('Renouveler le jeton d’accès', 'Renew the access token'), async () => {
      await signInAndWatch(t, PSC, person);
      const since = await t.mark();
      const shown = await t.act(renewSession, {});
      const refreshes = await t.exchanges({ service: 'psc', transaction: 'refresh', since });
      // A token that is no refresh token tells of nobody.
      const strange = refreshes.filter(({ keys }) => keys['professional'] === undefined);
      const exchanges = [...(await providerExchanges(t, since, person)), ...strange];
      t.attachExchanges(PROOF, exchanges);
      t.check(PROOF, checkRenewal(shown, exchanges));
    });
    await t.step(text('Renouveler une session close', 'Renew a session that is over'), async () => {
      await t.control('psc', 'kill-session', { professional: WHO });
      const shown = await t.act(renewSession, {});
      t.attachText(
        PROOF,
        text('Fin de la session chez le fournisseur (informatif)', 'End of the session at the provider (informative)'),
        shown.signedIn ? 'session du logiciel toujours ouverte' : `session fermée : ${shown.message}`,
      );
      t.check(PROOF, ...remarkSessionEnd(shown));
      if (shown.signedIn) await t.act(signOut, {});
    });
  },
});
