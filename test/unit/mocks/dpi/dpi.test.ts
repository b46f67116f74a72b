import { describe, expect, test } from 'vitest';
import type { SentHl7 } from '../../../../mocks/core/hl7-sending.js';
import { encodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { writeBusinessAcknowledgement } from '../../../../mocks/wire/hl7-business-acknowledgement.js';
import { documentBytes, documentMessage, hl7Bench, PATIENT_INS } from '../hl7-bench.js';

/** A business acknowledgement as a PFI sends it. */
function zam(acknowledges: string, controlId: string): Buffer {
  const { header } = documentMessage({ controlId });
  return encodeEr7(writeBusinessAcknowledgement({ kind: 'dmp-reception', header, acknowledges, accepted: true }));
}

describe('messages the bench’s DPI sends', () => {
  test('over TLS with its certificate; the acknowledgement comes back read and raw', async () => {
    const bench = await hl7Bench();
    const sent = await bench.send(documentBytes({ controlId: 'T1' }), { ...bench.pfi.mllps, tls: true });
    expect(sent).toMatchObject({
      outcome: 'answered',
      message: 'T1',
      acknowledgement: { code: 'AA', acknowledges: 'T1' },
    });
    const raw = Buffer.from(sent.acknowledgement?.bytesBase64 ?? '', 'base64').toString();
    expect(raw).toBe(sent.acknowledgement?.er7);
    const [received] = bench.mocks.journal.list({ service: 'pfi' });
    expect(received?.tls).toMatchObject({ authorized: true });
  });

  test.each([false, true])('many on one connection, pipelined: %s', async (pipelined) => {
    const bench = await hl7Bench();
    const messages = ['S1', 'S2', 'S3'].map((controlId) => documentBytes({ controlId }).toString('base64'));
    const results = await bench.command<SentHl7[]>('dpi/send-many', { to: bench.pfi.mllp, messages, pipelined });
    expect(results.map(({ acknowledgement }) => acknowledgement?.acknowledges)).toEqual(['S1', 'S2', 'S3']);
  });

  test('what is no HL7 v2 is sent all the same, and the refusal comes back', async () => {
    const bench = await hl7Bench();
    expect(await bench.send(Buffer.from('bonjour'))).toMatchObject({
      message: '',
      acknowledgement: { code: 'AE', acknowledges: '', errors: [{ code: '100', location: 'MSH^1' }] },
    });
    expect(bench.mocks.journal.list({ service: 'pfi' })[0]?.unexpected).toContain('ne contient pas un message HL7 v2');
  });
});

describe('what a PFI sends to the bench’s DPI', () => {
  test('a business acknowledgement is accepted, and found by the patient of the message it is about', async () => {
    const bench = await hl7Bench();
    await bench.send(documentBytes({ controlId: 'D1' }));
    const sent = await bench.send(zam('D1', 'Z1'), bench.dpi.mllp);
    expect(sent.acknowledgement).toMatchObject({ code: 'AA', acknowledges: 'Z1' });
    const filter = { service: 'dpi', transaction: 'zam-z01', keys: { patient: PATIENT_INS } };
    expect(bench.mocks.journal.list(filter)).toMatchObject([
      { keys: { message: 'Z1', acknowledges: 'D1' }, summary: 'Accusé de réception DMP du message D1' },
    ]);
  });

  test('a document is accepted, or refused as the plan says', async () => {
    const bench = await hl7Bench();
    const push = async (controlId: string) =>
      (await bench.send(documentBytes({ controlId }), bench.dpi.mllp)).acknowledgement;
    expect(await push('L1')).toMatchObject({ code: 'AA' });
    const rule = { service: 'dpi', transaction: 'mdm-t02', keys: { patient: PATIENT_INS }, times: 1 };
    bench.mocks.faults.add({ ...rule, fault: { kind: 'ack-ae', code: '904' } });
    expect(await push('L2')).toMatchObject({ code: 'AE', errors: [{ code: '207', application: { code: '904' } }] });
    bench.mocks.faults.add({ ...rule, fault: { kind: 'ack-ar', code: '207', message: 'Base arrêtée' } });
    expect(await push('L3')).toMatchObject({ code: 'AR', errors: [{ code: '207', text: 'Base arrêtée' }] });
    bench.mocks.faults.add({ ...rule, fault: { kind: 'wrong-control-id' } });
    expect((await push('L4'))?.acknowledges).toMatch(/^BANC/);
  });
});
