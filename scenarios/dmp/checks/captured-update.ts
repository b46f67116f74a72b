import { ASSOCIATION_TYPES, type Association, STATUS } from '../../../mocks/wire/ebrim-objects.js';
import type { Submission } from '../../../mocks/wire/submit-objects.js';
import { type Text, text } from '../../harness/index.js';
import type { BodyReading } from './captured-body.js';

const STATUSES = [STATUS.approved, STATUS.archived, STATUS.deleted] as const;
const afterPrefix = (urn: string): string => urn.replace(/^.*StatusType:/, '');

/** ITI-57: a change of status, or a new metadata version of an entry the registry knows (dmp.md §§10.1, 10.2). */
export function updateReading({ documents, associations }: Submission): BodyReading {
  const statuses = associations.filter(({ type }) => type === ASSOCIATION_TYPES.updateAvailabilityStatus);
  const problems: Text[] = statuses.flatMap(statusProblems);
  for (const { entryUUID, logicalId, uniqueId } of documents) {
    const member = associations.find(
      ({ type, target }) => type === ASSOCIATION_TYPES.hasMember && target === entryUUID,
    );
    if (!logicalId) problems.push(text(`${entryUUID} sans lid`, `${entryUUID} without lid`));
    if (uniqueId === '') problems.push(text(`${entryUUID} sans uniqueId`, `${entryUUID} without uniqueId`));
    if (!member?.slots['PreviousVersion']?.[0]) {
      problems.push(text(`${entryUUID} sans PreviousVersion`, `${entryUUID} without PreviousVersion`));
    }
  }
  if (statuses.length + documents.length === 0) problems.push(text('aucun changement', 'no change'));
  return {
    summary: text(
      `SubmitObjectsRequest (statuts : ${statuses.length}, métadonnées : ${documents.length})`,
      `SubmitObjectsRequest (statuses: ${statuses.length}, metadata: ${documents.length})`,
    ),
    problems,
    warnings: statuses.flatMap(statusWarnings),
  };
}

function statusProblems({ id, slots }: Association): Text[] {
  const [from, to] = [slots['OriginalStatus']?.[0], slots['NewStatus']?.[0]];
  const problems: Text[] = [];
  for (const [name, value] of [
    ['OriginalStatus', from],
    ['NewStatus', to],
  ] as const) {
    if (value === undefined) problems.push(text(`${id} sans ${name}`, `${id} without ${name}`));
    else if (!STATUSES.some((status) => afterPrefix(status) === afterPrefix(value))) {
      problems.push(text(`${id} : ${name} « ${value} » inconnu`, `${id}: unknown ${name} "${value}"`));
    }
  }
  if (from !== undefined && from === to) {
    problems.push(text(`${id} : le statut ne change pas`, `${id}: the status does not change`));
  }
  if (slots['PreviousVersion']) {
    problems.push(text(`${id} : PreviousVersion en trop`, `${id}: PreviousVersion not wanted`));
  }
  return problems;
}

/** The kit writes a wrong prefix, which is read all the same (dmp.md §10.1). */
function statusWarnings({ id, slots }: Association): Text[] {
  const values = [...(slots['OriginalStatus'] ?? []), ...(slots['NewStatus'] ?? [])];
  return values
    .filter((value) => STATUSES.some((status) => status !== value && afterPrefix(status) === afterPrefix(value)))
    .map((value) => text(`${id} : préfixe de « ${value} »`, `${id}: prefix of "${value}"`));
}
