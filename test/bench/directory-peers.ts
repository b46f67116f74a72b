import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Directory } from '../../fixtures/directory/records.js';
import { type DirectoryQuery, fold } from '../../mocks/annuaire/store/directory-query.js';
import type { DirectoryKind } from '../../mocks/annuaire/store/directory-store.js';
import type { Sample } from './directory-samples.js';

/** One search of the comparison: the same for the store, the scan and SQLite. */
export interface ComparedSearch {
  name: 'specialty+family' | 'family contains' | 'postal+name contains';
  kind: DirectoryKind;
  query: DirectoryQuery;
  /** Folded parameters, as SQL takes them. */
  parameters: string[];
}

/** What a search found: how many, and the first row (-1 for none). */
export interface Found {
  count: number;
  first: number;
}

/** Three searches of each sample. */
export function comparedSearches(samples: readonly Sample[]): ComparedSearch[] {
  return samples.flatMap(({ specialty, family, letters, postal, structureLetters }): ComparedSearch[] => [
    {
      name: 'specialty+family',
      kind: 'practitioner',
      query: [
        { kind: 'token', field: 'qualification-code', values: [{ code: specialty }] },
        { kind: 'string', field: 'family', match: 'starts-with', values: [family] },
      ],
      parameters: [specialty, fold(family), `${fold(family)}\uffff`],
    },
    {
      name: 'family contains',
      kind: 'practitioner',
      query: [{ kind: 'string', field: 'family', match: 'contains', values: [letters] }],
      parameters: [fold(letters)],
    },
    {
      name: 'postal+name contains',
      kind: 'organization',
      query: [
        { kind: 'string', field: 'address-postalcode', match: 'starts-with', values: [postal] },
        { kind: 'string', field: 'name', match: 'contains', values: [structureLetters] },
      ],
      parameters: [fold(postal), `${fold(postal)}\uffff`, fold(structureLetters)],
    },
  ]);
}

/** Folded texts of the columns both peers search: nothing for a record they do not find. */
export class PeerColumns {
  readonly families: string[] = [];
  readonly specialties: string[] = [];
  readonly names: string[] = [];
  readonly postals: string[] = [];

  /** Reads them once. */
  constructor({ professionals, structures }: Directory) {
    for (let row = 0; row < professionals.count; row += 1) {
      const { active, familyName, specialties, professionCode, categoryCode, diplomas } = professionals.at(row);
      const codes = [...specialties, ...diplomas].flatMap(({ type, code }) => [type, code]);
      this.families.push(active ? fold(familyName) : '');
      this.specialties.push(active ? [...new Set([professionCode, categoryCode, ...codes])].join(' ') : '');
    }
    for (let row = 0; row < structures.count; row += 1) {
      const { active, name, address } = structures.at(row);
      this.names.push(fold(name));
      this.postals.push(active && address ? fold(address.postalCode) : '');
    }
  }

  /** Peer 1: every row, one after the other. */
  scan({ name, parameters }: ComparedSearch): Found {
    const [one = '', two = '', three = ''] = parameters;
    const { families, specialties, names, postals } = this;
    switch (name) {
      case 'specialty+family':
        return scanned(
          families,
          (family, row) => family.startsWith(two) && ` ${specialties[row] ?? ''} `.includes(` ${one} `),
        );
      case 'family contains':
        return scanned(families, (family) => family.includes(one));
      case 'postal+name contains':
        return scanned(postals, (postal, row) => postal.startsWith(one) && (names[row] ?? '').includes(three));
    }
  }

  /** Peer 2: SQLite, by Python's module; undefined when Python is not there. */
  async sqlite(searches: readonly ComparedSearch[]): Promise<SqliteResult | undefined> {
    const peer = spawn('python3', [new URL('directory-sqlite.py', import.meta.url).pathname], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const absent = once(peer, 'error').then(() => undefined);
    const output: Buffer[] = [];
    peer.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    const done = once(peer, 'close').then(() => JSON.parse(Buffer.concat(output).toString()) as SqliteResult);
    for (const lines of this.#lines(searches)) {
      if (peer.exitCode !== null || peer.pid === undefined) break;
      if (!peer.stdin.write(lines)) await Promise.race([once(peer.stdin, 'drain'), absent]);
    }
    peer.stdin.end();
    return Promise.race([done, absent]);
  }

  *#lines(searches: readonly ComparedSearch[]): Generator<string> {
    for (let row = 0; row < this.families.length; row += 1) {
      yield `P\t${row}\t${this.families[row] ?? ''}\t${this.specialties[row] ?? ''}\n`;
    }
    for (let row = 0; row < this.names.length; row += 1) {
      yield `S\t${row}\t${this.names[row] ?? ''}\t${this.postals[row] ?? ''}\n`;
    }
    for (const { name, parameters } of searches) yield `Q\t${name}\t${parameters.join('\t')}\n`;
  }
}

/** What the Python peer tells. */
export interface SqliteResult {
  version: string;
  loadSeconds: number;
  memoryMb: number;
  durations: Record<string, (Found & { ms: number })[]>;
}

function scanned(column: readonly string[], test: (text: string, row: number) => boolean): Found {
  let count = 0;
  let first = -1;
  for (let row = 0; row < column.length; row += 1) {
    if (!test(column[row] ?? '', row)) continue;
    if (first < 0) first = row;
    count += 1;
  }
  return { count, first };
}
