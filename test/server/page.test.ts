// The page, in a real browser: what a person sees who opens the address that `serve` prints.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { setStage } from '../_standin.ts';

const browserPath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
// Without a browser there is nothing to see it with; CI installs one, and there its absence is a failure.
const missing = browserPath === undefined && !process.env.CI;

describe.skipIf(missing)('the page (skipped only where no Chromium is installed)', () => {
  it('is where a browser lands that opens the root, names every API, and loads nothing from elsewhere', async () => {
    const { standin } = await setStage({}, true);
    const browser = await chromium.launch({
      executablePath: browserPath ?? 'chromium is not installed',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    try {
      const page = await browser.newPage();
      const urls: string[] = [];
      page.on('request', (request) => urls.push(request.url()));
      await page.goto(standin.url);
      expect(page.url()).toBe(`${standin.url}/__standin/`);
      const text = await page.locator('body').innerText();
      for (const api of Object.values(registry)) expect(text).toContain(api.title);
      expect(text).toContain('/__standin/clock/advance');
      expect(urls.filter((url) => !url.startsWith(standin.url))).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

describe('a client that is no browser', () => {
  it('is not sent to the page', async () => {
    const { send } = await setStage();
    expect((await send('/', { headers: { accept: 'application/json' } })).status).not.toBe(302);
  });
});
