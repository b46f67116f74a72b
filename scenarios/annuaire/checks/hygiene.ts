import type { Exchange } from '../../../mocks/core/exchange.js';
import { type CheckDeclaration, type Finding, type Text, text, warn } from '../../harness/index.js';

/** Calls the service allows in one second (annuaire.md §1). */
const CALLS_A_SECOND = 17;
/** Page size the ANS advises not to pass (annuaire.md §12, issue 372). */
const ADVISED_PAGE = 200;

const HYGIENE: CheckDeclaration = {
  id: 'annuaire.hygiene',
  title: text(
    'Usage du service FHIR de l’Annuaire Santé (conseils de sa documentation)',
    'Use of the FHIR service of the Annuaire Santé (advice of its documentation)',
  ),
  rule: { reference: 'Documentation de l’API Annuaire Santé en libre accès', confidence: 'stated' },
};

/**
 * Remarks about how the service was called: never a verdict, a product may search a copy (annuaire.md §10). Nothing is
 * said when all is well. Calls that were answered by a fault of the bench count like the others.
 */
export function remarkHygiene(exchanges: readonly Exchange[]): Finding[] {
  const calls = exchanges.filter(({ request }) => request.line !== '');
  return [
    ...keyRemarks(calls),
    ...paceRemarks(calls),
    ...parameterRemarks(calls),
    ...pageRemarks(calls),
    ...retryRemarks(calls),
  ];
}

function keyRemarks(calls: readonly Exchange[]): Finding[] {
  const inUrl = calls.find(({ request }) => /[?&][^=&]*api-?key[^=&]*=/i.test(request.line));
  return inUrl
    ? [
        remark(
          inUrl,
          text('la clé dans l’en-tête ESANTE-API-KEY', 'the key in header ESANTE-API-KEY'),
          text(
            'la clé est dans l’adresse, que journaux et intermédiaires gardent',
            'the key is in the address, which logs and proxies keep',
          ),
        ),
      ]
    : [];
}

function paceRemarks(calls: readonly Exchange[]): Finding[] {
  const times = calls.map(({ startedAt }) => Date.parse(startedAt));
  const busiest = calls.find((_call, index) => {
    const last = times[index + CALLS_A_SECOND];
    return last !== undefined && last - (times[index] ?? 0) < 1_000;
  });
  return busiest
    ? [
        remark(
          busiest,
          text(`${CALLS_A_SECOND} appels par seconde au plus`, `at most ${CALLS_A_SECOND} calls a second`),
          text('plus d’appels en une seconde', 'more calls in one second'),
        ),
      ]
    : [];
}

function parameterRemarks(calls: readonly Exchange[]): Finding[] {
  return calls.flatMap((call) => {
    const unsupported = ['_sort', '_summary', '_has'].find((name) =>
      new RegExp(`[?&]${name}[=:]`).test(call.request.line),
    );
    const bare = call.request.line.includes('|');
    return [
      ...(unsupported === undefined
        ? []
        : [
            remark(
              call,
              text('des paramètres que le service connaît', 'parameters the service knows'),
              text(`${unsupported}, qu’il refuse`, `${unsupported}, which it refuses`),
            ),
          ]),
      ...(bare ? [remark(call, '%7C', '|')] : []),
    ];
  });
}

function pageRemarks(calls: readonly Exchange[]): Finding[] {
  const large = calls.find(({ request }) => Number(/[?&]_count=(\d+)/.exec(request.line)?.[1] ?? 0) > ADVISED_PAGE);
  return large
    ? [
        remark(
          large,
          text(`des pages de ${ADVISED_PAGE} au plus`, `pages of ${ADVISED_PAGE} at most`),
          /_count=\d+/.exec(large.request.line)?.[0] ?? '',
        ),
      ]
    : [];
}

/** The same call again, at once, after a 429: no pause was made. */
function retryRemarks(calls: readonly Exchange[]): Finding[] {
  const hasty = calls.find(({ request, response, finishedAt }, index) => {
    const next = calls.slice(index + 1).find((other) => other.request.line === request.line);
    return response?.status === 429 && next && Date.parse(next.startedAt) - Date.parse(finishedAt) < 100;
  });
  return hasty
    ? [
        remark(
          hasty,
          text('une pause avant de redemander', 'a pause before asking again'),
          text('la même demande repart aussitôt après un 429', 'the same request leaves again at once after a 429'),
        ),
      ]
    : [];
}

function remark(call: Exchange, expected: Text | string, received: Text | string): Finding {
  return warn(HYGIENE, { expected, received, locator: call.request.line, exchange: call.id });
}
