import { idText, type CdaDocument } from '../../../mocks/wire/cda-document.js';
import type { DocumentAct } from '../../../mocks/wire/hl7-document-message.js';
import type { Breach } from '../../cda/index.js';
import { ruleList } from './rule-list.js';

/** One message of the life of a document, in the order of the wire. */
export interface VersionStep {
  /** MSH-10, to say where. */
  message: string;
  act: DocumentAct | undefined;
  cda: CdaDocument;
}

/** Life cycle of one document over its messages (hl7v2-pfi-cda.md §4.6, §4.8). */
export function versionBreaches(steps: readonly VersionStep[]): Breach[] {
  const rules = ruleList();
  let last: CdaDocument | undefined;
  for (const { message, act, cda } of steps) {
    const where = `message ${message}`;
    const [id, before] = [idText(cda.id), idText(last?.id)];
    if (last === undefined) {
      rules.must(
        act === 'create',
        'le premier message n’est pas une création',
        'the first message is not a creation',
        where,
      );
    } else if (act === 'delete') {
      rules.must(
        id === before,
        `suppression de ${id} au lieu de la dernière version ${before}`,
        `deletion of ${id} instead of the last version ${before}`,
        where,
      );
    } else {
      rules.must(
        act === 'replace',
        'nouvelle version qui n’est pas un remplacement',
        'new version that is no replacement',
        where,
      );
      rules.must(
        id !== before,
        `même identifiant que la version remplacée, ${id}`,
        `same identifier as the version replaced, ${id}`,
        where,
      );
      const parents = cda.replaces.map(idText).join(', ');
      rules.must(
        parents === before,
        `remplace ${parents || '∅'} au lieu de ${before}`,
        `replaces ${parents || '∅'} instead of ${before}`,
        where,
      );
      rules.must(
        Number(cda.versionNumber) > Number(last.versionNumber),
        `version ${cda.versionNumber} après ${last.versionNumber}`,
        `version ${cda.versionNumber} after ${last.versionNumber}`,
        where,
      );
    }
    if (last !== undefined) {
      const [set, first] = [idText(cda.setId), idText(last.setId)];
      rules.must(
        set === first,
        `setId ${set || '∅'} au lieu de ${first || '∅'}`,
        `setId ${set || '∅'} instead of ${first || '∅'}`,
        where,
      );
    }
    last = cda;
  }
  return rules.breaches;
}
