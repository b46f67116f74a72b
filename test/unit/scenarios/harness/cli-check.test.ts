import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assembleBench } from '../../../../scenarios/bench.js';
import { capturedFiles, unreadableFiles } from './captured-files.js';
import { VendorProject } from './cli-fixture.js';

/** What `banc check --json` says of a file. */
interface Checked {
  file: string;
  kind: string | null;
  verdict: string;
  findings: {
    check: string;
    verdict: string;
    message: string;
    expected?: string;
    received?: string;
    locator?: string;
    source: { reference: string; confidence: string };
  }[];
  error?: { code: string; message: string };
}

let project: VendorProject;
let checked: Map<string, Checked>;
let unread: Map<string, Checked>;
let unreadCode: number | null;

beforeAll(async () => {
  project = await VendorProject.create({});
  const captured = await capturedFiles();
  const unreadable = { ...(await unreadableFiles()), 'huge.xml': '' };
  for (const [name, content] of Object.entries({ ...captured, ...unreadable })) {
    await writeFile(join(project.dir, name), content);
  }
  // 100 MB on paper: nothing is written, and nothing must be read.
  await truncate(join(project.dir, 'huge.xml'), 100_000_000);
  checked = byFile((await project.run('check', '--json', ...Object.keys(captured))).out);
  const hostile = await project.run('check', '--json', ...Object.keys(unreadable), '.', 'nowhere.xml', 'query.xml');
  unread = byFile(hostile.out);
  unreadCode = hostile.code;
});
afterAll(() => project.remove());

function byFile(json: string): Map<string, Checked> {
  return new Map((JSON.parse(json) as Checked[]).map((one) => [one.file, one]));
}

/** Verdicts of the checks of a file, those that pass left out. */
function troubles(file: string): Record<string, string> {
  const findings = checked.get(file)?.findings ?? [];
  return Object.fromEntries(
    findings.filter(({ verdict }) => verdict !== 'pass').map(({ check, verdict }) => [check, verdict]),
  );
}

function finding(file: string, check: string): Checked['findings'][number] | undefined {
  return checked.get(file)?.findings.find((one) => one.check === check);
}

describe('banc check tells the kind of a file by its content and judges it as in a run', () => {
  test.each([
    ['cda.xml', 'cda', 'pass'],
    ['cda-in-stylesheet.xml', 'cda', 'pass'],
    ['query.xml', 'soap', 'pass'],
    ['query.http', 'soap', 'pass'],
    ['query-soap11.xml', 'soap', 'warning'],
    ['update.xml', 'soap', 'pass'],
    ['success.xml', 'soap', 'pass'],
    ['refusal.xml', 'soap', 'warning'],
    ['assertion.xml', 'vihf', 'pass'],
    ['traces.csv', 'trace-csv', 'pass'],
    ['IHE_XDM.zip', 'xdm', 'pass'],
    ['message.hl7', 'hl7v2', 'pass'],
    ['message-like-samples.hl7', 'hl7v2', 'warning'],
  ])('%s: %s, %s', (file, kind, verdict) => {
    expect(checked.get(file)).toMatchObject({ kind, verdict });
  });

  test.each([
    ['cda-without-author.xml', 'cda.structure'],
    ['query-not-signed.xml', 'dmp.soap.vihf'],
    ['query-without-patient.xml', 'dmp.soap.body'],
    ['query-wrong-action.xml', 'dmp.soap.envelope'],
    ['unknown-body.xml', 'dmp.soap.envelope'],
    ['update-no-change.xml', 'dmp.soap.body'],
    ['assertion-not-signed.xml', 'dmp.soap.vihf'],
    ['assertion-changed.xml', 'dmp.soap.vihf'],
    ['traces-without-kind.csv', 'dmp.access-trace.columns'],
    ['IHE_XDM-other-size.zip', 'mss.xdm.integrity'],
  ])('%s: only %s fails', (file, check) => {
    const failed = Object.entries(troubles(file)).filter(([, verdict]) => verdict !== 'not-applicable');
    expect(failed).toEqual([[check, 'fail']]);
    expect(checked.get(file)?.verdict).toBe('fail');
  });

  test('a finding says what was expected, what came, where, and by which rule', () => {
    const found = finding('query-wrong-action.xml', 'dmp.soap.envelope');
    expect(found?.expected).toContain('urn:ihe:iti:2007:RegistryStoredQuery');
    expect(found?.received).toContain('urn:ihe:iti:2007:RetrieveDocumentSet');
    expect(found?.locator).toBe('soap:Envelope/soap:Header');
    expect(found?.source.confidence).toBe('stated');
  });

  test('a lot is taken out of its MIME body or its HTTP message, with its CDA', () => {
    expect(checked.get('lot.mime')?.findings).toEqual(checked.get('lot.http')?.findings);
    expect(finding('lot.mime', 'dmp.td2-1.mtom')?.verdict).toBe('pass');
    expect(finding('lot.mime', 'dmp.td2-1.lot')?.verdict).toBe('pass');
    expect(finding('lot.mime', 'cda.structure')?.verdict).toBe('pass');
    expect(finding('lot.mime', 'cda-xds.identifiers')?.received).toContain('uniqueId');
  });

  test('the signature of a lot is about the document that travels with it', () => {
    expect(troubles('lot-other-document-signed.mime')['dmp.td2-1.lot']).toBe('fail');
  });
});

describe('banc check and files it cannot judge', () => {
  test.each([
    ['empty', 'BANC_MESSAGE_INVALID', 'vide'],
    ['binary', 'BANC_MESSAGE_INVALID', '--as'],
    ['xxe.xml', 'BANC_XML_INVALID', 'DTD'],
    ['bomb.xml', 'BANC_', ''],
    ['deep.xml', 'BANC_', ''],
    ['broken.xml', 'BANC_XML_INVALID', 'line 2, column'],
    ['cut.mime', 'BANC_MIME_INVALID', 'cut short'],
    ['cut.http', 'BANC_MIME_INVALID', 'cut'],
    ['chunked.http', 'BANC_MIME_INVALID', 'decoded'],
    ['quote.csv', 'BANC_MESSAGE_INVALID', 'line 2, column 1'],
    ['other.zip', 'BANC_XDM', 'a.txt'],
    ['utf16.csv', 'BANC_MESSAGE_INVALID', 'UTF-16'],
    ['huge.xml', 'BANC_LIMIT', '64 Mio'],
    ['.', 'BANC_USAGE', 'pas un fichier'],
    ['nowhere.xml', 'BANC_USAGE', 'ENOENT'],
  ])('%s: %s, never green', (file, code, words) => {
    const { error, verdict, findings } = unread.get(file) ?? {};
    expect(error?.code).toContain(code);
    expect(error?.message).toContain(words);
    expect({ verdict, findings }).toEqual({ verdict: 'not-observed', findings: [] });
    expect(JSON.stringify(error)).not.toContain('root:');
  });

  test('exit code 2, and the other files are judged all the same', () => {
    expect(unreadCode).toBe(2);
    expect(unread.get('query.xml')?.verdict).toBe('pass');
  });

  test('a kind that does not fit is unreadable, one that does not exist is refused', async () => {
    const wrong = await project.run('check', '--as', 'cda', '--json', 'query.xml');
    expect(wrong.code).toBe(2);
    expect(JSON.parse(wrong.out)).toMatchObject({ kind: 'cda', error: { code: 'BANC_MESSAGE_INVALID' } });
    const unknown = await project.run('check', '--as', 'fax', 'query.xml');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('cda, soap, vihf, trace-csv, xdm');
  });
});

describe('banc check for people and machines', () => {
  test('exit code 0 when conform, warnings included; 1 when not', async () => {
    expect((await project.run('check', 'cda.xml', 'query-soap11.xml')).code).toBe(0);
    expect((await project.run('check', 'cda.xml', 'query-not-signed.xml')).code).toBe(1);
  });

  test('--strict refuses what official samples of HL7 v2 do wrong', async () => {
    const { code, out } = await project.run('check', '--strict', 'message.hl7', 'message-like-samples.hl7');
    expect(code).toBe(1);
    expect(out).toMatch(/CONFORME {2}message\.hl7[\s\S]*NON CONFORME {2}message-like-samples\.hl7/);
    expect(out).toContain('espace dans « ASIP-SANTE- PS »');
  });

  test('one file gives one object, of the published fields only', async () => {
    const one = JSON.parse((await project.run('check', '--json', 'cda.xml')).out) as Checked;
    expect(Object.keys(one)).toEqual(['file', 'kind', 'verdict', 'findings']);
    expect(Object.keys(one.findings[0] ?? {})).toEqual([
      'check',
      'verdict',
      'message',
      'expected',
      'received',
      'locator',
      'source',
    ]);
  });

  test('the verdict comes first, then what is wrong with its rule; what the file holds never acts on the terminal', async () => {
    const { out } = await project.run('check', 'query-not-signed.xml', 'refusal.xml');
    expect(out).toMatch(/^✗ NON CONFORME {2}query-not-signed\.xml \(message SOAP du DMP\)\n/);
    expect(out).toMatch(/reçu\s: VIHF non signé/);
    expect(out).toContain('! CONFORME, AVEC AVERTISSEMENT  refusal.xml');
    expect(out).toContain('DMPClosed');
    expect(out).not.toMatch(/[\u001b\u009b]/);
    const english = await project.run('check', '--lang', 'en', 'query-not-signed.xml');
    expect(english.out).toContain('received: VIHF not signed');
  });

  test('--config gives the columns of a vendor’s traces', async () => {
    const settings = { accessTrace: { columns: { kind: 'Divers' } } };
    const sut = { vendor: 'V', product: 'P', version: '1', actor: 'dpi', baseUrl: 'http://127.0.0.1:9' };
    await writeFile(
      join(project.dir, 'traces.config.js'),
      `export const config = ${JSON.stringify({ sut, settings })};`,
    );
    const { code } = await project.run('check', '--config', 'traces.config.js', 'traces-without-kind.csv');
    expect(code).toBe(0);
  });

  test('a CI-SIS folder that is none is a matter of configuration, not of the file', async () => {
    const { code, err } = await project.run('check', '--ci-sis', '.', 'cda.xml');
    expect(code).toBe(3);
    expect(err).toContain('BANC_CONFIG_INVALID');
  });
});

test('docs/reference/check.md lists every kind', async () => {
  const page = await readFile(new URL('../../../../docs/reference/check.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `([a-z][a-z0-9-]*)` +\|/gm)].map((match) => match[1]);
  expect(listed).toEqual(assembleBench().fileKinds.map(({ kind }) => kind));
});
