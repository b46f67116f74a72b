import { readFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AnnuaireMocks } from '../unit/mocks/annuaire/annuaire-mocks.js';

let mocks: AnnuaireMocks;
beforeAll(async () => {
  mocks = await AnnuaireMocks.open();
});
afterAll(() => mocks.close());

async function expectAlive(): Promise<void> {
  expect((await mocks.search('/Practitioner?family=tiers')).total).toBe(4);
}

/** Sends bytes on a connection of its own; gives the first line of the answer, '' when the connection was cut. */
async function raw(request: string): Promise<string> {
  const { hostname, port } = new URL(mocks.sheet.baseUrl);
  const ca = await readFile(mocks.ca);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), ca, servername: hostname });
    let text = '';
    socket.setEncoding('latin1');
    socket.on('secureConnect', () => socket.write(request, 'latin1'));
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\r\n')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''));
  });
}

const rawGet = (target: string) =>
  raw(
    `GET ${target} HTTP/1.1\r\nHost: localhost\r\nESANTE-API-KEY: ${mocks.sheet.apiKey}\r\nConnection: close\r\n\r\n`,
  );

describe('whatever is asked, the answer is a documented one, a line of the journal, and the service goes on', () => {
  test.each<[string, string, number]>([
    ['an escape that is none', '/fhir/v2/Practitioner?family=%zz', 400],
    ['bytes that are no UTF-8', '/fhir/v2/Practitioner?family=%ff%fe', 400],
    ['a control character', '/fhir/v2/Practitioner?family=a%00b', 500],
    ['an end of line', '/fhir/v2/Practitioner?family=a%0d%0aSet-Cookie:x', 500],
    ['a control character in a name', '/fhir/v2/Practitioner?fam%01ily=a', 500],
    ['a value of 1 024 characters', `/fhir/v2/Practitioner?family=${'a'.repeat(1024)}`, 500],
    ['a name of 5 000 characters', `/fhir/v2/Practitioner?${'a'.repeat(5000)}=1`, 500],
    ['ten thousand values', `/fhir/v2/Organization?name:contains=${'a,'.repeat(10_000)}`, 500],
    ['a billion results a page', '/fhir/v2/Practitioner?_count=1000000000', 500],
    ['a number of results beyond any number', `/fhir/v2/Practitioner?_count=${'9'.repeat(400)}`, 500],
    ['a property of every object as a type', '/fhir/v2/constructor?a=b', 500],
    ['a property of every object as a parameter', '/fhir/v2/Practitioner?__proto__=a', 500],
    ['a property of every object as an inclusion', '/fhir/v2/Practitioner?_revinclude=toString', 500],
    ['a chain without an end', `/fhir/v2/PractitionerRole?${'organization.'.repeat(50)}name=a`, 500],
    ['a chain to nowhere', '/fhir/v2/PractitionerRole?organization.=a', 500],
    ['a _has that says nothing', '/fhir/v2/Practitioner?_has:=a', 500],
    ['a date that does not exist', '/fhir/v2/Practitioner?_lastUpdated=ge2026-02-30', 500],
    ['a token altered by hand', `/fhir/v2/_page?id=u${'A'.repeat(200)}`, 500],
    ['a token of 20 000 characters', `/fhir/v2/_page?id=u${'A'.repeat(20_000)}`, 500],
    ['a path that climbs', '/fhir/v2/../../../etc/passwd', 404],
    ['a path that climbs in disguise', '/fhir/v2/%2e%2e/%2e%2e/etc/passwd', 404],
    ['an extraction that climbs', '/annuaire-sante-webservices/V300/services/extraction/..%2f..%2fetc%2fpasswd', 404],
    ['an extraction that every object has', '/annuaire-sante-webservices/V300/services/extraction/constructor', 404],
    ['an id that is none', '/fhir/v2/Practitioner/%3Cscript%3E', 404],
    ['an absolute target', 'http://elsewhere.invalid/fhir/v2/Practitioner', 404],
  ])('%s', async (_name, target, status) => {
    const mark = await mocks.control.mark();
    expect(await rawGet(target)).toContain(`HTTP/1.1 ${status} `);
    const [exchange] = await mocks.control.exchanges({ service: 'annuaire', since: mark }, 5_000);
    expect(exchange?.unexpected).toBeTruthy();
    expect(JSON.stringify(exchange)).not.toMatch(/root:/);
    await expectAlive();
  });

  test.each<[string, string]>([
    ['empty parameters', '&&&family=&given='],
    ['a name without a value', 'family'],
    ['commas only', 'family=,,,,'],
    ['a pattern where text is asked', 'family=%28a%2B%29%2B%24&given=%5B'],
    ['unknown modifiers', 'family:missing=true&family:a:b:c=x'],
    ['an emoji and a lone accent', 'family=%F0%9F%92%89%CC%81'],
  ])('%s ask nothing wrong: 200', async (_name, query) => {
    expect((await mocks.ask(`/Practitioner?${query}`)).status).toBe(200);
    await expectAlive();
  });

  test('a form of ten megabytes is refused, a form that is bytes too', async () => {
    const large = await mocks
      .ask('/Practitioner/_search', { body: `family=${'a'.repeat(10 * 1024 * 1024)}` })
      .catch((error: unknown) => error);
    if (large instanceof Error) expect(large.message).toMatch(/EPIPE|ECONNRESET|socket hang up/);
    else expect(large).toMatchObject({ status: 413 });
    const binary = await raw(
      `POST /fhir/v2/Practitioner/_search HTTP/1.1\r\nHost: a\r\nESANTE-API-KEY: ${mocks.sheet.apiKey}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4\r\n\r\n\xff\xfe\x00\x01`,
    );
    expect(binary).toContain(' 400 ');
    await expectAlive();
  });

  test('a key of any length or shape is only a wrong key', async () => {
    for (const apiKey of ['', 'x'.repeat(10_000), '__proto__', '../../etc/passwd']) {
      expect((await mocks.ask('/Practitioner', { apiKey })).status).toBe(401);
    }
    await expectAlive();
  });
});
