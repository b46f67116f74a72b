import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, BrowserType, Page } from 'playwright';
import { BancError } from '../../mocks/wire/errors.js';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Chromium without a window: a third quicker. Asked for first, except when the user wants to see what happens. */
const HEADLESS_PLACES = ['/usr/bin/chromium-headless-shell'];

const load = createRequire(import.meta.url);

/** Playwright's Chromium. Loaded at first use: it is slow to load, and most commands need no browser. */
export function playwrightChromium(): BrowserType {
  return (load('playwright') as { chromium: BrowserType }).chromium;
}

/**
 * Path of a Chromium-family browser: `wanted` or BANC_BROWSER first, then one without a window unless `headed`, then
 * Playwright's own, then the usual places.
 * @throws BancError BANC_BROWSER_MISSING when there is none.
 */
export function findBrowser({
  headed = false,
  wanted = process.env['BANC_BROWSER'],
}: { headed?: boolean; wanted?: string | undefined } = {}): string {
  if (wanted) {
    if (existsSync(wanted)) return wanted;
    throw new BancError('BANC_BROWSER_MISSING', `Aucun navigateur à ${wanted} ; corrigez BANC_BROWSER.`);
  }
  const places = [...(headed ? [] : HEADLESS_PLACES), playwrightChromium().executablePath(), ...USUAL_PLACES];
  const found = places.find((path) => path && existsSync(path));
  if (found) return found;
  throw new BancError(
    'BANC_BROWSER_MISSING',
    'Aucun navigateur trouvé ; lancez « npm run setup » ou installez Chromium (apt-get install chromium), ou donnez son chemin dans BANC_BROWSER.',
  );
}

/** What is recorded of a scenario besides screenshots. */
export interface Recording {
  film: boolean;
  /** Playwright trace, for developers. */
  trace: boolean;
}

/** A browser shared by the scenarios of one process, started at first use. */
export class BrowserHost {
  readonly #headed: boolean;
  readonly #recording: Recording;
  #browser: Promise<Browser> | undefined;

  constructor({ headed, recording }: { headed: boolean; recording: Recording }) {
    this.#headed = headed;
    this.#recording = recording;
  }

  /** Opens a separate window (cookies, film, trace of its own) for one scenario. */
  async open(): Promise<BrowserSession> {
    this.#browser ??= launch(this.#headed);
    const started = await this.#browser;
    // One that crashed takes no other scenario with it.
    if (!started.isConnected()) this.#browser = launch(this.#headed);
    return BrowserSession.open(await this.#browser, this.#recording);
  }

  /** Closes the browser if it was started. */
  async close(): Promise<void> {
    const browser = await this.#browser?.catch(() => undefined);
    await browser?.close();
  }
}

async function launch(headed: boolean): Promise<Browser> {
  const executablePath = findBrowser({ headed });
  try {
    return await playwrightChromium().launch({
      executablePath,
      headless: !headed,
      handleSIGINT: false,
      handleSIGTERM: false,
      args: [
        // A sandbox cannot be made by root; only then is it left out.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        // Pages the product sends its user to (Web-PS) are the mocks', under an authority no browser knows. Per context
        // (ignoreHTTPSErrors), the browser refuses once before it accepts, and the journal would tell of it.
        '--ignore-certificate-errors',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  } catch (error) {
    throw new BancError(
      'BANC_BROWSER_MISSING',
      `Le navigateur ${executablePath} ne démarre pas ; essayez-le à la main.`,
      {
        cause: error,
      },
    );
  }
}

/** The window of one scenario. */
export class BrowserSession {
  readonly page: Page;
  /** Why there is no film, when there is none. */
  readonly noFilm: string | undefined;
  readonly #context: BrowserContext;
  readonly #dir: string;
  readonly #traced: boolean;

  private constructor(page: Page, context: BrowserContext, dir: string, noFilm: string | undefined, traced: boolean) {
    this.page = page;
    this.#context = context;
    this.#dir = dir;
    this.noFilm = noFilm;
    this.#traced = traced;
  }

  /** @internal */
  static async open(browser: Browser, recording: Recording): Promise<BrowserSession> {
    const dir = await mkdtemp(join(tmpdir(), 'banc-film-'));
    const base = { locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport: { width: 1280, height: 860 } };
    const film = recording.film ? { recordVideo: { dir, size: { width: 960, height: 645 } } } : {};
    let noFilm = recording.film ? undefined : 'pas de film : non demandé';
    let context = await browser.newContext({ ...base, ...film });
    let page: Page;
    try {
      page = await context.newPage();
    } catch (error) {
      noFilm = `pas de film : ${(error as Error).message.split('\n')[0] ?? ''}`;
      await context.close();
      context = await browser.newContext(base);
      page = await context.newPage();
    }
    if (recording.trace) await context.tracing.start({ screenshots: false, snapshots: true });
    return new BrowserSession(page, context, dir, noFilm, recording.trace);
  }

  /** Closes the window and returns its film and trace, as far as there are any. */
  async close(): Promise<{ film?: Buffer; trace?: Buffer }> {
    const tracePath = join(this.#dir, 'trace.zip');
    const video = this.page.video();
    try {
      if (this.#traced) await this.#context.tracing.stop({ path: tracePath });
      await this.#context.close();
      const film = this.noFilm === undefined && video ? await readFile(await video.path()) : undefined;
      return { ...(film ? { film } : {}), ...(this.#traced ? { trace: await readFile(tracePath) } : {}) };
    } finally {
      await rm(this.#dir, { recursive: true, force: true });
    }
  }
}

/** Size of a preview against the page, and its WebP quality out of 100: some ten kilobytes, still readable. */
const PREVIEW = { scale: 0.5, quality: 40 };

/** A screenshot of the whole page, and a small preview of it for reports that must stay light. */
export async function takeScreenshot(page: Page): Promise<{ content: Buffer; mediaType: string; preview?: Buffer }> {
  const content = await page.screenshot({ fullPage: true });
  const preview = await takePreview(page).catch(() => undefined);
  return { content, mediaType: 'image/png', ...(preview ? { preview } : {}) };
}

/** Chromium only: other browsers have no such protocol, and reports then show the whole picture. */
async function takePreview(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  try {
    const { cssContentSize } = await session.send('Page.getLayoutMetrics');
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'webp',
      quality: PREVIEW.quality,
      captureBeyondViewport: true,
      clip: { ...cssContentSize, scale: PREVIEW.scale },
    });
    return Buffer.from(data, 'base64');
  } finally {
    await session.detach();
  }
}
