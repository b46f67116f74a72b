import { describe, expect, test } from 'vitest';
import {
  checkCertificateRequired,
  checkIdentified,
  checkRevocationConsulted,
  checkRevokedRefused,
  checkValidAccepted,
} from '../../../../scenarios/ssi/checks/third-parties.js';

const served = { answered: true, status: 200 };
const forbidden = { answered: true, status: 403 };
const cut = { answered: false, reason: 'ECONNRESET' };

describe('a call with a certificate', () => {
  test('that is valid is served', () => {
    expect([served, forbidden, cut].map((call) => checkValidAccepted(call).verdict)).toEqual(['pass', 'fail', 'fail']);
  });

  test.each([checkRevokedRefused, checkCertificateRequired])(
    'that must be refused may be answered with an error, or cut',
    (check) => {
      expect([served, forbidden, cut].map((call) => check(call).verdict)).toEqual(['fail', 'pass', 'pass']);
    },
  );

  test.each([
    [1, forbidden, 'pass'],
    [0, forbidden, 'warning'],
    [0, served, 'fail'],
  ])('after %i consultation(s) of revocation', (requests, revoked, verdict) => {
    expect(checkRevocationConsulted(requests, revoked).verdict).toBe(verdict);
  });
});

describe('a third-party structure', () => {
  const declared = { kind: 'finess', number: '750990012', created: true, numberShown: '750990012' };

  test.each([
    [declared, 'pass'],
    [{ ...declared, numberShown: '75 099 001 2' }, 'pass'],
    [{ ...declared, numberShown: '' }, 'fail'],
    [{ ...declared, created: false }, 'fail'],
  ])('%j', (one, verdict) => {
    expect(checkIdentified([one]).verdict).toBe(verdict);
  });
});
