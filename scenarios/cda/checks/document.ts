import { idText, type CdaDocument } from '../../../mocks/wire/cda-document.js';
import { type CheckDeclaration, type Finding, text } from '../../harness/index.js';
import { broken, type Breach, judgement } from './breach.js';
import { actBreaches, rootBreaches } from './header-rules.js';
import { type ExpectedPatient, patientBreaches } from './patient-rules.js';
import { pdfABreaches } from './pdf-a-rules.js';
import { type ExpectedStructure, peopleBreaches } from './people-rules.js';

const MINIMAL = 'CI-SIS, volet Structuration minimale de documents de santé';

const STRUCTURE: CheckDeclaration = {
  id: 'cda.structure',
  title: text('En-tête du CDA : éléments obligatoires et codes', 'CDA header: mandatory elements and codes'),
  rule: { reference: MINIMAL, confidence: 'stated' },
};
const PATIENT: CheckDeclaration = {
  id: 'cda.patient',
  title: text(
    'Patient du CDA : INS qualifiée et traits de naissance',
    'Patient of the CDA: qualified INS and traits of birth',
  ),
  rule: { reference: `${MINIMAL} ; référentiel INS`, confidence: 'stated' },
};
const PEOPLE: CheckDeclaration = {
  id: 'cda.people',
  title: text(
    'Auteurs, conservateur et responsable légal du CDA',
    'Authors, custodian and legal authenticator of the CDA',
  ),
  rule: { reference: MINIMAL, confidence: 'stated' },
};
const ACT: CheckDeclaration = {
  id: 'cda.act',
  title: text(
    'Acte, cadre d’exercice et lieu de prise en charge du CDA',
    'Act, practice setting and place of care of the CDA',
  ),
  rule: { reference: MINIMAL, confidence: 'stated' },
};
const BODY: CheckDeclaration = {
  id: 'cda.body',
  title: text('Corps du CDA : PDF/A-1 (N1) ou sections (N3)', 'Body of the CDA: PDF/A-1 (N1) or sections (N3)'),
  rule: { reference: 'CI-SIS, volet Structuration minimale : corps non structuré en PDF/A-1', confidence: 'stated' },
};
const VERSION: CheckDeclaration = {
  id: 'cda.version-chain',
  title: text(
    'Nouvelle version : même setId, version suivante, document remplacé',
    'New version: same setId, next version, document replaced',
  ),
  rule: { reference: 'CI-SIS ; AMA 09/09/2025 (versions d’un document)', confidence: 'stated' },
};

/** What a document is judged with besides itself. */
export interface DocumentContext {
  /** Who it must be about, when that is known. */
  patient?: ExpectedPatient;
  /** Who must keep it, when that is known. */
  structure?: ExpectedStructure;
  /** Id of the exchange it came in. */
  exchange?: string;
}

/** Everything a lone CDA owes: header, patient, people, act and body. */
export function checkCda(document: CdaDocument, { patient, structure, exchange }: DocumentContext = {}): Finding[] {
  const as = (check: CheckDeclaration, breaches: readonly Breach[], fr: string, en: string): Finding =>
    judgement(check, { expected: text(fr, en), breaches, found: text('conforme', 'conform'), exchange });
  return [
    as(STRUCTURE, rootBreaches(document), 'en-tête de la structuration minimale', 'header of the minimal structure'),
    as(
      PATIENT,
      patientBreaches(document, patient),
      'INS qualifiée, traits de naissance',
      'qualified INS, traits of birth',
    ),
    as(
      PEOPLE,
      peopleBreaches(document, structure),
      'auteurs, conservateur et responsable légal identifiés',
      'authors, custodian and legal authenticator identified',
    ),
    as(
      ACT,
      actBreaches(document),
      'acte daté, cadre d’exercice et lieu codés',
      'act dated, practice setting and place coded',
    ),
    as(BODY, bodyBreaches(document), 'PDF/A-1 en base64, ou sections', 'PDF/A-1 in base64, or sections'),
  ];
}

/** A version that follows another (CDA/DD.05, MSS/UX.05; requirements.md §13, R9c). */
export function checkCdaVersion(document: CdaDocument, previous: CdaDocument, exchange?: string): Finding {
  const breaches: Breach[] = [];
  const requires = (holds: boolean, fr: string, en: string, where: string): void => {
    if (!holds) breaches.push(broken(text(fr, en), where));
  };
  const [set, before] = [idText(document.setId), idText(previous.setId)];
  requires(set === before, `setId ${set} au lieu de ${before}`, `setId ${set} instead of ${before}`, 'setId');
  const next = String(Number(previous.versionNumber) + 1);
  requires(
    document.versionNumber === next,
    `version ${document.versionNumber} au lieu de ${next}`,
    `version ${document.versionNumber} instead of ${next}`,
    'versionNumber/@value',
  );
  const parent = document.replaces.map(idText).join(', ');
  const replaced = idText(previous.id);
  requires(
    parent === replaced,
    `document remplacé ${parent || 'absent'} au lieu de ${replaced}`,
    `document replaced ${parent || 'missing'} instead of ${replaced}`,
    'relatedDocument[@typeCode="RPLC"]/parentDocument/id',
  );
  requires(
    idText(document.id) !== replaced,
    'même identifiant que la version remplacée',
    'same identifier as the version replaced',
    'id',
  );
  return judgement(VERSION, {
    expected: text(
      `setId ${before}, version ${next}, remplace ${replaced}`,
      `setId ${before}, version ${next}, replaces ${replaced}`,
    ),
    breaches,
    found: text('conforme', 'conform'),
    exchange,
  });
}

function bodyBreaches({ body }: CdaDocument): Breach[] {
  if (body.level === 'none') return [broken(text('corps absent', 'no body'), 'component')];
  if (body.level === 'N3') {
    return body.sections > 0 ? [] : [broken(text('aucune section', 'no section'), 'component/structuredBody')];
  }
  if (body.content.length === 0) return [broken(text('corps vide', 'empty body'), 'component/nonXMLBody/text')];
  if (body.mediaType !== 'application/pdf') {
    return [
      broken(
        text(
          `corps ${body.mediaType || 'sans type'} au lieu de application/pdf`,
          `body ${body.mediaType || 'without type'} instead of application/pdf`,
        ),
        'component/nonXMLBody/text/@mediaType',
      ),
    ];
  }
  return pdfABreaches(body.content);
}
