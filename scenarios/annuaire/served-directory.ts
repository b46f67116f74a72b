import { DIRECTORY_PROFILES, type DirectoryProfile, openDirectory } from '../../fixtures/directory/directory.js';
import { openImportedDirectory } from '../../fixtures/directory/imported.js';
import type {
  Directory,
  DirectoryMailbox,
  DirectoryProfessional,
  DirectoryRole,
} from '../../fixtures/directory/records.js';
import type { ScenarioContext } from '../harness/index.js';

/** The directory the bench serves: the records the oracle reads. */
export async function servedDirectory(t: ScenarioContext): Promise<Directory> {
  const { name } = await t.control<{ name: string }>('annuaire', 'describe', {});
  const profile = DIRECTORY_PROFILES.find((one): one is DirectoryProfile => one === name);
  return profile === undefined ? openImportedDirectory(name) : openDirectory(profile);
}

/** A professional a scenario has written into the directory for itself, and how they stand there. */
export interface AddedProfessional {
  /** FHIR ids of the professional and of their situation. */
  id: string;
  roleId: string;
  rpps: string;
  familyName: string;
  givenName: string;
  professionCode: string;
  active: boolean;
  /** PER boxes attached to the person. */
  mailboxes: readonly string[];
  /** Row, in the directory served, of the structure where they exercise. */
  structure: number;
  /** Its number. */
  finess: string;
}

/** The directory with these professionals besides, as the oracle must read it. */
export function withProfessionals(directory: Directory, added: readonly AddedProfessional[]): Directory {
  const { professionals, roles } = directory;
  const persons = added.map((one, rank) => professionalOf(one, professionals.count + rank));
  const situations = added.map((one, rank) => roleOf(one, roles.count + rank, professionals.count + rank));
  return {
    ...directory,
    professionals: longer(professionals, persons),
    roles: longer(roles, situations),
  };
}

function longer<Row>(table: { count: number; at(index: number): Row }, more: readonly Row[]) {
  return {
    count: table.count + more.length,
    at: (index: number): Row => more[index - table.count] ?? table.at(index),
  };
}

function professionalOf(one: AddedProfessional, index: number): DirectoryProfessional {
  const { id, rpps, active, familyName, givenName, professionCode } = one;
  return {
    index,
    id,
    rpps,
    idNatPs: `8${rpps}`,
    active,
    familyName,
    givenNames: [givenName],
    professionTerminology: 'G15',
    professionCode,
    categoryCode: 'C',
    specialties: [],
    diplomas: [],
    mailboxes: one.mailboxes.map((address): DirectoryMailbox => ({ address, type: 'PER', redList: false })),
    smartcards: [],
    lastUpdated: 0,
  };
}

function roleOf({ roleId, active, structure }: AddedProfessional, index: number, professional: number): DirectoryRole {
  return {
    index,
    id: roleId,
    situationId: '',
    active,
    professional,
    structure,
    genre: 'GENR01',
    mode: 'L',
    mailboxes: [],
    lastUpdated: 0,
  };
}
