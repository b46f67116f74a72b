import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { decodeEr7, encodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import { formatEr7, parseEr7, segmentOf, unescapeEr7, valueOf } from '../../../../mocks/wire/er7.js';
import { readCdaDocument } from '../../../../mocks/wire/cda-document.js';
import { readAdmission } from '../../../../mocks/wire/hl7-admission.js';
import { readDocumentMessage } from '../../../../mocks/wire/hl7-document-message.js';
import { readLpsMessage } from '../../../../mocks/wire/hl7-lps-message.js';
import { becauseOfHl7, HL7_SAMPLES, hl7Sample, NO_HL7_SAMPLES } from './hl7v2-samples.js';

interface TheirMessage {
  get(path: string): { toString(): string };
  toString(): string;
}
const { Message } = createRequire(import.meta.url)('node-hl7-client') as {
  Message: new (options: { text: string }) => TheirMessage;
};

/** First sub-component, unescaped, at a path with its component. */
function theirValue(message: TheirMessage, path: string): string {
  return unescapeEr7(message.get(path).toString().split('&')[0] ?? '');
}

describe.skipIf(NO_HL7_SAMPLES !== undefined)(becauseOfHl7('official HL7 v2 messages'), () => {
  test.each(HL7_SAMPLES)('%s comes back byte for byte', (name) => {
    const bytes = hl7Sample(name);
    const { text } = decodeEr7(bytes);
    expect(formatEr7(parseEr7(text)) === text).toBe(true);
    expect(encodeEr7(text).equals(bytes)).toBe(true);
  });

  // The other implementation knows CR only, and reaches the first segment of a name.
  test.each(HL7_SAMPLES)('%s is read as node-hl7-client reads it', (name) => {
    const text = decodeEr7(hl7Sample(name))
      .text.trim()
      .replaceAll(/[\r\n]+/g, '\r');
    const message = parseEr7(text);
    const theirs = new Message({ text });
    expect(theirs.toString() === text).toBe(true);
    for (const segment of message.segments) {
      if (segmentOf(message, segment.name) !== segment) continue;
      const paths = segment.fields.flatMap((raw, field) =>
        raw === '' || field < (segment.name === 'MSH' ? 3 : 1) ? [] : ['1', '2', '3'].map((part) => `${field}.${part}`),
      );
      const read = (value: (path: string) => string) => paths.map((path) => `${segment.name}-${path} ${value(path)}`);
      expect(read((path) => valueOf(segment, path))).toEqual(
        read((path) => theirValue(theirs, `${segment.name}.${path}`)),
      );
    }
  });

  test('the MDM of an imaging report: type, sender, CDA', () => {
    const read = readDocumentMessage(parseEr7(hl7Sample('V2.1', 'MDM', 'INIT_N1_Base64').toString()));
    expect(read).toMatchObject({
      form: 'MDM',
      act: 'create',
      type: { code: '18748-4', scheme: 'LN' },
      sender: { organization: { type: 'FINEG', id: '300017985' } },
      recipients: [{ address: 'adam.hoda@test-ci-sis.mssante.fr' }],
      flags: { DESTDMP: true, DESTMSSANTEPS: true, CONNEXION_SECRETE: true, ACK_RECEPTION: false },
    });
    expect(readCdaDocument(read.cda).id?.root).toBe(read.documentId?.root);
  });

  test('the ORU of a laboratory: three recipients, body of the mail, address for answers', () => {
    const read = readDocumentMessage(parseEr7(hl7Sample('ORU', 'INIT_N3_SEGUR').toString()));
    expect(read.recipients.map(({ person }) => person?.type)).toEqual(['IDNPS', 'INS']);
    // The sample puts this OID one place too early.
    expect(read.recipients[1]?.person?.oid).toBe('1.2.250.1.213.1.4.10');
    expect(read.replyTo?.address).toBe('adam.hoda@test-ci-sis.mssante.fr');
    expect(read.professionalMail).toMatch(/^Cher confrère, vous trouverez/);
  });

  test('the LPS message: mail and four metadata', () => {
    const read = readLpsMessage(parseEr7(hl7Sample('V1.1', 'INIT_N1.er7').toString()));
    expect(read.mail).toMatchObject({ messageId: '1', body: 'Corps du courriel' });
    expect(Object.keys(read.flags)).toHaveLength(4);
    expect(read.recipients[0]?.organization).toMatchObject({ type: 'UF', oid: '120456789', id: '3435' });
  });

  test('the admission and the discharge: consent, movement read by position', () => {
    const admission = readAdmission(parseEr7(hl7Sample('SGL__admission').toString()));
    expect(admission).toMatchObject({
      event: 'A01',
      consent: { feeding: 'INO', consultation: 'IC' },
      movement: { action: 'INSERT', medicalUnit: '6268', nature: 'HMS' },
      patient: { reliability: ['VALI'] },
    });
    // Its ZBE is one field too far.
    expect(readAdmission(parseEr7(hl7Sample('SGL__sortie').toString())).movement).toMatchObject({
      action: '',
      nature: '',
    });
  });
});
