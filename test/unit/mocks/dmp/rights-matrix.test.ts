import { describe, expect, test } from 'vitest';
import {
  type Right,
  rightOf,
  rightsColumn,
  type RightsAction,
  type RightsColumn,
} from '../../../../mocks/dmp/rights-matrix.js';

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

  // Transcribed from dmp.md §13.1 row by row, columns of the sheets: PDT-INF-526, then the column PE of PDT-INF-606.
  const columns: RightsColumn[] = [
    ...(['PSn', 'PSr', 'PSb', 'MDn', 'MDr', 'MDb', 'MTn', 'MTb'] as const),
    ...(['CPE', 'ESn', 'ESr', 'PE'] as const),
  ];
  const physicians = ['PSn', 'PSr', 'PSb', 'MDn', 'MDr', 'MDb', 'MTn', 'MTb'] as const;
  const normal = ['PSn', 'MDn', 'MTn'] as const;
  type Cells = [right: Right, columns: readonly RightsColumn[]][];
  const sheet: [RightsAction, Cells][] = [
    ['td0-2', [['yes', columns]]],
    [
      'td0-3-declare',
      [
        ['yes', normal],
        ['to-structure', ['CPE', 'PE']],
      ],
    ],
    ['td0-3-remove', [['yes', normal]]],
    ['td0-3-stop-mt', [['yes', ['MTn']]]],
    [
      'td0-4',
      [
        ['yes', physicians],
        ['same-structure', ['CPE', 'PE']],
        ['new-authorisations', ['ESn']],
      ],
    ],
    ['td0-5', [['yes', ['PSr', 'MDr', 'ESr']]]],
    ['td0-9', [['yes', [...physicians, 'CPE', 'PE']]]],
    ['td1-6', [['yes', normal]]],
    ['td2-1', [['yes', [...physicians, 'ESn', 'ESr']]]],
    ['td2-2', [['yes', ['CPE']]]],
    ['td3-1-search', [['yes', physicians]]],
    [
      'td3-1-reference',
      [
        ['yes', physicians],
        ['reference-only', ['CPE', 'ESn', 'ESr', 'PE']],
      ],
    ],
    ['td3-2', [['yes', physicians]]],
    [
      'td3-2-masked',
      [
        ['own-author', ['PSn', 'MDn']],
        ['if-patient-agreed', ['PSr', 'PSb', 'MDr', 'MDb', 'MTb']],
        ['yes', ['MTn']],
      ],
    ],
    ['td3-3a-mask', [['yes', normal]]],
    [
      'td3-3a-unmask',
      [
        ['own-author', ['PSn', 'MDn']],
        ['yes', ['MTn']],
      ],
    ],
    ['td3-3b', [['yes', normal]]],
    [
      'td3-3c',
      [
        ['own-author', physicians],
        ['own-structure', ['CPE', 'ESn', 'ESr', 'PE']],
      ],
    ],
    [
      'td3-3d',
      [
        ['own-author', ['PSn', 'MDn']],
        ['yes', ['MDr', 'MDb', 'MTn', 'MTb']],
      ],
    ],
  ];

  test.each(sheet)('%s, cell by cell', (action, cells) => {
    const expected = columns.map((column) => cells.find(([, granted]) => granted.includes(column))?.[0] ?? 'no');
    expect(columns.map((column) => rightOf(action, column))).toEqual(expected);
  });

  test('AIR differs: nobody feeds, and any physician archives in normal access', () => {
    expect(columns.map((column) => rightOf('td2-1', column, 'INDIRECTE_RENFORCEE'))).toEqual(columns.map(() => 'no'));
    expect(rightOf('td3-3d', 'MDn', 'INDIRECTE_RENFORCEE')).toBe('yes');
    const others = sheet.map(([action]) => action).filter((action) => !['td2-1', 'td3-3d'].includes(action));
    for (const action of others) {
      for (const column of columns) {
        expect(rightOf(action, column, 'INDIRECTE_RENFORCEE')).toBe(rightOf(action, column));
      }
    }
  });
});
