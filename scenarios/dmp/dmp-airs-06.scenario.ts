import { patient, professional } from '../../fixtures/roster.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import { readMtom } from '../../mocks/wire/mtom.js';
import { readEnvelope } from '../../mocks/wire/soap.js';
import { readVihf } from '../../mocks/wire/vihf.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { listDmpDocuments } from './actions/consultation.js';
import { checkVihf } from './checks/vihf-assertion.js';
import {
  checkNameIdIsUser,
  checkRppsShown,
  checkSubjectIdPresent,
  checkUsersDiffer,
  type VihfUser,
} from './checks/vihf-user.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { judgeVihfs } from './vihf-judging.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const [SHOWN_1, SOAP_1, SHOWN_2, SOAP_2] = [
  'DMP/AIRS.06.01.01',
  'DMP/AIRS.06.01.02',
  'DMP/AIRS.06.01.03',
  'DMP/AIRS.06.01.04',
];

/** Every DMP request carries the national identifier of the user at its origin. */
export const realUser = defineScenario({
  requirement: 'DMP/AIRS.06',
  id: 'DMP/AIRS.06.01',
  title: text(
    'Chaque requête DMP porte le RPPS de l’utilisateur connecté',
    'Each DMP request carries the RPPS of the signed-in user',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SHOWN_1, SOAP_1, SHOWN_2, SOAP_2],
  holds: [holdPatient('airs06-user')],
  precondition: text(
    'Deux professionnels ont un compte et l’accès au DMP du patient.',
    'Two professionals have an account and access to the patient’s DMP.',
  ),
  async run(t) {
    await openAuthorisedDmp(t, patient('airs06-user'), 'ps1', 'ps2');
    await depositDocument(t, patient('airs06-user'), { name: 'utilisateur', typeCode: '11490-0' });
    const first = await requestsOf(t, 'ps1', SHOWN_1, SOAP_1);
    const second = await requestsOf(t, 'ps2', SHOWN_2, SOAP_2);
    await t.step(
      text('Comparer les deux utilisateurs', 'Compare both users'),
      () => t.check(SOAP_2, checkUsersDiffer(first, second)),
      [SOAP_2],
    );
  },
});

async function requestsOf(t: ScenarioContext, key: string, shownProof: string, soapProof: string): Promise<VihfUser[]> {
  const person = patient('airs06-user');
  const { rpps } = professional(key);
  await t.step(
    text(`Se connecter (${key}) et afficher le RPPS`, `Sign in (${key}) and show the RPPS`),
    async () => t.check(shownProof, checkRppsShown(await signInAs(t, key), rpps)),
    [shownProof],
  );
  return t.step(
    text(`Déclencher des requêtes DMP (${key})`, `Trigger DMP requests (${key})`),
    async () => {
      const since = await t.mark();
      await openRecord(t, person);
      await t.act(listDmpDocuments, { patient: refOf(person), filters: {} });
      const exchanges = await requestsSince(t, since, person.ins, `8${rpps}`);
      t.attachExchanges(soapProof, exchanges);
      const users = await Promise.all(exchanges.map((exchange) => vihfUser(t, exchange)));
      t.check(soapProof, checkNameIdIsUser(users, rpps), checkSubjectIdPresent(users));
      t.check(soapProof, ...checkVihf(await judgeVihfs(t, exchanges)));
      return users;
    },
    [soapProof],
  );
}

/**
 * Requests about the patient, and those of the user that name the patient in their body only: the journal files a
 * request under the patient of its VIHF.
 */
async function requestsSince(t: ScenarioContext, since: number, ins: string, user: string): Promise<Exchange[]> {
  const requests: Exchange[] = [];
  for (const exchange of await t.exchanges({ service: 'dmp', since })) {
    const { keys } = exchange;
    const isOurs =
      keys['patient'] === ins || (keys['user'] === user && (await t.body(exchange, 'request')).includes(ins));
    if (isOurs) requests.push(exchange);
  }
  return requests;
}

/** Reads the VIHF from the raw request, not from what the mock understood of it. */
async function vihfUser(t: ScenarioContext, exchange: Exchange): Promise<VihfUser> {
  const body = await t.body(exchange, 'request');
  const contentType = exchange.request.body?.contentType ?? '';
  const soap = contentType.startsWith('multipart/') ? (await readMtom(contentType, body)).root : body;
  const { assertion } = readEnvelope(soap);
  const vihf = assertion ? readVihf(assertion) : undefined;
  return {
    exchange: exchange.id,
    ...(exchange.transaction === undefined ? {} : { transaction: exchange.transaction }),
    nameId: vihf?.nameId ?? '',
    subjectId: vihf?.subjectId ?? '',
  };
}
