import { z } from 'zod';

/**
 * Shapes of the catalogue's YAML files. Ids are strings as printed by their source, never rewritten; scenario and
 * proof ids are not unique (reference requirements.md §2).
 */

const text = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });

const proofSchema = z.strictObject({
  /** `N° preuve`. */
  id: z.string().min(1),
  /** The malformed id the draft prints, when ours is a repair of it. */
  idInDraft: z.string().optional(),
  /** `bench`: no source prints this proof; the id is ours. */
  origin: z.enum(['source', 'bench']).default('source'),
  /** What must be shown: `video_or_screens`, `soap_message` … */
  kinds: z.array(z.string().min(1)).min(1),
});
/** One `N° preuve` of a scenario. */
export type CatalogueProof = z.infer<typeof proofSchema>;

const scenarioSchema = z.strictObject({
  id: z.string().min(1),
  idInDraft: z.string().optional(),
  /** `bench`: no source prints this scenario; the id is ours. */
  origin: z.enum(['source', 'bench']).default('source'),
  steps: z.array(text).min(1),
  proofs: z.array(proofSchema).min(1),
});
/** A scenario de conformité as the catalogue prints it (paraphrased). */
export type CatalogueScenario = z.infer<typeof scenarioSchema>;

const requirementSchema = z
  .strictObject({
    id: z.string().min(1),
    /** `rule`: a rule of an integration guide, not a row of the REM. */
    kind: z.enum(['requirement', 'rule']).default('requirement'),
    /** Id in the "socle commun" (`SC.…`), when there is one. */
    socleId: z.string().optional(),
    /** Original wave-1 id (`DPI.INS.05`). */
    vague1Id: z.string().optional(),
    profiles: z.array(z.enum(['DPI', 'PFI'])).min(1),
    /** False when no source says which REM prints the row. */
    profilesConfirmed: z.boolean().default(true),
    theme: z.string().min(1),
    /** `Section > Fonction`, in French as in the source. */
    chapter: z.string().optional(),
    obligation: z.enum(['DOIT', 'PEUT']),
    /** Profile of the eligibility form under which alone it applies. */
    conditionalProfile: z.string().optional(),
    wave: z.enum(['va1', 'va2']),
    status: z
      .array(
        z.enum([
          'final_confirmed',
          'draft_2023',
          'draft_2023_to_rework',
          'socle_pick_2023',
          'va1_retained_in_va2_draft',
          'integration_guide_rule',
        ]),
      )
      .min(1),
    /** `final` only when the whole wording was read in a published REM. */
    wording: z.enum(['final', 'draft']),
    confidence: z.strictObject({
      /** Is the id, with this topic, in the published REM? */
      idAndTopicInFinal: z.enum(['stated', 'unconfirmed']),
      /** Where text and scenarios come from; `partial`: pieces quoted by a source of 2024 or later. */
      wording: z.enum(['published', 'partial', 'socle-2023', 'draft-2023', 'not-read']),
    }),
    sources: z.array(z.string().min(1)).min(1),
    title: text,
    /** Our paraphrase; never the ANS's sentence. */
    text,
    scenarios: z.array(scenarioSchema),
    /** The reviewers' "points de vérification". */
    reviewerChecks: z.array(text).default([]),
    /** AMA and FAQ answers. */
    clarifications: z.array(z.strictObject({ source: z.string().min(1), ...text.shape })).default([]),
    note: text.optional(),
  })
  .refine(
    (row) =>
      row.wording === 'draft' || (row.status.includes('final_confirmed') && row.confidence.wording === 'published'),
    'wording: final demande le statut final_confirmed et une rédaction lue dans le REM publié',
  );
/** One requirement of the REM (or rule of a guide). */
export type Requirement = z.infer<typeof requirementSchema>;

const planEntrySchema = z.strictObject({
  /** Requirement ids, `*` standing for any text. */
  match: z.array(z.string().min(1)).min(1),
  drive: z.enum(['automatic', 'operator', 'document']),
  reason: text,
});

/** Content of `catalogue.yaml`. */
export const manifestSchema = z.strictObject({
  version: z.string().min(1),
  warning: text,
  sources: z.record(z.string(), z.string()),
});

/** Content of `plan.yaml`. */
export const planSchema = z.strictObject({
  plan: z.array(planEntrySchema).min(1),
  /** By proof kind: a proof made outside the bench. */
  externalProofs: z.record(z.string(), text),
});

/** Content of a file of rows. */
export const rowsSchema = z.array(requirementSchema);

/** The whole catalogue as plain JSON: what the YAML files say, checked, defaults filled in. */
export interface CatalogueData extends z.infer<typeof manifestSchema>, z.infer<typeof planSchema> {
  requirements: Requirement[];
  rules: Requirement[];
}
