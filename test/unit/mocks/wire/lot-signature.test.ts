import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildLotSignature, lotSignatureProblems, type SignedLot } from '../../../../mocks/wire/lot-signature.js';
import { ownKeys, type OwnKeys } from './own-keys.js';
import { because, NO_SAMPLES, sample } from './samples.js';

const run = promisify(execFile);
const document = (text: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?>\n<!-- c --><ClinicalDocument xmlns="urn:hl7-org:v3"><title>${text}</title></ClinicalDocument>\n`,
  );
const LOT: SignedLot = {
  uniqueId: '1.2.250.1.999.20.5.1',
  documents: [
    { uniqueId: '1.2.250.1.999.20.7.1', content: document('Un') },
    { uniqueId: '1.2.250.1.999.20.7.2', content: document('Deux &amp; trois') },
  ],
};

let keys: OwnKeys;
let signature: string;

beforeAll(async () => {
  keys = await ownKeys();
  signature = buildLotSignature(LOT, { ...keys, signingTime: new Date('2026-02-03T08:15:30Z') });
});

const problems = (xml: string, lot: SignedLot = LOT): string[] =>
  lotSignatureProblems(Buffer.from(xml), lot).map(({ message }) => message);

describe('the signature document of a lot', () => {
  test('verifies for the lot it was made for', () => {
    expect(problems(signature)).toEqual([]);
  });

  test('names a document that was changed after it', () => {
    const [first, ...rest] = LOT.documents;
    const changed = { ...LOT, documents: [{ uniqueId: first?.uniqueId ?? '', content: document('Autre') }, ...rest] };
    expect(problems(signature, changed)).toEqual([
      'l’empreinte du document 1.2.250.1.999.20.7.1 n’est pas celle du document envoyé',
    ]);
  });

  test('is not fooled by what canonical form forgives: quotes and line ends of the declaration', () => {
    const [first, ...rest] = LOT.documents;
    const content = Buffer.from((first?.content.toString() ?? '').replaceAll('"', "'").replace('?>\n', '?>\r\n'));
    expect(problems(signature, { ...LOT, documents: [{ uniqueId: first?.uniqueId ?? '', content }, ...rest] })).toEqual(
      [],
    );
  });

  test('names a document, or the lot, that its manifest leaves out', () => {
    const other = { uniqueId: '1.2.250.1.999.20.7.3', content: document('Trois') };
    expect(problems(signature, { ...LOT, documents: [...LOT.documents, other] })).toEqual([
      'document 1.2.250.1.999.20.7.3 absent du manifeste',
    ]);
    expect(problems(signature, { ...LOT, uniqueId: '1.2.3' })).toEqual(['lot 1.2.3 absent du manifeste']);
  });

  test('does not verify once altered', () => {
    expect(problems(signature.replace('AA==', 'AB=='))[0]).toMatch(/ne se vérifie pas/);
    expect(problems(signature.replace(/<ds:SignatureValue>..../, '<ds:SignatureValue>AAAA'))[0]).toMatch(
      /ne se vérifie pas/,
    );
  });

  test('does not count when it signs something else than the manifest', () => {
    expect(problems(signature.replace('URI="#IHEManifest"', 'URI="#S0-SignedProperties"'))).toEqual([
      'la signature ne porte pas sur le manifeste',
    ]);
  });

  test.for(['', '<a/>', '<ds:Signature/>', '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>', '\u0000'])(
    'that is %j is told as unusable, without a crash',
    (xml) => {
      expect(problems(xml).length).toBeGreaterThan(0);
    },
  );

  test('is verified by xmlsec1 too', async ({ skip }) => {
    const there = await run('xmlsec1', ['--version']).then(
      () => true,
      () => false,
    );
    skip(!there, 'xmlsec1 is not installed');
    const dir = await mkdtemp(path.join(tmpdir(), 'banc-lot-'));
    try {
      const [file, certificate] = [path.join(dir, 'signature.xml'), path.join(dir, 'certificate.pem')];
      await writeFile(file, signature);
      await writeFile(certificate, keys.certificatePem);
      const ids = ['--id-attr:Id', 'http://www.w3.org/2000/09/xmldsig#:Manifest'];
      const properties = ['--id-attr:Id', 'http://uri.etsi.org/01903/v1.1.1#:SignedProperties'];
      const { stdout, stderr } = await run('xmlsec1', [
        '--verify',
        '--ignore-manifests',
        '--pubkey-cert-pem',
        certificate,
        ...ids,
        ...properties,
        file,
      ]);
      expect(stdout + stderr).toMatch(/^OK/m);
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

describe.skipIf(NO_SAMPLES)(because('the official sample'), () => {
  test('has the shape expected, and is not about the lot of TD2.1-requete (dmp.md §1.1)', () => {
    const lot = { uniqueId: '1.2.3', documents: [{ uniqueId: '1.2.4', content: sample('TD2.1-DocumentME2.xml') }] };
    const found = lotSignatureProblems(sample('TD2.1-SignatureXades.xml'), lot).map(({ message }) => message);
    expect(found).toContain('lot 1.2.3 absent du manifeste');
    expect(found).toContain('document 1.2.4 absent du manifeste');
    expect(found.join()).not.toMatch(/aucun ds:Manifest|illisible/);
  });
});
