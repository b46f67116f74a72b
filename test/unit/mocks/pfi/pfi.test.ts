import { describe, expect, test } from 'vitest';
import type { KeptDocument } from '../../../../mocks/pfi/document-lifecycles.js';
import type { SentHl7 } from '../../../../mocks/core/hl7-sending.js';
import { decodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { parseEr7 } from '../../../../mocks/wire/er7.js';
import { readBusinessAcknowledgement } from '../../../../mocks/wire/hl7-business-acknowledgement.js';
import { documentBytes, type Hl7Bench, hl7Bench, PATIENT_INS, RECIPIENT } from '../hl7-bench.js';

const TO_BOTH = { DESTDMP: true, DESTMSSANTEPS: true, ACK_RECEPTION: true };

/** The business acknowledgements that reached the DPI of the bench about a message, once there are `count` of them. */
async function returnsAbout({ mocks }: Hl7Bench, message: string, count: number) {
  const filter = { service: 'dpi', keys: { acknowledges: message } };
  let since = 0;
  while (mocks.journal.list(filter).length < count) {
    const [came] = await mocks.journal.waitFor({ ...filter, since }, 5_000);
    if (came === undefined) break;
    since = came.seq;
  }
  return Promise.all(
    mocks.journal.list(filter).map(async ({ request }) => {
      const bytes = (await mocks.journal.readBody(request.body?.sha256 ?? '')) ?? Buffer.alloc(0);
      const { kind, acknowledges, accepted, error, party, header } = readBusinessAcknowledgement(
        parseEr7(decodeEr7(bytes).text),
      );
      return { kind, acknowledges, accepted, error: error?.application?.code, party, to: header.receivingApplication };
    }),
  );
}

describe('documents of a DPI', () => {
  test.each(['ORU', 'MDM'] as const)(
    'a life cycle by %s: created, replaced, deleted, acknowledged each time',
    async (form) => {
      const bench = await hl7Bench();
      const send = (controlId: string, act: 'create' | 'replace' | 'delete', version: number) =>
        bench.send(documentBytes({ controlId, seed: 'cycle', act, version, form }));
      expect((await send('M1', 'create', 1)).acknowledgement).toMatchObject({
        code: 'AA',
        acknowledges: 'M1',
        errors: [],
      });
      expect((await send('M2', 'replace', 2)).acknowledgement?.code).toBe('AA');
      expect((await send('M3', 'delete', 2)).acknowledgement?.code).toBe('AA');
      const [first, second] = await bench.command<KeptDocument[]>('pfi/documents', { patient: PATIENT_INS });
      expect(first).toMatchObject({
        state: 'replaced',
        replacedBy: second?.document,
        createdBy: 'M1',
        changedBy: 'M2',
      });
      expect(second).toMatchObject({ state: 'deleted', version: '2', setId: first?.setId, changedBy: 'M3' });
    },
  );

  test('the journal says patient, document and message of each exchange', async () => {
    const bench = await hl7Bench();
    await bench.send(documentBytes({ controlId: 'K1' }));
    const [kept] = await bench.command<KeptDocument[]>('pfi/documents', {});
    expect(bench.mocks.journal.list({ service: 'pfi' })).toMatchObject([
      {
        transaction: 'mdm-t02',
        protocol: 'mllp',
        keys: { message: 'K1', patient: PATIENT_INS, document: kept?.document },
        request: { line: 'MDM^T02^MDM_T02 K1' },
        response: { line: 'MSA|AA|K1' },
      },
    ]);
    expect(bench.mocks.journal.list({ service: 'dpi' })).toMatchObject([
      { initiator: 'bench', keys: { message: 'K1' } },
    ]);
  });

  test('only the last version can be replaced or deleted (900)', async () => {
    const bench = await hl7Bench();
    const send = (controlId: string, act: 'create' | 'replace' | 'delete', version: number) =>
      bench.send(documentBytes({ controlId, seed: 'last', act, version }));
    const outdated = { code: 'AE', errors: [{ code: '207', application: { code: '900' } }] };
    expect((await send('L0', 'delete', 1)).acknowledgement).toMatchObject(outdated);
    await send('L1', 'create', 1);
    await send('L2', 'replace', 2);
    expect((await send('L3', 'delete', 1)).acknowledgement).toMatchObject(outdated);
    expect((await send('L4', 'delete', 2)).acknowledgement?.code).toBe('AA');
    expect((await send('L5', 'replace', 3)).acknowledgement).toMatchObject(outdated);
  });

  test('a message sent again is acknowledged again and changes nothing; a document twice is kept once', async () => {
    const bench = await hl7Bench();
    const bytes = documentBytes({ controlId: 'R1', seed: 'again' });
    await bench.send(bytes);
    expect((await bench.send(bytes)).acknowledgement?.code).toBe('AA');
    expect((await bench.send(documentBytes({ controlId: 'R2', seed: 'again' }))).acknowledgement?.code).toBe('AA');
    expect(await bench.command('pfi/documents', {})).toHaveLength(1);
    const tolerated = bench.mocks.journal.list({ service: 'pfi' }).map((exchange) => exchange.tolerated);
    expect(tolerated).toEqual([
      [],
      ['message envoyé de nouveau, à l’identique'],
      ['document déjà pris en charge, à l’identique'],
    ]);
  });

  test.each([
    ['another version of HL7', (er7: string) => er7.replace('|T|2.6|', '|T|2.3|'), '203', 'MSH^1^12'],
    ['no patient', (er7: string) => er7.replace(/PID\|[^\r]*/, 'PID|||'), '101', 'PID^1^3'],
    ['no document', (er7: string) => er7.replace(/Base64\^[^|\r]*/, 'Base64^'), '101', 'OBX^1^5'],
    [
      'a document that is no CDA',
      (er7: string) => er7.replace(/Base64\^[^|\r]*/, 'Base64^PHJvb3QvPg=='),
      '102',
      'OBX^1^5',
    ],
    ['an order that is not that of the event', (er7: string) => er7.replace('ORC|NW', 'ORC|CA'), '207', 'ORC^1^1'],
  ])('%s is refused with its place', async (_what, spoil, code, location) => {
    const bench = await hl7Bench();
    const bytes = Buffer.from(spoil(documentBytes({ controlId: 'E1' }).toString()));
    expect((await bench.send(bytes)).acknowledgement).toMatchObject({ code: 'AE', errors: [{ code, location }] });
    expect(await bench.command('pfi/documents', {})).toEqual([]);
  });

  test('an incoherent message is rejected with AR when the options say so', async () => {
    const bench = await hl7Bench();
    await bench.command('pfi/set-options', { incoherence: 'AR' });
    const bytes = Buffer.from(documentBytes({ controlId: 'I1' }).toString().replace('ORC|NW', 'ORC|RO'));
    expect((await bench.send(bytes)).acknowledgement?.code).toBe('AR');
  });

  test('a message of another kind is refused (200), another event too (201), both told as unexpected', async () => {
    const bench = await hl7Bench();
    const er7 = documentBytes({ controlId: 'U1' }).toString();
    const codes = [];
    for (const kind of ['ADT^A01^ADT_A01', 'MDM^T01^MDM_T01']) {
      const sent = await bench.send(Buffer.from(er7.replace('MDM^T02^MDM_T02', kind)));
      codes.push(sent.acknowledgement?.errors[0]?.code);
    }
    expect(codes).toEqual(['200', '201']);
    expect(bench.mocks.journal.list({ service: 'pfi' }).map(({ unexpected }) => unexpected)).toEqual([
      'ADT^A01 n’est pas attendu ici',
      'MDM^T01 n’est pas attendu ici',
    ]);
  });

  test.each(['UNICODE UTF-8', '8859/15'])('a message in %s is answered in %s', async (charset) => {
    const bench = await hl7Bench();
    const sent = await bench.send(documentBytes({ controlId: 'C1', charset }));
    expect(sent.acknowledgement?.er7).toContain(`|FRA|${charset}\r`);
  });
});

describe('business acknowledgements', () => {
  test('leave when they are asked for: one of the DMP, one for each address', async () => {
    const bench = await hl7Bench();
    await bench.command('pfi/reach', bench.dpi.mllp);
    await bench.send(documentBytes({ controlId: 'B1', flags: TO_BOTH }));
    expect(await returnsAbout(bench, 'B1', 2)).toMatchObject([
      { kind: 'dmp-reception', acknowledges: 'B1', accepted: true, to: 'DPI' },
      { kind: 'mss-reception', acknowledges: 'B1', accepted: true, party: { address: RECIPIENT } },
    ]);
    const [exchange] = bench.mocks.journal.list({ service: 'pfi', transaction: 'zam-z01' });
    expect(exchange).toMatchObject({ initiator: 'bench', keys: { acknowledges: 'B1', patient: PATIENT_INS } });
  });

  test('do not leave when they are not asked for, nor for a message refused', async () => {
    const bench = await hl7Bench();
    await bench.command('pfi/reach', bench.dpi.mllp);
    await bench.send(documentBytes({ controlId: 'N1', flags: { ...TO_BOTH, ACK_RECEPTION: false } }));
    await bench.send(documentBytes({ controlId: 'N2', act: 'delete', flags: TO_BOTH }));
    await bench.send(documentBytes({ controlId: 'N3', flags: TO_BOTH }));
    expect(await returnsAbout(bench, 'N3', 2)).toHaveLength(2);
    expect(bench.mocks.journal.list({ service: 'dpi', transaction: ['zam-z01', 'zam-z02'] })).toHaveLength(2);
  });

  test('wait until somebody says where the DPI listens', async () => {
    const bench = await hl7Bench();
    await bench.send(documentBytes({ controlId: 'W1', flags: { DESTDMP: true, ACK_RECEPTION: true } }));
    expect(await bench.command('pfi/reach', { ...bench.dpi.mllps, tls: true })).toMatchObject({ released: 1 });
    expect(await returnsAbout(bench, 'W1', 1)).toHaveLength(1);
    expect(bench.mocks.journal.list({ service: 'dpi', transaction: 'zam-z01' })[0]?.tls?.authorized).toBe(true);
  });

  test.each([
    [{ kind: 'refused' }, 'DMPClosed'],
    [{ kind: 'refused', code: 'INS_INCONNU', message: 'Autre motif' }, 'INS_INCONNU'],
  ])('a refusal of the plan: %j', async (fault, code) => {
    const bench = await hl7Bench();
    await bench.command('pfi/reach', bench.dpi.mllp);
    bench.mocks.faults.add({ service: 'pfi', transaction: 'zam-z01', keys: { patient: PATIENT_INS }, times: 1, fault });
    await bench.send(documentBytes({ controlId: 'F1', flags: TO_BOTH }));
    expect(await returnsAbout(bench, 'F1', 2)).toMatchObject([
      { kind: 'dmp-reception', accepted: false, error: code },
      { kind: 'mss-reception', accepted: true },
    ]);
  });

  test('one withheld never leaves; one about another message names a message nobody sent', async () => {
    const bench = await hl7Bench();
    await bench.command('pfi/reach', bench.dpi.mllp);
    bench.mocks.faults.add({ service: 'pfi', transaction: 'zam-z01', times: 1, fault: { kind: 'withheld' } });
    bench.mocks.faults.add({ service: 'pfi', transaction: 'zam-z02', times: 1, fault: { kind: 'wrong-message' } });
    await bench.send(documentBytes({ controlId: 'F2', flags: TO_BOTH }));
    const [sent] = await bench.mocks.journal.waitFor({ service: 'pfi', transaction: 'zam-z02' }, 5_000);
    expect(sent?.fault).toBe('wrong-message');
    expect(sent?.keys['acknowledges']).toMatch(/^BANC/);
    expect(bench.mocks.journal.list({ service: 'pfi', transaction: 'zam-z01' })).toEqual([]);
  });

  test('on command: a reading refused for a recipient, and what the DPI answered', async () => {
    const bench = await hl7Bench();
    await bench.command('pfi/reach', bench.dpi.mllp);
    await bench.command('pfi/set-options', { returns: 'on-command' });
    await bench.send(documentBytes({ controlId: 'O1', flags: TO_BOTH }));
    const wanted = { message: 'O1', kind: 'mss-reading', accepted: false, error: { code: '902', label: 'Inconnu' } };
    const sent = await bench.command<SentHl7>('pfi/return', wanted);
    expect(sent).toMatchObject({ outcome: 'answered', acknowledgement: { code: 'AA', acknowledges: sent.message } });
    expect(await returnsAbout(bench, 'O1', 1)).toMatchObject([
      { kind: 'mss-reading', accepted: false, error: '902', party: { address: RECIPIENT } },
    ]);
  });

  test.each([
    [{ message: 'inconnu', kind: 'dmp-reception' }, 'aucun message de MSH-10 inconnu'],
    [{ message: 'P1', kind: 'mss-reception' }, 'n’a pas de destinataire MSSanté'],
  ])('a return that cannot be: %j', async (wanted, reason) => {
    const bench = await hl7Bench();
    await bench.send(documentBytes({ controlId: 'P1', flags: { DESTDMP: true } }));
    await expect(bench.command('pfi/return', wanted)).rejects.toThrow(reason);
  });
});

describe('what the bench’s PFI sends to the DPI', () => {
  test('a message pushed is answered, or its failure told', async () => {
    const bench = await hl7Bench();
    const bytesBase64 = documentBytes({ controlId: 'H1' }).toString('base64');
    await expect(bench.command('pfi/push', { bytesBase64 })).rejects.toThrow('ne sait pas où le DPI écoute');
    expect(await bench.command('pfi/push', { bytesBase64, to: bench.dpi.mllp })).toMatchObject({
      outcome: 'answered',
      acknowledgement: { code: 'AA', acknowledges: 'H1' },
    });
    bench.mocks.faults.add({
      service: 'dpi',
      transaction: 'mdm-t02',
      times: 1,
      fault: { kind: 'ack-ae', code: '902' },
    });
    expect(await bench.command('pfi/push', { bytesBase64, to: bench.dpi.mllp })).toMatchObject({
      acknowledgement: { code: 'AE', errors: [{ application: { code: '902', label: 'Identifiant patient inconnu' } }] },
    });
    const nobody = { host: '127.0.0.1', port: 1 };
    expect(await bench.command('pfi/push', { bytesBase64, to: nobody })).toMatchObject({ outcome: 'unreachable' });
  });
});
