import { z } from 'zod';
import { defineAction, joinTexts, text } from '../../harness/index.js';

const administrator = z.string().meta({
  fr: 'Identifiant du compte avec lequel vous l’avez fait',
  en: 'Login of the account you did it with',
});
const message = z.string().meta({ fr: 'Message affiché', en: 'Message shown' });

const newAccount = z.object({
  /** Unique in the run. */
  login: z.string(),
  familyName: z.string(),
  givenName: z.string(),
  /** 11 digits; absent for a user without RPPS. */
  rpps: z.string().optional(),
  /** Label of the profession: `Médecin`. */
  profession: z.string().optional(),
  email: z.string().optional(),
  /** E.164. */
  phone: z.string().optional(),
  /** Permissions or profiles, in the words of the product (`listPermissions`). Absent: the ordinary ones. */
  permissions: z.array(z.string()).optional(),
  /** Its user signs in with it at once; absent when nobody will. */
  password: z.string().optional(),
});
/** An account to create. */
export type NewAccountInput = z.infer<typeof newAccount>;

/** An administrator creates a local account. */
export const createAccount = defineAction({
  name: 'createAccount',
  theme: 'ssi',
  title: text('Créer un compte', 'Create an account'),
  instructions: (input: NewAccountInput) =>
    joinTexts(
      [
        text(
          `Avec un compte d’administration, créez le compte ${input.login} : ${input.familyName} ${input.givenName}.`,
          `With an administration account, create account ${input.login}: ${input.familyName} ${input.givenName}.`,
        ),
        ...(input.rpps === undefined ? [] : [text(`Numéro RPPS : ${input.rpps}.`, `RPPS number: ${input.rpps}.`)]),
        ...(input.profession === undefined
          ? []
          : [text(`Profession : ${input.profession}.`, `Profession: ${input.profession}.`)]),
        ...(input.email === undefined
          ? []
          : [text(`Adresse électronique : ${input.email}.`, `E-mail address: ${input.email}.`)]),
        ...(input.phone === undefined
          ? []
          : [text(`Téléphone mobile : ${input.phone}.`, `Mobile phone: ${input.phone}.`)]),
        ...(input.permissions === undefined
          ? []
          : [text(`Permissions : ${input.permissions.join(', ')}.`, `Permissions: ${input.permissions.join(', ')}.`)]),
        ...(input.password === undefined
          ? []
          : [
              text(
                `Faites en sorte que l’utilisateur se connecte avec le mot de passe ${input.password} (première connexion faite, si votre produit en exige une).`,
                `See to it that the user signs in with password ${input.password} (first sign-in done, if your product asks for one).`,
              ),
            ]),
        text(
          'Ne confirmez ni l’adresse ni le téléphone : le banc le fera.',
          'Confirm neither address nor phone: the bench will.',
        ),
      ],
      '\n',
    ),
  input: newAccount,
  secrets: ({ password }) => (password === undefined ? [] : [password]),
  observation: z.object({
    created: z.boolean().meta({ fr: 'Le compte est créé', en: 'The account is created' }),
    message,
    administrator,
  }),
  requests: [],
});

const accountRef = z.object({ login: z.string() });
const askedAbout = (fr: string, en: string) => (input: z.infer<typeof accountRef>) =>
  text(fr.replace('{login}', input.login), en.replace('{login}', input.login));

const shownContact = z.object({
  kind: z.enum(['email', 'phone']).meta({ fr: 'Nature', en: 'Kind' }),
  value: z.string().meta({ fr: 'Adresse ou numéro', en: 'Address or number' }),
  verified: z.boolean().meta({ fr: 'Affichée comme vérifiée', en: 'Shown as verified' }),
});
/** A contact as the account's page shows it. */
export type ShownContact = z.infer<typeof shownContact>;

/** Shows the page of an account, as an administrator sees it. */
export const showAccount = defineAction({
  name: 'showAccount',
  theme: 'ssi',
  title: text('Afficher un compte', 'Show an account'),
  instructions: askedAbout(
    'Avec un compte d’administration, affichez le compte {login} : identité, permissions, coordonnées, état.',
    'With an administration account, show account {login}: identity, permissions, contacts, state.',
  ),
  input: accountRef,
  observation: z.object({
    found: z.boolean().meta({ fr: 'Le compte existe', en: 'The account exists' }),
    familyName: z.string().meta({ fr: 'Nom d’exercice affiché', en: 'Practice name shown' }),
    givenName: z.string().meta({ fr: 'Prénom affiché', en: 'Given name shown' }),
    rpps: z.string().meta({ fr: 'RPPS affiché (vide si absent)', en: 'RPPS shown (empty if none)' }),
    identifier: z.string().meta({
      fr: 'Identifiant privé affiché, propre au produit (vide si absent)',
      en: 'Private identifier shown, the product’s own (empty if none)',
    }),
    profession: z
      .string()
      .meta({ fr: 'Profession affichée (vide si absente)', en: 'Profession shown (empty if none)' }),
    structure: z.string().meta({
      fr: 'Identifiant de structure affiché, FINESS par exemple (vide si absent)',
      en: 'Structure identifier shown, FINESS for one (empty if none)',
    }),
    permissions: z.array(z.string()).meta({ fr: 'Permissions ou profils', en: 'Permissions or profiles' }),
    contacts: z.array(shownContact).meta({
      fr: 'Coordonnées, y compris celles en attente de vérification',
      en: 'Contacts, those awaiting verification included',
    }),
    disabled: z.boolean().meta({ fr: 'Compte désactivé', en: 'Account disabled' }),
    locked: z.boolean().meta({ fr: 'Compte verrouillé', en: 'Account locked' }),
  }),
  requests: [],
});

/** Names the permissions, or profiles of permissions, an administrator may give. */
export const listPermissions = defineAction({
  name: 'listPermissions',
  theme: 'ssi',
  title: text('Lister les permissions du produit', 'List the permissions of the product'),
  instructions: () =>
    text(
      'Relevez au moins deux permissions (ou profils) qu’un administrateur peut donner à un compte.',
      'Note at least two permissions (or profiles) an administrator can give an account.',
    ),
  input: z.object({}),
  observation: z.object({
    permissions: z.array(z.string()).min(2).meta({ fr: 'Permissions ou profils', en: 'Permissions or profiles' }),
  }),
  requests: [],
});

const accountChange = z.object({
  login: z.string(),
  /** What changes; the rest stays. */
  familyName: z.string().optional(),
  givenName: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  /** The whole list of those the account then has. */
  permissions: z.array(z.string()).optional(),
});
/** A change of an account by an administrator. */
export type AccountChange = z.infer<typeof accountChange>;

/** An administrator changes an account. */
export const changeAccount = defineAction({
  name: 'changeAccount',
  theme: 'ssi',
  title: text('Modifier un compte', 'Change an account'),
  instructions: ({ login, familyName, givenName, email, phone, permissions }: AccountChange) =>
    joinTexts(
      [
        text(`Avec un compte d’administration, modifiez le compte ${login}.`, `As administrator, change ${login}.`),
        ...(familyName === undefined ? [] : [text(`Nom d’exercice : ${familyName}.`, `Practice name: ${familyName}.`)]),
        ...(givenName === undefined ? [] : [text(`Prénom : ${givenName}.`, `Given name: ${givenName}.`)]),
        ...(email === undefined ? [] : [text(`Adresse électronique : ${email}.`, `E-mail address: ${email}.`)]),
        ...(phone === undefined ? [] : [text(`Téléphone mobile : ${phone}.`, `Mobile phone: ${phone}.`)]),
        ...(permissions === undefined
          ? []
          : [
              text(
                `Permissions : ${permissions.join(', ')}, et aucune autre.`,
                `Permissions: only ${permissions.join(', ')}.`,
              ),
            ]),
      ],
      '\n',
    ),
  input: accountChange,
  observation: z.object({
    changed: z.boolean().meta({ fr: 'La modification est enregistrée', en: 'The change is saved' }),
    message,
    administrator,
  }),
  requests: [],
});

/** An administrator disables or enables an account. */
export const setAccountDisabled = defineAction({
  name: 'setAccountDisabled',
  theme: 'ssi',
  title: text('Désactiver ou réactiver un compte', 'Disable or enable an account'),
  instructions: ({ login, disabled }: { login: string; disabled: boolean }) =>
    text(
      `Avec un compte d’administration, ${disabled ? 'désactivez' : 'réactivez'} le compte ${login}.`,
      `With an administration account, ${disabled ? 'disable' : 'enable'} account ${login}.`,
    ),
  input: z.object({ login: z.string(), disabled: z.boolean() }),
  observation: z.object({
    disabled: z.boolean().meta({ fr: 'Compte désactivé', en: 'Account disabled' }),
    administrator,
  }),
  requests: [],
});

const credentials = z.object({ login: z.string(), password: z.string() });

/** Tries to sign in with a local account and its password, and says what came next. */
export const tryToSignIn = defineAction({
  name: 'tryToSignIn',
  theme: 'ssi',
  title: text('Essayer de se connecter', 'Try to sign in'),
  instructions: ({ login, password }: z.infer<typeof credentials>) =>
    text(
      `Déconnectez-vous si besoin, puis essayez de vous connecter avec le compte ${login} et le mot de passe ${password}, sans second facteur. Dites ce que l’écran montre alors.`,
      `Sign out if needed, then try to sign in with account ${login} and password ${password}, without a second factor. Say what the screen then shows.`,
    ),
  input: credentials,
  secrets: ({ password }) => [password],
  observation: z.object({
    outcome: z.enum(['opened', 'refused', 'slowed', 'second-factor', 'password-change', 'authenticator-renewal']).meta({
      fr: 'Suite : session ouverte, refus, ralentissement ou captcha, second facteur demandé, changement de mot de passe imposé, renouvellement du dispositif imposé',
      en: 'Outcome: session opened, refused, slowed down or captcha, second factor asked, password change imposed, renewal of the device imposed',
    }),
    message,
    userName: z.string().meta({ fr: 'Nom affiché (vide si aucun)', en: 'Name shown (empty if none)' }),
  }),
  requests: [],
});

/** Signs out, then tries to go on working. */
export const signOut = defineAction({
  name: 'signOut',
  theme: 'ssi',
  title: text('Se déconnecter', 'Sign out'),
  instructions: () =>
    text(
      'Déconnectez-vous, puis essayez d’afficher une page réservée aux utilisateurs connectés (historique du navigateur, favori…).',
      'Sign out, then try to show a page only signed-in users may see (browser history, bookmark…).',
    ),
  input: z.object({}),
  observation: z.object({
    offered: z.boolean().meta({ fr: 'L’écran propose de se déconnecter', en: 'The screen offers to sign out' }),
    signInAsked: z.boolean().meta({
      fr: 'Une nouvelle authentification est demandée',
      en: 'A new authentication is asked for',
    }),
  }),
  requests: [],
});

const DELAYS = {
  inactivity: ['sans rien faire dans la session de {subject}', 'doing nothing in the session of {subject}'],
  'password-age': [
    'depuis le dernier changement du mot de passe de {subject}',
    'since {subject} last changed password',
  ],
  'code-age': [
    'depuis l’envoi du code ou du lien de vérification de {subject}',
    'since the verification code or link of {subject} was sent',
  ],
  'two-factors-age': [
    'depuis la dernière connexion à deux facteurs de {subject}',
    'since {subject} last signed in with two factors',
  ],
  'authenticator-age': ['depuis l’enrôlement du dispositif de {subject}', 'since the device of {subject} was enrolled'],
  'rpps-check-age': [
    'depuis la dernière recherche du RPPS de {subject}',
    'since the RPPS of {subject} was last looked up',
  ],
} as const satisfies Record<string, readonly [fr: string, en: string]>;

const delay = z.object({
  /** The delay of the product that runs out. */
  what: z.enum(Object.keys(DELAYS) as [keyof typeof DELAYS, ...(keyof typeof DELAYS)[]]),
  /** Login of the account it is about. */
  subject: z.string(),
  minutes: z.number().int().positive(),
});
/** A delay of the product that is to run out for one account. */
export type Delay = z.infer<typeof delay>;

/**
 * Lets a delay of the product run out for one account, and no other: people wait, or set the product's clock or a short
 * delay; the bench's clock is left alone, for scenarios run side by side.
 */
export const letTimePass = defineAction({
  name: 'letTimePass',
  theme: 'ssi',
  title: text('Laisser passer le temps', 'Let time pass'),
  instructions: ({ what, subject, minutes }: Delay) => {
    const [fr, en] = DELAYS[what];
    return text(
      `Laissez passer ${minutes} minute(s) ${fr.replace('{subject}', subject)} : attendez, ou avancez l’horloge du produit, ou vieillissez cet élément dans sa base.`,
      `Let ${minutes} minute(s) pass ${en.replace('{subject}', subject)}: wait, or move the product's clock, or age that item in its database.`,
    );
  },
  input: delay,
  observation: z.object({ done: z.boolean().meta({ fr: 'Le temps a passé', en: 'Time has passed' }) }),
  requests: [],
});
