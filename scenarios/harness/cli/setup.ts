import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { BancError } from '../../../mocks/wire/errors.js';
import { findBrowser } from '../browser.js';
import { linkFilmEncoder } from '../film-encoder.js';
import type { CliContext } from './context.js';

/** `banc setup`: finds a browser or installs one. Doing it again changes nothing. */
export function addSetup(program: Command, { streams }: CliContext): void {
  program
    .command('setup')
    .description('trouve un navigateur pour les scénarios, ou en installe un')
    .action(() => {
      const found = browserPath() ?? install(streams.err);
      if (found === undefined) {
        throw new BancError(
          'BANC_BROWSER_MISSING',
          'Aucun navigateur, et aucun moyen d’en installer un ici. Installez Chromium ou Google Chrome (sous Debian, en root : apt-get install -y chromium), ou donnez le chemin d’un navigateur dans BANC_BROWSER.',
        );
      }
      streams.out(`Navigateur : ${found}\n`);
      const encoder = linkFilmEncoder();
      streams.out(
        encoder === undefined ? 'Films : non (ffmpeg absent), captures et traces seulement\n' : `Films : ${encoder}\n`,
      );
    });
}

function browserPath(): string | undefined {
  try {
    return findBrowser();
  } catch {
    return undefined;
  }
}

/** Playwright's own browser first, then Debian's package when we may install it. */
function install(say: (text: string) => void): string | undefined {
  say('Aucun navigateur trouvé, installation…\n');
  const playwright = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  const attempts: [string, string[]][] = [[process.execPath, [playwright, 'install', 'chromium']]];
  if (process.getuid?.() === 0) {
    const install = ['install', '-y', '--no-install-recommends'];
    // The first one makes runs quicker, and not every distribution has it; the second one can show its window.
    attempts.push(['apt-get', ['update']], ['apt-get', [...install, 'chromium-headless-shell', 'chromium']]);
    attempts.push(['apt-get', [...install, 'chromium']]);
  }
  for (const [command, args] of attempts) {
    spawnSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'], timeout: 300_000 });
    const found = browserPath();
    if (found !== undefined) return found;
  }
  return undefined;
}
