import { z } from 'zod';

/**
 * The proof report: the only input of every reporter, and a published format (docs/reference/report.schema.json).
 * Texts are already in the report's language; times are ISO 8601 UTC; paths are relative to the run folder.
 */

/** From best to worst for display; the roll-up order is in scenarios/harness/verdict.ts. */
export const verdictSchema = z.enum(['pass', 'warning', 'review', 'not-applicable', 'not-observed', 'fail', 'error']);
export type Verdict = z.infer<typeof verdictSchema>;

/** Why something is not green: the product, its settings, the machine, or the bench itself. */
export const failureClassSchema = z.enum(['non-conformity', 'configuration', 'environment', 'bench']);
export type FailureClass = z.infer<typeof failureClassSchema>;

/** Where a rule comes from and how sure we are of it; only `stated` rules may give `fail`. */
export const sourceSchema = z.object({
  reference: z.string(),
  confidence: z.enum(['stated', 'tried', 'inferred', 'unconfirmed']),
});

/** One point of verification: its verdict and what explains it. */
export const checkResultSchema = z.object({
  id: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  failureClass: failureClassSchema.optional(),
  message: z.string().optional(),
  expected: z.string().optional(),
  received: z.string().optional(),
  /** XPath, header, segment-field, JSONPath, line, or the part of the screen. */
  locator: z.string().optional(),
  /** Exchange judged, an id of `exchanges`. */
  exchange: z.string().optional(),
  source: sourceSchema,
});
export type CheckResult = z.infer<typeof checkResultSchema>;

/** One artefact that backs a proof. */
export const evidenceSchema = z.object({
  kind: z.enum(['screenshot', 'film', 'trace', 'file', 'exchange', 'attestation', 'text']),
  title: z.string(),
  /** Relative to the run folder. */
  path: z.string().optional(),
  /** For kind `screenshot`: a small WebP picture to show in place of the whole file; not evidence by itself. */
  preview: z.string().optional(),
  sha256: z.string().optional(),
  size: z.number().int().optional(),
  mediaType: z.string().optional(),
  /** For kind `exchange`: an id of `exchanges`. */
  exchange: z.string().optional(),
  /** For short texts and attestations. */
  text: z.string().optional(),
  at: z.string(),
  /** Who says so: the bench's own observation, the vendor's adapter, or a person. */
  declaredBy: z.enum(['bench', 'adapter', 'operator']),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** One thing the SUT was asked to do, and what was seen of it. */
export const actionResultSchema = z.object({
  /** Name of the action's declaration, e.g. `openPatientRecord`. */
  name: z.string(),
  title: z.string(),
  /** What was asked, for people. */
  input: z.string(),
  /** What the adapter or the operator says it saw, as JSON text. */
  observed: z.string().optional(),
  drivenBy: z.enum(['adapter', 'operator']),
  startedAt: z.string(),
  finishedAt: z.string(),
  error: z.string().optional(),
});
export type ActionResult = z.infer<typeof actionResultSchema>;

/** One step of a scenario, in the order played. */
export const stepResultSchema = z.object({
  title: z.string(),
  verdict: verdictSchema,
  startedAt: z.string(),
  durationMs: z.number(),
  actions: z.array(actionResultSchema),
  /** Exchanges of this scenario seen during the step, ids of `exchanges`. */
  exchanges: z.array(z.string()),
  error: z.string().optional(),
});
export type StepResult = z.infer<typeof stepResultSchema>;

/** One `N° preuve` of a scenario. */
export const proofResultSchema = z.object({
  id: z.string(),
  /** What the requirement asks to show: `video_or_screens`, `soap_message` … */
  kinds: z.array(z.string()),
  verdict: verdictSchema,
  checks: z.array(checkResultSchema),
  evidence: z.array(evidenceSchema),
});
export type ProofResult = z.infer<typeof proofResultSchema>;

/** One scenario de conformité as played. */
export const scenarioResultSchema = z.object({
  id: z.string(),
  title: z.string(),
  verdict: verdictSchema,
  /** `done`, or why it has no full result. */
  status: z.enum(['done', 'interrupted', 'not-run']),
  drive: z.enum(['automatic', 'operator', 'document']),
  precondition: z.string().optional(),
  startedAt: z.string().optional(),
  durationMs: z.number(),
  steps: z.array(stepResultSchema),
  proofs: z.array(proofResultSchema),
  error: z.string().optional(),
});
export type ScenarioResult = z.infer<typeof scenarioResultSchema>;

/** One requirement, or rule of a guide, with its scenarios. */
export const requirementResultSchema = z.object({
  id: z.string(),
  theme: z.string(),
  title: z.string(),
  /** Our paraphrase; never the ANS's sentence. */
  text: z.string(),
  obligation: z.enum(['DOIT', 'PEUT']),
  /** `draft`: the wording comes from the 2023 working export and may differ from the published REM. */
  wording: z.enum(['final', 'draft']),
  /** `rule`: a rule of an integration guide, not a row of the REM. */
  kind: z.enum(['requirement', 'rule']),
  profiles: z.array(z.string()),
  clarifications: z.array(z.string()),
  verdict: verdictSchema,
  failureClass: failureClassSchema.optional(),
  scenarios: z.array(scenarioResultSchema),
});
export type RequirementResult = z.infer<typeof requirementResultSchema>;

/** One side of an exchange, made readable. */
export const messageViewSchema = z.object({
  line: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Body made readable (indented XML, MTOM parts listed), possibly cut; the raw bytes are at `bodyPath`. */
  decoded: z.string().optional(),
  decodedCut: z.boolean().optional(),
  bodyPath: z.string().optional(),
  bodySha256: z.string().optional(),
  bodySize: z.number().int().optional(),
});

/** One exchange of the run. */
export const exchangeViewSchema = z.object({
  id: z.string(),
  service: z.string(),
  transaction: z.string().optional(),
  protocol: z.string(),
  /** Present when the bench sent: `request` is then its message, `response` the product's answer. */
  initiator: z.literal('bench').optional(),
  startedAt: z.string(),
  durationMs: z.number(),
  summary: z.string(),
  /** Scenario it belongs to, when it could be told. */
  scenario: z.string().optional(),
  keys: z.record(z.string(), z.string()),
  request: messageViewSchema,
  response: messageViewSchema.optional(),
  tls: z.string().optional(),
  unexpected: z.string().optional(),
  fault: z.string().optional(),
  tolerated: z.array(z.string()),
  masked: z.array(z.string()),
});
export type ExchangeView = z.infer<typeof exchangeViewSchema>;

/** How many of each verdict. */
export const countSchema = z.record(verdictSchema, z.number().int());

/** The whole report of a run. */
export const reportSchema = z.object({
  schema: z.literal('banc-report/1'),
  lang: z.enum(['fr', 'en']),
  run: z.object({
    id: z.string(),
    startedAt: z.string(),
    finishedAt: z.string().optional(),
    status: z.enum(['finished', 'interrupted', 'failed']),
    /** Ids asked on the command line; empty = all. */
    selection: z.array(z.string()),
    bench: z.object({ name: z.string(), version: z.string(), node: z.string(), platform: z.string() }),
    catalogue: z.object({ version: z.string(), warning: z.string() }),
    attended: z.boolean(),
    /** sha256 of the configuration and the adapter file, when there are such files. */
    configSha256: z.string().optional(),
    adapterSha256: z.string().optional(),
    adapter: z.string(),
    /** Defects and variants the reference SUT was started with; empty for a real product. */
    defects: z.array(z.string()),
    variants: z.array(z.string()),
    /** Faults of the bench itself, outside any scenario. */
    errors: z.array(z.string()),
  }),
  sut: z.object({
    vendor: z.string(),
    product: z.string(),
    version: z.string(),
    actor: z.enum(['dpi', 'pfi']),
    profiles: z.array(z.string()),
  }),
  summary: z.object({
    verdict: verdictSchema,
    exitCode: z.number().int(),
    requirements: countSchema,
    scenarios: countSchema,
    proofs: countSchema,
    checks: countSchema,
    exchanges: z.number().int(),
    unexpectedExchanges: z.number().int(),
  }),
  requirements: z.array(requirementResultSchema),
  exchanges: z.array(exchangeViewSchema),
});
export type Report = z.infer<typeof reportSchema>;

/** What a reporter gets besides the report. */
export interface ReporterContext {
  /** Absolute path of the run folder: evidence paths of the report are relative to it. */
  runDir: string;
  /** Absolute path of the folder to write into (the run folder unless --out-report). */
  outDir: string;
}

/** One way to write a report. Returns the absolute paths written. */
export interface Reporter {
  /** What `--reporter` takes. */
  name: string;
  write(report: Report, context: ReporterContext): Promise<string[]>;
}

/** A captured file judged by `banc check`. */
export interface FileReport {
  /** Path as given. */
  file: string;
  lang: Report['lang'];
  /** Kind said or guessed, with its title; absent when the file is of no known kind. */
  kind?: string;
  kindTitle?: string;
  /** Roll-up of the checks; `not-observed` when there is none. */
  verdict: Verdict;
  checks: CheckResult[];
  /** Why the file could not be read or told apart. */
  error?: { code: string; message: string };
}
