import { describe, expect, test } from 'vitest';
import {
  checkNoDetour,
  checkNotSent,
  checkSentOnce,
  checkStateShown,
  type Feeding,
  stateIn,
} from '../../../../../scenarios/dmp/checks/feeding.js';
import { text } from '../../../../../scenarios/harness/index.js';
import { expectFinding } from './finding-texts.js';
import { exchange } from './observations.js';

const LETTER = { title: 'Lettre' };

function feeding(seq: number, accepted: boolean, fault?: string): Feeding {
  return {
    exchange: { ...exchange(seq, 'td2-1a'), ...(fault === undefined ? {} : { fault }) },
    accepted,
    mtom: true,
  };
}

describe('a document goes exactly once', () => {
  test('holds with one accepted flow, whatever the bench made fail before', () => {
    expectFinding(checkSentOnce([feeding(1, true)], LETTER), 'pass', ['expected', 'received', 'locator']);
    expect(checkSentOnce([feeding(1, false, 'unavailable'), feeding(2, true)], LETTER).verdict).toBe('pass');
  });

  test('fails when nothing left, when it was refused, and when it left twice', () => {
    expectFinding(checkSentOnce([], LETTER), 'fail', ['expected', 'received', 'locator']);
    expect(checkSentOnce([feeding(1, false)], LETTER).verdict).toBe('fail');
    expect(checkSentOnce([feeding(1, true), feeding(2, true)], LETTER).verdict).toBe('fail');
    expect(checkSentOnce([feeding(1, true), feeding(2, false)], LETTER).verdict).toBe('fail');
  });
});

describe('a document that must not go', () => {
  const why = text('opposition', 'opposed');

  test('holds when no flow carries it, fails with the flow that does', () => {
    expectFinding(checkNotSent([], LETTER, why), 'pass', ['expected', 'received', 'locator']);
    const finding = checkNotSent([feeding(3, false)], LETTER, why);
    expectFinding(finding, 'fail', ['expected', 'received', 'locator']);
    expect(finding.exchange).toBe('x000003');
  });
});

describe('the state shown', () => {
  test('is that of the last version listed, and not shown when the document is not there', () => {
    const row = { title: 'Lettre', actDate: '2026-01-05', stateText: '' };
    const rows = [
      { ...row, state: 'sent' as const },
      { ...row, state: 'waiting' as const },
    ];
    expect(stateIn(rows, 'Lettre').state).toBe('waiting');
    expect(stateIn(rows, 'Autre').state).toBe('not-shown');
  });

  test('must be one of those expected', () => {
    const shown = { state: 'withheld' as const, stateText: 'Retenu' };
    expectFinding(checkStateShown(shown, ['blocked', 'withheld'], LETTER), 'pass', ['expected', 'received', 'locator']);
    expectFinding(checkStateShown(shown, ['sent'], LETTER), 'fail', ['expected', 'received', 'locator']);
  });
});

describe('feeding takes no detour', () => {
  test('holds with the feeding alone', () => {
    expectFinding(checkNoDetour([exchange(1, 'td2-1a')]), 'pass', ['expected', 'locator']);
  });

  test.for(['td0-3', 'td3-1a', 'td3-1b'])('fails when a %s goes with it', (detour) => {
    const finding = checkNoDetour([exchange(1, 'td2-1a'), exchange(2, detour)]);
    expect(finding).toMatchObject({ verdict: 'fail', exchange: 'x000002' });
  });
});
