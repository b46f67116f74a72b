import { z } from 'zod';
import type { DirectoryMailbox, DirectoryProfessional, DirectoryRole } from '../../fixtures/directory/records.js';
import { type ControlCommand, defineCommand } from '../core/service.js';
import { psIdNat } from '../wire/identifiers.js';
import { type Insert, loadingCommand } from './control-loading.js';
import { findRow, targetInput } from './control-target.js';
import type { AnnuaireState } from './handle-request.js';
import { renderingOf } from './page-entries.js';
import { resourceOfRow } from './resource.js';
import type { DirectoryKind } from './store/directory-store.js';

const personalBox = z.strictObject({ address: z.email(), type: z.enum(['PER', 'CAB']).default('PER') });

const professionalInput = z.strictObject({
  rpps: z.string().regex(/^\d{11}$/),
  familyName: z.string().min(1),
  givenNames: z.array(z.string().min(1)).min(1),
  civility: z.enum(['M', 'MME']).optional(),
  exerciseCivility: z.string().optional(),
  professionTerminology: z.enum(['G15', 'R94', 'R95']).default('G15'),
  professionCode: z.string().min(1).default('10'),
  categoryCode: z.string().min(1).default('C'),
  specialties: z.array(z.string().min(1)).default([]).meta({ description: 'codes de spécialité ordinale : SM54' }),
  mailboxes: z.array(personalBox).default([]),
  structure: z.string().optional().meta({ description: 'FINESS, SIRET … du lieu ; il a alors une activité' }),
  roleMailboxes: z.array(personalBox).default([]),
});

/** Commands that add records to the directory, and show them as they are. */
export function recordCommands(
  state: AnnuaireState,
  added: Partial<Record<DirectoryKind, number>>,
): Record<string, ControlCommand> {
  const { store } = state;
  const insert: Insert = (mutation) => {
    const { row } = store.mutate(mutation);
    added[mutation.kind] = (added[mutation.kind] ?? 0) + 1;
    return row;
  };
  return {
    'insert-professional': defineCommand({
      description: 'Inscrit un professionnel à l’annuaire et, si une structure est donnée, son activité dans celle-ci.',
      input: professionalInput,
      run: (input) => {
        // Found first: nothing is inserted when there is no such place.
        const place =
          input.structure === undefined
            ? undefined
            : findRow(store, { type: 'Organization', identifier: input.structure }).row;
        const row = insert({ change: 'insert', kind: 'practitioner', record: professional(input) });
        if (place === undefined) return { id: store.record('practitioner', row)?.record.id };
        const record = roleOf(input, row, place);
        insert({ change: 'insert', kind: 'practitionerRole', record });
        return { id: store.record('practitioner', row)?.record.id, roleId: record.id };
      },
    }),
    'load-resource': loadingCommand(store, insert),
    get: defineCommand({
      description: 'Rend une ressource de l’annuaire telle que le service l’écrit maintenant.',
      input: targetInput,
      run: (target) => {
        const { kind, row } = findRow(store, target);
        return resourceOfRow(store, kind, row, renderingOf({ store, modes: state.modes, now: state.now() }, false));
      },
    }),
  };
}

function professional(input: z.infer<typeof professionalInput>): DirectoryProfessional {
  const { rpps, familyName, givenNames, civility, exerciseCivility } = input;
  return {
    index: 0,
    id: `003-9${rpps.slice(4)}-${rpps.slice(4)}`,
    rpps,
    idNatPs: psIdNat(rpps),
    active: true,
    ...(civility === undefined ? {} : { civility }),
    ...(exerciseCivility === undefined ? {} : { exerciseCivility }),
    familyName,
    givenNames,
    professionTerminology: input.professionTerminology,
    professionCode: input.professionCode,
    categoryCode: input.categoryCode,
    specialties: input.specialties.map((code) => ({ type: 'S', code })),
    diplomas: [],
    mailboxes: input.mailboxes.map(box),
    smartcards: [],
    lastUpdated: 0,
  };
}

function roleOf(input: z.infer<typeof professionalInput>, row: number, structure: number): DirectoryRole {
  const number = input.rpps.slice(4);
  return {
    index: 0,
    id: `005-9${number}-${number}`,
    situationId: `199${number}`,
    active: true,
    professional: row,
    structure,
    genre: 'GENR01',
    mode: 'S',
    function: 'FON-33',
    mailboxes: input.roleMailboxes.map(box),
    lastUpdated: 0,
  };
}

function box({ address, type }: z.infer<typeof personalBox>): DirectoryMailbox {
  return { address, type, redList: false };
}
