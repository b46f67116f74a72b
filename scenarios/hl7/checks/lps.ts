import { type Er7Message, segmentsOf, valueOf } from '../../../mocks/wire/er7.js';
import { roleOf } from '../../../mocks/wire/hl7-participation.js';
import { mailObservation, type ReceivedLpsMessage } from '../../../mocks/wire/hl7-lps-message.js';
import type { Breach } from '../../cda/index.js';
import { base64Problem } from './base64.js';
import { ruleList, shown } from './rule-list.js';
import { placeOf } from './structure.js';

/** The mail a document came with: its sender's address, and OBX 2 (hl7v2-pfi-cda.md §8). */
export function lpsMailBreaches(message: Er7Message, { mail }: ReceivedLpsMessage, strict?: boolean): Breach[] {
  const rules = ruleList(strict);
  const sender = segmentsOf(message, 'PRT').find((prt) => roleOf(prt) === 'SB');
  const address = valueOf(sender, '15.4');
  rules.must(
    /^[^\s@]+@[^\s@]+$/.test(address),
    `adresse de l’expéditeur ${shown(address).fr}`,
    `address of the sender ${shown(address).en}`,
    `${placeOf(message, sender, 'PRT')}-15.4`,
  );
  const obx = mailObservation(message);
  rules.must(mail !== undefined, 'courriel (second OBX ED) absent', 'mail (second OBX ED) missing', 'OBX[2]');
  if (!mail || !obx) return rules.breaches;
  const where = placeOf(message, obx);
  rules.must(where === 'OBX[2]', `courriel en ${where} au lieu de OBX[2]`, `mail in ${where} instead of OBX[2]`, where);
  rules.must(mail.messageId !== '', 'Message-ID du courriel absent', 'Message-ID of the mail missing', `${where}-3.1`);
  rules.must(mail.subject !== '', 'objet du courriel absent', 'subject of the mail missing', `${where}-3.2`);
  const form = ['2', '4'].map((part) => valueOf(obx, `5.${part}`)).join('^');
  rules.must(
    form === 'text^Base64',
    `OBX-5 « ${form} » au lieu de « text^Base64 »`,
    `OBX-5 "${form}" instead of "text^Base64"`,
    `${where}-5`,
  );
  const body = valueOf(obx, '5.5');
  const problem = body === '' ? undefined : base64Problem(body);
  rules.tolerated(problem === undefined, problem?.fr ?? '', problem?.en ?? '', `${where}-5.5`);
  return rules.breaches;
}
