import { hl7At, hl7Children, type CdaDocument } from '../../../mocks/wire/cda-document.js';
import type { XmlNodeData } from '../../../mocks/wire/xml.js';
import { text } from '../../harness/index.js';
import { type Breach, broken, remarked } from './breach.js';

/** How many of a child an element has: `min` to `max`. */
interface Cardinality {
  name: string;
  min: number;
  max?: number;
}

const ROOT: readonly Cardinality[] = [
  { name: 'realmCode', min: 1, max: 1 },
  { name: 'typeId', min: 1, max: 1 },
  { name: 'id', min: 1, max: 1 },
  { name: 'code', min: 1, max: 1 },
  { name: 'title', min: 1, max: 1 },
  { name: 'effectiveTime', min: 1, max: 1 },
  { name: 'confidentialityCode', min: 1, max: 1 },
  { name: 'languageCode', min: 1, max: 1 },
  { name: 'setId', min: 1, max: 1 },
  { name: 'versionNumber', min: 1, max: 1 },
  { name: 'recordTarget', min: 1, max: 1 },
  { name: 'author', min: 1 },
  { name: 'dataEnterer', min: 0, max: 1 },
  { name: 'custodian', min: 1, max: 1 },
  { name: 'legalAuthenticator', min: 1, max: 1 },
  { name: 'documentationOf', min: 1 },
  { name: 'componentOf', min: 1, max: 1 },
  { name: 'component', min: 1, max: 1 },
];

const FRANCE = '2.16.840.1.113883.2.8.2.1';
const CI_SIS = '1.2.250.1.213.1.1.1.1';
const XDS_SD = '1.3.6.1.4.1.19376.1.2.20';
const CONFIDENTIALITIES = ['L', 'M', 'N', 'R', 'U', 'V'];
/** What the DMP takes (JDV_J58). */
const DMP_CONFIDENTIALITIES = ['N', 'R', 'V'];
const TELECOM = /^(tel|fax|mailto|http|https|ftp|mllp):/;
const NO_TELECOM = ['UNK', 'NASK', 'ASKU', 'NAV', 'MSK'];

/** Rules about the root of the document ("structuration minimale", hl7v2-pfi-cda.md §12). */
export function rootBreaches({
  root,
  code,
  effectiveTime,
  confidentialityCode,
  languageCode,
  versionNumber,
  templateIds,
  body,
  replaces,
  id,
}: CdaDocument): Breach[] {
  const breaches = cardinalities(root, '', ROOT);
  const requires = (holds: boolean, fr: string, en: string, where: string): void => {
    if (!holds) breaches.push(broken(text(fr, en), where));
  };
  const realm = hl7At(root, 'realmCode')?.attributes['code'];
  requires(
    realm === 'FR',
    `realmCode ${realm ?? 'absent'} au lieu de FR`,
    `realmCode ${realm ?? 'missing'} instead of FR`,
    'realmCode/@code',
  );
  const typeId = hl7At(root, 'typeId')?.attributes ?? {};
  requires(
    typeId['root'] === '2.16.840.1.113883.1.3' && typeId['extension'] === 'POCD_HD000040',
    'typeId autre que POCD_HD000040',
    'typeId other than POCD_HD000040',
    'typeId',
  );
  for (const templateId of [FRANCE, CI_SIS]) {
    requires(
      templateIds.filter((one) => one === templateId).length === 1,
      `templateId ${templateId} absent ou répété`,
      `templateId ${templateId} missing or repeated`,
      'templateId',
    );
  }
  if (body.level === 'N1') {
    requires(
      templateIds.length === 3 && templateIds[2] === XDS_SD,
      `corps non structuré : trois templateId, le dernier ${XDS_SD}`,
      `unstructured body: three templateId, the last one ${XDS_SD}`,
      'templateId',
    );
  } else {
    requires(templateIds.length > 2, 'aucun templateId de modèle', 'no templateId of a model', 'templateId');
  }
  requires(
    id !== undefined && id.extension !== '',
    'id sans @root, ou @extension vide',
    'id without @root, or empty @extension',
    'id',
  );
  requires(
    Boolean(code?.code && code.codeSystem && code.displayName),
    'code sans @code, @codeSystem ou @displayName',
    'code without @code, @codeSystem or @displayName',
    'code',
  );
  requires(
    /^\d{4,14}/.test(effectiveTime),
    `effectiveTime « ${effectiveTime} »`,
    `effectiveTime "${effectiveTime}"`,
    'effectiveTime/@value',
  );
  requires(
    Boolean(confidentialityCode?.codeSystem && confidentialityCode.displayName) &&
      CONFIDENTIALITIES.includes(confidentialityCode?.code ?? ''),
    `confidentialityCode « ${confidentialityCode?.code ?? ''} » inconnu ou incomplet`,
    `confidentialityCode "${confidentialityCode?.code ?? ''}" unknown or incomplete`,
    'confidentialityCode',
  );
  if (
    confidentialityCode &&
    !DMP_CONFIDENTIALITIES.includes(confidentialityCode.code) &&
    CONFIDENTIALITIES.includes(confidentialityCode.code)
  ) {
    breaches.push(
      remarked(
        text(
          `le DMP ne prend que N, R ou V, pas ${confidentialityCode.code}`,
          `the DMP only takes N, R or V, not ${confidentialityCode.code}`,
        ),
        'confidentialityCode/@code',
      ),
    );
  }
  requires(
    /^[a-z]{2}-[A-Z]{2}$/.test(languageCode),
    `languageCode « ${languageCode} » au lieu de xx-YY`,
    `languageCode "${languageCode}" instead of xx-YY`,
    'languageCode/@code',
  );
  requires(
    /^\d+$/.test(versionNumber),
    `versionNumber « ${versionNumber} » n’est pas un entier`,
    `versionNumber "${versionNumber}" is no whole number`,
    'versionNumber/@value',
  );
  requires(
    replaces.length <= 1,
    'plusieurs documents remplacés (RPLC)',
    'several documents replaced (RPLC)',
    'relatedDocument',
  );
  return [...breaches, ...contactBreaches(root)];
}

/** Rules about the act: first documentationOf, encounter, place (hl7v2-pfi-cda.md §12). */
export function actBreaches({ root, serviceStart, practiceSetting, facility }: CdaDocument): Breach[] {
  const breaches: Breach[] = [];
  const requires = (holds: boolean, fr: string, en: string, where: string): void => {
    if (!holds) breaches.push(broken(text(fr, en), where));
  };
  const event = hl7At(root, 'documentationOf', 'serviceEvent');
  breaches.push(
    ...cardinalities(event, 'documentationOf[1]/serviceEvent/', [
      { name: 'effectiveTime', min: 1, max: 1 },
      { name: 'performer', min: 1, max: 1 },
    ]),
  );
  requires(
    /^\d{4}/.test(serviceStart),
    'date de l’acte absente',
    'date of the act missing',
    'documentationOf[1]/serviceEvent/effectiveTime/low/@value',
  );
  const performer = hl7At(event, 'performer', 'assignedEntity');
  breaches.push(
    ...cardinalities(performer, 'documentationOf[1]/serviceEvent/performer/assignedEntity/', [
      { name: 'id', min: 1, max: 1 },
      { name: 'representedOrganization', min: 1, max: 1 },
    ]),
  );
  requires(
    Boolean(practiceSetting?.code && practiceSetting.codeSystem && practiceSetting.displayName),
    'cadre d’exercice (standardIndustryClassCode) absent ou incomplet',
    'practice setting (standardIndustryClassCode) missing or incomplete',
    'documentationOf[1]/serviceEvent/performer/assignedEntity/representedOrganization/standardIndustryClassCode',
  );
  const encounter = hl7At(root, 'componentOf', 'encompassingEncounter');
  breaches.push(
    ...cardinalities(encounter, 'componentOf/encompassingEncounter/', [
      { name: 'effectiveTime', min: 1, max: 1 },
      { name: 'location', min: 1, max: 1 },
    ]),
  );
  requires(
    Boolean(facility?.code && facility.codeSystem && facility.displayName),
    'lieu de la prise en charge (healthCareFacility/code) absent ou incomplet',
    'place of care (healthCareFacility/code) missing or incomplete',
    'componentOf/encompassingEncounter/location/healthCareFacility/code',
  );
  return breaches;
}

/** Children of an element that are too few or too many. */
export function cardinalities(node: XmlNodeData | undefined, path: string, rules: readonly Cardinality[]): Breach[] {
  return rules.flatMap(({ name, min, max }) => {
    const count = hl7Children(node, name).length;
    if (count >= min && (max === undefined || count <= max)) return [];
    const wanted = min === max ? String(min) : max === undefined ? `${min} ou plus` : `${min} à ${max}`;
    const wantedEn = min === max ? String(min) : max === undefined ? `${min} or more` : `${min} to ${max}`;
    return [
      broken(
        text(`${name} : ${count} au lieu de ${wanted}`, `${name}: ${count} instead of ${wantedEn}`),
        `${path}${name}`,
      ),
    ];
  });
}

/** telecom: a scheme that is known, or only the reason why there is none. Searched in the whole header. */
function contactBreaches(root: XmlNodeData): Breach[] {
  const breaches: Breach[] = [];
  const visit = (node: XmlNodeData, path: string): void => {
    for (const inner of node.children) {
      // The body has no contact of the header.
      if (inner.local === 'component' && path === '') continue;
      const where = `${path}${inner.local}`;
      if (inner.local === 'telecom') {
        const { value, nullFlavor } = inner.attributes;
        const holds = value === undefined ? NO_TELECOM.includes(nullFlavor ?? '') : TELECOM.test(value);
        if (!holds)
          breaches.push(
            broken(
              text(
                `telecom « ${value ?? nullFlavor ?? ''} » sans préfixe connu`,
                `telecom "${value ?? nullFlavor ?? ''}" without a known prefix`,
              ),
              where,
            ),
          );
      }
      visit(inner, `${where}/`);
    }
  };
  visit(root, '');
  return breaches;
}
