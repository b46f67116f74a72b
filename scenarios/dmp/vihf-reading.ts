import type { Exchange } from '../../mocks/core/exchange.js';
import { readMtom } from '../../mocks/wire/mtom.js';
import { readEnvelope } from '../../mocks/wire/soap.js';
import { readVihf, type Vihf } from '../../mocks/wire/vihf.js';
import type { ScenarioContext } from '../harness/index.js';

/** The VIHF of a request, read in its raw bytes and not in what the mock understood; undefined when there is none. */
export async function vihfOf(t: ScenarioContext, exchange: Exchange): Promise<Vihf | undefined> {
  const body = await t.body(exchange, 'request');
  const contentType = exchange.request.body?.contentType ?? '';
  const soap = contentType.startsWith('multipart/') ? (await readMtom(contentType, body)).root : body;
  const { assertion } = readEnvelope(soap);
  return assertion ? readVihf(assertion) : undefined;
}
