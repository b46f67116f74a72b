/** A structure flow of FINESS+, or a legacy FINESS file, in our words; '' or nothing where the file has nothing. */

/** An address of a legal entity or site (annuaire.md §8.1). */
export interface FinessAddress {
  /** r377: 02 of a legal entity, 03 of a site. */
  usage: string;
  wayNumber: string;
  /** BIS, TER (FINESS « complément de voie »). */
  wayNumberSuffix: string;
  wayType: string;
  wayName: string;
  locationComplement: string;
  locality: string;
  communeCode: string;
  /** Town, or CEDEX office, without postal code. */
  routing: string;
  /** Lines 1 to 6 of the postal standard. */
  lines: string[];
  postalCode: string;
  /** Lambert 93, metres. */
  x: string;
  y: string;
  /** WGS 84, degrees. */
  latitude: string;
  longitude: string;
}

/** How to reach a legal entity or site. */
export interface FinessContact {
  phone: string;
  fax: string;
  email: string;
}

/** What legal entities and sites share. */
interface FinessEntity {
  /** Technical id: pmSmsseId, egeId. */
  id: string;
  finess: string;
  name: string;
  longName: string;
  /** r397 (R66). */
  categoryCode: string;
  /** YYYY-MM-DD. */
  openedOn: string;
  closedOn: string;
  active: boolean;
  addresses: FinessAddress[];
  contacts: FinessContact[];
  /** Milliseconds since 1970, when the file says it. */
  updated?: number;
}

/** A site, « entité géographique d’exercice » (EGE). */
export interface FinessSite extends FinessEntity {
  siret: string;
  /** R73. */
  publicServiceCodes: string[];
  /** R74. */
  pricingCode: string;
  /** r362. */
  budgetCodes: string[];
  authorisedOn: string;
}

/** A legal entity, « personne morale » (PMEJ), with its sites. */
export interface FinessLegalEntity extends FinessEntity {
  siren: string;
  apeCode: string;
  /** r400. */
  legalStatusCode: string;
  /** r361. */
  publicFunctionCode: string;
  /** r373. */
  personTypeCode: string;
  /** r372, when it is itself a group. */
  groupTypeCode: string;
  sites: FinessSite[];
}

/** A group: GCO (a legal entity that is one, a GCS) or GCC (by agreement, a GHT). */
export interface FinessGroup {
  kind: 'gco' | 'gcc';
  /** pmSmsseId of a GCO, gccId of a GCC. */
  id: string;
  name: string;
  /** r372 of a GCO, r371 of a GCC. */
  typeCode: string;
  /** External id of a GCC. */
  externalId: string;
  active: boolean;
  /** pmSmsseId of its legal entities, egeId of its sites; role: M member, S support. */
  members: { kind: 'pmej' | 'ege'; id: string; role: string }[];
}
