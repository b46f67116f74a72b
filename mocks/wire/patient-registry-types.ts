/** An HL7v3 instance identifier. */
export interface Ii {
  root: string;
  extension?: string;
}

/** A system that sends or receives. */
export interface Device {
  /** OID */
  oid: string;
  name: string;
}

/** What is asked about a patient (reasonCode, 1.2.250.1.213.1.1.4.11). */
export const QUERY_REASONS = {
  TEST_EXST: "Test d'existence de dossier",
  CNSLT_DATA: 'Consultation des données du dossier',
} as const;

/** TD0.2 or TD1.3a request: PRPA_IN201307UV02 (dmp.md §6.1). */
export interface PatientQuery {
  /** Identifier of the message, echoed in the answer's targetMessage. */
  id: Ii;
  /** `yyyyMMddHHmmss`, UTC. */
  creationTime: string;
  sender: Device;
  receiver: Device;
  /** `TEST_EXST` for TD0.2, `CNSLT_DATA` for TD1.3a; any string is kept when reading. */
  reason: string;
  queryId: Ii;
  /** The patient asked about: INS under its OID. */
  patient: Ii;
}

/** State of the user's authorisation. Only `VALIDE` was ever seen on the wire; the others are not confirmed [?]. */
export const AUTHORISATION_CODES = {
  valid: 'VALIDE',
  expired: 'EXPIREE',
  denied: 'INTERDITE',
  none: 'INEXISTANTE',
} as const;

/** A fact about the DMP, under `patient/subjectOf/administrativeObservation`. */
export interface Observation {
  /** `RATTACHEMENT_ENS`, `COMPTE_INTERNET_OUVERT`, `OPPOSITION_BRIS_DE_GLACE`, `OPPOSITION_ACCES_URGENCE` … */
  code: string;
  codeSystem: string;
  value: boolean;
}

/** The patient's record, as the DMP knows it. */
export interface DmpRecord {
  /** INS-C, INS … */
  identifiers: Ii[];
  status: 'active' | 'terminated';
  name: { prefix?: string; given: string[]; family: string };
  /** `mailto:…`, `tel:…`, with HL7 use codes. */
  telecoms: { value: string; use?: string }[];
  gender?: string;
  /** `yyyyMMdd` */
  birthTime?: string;
  observations: Observation[];
  /** Of a closed DMP. */
  closing?: { date?: string; motive?: string; reason?: string };
}

/** TD0.2 or TD1.3a answer: PRPA_IN201308UV02 (dmp.md §6.2). */
export interface PatientAnswer {
  /** UUID without prefix. */
  id: string;
  creationTime: string;
  receiver: Device;
  sender: Device;
  /** Id of the request. */
  target: Ii;
  reason: string;
  queryId: Ii;
  /** `OK`, `NF` (no DMP for this INS), or `AE` with errors. */
  responseCode: string;
  /** `AA` even when there is no DMP; `AE` with errors. */
  acknowledgement: string;
  errors: { code: string; text: string }[];
  /** One of {@link AUTHORISATION_CODES}; any string is kept. */
  authorisation?: string;
  /** STATUT_MT: the user is the patient's treating physician. */
  isTreatingPhysician?: boolean;
  /** Absent when the answer is NF or an error. */
  record?: DmpRecord;
}
