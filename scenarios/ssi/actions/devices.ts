import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

const owner = z.object({ login: z.string(), password: z.string() });
const secrets = ({ password }: z.infer<typeof owner>) => [password];

/** Gives an account an authentication device of the product; its key stays with who acts. */
export const enrolDevice = defineAction({
  name: 'enrolDevice',
  theme: 'ssi',
  title: text('Enrôler un dispositif d’authentification', 'Enrol an authentication device'),
  instructions: ({ login, password }: z.infer<typeof owner>) =>
    text(
      `Avec le compte ${login} (mot de passe ${password}), enrôlez un dispositif d’authentification propre au produit (application TOTP, clé…).`,
      `With account ${login} (password ${password}), enrol an authentication device of the product (TOTP application, key…).`,
    ),
  input: owner,
  secrets,
  observation: z.object({
    enrolled: z.boolean().meta({ fr: 'Le dispositif est enrôlé', en: 'The device is enrolled' }),
  }),
  requests: [],
});

/** Signs in with the password and the device enrolled before. */
export const signInWithDevice = defineAction({
  name: 'signInWithDevice',
  theme: 'ssi',
  title: text('Se connecter avec deux facteurs', 'Sign in with two factors'),
  instructions: ({ login, password }: z.infer<typeof owner>) =>
    text(
      `Déconnectez-vous si besoin, puis connectez-vous avec le compte ${login} (mot de passe ${password}) et le dispositif que vous avez enrôlé. Dites ce que l’écran montre alors.`,
      `Sign out if needed, then sign in with account ${login} (password ${password}) and the device you enrolled. Say what the screen then shows.`,
    ),
  input: owner,
  secrets,
  observation: z.object({
    outcome: z.enum(['opened', 'refused', 'device-not-asked', 'renewal']).meta({
      fr: 'Suite : session ouverte, dispositif refusé, dispositif pas demandé, renouvellement imposé',
      en: 'Outcome: session opened, device refused, device not asked for, renewal imposed',
    }),
    message: z.string().meta({ fr: 'Message affiché', en: 'Message shown' }),
  }),
  requests: [],
});

const loss = z.object({ owner, by: z.enum(['user', 'administrator']) });

/** A device is lost: its owner without a session, or an administrator, has it disabled. */
export const declareDeviceLost = defineAction({
  name: 'declareDeviceLost',
  theme: 'ssi',
  title: text('Déclarer un dispositif perdu', 'Declare a device lost'),
  instructions: ({ owner: { login, password }, by }: z.infer<typeof loss>) =>
    by === 'user'
      ? text(
          `Sans session, depuis la page de connexion, essayez d’abord de déclarer perdu le dispositif de ${login} sans prouver qui vous êtes, puis faites-le en vous identifiant (mot de passe ${password}, ou autre moyen même dégradé).`,
          `Without a session, from the sign-in page, first try to declare the device of ${login} lost without proving who you are, then do it identifying yourself (password ${password}, or another means even degraded).`,
        )
      : text(
          `Avec un compte d’administration, désactivez le dispositif de ${login}.`,
          `With an administration account, disable the device of ${login}.`,
        ),
  input: loss,
  secrets: ({ owner: { password } }) => [password],
  observation: z.object({
    offered: z.boolean().meta({ fr: 'Le produit le permet', en: 'The product allows it' }),
    identified: z.boolean().meta({
      fr: 'L’auteur est identifié d’abord : l’essai sans preuve est refusé',
      en: 'Who asks is identified first: the try without proof is refused',
    }),
    message: z.string().meta({ fr: 'Message affiché', en: 'Message shown' }),
  }),
  requests: [],
});

const delays = z.object({
  inactivityMinutes: z.number().int().meta({
    fr: 'Inactivité avant déconnexion, en minutes',
    en: 'Inactivity before sign-out, in minutes',
  }),
  singleFactorMinutes: z.number().int().meta({
    fr: 'Délai pendant lequel un seul facteur suffit après deux, en minutes (0 : jamais)',
    en: 'Delay during which one factor is enough after two, in minutes (0: never)',
  }),
  deviceDays: z.number().int().meta({
    fr: 'Renouvellement des dispositifs, en jours (0 : jamais)',
    en: 'Renewal of devices, in days (0: never)',
  }),
});
/** Delays an administrator sets. */
export type SessionDelays = z.infer<typeof delays>;

/** Shows the delays of sessions and devices. */
export const showSessionDelays = defineAction({
  name: 'showSessionDelays',
  theme: 'ssi',
  title: text('Afficher les délais des sessions', 'Show the delays of sessions'),
  instructions: () =>
    text(
      'Affichez les délais réglés pour les sessions et les dispositifs des professionnels.',
      'Show the delays set for the sessions and devices of professionals.',
    ),
  input: z.object({}),
  observation: delays,
  requests: [],
});

const newDelays = delays.partial();

/** Sets some of them; the others stay. */
export const setSessionDelays = defineAction({
  name: 'setSessionDelays',
  theme: 'ssi',
  title: text('Régler les délais des sessions', 'Set the delays of sessions'),
  instructions: ({ inactivityMinutes, singleFactorMinutes, deviceDays }: z.infer<typeof newDelays>) => {
    const fr = [
      ...(inactivityMinutes === undefined ? [] : [`déconnexion après ${inactivityMinutes} min d’inactivité`]),
      ...(singleFactorMinutes === undefined ? [] : [`un seul facteur pendant ${singleFactorMinutes} min après deux`]),
      ...(deviceDays === undefined ? [] : [`renouvellement des dispositifs tous les ${deviceDays} jours`]),
    ];
    const en = [
      ...(inactivityMinutes === undefined ? [] : [`sign-out after ${inactivityMinutes} min without activity`]),
      ...(singleFactorMinutes === undefined ? [] : [`one factor for ${singleFactorMinutes} min after two`]),
      ...(deviceDays === undefined ? [] : [`renewal of devices every ${deviceDays} days`]),
    ];
    return text(
      `Avec un compte d’administration, réglez : ${fr.join(', ')}. Affichez les délais enregistrés.`,
      `With an administration account, set: ${en.join(', ')}. Show the delays saved.`,
    );
  },
  input: newDelays,
  observation: delays,
  requests: [],
});
