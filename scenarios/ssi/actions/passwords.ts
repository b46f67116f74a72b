import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

const policy = z.object({
  minLength: z.number().int().meta({ fr: 'Longueur minimale', en: 'Minimum length' }),
  uppercase: z.boolean().meta({ fr: 'Majuscule exigée', en: 'Capital required' }),
  lowercase: z.boolean().meta({ fr: 'Minuscule exigée', en: 'Lower case required' }),
  digit: z.boolean().meta({ fr: 'Chiffre exigé', en: 'Digit required' }),
  special: z.boolean().meta({ fr: 'Caractère spécial exigé', en: 'Special character required' }),
  expiryDays: z.number().int().meta({ fr: 'Expiration, en jours (0 : jamais)', en: 'Expiry, in days (0: never)' }),
  history: z.number().int().meta({ fr: 'Anciens mots de passe interdits', en: 'Earlier passwords forbidden' }),
  lockAfter: z
    .number()
    .int()
    .meta({ fr: 'Échecs avant verrouillage (0 : jamais)', en: 'Failures before lock (0: never)' }),
});
/** A password policy as an administrator sets it. */
export type PasswordPolicy = z.infer<typeof policy>;

/** Shows the password policy in force. */
export const showPasswordPolicy = defineAction({
  name: 'showPasswordPolicy',
  theme: 'ssi',
  title: text('Afficher la politique de mots de passe', 'Show the password policy'),
  instructions: () =>
    text(
      'Affichez la politique de mots de passe en vigueur pour les comptes d’administration.',
      'Show the password policy in force for administration accounts.',
    ),
  input: z.object({}),
  observation: policy,
  requests: [],
});

/** Sets the password policy. */
export const setPasswordPolicy = defineAction({
  name: 'setPasswordPolicy',
  theme: 'ssi',
  title: text('Régler la politique de mots de passe', 'Set the password policy'),
  instructions: (wanted: PasswordPolicy) => {
    const classes = (['uppercase', 'lowercase', 'digit', 'special'] as const).filter((name) => wanted[name]);
    return text(
      `Réglez la politique de mots de passe des comptes d’administration : ${wanted.minLength} caractères, sortes exigées : ${classes.join(', ')}, expiration ${wanted.expiryDays} jours, ${wanted.history} anciens interdits, verrouillage après ${wanted.lockAfter} échecs. Affichez-la.`,
      `Set the password policy of administration accounts: ${wanted.minLength} characters, kinds required: ${classes.join(', ')}, expiry ${wanted.expiryDays} days, ${wanted.history} earlier ones forbidden, lock after ${wanted.lockAfter} failures. Show it.`,
    );
  },
  input: policy,
  observation: policy,
  requests: [],
});

const change = z.object({
  login: z.string(),
  /** The password in force. */
  current: z.string(),
  /** Passwords to try one after the other, until one is accepted. */
  next: z.array(z.string()).min(1),
});

/** The owner of an account tries passwords until one is accepted; on the page that imposes it when it is on screen. */
export const changePassword = defineAction({
  name: 'changePassword',
  theme: 'ssi',
  title: text('Changer de mot de passe', 'Change one’s password'),
  instructions: ({ login, current, next }: z.infer<typeof change>) =>
    text(
      `Avec le compte ${login} (mot de passe actuel ${current}), ou sur la page de changement imposé si elle est affichée, essayez l’un après l’autre, jusqu’au premier accepté : ${next.join(' puis ')}.`,
      `With account ${login} (current password ${current}), or on the imposed-change page when it is shown, try one after the other, until the first accepted: ${next.join(' then ')}.`,
    ),
  input: change,
  secrets: ({ current, next }) => [current, ...next],
  observation: z.object({
    tries: z
      .array(
        z.object({
          accepted: z.boolean().meta({ fr: 'Accepté', en: 'Accepted' }),
          message: z.string().meta({ fr: 'Message affiché', en: 'Message shown' }),
        }),
      )
      .meta({ fr: 'Réponse à chaque essai', en: 'Answer to each try' }),
  }),
  requests: [],
});

/** An administrator unlocks an account. */
export const unlockAccount = defineAction({
  name: 'unlockAccount',
  theme: 'ssi',
  title: text('Déverrouiller un compte', 'Unlock an account'),
  instructions: ({ login }: { login: string }) =>
    text(
      `Avec un compte d’administration, déverrouillez ${login}.`,
      `With an administration account, unlock ${login}.`,
    ),
  input: z.object({ login: z.string() }),
  observation: z.object({
    wasLocked: z.boolean().meta({ fr: 'Le compte était affiché verrouillé', en: 'The account was shown locked' }),
  }),
  requests: [],
});
