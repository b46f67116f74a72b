import { z } from 'zod';
import { defineAction, joinTexts, providedFile, text } from '../../harness/index.js';

/** Extracts every account with its permissions. */
export const extractAccounts = defineAction({
  name: 'extractAccounts',
  theme: 'ssi',
  title: text('Extraire les comptes et les permissions', 'Extract accounts and permissions'),
  instructions: () =>
    text(
      'Extrayez les comptes du produit et leurs permissions dans un fichier (ou demandez-le à l’exploitant).',
      'Extract the accounts of the product and their permissions to a file (or ask whoever runs it).',
    ),
  input: z.object({}),
  observation: z.object({ file: providedFile.meta({ fr: 'Fichier extrait', en: 'Extracted file' }) }),
  requests: [],
});

const line = z.object({
  login: z.string(),
  familyName: z.string().optional(),
  givenName: z.string().optional(),
  /** In the words of the product; the whole list. */
  permissions: z.array(z.string()).optional(),
});
const update = z.object({ create: z.array(line), change: z.array(line), remove: z.array(z.string()) });
/** What is edited in the file of accounts. */
export type AccountsUpdate = z.infer<typeof update>;

/** Edits the extracted file, or writes what the API takes, and applies it. */
export const applyAccountsFile = defineAction({
  name: 'applyAccountsFile',
  theme: 'ssi',
  title: text('Appliquer un fichier de comptes modifié', 'Apply an edited file of accounts'),
  instructions: ({ create, change, remove }: AccountsUpdate) => {
    const shown = ({ login, familyName, givenName, permissions }: z.infer<typeof line>) =>
      [login, familyName, givenName, ...(permissions ? [`[${permissions.join(', ')}]`] : [])].filter(Boolean).join(' ');
    return joinTexts(
      [
        text('Modifiez le fichier extrait, puis appliquez-le :', 'Edit the extracted file, then apply it:'),
        ...create.map((one) => text(`ajoutez ${shown(one)}`, `add ${shown(one)}`)),
        ...change.map((one) => text(`modifiez ${shown(one)}`, `change ${shown(one)}`)),
        ...remove.map((login) => text(`supprimez ${login}`, `remove ${login}`)),
      ],
      '\n',
    );
  },
  input: update,
  observation: z.object({
    file: providedFile.meta({ fr: 'Fichier appliqué', en: 'File applied' }),
    message: z.string().meta({ fr: 'Message affiché', en: 'Message shown' }),
  }),
  requests: [],
});

const directoryChange = z.object({
  login: z.string(),
  familyName: z.string(),
  givenName: z.string(),
  permissions: z.array(z.string()),
});

/** Changes a user in the directory the product follows, and has it synchronise. */
export const synchroniseAccount = defineAction({
  name: 'synchroniseAccount',
  theme: 'ssi',
  title: text('Modifier l’annuaire et synchroniser', 'Change the directory and synchronise'),
  instructions: ({ login, familyName, givenName, permissions }: z.infer<typeof directoryChange>) =>
    text(
      `Dans l’annuaire (AD, LDAP) ou le fournisseur d’identité que suit le produit, donnez à ${login} le nom ${familyName}, le prénom ${givenName} et les permissions ${permissions.join(', ')} seulement, puis lancez la synchronisation.`,
      `In the directory (AD, LDAP) or identity provider the product follows, give ${login} family name ${familyName}, given name ${givenName} and permissions ${permissions.join(', ')} only, then run the synchronisation.`,
    ),
  input: directoryChange,
  observation: z.object({
    done: z.boolean().meta({ fr: 'La synchronisation est faite', en: 'The synchronisation is done' }),
    message: z.string().meta({ fr: 'Message affiché', en: 'Message shown' }),
  }),
  requests: [],
});
