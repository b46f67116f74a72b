import { er7Field, er7Repeated, er7Segment, partOf, repetitionsOf, valueOf } from './er7.js';
import type { Er7Message, Er7Repetition, Er7Segment } from './er7.js';
import { isInsOid } from './ins.js';
import { INS_NIA } from './oids.js';

/** An identifier of PID-3, PID-18 or PV1-19 (CX). */
export interface Hl7Identifier {
  id: string;
  /** CX.4: name (namespace), OID or other number, and its type (`ISO`, `M` …). */
  authority: { name: string; oid: string; type: string };
  /** CX.5: `INS`, `PI`, `AN`, `VN`. */
  type: string;
  /** CX.7: from when it holds, `yyyyMMdd`. */
  from?: string;
}

/** A name of PID-5 (XPN). */
export interface Hl7Name {
  family: string;
  /** XPN.2: first birth given name. */
  given: string;
  /** XPN.3: list of birth given names. */
  givens: string;
  /** XPN.7: `L` birth name, `D` used name. */
  type: string;
}

/** The patient of a message: PID as the French profiles use it (hl7v2-pfi-cda.md §3, §9). */
export interface Hl7Patient {
  identifiers: Hl7Identifier[];
  names: Hl7Name[];
  /** PID-7, `yyyyMMdd`. */
  birthDate: string;
  /** PID-8: `F`, `M`, `U`. */
  gender: string;
  /** PID-11 of type BDL, XAD.9: COG code of the birth place; '' when not given. */
  birthPlace: string;
  /** PID-18: account (stay) number. */
  account?: Hl7Identifier;
  /** PID-32: reliability of the identity, table 0445 (`VALI`, `PROV` …). */
  reliability: string[];
}

/** An INS as PID-3 carries it: `279…^^^ASIP-SANTE-INS-NIR&oid&ISO^INS^^start`. */
export function insIdentifier(id: string, oid: string, from?: string): Hl7Identifier {
  const name = oid === INS_NIA ? 'ASIP-SANTE-INS-NIA' : 'ASIP-SANTE-INS-NIR';
  return { id, authority: { name, oid, type: 'ISO' }, type: 'INS', ...(from === undefined ? {} : { from }) };
}

/** The INS of a patient: type INS, or an authority that only gives INS. Undefined when there is none. */
export function insOf({ identifiers }: Pick<Hl7Patient, 'identifiers'>): Hl7Identifier | undefined {
  return identifiers.find(({ type, authority }) => type === 'INS' || isInsOid(authority.oid));
}

/** Writes PID. `more` adds raw fields of a profile (PAM.FR: PID-25 …). */
export function writePatient(patient: Hl7Patient, more: Readonly<Record<number, string>> = {}): Er7Segment {
  return er7Segment('PID', {
    3: er7Repeated(patient.identifiers.map(writeIdentifier)),
    5: er7Repeated(
      patient.names.map(({ family, given, givens, type }) => er7Field(family, given, givens, '', '', '', type)),
    ),
    7: er7Field(patient.birthDate),
    8: er7Field(patient.gender),
    11: patient.birthPlace === '' ? '' : er7Field('', '', '', '', '', '', 'BDL', '', patient.birthPlace),
    18: patient.account ? writeIdentifier(patient.account) : '',
    32: er7Repeated(patient.reliability.map((one) => er7Field(one))),
    ...more,
  });
}

/** Reads the PID of a message; what is missing is '' or empty. */
export function readPatient(message: Er7Message): Hl7Patient {
  return patientOf(message.segments.find(({ name }) => name === 'PID'));
}

/** Reads a PID. */
export function patientOf(pid: Er7Segment | undefined): Hl7Patient {
  const account = repetitionsOf(pid, 18)[0];
  const birthPlaces = repetitionsOf(pid, 11).filter((one) => partOf(one, '7') === 'BDL');
  return {
    identifiers: repetitionsOf(pid, 3).map(readIdentifier),
    names: repetitionsOf(pid, 5).map((one) => ({
      family: partOf(one, '1'),
      given: partOf(one, '2'),
      givens: partOf(one, '3'),
      type: partOf(one, '7'),
    })),
    birthDate: valueOf(pid, '7'),
    gender: valueOf(pid, '8'),
    birthPlace: birthPlaces[0] ? partOf(birthPlaces[0], '9') : '',
    ...(account ? { account: readIdentifier(account) } : {}),
    reliability: repetitionsOf(pid, 32).map((one) => partOf(one, '1')),
  };
}

/** Writes a CX. */
export function writeIdentifier({ id, authority, type, from }: Hl7Identifier): string {
  return er7Field(id, '', '', [authority.name, authority.oid, authority.type], type, '', from);
}

/** Reads a CX. */
export function readIdentifier(one: Er7Repetition): Hl7Identifier {
  const from = partOf(one, '7');
  return {
    id: partOf(one, '1'),
    authority: { name: partOf(one, '4.1'), oid: partOf(one, '4.2'), type: partOf(one, '4.3') },
    type: partOf(one, '5'),
    ...(from === '' ? {} : { from }),
  };
}
