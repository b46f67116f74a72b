import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

/** Calls a third-party application from a session opened with Pro Santé Connect (PSC.11). */
export const callThirdParty = defineAction({
  name: 'callThirdParty',
  theme: 'psc',
  title: text('Appeler une application tierce', 'Call a third-party application'),
  instructions: () =>
    text(
      'Si le logiciel permet d’appeler une application tierce avec le contexte d’authentification de Pro Santé Connect, appelez-la et relevez si elle demande de s’authentifier.',
      'If the product can call a third-party application with the authentication context of Pro Santé Connect, call it and note whether it asks to authenticate.',
    ),
  input: z.object({}),
  observation: z.object({
    offered: z.boolean().meta({ fr: 'Le logiciel le permet', en: 'The product can' }),
    authenticationAsked: z.boolean().meta({
      fr: 'L’application tierce a demandé de s’authentifier',
      en: 'The third-party application asked to authenticate',
    }),
  }),
  requests: [],
});
