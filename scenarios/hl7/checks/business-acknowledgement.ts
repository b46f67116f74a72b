import { type Er7Message, segmentOf, segmentsOf, valueOf } from '../../../mocks/wire/er7.js';
import {
  BUSINESS_ACKNOWLEDGEMENTS,
  type ReceivedBusinessAcknowledgement,
} from '../../../mocks/wire/hl7-business-acknowledgement.js';
import type { ReceivedDocumentMessage } from '../../../mocks/wire/hl7-document-message.js';
import type { Breach } from '../../cda/index.js';
import { errorRules } from './acknowledgement.js';
import { isHl7Time } from './header.js';
import { type RuleList, ruleList, shown } from './rule-list.js';

/** EVN, OBX and ERR of a ZAM (hl7v2-pfi-cda.md §6). */
export function zamBreaches(message: Er7Message, read: ReceivedBusinessAcknowledgement, strict?: boolean): Breach[] {
  const rules = ruleList(strict);
  const { kind, said, accepted, acknowledges } = read;
  const event = valueOf(segmentOf(message, 'EVN'), '2');
  rules.must(isHl7Time(event), `EVN-2 ${shown(event).fr}`, `EVN-2 ${shown(event).en}`, 'EVN-2');
  rules.must(
    kind !== undefined,
    `OBX-3 ${shown(said.code).fr} pour un ${said.event}`,
    `OBX-3 ${shown(said.code).en} for a ${said.event}`,
    'OBX[1]-3',
  );
  rules.must(acknowledges !== '', 'OBX-4 absent : quel message ?', 'OBX-4 missing: which message?', 'OBX[1]-4');
  rules.must(
    accepted !== undefined,
    `OBX-5 ${shown(said.status).fr} : Y ou N`,
    `OBX-5 ${shown(said.status).en}: Y or N`,
    'OBX[1]-5',
  );
  const status = segmentsOf(message, 'OBX')[0];
  fixedRules(rules, status, 'OBX[1]', {
    '1': '1',
    '2': 'CWE',
    '3.3': 'AckMetierZAM',
    '5.3': 'expandedYes-NoIndicator',
    '11': 'F',
  });
  if (kind !== undefined) partyRules(rules, message, kind);
  const errors = segmentsOf(message, 'ERR').length;
  rules.must(
    accepted !== false || errors === 1,
    `${errors} segments ERR pour un refus`,
    `${errors} ERR segments for a refusal`,
    'ERR',
  );
  rules.must(
    accepted !== true || errors === 0,
    'segment ERR pour une acceptation',
    'ERR segment for an acceptance',
    'ERR',
  );
  rules.must(
    errors === 0 || (read.error?.application?.code ?? '') !== '',
    'motif du refus (ERR-5) absent',
    'reason of the refusal (ERR-5) missing',
    'ERR-5',
  );
  errorRules(rules, message);
  return rules.breaches;
}

function partyRules(
  rules: RuleList,
  message: Er7Message,
  kind: NonNullable<ReceivedBusinessAcknowledgement['kind']>,
): void {
  const codes = BUSINESS_ACKNOWLEDGEMENTS[kind];
  const party = segmentsOf(message, 'OBX')[1];
  if (!('party' in codes)) {
    rules.must(party === undefined, 'second OBX dans un Z01', 'second OBX in a Z01', 'OBX[2]');
    return;
  }
  rules.must(party !== undefined, 'destinataire (second OBX) absent', 'recipient (second OBX) missing', 'OBX[2]');
  if (!party) return;
  const address = valueOf(party, '5.4');
  rules.must(
    /^[^\s@]+@[^\s@]+$/.test(address),
    `adresse ${shown(address).fr}`,
    `address ${shown(address).en}`,
    'OBX[2]-5.4',
  );
  fixedRules(rules, party, 'OBX[2]', { '1': '2', '2': 'XTN', '3.1': codes.party.code, '5.3': 'X.400', '11': 'F' });
}

function fixedRules(
  rules: RuleList,
  obx: ReturnType<typeof segmentOf>,
  where: string,
  fixed: Readonly<Record<string, string>>,
): void {
  for (const [path, expected] of Object.entries(fixed)) {
    const value = valueOf(obx, path);
    rules.must(
      value === expected,
      `OBX-${path} ${shown(value).fr} au lieu de « ${expected} »`,
      `OBX-${path} ${shown(value).en} instead of "${expected}"`,
      `${where}-${path}`,
    );
  }
}

/** A ZAM answers what the document message asked for (hl7v2-pfi-cda.md §6, last point). */
export function askedForBreaches(read: ReceivedBusinessAcknowledgement, asked: ReceivedDocumentMessage): Breach[] {
  const rules = ruleList();
  const { kind, acknowledges, party } = read;
  const { flags, recipients, header } = asked;
  rules.must(
    acknowledges === header.controlId,
    `OBX-4 ${shown(acknowledges).fr} au lieu de « ${header.controlId} »`,
    `OBX-4 ${shown(acknowledges).en} instead of "${header.controlId}"`,
    'OBX[1]-4',
  );
  const flag = kind === 'mss-reading' ? 'ACK_LECTURE_MSS' : 'ACK_RECEPTION';
  rules.must(flags[flag] === true, `${flag} n’était pas demandé`, `${flag} was not asked for`, 'MSH-9');
  rules.must(
    kind !== 'dmp-reception' || flags.DESTDMP === true,
    'accusé du DMP, qui n’était pas destinataire',
    'acknowledgement of the DMP, which was no target',
    'MSH-9',
  );
  const addresses = recipients.map(({ address = '' }) => address.toLowerCase());
  rules.must(
    !party || kind === 'mss-reading' || addresses.includes(party.address.toLowerCase()),
    `${party?.address ?? ''} n’est pas un destinataire du message`,
    `${party?.address ?? ''} is no recipient of the message`,
    'OBX[2]-5.4',
  );
  return rules.breaches;
}
