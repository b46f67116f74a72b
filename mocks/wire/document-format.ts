import type { CdaDocument } from './cda-document.js';
import type { Code } from './hl7-types.js';
import { FORMAT_CODES_IHE, TYPE_CODES_A05 } from './oids.js';

/** formatCode of the CI-SIS models, TRE_A06. */
const FORMAT_CODES_ASIP = '1.2.250.1.213.1.1.4.2.282';
/** formatCode of the models published since 2024, TRE_A11. */
const FORMAT_CODES_ANS = '1.2.250.1.213.1.1.4.328';

/** A PDF in an unstructured body (mssante.md §4.2). */
const PDF_FORMAT: Code = {
  code: 'urn:ihe:iti:xds-sd:pdf:2008',
  scheme: TYPE_CODES_A05,
  label: 'Document à corps non structuré en PDF/A-1',
};
const ANY_STRUCTURED: Code = {
  code: 'urn:ihe:pcc:xds-ms:2007',
  scheme: FORMAT_CODES_IHE,
  label: 'Document médical (PCC)',
};

/** Format of a structured document, by the templateId of its model: that of the official archives. */
const MODELS: Readonly<Record<string, Code>> = {
  '1.3.6.1.4.1.19376.1.3.3': asip('urn:ihe:lab:xd-lab:2008', 'CR d’examens biologiques'),
  '1.3.6.1.4.1.19376.1.9.1.1.1': asip('urn:ihe:eyecare:geneyeevalcn:2014', 'Bilan ophtalmologique'),
  '1.2.250.1.213.1.1.1.12.3': asip('urn:asip:ci-sis:sne:2012', 'Synthèse salle de naissance enfant'),
  '1.2.250.1.213.1.1.1.12.4': asip('urn:asip:ci-sis:scm:2012', 'Synthèse suites de couches mère'),
  '1.2.250.1.213.1.1.1.16': asip('urn:asip:ci-sis:eunv:2013', 'Épisode en unité neuro-vasculaire'),
  '1.2.250.1.213.1.1.1.27': asip('urn:asip:ci-sis:d2lm-fin:2017', 'Mammographie de dépistage'),
  '1.2.250.1.213.1.1.1.28': asip('urn:asip:ci-sis:d2lm-fidd:2017', 'Bilan de diagnostic différé'),
  '1.2.250.1.213.1.1.1.30': asip('urn:asip:ci-sis:sdm-mr:2017', 'Maladies rares'),
  '1.2.250.1.213.1.1.1.38': asip('urn:asip:ci-sis:tlm-da:2020', 'Demande d’acte de télémédecine'),
  '1.2.250.1.213.1.1.1.59': { code: 'urn:ans:ci-sis:trod:2024', scheme: FORMAT_CODES_ANS, label: 'TROD' },
};

/** formatCode of a document: its body's when unstructured, its model's otherwise (dmp.md §12.6, table ASS-A11). */
export function formatOf({ body, templateIds }: CdaDocument): Code {
  if (body.level === 'N1') return PDF_FORMAT;
  return templateIds.flatMap((templateId) => MODELS[templateId] ?? [])[0] ?? ANY_STRUCTURED;
}

function asip(code: string, label: string): Code {
  return { code, scheme: FORMAT_CODES_ASIP, label };
}
