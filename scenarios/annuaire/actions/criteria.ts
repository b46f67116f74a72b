import { z } from 'zod';
import { joinTexts, type Text, text } from '../../harness/index.js';

/** A code of a nomenclature with its official label; products word it their own way. */
const coded = z.object({ code: z.string(), label: z.string() });

/** Criteria of a search; those left out are left empty on the form. */
export const searchCriteria = z.object({
  /** 11 digits. */
  rpps: z.string().optional(),
  familyName: z.string().optional(),
  givenName: z.string().optional(),
  profession: coded.optional(),
  /** Savoir-faire: `SM04`. */
  specialty: coded.optional(),
  /** Raison sociale of the place of practice. */
  structure: z.string().optional(),
  postalCode: z.string().optional(),
  city: z.string().optional(),
  /** MSSanté address. */
  mailbox: z.string().optional(),
});
/** See {@link searchCriteria}. */
export type SearchCriteria = z.infer<typeof searchCriteria>;

/** The nine criteria of MSS/UX.10 (FAQ Ségur vague 2), in its order. */
export const CRITERIA = [
  'rpps',
  'familyName',
  'givenName',
  'profession',
  'specialty',
  'structure',
  'postalCode',
  'city',
  'mailbox',
] as const satisfies readonly (keyof SearchCriteria)[];
/** One of {@link CRITERIA}. */
export type Criterion = (typeof CRITERIA)[number];

/** Words of each criterion. */
export const CRITERION_TEXTS: Record<Criterion, Text> = {
  rpps: text('RPPS', 'RPPS'),
  familyName: text('nom d’exercice', 'practice name'),
  givenName: text('prénom d’exercice', 'given name'),
  profession: text('profession', 'profession'),
  specialty: text('spécialité', 'speciality'),
  structure: text('raison sociale', 'legal name'),
  postalCode: text('code postal', 'postal code'),
  city: text('ville', 'town'),
  mailbox: text('adresse MSSanté', 'MSSanté address'),
};

/** `nom d’exercice « VALMORIN », ville « PARIS »`. */
export function criteriaText(criteria: SearchCriteria): Text {
  const parts = CRITERIA.flatMap((name) => {
    const value = criteria[name];
    if (value === undefined) return [];
    const shown = typeof value === 'string' ? value : `${value.label} (${value.code})`;
    const words = CRITERION_TEXTS[name];
    return [text(`${words.fr} « ${shown} »`, `${words.en} "${shown}"`)];
  });
  return joinTexts(parts);
}
