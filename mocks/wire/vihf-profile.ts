import { INS_NIA, INS_NIR, INS_NIR_DEMO, INS_NIR_TEST, PURPOSE_OF_USE } from './oids.js';

/** What versions of the guide, and publications of the ANS, write differently (dmp.md §16.3): never a failure. */
export interface VihfProfile {
  /** Values of VIHF_Version. */
  versions: readonly string[];
  /** OIDs of the purposes of use. */
  purposeSchemes: readonly string[];
  /** Purposes whose literal is not confirmed: told, not refused. */
  unconfirmedPurposes: readonly string[];
  /** OIDs of an INS. */
  insOids: readonly string[];
  /** How far ahead IssueInstant may be, seconds: clocks differ. */
  clockSkewSeconds: number;
  /** Age from which a VIHF is told to be old, seconds; the guide gives none. */
  maxAgeSeconds: number;
  /** `fonctions-gestion-mineurs` of the DMP's parameters: the secret connection of a minor may be asked. */
  minorsManaged: boolean;
}

/** Accepts what every source writes. */
export const DEFAULT_VIHF_PROFILE: VihfProfile = {
  versions: ['3.0', '4.0'],
  purposeSchemes: [PURPOSE_OF_USE, '1.2.250.1.213.1.1.4.336'],
  unconfirmedPurposes: ['centre_15'],
  insOids: [INS_NIR, INS_NIA, INS_NIR_TEST, INS_NIR_DEMO],
  clockSkewSeconds: 300,
  maxAgeSeconds: 3600,
  minorsManaged: true,
};

/** What a VIHF is judged against, besides itself. */
export interface VihfContext {
  profile: VihfProfile;
  /** When it was received; without it (a captured file) no age is judged. */
  at?: Date;
  /** Whether the transaction is about a patient: resource-id is then required (not TD0.4, TD0.5). */
  aboutPatient: boolean;
  /** CX of the patient the message names, when it names one. */
  messagePatient?: string;
  /** Struct_IdNat of every structure a certificate's OU may speak for: legal entity and its sites. */
  structuresOf?: (certificateStructure: string) => readonly string[];
}
