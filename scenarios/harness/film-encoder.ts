import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { playwrightChromium } from './browser.js';

const SYSTEM_FFMPEG = '/usr/bin/ffmpeg';

/**
 * Playwright films only with an ffmpeg in its own browsers folder, under a revision number of its own. When the system
 * has one and that place is empty, puts a link there (Linux). Returns the encoder's path, or undefined: no film then.
 */
export function linkFilmEncoder(): string | undefined {
  const place = playwrightEncoder();
  if (place === undefined || existsSync(place)) return place;
  if (process.platform !== 'linux' || !existsSync(SYSTEM_FFMPEG)) return undefined;
  try {
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(SYSTEM_FFMPEG, place);
    return place;
  } catch {
    // A read-only cache: the campaign goes on without film.
    return undefined;
  }
}

/** `<browsers folder>/ffmpeg-<revision>/ffmpeg-linux`, from Playwright's own list of browsers. */
function playwrightEncoder(): string | undefined {
  const list = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'browsers.json');
  const { browsers } = JSON.parse(readFileSync(list, 'utf8')) as { browsers: { name: string; revision: string }[] };
  const revision = browsers.find((browser) => browser.name === 'ffmpeg')?.revision;
  // .../ms-playwright/chromium-<revision>/chrome-linux/chrome
  const browsersFolder = dirname(dirname(dirname(playwrightChromium().executablePath())));
  return revision === undefined ? undefined : join(browsersFolder, `ffmpeg-${revision}`, 'ffmpeg-linux');
}
