import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDirectory } from '../../fixtures/directory/directory.js';
import { AnnuaireMocks, type Bundle, linkOf } from '../unit/mocks/annuaire/annuaire-mocks.js';
import { missingPrograms, runProgram, skipped } from './peer-programs.js';

const { roles, professionals } = openDirectory('tiny');
const noCurl = missingPrograms('curl');
const noPython = missingPrograms('python3');

let mocks: AnnuaireMocks;
beforeAll(async () => {
  mocks = await AnnuaireMocks.open();
});
afterAll(() => mocks.close());

/** Runs a peer and gives what it printed. */
async function output(program: string, args: string[], input?: string): Promise<string> {
  const { code, output: printed } = await runProgram(program, args, input === undefined ? {} : { input });
  if (code !== 0) throw new Error(printed);
  return printed;
}

describe.skipIf(noCurl)(`curl, as the documentation shows it${skipped(noCurl)}`, () => {
  const curl = (url: string, ...more: string[]) =>
    output('curl', [
      ...['--silent', '--show-error', '--fail-with-body', '--max-time', '30', '--cacert', mocks.ca],
      ...['--header', `ESANTE-API-KEY: ${mocks.sheet.apiKey}`, ...more, url],
    ]);

  test('follows next until there is none', async () => {
    const found: string[] = [];
    let pages = 0;
    for (let url: string | undefined = `${mocks.sheet.baseUrl}/PractitionerRole`; url !== undefined; pages += 1) {
      const page: Bundle = JSON.parse(await curl(url)) as Bundle;
      found.push(...page.entry.map(({ resource }) => resource.id));
      url = linkOf(page, 'next');
    }
    expect(found).toEqual(Array.from({ length: roles.count }, (_, row) => roles.at(row).id));
    expect(pages).toBe(4);
  });

  test('posts a form, encodes what has to be, downloads an archive once', async () => {
    const posted = await curl(
      `${mocks.sheet.baseUrl}/Practitioner/_search`,
      '--data-urlencode',
      'family=tiers',
      '--data-urlencode',
      'mailbox-mss:contains=@',
    );
    expect((JSON.parse(posted) as Bundle).total).toBeGreaterThan(0);
    const got = await curl(`${mocks.sheet.baseUrl}/Practitioner`, '--get', '--data-urlencode', 'family=tiers');
    expect((JSON.parse(got) as Bundle).total).toBe(4);
    const headers = await curl(mocks.sheet.extractions.psLibreAcces, '--head');
    const etag = /^etag: (.*)$/im.exec(headers)?.[1]?.trim() ?? '';
    const again = await curl(
      mocks.sheet.extractions.psLibreAcces,
      '--header',
      `If-None-Match: ${etag}`,
      '--write-out',
      '%{http_code}',
    );
    expect(again).toBe('304');
  });
});

const SYNCHRONISE = `
import json, ssl, sys, urllib.request
url, key, ca = sys.argv[1:4]
context = ssl.create_default_context(cafile=ca)
found = []
while url:
    request = urllib.request.Request(url, headers={'ESANTE-API-KEY': key, 'Accept': 'application/fhir+json'})
    with urllib.request.urlopen(request, context=context, timeout=30) as answer:
        bundle = json.load(answer)
    found += [entry['resource']['id'] for entry in bundle['entry']]
    url = next((link['url'] for link in bundle['link'] if link['relation'] == 'next'), None)
print(len(found), len(set(found)))
`;

test.skipIf(noPython)(`a Python script synchronises the professionals${skipped(noPython)}`, async () => {
  const args = ['-', `${mocks.sheet.baseUrl}/Practitioner?_count=30`, mocks.sheet.apiKey, mocks.ca];
  expect((await output('python3', args, SYNCHRONISE)).trim()).toBe(`${professionals.count} ${professionals.count}`);
});
