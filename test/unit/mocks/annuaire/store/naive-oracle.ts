import type {
  Directory,
  DirectoryDevice,
  DirectoryMailbox,
  DirectoryProfessional,
  DirectoryRole,
  DirectoryService,
  DirectoryStructure,
} from '../../../../../fixtures/directory/records.js';
import type { DirectoryQuery, Predicate } from '../../../../../mocks/annuaire/store/directory-query.js';
import type { DirectoryKind, RecordOf } from '../../../../../mocks/annuaire/store/directory-store.js';

/** A record of any kind. */
export type AnyRecord = RecordOf[DirectoryKind];
/** The records of a kind by row; a hole where there is none. */
export type Rows = readonly (AnyRecord | undefined)[];

/** The table of a kind. */
export function tableOf(directory: Directory, kind: DirectoryKind): { count: number; at(index: number): AnyRecord } {
  switch (kind) {
    case 'practitioner':
      return directory.professionals;
    case 'practitionerRole':
      return directory.roles;
    case 'organization':
      return directory.structures;
    case 'healthcareService':
      return directory.services;
    case 'device':
      return directory.devices;
  }
}

/** All the records of a directory, kind by kind. */
export function allRows(directory: Directory): Record<DirectoryKind, AnyRecord[]> {
  const rows = (kind: DirectoryKind) => {
    const table = tableOf(directory, kind);
    return Array.from({ length: table.count }, (_, row) => table.at(row));
  };
  return {
    practitioner: rows('practitioner'),
    practitionerRole: rows('practitionerRole'),
    organization: rows('organization'),
    healthcareService: rows('healthcareService'),
    device: rows('device'),
  };
}

/** What a plain reading of the rules finds: every row, tried one after the other (annuaire.md §§1.2, 1.4, 2). */
export function naiveSearch(kind: DirectoryKind, rows: Rows, query: DirectoryQuery, idOf: IdOf): number[] {
  return rows.flatMap((record, row) => {
    if (!record) return [];
    return query.every((predicate) => holds(kind, record, predicate, idOf) !== (predicate.not ?? false)) ? [row] : [];
  });
}

/** FHIR id of the record of a row, whatever became of it. */
export type IdOf = (kind: DirectoryKind, row: number) => string;

function holds(kind: DirectoryKind, record: AnyRecord, predicate: Predicate, idOf: IdOf): boolean {
  switch (predicate.kind) {
    case 'string': {
      const texts = textsOf(kind, predicate.field, record);
      return predicate.values.some((value) => texts.some((text) => compare(predicate.match, text, value)));
    }
    case 'token': {
      const tokens = tokensOf(kind, predicate.field, record);
      return predicate.values.some((value) =>
        tokens.some(([system, code]) => {
          if (value.system !== undefined && value.system !== system) return false;
          return value.code === undefined || value.code === code;
        }),
      );
    }
    case 'reference': {
      const id = referenceOf(predicate.field, record, idOf);
      return id !== undefined && predicate.ids.includes(id);
    }
    case 'date':
      return predicate.ranges.some(
        ({ from, to }) =>
          (from === undefined || record.lastUpdated >= from) && (to === undefined || record.lastUpdated < to),
      );
  }
}

function compare(match: string, text: string, value: string): boolean {
  if (match === 'exact') return text === value;
  const plain = (one: string) =>
    one
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replaceAll('\n', ' ')
      .toLowerCase();
  return match === 'contains' ? plain(text).includes(plain(value)) : plain(text).startsWith(plain(value));
}

type Token = [system: string | undefined, code: string];

const nos = (name: string) => `https://mos.esante.gouv.fr/NOS/TRE_${name}/FHIR/TRE-${name}`;
const TYPES = 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203';
const ARHGOS = 'https://arhgos.ars.sante.fr';

/** Values the rules give a record in a field. */
export function textsOf(kind: DirectoryKind, field: string, record: AnyRecord): string[] {
  const boxes = (all: readonly DirectoryMailbox[]) =>
    all.filter(({ redList }) => !redList).map(({ address }) => address);
  const given = (...texts: (string | undefined)[]) => texts.filter((text) => text !== undefined);
  if (kind === 'practitioner') {
    const one = record as DirectoryProfessional;
    if (!one.active) return [];
    switch (field) {
      case 'family':
        return [one.familyName];
      case 'given':
        return [...one.givenNames];
      case 'name':
        return [...given(one.civility, one.exerciseCivility), one.familyName, ...one.givenNames];
      case 'mailbox-mss':
        return boxes(one.mailboxes);
      case 'number-smartcard':
        return one.smartcards.map(({ number }) => number);
    }
  }
  if (kind === 'practitionerRole' && field === 'mailbox-mss') {
    const one = record as DirectoryRole;
    return one.active ? boxes(one.mailboxes) : [];
  }
  if (kind === 'organization') {
    const one = record as DirectoryStructure;
    if (field === 'name') return [one.name];
    if (field === 'name-and-alias') return one.active ? given(one.name, one.alias) : [one.name];
    if (!one.active) return [];
    switch (field) {
      case 'address':
        return given(one.address?.city, one.address?.postalCode);
      case 'address-city':
        return given(one.address?.city);
      case 'address-postalcode':
        return given(one.address?.postalCode);
      case 'address-line':
        return given(one.address?.line);
      case 'mailbox-mss':
        return boxes(one.mailboxes);
      case 'pharmacy-licence':
        return given(one.pharmacyLicence);
    }
  }
  if (kind === 'device') {
    const one = record as DirectoryDevice;
    return field === 'manufacturer' && one.status !== 'inactive' ? given(one.manufacturer) : [];
  }
  throw new Error(`the oracle knows no text ${kind}.${field}`);
}

/** Values the rules give a record in a field. */
export function tokensOf(kind: DirectoryKind, field: string, record: AnyRecord): Token[] {
  if (field === '_id') return [[undefined, record.id]];
  if (field === 'active' && 'active' in record) {
    return [['http://hl7.org/fhir/ValueSet/special-values', record.active ? 'true' : 'false']];
  }
  if (kind === 'practitioner') return professionalTokens(field, record as DirectoryProfessional);
  if (kind === 'practitionerRole') return roleTokens(field, record as DirectoryRole);
  if (kind === 'organization') return structureTokens(field, record as DirectoryStructure);
  if (kind === 'healthcareService') return serviceTokens(field, record as DirectoryService);
  const device = record as DirectoryDevice;
  if (field === 'identifier') return [[ARHGOS, device.arhgos]];
  if (field === 'type' && device.status === 'inactive') return [];
  if (field === 'type') return [[nos('R272-EquipementMaterielLourd'), device.typeCode]];
  throw new Error(`the oracle knows no token device.${field}`);
}

function professionalTokens(field: string, one: DirectoryProfessional): Token[] {
  if (field === 'identifier') {
    const number: Token = ['urn:oid:1.2.250.1.71.4.2.1', one.idNatPs];
    return one.rpps ? [number, ['https://rpps.esante.gouv.fr', one.rpps]] : [number];
  }
  if (field === 'identifier-type')
    return one.rpps
      ? [
          [TYPES, 'IDNPS'],
          [TYPES, 'RPPS'],
        ]
      : [[TYPES, 'IDNPS']];
  if (field !== 'qualification-code') throw new Error(`the oracle knows no token practitioner.${field}`);
  if (!one.active) return [];
  const professions = { G15: 'G15-ProfessionSante', R94: 'R94-ProfessionSocial', R95: 'R95-UsagerTitre' };
  const specialties: Record<string, string> = { S: 'R38-SpecialiteOrdinale', CEX: 'R40-CompetenceExclusive' };
  return [
    [nos(professions[one.professionTerminology]), one.professionCode],
    [nos('R09-CategorieProfessionnelle'), one.categoryCode],
    ...one.specialties.flatMap(({ type, code }): Token[] => [
      [nos('R04-TypeSavoirFaire'), type],
      [nos(specialties[type] ?? ''), code],
    ]),
    ...one.diplomas.flatMap(({ type, code }): Token[] => [
      [nos('R14-TypeDiplome'), type],
      [type === 'DE' ? nos('R48-DiplomeEtatFrancais') : undefined, code],
    ]),
  ];
}

function roleTokens(field: string, one: DirectoryRole): Token[] {
  if (field === 'identifier') return [['https://rpps.esante.gouv.fr', one.situationId]];
  if (field !== 'role') throw new Error(`the oracle knows no token practitionerRole.${field}`);
  if (!one.active) return [];
  const tokens: Token[] = [
    [nos('R22-GenreActivite'), one.genre],
    [nos('R23-ModeExercice'), one.mode],
  ];
  if (one.liberalType) tokens.push([nos('R24-TypeActiviteLiberale'), one.liberalType]);
  if (one.function) tokens.push([nos('R21-Fonction'), one.function]);
  if (one.pharmacistSection) tokens.push([nos('G05-SousSectionTableauCNOP'), one.pharmacistSection]);
  return tokens;
}

function structureTokens(field: string, one: DirectoryStructure): Token[] {
  const sites: Record<string, string> = { EJ: 'FINEJ', EG: 'FINEG', office: 'FINEG' };
  if (field === 'identifier' || field === 'identifier-type') {
    const numbers: [type: string, system: string, value: string | undefined][] = [
      ['IDNST', 'urn:oid:1.2.250.1.71.4.2.2', one.idNatSt],
      [sites[one.kind] ?? '', 'https://finess.esante.gouv.fr', one.finess],
      ['SIREN', 'https://sirene.fr', one.siren],
      ['SIRET', 'https://sirene.fr', one.siret],
      ['RPPSRG', 'https://rppsrang.esante.gouv.fr', one.rppsRank],
    ];
    return numbers.flatMap(([type, system, value]): Token[] => {
      if (value === undefined) return [];
      return field === 'identifier' ? [[system, value]] : [[TYPES, type]];
    });
  }
  if (field === 'data-information-system') {
    const system = 'https://interop.esante.gouv.fr/ig/fhir/annuaire/CodeSystem/as-cs-type-systeme-information';
    return [[system, one.kind === 'office' ? 'RPPS' : 'FINESS']];
  }
  if (field !== 'type') throw new Error(`the oracle knows no token organization.${field}`);
  if (!one.active) return [];
  const entities = { EJ: 'LEGAL-ENTITY', EG: 'GEOGRAPHICAL-ENTITY', office: undefined };
  const tokens: [system: string, code: string | undefined][] = [
    ['https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-3307', entities[one.kind]],
    [nos('R02-SecteurActivite'), one.sectorCode],
    [nos('R66-CategorieEtablissement'), one.categoryCode],
    [nos('R72-FinessStatutJuridique'), one.legalStatusCode],
    [nos('R73-ESPIC'), one.publicServiceCode],
    [nos('R75-InseeNAFrev2Niveau5'), one.apeCode],
    ['https://interop.esante.gouv.fr/ig/fhir/annuaire/CodeSystem/as-cs-type-etablissement', one.establishmentType],
  ];
  return tokens.flatMap(([system, code]): Token[] => (code === undefined ? [] : [[system, code]]));
}

function serviceTokens(field: string, one: DirectoryService): Token[] {
  const health = one.kind === 'healthcare-activity';
  if (field === '_profile') return [[undefined, one.kind]];
  if (field === 'identifier') return one.arhgos === undefined ? [] : [[ARHGOS, one.arhgos]];
  if (!one.active) return [];
  switch (field) {
    case 'service-category':
      return one.categoryCode === undefined ? [] : [[nos('R275-ModaliteActivite'), one.categoryCode]];
    case 'service-type':
      return [[nos(health ? 'R274-ActiviteSanitaireRegulee' : 'R401-ActiviteSocialeRegulee'), one.typeCode]];
    case 'characteristic':
      return [[nos(health ? 'R276-FormeActivite' : 'R209-TypeActivite'), one.characteristicCode]];
    default:
      throw new Error(`the oracle knows no token healthcareService.${field}`);
  }
}

/** Values the rules give a record in a field. */
export function referenceOf(field: string, record: AnyRecord, idOf: IdOf): string | undefined {
  if ('professional' in record) {
    if (field === 'practitioner') return idOf('practitioner', record.professional);
    return record.structure === undefined ? record.danglingStructureId : idOf('organization', record.structure);
  }
  if ('partOf' in record && field === 'partof') {
    return record.active && record.partOf !== undefined ? idOf('organization', record.partOf) : undefined;
  }
  if ('authorizedOn' in record) {
    const inService = 'status' in record ? record.status !== 'inactive' : record.active;
    return inService ? idOf('organization', record.structure) : undefined;
  }
  return undefined;
}
