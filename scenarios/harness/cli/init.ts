import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { BancError } from '../../../mocks/wire/errors.js';
import type { CliContext } from './context.js';

const CONFIG = `import { defineConfig } from 'banc-segur';

// Configuration du banc pour votre logiciel. « banc doctor » la vérifie, « banc run » s'en sert.
export const config = defineConfig({
  sut: {
    vendor: 'Votre société',
    product: 'Votre DPI',
    version: '1.0.0',
    actor: 'dpi', // ou 'pfi'
    // profiles: ['Général', 'IAM'], // profils déclarés au référencement ; sans cette ligne, tous
    baseUrl: 'http://localhost:8080',
    // healthUrl: 'http://localhost:8080/health', // répond 2xx quand le logiciel est prêt
  },

  // Comment démarrer votre logiciel. Sans cette ligne, il doit déjà tourner.
  // La fiche de connexion (adresses, certificats, identifiants) est dans le fichier nommé par BANC_CONNECTION.
  // start: { command: ['./demarrer.sh'] },

  // Comment le banc conduit votre logiciel. Sans cette ligne, tout est demandé à un opérateur (--attended).
  adapter: './banc.adapter.ts',

  // Combien de scénarios peuvent conduire votre logiciel en même temps.
  concurrency: 1,

  // Votre logiciel tourne sur une autre machine ? Le banc écoute alors sur cette adresse et met ce nom dans
  // ses certificats et ses adresses ; portBase fixe les ports, pour un écran de paramétrage rempli une fois.
  // listen: { bind: '0.0.0.0', publicHost: 'banc.exemple.test', portBase: 41000 },

  // Transmis tel quel à l'adaptateur. Pas de secret de production ici.
  settings: {},
});
`;

function adapterTemplate(actions: readonly { name: string; title: { fr: string } }[]): string {
  const listed = actions.map((action) => `//   ${action.name} : ${action.title.fr}`).join('\n');
  return `import { defineAdapter } from 'banc-segur';

// Comment votre logiciel fait ce que les scénarios demandent. Chaque action reçoit son entrée et un contexte
// (page Playwright, capture d'écran, réglages), fait la chose à l'écran et renvoie CE QUE L'ÉCRAN MONTRE.
// Une action absente d'ici est demandée à l'opérateur. Actions connues :
${listed}
export const adapter = defineAdapter({
  name: 'Adaptateur de votre DPI',
  kind: 'browser',
  actions: {
    signIn: async (input: { login: string; password: string }, context) => {
      const page = await context.page();
      await page.goto(context.baseUrl);
      await page.getByLabel('Identifiant').fill(input.login);
      await page.getByLabel('Mot de passe').fill(input.password);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await context.screenshot('Utilisateur connecté');
      return {
        userName: await page.getByTestId('utilisateur').innerText(),
        rpps: await page.getByTestId('rpps').innerText(),
      };
    },
  },
});
`;
}

/** `banc init`: writes a commented configuration and adapter, and says what to load into the product. */
export function addInit(program: Command, { parts, streams }: CliContext): void {
  program
    .command('init')
    .description('écrit une configuration et un adaptateur commentés, et dit quoi charger dans le logiciel')
    .option('--dir <dossier>', 'où écrire', '.')
    .action(async (options: { dir: string }) => {
      const dir = resolve(options.dir);
      const files = {
        'banc.config.ts': CONFIG,
        'banc.adapter.ts': adapterTemplate(parts.actions),
        ...parts.rosterFiles(),
      };
      const existing = Object.keys(files).filter((name) => existsSync(join(dir, name)));
      if (existing.length > 0) {
        throw new BancError('BANC_USAGE', `${existing.join(', ')} existe déjà dans ${dir} ; rien n'a été écrit.`);
      }
      await mkdir(dir, { recursive: true });
      for (const [name, content] of Object.entries(files)) {
        await writeFile(join(dir, name), content);
        streams.out(`écrit : ${join(dir, name)}\n`);
      }
      streams.out(
        'Chargez une fois dans votre logiciel les patients, professionnels et structures de ces fichiers CSV (tous fictifs),\n' +
          'complétez banc.config.ts et banc.adapter.ts, puis : banc doctor, banc run.\n',
      );
    });
}
