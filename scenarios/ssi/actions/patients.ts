import { z } from 'zod';
import { defineAction, joinTexts, text } from '../../harness/index.js';

const message = z.string().meta({ fr: 'Message affiché', en: 'Message shown' });
const CONTACTS = {
  email: ['l’adresse électronique', 'the e-mail address'],
  phone: ['le téléphone', 'the phone number'],
} as const;

/** INS and traits of a patient, as typed. */
export const patientTraits = z.object({
  /** 15 digits. */
  ins: z.string(),
  birthFamilyName: z.string(),
  /** Separated by blanks. */
  givenNames: z.string(),
  gender: z.enum(['M', 'F']),
  /** YYYY-MM-DD. */
  birthDate: z.string(),
  /** INSEE code. */
  birthPlace: z.string(),
});
/** See {@link patientTraits}. */
export type PatientTraits = z.infer<typeof patientTraits>;

/** A patient who signs in. */
export const patientOwner = z.object({ login: z.string(), password: z.string() });
/** See {@link patientOwner}. */
export type PatientOwner = z.infer<typeof patientOwner>;

const shownIdentity = z.object({
  ins: z.string().meta({ fr: 'Matricule INS affiché (vide si absent)', en: 'INS number shown (empty if none)' }),
  birthFamilyName: z.string().meta({ fr: 'Nom de naissance affiché', en: 'Birth name shown' }),
  givenNames: z.string().meta({ fr: 'Prénoms de naissance affichés', en: 'Given names at birth shown' }),
  gender: z.enum(['M', 'F', '']).meta({ fr: 'Sexe affiché', en: 'Sex shown' }),
  birthDate: z.string().meta({ fr: 'Date de naissance affichée, AAAA-MM-JJ', en: 'Birth date shown, YYYY-MM-DD' }),
  birthPlace: z.string().meta({ fr: 'Lieu de naissance affiché, code INSEE', en: 'Birth place shown, INSEE code' }),
});
/** An identity as the screen shows it; '' for what it does not show. */
export type ShownPatientIdentity = z.infer<typeof shownIdentity>;

/** Means by which an identity may be verified before an account is opened. */
const METHODS = [
  'in-person',
  'identity-provider',
  'remote-verification',
  'electronic-document',
  'declaration',
] as const;

/** What the product offers patients who sign in by themselves. */
export const describePatientAccess = defineAction({
  name: 'describePatientAccess',
  theme: 'ssi',
  title: text('Décrire l’accès des usagers', 'Describe the access of users'),
  instructions: () =>
    text(
      'Dites ce que votre produit offre aux usagers (patients) : comptes, téléphone, dispositifs. Justifiez chaque « non ».',
      'Say what your product offers users (patients): accounts, phone, devices. Justify each "no".',
    ),
  input: z.object({}),
  observation: z.object({
    signIn: z.boolean().meta({
      fr: 'Des usagers s’y connectent avec un compte du produit',
      en: 'Users sign in to it with an account of the product',
    }),
    phone: z.boolean().meta({ fr: 'Un compte d’usager a un téléphone', en: 'A user account has a phone number' }),
    ownDevices: z.boolean().meta({
      fr: 'Il gère lui-même un dispositif d’authentification des usagers',
      en: 'It manages an authentication device of users by itself',
    }),
    severalDevices: z.boolean().meta({
      fr: 'Un usager peut en avoir plusieurs',
      en: 'A user may have several of them',
    }),
    justification: z.string().meta({
      fr: 'Pourquoi ce qu’il n’offre pas ne le concerne pas (vide si rien)',
      en: 'Why what it does not offer does not concern it (empty if nothing)',
    }),
  }),
  requests: [],
});

/** Means of verifying an identity that self-registration accepts. */
export const listVerificationMeans = defineAction({
  name: 'listVerificationMeans',
  theme: 'ssi',
  title: text('Lister les moyens de vérification d’identité', 'List the identity-verification means'),
  instructions: () =>
    text(
      'Dites par quels moyens l’auto-inscription d’un usager fait vérifier son identité.',
      'Say by which means the self-registration of a user has their identity verified.',
    ),
  input: z.object({}),
  observation: z.object({
    methods: z.array(z.enum([...METHODS, 'other'])).meta({
      fr: 'Moyens de vérification d’identité que l’auto-inscription accepte (vide s’il n’y en a pas) : face à face, fournisseur d’identité, vérification à distance, document d’identité électronique, simple déclaration, autre',
      en: 'Identity-verification means self-registration accepts (empty when there is none): face to face, identity provider, remote verification, electronic identity document, mere declaration, other',
    }),
    justification: z.string().meta({
      fr: 'Pourquoi ce qu’il n’offre pas ne le concerne pas (vide si rien)',
      en: 'Why what it does not offer does not concern it (empty if nothing)',
    }),
  }),
  requests: [],
});

/** Closings that end the session of a patient, as the product promises. */
export const listPatientClosings = defineAction({
  name: 'listPatientClosings',
  theme: 'ssi',
  title: text('Lister les fermetures qui déconnectent l’usager', 'List the closings that sign the user out'),
  instructions: () =>
    text(
      'Dites quelles fermetures (onglet, navigateur, client, session du système) déconnectent l’usager, s’il y en a.',
      'Say which closings (tab, browser, client, system session) sign the user out, if any.',
    ),
  input: z.object({}),
  observation: z.object({
    closesWith: z.array(z.enum(['tab', 'browser', 'client', 'os-session'])).meta({
      fr: 'Fermetures qui ferment la session (facultatif)',
      en: 'Closings that close the session (optional)',
    }),
    justification: z.string().meta({
      fr: 'Pourquoi ce qu’il n’offre pas ne le concerne pas (vide si rien)',
      en: 'Why what it does not offer does not concern it (empty if nothing)',
    }),
  }),
  requests: [],
});

const registration = z.object({
  patient: patientTraits,
  login: z.string(),
  email: z.string(),
  /** Whether their identity is verified first. */
  verified: z.boolean(),
});

/** A new patient registers by themselves, with or without having their identity verified. */
export const registerPatient = defineAction({
  name: 'registerPatient',
  theme: 'ssi',
  title: text('S’inscrire comme nouvel usager', 'Register as a new user'),
  instructions: ({ patient, login, email, verified }: z.infer<typeof registration>) =>
    joinTexts(
      [
        verified
          ? text(
              `Faites vérifier l’identité de ${described(patient)} par un moyen que le produit accepte, puis inscrivez cet usager.`,
              `Have the identity of ${described(patient)} verified by a means the product accepts, then register that user.`,
            )
          : text(
              `Essayez d’inscrire ${described(patient)} sans vérification d’identité (étape sautée, code inventé…).`,
              `Try to register ${described(patient)} without identity verification (step skipped, made-up code…).`,
            ),
        text(
          `Identifiant : ${login} ; adresse électronique : ${email}. N’ouvrez pas le message envoyé : le banc le fera.`,
          `Login: ${login}; e-mail address: ${email}. Do not open the message sent: the bench will.`,
        ),
      ],
      '\n',
    ),
  input: registration,
  observation: z.object({
    offered: z.boolean().meta({ fr: 'Le produit propose l’inscription', en: 'The product offers registration' }),
    created: z.boolean().meta({ fr: 'L’écran dit le compte créé', en: 'The screen says the account is created' }),
    message,
  }),
  requests: [],
});

const enrolment = z.object({ patient: patientTraits, login: z.string(), email: z.string() });

/** A professional opens an account for a patient. */
export const enrolPatient = defineAction({
  name: 'enrolPatient',
  theme: 'ssi',
  title: text('Enrôler un usager', 'Enrol a user'),
  instructions: ({ patient, login, email }: z.infer<typeof enrolment>) =>
    text(
      `Avec le compte d’un professionnel autorisé, enrôlez ${described(patient)}, né(e) à ${patient.birthPlace} (code INSEE). Identifiant : ${login} ; adresse électronique : ${email}. N’ouvrez pas le message envoyé : le banc le fera.`,
      `With the account of an entitled professional, enrol ${described(patient)}, born at ${patient.birthPlace} (INSEE code). Login: ${login}; e-mail address: ${email}. Do not open the message sent: the bench will.`,
    ),
  input: enrolment,
  observation: z.object({
    enrolled: z.boolean().meta({ fr: 'Le compte est ouvert', en: 'The account is opened' }),
    message,
  }),
  requests: [],
});

const activation = z.object({ owner: patientOwner, secret: z.string() });

/** A patient follows the message they got: password, then an authentication device. */
export const activatePatient = defineAction({
  name: 'activatePatient',
  theme: 'ssi',
  title: text('Activer le compte d’usager', 'Activate the user account'),
  instructions: ({ owner: { login, password }, secret }: z.infer<typeof activation>) =>
    text(
      `Comme l’usager ${login}, ouvrez le lien (ou donnez le code) ${secret}, choisissez le mot de passe ${password} et, si le produit le demande, enrôlez un dispositif d’authentification.`,
      `As user ${login}, open the link (or give the code) ${secret}, choose password ${password} and, if the product asks for it, enrol an authentication device.`,
    ),
  input: activation,
  secrets: ({ owner: { password }, secret }) => [password, secret],
  observation: z.object({
    activated: z.boolean().meta({ fr: 'Le compte est activé', en: 'The account is activated' }),
    message,
  }),
  requests: [],
});

const asked = (fr: string, en: string) => (owner: PatientOwner) =>
  text(
    `Connecté comme l’usager ${owner.login} (mot de passe ${owner.password}), ${fr}`,
    `Signed in as user ${owner.login} (password ${owner.password}), ${en}`,
  );
const ownSecrets = ({ password }: PatientOwner) => [password];

/** Shows who a patient is, as their account has it. */
export const showPatientIdentity = defineAction({
  name: 'showPatientIdentity',
  theme: 'ssi',
  title: text('Afficher l’identité de l’usager', 'Show the identity of the user'),
  instructions: asked('affichez son identité.', 'show their identity.'),
  input: patientOwner,
  secrets: ownSecrets,
  observation: shownIdentity,
  requests: [],
});

/** Shows the contacts of a patient. */
export const showPatientContacts = defineAction({
  name: 'showPatientContacts',
  theme: 'ssi',
  title: text('Afficher les coordonnées de l’usager', 'Show the contacts of the user'),
  instructions: asked('affichez ses coordonnées.', 'show their contacts.'),
  input: patientOwner,
  secrets: ownSecrets,
  observation: z.object({
    contacts: z
      .array(
        z.object({
          kind: z.enum(['email', 'phone']).meta({ fr: 'Nature', en: 'Kind' }),
          value: z.string().meta({ fr: 'Adresse ou numéro', en: 'Address or number' }),
          verified: z.boolean().meta({ fr: 'Affichée comme vérifiée', en: 'Shown as verified' }),
        }),
      )
      .meta({ fr: 'Coordonnées, y compris celles en attente', en: 'Contacts, those awaiting verification included' }),
  }),
  requests: [],
});

const contactChange = z.object({ owner: patientOwner, kind: z.enum(['email', 'phone']), value: z.string() });

/** A patient gives, or replaces, a contact. */
export const changePatientContact = defineAction({
  name: 'changePatientContact',
  theme: 'ssi',
  title: text('Donner ou changer sa coordonnée', 'Give or change one’s contact'),
  instructions: ({ owner, kind, value }: z.infer<typeof contactChange>) =>
    asked(`donnez ${CONTACTS[kind][0]} ${value}.`, `give ${CONTACTS[kind][1]} ${value}.`)(owner),
  input: contactChange,
  secrets: ({ owner }) => ownSecrets(owner),
  observation: z.object({
    saved: z.boolean().meta({ fr: 'La demande est prise', en: 'The request is taken' }),
    message,
  }),
  requests: [],
});

const confirmation = z.object({
  owner: patientOwner,
  kind: z.enum(['email', 'phone']),
  /** A code to type, or a link to open. */
  secret: z.string(),
});

/** A patient gives back what a contact received. */
export const confirmPatientContact = defineAction({
  name: 'confirmPatientContact',
  theme: 'ssi',
  title: text('Donner le code ou ouvrir le lien reçu', 'Give the code or open the link received'),
  instructions: ({ owner, kind, secret }: z.infer<typeof confirmation>) =>
    asked(
      `essayez de vérifier ${CONTACTS[kind][0]} avec ${secret}.`,
      `try to verify ${CONTACTS[kind][1]} with ${secret}.`,
    )(owner),
  input: confirmation,
  secrets: ({ owner: { password }, secret }) => [password, secret],
  observation: z.object({ accepted: z.boolean().meta({ fr: 'Accepté', en: 'Accepted' }), message }),
  requests: [],
});

const renaming = z.object({ owner: patientOwner, birthFamilyName: z.string() });

/** A patient asks for another birth name. */
export const askForPatientName = defineAction({
  name: 'askForPatientName',
  theme: 'ssi',
  title: text('Demander un changement de nom de naissance', 'Ask for a change of birth name'),
  instructions: ({ owner, birthFamilyName }: z.infer<typeof renaming>) =>
    asked(
      `demandez que le nom de naissance devienne ${birthFamilyName}.`,
      `ask for the birth name to become ${birthFamilyName}.`,
    )(owner),
  input: renaming,
  secrets: ({ owner }) => ownSecrets(owner),
  observation: z.object({
    identityCheckAsked: z.boolean().meta({
      fr: 'Une vérification d’identité comparable à l’enrôlement est demandée avant le changement',
      en: 'An identity verification comparable to enrolment is asked for before the change',
    }),
    nameShown: z.string().meta({ fr: 'Nom de naissance affiché ensuite', en: 'Birth name then shown' }),
    message,
  }),
  requests: [],
});

/** The identity of a patient is verified, and the change they asked for is made. */
export const acceptPatientName = defineAction({
  name: 'acceptPatientName',
  theme: 'ssi',
  title: text('Vérifier l’identité et accepter le changement', 'Verify the identity and accept the change'),
  instructions: ({ login }: { login: string }) =>
    text(
      `Faites la vérification d’identité que votre produit demande, puis faites aboutir le changement demandé par l’usager ${login}.`,
      `Do the identity verification your product asks for, then complete the change user ${login} asked for.`,
    ),
  input: z.object({ login: z.string() }),
  observation: z.object({ accepted: z.boolean().meta({ fr: 'Le nom est changé', en: 'The name is changed' }) }),
  requests: [],
});

function described({ birthFamilyName, givenNames, birthDate, ins, gender }: PatientTraits): string {
  return `${birthFamilyName} ${givenNames} (${gender}, ${birthDate}, INS ${ins})`;
}
