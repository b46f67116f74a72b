import { check, exchange, proof, report, requirement, scenario } from './report-parts.js';
import type { Sample } from './sample-report.js';

/** Markup, script, control and direction characters, half a surrogate pair, the end of CDATA. */
export const HOSTILE =
  '</pre></style><script>alert(1)</script><img src=x onerror=alert(1)>"\'&lt;]]>\u0000\u001b[31m\u202E\uD800 {{x}}';

/** A report in which everything a product, a network or a changed file may bring is hostile. */
export function hostileReport(): Sample {
  const bad = check(HOSTILE, HOSTILE, 'fail', {
    message: HOSTILE,
    expected: HOSTILE,
    received: HOSTILE,
    locator: HOSTILE,
    exchange: HOSTILE,
    source: { reference: HOSTILE, confidence: 'stated' },
  });
  const evidence = [
    '../../../etc/passwd',
    '/etc/passwd',
    'javascript:alert(1)',
    'C:\\secret',
    `evidence/${HOSTILE}`,
  ].map((path) => ({
    kind: 'screenshot' as const,
    title: HOSTILE,
    path,
    mediaType: 'image/png',
    at: HOSTILE,
    declaredBy: 'adapter' as const,
  }));
  const step = {
    title: HOSTILE,
    verdict: 'fail' as const,
    startedAt: HOSTILE,
    durationMs: 1,
    exchanges: [HOSTILE],
    error: HOSTILE,
    actions: [
      {
        name: HOSTILE,
        title: HOSTILE,
        input: HOSTILE,
        observed: JSON.stringify({ [HOSTILE]: [HOSTILE, { __proto__: HOSTILE }] }),
        drivenBy: 'operator' as const,
        startedAt: HOSTILE,
        finishedAt: HOSTILE,
      },
    ],
  };
  const message = {
    line: HOSTILE,
    headers: [[HOSTILE, HOSTILE] as [string, string]],
    decoded: HOSTILE,
    bodyPath: '../../etc/passwd',
  };
  const requirements = [
    requirement(HOSTILE, HOSTILE, [
      scenario(HOSTILE, HOSTILE, [proof(HOSTILE, [bad], evidence, [HOSTILE])], {
        steps: [step],
        error: HOSTILE,
        precondition: HOSTILE,
      }),
    ]),
  ];
  const exchanges = [
    exchange(1, 0, {
      id: HOSTILE,
      scenario: HOSTILE,
      summary: HOSTILE,
      service: HOSTILE,
      request: message,
      response: message,
      unexpected: HOSTILE,
      tolerated: [HOSTILE],
      masked: [HOSTILE],
      tls: HOSTILE,
    }),
  ];
  const run = { id: HOSTILE, adapter: HOSTILE, defects: [HOSTILE], errors: [HOSTILE], selection: [HOSTILE] };
  const whole = report('fr', requirements, exchanges, run);
  return {
    report: { ...whole, sut: { ...whole.sut, product: HOSTILE, vendor: HOSTILE, version: HOSTILE } },
    files: new Map(),
  };
}
