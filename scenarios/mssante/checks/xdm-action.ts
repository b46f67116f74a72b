import { type CdaDocument, idText } from '../../../mocks/wire/cda-document.js';
import type { XdmArchive, XdmDocument } from '../../../mocks/wire/xdm-archive.js';
import { ACTION_SLOT } from '../../../mocks/wire/xdm-metadata.js';
import { type Breach, broken, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text } from '../../harness/index.js';
import { inDocument, type XdmContext } from './xdm-context.js';

const ACTION: CheckDeclaration = {
  id: 'mss.xdm.action',
  title: text(
    'Action (création, remplacement, suppression) : celle que dit la version du CDA',
    'Action (creation, replacement, deletion): the one the version of the CDA says',
  ),
  rule: { reference: 'CI-SIS, Échange de documents de santé (action) ; MSS/UX.05', confidence: 'stated' },
};

/** X07 of mssante.md §10. What no source settles (`C` without a replaced document, §14) is told. */
export function checkXdmAction({ documents }: XdmArchive, { exchange }: XdmContext): Finding {
  return judgement(ACTION, {
    expected: text(
      'rien pour une version 1, C pour une version suivante qui nomme le document remplacé, D pour une suppression',
      'nothing for a version 1, C for a following version that names the document replaced, D for a deletion',
    ),
    breaches: documents.flatMap((document, rank) => inDocument(document, rank, actionBreaches(document))),
    found: joinTexts(documents.map(describe), ' ; '),
    exchange,
    where: `Slot[${ACTION_SLOT}]`,
  });
}

function actionBreaches({ entry: { action }, cda }: XdmDocument): Breach[] {
  const where = `Slot[${ACTION_SLOT}]`;
  if (action !== undefined && action !== 'C' && action !== 'D') {
    return [broken(text(`action « ${action} » inconnue`, `unknown action "${action}"`), where)];
  }
  if (!cda || action === 'D') return [];
  return [...versionBreaches(action, cda, where), ...parentBreaches(action, cda)];
}

function versionBreaches(action: 'C' | undefined, { versionNumber }: CdaDocument, where: string): Breach[] {
  const follows = Number(versionNumber) > 1;
  if (follows === (action === 'C')) return [];
  const said = action ?? text('absente', 'missing');
  return [
    broken(
      text(
        `action ${typeof said === 'string' ? said : said.fr}, version ${versionNumber} du CDA`,
        `action ${typeof said === 'string' ? said : said.en}, version ${versionNumber} of the CDA`,
      ),
      where,
    ),
  ];
}

function parentBreaches(action: 'C' | undefined, { id, replaces }: CdaDocument): Breach[] {
  const where = 'relatedDocument[@typeCode="RPLC"]/parentDocument/id';
  const parents = replaces.map(idText);
  if (action === undefined && parents.length > 0) {
    const parent = parents.join(', ');
    return [remarked(text(`remplace ${parent} sans action C`, `replaces ${parent} without action C`), where)];
  }
  if (action === 'C' && parents.length === 0) {
    return [remarked(text('action C sans document remplacé', 'action C without a document replaced'), where)];
  }
  if (!parents.includes(idText(id))) return [];
  return [
    broken(text(`le document ${idText(id)} se remplace lui-même`, `document ${idText(id)} replaces itself`), where),
  ];
}

function describe({ entry: { action, uri }, cda }: XdmDocument): Text {
  const version = cda?.versionNumber ?? '?';
  const parent = cda?.replaces.map(idText).join(', ') ?? '';
  const said = action === undefined ? text('sans action', 'no action') : text(`action ${action}`, `action ${action}`);
  return text(
    `${uri} : ${said.fr}, version ${version}${parent && `, remplace ${parent}`}`,
    `${uri}: ${said.en}, version ${version}${parent && `, replaces ${parent}`}`,
  );
}
