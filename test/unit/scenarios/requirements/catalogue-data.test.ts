import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadCatalogue, type Requirement } from '../../../../scenarios/requirements/catalogue.js';

const catalogue = loadCatalogue();

/** A French text that is rightly the same in English. */
function texts(row: Requirement): { where: string; fr: string; en: string }[] {
  return [
    { where: 'title', ...row.title },
    { where: 'text', ...row.text },
    ...row.scenarios.flatMap((scenario) => scenario.steps.map((step) => ({ where: scenario.id, ...step }))),
    ...row.reviewerChecks.map((check) => ({ where: 'reviewerChecks', ...check })),
    ...row.clarifications.map(({ fr, en }) => ({ where: 'clarifications', fr, en })),
    ...(row.note ? [{ where: 'note', ...row.note }] : []),
  ];
}

describe('the catalogue', () => {
  test('holds the 218 requirements, each id once, and the rule EX_3.1-2030 apart', () => {
    expect(catalogue.requirements).toHaveLength(218);
    expect(new Set(catalogue.requirements.map(({ id }) => id)).size).toBe(218);
    expect(catalogue.rules.map(({ id, kind }) => [id, kind])).toEqual([['EX_3.1-2030', 'rule']]);
    expect(catalogue.requirements.every(({ kind }) => kind === 'requirement')).toBe(true);
  });

  test.each(catalogue.rows.map((row) => [row.id, row] as const))('%s reads in French and in English', (_id, row) => {
    for (const { where, fr, en } of texts(row)) {
      expect(fr.trim(), where).not.toBe('');
      expect(en.trim(), where).not.toBe('');
      expect(fr, where).not.toBe(en);
      expect(fr, `${where}: straight apostrophe`).not.toMatch(/'/);
    }
    for (const title of Object.values(row.title)) {
      expect(title.split(/\s+/).length, title).toBeGreaterThanOrEqual(4);
      expect(title.split(/\s+/).length, title).toBeLessThanOrEqual(12);
    }
  });

  test('never labels a wording final unless a published REM was read', () => {
    const final = catalogue.rows.filter(({ wording }) => wording === 'final');
    expect(final.filter(({ confidence }) => confidence.wording !== 'published')).toEqual([]);
    expect(catalogue.requirement('CDA/DD.05')).toMatchObject({
      wording: 'draft',
      confidence: { idAndTopicInFinal: 'stated' },
    });
    expect(catalogue.warning.fr).toMatch(/Banc Ségur.*indépendant/s);
  });

  test('marks what the bench numbered itself', () => {
    const ours = catalogue.rows.flatMap((row) =>
      row.scenarios.flatMap((scenario) => scenario.proofs.filter(({ origin }) => origin === 'bench')),
    );
    expect(ours.map(({ id }) => id).sort()).toEqual([
      'ANN/va1.01.02.01',
      'CDA/DD.02.01.01',
      'CDA/DD.04.01.01',
      'CDA/DD.08.01.01',
      'CDA/DD.12.01.01',
      'CDA/DD.12.01.02',
      'CDA/INT.17.01.01',
      'CDA/VISU.02.01.01',
      'DMP/ALI/PROG.02.01.01',
      'DMP/ALI/PROG.03.01.01',
      'DMP/ALI/PROG.06.01.01',
      'DMP/ALI/PROG.07.01.01',
      'DMP/CONF.10.01.01',
      'DMP/CONF.11.01.01',
      'DMP/CONF.12.01.01',
      'DMP/CONF.14.01.01',
      'DMP/CONF.14.02.01',
      'DMP/HISTO.08.01.01',
      'DMP/HISTO.09.01.01',
      'DMP/UX.10.01.01',
      'DMP/UX.45.01.01',
      'DMP/va1.06.01.01',
      'DMP/va1.07.01.01',
      'EX_3.1-2030.01.01',
      'MSS/CONF.07.01.01',
      'MSS/CONF.27.01.01',
      'MSS/CONF.28.01.01',
      'MSS/UX.02.01.01',
      'MSS/UX.05.BIS.01.01',
      'MSS/UX.10.01.01',
      'MSS/UX.10.01.02',
      'MSS/UX.10.02.01',
      'MSS/UX.10.03.01',
      'MSS/UX.10.04.01',
      'MSS/UX.10.05.01',
      'MSS/UX.10.06.01',
      'MSS/UX.12.01.01',
      'MSS/UX.18.01.01',
      'MSS/UX.19.01.01',
      'MSS/UX.20.01.01',
      'MSS/UX.34.01.01',
      'MSS/UX.36.01.01',
      'MSS/UX.38.01.01',
      'MSS/UX.38.01.02',
      'MSS/UX.38.02.01',
      'MSS/va1.30.01.01',
      'PSC.01.05.01',
      'PSC.01.06.01',
      'PSC.01.07.01',
      'PSC.02.02.01',
      'PSC.11.01.01',
      'SSI/IAM.94.01.01',
      'TBB/va1.04.01.01',
    ]);
  });

  test('keeps ids that several rows share, and finds every one of them', () => {
    expect(catalogue.scenarios('HOP/va1.02.01').map(({ requirement }) => requirement.id)).toEqual([
      'HOP/va1.09',
      'HOP/va1.10',
      'HOP/va1.11',
      'HOP/va1.12',
    ]);
    expect(catalogue.proofs('DMP/UX.15.01.01').map(({ scenario }) => scenario.id)).toEqual([
      'DMP/UX.15.01',
      'DMP/UX.15.02',
    ]);
    expect(catalogue.proofs('SSI/IAM.80.03')).toHaveLength(2);
    expect(catalogue.scenario('HOP/va1.02.01', 'HOP/va1.12')).toBe(catalogue.requirement('HOP/va1.12')?.scenarios[0]);
    expect(catalogue.requirement('DMP/HISTO.03')?.scenarios[0]?.id).toBe('DMP/HISTO.03');
  });

  test('says for every row why it would not be covered, with an entry of its own', () => {
    for (const row of catalogue.rows) {
      const planned = catalogue.plan.some(({ match }) =>
        match.some((pattern) => (pattern.endsWith('*') ? row.id.startsWith(pattern.slice(0, -1)) : row.id === pattern)),
      );
      expect(planned, row.id).toBe(true);
    }
    for (const { match } of catalogue.plan) {
      for (const pattern of match) {
        const named = catalogue.rows.some(({ id }) =>
          pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern,
        );
        expect(named, `plan.yaml: ${pattern} names no requirement`).toBe(true);
      }
    }
  });

  test('takes its sources from the list it prints', () => {
    const known = Object.keys(catalogue.sources);
    expect(catalogue.rows.flatMap(({ sources }) => sources).filter((source) => !known.includes(source))).toEqual([]);
  });
});

/** What we read of the reference's rows. */
interface ReferenceRow {
  id: string;
  socle_id: string | null;
  vague1_id?: string | null;
  profiles: string[];
  obligation: string;
  conditional_profile: string | null;
  wave: string;
  theme: string;
  chapter: string | null;
  status: string[];
  paraphrase: string;
  scenarios: { id: string; steps: string[]; proofs?: { id: string; kinds: string[] }[] }[];
  reviewer_checks?: string[];
  faq?: string[];
}

const reference = path.resolve(import.meta.dirname, '../../../../../shared/reference/requirements.yaml');
const there = existsSync(reference);

describe.skipIf(!there)(`the catalogue says what the reference says${there ? '' : ' (../shared is absent)'}`, () => {
  const rows = there ? (parse(readFileSync(reference, 'utf8')) as { requirements: ReferenceRow[] }).requirements : [];

  test('the same ids', () => {
    expect(catalogue.requirements.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
  });

  test.each(rows.map((row) => [row.id, row] as const))('%s: same facts, scenarios, proofs and kinds', (id, row) => {
    const ours = catalogue.requirement(id);
    expect(ours).toMatchObject({
      profiles: row.profiles.map((profile) => profile.replace('?', '')),
      profilesConfirmed: !row.profiles.some((profile) => profile.endsWith('?')),
      obligation: row.obligation,
      wave: row.wave,
      theme: row.theme,
      status: row.status,
      text: { en: row.paraphrase },
    });
    expect(ours?.socleId ?? null).toBe(row.socle_id);
    expect(ours?.vague1Id ?? null).toBe(row.vague1_id ?? null);
    expect(ours?.conditionalProfile ?? null).toBe(row.conditional_profile);
    expect(ours?.chapter ?? null).toBe(row.chapter);
    expect(
      ours?.scenarios
        .filter(({ origin }) => origin === 'source')
        .map((scenario) => ({
          id: scenario.id,
          steps: scenario.steps.map(({ en }) => en),
          proofs: scenario.proofs
            .filter(({ origin }) => origin === 'source')
            .map(({ id: proof, kinds }) => ({ proof, kinds })),
        })),
    ).toEqual(
      row.scenarios.map((scenario) => ({
        id: scenario.id,
        steps: scenario.steps,
        proofs: (scenario.proofs ?? []).map(({ id: proof, kinds }) => ({ proof, kinds })),
      })),
    );
    expect(ours?.reviewerChecks.map(({ en }) => en)).toEqual(row.reviewer_checks ?? []);
    expect(ours?.clarifications).toHaveLength(row.faq?.length ?? 0);
  });
});
