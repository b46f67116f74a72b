import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { personRef, type PersonRef, providerRef, type ProviderRef } from './provider-ref.js';
import { sessionShown } from './sign-in-session.js';

/** Starts a sign-in that is approved on another device (CIBA). */
export const startCiba = defineAction({
  name: 'startCiba',
  theme: 'psc',
  title: text('Demander une connexion par CIBA', 'Ask for a sign-in by CIBA'),
  instructions: ({ provider, person }: { provider: ProviderRef; person: PersonRef }) =>
    text(
      `Sur la page de connexion, demandez à vous connecter avec ${provider.name} en validant sur l’e-CPS, pour ${person.nationalId}.\nRelevez les deux chiffres affichés. Ne validez pas : le banc le fera.`,
      `On the sign-in page, ask to sign in with ${provider.name} by approving on the e-CPS, for ${person.nationalId}.\nNote the two digits shown. Do not approve: the bench will.`,
    ),
  input: z.object({ provider: providerRef, person: personRef }),
  observation: z.object({
    offered: z.boolean().meta({ fr: 'L’écran propose ce moyen', en: 'The screen offers this means' }),
    started: z.boolean().meta({ fr: 'La demande est en attente', en: 'The request is waiting' }),
    digits: z.string().meta({ fr: 'Chiffres affichés (vide si aucun)', en: 'Digits shown (empty if none)' }),
    message: sessionShown.message,
  }),
  requests: [],
});

/** Waits until the screen tells how a CIBA request ended, at most some seconds. */
export const awaitCiba = defineAction({
  name: 'awaitCiba',
  theme: 'psc',
  title: text('Attendre l’issue de la demande CIBA', 'Wait for the outcome of the CIBA request'),
  instructions: ({ seconds }: { seconds: number }) =>
    text(
      `Attendez, ${seconds} secondes au plus, que l’écran dise si la connexion est faite ou refusée. Relevez ce qu’il montre.`,
      `Wait, ${seconds} seconds at most, until the screen says whether the sign-in is done or refused. Note what it shows.`,
    ),
  input: z.object({ seconds: z.number().int().positive() }),
  observation: z.object({
    waiting: z.boolean().meta({ fr: 'L’écran attend encore', en: 'The screen still waits' }),
    ...sessionShown,
  }),
  requests: [],
});

/** Gives a CIBA request up. */
export const cancelCiba = defineAction({
  name: 'cancelCiba',
  theme: 'psc',
  title: text('Annuler la demande CIBA', 'Cancel the CIBA request'),
  instructions: () =>
    text('Annulez la demande de connexion en attente.', 'Cancel the sign-in request that is waiting.'),
  input: z.object({}),
  observation: z.object({
    cancelled: z.boolean().meta({ fr: 'L’écran n’attend plus', en: 'The screen no longer waits' }),
  }),
  requests: [],
});
