import type { Lang, Text } from '../harness/text.js';
import type { Catalogue } from './catalogue.js';
import type { CoverageRow, Drive } from './coverage.js';

const DRIVES: Record<Drive, Text> = {
  automatic: { fr: 'automatique', en: 'automatic' },
  operator: { fr: 'opérateur', en: 'operator' },
  document: { fr: 'document', en: 'document' },
};

const WORDS = {
  title: { fr: 'Couverture des exigences', en: 'Coverage of the requirements' },
  generated: {
    fr: 'Page générée depuis le catalogue et les scénarios du banc ; ne pas la modifier à la main.',
    en: 'Page generated from the catalogue and the bench’s scenarios; do not edit by hand.',
  },
  legend: {
    fr: '« projet » : rédaction issue d’un document de travail ou lue en partie, susceptible de différer du REM publié. « attesté » : numéro et sujet confirmés par une source de 2024 ou après. « ? » : profil à confirmer. « n° du banc » : preuve qu’aucune source ne numérote. Conduite entre parenthèses : prévue, pas encore construite.',
    en: '“draft”: wording from a working document or read in part, which may differ from the published REM. “attested”: id and topic confirmed by a source of 2024 or later. “?”: profile to be confirmed. “bench’s id”: proof that no source numbers. Drive in brackets: planned, not built yet.',
  },
  version: { fr: 'Version du catalogue', en: 'Catalogue version' },
  summary: { fr: 'Par thème', en: 'By theme' },
  theme: { fr: 'Thème', en: 'Theme' },
  requirements: { fr: 'Exigences', en: 'Requirements' },
  rows: { fr: 'Lignes', en: 'Rows' },
  covered: { fr: 'Couvertes', en: 'Covered' },
  total: { fr: 'Total', en: 'Total' },
  requirement: { fr: 'Exigence', en: 'Requirement' },
  profiles: { fr: 'Profils', en: 'Profiles' },
  subject: { fr: 'Sujet', en: 'Subject' },
  wording: { fr: 'Rédaction', en: 'Wording' },
  scenario: { fr: 'Scénario', en: 'Scenario' },
  proofs: { fr: 'Preuves', en: 'Proofs' },
  drive: { fr: 'Conduite', en: 'Drive' },
  state: { fr: 'Couverture', en: 'Coverage' },
  yes: { fr: 'couverte', en: 'covered' },
  draft: { fr: 'projet', en: 'draft' },
  final: { fr: 'publiée', en: 'published' },
  attested: { fr: 'attesté', en: 'attested' },
  rule: { fr: 'règle de guide', en: 'guide rule' },
  kept: { fr: 'vague 1', en: 'wave 1' },
  ours: { fr: 'n° du banc', en: 'bench’s id' },
} satisfies Record<string, Text>;

/**
 * The page `docs/reference/coverage.md`: a summary per theme, then every row.
 * @param catalogue for its version and its warning.
 */
export function renderCoverageMarkdown(rows: readonly CoverageRow[], lang: Lang, catalogue: Catalogue): string {
  const say = (word: keyof typeof WORDS): string => WORDS[word][lang];
  const themes = groupByTheme(rows, say('kept'));
  const counts = (of: readonly CoverageRow[]): string[] => [
    String(new Set(of.map((row) => row.requirement)).size),
    String(of.length),
    String(of.filter((row) => row.covered).length),
  ];
  const summary = [
    line([say('theme'), say('requirements'), say('rows'), say('covered')]),
    line(['---', '---:', '---:', '---:']),
    ...[...themes].map(([theme, of]) => line([theme, ...counts(of)])),
    line([`**${say('total')}**`, ...counts(rows).map((count) => `**${count}**`)]),
  ];
  const header = ['requirement', 'profiles', 'subject', 'wording', 'scenario', 'proofs', 'drive', 'state'] as const;
  const details = [...themes].flatMap(([theme, of]) => [
    `## ${theme}`,
    '',
    line(header.map(say)),
    line(header.map(() => '---')),
    ...of.map((row) => line(cells(row, lang))),
    '',
  ]);
  return [
    `# ${say('title')}`,
    '',
    say('generated'),
    '',
    `> ${catalogue.warning[lang]}`,
    '',
    `${say('version')}${lang === 'fr' ? ' :' : ':'} \`${catalogue.version}\`. ${say('legend')}`,
    '',
    `## ${say('summary')}`,
    '',
    ...summary,
    '',
    ...details,
  ].join('\n');
}

function cells(row: CoverageRow, lang: Lang): string[] {
  const labels = [
    WORDS[row.wording][lang],
    ...(row.attested ? [WORDS.attested[lang]] : []),
    ...(row.kind === 'rule' ? [WORDS.rule[lang]] : []),
  ];
  const drive = DRIVES[row.drive][lang];
  return [
    `\`${row.requirement}\``,
    row.profiles.map((profile) => (row.profilesConfirmed ? profile : `${profile} ?`)).join(', '),
    `${row.title[lang]} (${row.obligation})`,
    labels.join(', '),
    row.scenario === undefined ? '—' : `\`${row.scenario}\``,
    row.proofs.length === 0 ? '—' : row.proofs.map((proof) => proofCell(proof, row, lang)).join(' '),
    row.covered ? drive : `(${drive})`,
    row.covered ? WORDS.yes[lang] : (row.reason?.[lang] ?? ''),
  ];
}

function proofCell(proof: string, row: CoverageRow, lang: Lang): string {
  return row.proofsOfBench.includes(proof) ? `\`${proof}\` (${WORDS.ours[lang]})` : `\`${proof}\``;
}

function groupByTheme(rows: readonly CoverageRow[], kept: string): Map<string, CoverageRow[]> {
  const themes = new Map<string, CoverageRow[]>();
  for (const row of rows) {
    const theme = row.wave === 'va1' ? `${row.theme}, ${kept}` : row.theme;
    const of = themes.get(theme) ?? [];
    of.push(row);
    themes.set(theme, of);
  }
  return themes;
}

function line(cellsOfLine: readonly string[]): string {
  return `| ${cellsOfLine.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
