import { ASSOCIATION_TYPES } from '../../../mocks/wire/ebrim-objects.js';
import { readXml } from '../../../mocks/wire/xml.js';
import { at, child } from '../../../mocks/wire/xml.js';
import { NS } from '../../../mocks/wire/namespaces.js';
import { REPLACES_AS_IN_KIT } from '../../../mocks/wire/submit-objects.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { Feeding } from './feeding.js';

/** What a CDA says of its place in a set of versions. */
export interface VersionHeader {
  id: string;
  setId: string;
  versionNumber: string;
  /** relatedDocument RPLC, parentDocument/id. */
  replaces?: string;
}

/** Reads it; an id is `root` or `root^extension`. Throws BANC_XML_INVALID when the document is no XML. */
export function readVersionHeader(content: Buffer): VersionHeader {
  const root = readXml(content);
  const idOf = (node: ReturnType<typeof child>): string => {
    const { root: oid = '', extension = '' } = node?.attributes ?? {};
    return extension === '' ? oid : `${oid}^${extension}`;
  };
  const related = child(root, NS.hl7, 'relatedDocument');
  const parent = at(related, NS.hl7, 'parentDocument', 'id');
  return {
    id: idOf(child(root, NS.hl7, 'id')),
    setId: idOf(child(root, NS.hl7, 'setId')),
    versionNumber: child(root, NS.hl7, 'versionNumber')?.attributes['value'] ?? '',
    ...(related?.attributes['typeCode'] === 'RPLC' && parent ? { replaces: idOf(parent) } : {}),
  };
}

const REPLACES: CheckDeclaration = {
  id: 'dmp.td2-1.replaces-current',
  title: text(
    'La nouvelle version remplace (RPLC) le document par son entryUUID actuel',
    'The new version replaces (RPLC) the document by its current entryUUID',
  ),
  rule: { reference: 'GI DMP, TD2.1 remplacement et RG_3110 (dmp.md §9)', confidence: 'stated' },
};

const SAME_SET: CheckDeclaration = {
  id: 'dmp.td2-1.next-version',
  title: text(
    'Le CDA est la version suivante du même ensemble et nomme celle qu’il remplace',
    'The CDA is the next version of the same set and names the one it replaces',
  ),
  rule: { reference: 'AMA 09/09/2025 (R9c) : setId, versionNumber, relatedDocument', confidence: 'stated' },
};

/** `current`: entryUUID the replaced document had in the DMP when the new version was validated. */
export function checkReplacesCurrent({ lot, exchange }: Feeding, current: string): Finding {
  const links = (lot?.submission.associations ?? []).filter(({ type }) =>
    [ASSOCIATION_TYPES.replaces, REPLACES_AS_IN_KIT].includes(type as typeof ASSOCIATION_TYPES.replaces),
  );
  const targets = links.map(({ target }) => target);
  return verify(REPLACES, targets.length === 1 && targets[0] === current, {
    expected: text(`une association RPLC vers ${current}`, `one RPLC association to ${current}`),
    received: joinTexts(targets, ', ', text('aucune association RPLC', 'no RPLC association')),
    locator: 'rim:Association[@associationType=RPLC]/@targetObject',
    exchange: exchange.id,
  });
}

/** `previous`: what the CDA of the replaced version said. */
export function checkNextVersion({ content, exchange }: Feeding, previous: VersionHeader): Finding {
  const found = content && readVersionHeader(content);
  const next = String(Number(previous.versionNumber) + 1);
  const problems: Text[] = [];
  if (found?.setId !== previous.setId)
    problems.push(text(`setId ${found?.setId ?? ''}`, `setId ${found?.setId ?? ''}`));
  if (found?.versionNumber !== next) {
    const number = found?.versionNumber ?? '';
    problems.push(text(`versionNumber ${number}`, `versionNumber ${number}`));
  }
  if (found?.replaces !== previous.id) {
    const parent = found?.replaces ?? '—';
    problems.push(text(`relatedDocument RPLC vers ${parent}`, `relatedDocument RPLC to ${parent}`));
  }
  if (found?.id === previous.id)
    problems.push(text('même id que la version précédente', 'same id as the previous one'));
  return verify(SAME_SET, problems.length === 0, {
    expected: text(
      `setId ${previous.setId}, versionNumber ${next}, relatedDocument RPLC vers ${previous.id}`,
      `setId ${previous.setId}, versionNumber ${next}, relatedDocument RPLC to ${previous.id}`,
    ),
    received: joinTexts(problems, text(' ; ', '; '), text('conforme', 'as expected')),
    locator: '/ClinicalDocument/(id|setId|versionNumber|relatedDocument)',
    exchange: exchange.id,
  });
}
