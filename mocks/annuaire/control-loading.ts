import { z } from 'zod';
import { type ControlCommand, defineCommand } from '../core/service.js';
import { BancError } from '../wire/errors.js';
import { type AnnuaireResource, readAnnuaireAnswer } from '../wire/fhir-annuaire.js';
import {
  loadedDevice,
  loadedProfessional,
  loadedRole,
  loadedService,
  loadedStructure,
  type RowOfId,
} from './loaded-records.js';
import type { DirectoryKind, DirectoryStore, Mutation, RecordOf } from './store/directory-store.js';

/** Order of loading: what is referred to before what refers to it. */
const ORDER: readonly AnnuaireResource['type'][] = [
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'HealthcareService',
  'Device',
];

/** Adds a record, and counts it. */
export type Insert = (mutation: Extract<Mutation, { change: 'insert' }>) => number;

/** Command that loads FHIR resources, such as official samples or what a vendor captured. */
export function loadingCommand(store: DirectoryStore, insert: Insert): ControlCommand {
  return defineCommand({
    description:
      'Charge des ressources FHIR (JSON d’une ressource ou d’un Bundle) ; une ressource de même id est remplacée.',
    input: z.strictObject({ json: z.string().min(2).meta({ description: 'le texte JSON, tel quel' }) }),
    run: ({ json }) => {
      const { resources, ignored } = readAnnuaireAnswer(json, { repair: true });
      const nameless = resources.find(({ id }) => id === '');
      if (nameless) throw new BancError('BANC_CONTROL', `Ressource ${nameless.type} sans id : donnez-lui un id.`);
      const ordered = ORDER.flatMap((type) => resources.filter((resource) => resource.type === type));
      for (const resource of ordered) load(resource, store, insert);
      return { loaded: ordered.map(({ type, id }) => ({ type, id })), ignored };
    },
  });
}

function load(resource: AnnuaireResource, store: DirectoryStore, insert: Insert): void {
  const rowOf = (kind: DirectoryKind): RowOfId => {
    return (id) => (id === undefined ? undefined : store.row(kind, id));
  };
  const organization = rowOf('organization');
  switch (resource.type) {
    case 'Organization':
      put('organization', loadedStructure(resource, organization));
      return;
    case 'Practitioner':
      put('practitioner', loadedProfessional(resource));
      return;
    case 'PractitionerRole':
      put('practitionerRole', loadedRole(resource, rowOf('practitioner'), organization));
      return;
    case 'HealthcareService':
      put('healthcareService', loadedService(resource, organization));
      return;
    case 'Device':
      put('device', loadedDevice(resource, organization));
  }

  function put<K extends DirectoryKind>(kind: K, record: RecordOf[K]): void {
    const row = store.row(kind, record.id);
    // The compiler does not follow a kind and its record through a union of mutations.
    if (row === undefined) insert({ change: 'insert', kind, record } as Extract<Mutation, { change: 'insert' }>);
    else store.mutate({ change: 'replace', kind, row, record } as Mutation);
  }
}
