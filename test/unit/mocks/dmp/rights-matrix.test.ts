import { describe, expect, test } from 'vitest';
import { rightOf, rightsColumn, type RightsAction, type RightsColumn } from '../../../../mocks/dmp/rights-matrix.js';

const holder = { mode: 'INDIRECTE_RENFORCEE', roleCode: '10', purpose: 'normal', attendingPhysician: false };

describe('rights matrix', () => {
  test.each<[RightsColumn, Partial<typeof holder>]>([
    ['MDn', {}],
    ['MDb', { purpose: 'bris_de_glace' }],
    ['MDr', { purpose: 'centre_15' }],
    ['MTn', { attendingPhysician: true }],
    ['MTb', { attendingPhysician: true, purpose: 'bris_de_glace' }],
    ['MDr', { attendingPhysician: true, purpose: 'centre_15' }],
    ['PSn', { roleCode: '60' }],
    ['PSb', { roleCode: '60', purpose: 'bris_de_glace' }],
    ['PSr', { roleCode: '60', purpose: 'centre_15' }],
    ['ESn', { mode: 'INDIRECTE' }],
    ['ESr', { mode: 'INDIRECTE', purpose: 'centre_15' }],
    ['CPE', { mode: 'DIRECTE', roleCode: 'SECRETARIAT_MEDICAL' }],
    ['PE', { roleCode: 'SECRETARIAT_MEDICAL' }],
    ['MDn', { mode: 'DIRECTE' }],
  ])('puts a reader in column %s: %o', (column, given) => {
    expect(rightsColumn({ ...holder, ...given })).toBe(column);
  });

  test.each<[RightsAction, RightsColumn, string]>([
    ['td0-2', 'ESn', 'yes'],
    ['td0-4', 'ESn', 'new-authorisations'],
    ['td0-4', 'ESr', 'no'],
    ['td0-4', 'CPE', 'same-structure'],
    ['td3-1-search', 'MDn', 'yes'],
    ['td3-1-search', 'ESn', 'no'],
    ['td3-1-search', 'PE', 'no'],
    ['td3-1-reference', 'ESn', 'reference-only'],
    ['td3-1-reference', 'PSn', 'yes'],
    ['td3-2', 'CPE', 'no'],
    ['td3-2', 'MTb', 'yes'],
    ['td3-2-masked', 'MDn', 'own-author'],
    ['td3-2-masked', 'MTn', 'yes'],
    ['td3-2-masked', 'MTb', 'if-patient-agreed'],
    ['td3-2-masked', 'ESn', 'no'],
  ])('%s in column %s is %s', (action, column, right) => {
    expect(rightOf(action, column)).toBe(right);
  });
});
