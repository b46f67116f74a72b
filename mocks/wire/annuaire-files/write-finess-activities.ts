import { ACTIVITY_NATURES, type ActivityNature, type FinessActivity } from './finess-activities.js';

/** A legal entity with what its sites do. */
export interface FinessActivityGroup {
  finess: string;
  id: string;
  sites: { finess: string; id: string; activities: readonly FinessActivity[] }[];
}

/** Member that holds the id of the activity in each nature (annuaire.md §8.2). */
const ID_MEMBERS: Record<ActivityNature, string> = {
  AASA: 'aaAutreActSoinId',
  ASR: 'aaSoumiseAReconnaissanceId',
  EML: 'aaEmlId',
  ASDR: 'aaSanitaireDiverseReguleeId',
  ASOCR: 'aaSocialeReguleeId',
  AMSR: 'aaSocialeReguleeId',
  AER: 'aaEnseignementReguleeId',
  AMF: 'aaSoinAmfId',
  AMM: 'aaSoinAmmId',
};

/**
 * Writes a FINESS+ activities flow as published: `schemaVersion` and `generatedAt` at the root, null for what is absent
 * (annuaire.md §8.2), one legal entity at a time. Only exercised activities are written.
 */
export function* writeFinessActivities(groups: Iterable<FinessActivityGroup>, generatedAt: Date): Generator<string> {
  yield `{"schemaVersion":"v1.0.0","generatedAt":"${generatedAt.toISOString()}","pmej":[`;
  let separator = '\n';
  for (const { finess, id, sites } of groups) {
    const ege = sites.map((site) => ({
      egeId: site.id,
      numFinessEge: site.finess,
      activitesExercees: site.activities.map(activityOf),
    }));
    yield separator + JSON.stringify({ numFiness: finess, pmSmsseId: id, activitesAutorisees: [], ege });
    separator = ',\n';
  }
  yield '\n]}\n';
}

function activityOf(activity: FinessActivity) {
  return {
    caracteristiquesGeneriques: {
      activiteAeId: activity.id,
      etatObjet: activity.active ? 'A' : 'I',
      identifiantAutorisation: null,
      numAutorisationArhgos: orNull(activity.arhgos),
      dateDebutActiviteAutorisee: orNull(activity.start),
      dateFinActiviteAutorisee: orNull(activity.end),
      dateFinEffectiveActivite: null,
      dateCaduciteAutorisation: null,
      egeId: activity.siteId,
      typeActiviteSMSSE: null,
      egeExploitanteId: activity.siteId,
      egeFacturante: 'O',
    },
    nature: { codeNature: activity.nature, caracteristiquesSpecifiques: specificOf(activity) },
    evenement: [],
    engagement: [],
    capacite: activity.capacities.map(({ number, status }, rank) => ({
      idCapacite: `${activity.id}${rank + 1}`,
      nombre: number,
      precision: null,
      activiteAeId: activity.id,
      statutCapacite: status,
      uniteMesureCapacite: '1',
    })),
    zoneIntervention: null,
  };
}

function specificOf({ nature, id, codes, manufacturer, serialNumber }: FinessActivity) {
  const [member, ...names] = ACTIVITY_NATURES[nature];
  const named = names.flatMap((name, rank) => (name === '' ? [] : [[name, orNull(codes[rank] ?? '')]]));
  const maker = nature === 'EML' ? { marque: orNull(manufacturer), numeroSerie: orNull(serialNumber) } : {};
  return {
    [ID_MEMBERS[nature]]: id,
    activiteAeId: id,
    ...maker,
    [member]: Object.fromEntries(named) as Record<string, string | null>,
  };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
