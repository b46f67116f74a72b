import { createHash } from 'node:crypto';
import type { Patient } from '../../fixtures/people.js';
import { insKey } from '../../mocks/wire/ins.js';
import { INS_NIR_TEST } from '../../mocks/wire/oids.js';

/** Years a patient of a flow may be born in: 60 from this one. */
const FIRST_YEAR = 1930;

/**
 * A patient nobody loaded, who comes by a flow: the same for a run and a key, another for another run. INS of the test
 * range, place 99999, order below 900 (the roster has those from 900).
 */
export function flowPatient(runKey: string, key: string): Patient {
  const digest = createHash('sha256').update(`${runKey}/${key}`).digest();
  const [year, month, day, order] = [
    FIRST_YEAR + (digest.readUInt8(0) % 60),
    1 + (digest.readUInt8(1) % 12),
    1 + (digest.readUInt8(2) % 28),
    1 + (digest.readUInt16BE(3) % 899),
  ];
  const two = (value: number) => String(value).padStart(2, '0');
  const first13 = `2${two(year % 100)}${two(month)}99999${String(order).padStart(3, '0')}`;
  return {
    key,
    ins: `${first13}${insKey(first13) ?? ''}`,
    insOid: INS_NIR_TEST,
    identityStatus: 'qualifiee',
    ipp: `FLUX${digest.toString('hex', 5, 9).toUpperCase()}`,
    birthFamilyName: `FLUX${lettersOf(runKey)}`,
    usualFamilyName: `USAGE${lettersOf(runKey)}`,
    givenNames: ['FLAVIE', 'MARGOT'],
    usualGivenName: 'MARGOT',
    birthDate: `${year}-${two(month)}-${two(day)}`,
    gender: 'F',
    birthPlaceCode: '99999',
  };
}

/** A run key in capital letters only, for a name nobody of another run has: digits become letters. */
export function lettersOf(runKey: string): string {
  return runKey
    .toUpperCase()
    .replaceAll(/\d/g, (digit) => 'ABCDEFGHIJ'.charAt(Number(digit)))
    .replaceAll(/[^A-Z]/g, '');
}
