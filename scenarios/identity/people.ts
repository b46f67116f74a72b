import type { Patient } from '../../fixtures/people.js';
import type { IdentityRef } from './actions/sheet.js';
import type { IdentityFields } from './checks/identity-fields.js';

/** A patient as actions name them. */
export function identityRefOf({ ipp, birthFamilyName, givenNames, birthDate }: Patient): IdentityRef {
  return { ipp, name: `${birthFamilyName} ${givenNames[0] ?? ''}`.trim(), birthDate };
}

/** The identity fields of a patient whose identity is qualified, as a sheet shows them. */
export function identityFieldsOf(patient: Patient): IdentityFields {
  const { ins, insOid, birthFamilyName, usualFamilyName, givenNames, usualGivenName, birthDate, gender } = patient;
  return {
    ins,
    insOid,
    birthFamilyName,
    usedFamilyName: usualFamilyName ?? '',
    givenNames: givenNames.join(' '),
    firstGivenName: givenNames[0] ?? '',
    usedGivenName: usualGivenName ?? '',
    birthDate,
    gender,
    birthPlace: patient.birthPlaceCode,
  };
}
