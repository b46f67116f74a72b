import { dateOf, dateProblem, items, members, textNamed, textOf } from './finess-values.js';
import type { FileTally } from './file-tally.js';
import { readJsonFlow } from './json-flow.js';

/** Natures of activities (annuaire.md §8.2) and the member that holds the codes of each. */
export const ACTIVITY_NATURES = {
  AASA: ['typeActiviteAASA', 'activiteSanitaireRegulee', 'modaliteActivite', 'formeActivite'],
  ASR: ['typeActiviteASR', 'activiteSanitaireRegulee', 'modaliteActivite', 'formeActivite'],
  EML: ['typeActiviteEML', 'typeEmlId', '', ''],
  ASDR: ['typeActiviteASDR', 'activiteSanitaireDiverseRegulee', 'modeFonctionnement', 'public'],
  ASOCR: ['typeActiviteASOCR', 'activiteSocialeRegulee', 'modeFonctionnement', 'public'],
  AMSR: ['typeActiviteAMSR', 'activiteSocialeRegulee', 'modeFonctionnement', 'public'],
  AER: ['typeActiviteAER', 'activiteEnseignementRegulee', 'modeFonctionnement', 'public'],
  AMF: ['typeActiviteAMF', 'activiteAMF', 'modaliteActivite', 'formeActivite'],
  AMM: ['typeActiviteAMM', 'activiteAMM', 'modaliteAMM', 'mentionAMM'],
} as const;
/** One of {@link ACTIVITY_NATURES}. */
export type ActivityNature = keyof typeof ACTIVITY_NATURES;

/** An activity of a legal entity (authorised) or of a site (exercised); '' where the flow has nothing or null. */
export interface FinessActivity {
  /** Of the legal entity. */
  legalFiness: string;
  legalId: string;
  /** Of the site, for an exercised activity. */
  siteFiness: string;
  siteId: string;
  /** activiteAeId. */
  id: string;
  nature: ActivityNature;
  /** Activity, then what refines it: modality and form, or mode and public. An AMM has more, that are not read. */
  codes: [string, string, string];
  /** ARHGOS number, `rr-dd-…`. */
  arhgos: string;
  active: boolean;
  /** YYYY-MM-DD. */
  start: string;
  end: string;
  /** EML: who made it, and its number. */
  manufacturer: string;
  serialNumber: string;
  /** Places by state (r330): `1` authorised, `2` installed as far as could be seen. */
  capacities: { number: string; status: string }[];
}

/**
 * Reads a FINESS+ activities flow (annuaire.md §8.2) in bounded memory, whatever its root form (`metadata` or not), with
 * its nulls and padded codes, dates without sense (kept and told) and the names of the first draft. An activity of a
 * nature that is not known is left out.
 *
 * @throws BancError BANC_DIRECTORY (no JSON flow), BANC_LIMIT (an object without end).
 */
export async function* readFinessActivities(
  bytes: AsyncIterable<Uint8Array>,
  tally: FileTally,
): AsyncGenerator<FinessActivity> {
  let rank = 0;
  for await (const { value } of readJsonFlow(bytes, ['pmej'], [], tally)) {
    rank += 1;
    const pmej = members(value);
    const legal = { legalFiness: textNamed(pmej, 'numFiness', 'numeroFiness'), legalId: textOf(pmej['pmSmsseId']) };
    for (const one of items(pmej['activitesAutorisees'])) {
      yield* activityOf(members(one), { ...legal, siteFiness: '', siteId: '' }, rank, tally);
    }
    for (const site of items(pmej['ege']).map(members)) {
      const place = { ...legal, siteFiness: textOf(site['numFinessEge']), siteId: textOf(site['egeId']) };
      for (const one of items(site['activitesExercees'])) yield* activityOf(members(one), place, rank, tally);
    }
  }
}

function* activityOf(
  activity: Record<string, unknown>,
  place: Pick<FinessActivity, 'legalFiness' | 'legalId' | 'siteFiness' | 'siteId'>,
  rank: number,
  tally: FileTally,
): Generator<FinessActivity> {
  tally.read += 1;
  const about = members(activity['caracteristiquesGeneriques']);
  const nature = members(activity['nature']);
  const code = textOf(nature['codeNature']);
  const id = textOf(about['activiteAeId']);
  if (!isNature(code)) {
    tally.ignore({ reason: 'not-understood', line: rank, detail: `activité ${id} : nature « ${code} »` });
    return;
  }
  const specific = members(nature['caracteristiquesSpecifiques']);
  const [member, ...names] = ACTIVITY_NATURES[code];
  const codes = names.map((name) => textOf(members(specific[member])[name]));
  const [start, end] = [dateOf(about['dateDebutActiviteAutorisee']), dateOf(about['dateFinActiviteAutorisee'])];
  for (const date of [start, end]) {
    const reason = dateProblem(date);
    if (reason) tally.tell({ reason, line: rank, detail: `activité ${id} : ${date}` });
  }
  tally.kept += 1;
  yield {
    ...place,
    id,
    nature: code,
    codes: [codes[0] ?? '', codes[1] ?? '', codes[2] ?? ''],
    arhgos: textNamed(about, 'numAutorisationArhgos', 'numeroAutorisationArhgos'),
    active: textOf(about['etatObjet']) !== 'I',
    start,
    end,
    manufacturer: textOf(specific['marque']),
    serialNumber: textOf(specific['numeroSerie']),
    capacities: items(activity['capacite'])
      .map(members)
      .map((one) => ({ number: textOf(one['nombre']), status: textOf(one['statutCapacite']) })),
  };
}

function isNature(code: string): code is ActivityNature {
  return Object.hasOwn(ACTIVITY_NATURES, code);
}
