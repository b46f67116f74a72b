import type { Directory, DirectoryStructure } from '../../fixtures/directory/records.js';
import { luhnKey } from '../../mocks/wire/identifiers.js';
import { BancError } from '../../mocks/wire/errors.js';
import type { ScenarioContext } from '../harness/index.js';
import type { AddedProfessional } from './served-directory.js';

/** Synthetic RPPS no generated directory uses (annuaire.md §5): `9976`, six digits, key. */
const PREFIX = '9976';

/** What is asked for a professional written by a scenario. */
export interface WantedProfessional {
  /** Tells it from the others of the scenario: makes its RPPS and its name. */
  name: string;
  professionCode?: string;
  mailboxes?: readonly string[];
  /** Takes the names of that one: a homonym. */
  namedAs?: AddedProfessional;
}

/** Names and number a professional of this run would have, whether or not they are in the directory. */
export function imagined(t: ScenarioContext, directory: Directory, wanted: WantedProfessional): AddedProfessional {
  const { name, professionCode = '10', mailboxes = [], namedAs } = wanted;
  const suffix = lettersOf(t.runKey);
  return {
    id: '',
    roleId: '',
    rpps: rppsOf(`${t.runKey}/${name}`),
    familyName: namedAs?.familyName ?? `ESSAI-${name.toUpperCase()}-${suffix}`,
    givenName: namedAs?.givenName ?? 'Lou',
    professionCode,
    active: true,
    mailboxes,
    structure: placeIn(directory).index,
    finess: placeIn(directory).finess ?? '',
  };
}

/** Writes a professional into the directory. {@link removeProfessionals} takes them away. */
export async function insertProfessional(t: ScenarioContext, one: AddedProfessional): Promise<AddedProfessional> {
  const { rpps, familyName, givenName, professionCode, mailboxes, finess } = one;
  const { id, roleId } = await t.control<{ id: string; roleId: string }>('annuaire', 'insert-professional', {
    rpps,
    familyName,
    givenNames: [givenName],
    professionCode,
    mailboxes: mailboxes.map((address) => ({ address, type: 'PER' })),
    structure: finess,
  });
  return { ...one, id, roleId };
}

/** Takes professionals a scenario wrote out of the directory: it is left as it was found. */
export async function removeProfessionals(t: ScenarioContext, added: readonly AddedProfessional[]): Promise<void> {
  for (const { id, roleId } of added) {
    await t.control('annuaire', 'purge', { type: 'PractitionerRole', id: roleId });
    await t.control('annuaire', 'purge', { type: 'Practitioner', id });
  }
}

/** The first site in service that has a number and a town. */
function placeIn({ structures }: Directory): DirectoryStructure {
  for (let row = 0; row < structures.count; row += 1) {
    const one = structures.at(row);
    if (one.active && one.kind === 'EG' && one.finess !== undefined && one.address) return one;
  }
  throw new BancError('BANC_SCENARIO_INVALID', 'L’annuaire servi n’a aucun établissement en service.');
}

/** Letters only: products check names. */
function lettersOf(runKey: string): string {
  const letters = runKey.replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)] ?? '');
  return letters.replace(/[^A-Za-z]/g, '').toUpperCase();
}

function rppsOf(seed: string): string {
  let hash = 7;
  for (const sign of seed) hash = (hash * 31 + sign.charCodeAt(0)) % 1_000_000;
  const body = `${PREFIX}${String(hash).padStart(6, '0')}`;
  return body + luhnKey(body);
}
