import { describe, expect, test } from 'vitest';
import { checkRequestsCompleted, checkUsableDuringRequests } from '../../../../../scenarios/dmp/checks/usability.js';
import { expectFinding } from './finding-texts.js';
import { exchange } from './observations.js';

describe('while the DMP answers slowly', () => {
  const slow = [{ ...exchange(1, 'td3-1a'), fault: 'delay' }];

  test('the DPI is usable when another screen was used, which is named', () => {
    const finding = checkUsableDuringRequests({ usedElsewhereWhilePending: true, elsewhere: 'Agenda' }, slow);
    expectFinding(finding, 'pass', ['expected', 'locator']);
    expect(finding).toMatchObject({ received: 'Agenda', exchange: 'x000001' });
  });

  test('it is not when the screen was blocked', () => {
    const finding = checkUsableDuringRequests({ usedElsewhereWhilePending: false, elsewhere: '' }, slow);
    expectFinding(finding, 'fail', ['expected', 'received', 'locator']);
  });

  test('nothing is observed when no request was slowed down', () => {
    const finding = checkUsableDuringRequests({ usedElsewhereWhilePending: true, elsewhere: 'Agenda' }, []);
    expectFinding(finding, 'not-observed', ['received']);
  });
});

describe('the requests', () => {
  const TEXTS = ['expected', 'received', 'locator'] as const;

  test('are completed when the screen says so and a TD3.1 was answered', () => {
    expectFinding(checkRequestsCompleted({ completed: true }, [exchange(1, 'td3-1a')]), 'pass', TEXTS);
  });

  test('are not when the screen does not say so', () => {
    expectFinding(checkRequestsCompleted({ completed: false }, [exchange(1, 'td3-1a')]), 'fail', TEXTS);
  });

  test('are not when the screen says so without any TD3.1', () => {
    expectFinding(checkRequestsCompleted({ completed: true }, [exchange(1, 'td0-2')]), 'fail', TEXTS);
  });
});
