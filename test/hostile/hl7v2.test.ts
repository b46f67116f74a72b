import { describe, expect, test } from 'vitest';
import { decodeEr7, encodeEr7 } from '../../mocks/wire/er7-charset.js';
import { formatEr7, parseEr7 } from '../../mocks/wire/er7.js';
import { readAcknowledgement } from '../../mocks/wire/hl7-acknowledgement.js';
import { readAdmission } from '../../mocks/wire/hl7-admission.js';
import { readBusinessAcknowledgement } from '../../mocks/wire/hl7-business-acknowledgement.js';
import { readDocumentMessage, writeDocumentMessage } from '../../mocks/wire/hl7-document-message.js';
import { readLpsMessage } from '../../mocks/wire/hl7-lps-message.js';
import { createMllpReader } from '../../mocks/wire/mllp.js';
import { BancError } from '../../mocks/wire/errors.js';
import { hl7File } from '../../scenarios/hl7/captured-message.js';
import { decodeHl7Message } from '../../scenarios/hl7/decode-message.js';
import { documentMessage } from '../unit/mocks/hl7-bench.js';

/** A source of numbers that is the same at each run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

const CONFORM = encodeEr7(
  writeDocumentMessage({
    ...documentMessage({ controlId: 'H', flags: { DESTDMP: true, DESTMSSANTEPS: true } }),
    professionalMail: 'Bonjour',
  }),
);

/** The message without the bulk of its document, which spoiling would hit nearly always. */
const LIGHT = Buffer.from(CONFORM.toString().replace(/(XML\^Base64\^.{2000})[^|]*/, '$1'));

function spoiled(seed: number): Buffer {
  const roll = dice(seed);
  const bytes = Buffer.from(LIGHT);
  const poison = Buffer.from('|^~\\&\r\n\0\u000B\u001C"\u00FF<>=MSHPRTOBX', 'latin1');
  for (let times = 1 + roll(12); times > 0; times -= 1) bytes[roll(bytes.length)] = poison[roll(poison.length)] ?? 0;
  const cut = roll(5) === 0 ? roll(bytes.length) : bytes.length;
  return roll(4) === 0 ? Buffer.concat([bytes.subarray(cut / 2), bytes.subarray(0, cut)]) : bytes.subarray(0, cut);
}

describe('HL7 v2 messages that are broken', () => {
  test('are judged or refused with a code, never with a crash; every finding is located', async () => {
    const codes = new Set<string>();
    for (let seed = 1; seed <= 300; seed += 1) {
      try {
        const findings = await hl7File.judge(spoiled(seed), { settings: {} });
        expect(findings.filter(({ verdict, locator = '' }) => verdict === 'fail' && locator === '')).toEqual([]);
      } catch (error) {
        if (!(error instanceof BancError)) throw error;
        codes.add(error.code);
      }
    }
    expect([...codes]).toEqual(['BANC_MESSAGE_INVALID']);
  });

  test('are read without throwing by every reader, and written back as they came', () => {
    const readers = [
      readDocumentMessage,
      readAcknowledgement,
      readBusinessAcknowledgement,
      readLpsMessage,
      readAdmission,
    ];
    for (let seed = 1; seed <= 500; seed += 1) {
      const bytes = spoiled(seed);
      const { text } = decodeEr7(bytes);
      expect(decodeHl7Message('application/hl7-v2+er7', bytes)).toBeTypeOf('string');
      if (!/^[\uFEFF \t\r\n]*MSH[^A-Za-z0-9\s]/.test(text)) continue;
      const message = parseEr7(text);
      expect(formatEr7(message) === text).toBe(true);
      for (const read of readers) expect(read(message)).toBeTypeOf('object');
    }
  });
});

describe('HL7 v2 messages made to be heavy', () => {
  test.each<[string, string]>([
    ['twenty thousand segments', `MSH|^~\\&|A\r${'OBX\r'.repeat(19_999)}`],
    ['a million fields', `MSH|^~\\&|A\rPID${'|'.repeat(1_000_000)}x\r`],
    ['a hundred thousand repetitions', `MSH|^~\\&|A\rPID|||${'a^b~'.repeat(100_000)}\r`],
    ['a million escapes', `MSH|^~\\&|A\rPID|||${'\\T\\'.repeat(1_000_000)}\r`],
    ['a million escape characters', `MSH|^~\\&|A\rPID|||${'\\'.repeat(1_000_000)}\r`],
    ['a value of thirty megabytes', `MSH|^~\\&|A\rOBX|1|ED|||^text^XML^Base64^${'QUJD'.repeat(8_000_000)}\r`],
  ])('%s are read', (_, text) => {
    const message = parseEr7(text);
    expect(readDocumentMessage(message)).toBeTypeOf('object');
    expect(formatEr7(message).length).toBe(text.length);
  });

  test.each(['OBX', 'PRT', 'PRT||UC||RCT', 'ZZZ', '?!', 'OBX|1|CWE|X'])(
    'a million %s are refused, thousands are judged',
    async (segment) => {
      const message = (count: number) =>
        Buffer.from(`MSH|^~\\&|||||||MDM^T02^MDM_T02\r${`${segment}\r`.repeat(count)}`);
      await expect(async () => hl7File.judge(message(1_000_000), { settings: {} })).rejects.toMatchObject({
        code: 'BANC_MESSAGE_INVALID',
      });
      expect((await hl7File.judge(message(5_000), { settings: {} })).length).toBeGreaterThan(0);
    },
  );

  test('a frame of thirty megabytes that comes by small pieces is put together', () => {
    const reader = createMllpReader();
    const piece = Buffer.alloc(1_000, 'x');
    reader.push(Buffer.of(0x0b));
    for (let count = 0; count < 30_000; count += 1) expect(reader.push(piece)).toEqual([]);
    const [frame] = reader.push(Buffer.of(0x1c, 0x0d));
    expect(frame?.kind === 'frame' && frame.payload.length).toBe(30_000_000);
  });
});
