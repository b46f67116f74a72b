import type { Coding } from './annuaire-systems.js';

/** A resource of the annuaire, as its reader gives it. */
export type AnnuaireResource =
  AnnuairePractitioner | AnnuairePractitionerRole | AnnuaireOrganization | AnnuaireHealthcareService | AnnuaireDevice;

/** What every resource has. */
export interface AnnuaireCommon {
  id: string;
  /** Text, whatever it was written as. */
  versionId?: string;
  /** ISO 8601 as written. */
  lastUpdated?: string;
  /** False only when the resource says so. */
  active: boolean;
  identifiers: AnnuaireIdentifier[];
}

/** An identifier; `type` is the code of its type (RPPS, FINEG …). */
export interface AnnuaireIdentifier {
  type?: string;
  system?: string;
  value: string;
}

/** A MSSanté mailbox. */
export interface AnnuaireMailbox {
  address: string;
  /** PER, CAB, ORG, APP; absent when it is not told. */
  type?: string;
  service?: string;
  description?: string;
  redList: boolean;
}

/** One practice of a professional. */
export interface AnnuairePractitioner extends AnnuaireCommon {
  type: 'Practitioner';
  /** 11 digits. */
  rpps?: string;
  /** IDNPS. */
  idNatPs?: string;
  civility?: string;
  exerciseCivility?: string;
  /** Absent from a deactivated one. */
  familyName?: string;
  givenNames: string[];
  profession?: Coding;
  category?: string;
  /** Savoir-faire: type TRE_R04 and coding. */
  specialties: { type: string; coding: Coding }[];
  /** Diplomas: type TRE_R14 and coding. */
  diplomas: { type: string; coding: Coding }[];
  mailboxes: AnnuaireMailbox[];
  smartcards: { type: string; number: string; start?: string; end?: string }[];
}

/** One practice situation. */
export interface AnnuairePractitionerRole extends AnnuaireCommon {
  type: 'PractitionerRole';
  practitionerId?: string;
  organizationId?: string;
  codes: Coding[];
  mailboxes: AnnuaireMailbox[];
}

/** A structure. */
export interface AnnuaireOrganization extends AnnuaireCommon {
  type: 'Organization';
  kind?: 'EJ' | 'EG';
  finess?: string;
  idNatSt?: string;
  siren?: string;
  siret?: string;
  rppsRank?: string;
  name?: string;
  alias?: string;
  types: Coding[];
  phone?: string;
  fax?: string;
  address?: AnnuaireAddress;
  partOfId?: string;
  pharmacyLicence?: string;
  /** YYYY-MM-DD. */
  openedOn?: string;
  closedOn?: string;
  mailboxes: AnnuaireMailbox[];
}

/** An address; `parts` are the ISO 21090 ones of its line. */
export interface AnnuaireAddress {
  line?: string;
  parts: Readonly<Record<string, string>>;
  postalCode?: string;
  city?: string;
  inseeCode?: string;
}

/** Dates of an authorisation, YYYY-MM-DD. */
export interface AnnuaireAuthorization {
  authorizedOn?: string;
  periodStart?: string;
  periodEnd?: string;
}

/** A regulated activity. */
export interface AnnuaireHealthcareService extends AnnuaireCommon {
  type: 'HealthcareService';
  arhgos?: string;
  organizationId?: string;
  categories: Coding[];
  types: Coding[];
  characteristics: Coding[];
  /** Last segments of the profiles. */
  profiles: string[];
  authorization: AnnuaireAuthorization;
}

/** A heavy equipment. */
export interface AnnuaireDevice extends AnnuaireCommon {
  type: 'Device';
  arhgos?: string;
  organizationId?: string;
  status?: string;
  manufacturer?: string;
  serialNumber?: string;
  types: Coding[];
  authorization: AnnuaireAuthorization;
}
