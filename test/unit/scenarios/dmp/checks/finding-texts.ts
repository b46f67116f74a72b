import { expect } from 'vitest';
import type { Finding, FindingDetails } from '../../../../../scenarios/harness/index.js';

type Field = 'message' | 'expected' | 'received' | 'locator';

const FIELDS: readonly Field[] = ['message', 'expected', 'received', 'locator'];

/** Words of the code that no reader should meet. */
const INTERNAL =
  /newer-version|no-longer-accessible|metadata-changed|delete-local|open-(not-)?authorised|not-shown|\btd\d-\d/;

/**
 * Expects a finding of this verdict whose `prose` fields are written in both languages, differently, and that shows no
 * word of the code. The other fields are data, which both languages share.
 */
export function expectFinding(finding: Finding, verdict: Finding['verdict'], prose: readonly Field[]): void {
  expect(finding.verdict).toBe(verdict);
  for (const field of FIELDS) {
    const shown = textsOf(finding[field]);
    if (prose.includes(field)) {
      expect(shown, `${field} is in both languages`).toEqual([
        expect.stringMatching(/\S/),
        expect.stringMatching(/\S/),
      ]);
      expect(shown[0], `${field} differs from one language to the other`).not.toBe(shown[1]);
    } else {
      expect(new Set(shown).size, `${field} is data, the same in both languages`).toBeLessThanOrEqual(1);
    }
    expect(shown.join(' '), `${field} has no word of the code`).not.toMatch(INTERNAL);
  }
}

function textsOf(value: FindingDetails[Field]): string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : [value.fr, value.en];
}
