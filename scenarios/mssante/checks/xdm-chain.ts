import { type CdaActor, type CdaDocument, idText } from '../../../mocks/wire/cda-document.js';
import { PS_IDNAT, STRUCT_IDNAT } from '../../../mocks/wire/oids.js';
import type { XdmDocument } from '../../../mocks/wire/xdm-archive.js';
import { type Breach, broken, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, text } from '../../harness/index.js';

const CHAIN: CheckDeclaration = {
  id: 'mss.xdm.chain',
  title: text(
    'Document qui en suit un autre : même setId, version suivante, document remplacé, auteur habilité',
    'Document that follows another: same setId, next version, document replaced, author entitled',
  ),
  rule: { reference: 'CI-SIS, Échange de documents de santé ; MSS/UX.05 ; codes 900 et 901', confidence: 'stated' },
};

const OTHER_BYTES = text(
  'les octets ne sont pas ceux de la dernière version',
  'the bytes are not those of the last version',
);

/**
 * What a document is to one that came before: its next version, its deletion, the same one again, another document; or
 * `broken` when it claims to follow it and does not.
 */
export type XdmLink = 'next-version' | 'deletion' | 'same' | 'unrelated' | 'broken';

/** How two documents stand, and the finding that says why (both identifiers are told when they differ). */
export interface XdmChain {
  link: XdmLink;
  finding: Finding;
}

/**
 * D04 and D05 of mssante.md §10, rules of §6.1: a replacement has the same setId, the next version, the previous
 * document as its RPLC parent, and an author or an organisation in common with it; a deletion is the last version
 * itself, unchanged. `next` belongs to the chain when setId, id or parent say so.
 */
export function chainOf(previous: XdmDocument, next: XdmDocument, exchange?: string): XdmChain {
  const [before, after] = [previous.cda, next.cda];
  const breaches: Breach[] = [];
  const link = linkOf(previous, next);
  if (before && after && link === 'next-version') breaches.push(...replacementBreaches(before, after));
  if (before && after && link === 'deletion') breaches.push(...deletionBreaches(previous, next));
  if (link === 'unrelated') breaches.push(unrelated(before, after));
  const expected =
    link === 'deletion'
      ? text(`le document ${idText(before?.id)}, inchangé`, `document ${idText(before?.id)}, unchanged`)
      : text(
          `setId ${idText(before?.setId)}, version ${nextVersion(before)}, remplace ${idText(before?.id)}`,
          `setId ${idText(before?.setId)}, version ${nextVersion(before)}, replaces ${idText(before?.id)}`,
        );
  const finding = judgement(CHAIN, {
    expected,
    breaches,
    found: `${next.entry.action ?? ''} ${idText(after?.id)} v${after?.versionNumber ?? ''}`.trim(),
    exchange,
    where: next.path ?? next.entry.uri,
  });
  const fails = breaches.some(({ severity }) => severity === 'error');
  return { link: link !== 'unrelated' && fails ? 'broken' : link, finding };
}

function linkOf(previous: XdmDocument, next: XdmDocument): XdmLink {
  const [before, after] = [previous.cda, next.cda];
  if (!before || !after) return 'unrelated';
  const sameId = idText(before.id) === idText(after.id);
  const sameSet = before.setId !== undefined && idText(before.setId) === idText(after.setId);
  if (next.entry.action === 'D') return sameId || sameSet ? 'deletion' : 'unrelated';
  if (sameId && after.versionNumber === before.versionNumber) return 'same';
  const claims = after.replaces.map(idText).includes(idText(before.id));
  return sameSet || sameId || claims ? 'next-version' : 'unrelated';
}

function replacementBreaches(before: CdaDocument, after: CdaDocument): Breach[] {
  const [set, id] = [idText(before.setId), idText(before.id)];
  const parent = after.replaces.map(idText).join(', ');
  return [
    ...unless(idText(after.setId) === set, 'setId', idText(after.setId), set),
    ...unless(after.versionNumber === nextVersion(before), 'versionNumber', after.versionNumber, nextVersion(before)),
    ...unless(parent === id, 'relatedDocument[@typeCode="RPLC"]/parentDocument/id', parent, id),
    ...(idText(after.id) === id
      ? [broken(text(`même id que la version remplacée : ${id}`, `same id as the version replaced: ${id}`), 'id')]
      : []),
    ...entitlementBreaches(before, after),
  ];
}

function deletionBreaches(previous: XdmDocument, next: XdmDocument): Breach[] {
  const [before, after] = [previous.cda, next.cda];
  const unchanged = previous.bytes && next.bytes?.equals(previous.bytes);
  return [
    // The version must be the last one known (900); that nothing else changes is inferred (mssante.md §§6.1, 14).
    ...unless(idText(after?.id) === idText(before?.id), 'id', idText(after?.id), idText(before?.id), remarked),
    ...unless(
      after?.versionNumber === before?.versionNumber,
      'versionNumber',
      after?.versionNumber ?? '',
      before?.versionNumber ?? '',
    ),
    ...(unchanged ? [] : [remarked(OTHER_BYTES, '/ClinicalDocument')]),
  ];
}

/** Code 901: only the author, or somebody of the same organisation, may replace. */
function entitlementBreaches(before: CdaDocument, after: CdaDocument): Breach[] {
  const [was, is] = [identifiers(before.authors), identifiers(after.authors)];
  if (was.length === 0 || is.some((one) => was.includes(one))) return [];
  return unless(false, 'author', is.join(', '), was.join(', '));
}

function identifiers(authors: readonly CdaActor[]): string[] {
  return authors.flatMap(({ ids, organization }) =>
    [...ids, ...(organization?.ids ?? [])]
      .filter(({ root }) => root === PS_IDNAT || root === STRUCT_IDNAT)
      .map(({ extension = '' }) => extension),
  );
}

function unrelated(before: CdaDocument | undefined, after: CdaDocument | undefined): Breach {
  const [was, is] = [before, after].map((cda) => `${idText(cda?.id)} (setId ${idText(cda?.setId)})`);
  return broken(text(`${is ?? ''} ne suit pas ${was ?? ''}`, `${is ?? ''} does not follow ${was ?? ''}`), 'setId');
}

function unless(holds: boolean, where: string, found: string, wanted: string, tell = broken): Breach[] {
  if (holds) return [];
  return [
    tell(
      text(
        `${where} « ${found || 'absent'} » au lieu de « ${wanted} »`,
        `${where} "${found || 'missing'}" instead of "${wanted}"`,
      ),
      where,
    ),
  ];
}

function nextVersion(cda: CdaDocument | undefined): string {
  return String(Number(cda?.versionNumber) + 1);
}
