import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

const owner = z.object({ login: z.string(), password: z.string() });
const kind = z.enum(['email', 'phone']);
const message = z.string().meta({ fr: 'Message affiché', en: 'Message shown' });
const NAMES = {
  email: ['l’adresse électronique', 'the e-mail address'],
  phone: ['le téléphone', 'the phone number'],
} as const;

const confirmation = z.object({
  owner,
  kind,
  value: z.string(),
  /** Codes to type one after the other, or links to open. */
  secrets: z.array(z.string()).min(1),
});
/** Codes or links given back for a contact. */
export type ContactConfirmation = z.infer<typeof confirmation>;

/** The owner of an account gives back what a contact received; several tries are made in order. */
export const confirmContact = defineAction({
  name: 'confirmContact',
  theme: 'ssi',
  title: text('Donner le code ou ouvrir le lien reçu', 'Give the code or open the link received'),
  instructions: ({ owner: { login, password }, kind: of, value, secrets }: ContactConfirmation) =>
    text(
      `Avec le compte ${login} (mot de passe ${password}), essayez de vérifier ${NAMES[of][0]} ${value} avec, l’un après l’autre : ${secrets.join(', ')}.`,
      `With account ${login} (password ${password}), try to verify ${NAMES[of][1]} ${value} with, one after the other: ${secrets.join(', ')}.`,
    ),
  input: confirmation,
  secrets: ({ owner: { password }, secrets }) => [password, ...secrets],
  observation: z.object({
    tries: z
      .array(
        z.object({
          accepted: z.boolean().meta({ fr: 'Accepté', en: 'Accepted' }),
          message,
        }),
      )
      .meta({ fr: 'Ce que l’écran a répondu à chaque essai', en: 'What the screen answered to each try' }),
  }),
  requests: [],
});

const proposal = z.object({ owner, kind, value: z.string() });

/** The owner of an account changes one of its contacts. */
export const changeOwnContact = defineAction({
  name: 'changeOwnContact',
  theme: 'ssi',
  title: text('Changer sa coordonnée', 'Change one’s contact'),
  instructions: ({ owner: { login, password }, kind: of, value }: z.infer<typeof proposal>) =>
    text(
      `Avec le compte ${login} (mot de passe ${password}), remplacez ${NAMES[of][0]} par ${value}.`,
      `With account ${login} (password ${password}), replace ${NAMES[of][1]} by ${value}.`,
    ),
  input: proposal,
  secrets: ({ owner: { password } }) => [password],
  observation: z.object({
    saved: z.boolean().meta({ fr: 'La demande est prise', en: 'The request is taken' }),
    message,
  }),
  requests: [],
});

const another = z.object({ owner, kind });

/** Asks for another code or link for the contact that waits. */
export const askForAnotherCode = defineAction({
  name: 'askForAnotherCode',
  theme: 'ssi',
  title: text('Demander un autre code', 'Ask for another code'),
  instructions: ({ owner: { login, password }, kind: of }: z.infer<typeof another>) =>
    text(
      `Avec le compte ${login} (mot de passe ${password}), demandez un autre code ou lien pour vérifier ${NAMES[of][0]}.`,
      `With account ${login} (password ${password}), ask for another code or link to verify ${NAMES[of][1]}.`,
    ),
  input: another,
  secrets: ({ owner: { password } }) => [password],
  observation: z.object({ sent: z.boolean().meta({ fr: 'Un autre est envoyé', en: 'Another one is sent' }) }),
  requests: [],
});

/** Tries to recover an account as somebody who forgot the password. */
export const recoverAccount = defineAction({
  name: 'recoverAccount',
  theme: 'ssi',
  title: text('Mot de passe oublié', 'Forgotten password'),
  instructions: ({ login }: { login: string }) =>
    text(
      `Sans être connecté, demandez à récupérer le compte ${login} (mot de passe oublié).`,
      `Without being signed in, ask to recover account ${login} (forgotten password).`,
    ),
  input: z.object({ login: z.string() }),
  observation: z.object({ message }),
  requests: [],
});

const renaming = z.object({ owner, familyName: z.string() });

/** The owner of an account asks for another practice name. */
export const askForAnotherName = defineAction({
  name: 'askForAnotherName',
  theme: 'ssi',
  title: text('Demander un changement de nom', 'Ask for a change of name'),
  instructions: ({ owner: { login, password }, familyName }: z.infer<typeof renaming>) =>
    text(
      `Avec le compte ${login} (mot de passe ${password}), demandez que votre nom d’exercice devienne ${familyName}.`,
      `With account ${login} (password ${password}), ask for your practice name to become ${familyName}.`,
    ),
  input: renaming,
  secrets: ({ owner: { password } }) => [password],
  observation: z.object({
    identityCheckAsked: z.boolean().meta({
      fr: 'Une vérification d’identité comparable à l’enrôlement est demandée avant le changement',
      en: 'An identity verification comparable to enrolment is asked for before the change',
    }),
    nameShown: z.string().meta({ fr: 'Nom d’exercice affiché ensuite', en: 'Practice name then shown' }),
    message,
  }),
  requests: [],
});

/** Somebody entitled verifies the identity and accepts the change that was asked for. */
export const acceptNameChange = defineAction({
  name: 'acceptNameChange',
  theme: 'ssi',
  title: text('Vérifier l’identité et accepter le changement', 'Verify the identity and accept the change'),
  instructions: ({ login }: { login: string }) =>
    text(
      `Faites la vérification d’identité que votre produit demande, puis faites aboutir le changement de nom demandé par ${login}.`,
      `Do the identity verification your product asks for, then complete the change of name ${login} asked for.`,
    ),
  input: z.object({ login: z.string() }),
  observation: z.object({ accepted: z.boolean().meta({ fr: 'Le nom est changé', en: 'The name is changed' }) }),
  requests: [],
});
