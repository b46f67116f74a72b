import { defineScenario, type ScenarioContext, type Text, text } from '../harness/index.js';
import { awaitCiba, cancelCiba } from './actions/ciba.js';
import { showSignInMeans } from './actions/sign-in.js';
import {
  type AfterTheEnd,
  checkPace,
  checkRefusals,
  checkStops,
  type PolledRequest,
  remarkSlowDown,
} from './checks/ciba-polling.js';
import { modalityNotOffered, modesOf } from './checks/sign-in-screen.js';
import {
  answerOnEcps,
  askByCiba,
  awaitPollError,
  cibaExchanges,
  type StartedCiba,
  watchPolls,
} from './ciba-situations.js';
import { holdIdentity, personOf, PSC } from './situations.js';

const PROOF = 'PSC.01.06.01';
const WHO = 'ps2';
const PERSON = personOf(WHO);
/** Interval of the mock, seconds. */
const INTERVAL = 1;
/** Longer than two intervals. */
const WATCH_MS = 2_200;

/** Acknowledgments and tokens no session may come of, and when the person approves. */
const REFUSED: readonly { kind: string; situation: Text; approved: boolean }[] = [
  {
    kind: 'ciba.invalid-user',
    situation: text('personne inconnue (Keycloak)', 'unknown person (Keycloak)'),
    approved: false,
  },
  {
    kind: 'ciba.unknown-user-id',
    situation: text('personne inconnue (norme)', 'unknown person (standard)'),
    approved: false,
  },
  { kind: 'ciba.unavailable', situation: text('fournisseur en panne', 'provider down'), approved: false },
  { kind: 'ciba.ack.no-auth-req-id', situation: text('accusé sans auth_req_id', 'no auth_req_id'), approved: false },
  { kind: 'ciba.ack.no-expires-in', situation: text('accusé sans expires_in', 'no expires_in'), approved: false },
  { kind: 'idt.iss.wrong', situation: text('jeton d’un autre émetteur', 'token of another issuer'), approved: true },
  { kind: 'idt.aud.wrong', situation: text('jeton d’un autre client', 'token of another client'), approved: true },
  { kind: 'idt.exp.past', situation: text('jeton expiré', 'expired token'), approved: true },
];

/** The CIBA client tests of the OpenID Foundation: pace, final errors, wrong answers, giving up. */
export const cibaClient = defineScenario({
  requirement: 'PSC.01',
  id: 'PSC.01.06',
  title: text(
    'CIBA : rythme, refus, réponses anormales, annulation',
    'CIBA: pace, refusals, faulty answers, giving up',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdIdentity(WHO)],
  async run(t) {
    const offered = await t.step(text('Afficher les moyens de connexion', 'Show the means of signing in'), async () => {
      const { means } = await t.act(showSignInMeans, {});
      const isOffered = modesOf(means, 'psc').includes('ciba');
      if (!isOffered) t.check(PROOF, modalityNotOffered('ciba', means));
      return isOffered;
    });
    if (!offered) return;
    const polled: PolledRequest[] = [];
    const ends: AfterTheEnd[] = [];
    const refused: { situation: Text; signedIn: boolean }[] = [];
    const slowed = await t.step(text('Ralentir, puis approuver', 'Slow down, then approve'), () => slowDown(t));
    polled.push(slowed);
    await t.step(text('Refuser définitivement', 'Refuse for good'), async () => {
      for (const [error, kind, forbidden] of [
        ['access_denied', 'ciba.access-denied', false],
        ['invalid_request', 'ciba.invalid-request', true],
      ] as const) {
        const situation = text(`après ${error}`, `after ${error}`);
        const { started, signedIn, later } = await refuse(t, kind, error);
        polled.push(await pollsOf(t, started, situation));
        ends.push({ situation, later, forbidden });
        refused.push({ situation, signedIn });
      }
    });
    await t.step(text('Répondre de travers', 'Answer wrongly'), async () => {
      for (const { kind, situation, approved } of REFUSED) {
        refused.push({ situation, signedIn: await answerWrongly(t, kind, approved) });
      }
    });
    await t.step(text('Ne pas donner d’intervalle', 'Give no interval'), async () => {
      const started = await withFault(t, 'ciba.interval-absent', () => askByCiba(t, PSC, PERSON));
      await watchPolls(t, PERSON, 2 * WATCH_MS);
      const situation = text('sans interval', 'no interval');
      polled.push({ ...(await pollsOf(t, started, situation)), interval: 5 });
      await t.act(cancelCiba, {});
    });
    await t.step(text('Annuler', 'Give up'), async () => {
      const started = await askByCiba(t, PSC, PERSON);
      await awaitPollError(t, started.since, PERSON, 'authorization_pending');
      await t.act(cancelCiba, {});
      const situation = text('après l’annulation', 'after giving up');
      ends.push({ situation, later: await watchPolls(t, PERSON, WATCH_MS), forbidden: true });
    });
    await t.step(text('Juger l’ensemble', 'Judge the whole'), () => {
      t.check(PROOF, checkPace(polled), ...checkStops(ends), checkRefusals(refused), ...remarkSlowDown(slowed));
    });
  },
});

async function slowDown(t: ScenarioContext): Promise<PolledRequest> {
  const started = await withFault(t, 'ciba.slow-down', () => askByCiba(t, PSC, PERSON));
  await awaitPollError(t, started.since, PERSON, 'slow_down');
  await answerOnEcps(t, PERSON, 'approve');
  await t.act(awaitCiba, { seconds: 10 });
  return pollsOf(t, started, text('après slow_down', 'after slow_down'));
}

async function refuse(t: ScenarioContext, kind: string, error: string) {
  const started = await withFault(t, kind, () => askByCiba(t, PSC, PERSON));
  await awaitPollError(t, started.since, PERSON, error);
  const later = await watchPolls(t, PERSON, WATCH_MS);
  const { signedIn } = await t.act(awaitCiba, { seconds: 1 });
  return { started, later, signedIn };
}

async function answerWrongly(t: ScenarioContext, kind: string, approved: boolean): Promise<boolean> {
  return withFault(t, kind, async () => {
    const { shown } = await askByCiba(t, PSC, PERSON);
    if (!shown.started) return false;
    if (approved) await answerOnEcps(t, PERSON, 'approve');
    return (await t.act(awaitCiba, { seconds: 5 })).signedIn;
  });
}

async function pollsOf(t: ScenarioContext, { since, request }: StartedCiba, situation: Text): Promise<PolledRequest> {
  const polls = await cibaExchanges(t, since, PERSON, 'ciba-token');
  return { situation, interval: INTERVAL, request: request?.exchange, polls };
}

async function withFault<T>(t: ScenarioContext, kind: string, body: () => Promise<T>): Promise<T> {
  const keys = { provider: 'psc', professional: PERSON.nationalId };
  const { id } = await t.control<{ id: string }>('faults', 'add', { service: 'psc', keys, times: 1, fault: { kind } });
  try {
    return await body();
  } finally {
    await t.control('faults', 'remove', { id });
  }
}
