import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DmpMocks } from './dmp-mocks.js';

let mocks: DmpMocks;

beforeAll(async () => {
  mocks = await DmpMocks.open();
});

afterAll(() => mocks.close());

/** GET (or another method) without a client certificate, path sent as it is. */
async function ask(url: string, path: string, method = 'GET') {
  const { ca } = await mocks.tls();
  const { hostname, port } = new URL(url);
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, ca, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

const INS = '299019999999929';

describe('Web-PS (TD0.9), without a client certificate', () => {
  test.each([
    [`/AccesDirect/TableauDeBord`, { function: 'TableauDeBord' }],
    [`/AccesDirect/TableauDeBord/${INS}`, { function: 'TableauDeBord', patient: INS }],
    [`/AccesDirect/DossierPatient/${INS}`, { function: 'DossierPatient', patient: INS }],
    [`/AccesDirect/HistoriqueAcces/${INS}?x=1`, { function: 'HistoriqueAcces', patient: INS }],
  ])('%s says what it received and is journalled so', async (path, keys) => {
    const since = await mocks.control.mark();
    const { status, body } = await ask(mocks.sheet.dmp.webPs, path);
    expect(status).toBe(200);
    for (const value of Object.values(keys)) expect(body).toContain(value);
    const exchange = await mocks.exchangeAfter(since);
    expect(exchange).toMatchObject({ transaction: 'td0-9', keys });
    expect(exchange.unexpected).toBeUndefined();
  });

  test.each([
    ['/AccesDirect/DossierPatient', 404, 'INS absent'],
    ['/AccesDirect/DossierPatient/123', 404, 'n’est pas un INS'],
    [`/AccesDirect/Parametrages/${INS}`, 404, 'ne prend pas d’INS'],
    [`/AccesDirect/DossierPatient/${INS}/autre`, 404, 'trop longue'],
    ['/AccesDirect/constructor', 404, 'inconnue'],
    ['/AccesDirect/%3Cscript%3Ealert(1)%3C/script%3E', 404, 'inconnue'],
    ['/AccesDirect/%E0%A4%A', 404, 'inconnue'],
  ])('%s is shown and told as unexpected', async (path, status, problem) => {
    const since = await mocks.control.mark();
    const answer = await ask(mocks.sheet.dmp.webPs, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(problem);
    expect(answer.body).not.toContain('<script');
    const exchange = await mocks.exchangeAfter(since);
    expect(exchange.transaction).toBe('td0-9');
    expect(exchange.unexpected).toContain(problem);
  });

  test('only GET', async () => {
    expect((await ask(mocks.sheet.dmp.webPs, `/AccesDirect/DossierPatient/${INS}`, 'POST')).status).toBe(405);
  });
});

describe('published parameters (param-lps)', () => {
  test('are read by GET and change by command', async () => {
    const path = new URL(mocks.sheet.dmp.parameters).pathname;
    const since = await mocks.control.mark();
    expect((await ask(mocks.sheet.dmp.parameters, path)).body).toContain(
      '<parameter code="fonctions-gestion-mineurs"><value>true</value></parameter>',
    );
    expect((await mocks.exchangeAfter(since)).transaction).toBe('param-lps');
    await mocks.control.call('dmp/set-parameters', { minors: false, majorityAge: 21 });
    const { body } = await ask(mocks.sheet.dmp.parameters, path);
    expect(body).toContain('<parameter code="fonctions-gestion-mineurs"><value>false</value></parameter>');
    expect(body).toContain('<parameter code="age-majorite"><value>21</value></parameter>');
    expect((await ask(mocks.sheet.dmp.parameters, path, 'DELETE')).status).toBe(405);
    expect((await ask(mocks.sheet.dmp.parameters, '/ailleurs')).status).toBe(404);
  });
});
