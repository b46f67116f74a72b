import { z } from 'zod';
import { defineCommand, type ControlCommand } from '../core/service.js';
import { INS_NIR_TEST } from '../wire/oids.js';
import { ASSOCIATION_TYPES } from '../wire/ebrim-objects.js';
import { BancError } from '../wire/errors.js';
import { isProductionInsOid } from '../wire/ins.js';
import { present } from '../wire/present.js';
import type { DmpOptions } from './dmp-options.js';
import {
  confidentialityCodes,
  confidentialityInput,
  documentInput,
  newDocument,
  professionalId,
} from './document-metadata.js';
import type { RegistryEntry } from './registry-model.js';
import type { RegistryState } from './registry-state.js';
import { isSignatureEntry } from './visibility.js';

const ins = z.string().regex(/^\d{5}(\d\d|2[AB])\d{8}$/, 'INS de 15 caractères');
const state = z.enum(['valid', 'expired', 'forbidden', 'none']);
const uniqueId = z.string().min(1);

/**
 * Commands by which scenarios set the DMP's state (dmp.md §14). Each acts as another party or the patient would; an
 * unknown INS or uniqueId is refused with BANC_CONTROL, saying what to do. Setting the same state twice is harmless.
 */
export function dmpCommands(
  registry: RegistryState,
  options: DmpOptions,
  now: () => Date,
): Record<string, ControlCommand> {
  const { records } = registry;
  return {
    'load-patient': defineCommand({
      description: 'Ajoute un patient dont le DMP est ouvert, ou change l’identité d’un patient connu.',
      input: z.object({
        ins,
        familyName: z.string().min(1),
        givenName: z.string().min(1),
        birthDate: z.iso.date(),
        gender: z.enum(['M', 'F']),
        insOid: z.string().default(INS_NIR_TEST),
      }),
      run: (patient) => {
        if (isProductionInsOid(patient.insOid)) {
          throw new BancError(
            'BANC_CONTROL',
            `L’OID ${patient.insOid} est celui d’INS réels, que le banc refuse. Utilisez l’OID de test ${INS_NIR_TEST}.`,
          );
        }
        records.load(patient);
        return { ins: patient.ins };
      },
    }),
    'set-record': defineCommand({
      description:
        'Ouvre, ferme ou supprime le DMP d’un patient (« none » : aucun DMP), ou y refuse toute alimentation.',
      input: z.object({
        ins,
        status: z.enum(['open', 'closed', 'none']),
        closedAt: z.iso.datetime({ offset: true }).optional(),
        closingReason: z.string().optional(),
        mes: z.boolean().optional(),
        feedingOpposed: z.boolean().default(false),
      }),
      run: (wanted) => {
        const record = records.get(wanted.ins);
        record.status = wanted.status;
        record.feedingOpposed = wanted.feedingOpposed;
        if (wanted.mes !== undefined) record.mes = wanted.mes;
        delete record.closedAt;
        delete record.closingReason;
        if (wanted.status === 'closed') {
          record.closedAt = wanted.closedAt ? new Date(wanted.closedAt) : now();
          if (wanted.closingReason !== undefined) record.closingReason = wanted.closingReason;
        }
        return { ins: wanted.ins, status: record.status };
      },
    }),
    'set-authorization': defineCommand({
      description: 'Donne à un professionnel (« 8 » + RPPS) une autorisation propre sur un DMP.',
      input: z.object({ ins, professional: professionalId, state, role: z.enum(['PS', 'MT']).default('PS') }),
      run: (wanted) => {
        records.setAuthorization(wanted.ins, wanted.professional, wanted.state, wanted.role);
        return wanted;
      },
    }),
    'set-default-authorization': defineCommand({
      description: 'Change l’autorisation des professionnels qui n’en ont pas de propre.',
      input: z.object({ state }),
      run: (wanted) => {
        records.setDefaultAuthorization(wanted.state);
        return wanted;
      },
    }),
    'set-authorization-months': defineCommand({
      description: 'Change au bout de combien de mois sans usage une autorisation propre expire (6 par défaut).',
      input: z.object({ months: z.number().int().min(1).max(1200) }),
      run: (wanted) => {
        records.setAuthorizationMonths(wanted.months);
        return wanted;
      },
    }),
    'add-document': defineCommand({
      description: 'Dépose un document dans un DMP au nom d’un tiers.',
      input: z.object({ ins, document: documentInput }),
      run: (wanted) =>
        reference(registry.add(wanted.ins, newDocument(wanted.document, records.get(wanted.ins).patient, now()))),
    }),
    'replace-document': defineCommand({
      description: 'Remplace un document (par l’uniqueId de sa version courante) au nom d’un tiers.',
      input: z.object({ uniqueId, document: documentInput }),
      run: (wanted) => {
        const current = registry.current(wanted.uniqueId);
        return reference(
          registry.replace(current, newDocument(wanted.document, records.get(current.ins).patient, now())),
        );
      },
    }),
    'update-confidentiality': defineCommand({
      description: 'Change la visibilité d’un document : nouvelle version de ses métadonnées.',
      input: z.object({ uniqueId, confidentiality: confidentialityInput }),
      run: (wanted) =>
        reference(
          registry.updateMetadata(registry.current(wanted.uniqueId), {
            confidentialityCodes: confidentialityCodes(wanted.confidentiality),
          }),
        ),
    }),
    'delete-document': defineCommand({
      description: 'Supprime un document (changement de statut, comme TD3.3c).',
      input: z.object({ uniqueId }),
      run: (wanted) => {
        const current = registry.current(wanted.uniqueId);
        return reference(current.status === 'Deleted' ? current : registry.changeStatus(current, 'Deleted'));
      },
    }),
    'archive-document': defineCommand({
      description: 'Archive ou désarchive un document.',
      input: z.object({ uniqueId, archived: z.boolean() }),
      run: (wanted) => {
        const current = registry.current(wanted.uniqueId);
        const status = wanted.archived ? 'Archived' : 'Approved';
        return reference(current.status === status ? current : registry.changeStatus(current, status));
      },
    }),
    'set-options': defineCommand({
      description:
        'Change ce que les sources n’établissent pas (codes, documents supprimés, masqués, archivés, renvoyés, versions), le package CNDA et la sévérité envers le VIHF (vihfMode).',
      input: z.object({
        authorizationCodes: z.partialRecord(state, z.string().min(1)).optional(),
        returnDeleted: z.boolean().optional(),
        emergencySeesMasked: z.boolean().optional(),
        feedingOpposedCode: z.string().min(1).optional(),
        sameDocumentAgain: z.enum(['refused', 'accepted']).optional(),
        archivedMayChange: z.boolean().optional(),
        vihfMode: z.enum(['lenient', 'strict']).optional(),
        previousVersionChecked: z.boolean().optional(),
        package: z.enum(['2.9.0', '2.9.0+TD3.3c', '2.10.0']).optional(),
      }),
      run: ({ authorizationCodes, ...others }) => {
        Object.assign(options.authorizationCodes, authorizationCodes);
        Object.assign(options, present(others));
        return options;
      },
    }),
    'get-record': defineCommand({
      description: 'Montre un DMP : état, autorisations propres, toutes les versions de métadonnées, lots.',
      input: z.object({ ins }),
      run: (wanted) => describe(registry, wanted.ins),
    }),
  };
}

function reference(entry: RegistryEntry): Record<string, string> {
  const { entryUUID, logicalId, uniqueId: id, submissionSetId, status } = entry;
  return { entryUUID, logicalId, uniqueId: id, submissionSetId, status };
}

/** entryUUID of the document this one replaces, and of the one that replaces it, when there are. */
function replacementsOf(registry: RegistryState, { entryUUID }: RegistryEntry): Record<string, string> {
  const links = registry.associationsOf(entryUUID).filter(({ type }) => type === ASSOCIATION_TYPES.replaces);
  return Object.fromEntries(
    links.map(({ source, target }) => (source === entryUUID ? ['replaces', target] : ['replacedBy', source])),
  );
}

function describe(registry: RegistryState, patientIns: string): Record<string, unknown> {
  const record = registry.records.get(patientIns);
  return {
    ...record,
    authorizations: Object.fromEntries(record.authorizations),
    lastConsultations: Object.fromEntries(record.lastConsultations),
    documents: registry.entriesOf(patientIns).map((entry) => ({
      ...reference(entry),
      version: entry.version,
      title: entry.metadata.title,
      typeCode: entry.metadata.typeCode?.code,
      confidentiality: entry.metadata.confidentialityCodes.map(({ code }) => code),
      hash: entry.metadata.hash,
      size: entry.content.length,
      authors: entry.metadata.authors,
      signature: isSignatureEntry(entry.metadata),
      ...replacementsOf(registry, entry),
      submissionTime: registry.set(entry.submissionSetId)?.set.submissionTime,
    })),
    submissionSets: registry.setsOf(patientIns),
  };
}
