import type { DirectoryQuery, Predicate, StringMatch } from '../../../../../mocks/annuaire/store/directory-query.js';
import type { DirectoryKind } from '../../../../../mocks/annuaire/store/directory-store.js';
import { type AnyRecord, type IdOf, referenceOf, type Rows, textsOf, tokensOf } from './naive-oracle.js';

/** A number below `below`, the next one of a suite. */
export type Dice = (below: number) => number;

/** A suite of numbers that depends on the seed only (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b_79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

/** Fields the queries use, by kind of predicate. */
const FIELDS: Record<DirectoryKind, { text: string[]; token: string[]; reference: string[] }> = {
  practitioner: {
    text: ['family', 'given', 'name', 'mailbox-mss', 'number-smartcard'],
    token: ['_id', 'active', 'identifier', 'identifier-type', 'qualification-code'],
    reference: [],
  },
  practitionerRole: {
    text: ['mailbox-mss'],
    token: ['_id', 'active', 'identifier', 'role'],
    reference: ['practitioner', 'organization'],
  },
  organization: {
    text: ['name', 'name-and-alias', 'address', 'address-city', 'address-postalcode', 'address-line', 'mailbox-mss'],
    token: ['_id', 'active', 'identifier', 'identifier-type', 'data-information-system', 'type'],
    reference: ['partof'],
  },
  healthcareService: {
    text: [],
    token: ['_id', '_profile', 'active', 'identifier', 'service-category', 'service-type', 'characteristic'],
    reference: ['organization'],
  },
  device: { text: ['manufacturer'], token: ['_id', 'identifier', 'type'], reference: ['organization'] },
};

/** A query of up to three criteria whose values come from the records, so that most of them find something. */
export function randomQuery(dice: Dice, kind: DirectoryKind, rows: Rows, idOf: IdOf): DirectoryQuery {
  return Array.from({ length: dice(4) }, () => randomPredicate(dice, kind, rows, idOf));
}

function randomPredicate(dice: Dice, kind: DirectoryKind, rows: Rows, idOf: IdOf): Predicate {
  const { text, token, reference } = FIELDS[kind];
  const field = [...text, ...token, ...token, ...reference, '_lastUpdated'];
  const name = one(dice, field);
  const some = () => rows[dice(rows.length)] ?? rows.find((record) => record !== undefined);
  const several = <T>(value: (record: AnyRecord) => readonly T[]): T[] =>
    Array.from({ length: 1 + dice(3) * dice(2) }, some).flatMap((record) => {
      const values = record ? value(record) : [];
      return values.length === 0 ? [] : [one(dice, values)];
    });
  const not = dice(5) === 0 ? { not: true } : {};
  if (name === '_lastUpdated') {
    const from = some()?.lastUpdated ?? 0;
    return {
      kind: 'date',
      field: name,
      ranges: [dice(2) ? { from } : { from, to: from + dice(40) * 86_400_000 }],
      ...not,
    };
  }
  if (text.includes(name)) {
    const match: StringMatch = one(dice, ['starts-with', 'contains', 'exact']);
    const values = several((record) => textsOf(kind, name, record)).map((value) => part(dice, value, match));
    return { kind: 'string', field: name, match, values, ...not };
  }
  if (token.includes(name)) {
    const values = several((record) => tokensOf(kind, name, record)).map(([system, code]) => ({
      ...(dice(2) && system !== undefined ? { system } : {}),
      ...(dice(8) || system === undefined ? { code: dice(30) ? code : `${code}0` } : {}),
    }));
    return {
      kind: 'token',
      field: name,
      values: values.filter((value) => 'system' in value || 'code' in value),
      ...not,
    };
  }
  const ids = several((record) => [referenceOf(name, record, idOf)].filter((id) => id !== undefined));
  return { kind: 'reference', field: name, ids: dice(20) ? ids : ['unknown'], ...not };
}

/** A piece of the text, as `match` looks for it, sometimes in another case or without accents. */
function part(dice: Dice, text: string, match: StringMatch): string {
  const characters = Array.from(text);
  const from = match === 'contains' ? dice(characters.length) : 0;
  const length = match === 'exact' && dice(3) ? characters.length : 1 + dice(characters.length - from);
  const piece = characters.slice(from, from + length).join('');
  return one(dice, [piece, piece, piece.toLowerCase(), piece.toUpperCase(), piece.normalize('NFD')]);
}

function one<T>(dice: Dice, values: readonly T[]): T {
  return values[dice(values.length)] as T;
}
