import type {
  DirectoryMailbox,
  DirectoryProfessional,
  DirectoryRole,
  DirectoryStructure,
} from '../../fixtures/directory/records.js';
import {
  ANNUAIRE_IDENTIFIERS,
  type Coding,
  NOS,
  ORGANIZATION_SYSTEMS,
  SPECIALTY_SYSTEMS,
} from '../wire/annuaire-systems.js';

/** An identifier as a resource carries it: code of its type, system, value. */
export interface TypedIdentifier {
  /** Absent for a practice situation and for ARHGOS numbers. */
  type?: string;
  system: string;
  value: string;
}

const { idNatPs, rpps, idNatSt, finess, sirene, rppsRank } = ANNUAIRE_IDENTIFIERS;

/** Identifiers of a professional: IDNPS, then RPPS when it is known (annuaire.md §2.1). */
export function professionalIdentifiers(record: DirectoryProfessional): TypedIdentifier[] {
  return [
    ...(record.idNatPs === '' ? [] : [{ type: 'IDNPS', system: idNatPs, value: record.idNatPs }]),
    ...(record.rpps === '' ? [] : [{ type: 'RPPS', system: rpps, value: record.rpps }]),
  ];
}

/** Codings of each `qualification`, in order: diplomas, profession and category, savoir-faire (annuaire.md §2.1). */
export function professionalQualifications(record: DirectoryProfessional): Coding[][] {
  const qualifications = [
    ...record.diplomas.map(({ type, code }) => [
      type === 'DE' ? { system: NOS.R48, code } : { code },
      { system: NOS.R14, code: type },
    ]),
    [...coded(NOS[record.professionTerminology], record.professionCode), ...coded(NOS.R09, record.categoryCode)],
    ...record.specialties.map(({ type, code }) => {
      const system = SPECIALTY_SYSTEMS[type];
      return [system === undefined ? { code } : { system, code }, { system: NOS.R04, code: type }];
    }),
  ];
  return qualifications.filter((codings) => codings.length > 0);
}

/** `code` of a role, one coding each (annuaire.md §2.2). */
export function roleCodings(record: DirectoryRole): Coding[] {
  return [
    ...coded(NOS.R22, record.genre),
    ...coded(NOS.R23, record.mode),
    ...coded(NOS.R24, record.liberalType),
    ...coded(NOS.R21, record.function),
    ...coded(NOS.G05, record.pharmacistSection),
  ];
}

/** Identifiers of a structure: IDNST, FINESS of its kind, SIREN, SIRET, RPPS rank (annuaire.md §2.3). */
export function structureIdentifiers(record: DirectoryStructure): TypedIdentifier[] {
  const known = (type: string, system: string, value: string | undefined): TypedIdentifier[] =>
    value === undefined || value === '' ? [] : [{ type, system, value }];
  return [
    ...known('IDNST', idNatSt, record.idNatSt),
    ...known(record.kind === 'EJ' ? 'FINEJ' : 'FINEG', finess, record.finess),
    ...known('SIREN', sirene, record.siren),
    ...known('SIRET', sirene, record.siret),
    ...known('RPPSRG', rppsRank, record.rppsRank),
  ];
}

/** One `type` of a structure: its coding, and the tag of the extension as-ext-organization-types, if any. */
export interface StructureType extends Coding {
  tag?: string;
}

/** `type` of a structure; the category of establishment has no tag (annuaire.md §2.3). */
export function structureTypes(record: DirectoryStructure): StructureType[] {
  const tagged = (tag: string, system: string, code: string | undefined): StructureType[] =>
    coded(system, code).map((coding) => ({ tag, ...coding }));
  const entity = record.kind === 'EJ' ? 'LEGAL-ENTITY' : 'GEOGRAPHICAL-ENTITY';
  return [
    ...tagged('organizationType', ORGANIZATION_SYSTEMS.entity, record.kind === 'office' ? undefined : entity),
    ...tagged('secteurActiviteRASS', NOS.R02, record.sectorCode),
    ...coded(NOS.R66, record.categoryCode),
    ...tagged('statutJuridiqueINSEE', NOS.R72, record.legalStatusCode),
    ...tagged('sphParticipation', NOS.R73, record.publicServiceCode),
    ...tagged('typeEtablissement', ORGANIZATION_SYSTEMS.establishment, record.establishmentType),
    ...tagged('activiteINSEE', NOS.R75, record.apeCode),
  ];
}

function coded(system: string, code: string | undefined): Coding[] {
  return code === undefined || code === '' ? [] : [{ system, code }];
}

/** Boxes the public directory shows: those of the liste rouge are not published (annuaire.md §2.5). */
export function publishedMailboxes(record: { mailboxes: readonly DirectoryMailbox[] }): DirectoryMailbox[] {
  return record.mailboxes.filter(({ redList }) => !redList);
}

/** Register a structure comes from: value of `data-information-system` (annuaire.md §1.2). */
export function structureSource(record: DirectoryStructure): 'FINESS' | 'RPPS' {
  return record.kind === 'office' ? 'RPPS' : 'FINESS';
}
