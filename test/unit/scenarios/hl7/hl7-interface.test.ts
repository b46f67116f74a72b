import { describe, expect, test } from 'vitest';
import { openHl7Interface } from '../../../../scenarios/hl7/actions/interface.js';
import { hl7Address, hl7AddressIfAny } from '../../../../scenarios/hl7/hl7-interface.js';
import type { ScenarioContext } from '../../../../scenarios/index.js';

/** A product whose screen shows this address. */
const shown: ScenarioContext['act'] = (action) =>
  Promise.resolve(action.observation.parse({ offered: true, host: 'mon-dpi', port: 2575, tls: true }));
/** A product whose screen says that it has no HL7 v2 link. */
const none: ScenarioContext['act'] = (action) =>
  Promise.resolve(action.observation.parse({ offered: false, host: '', port: 0, tls: false }));

describe('where a product listens for HL7 v2', () => {
  test('is what its configuration says, without asking', async () => {
    const act: ScenarioContext['act'] = () => Promise.reject(new Error('asked'));
    const settings = { hl7: { host: '10.0.0.5', port: 2575 } };
    expect(await hl7Address({ settings, act })).toEqual({ host: '10.0.0.5', port: 2575, tls: false });
  });

  test('is what its screen shows otherwise', async () => {
    expect(await hl7Address({ settings: {}, act: shown })).toEqual({ host: 'mon-dpi', port: 2575, tls: true });
  });

  test('is nowhere when its screen says that it has no link, and a scenario that needs one stops there', async () => {
    expect(await hl7AddressIfAny({ settings: {}, act: none })).toBeUndefined();
    await expect(hl7Address({ settings: {}, act: none })).rejects.toMatchObject({ code: 'BANC_OBSERVATION_INVALID' });
  });

  test('an empty address is no way of saying that there is no link', () => {
    const said = { offered: true, host: '', port: 0, tls: false };
    expect(openHl7Interface.observation.safeParse(said).success).toBe(false);
  });

  test('a configuration that is not an address is told with its field', async () => {
    const wrong = { settings: { hl7: { host: 'mon-dpi', port: 'deux' } }, act: shown };
    await expect(hl7Address(wrong)).rejects.toMatchObject({
      code: 'BANC_CONFIG_INVALID',
      message: expect.stringContaining('port') as string,
    });
  });
});
