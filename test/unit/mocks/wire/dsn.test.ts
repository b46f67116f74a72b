import { describe, expect, test } from 'vitest';
import { buildDsn, readDsn } from '../../../../mocks/wire/dsn.js';
import { readMail } from '../../../../mocks/wire/mail-read.js';
import { delivered } from './mail-fixtures.js';
import { becauseOfMssante, mssanteSample, NO_MSSANTE_SAMPLES } from './mssante-samples.js';

const RECIPIENTS = [
  {
    originalRecipient: 'absent@ch-deux.mssante.fr',
    finalRecipient: 'absent@ch-deux.mssante.fr',
    action: 'failed',
    status: '5.1.1',
    diagnosticCode: 'smtp; 550 5.1.1 unknown mailbox',
  },
  { finalRecipient: 'present@ch-deux.mssante.fr', action: 'delivered', status: '2.0.0' },
] as const;

describe('a DSN built is read back', () => {
  test.each([true, false])(
    'every recipient with its outcome, the mail it is about; whole message returned: %s',
    async (full) => {
      const original = await delivered();
      const date = new Date('2026-02-03T08:16:00Z');
      const raw = await buildDsn({
        original,
        reportingMta: 'smtp.mssante.fr',
        to: 'pfi@ch-un.mssante.fr',
        recipients: RECIPIENTS,
        originalEnvelopeId: 'ENV-1',
        arrivalDate: date,
        full,
      });
      const mail = await readMail(raw);
      expect(mail.oddities).toEqual([]);
      expect(readDsn(mail)).toMatchObject({
        reportingMta: 'smtp.mssante.fr',
        originalEnvelopeId: 'ENV-1',
        arrivalDate: 'Tue, 03 Feb 2026 08:16:00 +0000',
        recipients: RECIPIENTS,
        originalMessageId: '<1@ch-un.mssante.fr>',
      });
      expect(raw.includes('PK')).toBe(false);
      expect(mail.attachments.some(({ content }) => content.equals(original))).toBe(full);
    },
  );

  test('an ordinary mail is no DSN', async () => {
    expect(readDsn(await readMail(await delivered()))).toBeUndefined();
  });
});

describe.skipIf(NO_MSSANTE_SAMPLES)(becauseOfMssante('the sample DSNs'), () => {
  test.each([
    ['20-dsn-success', 'delivered', '2.0.0'],
    ['21-dsn-failure', 'failed', '5.1.1'],
  ])('%s', async (name, action, status) => {
    const dsn = readDsn(await readMail(mssanteSample(`${name}.eml`)));
    expect(dsn?.recipients).toMatchObject([{ action, status }]);
    expect(dsn?.originalMessageId).toMatch(/^<.*@cha\.mssante\.fr>$/);
  });
});
