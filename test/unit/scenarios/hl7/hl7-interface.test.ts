import { describe, expect, test } from 'vitest';
import { hl7Address } from '../../../../scenarios/hl7/hl7-interface.js';
import type { ScenarioContext } from '../../../../scenarios/index.js';

/** A product whose screen shows this address. */
const shown: ScenarioContext['act'] = (action) =>
  Promise.resolve(action.observation.parse({ host: 'mon-dpi', port: 2575, tls: true }));

describe('where a product listens for HL7 v2', () => {
  test('is what its configuration says, without asking', async () => {
    const act: ScenarioContext['act'] = () => Promise.reject(new Error('asked'));
    const settings = { hl7: { host: '10.0.0.5', port: 2575 } };
    expect(await hl7Address({ settings, act })).toEqual({ host: '10.0.0.5', port: 2575, tls: false });
  });

  test('is what its screen shows otherwise', async () => {
    expect(await hl7Address({ settings: {}, act: shown })).toEqual({ host: 'mon-dpi', port: 2575, tls: true });
  });

  test('a configuration that is not an address is told with its field', async () => {
    const wrong = { settings: { hl7: { host: 'mon-dpi', port: 'deux' } }, act: shown };
    await expect(hl7Address(wrong)).rejects.toMatchObject({
      code: 'BANC_CONFIG_INVALID',
      message: expect.stringContaining('port') as string,
    });
  });
});
