import type {
  DirectoryAddress,
  DirectoryDevice,
  DirectoryMailbox,
  DirectoryProfessional,
  DirectoryRole,
  DirectoryService,
  DirectoryStructure,
} from '../../fixtures/directory/records.js';
import { type Coding, NOS, ORGANIZATION_SYSTEMS } from '../wire/annuaire-systems.js';
import type {
  AnnuaireAddress,
  AnnuaireDevice,
  AnnuaireHealthcareService,
  AnnuaireMailbox,
  AnnuaireOrganization,
  AnnuairePractitioner,
  AnnuairePractitionerRole,
} from '../wire/fhir-annuaire.js';
import { present } from '../wire/present.js';

/** The row of the record that has a FHIR id. */
export type RowOfId = (id: string | undefined) => number | undefined;

/** Row of nobody: a role whose professional is not in the directory. */
const NOBODY = -1;

/** What the directory keeps of a Practitioner. */
export function loadedProfessional(read: AnnuairePractitioner): DirectoryProfessional {
  const { id, active, rpps = '', idNatPs = '', civility, exerciseCivility, familyName = '', givenNames } = read;
  const typed = ({ type, coding }: { type: string; coding: Coding }) => ({ type, code: coding.code });
  return {
    index: 0,
    id,
    rpps,
    idNatPs,
    active,
    ...present({ civility: civility === 'M' || civility === 'MME' ? civility : undefined, exerciseCivility }),
    familyName,
    givenNames,
    professionTerminology: terminologyOf(read.profession),
    professionCode: read.profession?.code ?? '',
    categoryCode: read.category ?? '',
    specialties: read.specialties.map(typed),
    diplomas: read.diplomas.map(typed),
    mailboxes: read.mailboxes.map(mailbox),
    smartcards: read.smartcards.map(({ type, number, start = '', end = '' }) => ({ type, number, start, end })),
    lastUpdated: 0,
  };
}

function terminologyOf(profession: Coding | undefined): DirectoryProfessional['professionTerminology'] {
  const known = ['R94', 'R95'] as const;
  return known.find((name) => NOS[name] === profession?.system) ?? 'G15';
}

/** What the directory keeps of a PractitionerRole. */
export function loadedRole(
  read: AnnuairePractitionerRole,
  practitionerRow: RowOfId,
  organizationRow: RowOfId,
): DirectoryRole {
  const code = (system: string) => read.codes.find((coding) => coding.system === system)?.code;
  const structure = organizationRow(read.organizationId);
  return {
    index: 0,
    id: read.id,
    situationId: read.identifiers[0]?.value ?? '',
    active: read.active,
    professional: practitionerRow(read.practitionerId) ?? NOBODY,
    ...present({ structure, danglingStructureId: structure === undefined ? read.organizationId : undefined }),
    genre: code(NOS.R22) ?? '',
    mode: code(NOS.R23) ?? '',
    ...present({ liberalType: code(NOS.R24), function: code(NOS.R21), pharmacistSection: code(NOS.G05) }),
    mailboxes: read.mailboxes.map(mailbox),
    lastUpdated: 0,
  };
}

/** What the directory keeps of an Organization. */
export function loadedStructure(read: AnnuaireOrganization, organizationRow: RowOfId): DirectoryStructure {
  const { id, kind = 'office', finess, idNatSt = '', siret, siren, rppsRank, active, name = '', alias } = read;
  const code = (system: string) => read.types.find((coding) => coding.system === system)?.code;
  const establishment = code(ORGANIZATION_SYSTEMS.establishment);
  return {
    index: 0,
    id,
    kind,
    idNatSt,
    active,
    name,
    sectorCode: code(NOS.R02) ?? '',
    ...present({
      finess,
      siret,
      siren,
      rppsRank,
      alias,
      categoryCode: code(NOS.R66),
      legalStatusCode: code(NOS.R72),
      publicServiceCode: code(NOS.R73),
      apeCode: code(NOS.R75),
      establishmentType: establishment === 'P' || establishment === 'S' ? establishment : undefined,
      pharmacyLicence: read.pharmacyLicence,
      openedOn: read.openedOn,
      closedOn: read.closedOn,
      address: read.address && loadedAddress(read.address),
      phone: read.phone,
      fax: read.fax,
      partOf: organizationRow(read.partOfId),
    }),
    mailboxes: read.mailboxes.map(mailbox),
    lastUpdated: 0,
  };
}

function loadedAddress({ parts, line, postalCode = '', city = '', inseeCode }: AnnuaireAddress): DirectoryAddress {
  return {
    ...parts,
    ...present({ line, inseeCode }),
    postalCode,
    city,
    commune: city,
    departmentCode: (inseeCode ?? postalCode).slice(0, 2),
  };
}

/** What the directory keeps of a HealthcareService. */
export function loadedService(read: AnnuaireHealthcareService, organizationRow: RowOfId): DirectoryService {
  const social = read.profiles.some((profile) => profile.endsWith('social-equipment'));
  return {
    index: 0,
    id: read.id,
    kind: social ? 'social-equipment' : 'healthcare-activity',
    active: read.active,
    structure: organizationRow(read.organizationId) ?? NOBODY,
    typeCode: read.types[0]?.code ?? '',
    characteristicCode: read.characteristics[0]?.code ?? '',
    ...present({ arhgos: read.arhgos, categoryCode: read.categories[0]?.code }),
    ...authorization(read),
    lastUpdated: 0,
  };
}

/** What the directory keeps of a Device. */
export function loadedDevice(read: AnnuaireDevice, organizationRow: RowOfId): DirectoryDevice {
  const known = ['active', 'inactive', 'entered-in-error'] as const;
  return {
    index: 0,
    id: read.id,
    arhgos: read.arhgos ?? '',
    status: known.find((status) => status === read.status) ?? 'unknown',
    structure: organizationRow(read.organizationId) ?? NOBODY,
    typeCode: read.types[0]?.code ?? '',
    ...present({ manufacturer: read.manufacturer, serialNumber: read.serialNumber }),
    ...authorization(read),
    lastUpdated: 0,
  };
}

function authorization({ authorization: read }: AnnuaireHealthcareService | AnnuaireDevice) {
  const { authorizedOn = '', periodStart = '', periodEnd } = read;
  return { authorizedOn, periodStart, ...present({ periodEnd }) };
}

function mailbox({ address, type, service, description, redList }: AnnuaireMailbox): DirectoryMailbox {
  const types = ['PER', 'CAB', 'ORG', 'APP'] as const;
  const known = types.find((one) => one === type) ?? 'PER';
  return { address, type: known, ...present({ service, description }), redList };
}
