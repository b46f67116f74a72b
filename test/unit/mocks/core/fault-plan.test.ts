import { describe, expect, test } from 'vitest';
import type { FaultRule } from '../../../../mocks/core/fault.js';
import { createFaultPlan, TRANSPORT_FAULTS } from '../../../../mocks/core/fault-plan.js';

const rule = (more: Partial<FaultRule> = {}): FaultRule => ({
  service: 'dmp',
  times: 1,
  fault: { kind: 'http', status: 503 },
  ...more,
});

describe('a fault hits the requests it was planned for', () => {
  test('exactly as many times as asked', () => {
    const plan = createFaultPlan();
    plan.add(rule({ times: 3 }));
    const hits = Array.from({ length: 10 }, () => plan.take('dmp', 'td3-1a', {})).filter(Boolean);
    expect(hits).toHaveLength(3);
    expect(plan.list()).toEqual([]);
  });

  test('until it is removed when times is 0', () => {
    const plan = createFaultPlan();
    const id = plan.add(rule({ times: 0 }));
    for (let i = 0; i < 50; i += 1) expect(plan.take('dmp', undefined, {})).toBeDefined();
    expect(plan.remove(id)).toBe(true);
    expect(plan.remove(id)).toBe(false);
    expect(plan.take('dmp', undefined, {})).toBeUndefined();
  });

  test('of its service, its transaction and all its keys only', () => {
    const plan = createFaultPlan();
    plan.add(rule({ transaction: 'td3-1a', keys: { patient: '1', user: 'a' } }));
    expect(plan.take('annuaire', 'td3-1a', { patient: '1', user: 'a' })).toBeUndefined();
    expect(plan.take('dmp', 'td3-2', { patient: '1', user: 'a' })).toBeUndefined();
    expect(plan.take('dmp', 'td3-1a', { patient: '1' })).toBeUndefined();
    expect(plan.take('dmp', 'td3-1a', { patient: '1', user: 'a', document: 'x' })?.kind).toBe('http');
  });

  test('and only for whoever can apply its kind', () => {
    const plan = createFaultPlan();
    plan.add(rule({ fault: { kind: 'registry-error' } }));
    expect(plan.take('dmp', undefined, {}, TRANSPORT_FAULTS)).toBeUndefined();
    expect(plan.take('dmp', undefined, {}, ['registry-error'])).toEqual({ kind: 'registry-error' });
  });

  test('in the order they were planned', () => {
    const plan = createFaultPlan();
    plan.add(rule({ fault: { kind: 'http', status: 500 } }));
    plan.add(rule({ fault: { kind: 'http', status: 501 } }));
    expect([plan.take('dmp', undefined, {})?.status, plan.take('dmp', undefined, {})?.status]).toEqual([500, 501]);
  });
});

test('clearing with keys leaves the faults of other scenarios', () => {
  const plan = createFaultPlan();
  plan.add(rule({ keys: { patient: '1' } }));
  plan.add(rule({ keys: { patient: '2' } }));
  plan.clear({ patient: '1' });
  expect(plan.list().map(({ keys }) => keys)).toEqual([{ patient: '2' }]);
  plan.clear();
  expect(plan.list()).toEqual([]);
});
