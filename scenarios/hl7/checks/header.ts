import { segmentOf, valueOf } from '../../../mocks/wire/er7.js';
import { readKind } from '../../../mocks/wire/hl7-header.js';
import { parseCdaTime } from '../../../mocks/wire/hl7-types.js';
import type { Breach } from '../../cda/index.js';
import type { JudgedMessage, MessageContext } from '../message-context.js';
import { type RuleList, ruleList, shown } from './rule-list.js';

/** What MSH must say for a kind of message. */
export interface ExpectedHeader {
  /** MSH-9 values that are right, `MDM^T02^MDM_T02`. */
  types: readonly string[];
  /** MSH-12 values that are right, whole: `2.6`, `2.5^FRA^2.11`. */
  versions: readonly string[];
  /** MSH-21; undefined when the kind has none. */
  profile?: { version: string; name: string };
}

/** MSH-18 the volets allow. */
const CHARSETS = ['UNICODE UTF-8', '8859/15'];

/** True for an HL7 time that exists: `yyyy[MM[dd[HH[mm[ss]]]]]`, fraction and offset allowed (as in a CDA). */
export function isHl7Time(value: string): boolean {
  return parseCdaTime(value) !== undefined;
}

/** Rules of MSH (hl7v2-pfi-cda.md §3) and of what ends segments and writes characters (§1, §3). */
export function headerBreaches(message: JudgedMessage, expected: ExpectedHeader, context: MessageContext): Breach[] {
  const rules = ruleList(context.strict);
  const msh = segmentOf(message.er7, 'MSH');
  const field = (path: string): string => valueOf(msh, path);
  // Version first: a message of an older volet breaks many other rules.
  profileRules(rules, message, expected.profile);
  rules.must(
    msh?.fields[1] === '|' && msh.fields[2] === '^~\\&',
    `séparateurs « ${msh?.fields[1] ?? ''}${msh?.fields[2] ?? ''} » au lieu de « |^~\\& »`,
    `delimiters "${msh?.fields[1] ?? ''}${msh?.fields[2] ?? ''}" instead of "|^~\\&"`,
    'MSH-2',
  );
  for (const at of ['3', '4', '5', '6', '10']) {
    rules.must(field(at) !== '', `MSH-${at} absent`, `MSH-${at} missing`, `MSH-${at}`);
  }
  rules.must(isHl7Time(field('7')), `date ${shown(field('7')).fr}`, `date ${shown(field('7')).en}`, 'MSH-7');
  const type = msh?.fields[9] ?? '';
  rules.must(
    expected.types.includes(type),
    `type de message ${shown(type).fr} au lieu de ${expected.types.join(' ou ')}`,
    `message type ${shown(type).en} instead of ${expected.types.join(' or ')}`,
    'MSH-9',
  );
  rules.must(
    ['P', 'T', 'D'].includes(field('11')),
    `MSH-11 ${shown(field('11')).fr} : P, T ou D`,
    `MSH-11 ${shown(field('11')).en}: P, T or D`,
    'MSH-11',
  );
  const version = msh?.fields[12] ?? '';
  rules.must(
    expected.versions.includes(version),
    `version HL7 ${shown(version).fr} au lieu de ${expected.versions.join(' ou ')}`,
    `HL7 version ${shown(version).en} instead of ${expected.versions.join(' or ')}`,
    'MSH-12',
  );
  rules.must(field('17') === 'FRA', `pays ${shown(field('17')).fr}`, `country ${shown(field('17')).en}`, 'MSH-17');
  encodingRules(rules, message, context);
  return rules.breaches;
}

function profileRules(rules: RuleList, { er7 }: JudgedMessage, expected: ExpectedHeader['profile']): void {
  const { profile } = readKind(er7);
  const raw = segmentOf(er7, 'MSH')?.fields[21] ?? '';
  if (!expected) {
    rules.advised(raw === '', `MSH-21 présent : « ${raw} »`, `MSH-21 present: "${raw}"`, 'MSH-21');
    return;
  }
  const wanted = `${expected.version}^${expected.name}`;
  const said = profile ? `${profile.version}^${profile.name}` : '';
  rules.must(
    said === wanted,
    said === ''
      ? `le message ne dit pas quelle version du volet il suit, ${wanted} attendu`
      : `le message suit ${said} ; jugé comme ${wanted}, seule version conforme`,
    said === ''
      ? `the message does not say which version of the volet it follows, ${wanted} expected`
      : `the message follows ${said}; judged as ${wanted}, the only conform version`,
    'MSH-21',
  );
  rules.tolerated(
    said !== wanted || raw.startsWith(wanted),
    'espace en trop dans MSH-21',
    'stray space in MSH-21',
    'MSH-21',
  );
}

function encodingRules(rules: RuleList, { decoded, er7 }: JudgedMessage, { captured = false }: MessageContext): void {
  rules.must(
    CHARSETS.includes(decoded.declared),
    `jeu de caractères ${shown(decoded.declared).fr} : ${CHARSETS.join(' ou ')}`,
    `charset ${shown(decoded.declared).en}: ${CHARSETS.join(' or ')}`,
    'MSH-18',
  );
  rules.must(
    decoded.fault !== 'invalid',
    'MSH-18 dit UNICODE UTF-8 et les octets n’en sont pas',
    'MSH-18 says UNICODE UTF-8 and the bytes are not',
    'MSH-18',
  );
  rules.must(
    decoded.fault !== 'utf-8',
    `MSH-18 dit ${decoded.declared} et les lettres accentuées sont en UTF-8`,
    `MSH-18 says ${decoded.declared} and accented letters are in UTF-8`,
    'MSH-18',
  );
  const last = er7.segments.length - 1;
  const odd = er7.segments.find(({ end }, at) => end !== '\r' && !(at === last && end === ''));
  const where = odd?.name ?? '';
  const [fr, en] = [
    `segments terminés par ${named(odd?.end ?? '')} au lieu de CR`,
    `segments ended by ${named(odd?.end ?? '')} instead of CR`,
  ];
  if (captured) rules.advised(odd === undefined, `${fr} (lu quand même)`, `${en} (read all the same)`, where);
  else rules.must(odd === undefined, fr, en, where);
}

function named(end: string): string {
  return end.replaceAll('\r', ' CR').replaceAll('\n', ' LF').trim() || '∅';
}
