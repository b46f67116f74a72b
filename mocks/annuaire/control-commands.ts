import { z } from 'zod';
import type { DirectoryAddress } from '../../fixtures/directory/records.js';
import { type ControlCommand, defineCommand } from '../core/service.js';
import { BancError } from '../wire/errors.js';
import { recordCommands } from './control-insertion.js';
import { findRow, targetInput } from './control-target.js';
import type { AnnuaireState } from './handle-request.js';
import { defaultModes, modesInput } from './modes.js';
import { DELTA_DAYS } from './search-values.js';
import type { DirectoryKind, MailboxKind, Mutation } from './store/directory-store.js';

const DAY_MS = 86_400_000;
const nothing = z.strictObject({});
const key = z.string().min(8).max(200);

const addressInput = z.strictObject({
  houseNumber: z.string().optional(),
  streetNameType: z.string().optional(),
  streetNameBase: z.string().optional(),
  line: z.string().optional(),
  postalCode: z.string().regex(/^\d{5}$/),
  city: z.string().min(1),
  commune: z.string().min(1).optional(),
  inseeCode: z.string().optional(),
  departmentCode: z.string().min(2).max(3),
});

const mailboxInput = z.strictObject({
  address: z.email(),
  type: z.enum(['PER', 'CAB', 'ORG', 'APP']),
  service: z.string().optional(),
  description: z.string().optional(),
  redList: z.boolean().default(false),
});

/** Commands by which scenarios set the annuaire's state (annuaire.md §§4, 14). Unknown records give BANC_CONTROL. */
export function annuaireCommands(
  state: AnnuaireState,
  added: Partial<Record<DirectoryKind, number>>,
): Record<string, ControlCommand> {
  return { ...settingCommands(state), ...changeCommands(state), ...recordCommands(state, added) };
}

function settingCommands(state: AnnuaireState): Record<string, ControlCommand> {
  return {
    'set-mode': defineCommand({
      description: 'Change des modes de l’annuaire simulé (docs/reference/annuaire-modes.md) ; rend tous les modes.',
      input: modesInput,
      run: (modes) => (state.modes = { ...state.modes, ...modes }),
    }),
    'reset-modes': defineCommand({
      description: 'Remet tous les modes de l’annuaire simulé à leur valeur par défaut.',
      input: nothing,
      run: () => (state.modes = defaultModes()),
    }),
    'set-rate-limit': defineCommand({
      description: 'Change le nombre d’appels par seconde et par clé (17) ; 0 = sans limite.',
      input: z.strictObject({ perSecond: z.number().int().min(0).max(1_000_000) }),
      run: ({ perSecond }) => {
        state.rate.perSecond = perSecond;
      },
    }),
    'accept-api-key': defineCommand({
      description: 'Accepte une clé d’API de plus.',
      input: z.strictObject({ key }),
      run: (input) => void state.apiKeys.add(input.key),
    }),
    'revoke-api-key': defineCommand({
      description: 'Refuse désormais une clé d’API.',
      input: z.strictObject({ key }),
      run: (input) => ({ revoked: state.apiKeys.delete(input.key) }),
    }),
    'expire-pages': defineCommand({
      description: 'Rend illisibles tous les jetons de page donnés jusqu’ici, comme un redémarrage du service.',
      input: nothing,
      run: () => state.tokens.expire(),
    }),
    'publish-extractions': defineCommand({
      description: 'Publie les extractions (archives à télécharger) de l’annuaire tel qu’il est maintenant.',
      input: nothing,
      run: () => state.extractions.publish(),
    }),
  };
}

function changeCommands(state: AnnuaireState): Record<string, ControlCommand> {
  const { store } = state;
  const mutate = (mutation: Mutation) => {
    const { row, revision } = store.mutate(mutation);
    return { id: store.record(mutation.kind, row)?.record.id, revision };
  };
  const simple = (change: 'deactivate' | 'reactivate' | 'purge', description: string): ControlCommand =>
    defineCommand({
      description,
      input: targetInput,
      run: (target) => mutate({ change, ...findRow(store, target) }),
    });
  return {
    deactivate: simple('deactivate', 'Désactive un professionnel, une activité ou une structure (active = false).'),
    reactivate: simple('reactivate', 'Réactive ce qui a été désactivé.'),
    purge: simple('purge', 'Retire une ressource de l’annuaire sans laisser de trace.'),
    'purge-inactive': defineCommand({
      description: 'Retire ce qui est inactif depuis plus d’un mois, comme un rechargement complet du service.',
      input: nothing,
      run: () => ({ purged: purgeInactive(state) }),
    }),
    rename: defineCommand({
      description: 'Change le nom ou les prénoms d’un professionnel, ou la raison sociale d’une structure.',
      input: targetInput.extend({
        familyName: z.string().min(1).optional(),
        givenNames: z.array(z.string().min(1)).min(1).optional(),
        name: z.string().min(1).optional(),
      }),
      run: ({ familyName, givenNames, name, ...target }) => {
        const { kind, row } = findRow(store, target);
        if (kind === 'organization' && name !== undefined) return mutate({ change: 'rename', kind, row, name });
        if (kind !== 'practitioner' || (familyName === undefined && givenNames === undefined)) {
          throw new BancError('BANC_CONTROL', 'Donnez name pour une structure, familyName ou givenNames sinon.');
        }
        const names = {
          ...(familyName === undefined ? {} : { familyName }),
          ...(givenNames === undefined ? {} : { givenNames }),
        };
        return mutate({ change: 'rename', kind, row, ...names });
      },
    }),
    move: defineCommand({
      description: 'Change l’adresse d’une structure.',
      input: targetInput.extend({ address: addressInput }),
      run: ({ address, ...target }) => {
        const { kind, row } = findRow(store, target);
        if (kind !== 'organization') throw new BancError('BANC_CONTROL', 'Seule une structure a une adresse.');
        const moved = { ...address, commune: address.commune ?? address.city } as DirectoryAddress;
        return mutate({ change: 'move', kind, row, address: moved });
      },
    }),
    'add-mailbox': defineCommand({
      description: 'Ajoute une boîte MSSanté à un professionnel, à une activité ou à une structure.',
      input: targetInput.extend({ mailbox: mailboxInput }),
      run: ({ mailbox, ...target }) => {
        const { kind, row } = mailboxHolder(state, target);
        const { service, description, ...rest } = mailbox;
        const given = {
          ...rest,
          ...(service === undefined ? {} : { service }),
          ...(description === undefined ? {} : { description }),
        };
        return mutate({ change: 'add-mailbox', kind, row, mailbox: given });
      },
    }),
    'remove-mailbox': defineCommand({
      description: 'Retire une boîte MSSanté d’un professionnel, d’une activité ou d’une structure.',
      input: targetInput.extend({ address: z.string().min(3) }),
      run: ({ address, ...target }) => mutate({ change: 'remove-mailbox', address, ...mailboxHolder(state, target) }),
    }),
    'retire-code': defineCommand({
      description: 'Retire un savoir-faire ou un diplôme d’un professionnel.',
      input: targetInput.extend({ code: z.string().min(1) }),
      run: ({ code, ...target }) => {
        const { kind, row } = findRow(store, target);
        if (kind !== 'practitioner') throw new BancError('BANC_CONTROL', 'Seul un professionnel a des savoir-faire.');
        return mutate({ change: 'retire-code', kind, row, code });
      },
    }),
  };
}

function mailboxHolder({ store }: AnnuaireState, target: z.infer<typeof targetInput>) {
  const { kind, row } = findRow(store, target);
  if (kind === 'healthcareService' || kind === 'device') {
    throw new BancError('BANC_CONTROL', `${target.type} n’a pas de boîte MSSanté.`);
  }
  return { kind: kind satisfies MailboxKind, row };
}

/** A service that is reloaded forgets what has been inactive for more than a month (annuaire.md §4, issue 418). */
function purgeInactive({ store, now }: AnnuaireState): number {
  const before = now().getTime() - DELTA_DAYS * DAY_MS;
  const ranges = [{ to: before }];
  const kinds = ['practitioner', 'practitionerRole', 'organization'] as const;
  return kinds.reduce((purged, kind) => {
    const { rows } = store.search(
      kind,
      [
        { kind: 'token', field: 'active', values: [{ code: 'false' }] },
        { kind: 'date', field: '_lastUpdated', ranges },
      ],
      { limit: Number.MAX_SAFE_INTEGER },
    );
    for (const row of rows) store.mutate({ change: 'purge', kind, row });
    return purged + rows.length;
  }, 0);
}
