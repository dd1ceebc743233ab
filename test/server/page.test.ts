// The page, in a real browser: what a person does who opens the address that `serve` prints.
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setStage } from '../_standin.ts';

const browserPath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
// Without a browser there is nothing to see it with; CI installs one, and there its absence is a failure.
const missing = browserPath === undefined && !process.env.CI;

describe.skipIf(missing)('the page (skipped only where no Chromium is installed)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: browserPath ?? 'chromium is not installed',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(() => browser?.close());

  /** Opens it; whatever it complains of fails the test. */
  async function open(url: string): Promise<{ page: Page; urls: string[]; complaints: string[] }> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const urls: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => urls.push(request.url()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => complaints.push(message.text()));
    page.setDefaultTimeout(15_000);
    await page.goto(url);
    return { page, urls, complaints };
  }

  it('is where a browser lands that opens the root, and loads nothing from elsewhere', async () => {
    const { standin } = await setStage({}, true);
    const { page, urls, complaints } = await open(standin.url);
    await page.getByText('Nothing on the timeline yet').waitFor();
    expect(page.url()).toBe(`${standin.url}/__standin/`);
    expect(urls.filter((url) => !url.startsWith(standin.url))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows a build from pending to done while time is dragged forward', async () => {
    const { standin } = await setStage({}, true);
    const { page, complaints } = await open(`${standin.url}/__standin/#/worlds/default/timeline`);
    await page.getByRole('button', { name: 'Create' }).first().click();
    await page.getByRole('dialog').getByLabel('API', { exact: true }).selectOption('copr');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    const row = page.locator('.timeline-labels li').filter({ hasText: /^copr / });
    await row.locator('.state', { hasText: 'importing' }).waitFor();
    const handle = page.getByRole('slider');
    for (const state of ['running', 'succeeded']) {
      const record = (await standin.records.list({ api: 'copr', samples: false }))[0]!;
      const at = Date.parse(record.timeline.find((step) => step.state === state)!.at);
      await page.getByRole('button', { name: 'Fit' }).click();
      const box = (await handle.boundingBox())!;
      const x = box.x + box.width / 2;
      const apart = await pixelsPer(page, standin.url, x);
      const ahead = (at + 400 - Date.parse((await standin.clock.get()).now)) * apart;
      await page.mouse.move(x, box.y + 10);
      await page.mouse.down();
      await page.mouse.move(x + ahead, box.y + 10, { steps: 5 });
      await page.mouse.up();
      await row.locator('.state', { hasText: state }).waitFor();
      expect((await standin.records.get('copr', record.id)).state).toBe(state);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** Pixels of the timeline for each ms of the world, seen from the ticks of its axis. */
async function pixelsPer(page: Page, _url: string, _x: number): Promise<number> {
  const ticks = await page.locator('.axis-ticks span').evaluateAll((all) =>
    (all as unknown as { textContent: string; getBoundingClientRect(): { x: number } }[]).map((each) => ({
      at: Date.parse(`2026-03-01T${each.textContent}Z`),
      x: each.getBoundingClientRect().x,
    })),
  );
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  return (last.x - first.x) / (last.at - first.at);
}

describe('a client that is no browser', () => {
  it('is not sent to the page', async () => {
    const { send } = await setStage();
    expect((await send('/', { headers: { accept: 'application/json' } })).status).not.toBe(302);
  });
});
