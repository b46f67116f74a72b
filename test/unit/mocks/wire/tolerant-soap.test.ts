import { describe, expect, test } from 'vitest';
import { guessSoap } from '../../../../mocks/wire/tolerant-soap.js';
import { DMP_ACTIONS } from '../../../../mocks/wire/dmp-actions.js';
import { envelope, INS, READER } from '../dmp/dmp-bench.js';

const WHOLE = envelope(DMP_ACTIONS['iti-18'].request, '<body xmlns="urn:x">1</body>');

describe('a broken SOAP request', () => {
  test('still tells its action, its user and its patient when it is cut in the Body', () => {
    const cut = WHOLE.slice(0, WHOLE.indexOf('<body') + 3);
    const guess = guessSoap(Buffer.from(cut));
    expect(guess).toMatchObject({ action: DMP_ACTIONS['iti-18'].request, nameId: READER });
    expect(guess.resourceId?.split('^')[0]).toBe(INS);
  });

  test('tells the same behind a DTD, whose entities are not expanded', () => {
    const evil = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${WHOLE}`;
    expect(guessSoap(Buffer.from(evil)).nameId).toBe(READER);
  });

  test.for(['', '<', '\u0000\u0001', '<a'.repeat(50_000), 'plain text'])(
    'that is hardly XML tells nothing and harms nothing',
    (text) => {
      expect(guessSoap(Buffer.from(text))).toEqual({});
    },
  );
});
