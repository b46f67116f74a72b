import { ASSOCIATION_TYPES } from '../../../mocks/wire/ebrim-objects.js';
import { CONTENT_TYPES } from '../../../mocks/wire/oids.js';
import type { XdmArchive, XdmSubset } from '../../../mocks/wire/xdm-archive.js';
import type { XdmEntry } from '../../../mocks/wire/xdm-metadata.js';
import { type Breach, broken, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, text } from '../../harness/index.js';
import type { XdmContext } from './xdm-context.js';
import { parentBreaches, schemaBreaches } from './xdm-ebrim-rules.js';

const METADATA: CheckDeclaration = {
  id: 'mss.xdm.metadata',
  title: text(
    'METADATA.XML : métadonnées obligatoires, liens, structure ebRIM',
    'METADATA.XML: mandatory metadata, links, ebRIM structure',
  ),
  rule: { reference: 'MSS/CONF.23 ; CI-SIS, Échange de documents de santé ; ebRIM 3.0', confidence: 'stated' },
};

/**
 * X02, X06, X08–X11 of mssante.md §10. What official archives do not do themselves (parents, order, contentTypeCode) is
 * told; on what is received, everything is only told.
 */
export function checkXdmMetadata({ subsets }: XdmArchive, { role, exchange }: XdmContext): Finding {
  const breaches = subsets.flatMap((subset) =>
    subsetBreaches(subset).map((breach) => ({ ...breach, where: `${subset.folder}/METADATA.XML: ${breach.where}` })),
  );
  const count = subsets.reduce((sum, { documents }) => sum + documents.length, 0);
  return judgement(METADATA, {
    expected: text(
      'un SubmissionSet, chaque document membre du lot et décrit en entier, aucune association RPLC',
      'one SubmissionSet, each document a member of it and wholly described, no RPLC association',
    ),
    breaches: role === 'sent' ? breaches : breaches.map((breach) => ({ ...breach, severity: 'warning' })),
    found: text(`${count} document(s) décrits`, `${count} document(s) described`),
    exchange,
    where: subsets.map(({ folder }) => `${folder}/METADATA.XML`).join(', '),
  });
}

function subsetBreaches({ metadata }: XdmSubset): Breach[] {
  return [
    ...prologueBreaches(metadata.prologue),
    ...setBreaches(metadata),
    ...metadata.documents.flatMap(entryBreaches),
    ...linkBreaches(metadata),
    ...parentBreaches(metadata.root),
    ...schemaBreaches(metadata.root),
  ];
}

function prologueBreaches(prologue: XdmSubset['metadata']['prologue']): Breach[] {
  if (prologue === 'none') return [];
  if (prologue === 'space') {
    return [remarked(text('blancs avant la racine', 'white space before the root'), 'line 1')];
  }
  return [
    broken(
      text(
        'XML mal formé : blancs avant la déclaration XML',
        'XML not well formed: white space before its declaration',
      ),
      'line 1',
    ),
  ];
}

function setBreaches({ submissionSet: set }: XdmSubset['metadata']): Breach[] {
  const { contentTypeCode } = set;
  const breaches = missing('RegistryPackage', {
    submissionTime: set.submissionTime,
    patientId: set.patientId,
    sourceId: set.sourceId,
    uniqueId: set.uniqueId,
    contentTypeCode: contentTypeCode?.code,
    authorPerson: set.authors[0]?.person,
  });
  if (contentTypeCode && contentTypeCode.scheme !== CONTENT_TYPES) {
    const found = `${contentTypeCode.code} (${contentTypeCode.scheme})`;
    breaches.push(
      remarked(
        text(`contentTypeCode ${found} hors de JDV_J59`, `contentTypeCode ${found} not in JDV_J59`),
        'RegistryPackage/contentTypeCode',
      ),
    );
  }
  return breaches;
}

function entryBreaches(entry: XdmEntry, rank: number): Breach[] {
  const where = `ExtrinsicObject[${rank + 1}]`;
  return [
    ...missing(where, {
      uniqueId: entry.uniqueId,
      patientId: entry.patientId,
      title: entry.title,
      creationTime: entry.creationTime,
      serviceStartTime: entry.serviceStartTime,
      languageCode: entry.languageCode,
      legalAuthenticator: entry.legalAuthenticator,
      sourcePatientId: entry.sourcePatientId,
      sourcePatientInfo: entry.sourcePatientInfo[0],
      classCode: entry.classCode?.code,
      typeCode: entry.typeCode?.code,
      formatCode: entry.formatCode?.code,
      confidentialityCode: entry.confidentialityCodes[0]?.code,
      healthcareFacilityTypeCode: entry.healthcareFacilityTypeCode?.code,
      practiceSettingCode: entry.practiceSettingCode?.code,
      author: entry.authors[0] && 'author',
    }),
    ...entry.authors.flatMap((author, index) =>
      missing(`${where}/author[${index + 1}]`, { authorPerson: author.person }),
    ),
  ];
}

function linkBreaches({ submissionSet, documents, associations }: XdmSubset['metadata']): Breach[] {
  const members = associations
    .filter(({ type, source }) => type === ASSOCIATION_TYPES.hasMember && source === submissionSet.entryUUID)
    .map(({ target }) => target);
  const orphans = documents.flatMap(({ entryUUID, uri }) =>
    members.includes(entryUUID)
      ? []
      : [
          broken(
            text(
              `${uri || entryUUID} n’est pas membre du SubmissionSet`,
              `${uri || entryUUID} is no member of the SubmissionSet`,
            ),
            `Association[HasMember]/@targetObject`,
          ),
        ],
  );
  const others = associations.filter(({ type }) => type !== ASSOCIATION_TYPES.hasMember);
  return [
    ...orphans,
    ...others.map(({ type }) =>
      broken(
        text(
          `association ${type} : une archive n’a que des HasMember`,
          `association ${type}: only HasMember may stand`,
        ),
        'Association/@associationType',
      ),
    ),
    ...(documents.length === 0 ? [broken(text('aucun document', 'no document'), 'ExtrinsicObject')] : []),
  ];
}

function missing(where: string, values: Readonly<Record<string, string | undefined>>): Breach[] {
  return Object.entries(values)
    .filter(([, value]) => value === undefined || value === '')
    .map(([name]) => broken(text(`${name} absent`, `${name} missing`), `${where}/${name}`));
}
