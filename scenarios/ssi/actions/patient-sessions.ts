import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { patientOwner, type PatientOwner } from './patients.js';

const message = z.string().meta({ fr: 'Message affiché', en: 'Message shown' });
const secrets = ({ password }: PatientOwner) => [password];

/** Tries to sign in as a patient with the password alone. */
export const tryPatientPassword = defineAction({
  name: 'tryPatientPassword',
  theme: 'ssi',
  title: text('Essayer le mot de passe seul', 'Try the password alone'),
  instructions: ({ login, password }: PatientOwner) =>
    text(
      `Déconnectez-vous si besoin, puis essayez de vous connecter comme l’usager ${login} avec le mot de passe ${password}, sans second facteur.`,
      `Sign out if needed, then try to sign in as user ${login} with password ${password}, without a second factor.`,
    ),
  input: patientOwner,
  secrets,
  observation: z.object({
    outcome: z.enum(['opened', 'refused', 'slowed', 'second-factor']).meta({
      fr: 'Suite : session ouverte, refus, ralentissement ou captcha, second facteur demandé',
      en: 'Outcome: session opened, refused, slowed down or captcha, second factor asked',
    }),
    message,
  }),
  requests: [],
});

const device = z.object({
  owner: patientOwner,
  /** Name of the device, among several; absent: the one enrolled at activation. */
  device: z.string().optional(),
});
/** The account of a patient, and one of its devices. */
export type PatientDevice = z.infer<typeof device>;
const named = ({ device: name }: PatientDevice, fr: string, en: string) =>
  name === undefined ? [fr, en] : [`le dispositif « ${name} »`, `device "${name}"`];

/** Signs in as a patient with everything the product asks for. */
export const signInPatient = defineAction({
  name: 'signInPatient',
  theme: 'ssi',
  title: text('Se connecter comme usager', 'Sign in as a user'),
  instructions: (input: PatientDevice) => {
    const { login, password } = input.owner;
    const [fr, en] = named(input, 'le dispositif enrôlé à l’activation', 'the device enrolled at activation');
    return text(
      `Déconnectez-vous si besoin, puis connectez-vous comme l’usager ${login} (mot de passe ${password}) avec ${fr}. Dites ce que l’écran montre alors.`,
      `Sign out if needed, then sign in as user ${login} (password ${password}) with ${en}. Say what the screen then shows.`,
    );
  },
  input: device,
  secrets: ({ owner }) => secrets(owner),
  observation: z.object({
    outcome: z.enum(['opened', 'refused', 'device-not-asked', 'renewal']).meta({
      fr: 'Suite : session ouverte, refus, dispositif pas demandé, renouvellement imposé',
      en: 'Outcome: session opened, refused, device not asked for, renewal imposed',
    }),
    message,
  }),
  requests: [],
});

/** A patient enrols another device beside the first. */
export const addPatientDevice = defineAction({
  name: 'addPatientDevice',
  theme: 'ssi',
  title: text('Enrôler un autre dispositif', 'Enrol another device'),
  instructions: ({ owner: { login, password }, device: name = '' }: PatientDevice) =>
    text(
      `Connecté comme l’usager ${login} (mot de passe ${password}), enrôlez un autre dispositif nommé « ${name} ».`,
      `Signed in as user ${login} (password ${password}), enrol another device named "${name}".`,
    ),
  input: device,
  secrets: ({ owner }) => secrets(owner),
  observation: z.object({
    enrolled: z.boolean().meta({ fr: 'Le dispositif est enrôlé', en: 'The device is enrolled' }),
  }),
  requests: [],
});

const loss = z.object({
  owner: patientOwner,
  by: z.enum(['user', 'professional', 'session']),
  /** With `session`: which device. */
  device: z.string().optional(),
});
/** A loss declared by its owner without a session, by a professional, or by its owner in a session. */
export type PatientLoss = z.infer<typeof loss>;

/** A device of a patient is lost or stolen. */
export const declarePatientDeviceLost = defineAction({
  name: 'declarePatientDeviceLost',
  theme: 'ssi',
  title: text('Déclarer perdu le dispositif d’un usager', 'Declare the device of a user lost'),
  instructions: ({ owner: { login, password }, by, device: name = '' }: PatientLoss) => {
    switch (by) {
      case 'user':
        return text(
          `Sans session, essayez de déclarer perdu le dispositif de ${login} sans prouver qui vous êtes, puis faites-le en vous identifiant (mot de passe ${password}, ou autre moyen même dégradé).`,
          `Without a session, try to declare the device of ${login} lost without proving who you are, then do it identifying yourself (password ${password}, or another means even degraded).`,
        );
      case 'professional':
        return text(
          `Avec le compte d’un professionnel ou d’un administrateur, désactivez les dispositifs de l’usager ${login}.`,
          `With the account of a professional or an administrator, disable the devices of user ${login}.`,
        );
      case 'session':
        return text(
          `Connecté comme l’usager ${login} (mot de passe ${password}), déclarez perdu le seul dispositif « ${name} ».`,
          `Signed in as user ${login} (password ${password}), declare only device "${name}" lost.`,
        );
    }
  },
  input: loss,
  secrets: ({ owner }) => secrets(owner),
  observation: z.object({
    offered: z.boolean().meta({ fr: 'Le produit le permet', en: 'The product allows it' }),
    identified: z.boolean().meta({
      fr: 'L’auteur est identifié d’abord : l’essai sans preuve est refusé',
      en: 'Who asks is identified first: the try without proof is refused',
    }),
    message,
  }),
  requests: [],
});

const passwords = z.object({ owner: patientOwner, next: z.array(z.string()).min(1) });

/** A patient tries new passwords one after the other, until one is accepted. */
export const changePatientPassword = defineAction({
  name: 'changePatientPassword',
  theme: 'ssi',
  title: text('Changer son mot de passe d’usager', 'Change one’s user password'),
  instructions: ({ owner: { login, password }, next }: z.infer<typeof passwords>) =>
    text(
      `Connecté comme l’usager ${login} (mot de passe ${password}), essayez l’un après l’autre, jusqu’au premier accepté : ${next.join(', ')}.`,
      `Signed in as user ${login} (password ${password}), try one after the other, up to the first accepted: ${next.join(', ')}.`,
    ),
  input: passwords,
  secrets: ({ owner: { password }, next }) => [password, ...next],
  observation: z.object({
    tries: z
      .array(z.object({ accepted: z.boolean().meta({ fr: 'Accepté', en: 'Accepted' }), message }))
      .meta({ fr: 'Ce que l’écran a répondu à chaque essai', en: 'What the screen answered to each try' }),
  }),
  requests: [],
});

/** A patient signs out, then tries to go on. */
export const signOutPatient = defineAction({
  name: 'signOutPatient',
  theme: 'ssi',
  title: text('Se déconnecter comme usager', 'Sign out as a user'),
  instructions: () =>
    text(
      'Déconnectez-vous, puis essayez d’afficher une page réservée aux usagers connectés (historique du navigateur, favori…).',
      'Sign out, then try to show a page only signed-in users may see (browser history, bookmark…).',
    ),
  input: z.object({}),
  observation: z.object({
    offered: z.boolean().meta({ fr: 'L’écran propose de se déconnecter', en: 'The screen offers to sign out' }),
    signInAsked: z.boolean().meta({ fr: 'Une authentification est demandée', en: 'Authentication is asked for' }),
  }),
  requests: [],
});

/** Goes on with the session of a patient, without signing in again. */
export const usePatientSession = defineAction({
  name: 'usePatientSession',
  theme: 'ssi',
  title: text('Reprendre la session de l’usager', 'Go on with the session of the user'),
  instructions: ({ login }: { login: string }) =>
    text(
      `Sans vous reconnecter, affichez une page dans la session de l’usager ${login}.`,
      `Without signing in again, show a page in the session of user ${login}.`,
    ),
  input: z.object({ login: z.string() }),
  observation: z.object({
    open: z.boolean().meta({ fr: 'La session est encore ouverte', en: 'The session is still open' }),
  }),
  requests: [],
});

const CLOSINGS = {
  tab: ['l’onglet', 'the tab'],
  browser: ['le navigateur', 'the browser'],
  client: ['le client', 'the client'],
  'os-session': ['la session du système d’exploitation', 'the session of the operating system'],
} as const;
const closing = z.object({ what: z.enum(['tab', 'browser', 'client', 'os-session']) });

/** Closes without signing out, then comes back. */
export const closePatientClient = defineAction({
  name: 'closePatientClient',
  theme: 'ssi',
  title: text('Fermer sans se déconnecter, puis revenir', 'Close without signing out, then come back'),
  instructions: ({ what }: z.infer<typeof closing>) =>
    text(
      `Fermez ${CLOSINGS[what][0]} sans vous déconnecter, puis rouvrez l’espace de l’usager.`,
      `Close ${CLOSINGS[what][1]} without signing out, then open the user’s pages again.`,
    ),
  input: closing,
  observation: z.object({
    signInAsked: z
      .boolean()
      .meta({ fr: 'Une nouvelle identification est demandée', en: 'A new identification is asked for' }),
  }),
  requests: [],
});

const settings = z.object({
  twoFactors: z.boolean().meta({ fr: 'Deux facteurs exigés des usagers', en: 'Two factors required of users' }),
  inactivityMinutes: z.number().int().meta({
    fr: 'Inactivité des usagers avant déconnexion, en minutes',
    en: 'Inactivity of users before sign-out, in minutes',
  }),
  deviceDays: z.number().int().meta({
    fr: 'Renouvellement des dispositifs des usagers, en jours (0 : jamais)',
    en: 'Renewal of users’ devices, in days (0: never)',
  }),
});
/** Settings of the access of patients. */
export type PatientSettings = z.infer<typeof settings>;

/** Shows the settings of the access of patients. */
export const showPatientSettings = defineAction({
  name: 'showPatientSettings',
  theme: 'ssi',
  title: text('Afficher les réglages des usagers', 'Show the settings of users'),
  instructions: () =>
    text(
      'Affichez les réglages de l’accès des usagers : deux facteurs, inactivité, renouvellement des dispositifs.',
      'Show the settings of the access of users: two factors, inactivity, renewal of devices.',
    ),
  input: z.object({}),
  observation: settings,
  requests: [],
});

const newSettings = settings.omit({ twoFactors: true }).partial();

/** Sets some delays of the access of patients; the others stay. */
export const setPatientDelays = defineAction({
  name: 'setPatientDelays',
  theme: 'ssi',
  title: text('Régler les délais des usagers', 'Set the delays of users'),
  instructions: ({ inactivityMinutes, deviceDays }: z.infer<typeof newSettings>) => {
    const fr = [
      ...(inactivityMinutes === undefined ? [] : [`déconnexion après ${inactivityMinutes} min d’inactivité`]),
      ...(deviceDays === undefined ? [] : [`renouvellement des dispositifs tous les ${deviceDays} jours`]),
    ];
    const en = [
      ...(inactivityMinutes === undefined ? [] : [`sign-out after ${inactivityMinutes} min without activity`]),
      ...(deviceDays === undefined ? [] : [`renewal of devices every ${deviceDays} days`]),
    ];
    return text(
      `Avec un compte d’administration, réglez pour les usagers : ${fr.join(', ')}. Affichez les réglages enregistrés.`,
      `With an administration account, set for users: ${en.join(', ')}. Show the settings saved.`,
    );
  },
  input: newSettings,
  observation: settings,
  requests: [],
});
