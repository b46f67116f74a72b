import type { ImportReport } from '../fixtures/directory/import/import-directory.js';
import type { Counts, DirectoryStatistics } from '../fixtures/directory/statistics.js';
import type { FileProblemReason } from '../mocks/wire/annuaire-files/file-tally.js';

const REASONS: Record<FileProblemReason, string> = {
  cut: 'coupée : moins de cellules que l’en-tête, ou fichier tronqué',
  'too-many-cells': 'plus de cellules que l’en-tête',
  'too-long': 'plus longue que 64 Kio',
  'not-text': 'caractères NUL : pas du texte',
  'no-identifier': 'sans identifiant',
  'not-understood': 'pas comprise',
  repeated: 'déjà lue',
  orphan: 'rattachée à rien de connu',
  'windows-1252': 'pas en UTF-8 : lue en Windows-1252',
  'odd-date': 'date invraisemblable',
  'swapped-coordinates': 'X et Y échangés, remis dans l’ordre',
  'wrong-key': 'numéro à clé fausse',
};

/** What an import did, file by file. */
export function importText(report: ImportReport, out: string, whole: boolean): string {
  const lines: string[] = [];
  for (const { name, format, tally } of report.files) {
    lines.push(
      name,
      `  ${format}, ${tally.encoding}${tally.bom ? ' avec BOM' : ''} : ${count(tally.kept)} gardées sur ${count(tally.read)}`,
    );
    for (const [reason, number] of tally.ignored) lines.push(`  ignorées, ${REASONS[reason]} : ${count(number)}`);
    for (const [reason, number] of tally.told) lines.push(`  signalées, ${REASONS[reason]} : ${count(number)}`);
    if (tally.unknownColumns.length > 0) lines.push(`  colonnes non lues : ${tally.unknownColumns.join(', ')}`);
    for (const { reason, line, column, detail } of tally.problems) {
      lines.push(
        `    ligne ${line}${column === undefined ? '' : `, colonne ${column}`} : ${REASONS[reason]} (${detail})`,
      );
    }
  }
  const { counts, people } = report;
  lines.push(
    `Annuaire : ${out}`,
    `  ${count(counts.professionals)} professionnels, ${count(counts.roles)} situations, ${count(counts.structures)} structures, ${count(counts.services)} activités, ${count(counts.devices)} équipements`,
  );
  const joins: [number, string][] = [
    [people.withoutProfession, 'personnes dont seul un diplôme est connu : laissées de côté'],
    [people.mailboxesWithoutRole, 'boîtes d’un lieu où la personne n’exerce pas : rattachées à la personne'],
    [people.repeatedMailboxes, 'adresses en double chez la même personne : gardées une fois'],
    [report.sitesWithoutLegalEntity, 'sites sans entité juridique connue'],
  ];
  for (const [number, text] of joins) if (number > 0) lines.push(`  ${count(number)} ${text}`);
  if (!whole) lines.push('ATTENTION : des lignes ou un fichier sont coupés ; cet annuaire n’est pas entier.');
  return `${lines.join('\n')}\n`;
}

/** Départements and professions shown; the JSON has them all. */
const SHOWN = 15;

/** Counts of a directory. */
export function statisticsText(statistics: DirectoryStatistics, data: string): string {
  const { professionals, roles, structures, mailboxes, wrongKeys } = statistics;
  return [
    `Annuaire ${data}`,
    `Professionnels : ${count(professionals.count)}, dont ${count(professionals.inactive)} inactifs et ${count(professionals.withoutRole)} sans situation`,
    ...shown(professionals.byProfession),
    `Situations : ${count(roles.count)}, dont ${count(roles.inactive)} inactives et ${count(roles.withoutStructure)} sans structure`,
    `Structures : ${count(structures.count)}, dont ${count(structures.inactive)} inactives et ${count(structures.withoutAddress)} sans adresse`,
    ...shown(structures.byKind),
    'Structures par département',
    ...shown(structures.byDepartment),
    `Activités : ${count(statistics.services)} ; équipements : ${count(statistics.devices)}`,
    `Boîtes MSSanté : ${count(mailboxes.count)}, dont ${count(mailboxes.redList)} en liste rouge`,
    ...shown(mailboxes.byType),
    `Numéros à clé fausse : RPPS ${count(wrongKeys.rpps)}, FINESS ${count(wrongKeys.finess)}, SIRET ${count(wrongKeys.siret)}, SIREN ${count(wrongKeys.siren)}`,
    '',
  ].join('\n');
}

function shown(counts: Counts): string[] {
  const all = Object.entries(counts);
  const lines = all.slice(0, SHOWN).map(([key, number]) => `  ${key.padEnd(8)} ${count(number)}`);
  return all.length > SHOWN ? [...lines, `  … et ${all.length - SHOWN} autres (--json les donne)`] : lines;
}

function count(number: number): string {
  return number.toLocaleString('fr-FR');
}
