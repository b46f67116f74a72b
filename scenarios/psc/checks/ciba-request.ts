import type { Exchange } from '../../../mocks/core/exchange.js';
import { type Finding, joinTexts, type Text, text, verify, warn } from '../../harness/index.js';

const DIGITS = {
  id: 'psc.ciba.digits',
  title: text(
    'Les deux chiffres affichés sont ceux envoyés à l’e-CPS',
    'The two digits shown are those sent to the e-CPS',
  ),
  rule: { reference: 'Documentation PSC, CIBA (binding_message)', confidence: 'stated' },
} as const;

const NEW_DIGITS = {
  id: 'psc.ciba.new-digits',
  title: text('Les chiffres changent à chaque demande', 'The digits change with each request'),
  rule: { reference: 'Documentation PSC, CIBA (binding_message)', confidence: 'stated' },
} as const;

const PARAMETERS = {
  id: 'psc.ciba.parameters',
  title: text('La demande CIBA a ce que demande Pro Santé Connect', 'The CIBA request has what Pro Santé Connect asks'),
  rule: { reference: 'Documentation PSC, CIBA (channel, login_hint, scope)', confidence: 'stated' },
} as const;

const ACR = {
  id: 'psc.ciba.acr-values',
  title: text('acr_values=eidas1 dans la demande CIBA', 'acr_values=eidas1 in the CIBA request'),
  rule: { reference: 'Documentation PSC, CIBA', confidence: 'inferred' },
} as const;

/** A CIBA request as the provider received it. */
export interface CibaRequestSeen {
  exchange: Exchange;
  parameters: Readonly<Record<string, string>>;
}

/** Exactly two digits, the same on screen and in the request. */
export function checkDigits(shown: string, request: CibaRequestSeen | undefined): Finding {
  const sent = request?.parameters['binding_message'] ?? '';
  return verify(DIGITS, /^\d{2}$/.test(shown) && shown === sent, {
    expected: text(
      'deux chiffres, les mêmes à l’écran et dans la demande',
      'two digits, the same on screen and in the request',
    ),
    received: text(`écran « ${shown} », binding_message « ${sent} »`, `screen "${shown}", binding_message "${sent}"`),
    ...(request ? { exchange: request.exchange.id, locator: 'binding_message' } : {}),
  });
}

/** Three requests do not all bear the same digits: by chance, once in ten thousand. */
export function checkNewDigits(requests: readonly (CibaRequestSeen | undefined)[]): Finding {
  const sent = requests.map((request) => request?.parameters['binding_message'] ?? '');
  return verify(NEW_DIGITS, new Set(sent).size > 1 || sent.every((digits) => digits === ''), {
    expected: text('des chiffres tirés à chaque demande', 'digits drawn for each request'),
    received: sent.join(', '),
  });
}

/** channel, login_hint of the person, scope with scope_all; acr_values is only told. */
export function checkParameters(request: CibaRequestSeen | undefined, nationalId: string): Finding[] {
  const { channel, login_hint: hint, scope = '', acr_values: acr } = request?.parameters ?? {};
  const problems: Text[] = [
    ...(channel === 'CARD' || channel === 'MOBILE' ? [] : [told('channel', channel)]),
    ...(hint === nationalId ? [] : [told('login_hint', hint)]),
    ...(scope.split(' ').includes('scope_all') ? [] : [told('scope', scope)]),
  ];
  const where = request ? { exchange: request.exchange.id } : {};
  return [
    verify(PARAMETERS, problems.length === 0 && request !== undefined, {
      expected: text(
        `channel CARD ou MOBILE, login_hint ${nationalId}, scope_all`,
        `channel CARD or MOBILE, login_hint ${nationalId}, scope_all`,
      ),
      received: request
        ? joinTexts(problems, ', ', text('tout y est', 'all there'))
        : text('aucune demande reçue', 'no request received'),
      ...where,
    }),
    ...(request === undefined || acr === 'eidas1'
      ? []
      : [warn(ACR, { expected: 'acr_values=eidas1', received: told('acr_values', acr), ...where })]),
  ];
}

function told(name: string, value: string | undefined): Text {
  return value === undefined
    ? text(`${name} absent`, `no ${name}`)
    : text(`${name} « ${value} »`, `${name} "${value}"`);
}
