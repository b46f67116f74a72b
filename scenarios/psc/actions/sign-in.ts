import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { personRef, type PersonRef, providerRef, type ProviderRef } from './provider-ref.js';
import { sessionShown } from './sign-in-session.js';

/** Ways of using Pro Santé Connect (PSC.01), and local accounts. */
export const SIGN_IN_MODES = ['local', 'web', 'external-browser', 'embedded-browser', 'ciba'] as const;
/** One of {@link SIGN_IN_MODES}. */
export type SignInMode = (typeof SIGN_IN_MODES)[number];

const meansShown = z.object({
  name: z.string().meta({ fr: 'Ce que dit le bouton ou le formulaire', en: 'What the button or form says' }),
  /** Id of the provider, `local` for an account of the product. */
  provider: z.string().meta({
    fr: 'psc, idp ou le nom du fournisseur ; local pour un compte du logiciel',
    en: 'psc, idp or the name of the provider; local for an account of the product',
  }),
  mode: z.enum(SIGN_IN_MODES).meta({
    fr: 'local, web, external-browser (navigateur du poste), embedded-browser (navigateur embarqué) ou ciba',
    en: 'local, web, external-browser, embedded-browser or ciba',
  }),
  onFirstScreen: z.boolean().meta({
    fr: 'Proposé sur le premier écran de connexion, sans autre clic',
    en: 'Offered on the first sign-in screen, without another click',
  }),
});
/** A means of signing in, as the screen offers it. */
export type MeansShown = z.infer<typeof meansShown>;

/** Shows the means of signing in, and what the terms of use say of Pro Santé Connect. */
export const showSignInMeans = defineAction({
  name: 'showSignInMeans',
  theme: 'psc',
  title: text('Afficher les moyens de connexion', 'Show the means of signing in'),
  instructions: () =>
    text(
      'Déconnectez-vous, affichez la page de connexion et relevez chaque moyen proposé.\nAffichez les conditions générales d’utilisation et leur paragraphe sur Pro Santé Connect.',
      'Sign out, show the sign-in page and note every means offered.\nShow the terms of use and their paragraph on Pro Santé Connect.',
    ),
  input: z.object({}),
  observation: z.object({
    means: z.array(meansShown).meta({ fr: 'Moyens de connexion', en: 'Means of signing in' }),
    terms: z.string().meta({
      fr: 'Ce que les conditions d’utilisation disent de Pro Santé Connect (vide si rien)',
      en: 'What the terms of use say of Pro Santé Connect (empty if nothing)',
    }),
  }),
  requests: [],
});

interface ProviderSignIn {
  provider: ProviderRef;
  person: PersonRef;
}

/**
 * Signs in with a provider, from the product's sign-in page: its own session is left first without signing out at the
 * provider, so that a session there is used again.
 */
export const signInWithProvider = defineAction({
  name: 'signInWithProvider',
  theme: 'psc',
  title: text('Se connecter avec un fournisseur d’identité', 'Sign in with an identity provider'),
  instructions: ({ provider, person }: ProviderSignIn) =>
    text(
      `Revenez à la page de connexion (si une session est ouverte, fermez le logiciel sans vous déconnecter) et choisissez ${provider.name}.\nSi ${provider.name} demande une authentification, choisissez ${person.name} (${person.nationalId}) avec la carte.\nRelevez qui est connecté et quel compte est ouvert, ou le message affiché.`,
      `Come back to the sign-in page (if a session is open, close the product without signing out) and choose ${provider.name}.\nIf ${provider.name} asks to authenticate, choose ${person.name} (${person.nationalId}) with the card.\nNote who is signed in and which account is open, or the message shown.`,
    ),
  input: z.object({ provider: providerRef, person: personRef }),
  observation: z.object({
    offered: z.boolean().meta({ fr: 'L’écran propose ce fournisseur', en: 'The screen offers this provider' }),
    authenticationAsked: z.boolean().meta({
      fr: 'La page du fournisseur a demandé une authentification',
      en: 'The page of the provider asked to authenticate',
    }),
    ...sessionShown,
  }),
  requests: [],
});

/** Clicks the button of a provider and stops there: does it ask to authenticate? (EXI PSC 20) */
export const reachProvider = defineAction({
  name: 'reachProvider',
  theme: 'psc',
  title: text('Cliquer sur le bouton d’un fournisseur', 'Click the button of a provider'),
  instructions: ({ provider }: { provider: ProviderRef }) =>
    text(
      `Sur la page de connexion, cliquez sur le bouton de ${provider.name}. Ne vous authentifiez pas.`,
      `On the sign-in page, click the button of ${provider.name}. Do not authenticate.`,
    ),
  input: z.object({ provider: providerRef }),
  observation: z.object({
    authenticationAsked: z.boolean().meta({
      fr: 'La page du fournisseur demande une authentification',
      en: 'The page of the provider asks to authenticate',
    }),
    signedIn: sessionShown.signedIn,
  }),
  requests: [],
});

/** Shows who is signed in, and which account of the product is open. */
export const showSession = defineAction({
  name: 'showSession',
  theme: 'psc',
  title: text('Afficher la session en cours', 'Show the session'),
  instructions: () =>
    text(
      'Affichez qui est connecté et quel compte du logiciel est ouvert.',
      'Show who is signed in and which account of the product is open.',
    ),
  input: z.object({}),
  observation: z.object(sessionShown),
  requests: [],
});

/** Has the product renew the tokens it got from a provider. */
export const renewSession = defineAction({
  name: 'renewSession',
  theme: 'psc',
  title: text('Faire renouveler la session du fournisseur', 'Have the session of the provider renewed'),
  instructions: () =>
    text(
      'Faites renouveler le jeton d’accès de la session (ou attendez que le logiciel le fasse), puis relevez si la session du logiciel est encore ouverte.',
      'Have the access token of the session renewed (or wait until the product does), then note whether the session of the product is still open.',
    ),
  input: z.object({}),
  observation: z.object({
    renewed: z.boolean().meta({ fr: 'L’écran dit que c’est fait', en: 'The screen says that it is done' }),
    ...sessionShown,
  }),
  requests: [],
});
