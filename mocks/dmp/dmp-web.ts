import { type HttpAnswer, plainRefusal, type ReceivedRequest } from '../core/http-message.js';
import { buildDmpParameters, type DmpParameters } from './dmp-parameters.js';
import { answerWebPs, WEB_PS_PATH } from './td0-9-web-ps.js';

/** Path of the published parameters (dmp.md §3). */
export const PARAMETERS_PATH = '/web/dmp/documents/param-lps';

/**
 * The pages of the DMP a browser or a software reads without a client certificate: the Web-PS (TD0.9) and the published
 * parameters. Anything else is refused and told as unexpected.
 */
export function handleDmpWeb(request: ReceivedRequest, parameters: DmpParameters): HttpAnswer {
  const { method, path } = request;
  if (path === WEB_PS_PATH || path.startsWith(`${WEB_PS_PATH}/`)) return answerWebPs(request);
  if (path !== PARAMETERS_PATH) return plainRefusal(404, `Adresse inconnue du site du DMP : ${path}`);
  if (method !== 'GET') return plainRefusal(405, `Méthode ${method} refusée : les paramètres du DMP se lisent par GET`);
  return {
    status: 200,
    headers: [['Content-Type', 'application/xml; charset=UTF-8']],
    body: buildDmpParameters(parameters),
    exchange: { transaction: 'param-lps', keys: {}, summary: 'Paramètres du DMP lus (param-lps)' },
  };
}
