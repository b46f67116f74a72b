import { parse } from 'csv-parse/sync';
import { BancError } from '../errors.js';
import type { FinessAddress, FinessSite } from './finess-model.js';
import { dateOf, dateProblem } from './finess-values.js';
import type { FileTally } from './file-tally.js';
import { putPlaceRight } from './read-finess-structures.js';
import { type TextLine, textLines } from './text-lines.js';

/** A site of a legacy FINESS file. */
export interface LegacyFinessSite {
  site: FinessSite;
  /** FINESS number of its legal entity. */
  legalFiness: string;
}

/** Fields of a `structureet` line, after that word, in order (annuaire.md §8.3). */
const STRUCTURE_FIELDS = [
  ...[
    'nofinesset',
    'nofinessej',
    'rs',
    'rslongue',
    'complrs',
    'compldistrib',
    'numvoie',
    'typvoie',
    'voie',
    'compvoie',
  ],
  ...['lieuditbp', 'commune', 'departement', 'libdepartement', 'ligneacheminement', 'telephone', 'telecopie'],
  ...['categetab', 'libcategetab', 'categagretab', 'libcategagretab', 'siret', 'codeape', 'codemft', 'libmft'],
  ...['codesph', 'libsph', 'dateouv', 'dateautor', 'datemaj', 'numuai'],
];

/**
 * Reads a legacy FINESS file in bounded memory: `etalab-cs1100502-stock-*.csv`, without header, whose `structureet` lines
 * come before the `geolocalisation` ones (counted, not joined: the directory has no coordinates), or the derived file
 * with a header. `;`, cells quoted or not; UTF-8 or Windows-1252 (annuaire.md §8.3). A site without number or with
 * fewer cells is left out and counted.
 *
 * @throws BancError BANC_DIRECTORY when it is neither.
 */
export async function* readLegacyFiness(
  bytes: AsyncIterable<Uint8Array>,
  tally: FileTally,
): AsyncGenerator<LegacyFinessSite> {
  let header: string[] | undefined;
  for await (const { number: line, text } of eachLine(bytes, tally)) {
    if (text === '') continue;
    const record = cellsOf(text);
    if (header === undefined) {
      header = headerOf(record ?? []);
      continue;
    }
    if (record === undefined) {
      tally.read += 1;
      tally.ignore({ reason: 'not-understood', line, detail: 'un guillemet qui ne se ferme pas' });
      continue;
    }
    const [first = ''] = record;
    tally.read += 1;
    if (first === 'geolocalisation') {
      const place = { x: record[2] ?? '', y: record[3] ?? '' };
      if (putPlaceRight(place)) tally.tell({ reason: 'swapped-coordinates', line, detail: record[1] ?? '' });
      tally.kept += 1;
      continue;
    }
    const cells = first === 'structureet' ? record.slice(1) : record;
    const found = siteOf(Object.fromEntries(header.map((name, at) => [name, (cells[at] ?? '').trim()])));
    if (cells.length < header.length) {
      const detail = `${cells.length} cellules, ${header.length} attendues`;
      tally.ignore({ reason: 'cut', line, column: cells.length, detail });
    } else if (found.site.finess === '')
      tally.ignore({ reason: 'no-identifier', line, column: 2, detail: 'aucun numéro' });
    else {
      for (const date of [found.site.openedOn, found.site.authorisedOn]) {
        const reason = dateProblem(date);
        if (reason) tally.tell({ reason, line, detail: `${found.site.finess} : ${date}` });
      }
      tally.kept += 1;
      yield found;
    }
  }
  if (header === undefined) throw new BancError('BANC_DIRECTORY', 'Legacy FINESS: the file is empty.');
}

async function* eachLine(bytes: AsyncIterable<Uint8Array>, tally: FileTally): AsyncGenerator<TextLine> {
  for await (const lines of textLines(bytes, tally)) yield* lines;
}

/** Cells of a line; no cell of these files holds a line end. Undefined for a quote that never closes. */
function cellsOf(line: string): string[] | undefined {
  try {
    return parse(line, { delimiter: ';', quote: '"', relax_quotes: true })[0];
  } catch {
    return undefined;
  }
}

/** Names of the columns: those of the header, or the published ones when the first line is `finess;etalab;…`. */
function headerOf(first: string[]): string[] {
  if (first[0] === 'finess') return STRUCTURE_FIELDS;
  if (first.includes('nofinesset')) return first.map((name) => name.trim());
  throw new BancError(
    'BANC_DIRECTORY',
    'La ligne 1 n’est ni « finess;etalab;… » ni un en-tête avec « nofinesset » : ce n’est pas un ancien fichier FINESS.',
  );
}

function siteOf(row: Record<string, string>): LegacyFinessSite {
  const said = (...names: string[]) => names.map((name) => row[name] ?? '').find((text) => text !== '') ?? '';
  const routing = /^(?:(\d{5}) )?(.*)$/.exec(said('ligneacheminement', 'libelle_routage'));
  const address: FinessAddress = {
    usage: '03',
    wayNumber: said('numvoie'),
    wayNumberSuffix: said('compvoie'),
    wayType: said('typvoie'),
    wayName: said('voie'),
    locationComplement: said('compldistrib'),
    locality: '',
    communeCode: said('cog') || communeOf(said('departement'), said('commune')),
    routing: routing?.[2] ?? '',
    lines: ['', '', '', '', said('lieuditbp'), ''],
    postalCode: said('codepostal') || (routing?.[1] ?? ''),
    x: said('coordx'),
    y: said('coordy'),
    latitude: '',
    longitude: '',
  };
  const opened = dateOf(said('dateouv', 'dateouvert'));
  return {
    legalFiness: said('nofinessej'),
    site: {
      id: '',
      finess: said('nofinesset'),
      name: said('rs', 'rslongue'),
      longName: said('rslongue'),
      categoryCode: said('categetab'),
      openedOn: opened,
      closedOn: '',
      active: true,
      addresses: [address],
      contacts: [{ phone: said('telephone'), fax: said('telecopie'), email: '' }],
      siret: said('siret'),
      publicServiceCodes: [said('codesph', 'sph')].filter((code) => code !== ''),
      pricingCode: said('codemft', 'mft'),
      budgetCodes: [],
      authorisedOn: dateOf(said('dateautor')),
    },
  };
}

/** INSEE code of a commune from its FINESS département and its three digits; '' overseas, where the third is elsewhere. */
function communeOf(department: string, commune: string): string {
  return /^(\d\d|2[AB])$/.test(department) && /^\d{3}$/.test(commune) ? department + commune : '';
}
