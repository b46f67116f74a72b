import { describe, expect, test } from 'vitest';
import { type VihfProblem, vihfProblem } from '../../../../../mocks/wire/vihf-problem.js';
import { checkVihf, type JudgedVihf } from '../../../../../scenarios/dmp/checks/vihf-assertion.js';
import type { Finding } from '../../../../../scenarios/harness/check.js';
import { expectFinding } from './finding-texts.js';

function judged(given: Partial<JudgedVihf['judgement']> = {}, exchange = 'x000001'): JudgedVihf {
  const judgement = { signature: [], attributes: [], patient: [], ...given };
  return { exchange, transaction: 'td3-1a', namesPatient: true, judgement };
}

function problem(rule: string, details: Partial<VihfProblem> = {}): VihfProblem {
  const message = { fr: 'ne va pas', en: 'is wrong' };
  return vihfProblem(rule, message, { locator: `//${rule}`, received: 'reçu', expected: 'attendu', ...details });
}

function findings(...requests: JudgedVihf[]) {
  const [signature, attributes, patient] = checkVihf(requests);
  if (!signature || !attributes || !patient) throw new Error('three findings expected');
  return { signature, attributes, patient };
}

describe('the VIHF of each request', () => {
  test('passes three checks when nothing is wrong', () => {
    for (const finding of Object.values(findings(judged(), judged()))) {
      expectFinding(finding, 'pass', ['expected', 'received']);
    }
  });

  test.each(['signature', 'attributes', 'patient'] as const)('fails on its %s alone', (topic) => {
    const all = findings(judged(), judged({ [topic]: [problem('vihf.rule')] }, 'x000002'));
    const { [topic]: broken, ...others } = all;
    expectFinding(broken, 'fail', ['expected', 'received']);
    expect(broken).toMatchObject({
      received: { en: 'is wrong, reçu, TD3.1a' },
      locator: '//vihf.rule',
      exchange: 'x000002',
    });
    for (const { verdict } of Object.values<Finding>(others)) expect(verdict).toBe('pass');
  });

  test('names each broken rule once, with the first request that breaks it', () => {
    const { attributes } = findings(
      judged({ attributes: [problem('vihf.a')] }, 'x000001'),
      judged({ attributes: [problem('vihf.a'), problem('vihf.b')] }, 'x000002'),
    );
    expect(attributes).toMatchObject({ locator: '//vihf.a ; //vihf.b', exchange: 'x000001' });
  });

  test('is for a human to decide when only rules that sources infer are broken', () => {
    const { attributes } = findings(judged({ attributes: [problem('vihf.a', { confidence: 'inferred' })] }));
    expectFinding(attributes, 'review', ['expected', 'received']);
  });

  test('is a warning when nothing is broken and something is odd', () => {
    const { signature } = findings(judged({ signature: [problem('vihf.sha1', { severity: 'warning' })] }));
    expectFinding(signature, 'warning', ['expected', 'received']);
  });

  test('is not observed without a request', () => {
    expect(Object.values(findings()).map(({ verdict }) => verdict)).toEqual(Array(3).fill('not-observed'));
  });

  test('has its patient compared only where the message names one', () => {
    const { patient } = findings({ ...judged(), namesPatient: false });
    expect(patient.verdict).toBe('not-observed');
  });
});
