import { readFile } from 'node:fs/promises';
import { Agent, createServer, request } from 'node:https';
import { afterAll, beforeAll, bench, describe } from 'vitest';
import { DMP_ACTIONS } from '../../mocks/wire/dmp-actions.js';
import { buildAdhocQueryRequest } from '../../mocks/wire/stored-query.js';
import { readXml } from '../../mocks/wire/xml.js';
import { DmpMocks } from '../unit/mocks/dmp/dmp-mocks.js';
import { envelope, findParameters, INS } from '../unit/mocks/dmp/dmp-bench.js';

/** Requests under way at once, on as many kept connections. */
const CLIENTS = 8;
const BATCH = 64;
const DOCUMENTS = 10;

let mocks: DmpMocks;
let agent: Agent;
let peer: ReturnType<typeof createServer>;
let peerUrl: string;
let body: string;
let opened: Promise<void> | undefined;

/** Opened once for both sides: the peer answers the mock's own bytes. */
async function open(): Promise<void> {
  mocks = await DmpMocks.open();
  await mocks.control.call('dmp/load-patient', {
    ins: INS,
    familyName: 'ESSAI',
    givenName: 'BANC',
    birthDate: '1980-01-01',
    gender: 'F',
  });
  for (let index = 0; index < DOCUMENTS; index += 1) {
    await mocks.control.call('dmp/add-document', {
      ins: INS,
      document: {
        title: `Document ${index}`,
        typeCode: '11490-0',
        classCode: '10',
        contentBase64: Buffer.from(`<doc n="${index}"/>`).toString('base64'),
        authorProfessional: { nationalId: '899790000816', familyName: 'TIERS', givenName: 'ALEX' },
        authorStructure: { finess: '750990038', name: 'CABINET' },
      },
    });
  }
  const query = buildAdhocQueryRequest({
    query: 'FindDocuments',
    parameters: findParameters(),
    returnType: 'LeafClass',
  });
  body = envelope(DMP_ACTIONS['iti-18'].request, query);
  const tls = await mocks.tls('authCli');
  agent = new Agent({ keepAlive: true, maxSockets: CLIENTS, ...tls });
  const answer = await mocks.post(mocks.sheet.dmp.registry, body);
  const { cert, key } = mocks.sheet.certificates.authCli;
  peer = createServer(
    { cert: await readFile(cert), key: await readFile(key), ca: tls.ca, requestCert: true, rejectUnauthorized: true },
    (message, response) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('end', () => {
        readXml(Buffer.concat(chunks));
        response.writeHead(200, { 'content-type': answer.contentType }).end(answer.body);
      });
    },
  );
  await new Promise<void>((done) => peer.listen(0, '127.0.0.1', done));
  const address = peer.address();
  peerUrl = `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/registry`;
}

function send(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        agent,
        method: 'POST',
        headers: { 'Content-Type': 'application/soap+xml' },
        checkServerIdentity: () => undefined,
      },
      (response) => {
        response.resume();
        response.on('end', resolve);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function batch(url: string): Promise<void> {
  await Promise.all(Array.from({ length: BATCH }, () => send(url)));
}

beforeAll(() => (opened ??= open()));
afterAll(async () => {
  agent.destroy();
  peer.close();
  await mocks.close();
});

/** Divide: `mock` runs the whole DMP and journals every byte; `peer` only parses strictly and answers the same bytes. */
describe(`TD3.1, ${DOCUMENTS} documents, ${BATCH} requests a round on ${CLIENTS} mutual-TLS connections`, () => {
  bench('mock DMP (parsed strictly, evaluated, journalled)', () => batch(mocks.sheet.dmp.registry), { time: 3_000 });
  bench('peer (parsed strictly, canned answer, no journal)', () => batch(peerUrl), { time: 3_000 });
});
