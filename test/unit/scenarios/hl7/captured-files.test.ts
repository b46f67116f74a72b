import { describe, expect, test } from 'vitest';
import { encodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { parseEr7 } from '../../../../mocks/wire/er7.js';
import { acknowledgementOf, writeAcknowledgement } from '../../../../mocks/wire/hl7-acknowledgement.js';
import { writeBusinessAcknowledgement } from '../../../../mocks/wire/hl7-business-acknowledgement.js';
import { writeDocumentMessage } from '../../../../mocks/wire/hl7-document-message.js';
import { frameMllp } from '../../../../mocks/wire/mllp.js';
import { hl7File } from '../../../../scenarios/hl7/captured-message.js';
import { decodeHl7Message } from '../../../../scenarios/hl7/decode-message.js';
import { documentBytes, documentMessage } from '../../mocks/hl7-bench.js';
import { conform, troubles, verdicts, WANTED } from './verdicts.js';

const judge = (file: string | Buffer, strict = false) =>
  hl7File.judge(Buffer.from(file as string), { settings: {}, strict });

/** A day of one document: sent, acknowledged, accepted by the DMP, replaced. */
function conversation(): Buffer[] {
  const sent = documentBytes({ controlId: 'C1', seed: 'jour', ...WANTED });
  const answer = acknowledgementOf(parseEr7(sent.toString()), { time: '20260115103001', controlId: 'A1', code: 'AA' });
  const zam = writeBusinessAcknowledgement({
    kind: 'dmp-reception',
    header: { ...answer.header, controlId: 'Z1' },
    acknowledges: 'C1',
    accepted: true,
  });
  const next = documentBytes({ controlId: 'C2', seed: 'jour', version: 2, act: 'replace', ...WANTED });
  return [sent, encodeEr7(writeAcknowledgement(answer)), encodeEr7(zam), next];
}

describe('banc check recognises', () => {
  test.each(['MSH|^~\\&|A', '\uFEFFMSH|^~\\&|A', '\n\n MSH|^~\\&|A', '\u000BMSH|^~\\&|A', 'MSH#*+?%#A'])(
    '%j',
    (head) => {
      expect(hl7File.recognises(Buffer.from(head), 'x')).toBe(true);
    },
  );

  test.each(['', 'PID|1', '<ClinicalDocument/>', 'MSHA', 'From: MSH|'])('%j as something else', (head) => {
    expect(hl7File.recognises(Buffer.from(head), 'x.hl7')).toBe(false);
  });
});

describe('a file', () => {
  test('of one conform message has its document judged too', async () => {
    const findings = await judge(conform());
    expect(verdicts(findings)).toEqual({});
    expect(findings.map(({ check }) => check.id)).toContain('cda.structure');
  });

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('kept with %s is judged, and the line ends are told', async (_, end) => {
    expect(troubles(await judge(conform().replaceAll('\r', end)))).toMatchObject({
      'hl7.document.header': expect.stringMatching(/^warning segments terminés par (CR )?LF au lieu de CR/) as string,
    });
  });

  test('of several messages: each is judged, answers with what they answer, and the life of the document', async () => {
    const findings = await judge(Buffer.concat(conversation()));
    expect(verdicts(findings)).toEqual({});
    const ids = findings.map(({ check }) => check.id);
    expect(ids.filter((id) => id === 'hl7.document.header')).toHaveLength(2);
    expect(ids).toEqual(expect.arrayContaining(['hl7.ack.answer', 'hl7.zam.asked', 'hl7.document.versions']));
    expect(findings.find(({ check }) => check.id === 'hl7.ack.answer')?.locator).toBe('message 2/A1 : MSA');
  });

  test('that is a dump of MLLP frames is the same', async () => {
    const frames = conversation().map((bytes) => frameMllp(bytes));
    expect(await judge(Buffer.concat(frames))).toEqual(await judge(Buffer.concat(conversation())));
    const withLines = frames.flatMap((frame) => [frame, Buffer.from('\n')]);
    expect(verdicts(await judge(Buffer.concat(withLines)))).toEqual({});
  });

  test('whose frames are wrong says so', async () => {
    const [sent = Buffer.alloc(0)] = conversation();
    const dump = Buffer.concat([Buffer.from('bonjour'), frameMllp(sent), Buffer.from('\u000Bcoupé')]);
    expect(troubles(await judge(dump))['hl7.framing']).toMatch(/^fail octets hors trame \(7 octets\) ; trame sans fin/);
  });

  test('read strictly refuses what official samples do', async () => {
    const like = conform().replaceAll('ASIP-SANTE-PS', 'ASIP-SANTE- PS');
    expect(verdicts(await judge(like))).toEqual({ 'hl7.document.participants': 'warning' });
    expect(verdicts(await judge(like, true))).toEqual({ 'hl7.document.participants': 'fail' });
  });

  test.each([
    ['no message', 'MSH', 'BANC_MESSAGE_INVALID'],
    ['a message of no family judged', 'MSH|^~\\&|||||||QBP^Q22^QBP_Q21|1\r', 'BANC_MESSAGE_INVALID'],
    ['a frame that never ends', '\u000BMSH|^~\\&|', 'BANC_MESSAGE_INVALID'],
  ])('of %s cannot be judged', async (_, content, code) => {
    await expect(async () => judge(content)).rejects.toMatchObject({ code });
  });
});

describe('in the report, a message', () => {
  const TYPE = 'application/hl7-v2+er7';

  test('is one segment a line, its document told instead of its base64', () => {
    const shown = decodeHl7Message(TYPE, Buffer.from(conform()))?.split('\n') ?? [];
    expect(shown[0]).toMatch(/^MSH\|\^~\\&\|DPI/);
    expect(shown.some((line) => /^ {4}CDA · \d+ o$/.test(line))).toBe(true);
    expect(shown).toContain('    Compte rendu');
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThan(400);
  });

  test('in 8859/15 is shown in its letters, a long mail read', () => {
    const professionalMail = 'Chère consœur,\n'.repeat(8);
    const text = writeDocumentMessage({ ...documentMessage({ controlId: 'D', charset: '8859/15' }), professionalMail });
    const shown = decodeHl7Message(TYPE, encodeEr7(text));
    expect(shown).toContain('Masqué aux professionnels');
    expect(shown?.match(/^ {4}Chère consœur,$/gm)).toHaveLength(8);
  });

  test('that is broken is shown as it came; anything else is left to others', () => {
    expect(decodeHl7Message(TYPE, Buffer.from('PID|1\rOBX|2'))).toBe('PID|1\nOBX|2');
    expect(decodeHl7Message('text/xml', Buffer.from('MSH|'))).toBeUndefined();
  });
});
