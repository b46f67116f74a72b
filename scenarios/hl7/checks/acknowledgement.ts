import { type Er7Message, segmentsOf, valueOf } from '../../../mocks/wire/er7.js';
import { type Acknowledgement, MESSAGE_ERROR_TEXTS, readError } from '../../../mocks/wire/hl7-acknowledgement.js';
import type { Hl7Header } from '../../../mocks/wire/hl7-header.js';
import { APPLICATION_ERRORS } from '../../../mocks/wire/integration-error-codes.js';
import type { Breach } from '../../cda/index.js';
import { type RuleList, ruleList, shown } from './rule-list.js';
import { placeOf } from './structure.js';

/** ERR-4 as a code, and as the words one table of the volet prints. */
const SEVERITIES = ['E', 'F', 'I', 'W'];
const SEVERITY_WORDS = ['Error', 'Fatal Error', 'Information', 'Warning'];

/** MSA and ERR of an ACK (hl7v2-pfi-cda.md §5); `asked` is the header of the message it answers, when known. */
export function answerBreaches(
  message: Er7Message,
  { code, acknowledges, errors, header }: Acknowledgement,
  asked: Hl7Header | undefined,
  strict?: boolean,
): Breach[] {
  const rules = ruleList(strict);
  const count = segmentsOf(message, 'MSA').length;
  rules.must(count === 1, `${count} segments MSA`, `${count} MSA segments`, 'MSA');
  if (count === 0) return rules.breaches;
  rules.must(
    ['AA', 'AE', 'AR'].includes(code),
    `MSA-1 ${shown(code).fr} : AA, AE ou AR`,
    `MSA-1 ${shown(code).en}: AA, AE or AR`,
    'MSA-1',
  );
  rules.must(acknowledges !== '', 'MSA-2 absent', 'MSA-2 missing', 'MSA-2');
  const refused = code === 'AE' || code === 'AR';
  rules.must(!refused || errors.length > 0, `${code} sans segment ERR`, `${code} without an ERR segment`, 'ERR');
  rules.must(code !== 'AA' || errors.length === 0, 'segment ERR avec AA', 'ERR segment with AA', 'ERR');
  errorRules(rules, message);
  if (asked) {
    rules.must(
      acknowledges === '' || acknowledges === asked.controlId,
      `MSA-2 « ${acknowledges} » au lieu de « ${asked.controlId} »`,
      `MSA-2 "${acknowledges}" instead of "${asked.controlId}"`,
      'MSA-2',
    );
    swapRules(rules, header, asked);
  }
  return rules.breaches;
}

/** Ends swapped, processing copied. */
function swapRules(rules: RuleList, header: Hl7Header, asked: Hl7Header): void {
  const pairs: [string, string, string][] = [
    ['MSH-3', header.sendingApplication, asked.receivingApplication],
    ['MSH-4', header.sendingFacility, asked.receivingFacility],
    ['MSH-5', header.receivingApplication, asked.sendingApplication],
    ['MSH-6', header.receivingFacility, asked.sendingFacility],
    ['MSH-11', header.processing, asked.processing],
  ];
  for (const [where, said, expected] of pairs) {
    rules.must(
      said === expected,
      `${where} ${shown(said).fr} au lieu de « ${expected} »`,
      `${where} ${shown(said).en} instead of "${expected}"`,
      where,
    );
  }
}

/** ERR segments of an ACK or a ZAM: codes count, never texts. */
export function errorRules(rules: RuleList, message: Er7Message): void {
  for (const err of segmentsOf(message, 'ERR')) {
    const where = placeOf(message, err);
    const { code, severity, application } = readError(err);
    rules.must(
      Object.hasOwn(MESSAGE_ERROR_TEXTS, code) && code !== '0',
      `ERR-3 ${shown(code).fr} hors table 0357`,
      `ERR-3 ${shown(code).en} outside table 0357`,
      `${where}-3`,
    );
    const words = SEVERITY_WORDS.includes(severity);
    rules.must(
      words || SEVERITIES.includes(severity),
      `ERR-4 ${shown(severity).fr} : ${SEVERITIES.join(', ')}`,
      `ERR-4 ${shown(severity).en}: ${SEVERITIES.join(', ')}`,
      `${where}-4`,
    );
    rules.tolerated(!words, `ERR-4 en mots : « ${severity} »`, `ERR-4 in words: "${severity}"`, `${where}-4`);
    if (application?.system !== 'applicationErrorCondition' && application?.system !== 'applicationErrorCode') continue;
    rules.advised(
      Object.hasOwn(APPLICATION_ERRORS, application.code),
      `erreur ${application.code} hors de la liste 900 à 906`,
      `error ${application.code} outside the list 900 to 906`,
      `${where}-5`,
    );
    rules.must(valueOf(err, '5.2') !== '', 'libellé de l’erreur absent', 'label of the error missing', `${where}-5.2`);
  }
}
