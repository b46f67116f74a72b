import { describe, expect, test } from 'vitest';
import { fail, pass } from '../../../../scenarios/harness/check.js';
import { exitCodeOf } from '../../../../scenarios/harness/exit-codes.js';
import { text } from '../../../../scenarios/harness/text.js';
import { rollUp } from '../../../../scenarios/harness/verdict.js';

describe('the verdict of a whole', () => {
  test('is the worst of its parts: error > fail > not-observed > review > warning > pass', () => {
    const order = ['error', 'fail', 'not-observed', 'review', 'warning', 'pass', 'not-applicable'] as const;
    for (const [index, worst] of order.entries()) expect(rollUp(order.slice(index).toReversed())).toBe(worst);
  });

  test('of nothing is not-observed: a check that did not run is never green', () => {
    expect(rollUp([])).toBe('not-observed');
  });

  test('is not spoilt by what does not apply', () => {
    expect(rollUp(['not-applicable', 'pass'])).toBe('pass');
  });
});

describe('a failed check', () => {
  const title = text('Une règle', 'A rule');

  test('is a non-conformity when the rule is stated', () => {
    const check = { id: 'a', title, rule: { reference: 'REM X', confidence: 'stated' } } as const;
    expect(fail(check, {})).toMatchObject({ verdict: 'fail', failureClass: 'non-conformity' });
  });

  test.for(['inferred', 'unconfirmed'] as const)('is only for review when the rule is %s', (confidence) => {
    const finding = fail({ id: 'a', title, rule: { reference: '?', confidence } }, { received: 'x' });
    expect(finding.verdict).toBe('review');
    expect(finding.failureClass).toBeUndefined();
  });

  test('keeps what was expected and received', () => {
    const check = { id: 'a', title, rule: { reference: 'REM X', confidence: 'stated' } } as const;
    expect(pass(check, { received: 'y' })).toEqual({ check, verdict: 'pass', received: 'y' });
  });
});

describe('the exit code', () => {
  test.for([
    ['pass', 'finished', 0],
    ['warning', 'finished', 0],
    ['review', 'finished', 0],
    ['fail', 'finished', 1],
    ['error', 'finished', 4],
    ['pass', 'failed', 4],
    ['not-observed', 'finished', 5],
    ['pass', 'interrupted', 5],
    ['fail', 'interrupted', 1],
  ] as const)('of a run that is %s and %s is %i', ([verdict, status, code]) => {
    expect(exitCodeOf(verdict, status)).toBe(code);
  });
});
