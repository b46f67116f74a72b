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

type Asking = Pick<ScenarioContext, 'settings' | 'act'>;

/**
 * Where the product under test listens for HL7 v2: `settings.hl7` (`{ host, port, tls }`) of banc.config.ts when it is
 * given, else what its screen shows. Works for a DPI and for a PFI.
 * @throws BancError BANC_CONFIG_INVALID when `settings.hl7` is not of that shape; BANC_OBSERVATION_INVALID when the
 * product says that it has no HL7 v2 link.
 */
export async function hl7Address(t: Asking): Promise<Hl7Address> {
  const found = await hl7AddressIfAny(t);
  if (found) return found;
  throw new BancError(
    'BANC_OBSERVATION_INVALID',
    'Le logiciel dit n’avoir aucune liaison HL7 v2 : la suite du scénario n’a pas d’objet.',
  );
}

/** The same address; undefined when the product says that it has no HL7 v2 link. */
export async function hl7AddressIfAny(t: Asking): Promise<Hl7Address | undefined> {
  const { hl7 } = t.settings;
  if (hl7 === undefined) {
    const { offered, ...shown } = await t.act(openHl7Interface, {});
    return offered ? shown : undefined;
  }
  const read = address.safeParse(hl7);
  if (read.success) return read.data;
  throw new BancError('BANC_CONFIG_INVALID', `settings.hl7 :\n${z.prettifyError(read.error)}`);
}
