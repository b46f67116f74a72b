import { describe, expect, test } from 'vitest';
import { xdmArchiveOf } from '../../../../mocks/wire/xdm-from-cda.js';
import { xdmFile } from '../../../../scenarios/mssante/captured-xdm.js';
import { LETTER, LETTER_V2, letterChanged } from '../../mocks/wire/xdm-fixtures.js';
import { troubles } from './xdm-findings.js';

describe('banc check on an IHE_XDM.ZIP', () => {
  test('recognises a ZIP by its content, whatever its name', async () => {
    const bytes = await xdmArchiveOf({ documents: [{ cda: LETTER }] });
    expect(xdmFile.recognises(bytes, 'x.bin')).toBe(true);
    expect(xdmFile.recognises(LETTER, 'IHE_XDM.ZIP')).toBe(false);
    expect(xdmFile.recognises(Buffer.alloc(0), 'IHE_XDM.ZIP')).toBe(false);
  });

  test('judges it as sent', async () => {
    const right = await xdmFile.judge(await xdmArchiveOf({ documents: [{ cda: LETTER_V2 }] }), { settings: {} });
    expect(right).toHaveLength(7);
    expect(troubles(right)).toEqual({});
    const wrong = await letterChanged((files) => files.filter(({ path }) => path !== 'README.TXT'));
    expect(Object.keys(troubles(await xdmFile.judge(wrong, { settings: {} })))).toEqual(['mss.xdm.layout']);
  });

  test('says why it cannot be read', async () => {
    await expect(xdmFile.judge(Buffer.from('PK\x03\x04'), { settings: {} })).rejects.toMatchObject({
      code: 'BANC_XDM',
    });
  });

  test('says what is wrong with a CI-SIS folder that is not one', async () => {
    const bytes = await xdmArchiveOf({ documents: [{ cda: LETTER }] });
    const judged = xdmFile.judge(bytes, { settings: {}, ciSis: import.meta.dirname });
    await expect(judged).rejects.toMatchObject({ code: 'BANC_CONFIG_INVALID' });
  });
});
