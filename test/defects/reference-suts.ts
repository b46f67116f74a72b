import { adapter as dpiAdapter } from '../../fixtures/reference-dpi/adapters/http-adapter.js';
import { CONSENT_DEFECTS, CONSENT_VARIANTS } from '../../fixtures/reference-dpi/defects/consent.js';
import { CONSULTATION_DEFECTS, CONSULTATION_VARIANTS } from '../../fixtures/reference-dpi/defects/consultation.js';
import { FEEDING_DEFECTS, FEEDING_VARIANTS } from '../../fixtures/reference-dpi/defects/feeding.js';
import { MAIL_OUT_DEFECTS, MAIL_OUT_VARIANTS } from '../../fixtures/reference-dpi/defects/mail-out.js';
import { MAIL_IN_DEFECTS, MAIL_IN_VARIANTS } from '../../fixtures/reference-dpi/defects/mail-in.js';
import { PAPERS_DEFECTS, PAPERS_VARIANTS } from '../../fixtures/reference-dpi/defects/papers.js';
import { READING_DEFECTS, READING_VARIANTS } from '../../fixtures/reference-dpi/defects/reading.js';
import { TRACES_DEFECTS, TRACES_VARIANTS } from '../../fixtures/reference-dpi/defects/traces.js';
import { DIRECTORY_DEFECTS, DIRECTORY_VARIANTS } from '../../fixtures/reference-dpi/defects/directory.js';
import { SIGN_IN_DEFECTS, SIGN_IN_VARIANTS } from '../../fixtures/reference-dpi/defects/sign-in.js';
import { ACCOUNTS_DEFECTS, ACCOUNTS_VARIANTS } from '../../fixtures/reference-dpi/defects/accounts.js';
import { PATIENTS_PORTAL_DEFECTS, PATIENTS_PORTAL_VARIANTS } from '../../fixtures/reference-dpi/defects/patients.js';
import { HL7_DEFECTS, HL7_VARIANTS } from '../../fixtures/reference-dpi/defects/hl7.js';
import { IDENTITY_DEFECTS, IDENTITY_VARIANTS } from '../../fixtures/reference-dpi/defects/identity.js';
import { DOCUMENTS_DEFECTS, DOCUMENTS_VARIANTS } from '../../fixtures/reference-dpi/defects/documents.js';
import { STATISTICS_DEFECTS, STATISTICS_VARIANTS } from '../../fixtures/reference-dpi/defects/statistics.js';
import type { DefectId, VariantId } from '../../fixtures/reference-dpi/defects.js';
import { startDpi } from '../../fixtures/reference-dpi/server.js';
import { adapter as pfiAdapter } from '../../fixtures/reference-pfi/adapters/http-adapter.js';
import { CONNECTION_DEFECTS, CONNECTION_VARIANTS } from '../../fixtures/reference-pfi/defects/connection.js';
import { RECEIVING_DEFECTS, RECEIVING_VARIANTS } from '../../fixtures/reference-pfi/defects/receiving.js';
import { SENDING_DEFECTS, SENDING_VARIANTS } from '../../fixtures/reference-pfi/defects/sending.js';
import { FLOWS_DEFECTS, FLOWS_VARIANTS } from '../../fixtures/reference-pfi/defects/flows.js';
import { DELIVERIES_DEFECTS, DELIVERIES_VARIANTS } from '../../fixtures/reference-pfi/defects/deliveries.js';
import {
  STATISTICS_DEFECTS as PFI_STATISTICS_DEFECTS,
  STATISTICS_VARIANTS as PFI_STATISTICS_VARIANTS,
} from '../../fixtures/reference-pfi/defects/statistics.js';
import { SECURITY_PAPER_DEFECTS } from '../../fixtures/reference-product/security-paper-defects.js';
import type { DefectId as PfiDefectId, VariantId as PfiVariantId } from '../../fixtures/reference-pfi/defects.js';
import { startPfi } from '../../fixtures/reference-pfi/server.js';
import type { RunningSut } from '../../scenarios/harness/config.js';
import type { Adapter } from '../../scenarios/index.js';

/** A mistake a product makes on purpose, with the proofs it turns red. */
export interface Defect {
  id: string;
  breaks: readonly string[];
}

/** Defects and variants of one part of a product: one test file each. */
export interface Area {
  defects: readonly Defect[];
  variants: readonly { id: string }[];
}

/** A product the bench proves itself with. */
export interface ReferenceSut {
  name: string;
  actor: 'dpi' | 'pfi';
  /** Without a browser: a hundred products are started, each judged in seconds. */
  adapter: Adapter;
  areas: Record<string, Area>;
  /** Starts it in this process: the process of its own has its tests elsewhere, and is slow to start. */
  start(options: {
    connection: string;
    defects: ReadonlySet<string>;
    variants: ReadonlySet<string>;
  }): Promise<Pick<RunningSut, 'stop'> & { url: string }>;
}

/** The reference DPI. */
export const REFERENCE_DPI: ReferenceSut = {
  name: 'the reference DPI',
  actor: 'dpi',
  adapter: dpiAdapter,
  areas: {
    consultation: { defects: CONSULTATION_DEFECTS, variants: CONSULTATION_VARIANTS },
    feeding: { defects: FEEDING_DEFECTS, variants: FEEDING_VARIANTS },
    traces: { defects: TRACES_DEFECTS, variants: TRACES_VARIANTS },
    consent: { defects: CONSENT_DEFECTS, variants: CONSENT_VARIANTS },
    reading: { defects: READING_DEFECTS, variants: READING_VARIANTS },
    mailOut: { defects: MAIL_OUT_DEFECTS, variants: MAIL_OUT_VARIANTS },
    mailIn: { defects: MAIL_IN_DEFECTS, variants: MAIL_IN_VARIANTS },
    papers: { defects: PAPERS_DEFECTS, variants: PAPERS_VARIANTS },
    directory: { defects: DIRECTORY_DEFECTS, variants: DIRECTORY_VARIANTS },
    signIn: { defects: SIGN_IN_DEFECTS, variants: SIGN_IN_VARIANTS },
    accounts: { defects: ACCOUNTS_DEFECTS, variants: ACCOUNTS_VARIANTS },
    patients: { defects: PATIENTS_PORTAL_DEFECTS, variants: PATIENTS_PORTAL_VARIANTS },
    hl7: { defects: HL7_DEFECTS, variants: HL7_VARIANTS },
    identity: { defects: IDENTITY_DEFECTS, variants: IDENTITY_VARIANTS },
    documents: { defects: DOCUMENTS_DEFECTS, variants: DOCUMENTS_VARIANTS },
    statistics: { defects: STATISTICS_DEFECTS, variants: STATISTICS_VARIANTS },
  },
  start: ({ connection, defects, variants }) =>
    startDpi({
      connection,
      // The sets are asked about ids of the product only.
      defects: defects as ReadonlySet<DefectId>,
      variants: variants as ReadonlySet<VariantId>,
      port: 0,
      bind: '127.0.0.1',
    }),
};

/** The reference PFI. */
export const REFERENCE_PFI: ReferenceSut = {
  name: 'the reference PFI',
  actor: 'pfi',
  adapter: pfiAdapter,
  areas: {
    connection: { defects: CONNECTION_DEFECTS, variants: CONNECTION_VARIANTS },
    sending: { defects: SENDING_DEFECTS, variants: SENDING_VARIANTS },
    receiving: { defects: RECEIVING_DEFECTS, variants: RECEIVING_VARIANTS },
    flows: { defects: FLOWS_DEFECTS, variants: FLOWS_VARIANTS },
    deliveries: { defects: DELIVERIES_DEFECTS, variants: DELIVERIES_VARIANTS },
    statistics: { defects: PFI_STATISTICS_DEFECTS, variants: PFI_STATISTICS_VARIANTS },
    papers: { defects: SECURITY_PAPER_DEFECTS, variants: [] },
  },
  start: ({ connection, defects, variants }) =>
    startPfi({
      connection,
      // The sets are asked about ids of the product only.
      defects: defects as ReadonlySet<PfiDefectId>,
      variants: variants as ReadonlySet<PfiVariantId>,
      port: 0,
      bind: '127.0.0.1',
    }),
};
