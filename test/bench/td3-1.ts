import { readFile } from 'node:fs/promises';
import { Agent, createServer, request } from 'node:https';
import { compare } from './compare.js';
import { DMP_ACTIONS } from '../../mocks/wire/dmp-actions.js';
import { buildAdhocQueryRequest } from '../../mocks/wire/stored-query.js';
import { readXml } from '../../mocks/wire/xml.js';
import { DmpMocks } from '../unit/mocks/dmp/dmp-mocks.js';
import { envelope, findParameters, INS } from '../unit/mocks/dmp/dmp-bench.js';

/** Requests under way at once, on as many kept connections. */
const CLIENTS = 8;
const BATCH = 64;
const DOCUMENTS = 10;

/** Opened once for both sides: the peer answers the mock's own bytes. */
async function open() {
  const mocks = await DmpMocks.open();
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
  const body = envelope(DMP_ACTIONS['iti-18'].request, query);
  const tls = await mocks.tls('authCli');
  // The peer borrows a client certificate to serve with; what is measured is the same on both sides.
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS, ...tls, rejectUnauthorized: false });
  const answer = await mocks.post(mocks.sheet.dmp.registry, body);
  const { cert, key } = mocks.sheet.certificates.authCli;
  const peer = createServer(
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
  const peerUrl = `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/registry`;
  return { mocks, peer, peerUrl, agent, body };
}

const { mocks, peer, peerUrl, agent, body } = await open();

function send(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        agent,
        method: 'POST',
        headers: { 'Content-Type': 'application/soap+xml' },
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

// `mock` runs the whole DMP and journals every byte; `peer` only parses strictly and answers the same bytes.
await compare({
  title: `TD3.1, ${DOCUMENTS} documents, ${CLIENTS} mutual-TLS connections`,
  unit: 'requests/s',
  perRound: BATCH,
  subject: { name: 'mock DMP (parsed strictly, evaluated, journalled)', run: () => batch(mocks.sheet.dmp.registry) },
  peer: { name: 'peer (parsed strictly, canned answer, no journal)', run: () => batch(peerUrl) },
});
agent.destroy();
peer.close();
await mocks.close();
