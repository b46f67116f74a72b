import { type Er7Message, type Er7Segment, segmentsOf, valueOf } from '../../../mocks/wire/er7.js';
import type { Breach } from '../../cda/index.js';
import { base64Problem } from './base64.js';
import { type RuleList, ruleList, shown } from './rule-list.js';
import { placeOf } from './structure.js';

/** Codes of the optional bodies of mails. */
const MAIL_BODIES = ['CORPSMAIL_PS', 'CORPSMAIL_PATIENT'];
/** Codes of older versions and of examples, with the right one (hl7v2-pfi-cda.md §1). */
const OLD_NAMES: Readonly<Record<string, string>> = {
  ACK_LECTURE: 'ACK_LECTURE_MSS',
  INVISIBLE_REPRESENTANTS_LEGAUX: 'INVISIBLE_REP_LEGAUX',
  MODIF_CONFIDENTIALITYCODE: 'MODIF_CONF_CODE',
};

/** How the metadata of a kind of message are written. */
export interface MetadataPlan {
  /** Codes in their order, all required. */
  codes: readonly string[];
  /** OBX-2: `CE` in an ORU, `CWE` in an MDM. */
  type: string;
}

/** The metadata: all there, in their order, Y or N (hl7v2-pfi-cda.md §3, §8). */
export function metadataBreaches(message: Er7Message, plan: MetadataPlan, strict?: boolean): Breach[] {
  const rules = ruleList(strict);
  const observations = segmentsOf(message, 'OBX').filter((obx) => valueOf(obx, '2') !== 'ED');
  const found = observations.map((obx) => valueOf(obx, '3'));
  for (const code of plan.codes) {
    const old = found.find((name) => OLD_NAMES[name] === code);
    rules.must(
      found.includes(code),
      old === undefined ? `métadonnée ${code} absente` : `métadonnée ${code} écrite ${old}`,
      old === undefined ? `metadata ${code} missing` : `metadata ${code} written ${old}`,
      old === undefined ? 'OBX-3' : placeOf(message, observations[found.indexOf(old)]),
    );
  }
  const known = found.filter((code) => plan.codes.includes(code));
  const order = plan.codes.filter((code) => known.includes(code));
  const odd = known.findIndex((code, at) => code !== order[at]);
  rules.must(
    odd < 0,
    `${known[odd] ?? ''} à la place de ${order[odd] ?? 'rien'} : l’ordre est imposé`,
    `${known[odd] ?? ''} in place of ${order[odd] ?? 'nothing'}: the order is imposed`,
    'OBX-3.1',
  );
  valueRules(rules, message, observations, plan);
  for (const obx of segmentsOf(message, 'OBX')) {
    if (MAIL_BODIES.includes(valueOf(obx, '3'))) mailRules(rules, message, obx);
  }
  return rules.breaches;
}

/** A fault all the metadata share is told once. */
function valueRules(
  rules: RuleList,
  message: Er7Message,
  observations: readonly Er7Segment[],
  { codes, type }: MetadataPlan,
): void {
  const expected: readonly (readonly [string, readonly string[]])[] = [
    ['2', [type]],
    ['3.3', ['MetaDMPMSS']],
    ['5.1', ['Y', 'N']],
    ['5.3', ['expandedYes-NoIndicator']],
    ['11', ['F']],
  ];
  const [metadata, others] = [
    observations.filter((obx) => codes.includes(valueOf(obx, '3'))),
    observations.filter((obx) => !codes.includes(valueOf(obx, '3')) && OLD_NAMES[valueOf(obx, '3')] === undefined),
  ];
  for (const [path, right] of expected) {
    const wrong = metadata.filter((obx) => !right.includes(valueOf(obx, path)));
    for (const value of new Set(wrong.map((obx) => valueOf(obx, path)))) {
      const same = wrong.filter((obx) => valueOf(obx, path) === value);
      const names = same.map((obx) => valueOf(obx, '3')).join(', ');
      rules.must(
        false,
        `${names} : OBX-${path} ${shown(value).fr} au lieu de ${right.join(' ou ')}`,
        `${names}: OBX-${path} ${shown(value).en} instead of ${right.join(' or ')}`,
        `${placeOf(message, same[0])}-${path}`,
      );
    }
  }
  const names = [...new Set(others.map((obx) => valueOf(obx, '3')))];
  rules.advised(
    names.length === 0,
    `métadonnées hors du volet : ${names.slice(0, 5).join(', ')}`,
    `metadata outside the volet: ${names.slice(0, 5).join(', ')}`,
    placeOf(message, others[0]),
  );
}

function mailRules(rules: RuleList, message: Er7Message, obx: Er7Segment): void {
  const code = valueOf(obx, '3');
  const where = placeOf(message, obx);
  rules.must(valueOf(obx, '2') === 'ED', `${code} : OBX-2 doit être ED`, `${code}: OBX-2 must be ED`, `${where}-2`);
  const problem = base64Problem(valueOf(obx, '5.5'));
  rules.tolerated(
    problem === undefined,
    `${code} : ${problem?.fr ?? ''}`,
    `${code}: ${problem?.en ?? ''}`,
    `${where}-5.5`,
  );
}
