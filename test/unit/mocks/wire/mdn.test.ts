import { describe, expect, test } from 'vitest';
import { buildMdn, type MdnDraft, readMdn, type Mdn } from '../../../../mocks/wire/mdn.js';
import { readMail } from '../../../../mocks/wire/mail-read.js';
import { changed, delivered } from './mail-fixtures.js';
import { becauseOfMssante, mssanteSample, NO_MSSANTE_SAMPLES } from './mssante-samples.js';

const FAILURE = { code: '902', label: 'Identifiant patient inconnu' };

/** An MDN in answer to the mail of the fixtures, and its reading. */
async function answer(
  changes: Partial<MdnDraft> = {},
  change: (text: string) => string = (text) => text,
): Promise<Mdn> {
  const raw = await buildMdn({
    original: await delivered(),
    from: 'dossier@ch-deux.mssante.fr',
    boundary: 'm',
    ...changes,
  });
  const mdn = readMdn(await readMail(changed(raw, change)));
  if (!mdn) throw new Error('not an MDN');
  return mdn;
}

describe('an MDN built is read back', () => {
  test('success: what was treated, by whom, and the whole message', async () => {
    const original = await delivered();
    const mdn = await answer({ original, reportingUa: 'pfi; Essai 1' });
    expect(mdn).toMatchObject({
      reportTyped: true,
      failed: false,
      variant: undefined,
      code: undefined,
      reportingUa: 'pfi; Essai 1',
      originalRecipient: 'dossier@ch-deux.mssante.fr',
      finalRecipient: 'dossier@ch-deux.mssante.fr',
      originalMessageId: '<1@ch-un.mssante.fr>',
      disposition: { action: 'automatic-action', sending: 'MDN-sent-automatically', type: 'processed', modifier: '' },
    });
    expect(mdn.original?.equals(original)).toBe(true);
  });

  test.each(['V1', 'V2', 'V3'] as const)('failure in form %s: its form, code and label', async (variant) => {
    const mdn = await answer({ failure: { ...FAILURE, variant } });
    expect(mdn).toMatchObject({ failed: true, variant, code: '902', label: 'Identifiant patient inconnu' });
    expect(mdn.copies.map(({ filename }) => filename)).toHaveLength(variant === 'V1' ? 2 : 0);
  });

  test('a label of several lines stays one field', async () => {
    const label = 'Autre erreur\r\nFinal-Recipient: rfc822;ailleurs@x.mssante.fr\r\n\r\nX: 1';
    const mdn = await answer({ failure: { code: '906', label, variant: 'V3' } });
    expect(mdn.fields.map(({ name }) => name).filter((name) => name === 'final-recipient' || name === 'x')).toEqual([
      'final-recipient',
    ]);
    expect(mdn).toMatchObject({ failed: true, code: '906', finalRecipient: 'dossier@ch-deux.mssante.fr' });
  });

  test('goes to the address asked, with its subject', async () => {
    const raw = await buildMdn({
      original: await delivered(),
      from: 'd@x.mssante.fr',
      failure: { ...FAILURE, variant: 'V3' },
    });
    const read = await readMail(raw);
    expect(read.to[0]?.address).toBe('pfi@ch-un.mssante.fr');
    expect(read.subject).toMatch(/^\[KO Intégration système !\]\[902\] XDM\/1\.0\/DDM\+/);
    expect(read.oddities).toEqual([]);
  });

  test('is not built for a mail that asks for none', async () => {
    const raw = changed(await delivered(), (text) => text.replace('Disposition-Notification-To', 'X-Autre'));
    await expect(buildMdn({ original: raw, from: 'd@x' })).rejects.toMatchObject({ code: 'BANC_MESSAGE_INVALID' });
  });
});

describe('the forms in circulation are understood', () => {
  const disposition = (value: string) => (text: string) => text.replace(/Disposition: .*/, `Disposition:${value}`);

  test.each<[string, string, string]>([
    [
      'the tail of the published example',
      'automatic-action/MDN-sent-automatically; processed/Error: 904^Autre^messageErrorCondition| E^Error^errorSeverity',
      '904',
    ],
    ['no space, capitals', 'AUTOMATIC-ACTION/mdn-sent-AUTOMATICALLY;PROCESSED/ERROR:903^Rien', '903'],
    ['spaces everywhere', ' automatic-action / MDN-sent-automatically ; processed / Error : 900^Version', '900'],
  ])('%s', async (_name, value, code) => {
    const mdn = await answer({ failure: { ...FAILURE, variant: 'V1' } }, disposition(value));
    expect(mdn).toMatchObject({ failed: true, code, codeFrom: 'disposition' });
  });

  test('the code is found in the subject, then in the text, when the report has none', async () => {
    const bare = disposition(' automatic-action/MDN-sent-automatically; processed/error');
    const inSubject = await answer({ failure: { ...FAILURE, variant: 'V1' } }, bare);
    expect(inSubject).toMatchObject({ code: '902', codeFrom: 'subject', variant: 'other' });
    const inText = await answer({ failure: { ...FAILURE, variant: 'V1' } }, (text) =>
      bare(text).replace(/Subject: [^]*?\r\n(?! )/, 'Subject: Echec\r\n'),
    );
    expect(inText).toMatchObject({ code: '902', codeFrom: 'text' });
  });

  test('a field Failure is a failure', async () => {
    const mdn = await answer({}, (text) => text.replace(/(Disposition: .*\r\n)/, '$1Failure: 906^Autre erreur\r\n'));
    expect(mdn).toMatchObject({ failed: true, variant: 'other', code: '906', label: 'Autre erreur' });
  });

  test('the published example: long dashes for delimiters, a misspelled encoding, no header on the first part', async () => {
    const broken = (text: string): string =>
      text
        .replaceAll(/(\r\n--_banc-m-Part_1)\r\n/g, '$1\xe2\x80\x94\r\n')
        .replace(/Content-Type: text\/plain.*\r\nContent-Transfer-Encoding.*\r\n/, '')
        .replace('Content-Transfer-Encoding: 8bit', 'Content-Transfert-Encoding: 8bit');
    const mdn = await answer({ failure: { ...FAILURE, variant: 'V1' } }, broken);
    expect(mdn).toMatchObject({ failed: true, code: '902', originalMessageId: '<1@ch-un.mssante.fr>', variant: 'V1' });
    expect(mdn.original).toBeDefined();
  });

  test('a report sent in base64 under a misspelled encoding', async () => {
    const mdn = await answer({}, (text) =>
      text.replace(
        /(disposition-notification)\r\nContent-Transfer-Encoding: 8bit\r\n\r\n([^]*?)\r\n\r\n--/,
        (_all, type: string, fields: string) =>
          `${type}\r\nContent-Transfert-Encoding: base64\r\n\r\n${Buffer.from(fields).toString('base64')}\r\n\r\n--`,
      ),
    );
    expect(mdn).toMatchObject({ failed: false, finalRecipient: 'dossier@ch-deux.mssante.fr' });
  });

  test('an ordinary mail is no MDN', async () => {
    expect(readMdn(await readMail(await delivered()))).toBeUndefined();
  });
});

describe.skipIf(NO_MSSANTE_SAMPLES)(becauseOfMssante('the sample MDNs'), () => {
  test.each([
    ['10-mdn-success', undefined, undefined],
    ['11-mdn-failure-v1.1.2', 'V1', '902'],
    ['12-mdn-failure-rfc8098', 'V3', '902'],
    ['14-mdn-failure-draft', 'V2', '902'],
  ])('%s', async (name, variant, code) => {
    const mdn = readMdn(await readMail(mssanteSample(`${name}.eml`)));
    expect(mdn).toMatchObject({ variant, code, failed: code !== undefined, reportTyped: true });
  });
});
