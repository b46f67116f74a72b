import { z } from 'zod';
import { BancError } from '../wire/errors.js';
import { RESOURCE_TYPES, resourceType } from './search-parameters.js';
import type { DirectoryKind, DirectoryStore } from './store/directory-store.js';

/** Which resource a command is about: its type, and its FHIR id or one of its business identifiers. */
export const targetInput = z.strictObject({
  type: z.enum(RESOURCE_TYPES.map(({ type }) => type)),
  id: z.string().optional(),
  identifier: z
    .string()
    .optional()
    .meta({ description: 'RPPS, FINESS, SIRET, situation d’exercice, ARHGOS … ; doit n’en désigner qu’une' }),
});

/** Finds the row a command names. Throws BANC_CONTROL when there is none, or more than one. */
export function findRow(
  store: DirectoryStore,
  { type, id, identifier }: z.infer<typeof targetInput>,
): { kind: DirectoryKind; row: number } {
  const kind = resourceType(type)?.kind;
  if (kind === undefined || (id === undefined) === (identifier === undefined)) {
    throw new BancError('BANC_CONTROL', 'Donnez id ou identifier, un seul des deux.');
  }
  const rows =
    id === undefined
      ? store.search(kind, [{ kind: 'token', field: 'identifier', values: [{ code: identifier ?? '' }] }], { limit: 2 })
          .rows
      : [store.row(kind, id)].filter((row) => row !== undefined);
  const [row] = rows;
  if (row === undefined)
    throw new BancError('BANC_CONTROL', `${type} ${id ?? identifier ?? ''} n’est pas dans l’annuaire.`);
  if (rows.length > 1) {
    throw new BancError('BANC_CONTROL', `Plusieurs ${type} ont l’identifiant ${identifier ?? ''} : donnez id.`);
  }
  return { kind, row };
}
