import { ADMISSION_PROFILE, ADMISSION_STRUCTURES, readAdmission } from '../../mocks/wire/hl7-admission.js';
import { type Breach, judgement } from '../cda/index.js';
import { type CheckDeclaration, type Finding, text } from '../harness/index.js';
import { admissionIdentityBreaches, admissionMovementBreaches } from './checks/admission.js';
import { headerBreaches } from './checks/header.js';
import { type MessageContext, openMessage } from './message-context.js';

function declared(id: string, title: { fr: string; en: string }): CheckDeclaration {
  return {
    id: `hl7.admission.${id}`,
    title,
    rule: { reference: 'IHE PAM, extension française 2.11', confidence: 'stated' },
  };
}

const HEADER = declared('header', text('En-tête du message PAM', 'Header of the PAM message'));
const IDENTITY = declared(
  'identity',
  text(
    'Identité du patient : identifiants, nom, fiabilité, INS',
    'Identity of the patient: identifiers, name, reliability, INS',
  ),
);
const MOVEMENT = declared('movement', text('Mouvement et consentement au DMP', 'Movement and consent to the DMP'));

/**
 * An ADT of PAM.FR: header, identity, movement and consent. Another 2.x of PAM.FR than 2.11 is judged alike.
 * @throws BancError BANC_MESSAGE_INVALID when it does not start with MSH.
 */
export function judgeAdmission(bytes: Uint8Array, context: MessageContext = {}): Finding[] {
  const message = openMessage(bytes);
  const { er7 } = message;
  const { strict, exchange } = context;
  const read = readAdmission(er7);
  const { profile = ADMISSION_PROFILE } = read.kind;
  const french = /^2\.\d+$/.test(profile.version) && profile.name === `IHE_FRANCE-${profile.version}-PAM`;
  const followed = french ? profile : ADMISSION_PROFILE;
  const as = (check: CheckDeclaration, breaches: readonly Breach[], fr: string, en: string, where: string): Finding =>
    judgement(check, { expected: text(fr, en), breaches, found: text('conforme', 'conform'), where, exchange });
  const header = {
    types: Object.entries(ADMISSION_STRUCTURES).map(([event, structure]) => `ADT^${event}^${structure}`),
    versions: [`2.5^FRA^${followed.version}`],
    profile: followed,
  };
  return [
    as(HEADER, headerBreaches(message, header, context), 'en-tête PAM.FR', 'PAM.FR header', 'MSH'),
    as(
      IDENTITY,
      admissionIdentityBreaches(er7, read, strict),
      'identité complète et sa fiabilité',
      'whole identity and its reliability',
      'PID',
    ),
    as(
      MOVEMENT,
      admissionMovementBreaches(er7, read, strict),
      'EVN, ZBE et ZFA de PAM.FR',
      'EVN, ZBE and ZFA of PAM.FR',
      'EVN, ZBE, ZFA',
    ),
  ];
}
