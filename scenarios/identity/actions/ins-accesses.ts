import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { identityRef, type IdentityRef, named } from './sheet.js';

const access = z.object({
  at: z.string().meta({ fr: 'Date et heure affichées (vide si absentes)', en: 'Date and time shown (empty if none)' }),
  user: z.string().meta({ fr: 'Utilisateur affiché (vide si absent)', en: 'User shown (empty if none)' }),
});
/** An access to the INS of a patient, as the log shows it. */
export type InsAccess = z.infer<typeof access>;

/** Shows the dedicated log of accesses to the INS of a patient (INS/va1.39). */
export const listInsAccesses = defineAction({
  name: 'listInsAccesses',
  theme: 'identity',
  title: text('Afficher le journal des accès à l’INS', 'Show the log of accesses to the INS'),
  instructions: (input: { patient: IdentityRef }) =>
    text(
      `Affichez le journal des accès à l’INS de ${named(input.patient).fr}, et relevez chaque ligne.`,
      `Show the log of accesses to the INS of ${named(input.patient).en}, and note each line.`,
    ),
  input: z.object({ patient: identityRef }),
  observation: z.object({
    accesses: z.array(access).meta({ fr: 'Accès à l’INS de ce patient', en: 'Accesses to the INS of this patient' }),
  }),
  requests: [],
});
