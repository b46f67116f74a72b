import { describe, expect, test } from 'vitest';
import { judgeAbsence } from '../../../../scenarios/ssi/applicability.js';
import {
  checkExtracted,
  checkExtractedPermissions,
  checkFileApplied,
  checkFilePermissions,
  checkSynchronisedPermissions,
} from '../../../../scenarios/ssi/checks/account-files.js';
import { checkTraced } from '../../../../scenarios/ssi/checks/account-traces.js';
import { checkDefault, checkPolicyApplied, checkThrottled } from '../../../../scenarios/ssi/checks/passwords.js';
import { extractOf } from '../../../../scenarios/ssi/extracted-accounts.js';
import { text } from '../../../../scenarios/index.js';

describe('what the product does not manage', () => {
  test('is without object when the vendor justifies it, and not observed when nobody does', () => {
    expect(judgeAbsence('Comptes délégués au fournisseur d’identité.')).toMatchObject({
      verdict: 'not-applicable',
      received: 'Comptes délégués au fournisseur d’identité.',
    });
    expect(judgeAbsence('  ').verdict).toBe('not-observed');
  });
});

describe('traces', () => {
  const done = {
    nature: 'identity',
    result: 'success',
    actor: 'admin',
    subject: 'u1',
    between: ['2026-11-21T10:00:00.000Z', '2026-11-21T10:05:00.000Z'],
  } as const;
  const trace = {
    at: '2026-11-21T11:02:00+01:00',
    actor: 'admin',
    subject: 'u1',
    nature: 'identity',
    wording: 'Identité',
    result: 'success',
  } as const;

  test.each([
    ['complete', {}, ['pass', 'pass']],
    ['of another time', { at: '2026-11-20T10:02:00Z' }, ['fail']],
    ['of another nature', { nature: 'permissions' }, ['fail']],
    ['of a failure', { result: 'failure' }, ['fail']],
    ['without date', { at: '' }, ['pass', 'fail']],
    ['without author', { actor: '' }, ['pass', 'fail']],
    ['whose author is the account', { actor: 'u1' }, ['pass', 'fail']],
    ['whose author has another name', { actor: 'Service informatique' }, ['pass', 'warning']],
    ['without result', { result: 'not-shown' }, ['pass', 'fail']],
    ['dated in the words of the product', { at: '21/11/2026 11:02' }, ['pass', 'pass']],
  ] as const)('%s', (_name, more, verdicts) => {
    expect(checkTraced([{ ...trace, ...more }], done).map(({ verdict }) => verdict)).toEqual(verdicts);
  });
});

describe('files', () => {
  const shown = { found: true, familyName: 'ESSAI-NEUF', givenName: '', permissions: [] };
  const gone = { found: false, familyName: '', givenName: '', permissions: [] };

  test('extraction and screen must agree', () => {
    const created = { what: 'created', familyName: 'ESSAI-NEUF', extracted: ['u1', 'Essai-Neuf'], shown } as const;
    expect(checkFileApplied([created]).verdict).toBe('pass');
    expect(checkFileApplied([{ ...created, shown: gone }]).verdict).toBe('fail');
    expect(checkFileApplied([{ ...created, extracted: undefined }]).verdict).toBe('fail');
    const removed = { what: 'removed', familyName: '', extracted: undefined, shown: gone } as const;
    expect(checkFileApplied([removed]).verdict).toBe('pass');
    expect(checkFileApplied([{ ...removed, extracted: ['u1'] }]).verdict).toBe('fail');
  });

  test('permissions: those of the screen, whatever their order, and an extraction that changed', () => {
    const changed = { before: ['u1', 'a'], after: ['u1', 'b'] };
    expect(checkFilePermissions(['B', 'A'], ['A', 'B'], changed).verdict).toBe('pass');
    expect(checkFilePermissions(['A'], ['A', 'B'], changed).verdict).toBe('fail');
    expect(checkFilePermissions(['A'], ['A'], { before: ['u1'], after: ['u1'] }).verdict).toBe('fail');
    expect(checkSynchronisedPermissions(['A', 'B'], ['B']).verdict).toBe('fail');
    expect(checkExtractedPermissions({ before: ['u1'], after: undefined }).verdict).toBe('fail');
    expect(checkExtracted({ active: ['u1'], disabled: undefined }).verdict).toBe('fail');
  });

  const file = (content: string) => ({ name: 'a', contentBase64: Buffer.from(content).toString('base64') });
  test.each([
    ['login;nom\nu1;A\nu11;B', ['u1', 'A']],
    ['nom,login\n"A, B",U1', ['A, B', 'U1']],
    ['dn: cn=u1\nuid: u1\nsn: A', ['dn: cn=u1', 'uid: u1']],
    ['login;nom\nu2;A', undefined],
  ])('an extraction is read as CSV, else by lines: %j', (content, row) => {
    expect(extractOf(file(content), 'u1')).toEqual(row);
  });
});

describe('passwords', () => {
  const weak = [
    { why: text('court', 'short'), password: 'a' },
    { why: text('réutilisé', 'reused'), password: 'b' },
  ];
  const no = { accepted: false };
  const yes = { accepted: true };

  test('each weak one is refused and the good one accepted', () => {
    expect(checkPolicyApplied(weak, [no, no, yes]).verdict).toBe('pass');
    expect(checkPolicyApplied(weak, [no, yes])).toMatchObject({
      verdict: 'fail',
      received: { fr: 'accepté : réutilisé' },
    });
    expect(checkPolicyApplied(weak, [no, no, no]).verdict).toBe('fail');
    expect(checkDefault(weak, [no, no]).verdict).toBe('pass');
    expect(checkDefault(weak, [no]).verdict).toBe('fail');
  });

  test('guesses are limited by a lock, a delay or a captcha', () => {
    expect(checkThrottled(['refused', 'refused'], 'refused').verdict).toBe('pass');
    expect(checkThrottled(['refused', 'slowed'], 'opened').verdict).toBe('pass');
    expect(checkThrottled(['refused', 'refused'], 'opened').verdict).toBe('fail');
  });
});
