import { beforeAll, describe, expect, test } from 'vitest';
import { BancError } from '../../mocks/wire/errors.js';
import { readXdmArchive, type XdmArchive } from '../../mocks/wire/xdm-archive.js';
import { xdmArchiveOf } from '../../mocks/wire/xdm-from-cda.js';
import { unzip, zip, type ZippedFile } from '../../mocks/wire/xdm-zip.js';
import { archiveOf, LETTER } from '../unit/mocks/wire/xdm-fixtures.js';
import { deflatedZeros, handMadeZip, type HandMadeEntry } from './hand-made-zip.js';

const METADATA = 'IHE_XDM/SUBSET01/METADATA.XML';
const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const DAY = new Date('2026-02-03T12:00:00Z');

let files: readonly ZippedFile[];
beforeAll(async () => {
  ({ files } = await archiveOf({ documents: [{ cda: LETTER }] }));
});

/** A right archive with entries besides. */
function withEntries(...added: HandMadeEntry[]): Buffer {
  return handMadeZip([...files.map(({ path, bytes }) => ({ name: path, content: bytes })), ...added]);
}

/** A right archive whose METADATA.XML is changed. */
async function withMetadata(change: (xml: string) => string): Promise<Buffer> {
  const changed = files.map(({ path, bytes }) => ({
    path,
    bytes: path === METADATA ? Buffer.from(change(bytes.toString('utf8'))) : bytes,
  }));
  return zip(changed, DAY);
}

/** The code an archive is refused with; undefined when it is read. Anything but a BancError fails the test. */
async function refusal(bytes: Buffer): Promise<string | undefined> {
  try {
    await readXdmArchive(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof BancError) return error.code;
    throw error;
  }
}

test('the ZIP these tests make by hand is a right one', async () => {
  const archive = await readXdmArchive(withEntries());
  expect(archive.oddities).toEqual([]);
  expect(archive.documents[0]?.bytes).toEqual(LETTER);
});

describe('an archive made to harm is refused', () => {
  test.for([
    ['../../etc/passwd'],
    ['IHE_XDM/SUBSET01/../../../x'],
    ['/etc/passwd'],
    ['C:/windows/x'],
    ['..\\..\\x'],
    ['C:\\x'],
  ])('a path out of it: %s', async ([name = '']) => {
    expect(await refusal(withEntries({ name, content: Buffer.from('x') }))).toBe('BANC_XDM');
  });

  test.for([
    ['the same name', METADATA],
    ['the same name in other letters', METADATA.toLowerCase()],
  ])('two files of %s', async ([, name = '']) => {
    expect(await refusal(withEntries({ name, content: Buffer.from('x') }))).toBe('BANC_XDM');
  });

  test.for([
    ['encrypted', { flags: 1 }],
    ['strongly encrypted', { flags: 0x41 }],
    ['compressed in a way nobody reads', { method: 12 }],
    ['of another checksum', { crc: 1 }],
    ['larger than it says', { size: 10 }],
    ['smaller than it says', { size: 5000 }],
    ['of bytes that are no deflate', { stored: Buffer.from('not deflated at all') }],
    ['beyond the end', { compressedSize: 0x7fffffff }],
    ['whose local header is elsewhere', { offset: 7 }],
  ] as const)('a file %s', async ([, lie]) => {
    const entry = { name: 'IHE_XDM/SUBSET01/X.XML', content: Buffer.alloc(100, 'x'), ...lie };
    expect(await refusal(withEntries(entry))).toBe('BANC_XDM');
  });
});

describe('a bomb is refused before it expands', () => {
  /** Reads it while the memory taken is watched. */
  async function watched(bytes: Buffer): Promise<{ code: string | undefined; grown: number; ms: number }> {
    const before = process.memoryUsage();
    const start = performance.now();
    const code = await refusal(bytes);
    const after = process.memoryUsage();
    const grown = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed;
    return { code, grown, ms: performance.now() - start };
  }

  test('10 GB declared', async () => {
    const outcome = await watched(withEntries({ name: 'X.XML', content: Buffer.from('x'), size: 10 * GIB }));
    expect(outcome.code).toBe('BANC_LIMIT');
    expect(outcome.grown).toBeLessThan(32 * MIB);
  });

  test('10 GB for real, one kilobyte declared', async () => {
    const stored = deflatedZeros(1280);
    const outcome = await watched(withEntries({ name: 'X.XML', stored, size: 1024 }));
    expect(outcome.code).toBe('BANC_XDM');
    expect(outcome.grown).toBeLessThan(32 * MIB);
    expect(outcome.ms).toBeLessThan(5_000);
  });

  test('64 MiB of zeros: an impossible ratio', async () => {
    const outcome = await watched(withEntries({ name: 'X.XML', stored: deflatedZeros(8), size: 64 * MIB }));
    expect(outcome.code).toBe('BANC_LIMIT');
    expect(outcome.grown).toBeLessThan(32 * MIB);
  });

  test('many files that overlap on one content', async () => {
    const stored = deflatedZeros(8);
    const first = { name: 'X0.XML', stored, size: 64 * MIB, compressedSize: stored.length };
    const others = Array.from({ length: 500 }, (_, i) => ({ ...first, name: `X${i + 1}.XML`, offset: 0 }));
    expect((await watched(handMadeZip([first, ...others]))).code).toBe('BANC_LIMIT');
  });

  test('under every single limit, over the total', async () => {
    const limits = { archiveBytes: 1000, entries: 10, fileBytes: 100, totalBytes: 150, ratio: 300 };
    const two = handMadeZip(['a', 'b'].map((name) => ({ name, content: Buffer.alloc(90, name) })));
    await expect(unzip(two, limits)).rejects.toMatchObject({ code: 'BANC_LIMIT' });
    expect(await unzip(two, { ...limits, totalBytes: 180 })).toHaveLength(2);
  });

  test.for([
    ['really there', 5_000, 5_000],
    ['declared only', 1, 65_000],
  ] as const)('thousands of entries, %s', async ([, made, declared]) => {
    const entries = Array.from({ length: made }, (_, i) => ({ name: `${i}`, content: Buffer.from('x') }));
    expect(await refusal(handMadeZip(entries, declared))).toBe('BANC_LIMIT');
  });

  test('an archive inside the archive stays closed, and is told', async () => {
    const inner = handMadeZip([{ name: 'x', stored: deflatedZeros(16), size: 128 * MIB }]);
    const archive: XdmArchive = await readXdmArchive(withEntries({ name: 'INNER.ZIP', content: inner }));
    expect(archive.oddities.map(({ kind }) => kind)).toEqual(['nested-archive', 'unexpected-file']);
    expect(archive.files.at(-1)?.bytes).toEqual(inner);
  });
});

describe('METADATA.XML made to harm is refused', () => {
  test.for([
    ['a DTD', (xml: string) => xml.replace('?>', '?><!DOCTYPE x SYSTEM "file:///etc/passwd">'), 'BANC_XDM'],
    [
      'entities that multiply',
      (xml: string) => xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>').replace('FR', '&b;'),
      'BANC_XDM',
    ],
    ['ten thousand levels', () => `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`, 'BANC_LIMIT'],
    ['20 MB', (xml: string) => xml.replace('?>', `?><!--${'é'.repeat(10 * MIB)}-->`), 'BANC_LIMIT'],
    [
      'ten thousand descriptions of one document',
      (xml: string) => xml.replace(/<rim:ExtrinsicObject.*<\/rim:ExtrinsicObject>/s, (entry) => entry.repeat(2_000)),
      'BANC_LIMIT',
    ],
  ] as const)('%s', async ([, change, code]) => {
    expect(await refusal(await withMetadata(change))).toBe(code);
  });

  test('a URI that leaves the folder names no file', async () => {
    const away = await withMetadata((xml) => xml.replace('>DOC0001.XML<', '>../../README.TXT<'));
    const { documents, oddities } = await readXdmArchive(away);
    expect(documents[0]).not.toHaveProperty('path');
    expect(oddities.map(({ kind }) => kind)).toEqual(['unreferenced-file']);
  });

  test('hundreds of descriptions of one document: it is read once', async () => {
    const many = await withMetadata((xml) =>
      xml.replace(/<rim:ExtrinsicObject.*<\/rim:ExtrinsicObject>/s, (entry) => entry.repeat(400)),
    );
    const { documents } = await readXdmArchive(many);
    expect(documents).toHaveLength(400);
    expect(new Set(documents.map(({ cda }) => cda)).size).toBe(1);
  });

  test('a document that is no XML, or a bomb of its own, is told beside its metadata', async () => {
    for (const content of ['<!DOCTYPE x><x/>', '<'.repeat(1000), '\0\0', '<a>'.repeat(5000)]) {
      const changed = files.map((file) =>
        /DOC0001/.test(file.path) ? { ...file, bytes: Buffer.from(content) } : file,
      );
      const { documents } = await readXdmArchive(await zip(changed, DAY));
      expect(documents[0]?.unreadable).toBeInstanceOf(BancError);
    }
  });
});

describe('whatever the bytes, an archive is read or refused in our words', () => {
  test('cut anywhere', async () => {
    const whole = await xdmArchiveOf({ documents: [{ cda: LETTER }] });
    for (let length = 0; length < whole.length; length += 131) {
      expect(await refusal(whole.subarray(0, length)), `cut at ${length}`).toBe('BANC_XDM');
    }
  });

  test('changed anywhere', async () => {
    const whole = await xdmArchiveOf({ documents: [{ cda: LETTER }] });
    // A fixed sequence: the same bytes change at each run.
    let state = 1;
    const draw = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    for (let round = 0; round < 400; round += 1) {
      const changed = Buffer.from(whole);
      for (let i = 0; i <= round % 4; i += 1) changed[draw(changed.length)] = draw(256);
      expect(['BANC_XDM', 'BANC_LIMIT', undefined]).toContain(await refusal(changed));
    }
  });
});
