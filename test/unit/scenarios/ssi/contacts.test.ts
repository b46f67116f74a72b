import { describe, expect, test } from 'vitest';
import {
  checkConfirmed,
  checkExpired,
  checkForeignRefused,
  checkForm,
  checkOldKept,
  checkSecretSent,
  checkSingleUse,
  checkTriesLimited,
  checkUnique,
  checkUnusable,
  checkUnverified,
  validityOf,
} from '../../../../scenarios/ssi/checks/contacts.js';
import { wrongSecret } from '../../../../scenarios/ssi/sink-messages.js';
import { text } from '../../../../scenarios/index.js';

const WHEN = text('à la création', 'at creation');
const ADDRESS = 'a@essai.example';
const contact = (verified: boolean, value = ADDRESS) => ({ kind: 'email' as const, value, verified });
const message = (more: object) => ({ id: 'm1', to: ADDRESS, subject: '', text: '', codes: [], links: [], ...more });
const accepted = { accepted: true, message: '' };
const refused = { accepted: false, message: '' };

describe('a contact before its verification', () => {
  test.each([
    [[contact(false)], 'pass'],
    [[], 'pass'],
    [[contact(true)], 'fail'],
    [[contact(true, 'A@Essai.example')], 'fail'],
  ])('%j', (contacts, verdict) => {
    expect(checkUnverified(contacts, ADDRESS, WHEN).verdict).toBe(verdict);
  });

  test('a number is the same however it is written', () => {
    const shown = [{ kind: 'phone' as const, value: '06 39 98 00 01', verified: true }];
    expect(checkUnverified(shown, '+33639980001', WHEN).verdict).toBe('fail');
  });

  test('a message without code or link is none', () => {
    expect(checkSecretSent([message({})], ADDRESS, WHEN).verdict).toBe('fail');
    expect(checkSecretSent([message({ codes: ['481516'] })], ADDRESS, WHEN).verdict).toBe('pass');
  });

  test('nothing more may be sent to it', () => {
    expect(checkUnusable(1, [message({})], ADDRESS).verdict).toBe('pass');
    expect(checkUnusable(1, [message({}), message({})], ADDRESS).verdict).toBe('fail');
  });
});

describe('codes and links', () => {
  test.each([
    [['481516', '234278'], 'pass'],
    [['481516', '481516'], 'fail'],
    [['http://x.example/confirmer/7', 'http://x.example/confirmer/8'], 'fail'],
    [['http://x.example/confirmer/9f86d081884c7d65', 'http://x.example/confirmer/60303ae22b998861'], 'pass'],
    [['481516'], 'not-observed'],
  ])('unique: %j', (secrets, verdict) => {
    expect(checkUnique(secrets).verdict).toBe(verdict);
  });

  test('an unusual form is told, a usual one says nothing', () => {
    expect(checkForm('phone', '4815')).toEqual([]);
    expect(checkForm('email', 'K7QX2M')).toEqual([]);
    expect(checkForm('phone', '48151').map(({ verdict }) => verdict)).toEqual(['warning']);
  });

  test('a wrong one is of the same form and is another', () => {
    for (const secret of ['481516', 'K7QX2M', 'http://x.example/c/abcdefghQ']) {
      const wrong = wrongSecret(secret);
      expect(wrong).not.toBe(secret);
      expect(wrong).toHaveLength(secret.length);
    }
  });

  test('another’s and one that served must change nothing', () => {
    for (const check of [checkForeignRefused, checkSingleUse]) {
      expect(check(refused, false).verdict).toBe('pass');
      expect(check(accepted, false).verdict).toBe('fail');
      expect(check(refused, true).verdict).toBe('fail');
      expect(check(undefined, false).verdict).toBe('not-observed');
    }
  });

  test('past the announced validity it is refused; when none is announced, acceptance is only told', () => {
    expect(validityOf(message({ text: 'valable 15 minutes' }))).toEqual({ announced: true, minutes: 15 });
    expect(validityOf(message({ text: 'votre code' }))).toEqual({ announced: false, minutes: 1440 });
    expect(checkExpired(true, accepted, true).verdict).toBe('fail');
    expect(checkExpired(false, accepted, true).verdict).toBe('warning');
    expect(checkExpired(false, refused, false).verdict).toBe('pass');
  });

  test('tries without limit, and an old contact dropped at once, are told', () => {
    expect(checkTriesLimited([refused, refused])).toEqual([]);
    expect(checkTriesLimited([refused, accepted]).map(({ verdict }) => verdict)).toEqual(['warning']);
    expect(checkOldKept([contact(true)], ADDRESS)).toEqual([]);
    expect(checkOldKept([], ADDRESS).map(({ verdict }) => verdict)).toEqual(['warning']);
  });
});

test('confirmed means accepted and shown as verified', () => {
  expect(checkConfirmed(accepted, [contact(true)], ADDRESS).verdict).toBe('pass');
  expect(checkConfirmed(accepted, [contact(false)], ADDRESS).verdict).toBe('fail');
  expect(checkConfirmed(refused, [contact(true)], ADDRESS).verdict).toBe('fail');
});
