import { professional } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { awaitCiba, cancelCiba } from './actions/ciba.js';
import { showSignInMeans } from './actions/sign-in.js';
import { type CibaRequestSeen, checkDigits, checkNewDigits, checkParameters } from './checks/ciba-request.js';
import { checkIdentityShown, checkModality, modalityNotOffered, modesOf } from './checks/sign-in-screen.js';
import { answerOnEcps, askByCiba } from './ciba-situations.js';
import { showSignOut } from './code-flow-modality.js';
import { holdIdentity, personOf, providerExchanges, PSC } from './situations.js';

const PROOF = 'PSC.01.01.03';
const WHO = 'ps2';

/** Approved on the e-CPS; the code flow must be usable all the same (AMA). */
export const ciba = defineScenario({
  requirement: 'PSC.01',
  id: 'PSC.01.03',
  title: text('Connexion CIBA avec Pro Santé Connect', 'CIBA sign-in with Pro Santé Connect'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdIdentity(WHO)],
  async run(t) {
    const offered = await t.step(text('Afficher les moyens de connexion', 'Show the means of signing in'), async () => {
      const { means } = await t.act(showSignInMeans, {});
      const isOffered = modesOf(means, 'psc').includes('ciba');
      t.check(PROOF, isOffered ? checkModality(means) : modalityNotOffered('ciba', means));
      return isOffered;
    });
    if (!offered) return;
    const first = await signInByCiba(t);
    const others = await t.step(
      text('Recommencer deux fois, puis renoncer', 'Start again twice, then give up'),
      async () => {
        const requests: (CibaRequestSeen | undefined)[] = [];
        for (let times = 0; times < 2; times += 1) {
          requests.push((await askByCiba(t, PSC, personOf(WHO))).request);
          await t.act(cancelCiba, {});
        }
        return requests;
      },
    );
    await t.step(text('Comparer les chiffres', 'Compare the digits'), () => {
      t.check(PROOF, checkNewDigits([first, ...others]));
    });
  },
});

/** Signs in, approved on the e-CPS, and signs out of both sessions. */
async function signInByCiba(t: ScenarioContext): Promise<CibaRequestSeen | undefined> {
  const person = personOf(WHO);
  const asked = await t.step(text('Demander la connexion', 'Ask for the sign-in'), async () => {
    const started = await askByCiba(t, PSC, person);
    if (started.request) t.attachExchanges(PROOF, [started.request.exchange]);
    t.check(
      PROOF,
      checkDigits(started.shown.digits, started.request),
      ...checkParameters(started.request, person.nationalId),
    );
    return started;
  });
  const exchanges = await t.step(text('Valider sur l’e-CPS', 'Approve on the e-CPS'), async () => {
    await answerOnEcps(t, person, 'approve');
    const shown = await t.act(awaitCiba, { seconds: 10 });
    const seen = await providerExchanges(t, asked.since, person);
    t.attachExchanges(PROOF, seen);
    t.check(PROOF, checkIdentityShown(shown, professional(WHO).rpps));
    return shown.signedIn ? seen : undefined;
  });
  if (exchanges) await showSignOut(t, PROOF, { exchanges }, WHO);
  return asked.request;
}
