import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { tryToSignIn } from '../record/index.js';
import { closeAndComeBack } from './actions/sessions.js';
import { isConcerned } from './applicability.js';
import { checkClosedWithClient } from './checks/sessions.js';
import { createUser } from './users.js';

const TAB = 'SSI/IE.40.01.01';
const CLIENT = 'SSI/IE.40.02.01';

/** Optional: without an object when the product does not offer it. */
export const closedWithTab = defineScenario({
  requirement: 'SSI/IE.40',
  id: 'SSI/IE.40.01',
  title: text('Fermer la session avec l’onglet (facultatif)', 'Close the session with the tab (optional)'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [TAB],
  holds: [],
  async run(t) {
    if (await isConcerned(t, TAB, 'closesWithTab')) await leave(t, TAB, 'tab');
  },
});

/** Optional: without an object when the product does not offer it. */
export const closedWithClient = defineScenario({
  requirement: 'SSI/IE.40',
  id: 'SSI/IE.40.02',
  title: text(
    'Fermer la session avec le client de connexion (facultatif)',
    'Close the session with the client (optional)',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [CLIENT],
  holds: [],
  async run(t) {
    if (await isConcerned(t, CLIENT, 'closesWithClient')) await leave(t, CLIENT, 'client');
  },
});

async function leave(t: ScenarioContext, proof: string, what: 'tab' | 'client'): Promise<void> {
  await t.step(
    text('Fermer sans se déconnecter, puis revenir', 'Close without signing out, then come back'),
    async () => {
      const { login, password } = await createUser(t, `ie40-${what}`);
      await t.act(tryToSignIn, { login, password });
      t.check(proof, checkClosedWithClient((await t.act(closeAndComeBack, { what })).signInAsked));
    },
  );
}
