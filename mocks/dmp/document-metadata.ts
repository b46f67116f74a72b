import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { PROFESSIONALS } from '../../fixtures/roster-professionals.js';
import { STRUCTURES } from '../../fixtures/roster-structures.js';
import type { Author, DocumentEntry } from '../wire/ebrim-objects.js';
import { formatCode, formatCx, formatDtm, formatXcn, formatXon, type Code } from '../wire/hl7-types.js';
import { structIdNat } from '../wire/identifiers.js';
import { ACTIVITY_SECTORS, AUTHOR_SPECIALTIES, PRACTICE_SETTINGS, PS_IDNAT, STRUCT_IDNAT } from '../wire/oids.js';
import type { DmpPatient, NewDocument } from './registry-model.js';
import * as valueSets from './value-sets.js';

const code = z.object({ code: z.string().min(1), scheme: z.string().min(1), label: z.string() });
const codeInput = z.union([z.string().min(1), code]);
const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** PS_IdNat of a professional; a bare RPPS, an easy mistake, would match nobody. */
export const professionalId = z
  .string()
  .min(1)
  .refine((id) => !/^\d{11}$/.test(id), 'identifiant national attendu : « 8 » suivi du RPPS');

/** confidentialityCode values a scenario may give; N is added when none of N, R, V is there. */
export const confidentialityInput = z.array(
  z.enum(['N', 'R', 'V', 'MASQUE_PS', 'INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX']),
);

/** A document as a scenario describes it; what is left out gets an ordinary value. Times are ISO 8601. */
export const documentInput = z.object({
  uniqueId: z.string().max(128).optional(),
  title: z.string().min(1),
  comments: z.string().optional(),
  typeCode: codeInput,
  classCode: codeInput,
  formatCode: codeInput.optional(),
  contentBase64: z.base64(),
  mimeType: z.string().optional(),
  authorProfessional: z.object({
    nationalId: professionalId,
    familyName: z.string().min(1),
    givenName: z.string().min(1),
    professionCode: z.string().optional(),
    specialtyCode: z.string().optional(),
  }),
  authorStructure: z.object({ finess: z.string().min(1), name: z.string().min(1) }),
  confidentiality: confidentialityInput.optional(),
  eventCodes: z.array(code).optional(),
  referenceIdList: z.array(z.string()).optional(),
  creationTime: instant.optional(),
  serviceStartTime: instant.optional(),
  serviceStopTime: instant.optional(),
  submissionTime: instant.optional(),
});

/** See {@link documentInput}. */
export type DocumentInput = z.infer<typeof documentInput>;

/** Root of the uniqueIds the mock gives to documents that come without one. Fictitious. */
const UNIQUE_ID_ROOT = '1.2.250.1.999.20.11';

/**
 * Completes a scenario's document into what a third party's software would have submitted (dmp.md §12.2).
 * Throws BANC_CONTROL when a bare code is unknown.
 */
export function newDocument(input: DocumentInput, patient: DmpPatient, now: Date): NewDocument {
  const submissionTime = input.submissionTime ? new Date(input.submissionTime) : now;
  const creationTime = input.creationTime ? new Date(input.creationTime) : submissionTime;
  const serviceStartTime = input.serviceStartTime ? new Date(input.serviceStartTime) : creationTime;
  const structure = STRUCTURES.find(({ finess }) => finess === input.authorStructure.finess);
  const author = authorOf(input);
  const metadata: DocumentEntry = {
    // The registry gives the real one.
    entryUUID: 'Document01',
    isOpaque: 'false',
    mimeType: input.mimeType ?? 'text/xml',
    uniqueId: input.uniqueId ?? `${UNIQUE_ID_ROOT}.${BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 24)}`)}`,
    // The DMP dates the identifier (CX.7): a DPI must not compare the whole string (dmp.md §7.3).
    patientId: formatCx({ ...insCx(patient), date: formatDtm(submissionTime).slice(0, 8) }),
    sourcePatientId: formatCx(insCx(patient)),
    sourcePatientInfo: [
      `PID-5|${patient.familyName}^${patient.givenName}^^^^^L`,
      `PID-7|${patient.birthDate.replaceAll('-', '')}`,
      `PID-8|${patient.gender}`,
    ],
    title: input.title,
    ...(input.comments === undefined ? {} : { comments: input.comments }),
    creationTime: formatDtm(creationTime),
    serviceStartTime: formatDtm(serviceStartTime),
    ...(input.serviceStopTime ? { serviceStopTime: formatDtm(new Date(input.serviceStopTime)) } : {}),
    languageCode: 'fr-FR',
    ...(author.person === undefined ? {} : { legalAuthenticator: author.person }),
    authors: [author],
    classCode: valueSets.classCode(input.classCode),
    typeCode: valueSets.typeCode(input.typeCode),
    formatCode: valueSets.formatCode(input.formatCode ?? 'urn:ihe:iti:xds-sd:pdf:2008'),
    healthcareFacilityTypeCode: {
      code: structure?.sectorCode ?? 'SA01',
      scheme: ACTIVITY_SECTORS,
      label: structure?.sectorLabel ?? 'Etablissement public de santé',
    },
    practiceSettingCode: practiceSetting(structure?.sectorCode ?? 'SA01'),
    confidentialityCodes: confidentialityCodes(input.confidentiality ?? []),
    eventCodes: input.eventCodes ?? [],
    referenceIdList: input.referenceIdList ?? [],
    otherSlots: {},
  };
  return { metadata, content: Buffer.from(input.contentBase64, 'base64'), submissionTime };
}

/** Codes of a confidentiality list, N first when none of N, R, V is given. */
export function confidentialityCodes(given: z.infer<typeof confidentialityInput>): Code[] {
  const codes = [...new Set(given)];
  const withLevel = codes.some((one) => one.length === 1) ? codes : ['N', ...codes];
  return withLevel.map((one) => valueSets.confidentialityCode(one));
}

function authorOf({ authorProfessional: person, authorStructure }: DocumentInput): Author {
  const known = PROFESSIONALS.find(({ rpps }) => person.nationalId.endsWith(rpps));
  const profession = person.professionCode ?? known?.professionCode;
  const specialty = person.specialtyCode ?? known?.specialtyCode;
  const label = [known?.professionLabel, known?.specialtyLabel].filter((part) => part !== undefined).join(' - ');
  return {
    person: formatXcn({
      id: person.nationalId,
      family: person.familyName,
      given: person.givenName,
      oid: PS_IDNAT,
      nameType: 'D',
      idType: 'IDNPS',
    }),
    institutions: [
      formatXon({
        name: authorStructure.name,
        oid: STRUCT_IDNAT,
        idType: 'IDNST',
        id: structIdNat(authorStructure.finess),
      }),
    ],
    roles: [],
    specialties: profession
      ? [
          formatCode({
            code: `G15_${profession}${specialty ? `/${specialty}` : ''}`,
            label: label || profession,
            scheme: AUTHOR_SPECIALTIES,
          }),
        ]
      : [],
  };
}

function practiceSetting(sectorCode: string): Code {
  const hospital = sectorCode === 'SA01' || sectorCode === 'SA04';
  return {
    code: hospital ? 'ETABLISSEMENT' : 'AMBULATOIRE',
    scheme: PRACTICE_SETTINGS,
    label: hospital ? 'Etablissement de santé' : 'Ambulatoire',
  };
}

function insCx({ ins, insOid }: DmpPatient): { id: string; oid: string; type: string } {
  return { id: ins, oid: insOid, type: 'NH' };
}
