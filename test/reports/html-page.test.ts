import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REPORTERS } from '../../reporters/index.js';
import { htmlReporter } from '../../reporters/html/html-reporter.js';
import { HOSTILE, hostileReport } from './hostile-report.js';
import { largeReport } from './large-report.js';
import { check, proof, report, requirement, scenario } from './report-parts.js';
import { makeRun, type TestRun } from './run-folder.js';
import { type Sample, sampleReport } from './sample-report.js';

async function page(sample: Sample): Promise<string> {
  const run = await makeRun(sample);
  try {
    await run.write(htmlReporter);
    return await run.read('report.html');
  } finally {
    await run.remove();
  }
}

/** Text of the page, without its markup. */
const textOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('report.html', () => {
  let french: string;
  let english: string;

  beforeAll(async () => {
    french = await page(sampleReport('fr'));
    english = await page(sampleReport('en'));
  });

  test('is one of the reporters, under the name html', () => {
    expect(REPORTERS['html']).toBe(htmlReporter);
  });

  test('every link of the page leads somewhere, and no place is named twice', () => {
    const ids = [...french.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');
    const links = [...french.matchAll(/ href="#([^"]+)"/g)].map((match) => decodeURIComponent(match[1] ?? ''));
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.length).toBeGreaterThan(40);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
  });

  test('every link to a file leads to a file of the run folder', () => {
    const sample = sampleReport('fr');
    const links = [...french.matchAll(/ href="\.\/([^"]+)"/g)].map((match) => decodeURIComponent(match[1] ?? ''));
    const known = [...sample.files.keys(), 'evidence/dmp-ux-12-01.webm'];
    expect(links.length).toBeGreaterThan(10);
    expect([...new Set(links)].filter((link) => !known.includes(link))).toEqual([]);
  });

  test('a report written into another folder links back to the run folder', async () => {
    const run = await makeRun(sampleReport('fr'));
    try {
      await htmlReporter.write(sampleReport('fr').report, { runDir: run.dir, outDir: `${run.dir}/rapports/html` });
      expect(await run.read('rapports/html/report.html')).toContain('href="./../../evidence/dmp-ux-12-01.webm"');
    } finally {
      await run.remove();
    }
  });

  test('says in French what was tested, that the bench is not official, and what is a draft', () => {
    const text = textOf(french);
    expect(french).toContain('<html lang="fr">');
    expect(text).toContain('Dossier Clair 7.4.1');
    expect(text).toContain('vendredi 20 novembre 2026 à 14:30');
    expect(text).toContain('Outil indépendant, non officiel. Les libellés des exigences sont des reformulations.');
    expect(text).toContain('Libellé reformulé d’après un projet de texte');
    expect(text).toContain('90bd'.repeat(16));
  });

  test('says the same in English', () => {
    const text = textOf(english);
    expect(english).toContain('<html lang="en">');
    expect(text).toContain('Independent, unofficial tool. Requirement texts are paraphrases.');
    expect(text).toContain('Paraphrase of a draft: compare with the published REM before concluding.');
    expect(text).not.toMatch(/Preuve|Exigence|conforme|Étapes|Attendu/);
  });

  test('lists first what needs a person: faults of the bench, failures, not observed, to review, warnings', () => {
    const list = /<ul class="look">(.*?)<\/ul>/s.exec(french)?.[1] ?? '';
    expect([...list.matchAll(/<li class="([^"]+)">/g)].map((match) => match[1])).toEqual([
      'error',
      'fail',
      'not-observed',
      'not-observed',
      'review',
      'warning',
    ]);
  });

  test('a proof played in several scenarios is told apart wherever it is listed', () => {
    const index = textOf(/<nav class="index".*?<\/nav>/s.exec(french)?.[0] ?? '');
    expect(index).toContain('DMP/UX.15.01.01 (DMP/UX.15.01)');
    expect(index).toContain('DMP/UX.15.01.01 (DMP/UX.15.02)');
    expect(index).not.toContain('DMP/UX.08.01.01 (');
    const list = textOf(/<ul class="look">(.*?)<\/ul>/s.exec(french)?.[1] ?? '');
    expect(list).toContain('Preuve DMP/UX.15.01.01 Le compteur s’affiche sans clic');
    expect(list).toContain('Preuve DMP/UX.15.01.01 La période est paramétrable');
  });

  test('only a finished campaign of conform proofs reads as nothing to look at', async () => {
    const conform = [requirement('A', 'Une', [scenario('A.01', 'Un', [proof('A.01.01', [check('a', 'Vu', 'pass')])])])];
    const told = async (one: Sample['report']) => textOf(await page({ report: one, files: new Map() }));
    const green = 'toutes les preuves jouées sont conformes';
    expect(await told(report('fr', conform, []))).toContain(green);
    expect(await told(report('fr', [], []))).not.toContain(green);
    expect(await told(report('fr', [requirement('A', 'Une', [])], []))).toContain('n’est pas conforme pour autant');
    expect(await told(report('fr', conform, [], { status: 'interrupted' }))).not.toContain(green);
    expect(await told(report('fr', conform, [], { errors: ['disque plein'] }))).not.toContain(green);
  });

  test('the synthesis says how many proofs of each verdict, in words', () => {
    expect(textOf(french).replaceAll('\u00A0', ' ')).toContain('8 preuves · faute du banc : 1 · non conforme : 1 ·');
    expect(textOf(english)).toMatch(/8 proofs · [a-z ]+: 1 · /);
  });

  test('a failed check shows what was expected, received, where, and how sure the rule is', () => {
    const text = textOf(french);
    expect(text).toContain('TD0.2 ou TD0.4, puis TD3.1');
    expect(text).toContain('TD3.1a (x000012), puis TD0.2 (x000013), 212 ms plus tard');
    expect(text).toContain('/soap:Envelope/soap:Body/query:AdhocQueryRequest/rim:AdhocQuery/@id');
    expect(text).toContain('REM DMP/UX.08 ; GI DMP EX_3.1-1040 (règle écrite)');
    expect(text).toContain('GIE DMP § 4.2 (règle déduite, jamais bloquante)');
  });

  test('shows an interrupted scenario, one that was not run, and exchanges of no scenario', () => {
    const text = textOf(french);
    expect(text).toContain('Interrompu : la campagne s’est arrêtée pendant ce scénario.');
    expect(text).toContain('non joué');
    expect(text).toContain('Échanges hors scénario');
    expect(text).toContain('aucune transaction à cette adresse');
  });

  test('a reference product with defects is told before anything else, loudly', async () => {
    const html = await page(sampleReport('fr', { defects: ['dmp-search-before-right'], variants: ['soap-prefixes'] }));
    const text = textOf(html);
    expect(text).toMatch(/défauts volontaires.*dmp-search-before-right.*Ce rapport vérifie le banc lui-même/);
    expect(html.indexOf('dmp-search-before-right')).toBeLessThan(html.indexOf('<main'));
    expect(text).toContain('soap-prefixes');
    expect(textOf(french)).not.toContain('défauts volontaires');
  });

  test('a picture shown for two proofs stands only once in the page', async () => {
    const sample = sampleReport('fr');
    const proofs = sample.report.requirements.flatMap((one) => one.scenarios.flatMap((scenario) => scenario.proofs));
    const [first] = proofs;
    const shot = first?.evidence[0];
    if (!shot) throw new Error('the sample has a screenshot');
    proofs.at(-1)?.evidence.push({ ...shot });
    const html = await page(sample);
    expect(html.split('<img ').length).toBe(french.split('<img ').length);
    expect(textOf(html)).toContain('déjà montrée plus haut');
  });

  test('a missing picture leaves a link instead of a hole', async () => {
    const sample = sampleReport('fr');
    const html = await page({ report: sample.report, files: new Map() });
    expect(html).not.toContain('<img ');
    expect(html).toContain('href="./evidence/cda-dd-05-01-avis.png"');
  });
});

describe('report.html, hostile content', () => {
  let html: string;

  beforeAll(async () => {
    html = await page(hostileReport());
  });

  test('nothing of a product becomes markup', () => {
    const tags = new Set([...html.matchAll(/<([a-z0-9]+)/g)].map((match) => match[1]));
    expect([...tags].filter((tag) => ['script', 'img', 'iframe', 'svg', 'object', 'link'].includes(tag ?? ''))).toEqual(
      [],
    );
    expect(html).not.toMatch(/<[^>]* on[a-z]+=/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
  });

  test('control and direction characters are shown, not obeyed', () => {
    expect(html).not.toMatch(/[\u0000-\u0008\u001b\u202E]/);
    expect(html).toContain('␛[31m⟨U+202E⟩');
    expect(HOSTILE).toContain('\u001b');
  });

  test('no link leaves the run folder or runs a script', () => {
    const links = [...html.matchAll(/ href="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !/^(#|\.\/)/.test(link))).toEqual([]);
    expect(links.filter((link) => link.includes('..'))).toEqual([]);
  });
});

describe('report.html of 250 proofs and 2 500 exchanges', () => {
  let run: TestRun;

  beforeAll(async () => {
    run = await makeRun(largeReport());
    await run.write(htmlReporter);
  });

  afterAll(() => run.remove());

  test('weighs at most 2 MB', async () => {
    expect(Buffer.byteLength(await run.read('report.html'))).toBeLessThanOrEqual(2_000_000);
  });

  test('embeds the messages and pictures of what failed, and links to the rest', async () => {
    const html = await run.read('report.html');
    const failed = html.slice(html.indexOf('id="s:DMP/UX.008.01"'), html.indexOf('id="s:DMP/UX.008.02"'));
    expect(failed).toContain('<img src="data:image/png;base64,');
    const cited = html.slice(html.indexOf('id="x:x000141"'));
    expect(cited.slice(0, 2_000)).toContain('<pre>');
    expect(html).toContain('à ouvrir à part');
    expect([...html.matchAll(/ id="x:x\d+"/g)]).toHaveLength(2_500);
  });
});
