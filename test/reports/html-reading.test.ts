import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { htmlReporter } from '../../reporters/html/html-reporter.js';
import { findBrowser } from '../../scenarios/harness/browser.js';
import { hostileReport } from './hostile-report.js';
import { makeRun, type TestRun } from './run-folder.js';
import { sampleReport } from './sample-report.js';

function browserPath(): string | undefined {
  try {
    return findBrowser();
  } catch {
    return undefined;
  }
}

const executablePath = browserPath();

describe.skipIf(executablePath === undefined)('reading report.html (skipped when no browser is found)', () => {
  const runs: Record<string, TestRun> = {};
  let browser: Browser;

  beforeAll(async () => {
    for (const lang of ['fr', 'en'] as const) {
      const run = await makeRun(
        sampleReport(lang, { defects: ['a-defect'], errors: ['une faute'], status: 'interrupted' }),
      );
      await run.write(htmlReporter);
      runs[lang] = run;
    }
    runs['hostile'] = await makeRun(hostileReport());
    await runs['hostile'].write(htmlReporter);
    const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
    browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args });
  });

  afterAll(async () => {
    await browser.close();
    await Promise.all(Object.values(runs).map((run) => run.remove()));
  });

  async function reading(lang: string, width: number, read: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    try {
      const page = await context.newPage();
      await page.goto(`file://${runs[lang]?.dir ?? ''}/report.html`);
      await read(page);
    } finally {
      await context.close();
    }
  }

  test.each(['fr', 'en'])('axe finds nothing to say, everything unfolded (%s)', (lang) =>
    reading(lang, 1280, async (page) => {
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html ?? ''}`)).toEqual([]);
    }),
  );

  test('axe finds nothing to say on a phone', () =>
    reading('fr', 390, async (page) => {
      expect((await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id)).toEqual([]);
    }));

  test.each([
    ['a campaign', 'fr'],
    ['a hostile product', 'hostile'],
  ])('of %s, asks nothing of any network: only the file itself is loaded, and no script runs', async (_, name) => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('dialog', (dialog) => {
        complaints.push(dialog.message());
        void dialog.dismiss();
      });
      const url = `file://${runs[name]?.dir ?? ''}/report.html`;
      await page.goto(url, { waitUntil: 'load' });
      expect(requests.filter((one) => !one.startsWith('data:'))).toEqual([url]);
      expect(complaints).toEqual([]);
      expect(await page.locator('script').count()).toBe(0);
    } finally {
      await context.close();
    }
  });

  test('the first Tab reaches the link that skips to the content', () =>
    reading('fr', 1280, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Aller au contenu');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('content');
    }));

  test('from the list of what to look at, the keyboard goes to the proof, then to the exchange, which opens', () =>
    reading('fr', 1280, async (page) => {
      await page.getByRole('link', { name: 'Preuve DMP/UX.08.01.01' }).press('Enter');
      expect(await page.evaluate('decodeURIComponent(location.hash)')).toBe(
        '#p:DMP/UX.08.01/DMP/UX.08.01.01'.replace('.01/', '.01:'),
      );
      const message = page.locator('[id="x:x000012"]');
      expect(await message.isVisible()).toBe(false);
      await page.getByRole('link', { name: 'échange x000012' }).first().press('Enter');
      expect(await message.isVisible()).toBe(true);
      await expect.poll(() => message.locator('pre').first().innerText()).toContain('POST /registry HTTP/1.1');
    }));

  test('an exchange of a green scenario opens too, although its whole timeline is folded', () =>
    reading('fr', 1280, async (page) => {
      const message = page.locator('[id="x:x000005"]');
      expect(await message.isVisible()).toBe(false);
      await page.getByRole('link', { name: 'échange x000005' }).press('Enter');
      expect(await message.isVisible()).toBe(true);
    }));

  test('the filter of the index keeps the requirements of a verdict, without any script', () =>
    reading('fr', 1280, async (page) => {
      const rows = page.locator('nav.index tbody tr:visible');
      expect(await rows.count()).toBe(7);
      await page.getByRole('radio', { name: /^non conforme/ }).press('Space');
      expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('DMP/UX.08')]);
      await page.getByRole('radio', { name: /^toutes/ }).press('Space');
      expect(await rows.count()).toBe(7);
    }));

  test('a picture can be enlarged with the keyboard', () =>
    reading('fr', 1280, async (page) => {
      const picture = page.locator('figure img').first();
      const before = (await picture.boundingBox())?.width ?? 0;
      await page
        .getByRole('checkbox', { name: /^Agrandir/ })
        .first()
        .press('Space');
      expect((await picture.boundingBox())?.width ?? 0).toBeGreaterThan(before * 1.5);
    }));

  test.each([1280, 390, 320])('nothing is wider than a screen of %i points', (width) =>
    reading('fr', width, async (page) => {
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }),
  );

  test('headings follow one another without a gap, under one title', () =>
    reading('fr', 1280, async (page) => {
      const levels = await page
        .locator('h1,h2,h3,h4,h5,h6')
        .evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    }));

  test('on paper, checks, observations and the messages of what failed are unfolded, other messages are not', () =>
    reading('fr', 680, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const checks = page.locator('.checks > li');
      expect(await checks.locator('visible=true').count()).toBe(await checks.count());
      expect(await page.locator('.observation').first().isVisible()).toBe(true);
      expect(await page.locator('[id="x:x000012"] pre').first().isVisible()).toBe(true);
      expect(await page.locator('[id="x:x000005"]').isVisible()).toBe(false);
      expect(await page.locator('.filter').isVisible()).toBe(false);
      const wide =
        "[...document.querySelectorAll('pre')].filter((one) => one.scrollWidth > one.clientWidth + 1).length";
      expect(await page.evaluate(wide)).toBe(0);
      expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
    }));
});
