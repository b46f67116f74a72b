import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { buildMtom, cidUrl, isMtom, readMtom, resolveBinary } from '../../../../mocks/wire/mtom.js';
import { readXml } from '../../../../mocks/wire/xml.js';

const ROOT = '<e:Envelope xmlns:e="urn:e">é</e:Envelope>';
const ACTION = 'urn:ihe:iti:2007:RetrieveDocumentSet';

function invalid(code: string): Error {
  return expect.objectContaining({ code }) as Error;
}

describe('round trip', () => {
  test.each([
    ['random bytes with line ends and dashes', Buffer.concat([randomBytes(50_021), Buffer.from('\r\n--x\r\n--\n')])],
    ['nothing', Buffer.alloc(0)],
    ['ends with line ends', Buffer.from('<a/>\r\n\r\n')],
    ['starts with a byte order mark', Buffer.from('\ufeff<a/>')],
    ['something that looks like our boundary', Buffer.from('\r\n--MIME_banc_0\r\n--MIME_banc_1--\r\n')],
    ['Latin-1 text', Buffer.from('été', 'latin1')],
  ])('bytes are unchanged: %s', async (_what, content) => {
    for (const contentType of ['text/xml', 'text/plain', 'text/html; charset=utf-8', 'application/octet-stream']) {
      const part = { contentId: 'doc1-2@urn:ihe:iti:xds-b:2007', contentType, content };
      const { contentType: header, body } = buildMtom(ROOT, [part], { action: ACTION });
      const message = await readMtom(header, body);
      expect(message.root.toString('utf8')).toBe(ROOT);
      expect(message.parts.get(part.contentId)?.content.equals(content)).toBe(true);
      expect(message.tolerated).toEqual([]);
    }
  });

  test('the header says what the DMP’s header says', () => {
    const { contentType } = buildMtom(ROOT, [], { action: ACTION, rootContentId: 'root@dmp' });
    expect(contentType).toBe(
      `multipart/related; type="application/xop+xml"; boundary="MIME_banc_0"; start="<root@dmp>"; start-info="application/soap+xml"; action="${ACTION}"`,
    );
    expect(isMtom(contentType)).toBe(true);
    expect(isMtom('application/soap+xml')).toBe(false);
    expect(isMtom(undefined)).toBe(false);
  });

  test('an Include is found through its percent-encoded Content-ID', () => {
    const part = { contentId: 'a b%é@urn:ihe:iti:xds-b:2007', contentType: 'text/xml', content: Buffer.from('<a/>') };
    expect(cidUrl('doc1-2@urn:ihe:iti:xds-b:2007')).toBe('cid:doc1-2@urn%3Aihe%3Aiti%3Axds-b%3A2007');
    const include = readXml(
      `<Document><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="${cidUrl(part.contentId)}"/></Document>`,
    );
    const parts = new Map([[part.contentId, part]]);
    expect(resolveBinary(include, parts).toString()).toBe('<a/>');
    expect(() => resolveBinary(include, new Map())).toThrow(invalid('BANC_MIME_INVALID'));
    expect(resolveBinary(readXml('<Document>PGEv\nPg==</Document>'), new Map()).toString()).toBe('<a/>');
  });
});

describe('dialects', () => {
  const lines = [
    '--b',
    'Content-Type: application/xop+xml; charset=Cp1252; type="application/soap+xml"; action="Operation"',
    'Content-Transfer-Encoding: 8bit',
    'Content-ID: <0.1>',
    '',
    ROOT,
    '--b',
    'Content-Type: application/octet-stream',
    'Content-Transfer-Encoding: BASE64',
    'Content-ID: <0.2>',
    '',
    'PGEv',
    'Pg==',
    '--b--',
  ];

  test.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
  ])('%s line ends, BASE64, odd charset label, nothing after the closing boundary', async (_name, eol) => {
    const message = await readMtom('multipart/related; boundary=b; start="<0.1>"', Buffer.from(lines.join(eol)));
    expect(message.root.toString()).toBe(ROOT);
    expect(message.parts.get('0.2')?.content.toString()).toBe('<a/>');
  });

  test('without start the first part is the root, and it is said', async () => {
    const message = await readMtom('Multipart/Related; BOUNDARY="b"', Buffer.from(lines.join('\r\n')));
    expect(message.root.toString()).toBe(ROOT);
    expect(message.tolerated[0]).toContain('start');
  });

  test('start may name a part that is not the first', async () => {
    const message = await readMtom('multipart/related; boundary=b; start="<0.2>"', Buffer.from(lines.join('\r\n')));
    expect(message.root.toString()).toBe('<a/>');
    expect([...message.parts.keys()]).toEqual(['0.1']);
  });

  test('a Content-ID given twice: the first part counts, and it is said', async () => {
    const part = (text: string): string => `--b\r\nContent-ID: <x>\r\nContent-Type: text/xml\r\n\r\n${text}\r\n`;
    const body = `--b\r\nContent-ID: <r>\r\nContent-Type: text/xml\r\n\r\n<r/>\r\n${part('1')}${part('2')}--b--`;
    const message = await readMtom('multipart/related; boundary=b; start="<r>"', Buffer.from(body));
    expect(message.parts.get('x')?.content.toString()).toBe('1');
    expect(message.tolerated[0]).toContain('double');
  });
});

describe('hostile bodies', () => {
  const { contentType, body } = buildMtom(
    ROOT,
    [{ contentId: 'a', contentType: 'text/xml', content: Buffer.from('<a/>') }],
    { action: ACTION },
  );

  test('a body cut anywhere is refused, never hangs', async () => {
    for (let length = 0; length < body.length - 6; length += 17) {
      await expect(readMtom(contentType, body.subarray(0, length))).rejects.toThrow(invalid('BANC_MIME_INVALID'));
    }
  });

  test.each([
    ['another type', 'text/plain; boundary="b"'],
    ['no boundary', 'multipart/related'],
    ['an empty boundary', 'multipart/related; boundary=""'],
    ['another boundary', 'multipart/related; boundary="other"'],
  ])('refuses %s', async (_what, header) => {
    await expect(readMtom(header, body)).rejects.toThrow(invalid('BANC_MIME_INVALID'));
  });

  test('refuses a multipart without any part', async () => {
    await expect(readMtom('multipart/related; boundary=b', Buffer.from('--b--'))).rejects.toThrow(
      invalid('BANC_MIME_INVALID'),
    );
  });

  test('limits size and number of parts', async () => {
    await expect(readMtom(contentType, body, { maxBytes: 10 })).rejects.toThrow(invalid('BANC_LIMIT'));
    const many = Array.from({ length: 150 }, (_, i) => ({
      contentId: `p${i}`,
      contentType: 'text/xml',
      content: Buffer.from('x'),
    }));
    const large = buildMtom(ROOT, many, { action: ACTION });
    await expect(readMtom(large.contentType, large.body)).rejects.toThrow(invalid('BANC_LIMIT'));
    await expect(readMtom(large.contentType, large.body, { maxParts: 151 })).resolves.toMatchObject({ tolerated: [] });
  });

  test('deep nesting and endless headers do not hang or crash', async () => {
    let nested = 'Content-Type: text/xml\r\n\r\n<a/>';
    for (let i = 0; i < 300; i += 1) {
      nested = `Content-Type: multipart/mixed; boundary="n${i}"\r\n\r\n--n${i}\r\n${nested}\r\n--n${i}--`;
    }
    const outcome = (text: string): Promise<string> =>
      readMtom('multipart/related; boundary=b', Buffer.from(text)).then(
        () => 'read',
        (error: unknown) => String((error as { code?: string }).code),
      );
    const acceptable = ['read', 'BANC_MIME_INVALID', 'BANC_LIMIT'];
    expect(acceptable).toContain(await outcome(`--b\r\n${nested}\r\n--b--`));
    expect(acceptable).toContain(await outcome(`--b\r\n${'X-A: b\r\n'.repeat(200_000)}\r\n<a/>\r\n--b--`));
  });

  test('line ends in the Content-Type header cannot add headers', async () => {
    const header = `multipart/related; boundary="MIME_banc_0"; start="<root@banc>";\r\nContent-Transfer-Encoding: base64`;
    await expect(readMtom(header, body)).resolves.toMatchObject({ root: Buffer.from(ROOT) });
  });
});
