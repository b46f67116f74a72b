import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../../scenarios/requirements/catalogue.js';
import { renderCoverageMarkdown } from '../../../../scenarios/requirements/coverage-markdown.js';
import { computeCoverage, type CoveringScenario } from '../../../../scenarios/requirements/coverage.js';

const catalogue = loadCatalogue();

const dd05: CoveringScenario = {
  id: 'CDA/DD.05.01',
  requirement: 'CDA/DD.05',
  actor: 'dpi',
  drive: 'automatic',
  proofs: ['CDA/DD.05.01.01'],
};

function rowOf(scenario: string, ...scenarios: CoveringScenario[]) {
  return computeCoverage(catalogue, scenarios).find((row) => row.scenario === scenario);
}

describe('coverage', () => {
  test('has one row per requirement × scenario and misses none', () => {
    const rows = computeCoverage(catalogue, []);
    expect(rows.map(({ requirement, scenario }) => `${requirement} ${scenario ?? ''}`)).toEqual(
      catalogue.rows.flatMap((row) =>
        row.scenarios.length === 0 ? [`${row.id} `] : row.scenarios.map(({ id }) => `${row.id} ${id}`),
      ),
    );
    expect(new Set(rows.map(({ requirement }) => requirement)).size).toBe(219);
  });

  test('says why in both languages for every row that is not covered', () => {
    for (const row of computeCoverage(catalogue, [dd05])) {
      expect(row.covered, row.requirement).toBe(row.scenario === 'CDA/DD.05.01');
      if (row.covered) expect(row.reason).toBeUndefined();
      else expect(row.reason?.fr, row.requirement).not.toBe(row.reason?.en);
      expect(row.reason?.fr ?? '', row.requirement).not.toContain('Aucun plan');
    }
  });

  test('a scenario of the bench covers its row and gives its drive', () => {
    expect(rowOf('CDA/DD.05.01', { ...dd05, drive: 'operator' })).toMatchObject({
      covered: true,
      drive: 'operator',
      plannedDrive: 'automatic',
      proofs: ['CDA/DD.05.01.01'],
      profiles: ['DPI'],
      wording: 'draft',
      attested: true,
    });
  });

  test('a proof nobody serves leaves the row uncovered and is named', () => {
    const partial = { ...dd05, id: 'DMP/AIRS.06.01', requirement: 'DMP/AIRS.06', proofs: ['DMP/AIRS.06.01.01'] };
    const row = rowOf('DMP/AIRS.06.01', partial);
    expect(row?.covered).toBe(false);
    expect(row?.reason?.fr).toContain('DMP/AIRS.06.01.04');
  });

  test('a row of two profiles is covered only when both are', () => {
    const dpi: CoveringScenario = { ...dd05, id: 'PSC.02.01', requirement: 'PSC.02', proofs: ['PSC.01.02.01'] };
    expect(rowOf('PSC.02.01', dpi)).toMatchObject({ covered: false });
    expect(rowOf('PSC.02.01', dpi)?.reason?.fr).toMatch(/Pas encore couvert pour : PFI/);
    expect(rowOf('PSC.02.01', dpi, { ...dpi, actor: 'pfi' })).toMatchObject({ covered: true });
  });

  test('a scenario id shared by four requirements covers only the one it names', () => {
    const shared = { ...dd05, id: 'HOP/va1.02.01', requirement: 'HOP/va1.10', proofs: ['HOP/va1.02.01.01'] };
    const covered = computeCoverage(catalogue, [shared]).filter((row) => row.covered);
    expect(covered.map(({ requirement }) => requirement)).toEqual(['HOP/va1.10']);
  });

  test('a printed scenario is covered by one of another id that serves all its proofs, and only then', () => {
    const other = { ...dd05, id: 'HOP/va1.02.01-alertes', requirement: 'HOP/va1.10', proofs: ['HOP/va1.02.01.01'] };
    const rows = (scenario: CoveringScenario) =>
      computeCoverage(catalogue, [scenario]).filter(({ requirement }) => requirement === 'HOP/va1.10');
    expect(rows(other).map(({ covered }) => covered)).toEqual([true, true]);
    const elsewhere = { ...other, proofs: ['HOP/va1.02.01.02'] };
    expect(rows(elsewhere).find(({ scenario }) => scenario === 'HOP/va1.02.01')?.covered).toBe(false);
  });

  test('a scenario the catalogue does not print takes the place of the empty row', () => {
    const own = { ...dd05, id: 'DB/DPI.01.01', requirement: 'DB/DPI.01', proofs: ['DB/DPI.01.01.01'] };
    const rows = computeCoverage(catalogue, [own]).filter(({ requirement }) => requirement === 'DB/DPI.01');
    expect(rows).toMatchObject([{ scenario: 'DB/DPI.01.01', covered: true, proofs: ['DB/DPI.01.01.01'] }]);
  });

  test('a proof id printed twice in one scenario is served once for both', () => {
    const own = { ...dd05, id: 'SSI/IAM.80.03', requirement: 'SSI/IAM.80', proofs: ['SSI/IAM.80.03'] };
    const row = rowOf('SSI/IAM.80.03', own, { ...own, actor: 'pfi' });
    expect(row).toMatchObject({ covered: true, proofs: ['SSI/IAM.80.03', 'SSI/IAM.80.03'] });
  });

  test('a proof the bench numbered is told from the ANS’s', () => {
    expect(rowOf('DMP/UX.10.01')).toMatchObject({ proofsOfBench: ['DMP/UX.10.01.01'] });
    expect(rowOf('CDA/DD.05.01')).toMatchObject({ proofsOfBench: [] });
  });

  test('a proof only a third party delivers is said', () => {
    expect(rowOf('CDA/HL7.02.01')?.reason?.fr).toMatch(/HL7 v2.*lien permanent Gazelle/);
    expect(rowOf('SSI/GEN.07.01')).toMatchObject({ plannedDrive: 'document', drive: 'document' });
  });

  test('a vendor’s own scenario adds no row to the catalogue', () => {
    const vendor = { ...dd05, id: 'VENDOR/A.01.01', requirement: 'VENDOR/A.01' };
    expect(computeCoverage(catalogue, [vendor])).toEqual(computeCoverage(catalogue, []));
  });
});

describe('the coverage page', () => {
  const rows = computeCoverage(catalogue, [dd05]);

  test('shows every requirement, labels draft wording and says it is not the ANS’s', () => {
    const page = renderCoverageMarkdown(rows, 'fr', catalogue);
    for (const { id } of catalogue.rows) expect(page).toContain(`| \`${id}\` |`);
    const lines = page.split('\n').filter((line) => /^\| `/.test(line));
    expect(lines).toHaveLength(rows.length);
    expect(lines.filter((line) => !/\| projet/.test(line))).toEqual([]);
    expect(page).toContain(catalogue.warning.fr);
    expect(page).toContain('`DMP/UX.10.01.01` (n° du banc)');
    expect(page).toContain('| `STAT/ES.01` | DPI ?, PFI ? |');
    expect(page).toMatch(/\| `CDA\/DD\.05` .*\| projet, attesté \|.*\| automatique \| couverte \|/);
  });

  test('sums up each theme and the whole', () => {
    const page = renderCoverageMarkdown(rows, 'fr', catalogue);
    expect(page).toContain('| CDA | 16 |');
    expect(page).toContain(`| **Total** | **219** | **${rows.length}** | **1** |`);
  });

  test('reads in English too', () => {
    expect(renderCoverageMarkdown(rows, 'en', catalogue)).toMatch(/# Coverage of the requirements/);
  });
});
