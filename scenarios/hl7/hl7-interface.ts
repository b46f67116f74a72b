import { z } from 'zod';
import { BancError } from '../../mocks/wire/errors.js';
import type { ScenarioContext } from '../harness/index.js';
import { openHl7Interface } from './actions/interface.js';

const address = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  tls: z.boolean().default(false),
});
/** Where a product listens for HL7 v2 over MLLP: what the commands `send`, `push` and `reach` of the mocks take. */
export type Hl7Address = z.infer<typeof address>;

/**
 * Where the product under test listens for HL7 v2: `settings.hl7` (`{ host, port, tls }`) of banc.config.ts when it is
 * given, else what its screen shows. Works for a DPI and for a PFI.
 * @throws BancError BANC_CONFIG_INVALID when `settings.hl7` is not of that shape.
 */
export async function hl7Address(t: Pick<ScenarioContext, 'settings' | 'act'>): Promise<Hl7Address> {
  const { hl7 } = t.settings;
  if (hl7 === undefined) return t.act(openHl7Interface, {});
  const read = address.safeParse(hl7);
  if (read.success) return read.data;
  throw new BancError('BANC_CONFIG_INVALID', `settings.hl7 :\n${z.prettifyError(read.error)}`);
}
