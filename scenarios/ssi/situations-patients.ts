import { patient } from '../../fixtures/roster.js';
import { BancError } from '../../mocks/wire/errors.js';
import { type ScenarioContext, type Tenant, text } from '../harness/index.js';
import { activatePatient, describePatientAccess, enrolPatient, type PatientTraits } from './actions/patients.js';
import { type PatientSettings, setPatientDelays, showPatientSettings } from './actions/patient-sessions.js';
import { judgeAbsence } from './applicability.js';
import { messagesTo, secretOf } from './sink-messages.js';
import { addressOf, newPassword } from './users.js';

/** A patient whose account the scenario opened and activated. */
export interface OwnPatient {
  owner: { login: string; password: string };
  traits: PatientTraits;
  /** Address verified by the activation. */
  email: string;
}

/** What the vendor declares of the access of patients. */
export type PatientAccess = Awaited<ReturnType<typeof declaredAccess>>;

/** Settings every patient shares: two scenarios that change one never run at the same time. */
export const PATIENT_DELAYS: Tenant = { name: 'setting:patient-delays' };

/** What must be true before, for the reader. */
export const PORTAL_PRECONDITION = text(
  'Le produit envoie ses courriels par le relais du banc (fiche, « sinks ») ; l’usager n’a pas encore de compte.',
  'The product sends its e-mails through the bench’s relay (sheet, "sinks"); the user has no account yet.',
);

/**
 * Whether a requirement on patients has an object in this product (profile « IE Usagers »). When it has none, its proofs
 * say so with the vendor's justification.
 */
export async function isPatientConcerned(
  t: ScenarioContext,
  proofs: string | readonly string[],
  isOffered: (access: PatientAccess) => boolean = () => true,
): Promise<boolean> {
  return t.step(text('Ce que le produit offre aux usagers', 'What the product offers users'), async () => {
    const access = await declaredAccess(t);
    if (access.signIn && isOffered(access)) return true;
    t.check(proofs, judgeAbsence(access.justification));
    return false;
  });
}

/** What the vendor declares of the access of patients. */
export function declaredAccess(t: ScenarioContext) {
  return t.act(describePatientAccess, {});
}

/** Traits of a patient of the roster, as typed. */
export function traitsOf(key: string): PatientTraits {
  const { ins, birthFamilyName, givenNames, gender, birthDate, birthPlaceCode } = patient(key);
  return { ins, birthFamilyName, givenNames: givenNames.join(' '), gender, birthDate, birthPlace: birthPlaceCode };
}

/** Login and address of this run for a patient of the roster. */
export function namesOf(t: ScenarioContext, key: string): { login: string; email: string } {
  return { login: `${t.runKey}-${key}`.toLowerCase(), email: addressOf(t, key) };
}

/** Follows the message a patient got at that address: a password that works, and a device. Gives what the screen said. */
export async function followMessage(
  t: ScenarioContext,
  login: string,
  email: string,
): Promise<{ owner: OwnPatient['owner']; received: boolean; activated: boolean }> {
  const owner = { login, password: newPassword() };
  const secret = secretOf((await messagesTo(t, email, 1))[0]);
  if (secret === undefined) return { owner, received: false, activated: false };
  const { activated } = await t.act(activatePatient, { owner, secret });
  return { owner, received: true, activated };
}

/**
 * A patient enrolled by a professional, whose account is activated.
 * @throws BancError BANC_OPERATOR_REFUSED when the product did not open it.
 */
export async function openPatientAccount(t: ScenarioContext, key: string): Promise<OwnPatient> {
  return t.step(
    text('Enrôler un usager, qui active son compte', 'Enrol a user, who activates the account'),
    async () => {
      const traits = traitsOf(key);
      const { login, email } = namesOf(t, key);
      const { enrolled, message } = await t.act(enrolPatient, { patient: traits, login, email });
      const { owner, activated } = await followMessage(t, login, email);
      if (enrolled && activated) return { owner, traits, email };
      throw new BancError('BANC_OPERATOR_REFUSED', `Le compte d’usager ${login} n’est pas ouvert : ${message}`);
    },
  );
}

/** Sets delays of patients while `body` runs, which gets what the screen then shows; puts them back whatever happens. */
export async function withPatientDelays(
  t: ScenarioContext,
  wanted: Partial<Omit<PatientSettings, 'twoFactors'>>,
  body: (saved: PatientSettings) => Promise<void>,
): Promise<void> {
  const { inactivityMinutes, deviceDays } = await t.step(
    text('Relever les délais en vigueur', 'Note the delays in force'),
    () => t.act(showPatientSettings, {}),
  );
  try {
    await body(await t.step(text('Régler les délais', 'Set the delays'), () => t.act(setPatientDelays, wanted)));
  } finally {
    await t.step(text('Remettre les délais', 'Put the delays back'), () =>
      t.act(setPatientDelays, { inactivityMinutes, deviceDays }),
    );
  }
}
