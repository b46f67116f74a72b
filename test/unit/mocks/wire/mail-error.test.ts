import { describe, expect, test } from 'vitest';
import { errorCodeIn, isKnownErrorCode } from '../../../../mocks/wire/integration-error-codes.js';
import { buildIntegrationErrorMail, readIntegrationErrorMail } from '../../../../mocks/wire/integration-error-mail.js';
import { readMail } from '../../../../mocks/wire/mail-read.js';
import { buildMdn } from '../../../../mocks/wire/mdn.js';
import { changed, delivered } from './mail-fixtures.js';
import { becauseOfMssante, mssanteSample, NO_MSSANTE_SAMPLES } from './mssante-samples.js';

const DRAFT = {
  from: 'pfi@ch-deux.mssante.fr',
  to: ['erreurs@ch-deux.mssante.fr'],
  code: '904',
  label: 'INS différente',
};

describe('an integration error mail', () => {
  test.each([
    [false, 'ko'],
    [true, 'older'],
  ] as const)('is read back, with either published subject', async (olderSubject, subjectForm) => {
    const original = await delivered();
    const raw = await buildIntegrationErrorMail({ ...DRAFT, original, olderSubject });
    const mail = await readMail(raw);
    expect(mail.oddities).toEqual([]);
    const error = readIntegrationErrorMail(mail);
    expect(error).toMatchObject({ shape: 'standard', subjectForm, code: '904', codeFrom: 'subject' });
    expect(error?.original?.equals(original)).toBe(true);
    expect(error?.copies.map(({ contentType }) => contentType)).toEqual(['application/zip', 'application/pdf']);
  });

  test('may leave ZIP and PDF inside the original', async () => {
    const raw = await buildIntegrationErrorMail({ ...DRAFT, original: await delivered(), withoutCopies: true });
    expect(readIntegrationErrorMail(await readMail(raw))?.copies).toEqual([]);
  });

  test('may say its code in the text alone', async () => {
    const raw = changed(await buildIntegrationErrorMail({ ...DRAFT, original: await delivered() }), (text) =>
      text.replace(/^Subject: [^]*?\r\n(?! )/m, 'Subject: Document non integre\r\n'),
    );
    expect(readIntegrationErrorMail(await readMail(raw))).toMatchObject({
      subjectForm: 'none',
      code: '904',
      codeFrom: 'text',
    });
  });

  test('may be made like an MDN', async () => {
    const failure = { code: '904', label: 'INS différente', variant: 'V3' } as const;
    const raw = await buildMdn({ original: await delivered(), from: 'a@b', to: 'erreurs@ch-deux.mssante.fr', failure });
    expect(readIntegrationErrorMail(await readMail(raw))).toMatchObject({
      shape: 'mdn',
      code: '904',
      codeFrom: 'report',
    });
  });

  test('is neither a document mail nor an MDN of success', async () => {
    expect(readIntegrationErrorMail(await readMail(await delivered()))).toBeUndefined();
    const success = await buildMdn({ original: await delivered(), from: 'a@b' });
    expect(readIntegrationErrorMail(await readMail(success))).toBeUndefined();
  });
});

describe('error codes', () => {
  test.each([
    ['902^Identifiant patient inconnu^x', '902', 'Identifiant patient inconnu'],
    ['Code d’erreur : 903', '903', undefined],
    ['(code 207)', '207', undefined],
    ['le 12/05/1984 à 10:10, 150.2 ms', undefined, undefined],
    ['1.2.250.1.213', undefined, undefined],
    ['2902', undefined, undefined],
  ])('in « %s »', (words, code, label) => {
    expect(errorCodeIn(words)).toEqual(code === undefined ? undefined : { code, label });
  });

  test('of both tables are known', () => {
    expect(['900', '906', '207'].every(isKnownErrorCode)).toBe(true);
    expect(isKnownErrorCode('907')).toBe(false);
  });
});

test.skipIf(NO_MSSANTE_SAMPLES)(becauseOfMssante('the sample error mail'), async () => {
  const error = readIntegrationErrorMail(await readMail(mssanteSample('13-error-mail-local-bal.eml')));
  expect(error).toMatchObject({ shape: 'standard', subjectForm: 'ko', code: '902' });
});
