import { text } from '../harness/index.js';
import type { Mention, Paper } from '../record/index.js';

const CREATION: Mention = {
  label: text('création', 'creation'),
  pattern: /cr[ée]ation|cr[ée]er|r[ée]da(?:ction|iger)/i,
};
const VALIDATION: Mention = { label: text('validation', 'validation'), pattern: /valid/i };
const PROOFREADING: Mention = { label: text('relecture', 'proofreading'), pattern: /rel(?:ecture|ire|u\b)/i };
const SENDING: Mention = { label: text('envoi', 'sending'), pattern: /envo(?:i|yer)|transm/i };

/** What the documentation of a workflow without proofreading must speak of. */
export const DIRECT_MENTIONS: readonly Mention[] = [CREATION, VALIDATION];
/** What the documentation of a workflow with proofreading must speak of. */
export const PROOFREAD_MENTIONS: readonly Mention[] = [PROOFREADING, VALIDATION, SENDING];

/** Papers of the theme, by what they prove. */
export const PAPERS = {
  direct: {
    proof: 'HOP/va1.04.01.01',
    what: text(
      'la documentation de la création et de la validation d’un document sans relecture',
      'the documentation of the creation and validation of a document without proofreading',
    ),
    mentions: DIRECT_MENTIONS,
    question: text(
      'La documentation décrit-elle, dans ce logiciel, la création puis la validation sans étape de relecture ?',
      'Does the documentation describe, in this software, creation then validation without a proofreading step?',
    ),
  },
  proofread: {
    proof: 'HOP/va1.06.01.01',
    what: text(
      'la documentation du circuit création, relecture, validation, envoi',
      'the documentation of the workflow creation, proofreading, validation, sending',
    ),
    mentions: PROOFREAD_MENTIONS,
    question: text(
      'La documentation décrit-elle, dans ce logiciel, chaque étape du circuit et qui peut la faire ?',
      'Does the documentation describe, in this software, each step of the workflow and who may do it?',
    ),
  },
  portability: {
    proof: 'PORT/va1.01.01.01',
    what: text(
      'la documentation de l’export de portabilité : liste des données, format, emplacement de chacune',
      'the documentation of the portability export: list of data, format, location of each one',
    ),
    mentions: [
      { label: text('liste des données', 'list of data'), pattern: /donn[ée]es|documents/i },
      { label: text('export', 'export'), pattern: /export/i },
      { label: text('format', 'format'), pattern: /format/i },
      {
        label: text('emplacement de chaque donnée', 'location of each datum'),
        pattern: /emplacement|localisation|r[ée]pertoire|dossier|chemin|fichier/i,
      },
    ],
    question: text(
      'L’export couvre-t-il les documents de l’annexe 3 du DSR, et la documentation dit-elle leur format et où trouver chaque donnée ?',
      'Does the export cover the documents of annex 3 of the DSR, and does the documentation tell their format and where each datum is?',
    ),
  },
} as const satisfies Record<string, Paper>;
