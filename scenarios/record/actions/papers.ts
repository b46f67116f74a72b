import { z } from 'zod';
import { defineAction, providedFile, text } from '../../harness/index.js';

/** Hands over a paper that proves a requirement: certificate, manual, statement. */
export const providePaper = defineAction({
  name: 'providePaper',
  theme: 'dmp',
  title: text('Remettre une pièce', 'Hand a paper over'),
  instructions: (input: { proof: string; paper: { fr: string; en: string } }) =>
    text(
      `Donnez le fichier qui prouve ${input.proof} : ${input.paper.fr}.\nPDF de préférence, sans mot de passe.`,
      `Give the file that proves ${input.proof}: ${input.paper.en}.\nPreferably PDF, without a password.`,
    ),
  input: z.object({ proof: z.string(), paper: z.object({ fr: z.string(), en: z.string() }) }),
  observation: z.object({
    paper: providedFile.meta({ fr: 'Chemin du fichier', en: 'Path of the file' }),
  }),
  requests: [],
});
