import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDirectory } from '../../fixtures/directory/directory.js';
import { AnnuaireMocks } from '../unit/mocks/annuaire/annuaire-mocks.js';
import { runProgram } from './peer-programs.js';

const { professionals, roles } = openDirectory('tiny');

let mocks: AnnuaireMocks;
beforeAll(async () => {
  mocks = await AnnuaireMocks.open();
});
afterAll(() => mocks.close());

/** A vendor's script: its own process, trusting the bench's authority as a vendor would. */
const SCRIPT = `
import { Client } from 'fhir-kit-client';
const [baseUrl, key] = process.argv.slice(2);
const client = new Client({ baseUrl, customHeaders: { 'ESANTE-API-KEY': key } });
const statement = await client.capabilityStatement();
const ids = [];
let bundle = await client.search({ resourceType: 'Practitioner', searchParams: { active: 'true', _count: 40 } });
const total = bundle.total;
for (; bundle; bundle = await client.nextPage({ bundle })) ids.push(...bundle.entry.map(({ resource }) => resource.id));
const posted = await client.search({ resourceType: 'PractitionerRole', searchParams: { _include: 'PractitionerRole:practitioner', _count: 3 }, options: { postSearch: true } });
const person = await client.read({ resourceType: 'Practitioner', id: ids[0] });
const refused = await client.search({ resourceType: 'Practitioner', searchParams: { _sort: 'family' } }).catch((error) => error.response.data.issue[0].diagnostics);
console.log(JSON.stringify({ types: statement.rest[0].resource.length, total, ids: ids.length, unique: new Set(ids).size, posted: posted.total, person: person.id === ids[0], refused }));
`;

test('fhir-kit-client reads the capabilities, pages through a search, posts one, reads a resource', async () => {
  const { code, output } = await runProgram(
    process.execPath,
    ['--input-type=module', '-', mocks.sheet.baseUrl, mocks.sheet.apiKey],
    {
      input: SCRIPT,
      cwd: resolve(import.meta.dirname, '../..'),
      env: { ...process.env, NODE_EXTRA_CA_CERTS: mocks.ca },
    },
  );
  expect(output.trim()).toMatch(/^\{.*\}$/);
  expect(code).toBe(0);
  const active = Array.from({ length: professionals.count }, (_, row) => professionals.at(row)).filter(
    (one) => one.active,
  );
  expect(JSON.parse(output)).toEqual({
    types: 5,
    total: active.length,
    ids: active.length,
    unique: active.length,
    posted: roles.count,
    person: true,
    refused: 'Parameter _sort not found for resource Practitioner',
  });
});
