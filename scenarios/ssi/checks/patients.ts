import {
  type CheckDeclaration,
  fail,
  type Finding,
  joinTexts,
  pass,
  review,
  type Text,
  text,
  verify,
} from '../../harness/index.js';
import type { PatientTraits, ShownPatientIdentity } from '../actions/patients.js';

const check = (id: string, requirement: string, title: Text): CheckDeclaration => ({
  id: `ssi.patient.${id}`,
  title,
  rule: { reference: `REM ${requirement}`, confidence: 'stated' },
});

const FORCED = check(
  'verification-forced',
  'SSI/IE.44',
  text('L’inscription impose la vérification de l’identité', 'Registration forces identity verification'),
);
const REGISTERED = check(
  'registered',
  'SSI/IE.44',
  text('L’identité vérifiée, le compte est créé', 'Once the identity is verified, the account is created'),
);
const METHOD = check(
  'method-allowed',
  'SSI/IE.44',
  text('Les moyens de vérification sont de ceux admis', 'The verification means are allowed ones'),
);
const ENROLLED = check(
  'enrolled',
  'SSI/IE.45',
  text(
    'L’usager enrôlé reçoit un message, se connecte et voit son identité',
    'The enrolled user gets a message, signs in and sees their identity',
  ),
);
const IDENTITY = check(
  'identity-shown',
  'SSI/IE.48',
  text('L’INS et les traits de l’usager sont affichés', 'The INS and traits of the user are shown'),
);
const BY_DEFAULT = check(
  'two-factors-by-default',
  'SSI/IE.51',
  text('Deux facteurs sont exigés tel qu’installé', 'Two factors are required as installed'),
);
const ASKED = check(
  'two-factors-asked',
  'SSI/IE.51',
  text('Le mot de passe seul n’ouvre pas la session', 'The password alone does not open the session'),
);
const OTHER_LOST = check(
  'only-lost-refused',
  'SSI/IE.50',
  text(
    'Le dispositif déclaré perdu est refusé, l’autre ouvre encore',
    'The device declared lost is refused, the other still opens',
  ),
);

const TRAITS: Record<keyof PatientTraits, Text> = {
  ins: text('matricule INS', 'INS number'),
  birthFamilyName: text('nom de naissance', 'birth name'),
  givenNames: text('prénoms', 'given names'),
  gender: text('sexe', 'sex'),
  birthDate: text('date de naissance', 'birth date'),
  birthPlace: text('lieu de naissance', 'birth place'),
};

/** Without identity verification no account is created: the screen says so, and no message comes. */
export function checkVerificationForced(created: boolean, messages: number): Finding {
  return verify(FORCED, !created && messages === 0, {
    expected: text('aucun compte sans vérification', 'no account without verification'),
    received: created || messages > 0 ? text('compte créé', 'account created') : text('refusé', 'refused'),
  });
}

/** With it the account is created, and its owner signs in. `created` is what the screen said. */
export function checkRegistered(created: boolean, outcome: string | undefined): Finding {
  const opens = outcome === 'opened' || outcome === 'device-not-asked';
  return verify(REGISTERED, created && opens, {
    expected: text('compte créé, qui s’ouvre', 'account created, which opens'),
    received: joinTexts([
      created ? text('dit créé', 'said created') : text('pas créé', 'not created'),
      outcome === undefined ? text('aucun message', 'no message') : text(outcome, outcome),
    ]),
  });
}

/** A mere declaration verifies nothing; what is in no list is for a human to judge. */
export function checkMethodAllowed(methods: readonly string[]): Finding {
  const details = {
    expected: text(
      'face à face, fournisseur d’identité, vérification à distance ou document électronique',
      'face to face, identity provider, remote verification or electronic document',
    ),
    received: methods.join(', '),
  };
  if (methods.includes('declaration')) return fail(METHOD, details);
  return methods.includes('other') ? review(METHOD, details) : pass(METHOD, details);
}

/** What an enrolled user got, and the identity their account then shows. */
export function checkEnrolled(
  { received, outcome }: { received: boolean; outcome: string },
  wanted: PatientTraits,
  shown: ShownPatientIdentity,
): Finding {
  const opens = outcome === 'opened' || outcome === 'device-not-asked';
  const different = differences(wanted, shown);
  return verify(ENROLLED, received && opens && different.length === 0, {
    expected: text('message, connexion, attributs saisis', 'message, sign-in, attributes entered'),
    received: joinTexts([
      received ? text('message reçu', 'message received') : text('aucun message', 'no message'),
      text(`connexion : ${outcome}`, `sign-in: ${outcome}`),
      differing(different),
    ]),
  });
}

/** The six attributes are shown, with their values. */
export function checkIdentityShown(wanted: PatientTraits, shown: ShownPatientIdentity): Finding {
  const different = differences(wanted, shown);
  return verify(IDENTITY, different.length === 0, {
    expected: joinTexts(Object.values(TRAITS)),
    received: differing(different),
  });
}

/** What the settings show of a product nobody set. */
export function checkTwoFactorsByDefault(required: boolean): Finding {
  return verify(BY_DEFAULT, required, {
    expected: text('deux facteurs exigés', 'two factors required'),
    received: required ? text('exigés', 'required') : text('pas exigés', 'not required'),
  });
}

/** Where the right password alone got to. */
export function checkTwoFactorsAsked(outcome: string): Finding {
  return verify(ASKED, outcome === 'second-factor', { expected: 'second-factor', received: outcome });
}

/** Where sign-ins with the device declared lost, and with the other, got to. */
export function checkOnlyLostRefused(lost: string, other: string): Finding {
  return verify(OTHER_LOST, lost === 'refused' && other === 'opened', {
    expected: text('perdu : refused ; autre : opened', 'lost: refused; other: opened'),
    received: text(`perdu : ${lost} ; autre : ${other}`, `lost: ${lost}; other: ${other}`),
  });
}

/** Attributes that differ; names are compared without case or accents, numbers without blanks. */
function differences(wanted: PatientTraits, shown: ShownPatientIdentity): (keyof PatientTraits)[] {
  return (Object.keys(TRAITS) as (keyof PatientTraits)[]).filter((name) => plain(wanted[name]) !== plain(shown[name]));
}

function differing(names: readonly (keyof PatientTraits)[]): Text {
  if (names.length === 0) return text('attributs identiques', 'identical attributes');
  return joinTexts(
    [text('absents ou différents :', 'missing or different:'), joinTexts(names.map((name) => TRAITS[name]))],
    ' ',
  );
}

function plain(value: string): string {
  return value
    .normalize('NFD')
    .replaceAll(/\p{M}|[\s,]/gu, '')
    .toUpperCase();
}
