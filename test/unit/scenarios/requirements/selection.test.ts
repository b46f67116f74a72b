import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../../scenarios/requirements/catalogue.js';
import { resolveSelection } from '../../../../scenarios/requirements/selection.js';

const catalogue = loadCatalogue();
const select = (...ids: string[]) => resolveSelection(ids, catalogue);

describe('what a person types', () => {
  test('a requirement brings its scenarios and proofs', () => {
    expect(select('DMP/UX.15')).toEqual({
      requirements: ['DMP/UX.15'],
      scenarios: ['DMP/UX.15.01', 'DMP/UX.15.02'],
      proofs: ['DMP/UX.15.01.01'],
    });
  });

  test('a scenario brings its proofs only', () => {
    expect(select('INS/va1.02.03')).toEqual({
      requirements: ['INS/va1.02'],
      scenarios: ['INS/va1.02.03'],
      proofs: ['INS/va1.02.03.01'],
    });
  });

  test('a proof brings its scenario', () => {
    expect(select('DMP/AIRS.06.01.02')).toEqual({
      requirements: ['DMP/AIRS.06'],
      scenarios: ['DMP/AIRS.06.01'],
      proofs: ['DMP/AIRS.06.01.02'],
    });
  });

  test('PSC.* names Pro Santé Connect, and is not taken for a corridor prefix', () => {
    expect(select('PSC.*').requirements).toEqual(['PSC.01', 'PSC.02', 'PSC.08', 'PSC.11']);
  });

  test.each([
    ['SC.CDA/DD.05', 'CDA/DD.05'],
    ['LGC.MSS/UX.05', 'MSS/UX.05'],
    ['CH.DMP/UX.08', 'DMP/UX.08'],
    ['CDA/DD 05', 'CDA/DD.05'],
    ['  cda/dd.05 ', 'CDA/DD.05'],
    ['SC.PSC.11', 'PSC.11'],
    ['PSC.01', 'PSC.01'],
    ['RUM.01', 'RUM.01'],
    ['MSS/UX.05 BIS.01', 'MSS/UX.05'],
    ['EX_3.1-2030', 'EX_3.1-2030'],
    ['HOP/va1.12', 'HOP/va1.12'],
  ])('« %s » is read as %s', (typed, id) => {
    expect(select(typed).requirements).toEqual([id]);
  });

  test('an original wave-1 id finds the rows that carry it', () => {
    const carrying = catalogue.requirements.filter(({ vague1Id }) => vague1Id === 'INS.01').map(({ id }) => id);
    expect(carrying.length).toBeGreaterThan(0);
    expect(select('DPI.INS.01').requirements).toEqual(carrying);
    expect(select('INS.01').requirements).toEqual(carrying);
  });

  test('`*` stands for any text, in any place', () => {
    expect(select('DMP/*').requirements).toEqual(
      catalogue.requirements.filter(({ id }) => id.startsWith('DMP/')).map(({ id }) => id),
    );
    expect(select('*/HISTO.0*').requirements).toContain('DMP/HISTO.03');
    expect(select('SC.PSC.*').requirements).toEqual(['PSC.01', 'PSC.02', 'PSC.08', 'PSC.11']);
    expect(select('*').requirements).toHaveLength(219);
  });

  test('a dot or a slash is itself, not a joker', () => {
    expect(() => select('CDAXDD.05')).toThrow();
    expect(() => select('CDA/DDX05')).toThrow();
  });

  test('several ids add up, each row once', () => {
    expect(select('CDA/DD.05', 'MSS/UX.05', 'CDA/DD.05.01').requirements).toEqual(['CDA/DD.05', 'MSS/UX.05']);
  });

  test('an id that several rows share selects them all', () => {
    expect(select('HOP/va1.02.01').requirements).toHaveLength(4);
    expect(select('DMP/UX.15.01.01').scenarios).toEqual(['DMP/UX.15.01', 'DMP/UX.15.02']);
  });

  test.each([
    ['CDA/DD.50', 'CDA/DD.05'],
    ['DMP/UX.8', 'DMP/UX.08'],
    ['IAM 80', 'SSI/IAM.80'],
    ['CONF.03.01', 'DMP/CONF.03.01'],
  ])('« %s » is unknown and %s is suggested', (typed, near) => {
    expect(() => select(typed)).toThrow(expect.objectContaining({ code: 'BANC_UNKNOWN_ID' }));
    expect(() => select(typed)).toThrow(near);
  });

  test.each(['', '   ', 'DMP/UX.99*', '(((', '\\', 'SC.', '['])('« %s » names nothing and is said unknown', (typed) => {
    expect(() => select(typed)).toThrow(expect.objectContaining({ code: 'BANC_UNKNOWN_ID' }));
  });
});

test('scenarios of the bench that the catalogue does not print are found too', () => {
  const own = [
    { requirement: 'DB/DPI.01', id: 'DB/DPI.01.01', proofs: ['DB/DPI.01.01.01'] },
    { requirement: 'VENDOR/A.01', id: 'VENDOR/A.01.01', proofs: ['VENDOR/A.01.01.01'] },
  ];
  expect(resolveSelection(['DB/DPI.01'], catalogue, own).scenarios).toEqual(['DB/DPI.01.01']);
  expect(resolveSelection(['VENDOR/*'], catalogue, own)).toEqual({
    requirements: ['VENDOR/A.01'],
    scenarios: ['VENDOR/A.01.01'],
    proofs: ['VENDOR/A.01.01.01'],
  });
});
