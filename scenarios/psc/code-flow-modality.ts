import { professional } from '../../fixtures/roster.js';
import { type ScenarioContext, text } from '../harness/index.js';
import { signOut } from '../record/index.js';
import { reachProvider, showSignInMeans, type SignInMode } from './actions/sign-in.js';
import { checkCompleteFlow } from './checks/code-flow.js';
import {
  checkIdentityShown,
  checkModality,
  checkSameLevel,
  checkTerms,
  modalityNotOffered,
  modesOf,
} from './checks/sign-in-screen.js';
import { checkAskedAgain, checkProductSignOut, checkProviderSignOut } from './checks/sign-out.js';
import { personOf, providerExchanges, PSC, type SeenSignIn, signInAndWatch } from './situations.js';

/** A modality of the code flow, and who shows it. */
export interface CodeFlowModality {
  mode: Exclude<SignInMode, 'local' | 'ciba'>;
  proof: string;
  /** Key of the professional. */
  who: string;
}

/**
 * Steps of PSC.01 for one modality of the code flow: means and terms, sign-in, sign-out, next click. True when the
 * product offers this modality.
 */
export async function showCodeFlow(t: ScenarioContext, { mode, proof, who }: CodeFlowModality): Promise<boolean> {
  const offered = await t.step(text('Afficher les moyens de connexion', 'Show the means of signing in'), async () => {
    const { means, terms } = await t.act(showSignInMeans, {});
    const modes = modesOf(means, 'psc');
    const elsewhere = modes.some((one) => one !== 'ciba' && one !== mode);
    if (!modes.includes(mode) && (elsewhere || mode !== 'web')) {
      t.check(proof, modalityNotOffered(mode, means));
      return false;
    }
    t.check(proof, checkModality(means), checkSameLevel(means), checkTerms(terms));
    return true;
  });
  if (!offered) return false;
  const person = personOf(who);
  const seen = await t.step(text('Se connecter avec Pro Santé Connect', 'Sign in with Pro Santé Connect'), async () => {
    const signedIn = await signInAndWatch(t, PSC, person);
    t.attachExchanges(proof, signedIn.exchanges);
    t.check(proof, checkCompleteFlow(signedIn.exchanges), checkIdentityShown(signedIn.shown, professional(who).rpps));
    return signedIn;
  });
  if (seen.shown.signedIn) await showSignOut(t, proof, seen, who);
  return true;
}

/** Signs out of a session opened with Pro Santé Connect, then clicks its button again. */
export async function showSignOut(
  t: ScenarioContext,
  proof: string,
  { exchanges }: Pick<SeenSignIn, 'exchanges'>,
  who: string,
): Promise<void> {
  const session = exchanges.find(({ keys }) => keys['session'] !== undefined)?.keys['session'];
  await t.step(text('Se déconnecter', 'Sign out'), async () => {
    const since = await t.mark();
    const left = await t.act(signOut, {});
    const asked = (await providerExchanges(t, since, personOf(who))).filter((one) => one.transaction === 'end-session');
    const open = await t.control<{ session: string }[]>('psc', 'sessions', {});
    t.attachExchanges(proof, asked);
    t.check(
      proof,
      checkProductSignOut(left),
      checkProviderSignOut(
        open.some((one) => one.session === session),
        asked[0]?.request.line.split(/[ ?]/)[0] ?? '',
      ),
    );
  });
  await t.step(text('Cliquer de nouveau sur Pro Santé Connect', 'Click Pro Santé Connect again'), async () => {
    t.check(proof, checkAskedAgain(await t.act(reachProvider, { provider: PSC })));
  });
}
