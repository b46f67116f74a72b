import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

/**
 * What the product does by itself about identification: requirements on what it leaves to others have no object, and the
 * vendor says why.
 */
export const describeIdentification = defineAction({
  name: 'describeIdentification',
  theme: 'ssi',
  title: text('Décrire l’identification du produit', 'Describe the identification of the product'),
  instructions: () =>
    text(
      'Dites ce que votre produit gère lui-même : comptes, mots de passe, coordonnées, dispositifs d’authentification. Justifiez chaque « non ».',
      'Say what your product manages by itself: accounts, passwords, contacts, authentication devices. Justify each "no".',
    ),
  input: z.object({}),
  observation: z.object({
    ownAccounts: z.boolean().meta({ fr: 'Il a sa propre base de comptes', en: 'It has an account base of its own' }),
    synchronised: z.boolean().meta({
      fr: 'Ses comptes suivent un annuaire (AD, LDAP) ou un fournisseur d’identité',
      en: 'Its accounts follow a directory (AD, LDAP) or an identity provider',
    }),
    ownPasswords: z.boolean().meta({
      fr: 'Il vérifie lui-même des mots de passe',
      en: 'It checks passwords by itself',
    }),
    email: z.boolean().meta({
      fr: 'Une adresse électronique gérée par lui sert à authentifier ou à récupérer un compte',
      en: 'An e-mail address it manages serves to authenticate or to recover an account',
    }),
    phone: z.boolean().meta({
      fr: 'Un téléphone géré par lui sert à authentifier ou à récupérer un compte',
      en: 'A phone number it manages serves to authenticate or to recover an account',
    }),
    identityChangeable: z.boolean().meta({
      fr: 'Un attribut d’identité peut y être modifié',
      en: 'An identity attribute can be changed in it',
    }),
    ownDevices: z.boolean().meta({
      fr: 'Il gère lui-même un dispositif d’authentification (TOTP, clé FIDO…)',
      en: 'It manages an authentication device by itself (TOTP, FIDO key…)',
    }),
    singleFactorAfterTwo: z.boolean().meta({
      fr: 'Un seul facteur suffit un temps après une connexion à deux facteurs',
      en: 'One factor is enough for a while after a sign-in with two',
    }),
    closesWithTab: z.boolean().meta({
      fr: 'La session se ferme avec l’onglet (facultatif)',
      en: 'The session closes with the tab (optional)',
    }),
    closesWithClient: z.boolean().meta({
      fr: 'La session se ferme avec le client de connexion (facultatif)',
      en: 'The session closes with the connection client (optional)',
    }),
    justification: z.string().meta({
      fr: 'Pourquoi ce qu’il ne gère pas ne le concerne pas (vide si rien)',
      en: 'Why what it does not manage does not concern it (empty if nothing)',
    }),
  }),
  requests: [],
});
