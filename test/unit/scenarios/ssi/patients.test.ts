import { describe, expect, test } from 'vitest';
import {
  checkEnrolled,
  checkIdentityShown,
  checkMethodAllowed,
  checkOnlyLostRefused,
  checkRegistered,
  checkTwoFactorsAsked,
  checkVerificationForced,
} from '../../../../scenarios/ssi/checks/patients.js';
import { inLang } from '../../../../scenarios/index.js';

const TRAITS = {
  ins: '272049999990143',
  birthFamilyName: 'ESSAI-INSCRIPTION',
  givenNames: 'IRENE LOUISE',
  gender: 'F',
  birthDate: '1972-04-15',
  birthPlace: '99999',
} as const;

describe('the identity of a patient on screen', () => {
  test('is the one entered, however its case, accents and blanks are written', () => {
    const shown = { ...TRAITS, ins: '2 72 04 99 999 901 43', givenNames: 'Irène, Louise' };
    expect(checkIdentityShown(TRAITS, shown).verdict).toBe('pass');
  });

  test.each(['ins', 'birthFamilyName', 'givenNames', 'gender', 'birthDate', 'birthPlace'] as const)(
    'is not when %s is missing, which the report names',
    (name) => {
      const finding = checkIdentityShown(TRAITS, { ...TRAITS, [name]: '' });
      expect(finding.verdict).toBe('fail');
      expect(inLang(finding.received ?? '', 'en')).toContain('missing or different');
    },
  );
});

describe('registration and enrolment', () => {
  test.each([
    [false, 0, 'pass'],
    [true, 0, 'fail'],
    [false, 1, 'fail'],
  ])('without verification: said created %s, %i message(s)', (created, messages, verdict) => {
    expect(checkVerificationForced(created, messages).verdict).toBe(verdict);
  });

  test.each([
    [true, 'opened', 'pass'],
    [true, undefined, 'fail'],
    [true, 'refused', 'fail'],
    [false, 'opened', 'fail'],
  ])('with verification: said created %s, sign-in %s', (created, outcome, verdict) => {
    expect(checkRegistered(created, outcome).verdict).toBe(verdict);
  });

  test.each([
    [['in-person'], 'pass'],
    [['identity-provider', 'remote-verification'], 'pass'],
    [['in-person', 'other'], 'review'],
    [['in-person', 'declaration'], 'fail'],
  ])('verification by %j', (methods, verdict) => {
    expect(checkMethodAllowed(methods).verdict).toBe(verdict);
  });

  test.each([
    [{ received: true, outcome: 'opened' }, 'pass'],
    [{ received: false, outcome: 'opened' }, 'fail'],
    [{ received: true, outcome: 'refused' }, 'fail'],
  ])('an enrolled user: %j', (got, verdict) => {
    expect(checkEnrolled(got, TRAITS, TRAITS).verdict).toBe(verdict);
  });
});

describe('two factors', () => {
  test.each([
    ['second-factor', 'pass'],
    ['opened', 'fail'],
  ])('the password alone: %s', (outcome, verdict) => {
    expect(checkTwoFactorsAsked(outcome).verdict).toBe(verdict);
  });

  test.each([
    ['refused', 'opened', 'pass'],
    ['opened', 'opened', 'fail'],
    ['refused', 'refused', 'fail'],
  ])('of two devices, the lost one: %s, the other: %s', (lost, other, verdict) => {
    expect(checkOnlyLostRefused(lost, other).verdict).toBe(verdict);
  });
});
