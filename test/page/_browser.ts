// A real Chromium for the tests of the page. Whatever a page complains of is collected, and so is all that it asks for.
import { existsSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

export const browserPath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
/** Without a browser there is nothing to see it with; CI installs one, and there its absence is a failure. */
export const missing = browserPath === undefined && !process.env.CI;

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath ?? 'chromium is not installed',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

export interface Opened {
  readonly page: Page;
  /** Every address that was asked for. */
  readonly urls: string[];
  /** Errors, messages on the console, dialogs of scripts. */
  readonly complaints: string[];
}

export async function open(browser: Browser, url: string, width = 1280): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, acceptDownloads: true });
  const urls: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('dialog', async (dialog) => {
    complaints.push(dialog.message());
    await dialog.dismiss();
  });
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  return { page, urls, complaints };
}

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What axe finds wrong with what is shown: its rules, and where. */
export async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
  );
}

/** Pixels of the timeline for each ms of the world, as the ticks of its axis say. */
export async function pixelsPerMs(page: Page): Promise<number> {
  const ticks = (await page.evaluate(
    "[...document.querySelectorAll('.axis-ticks span')].map((each) => [each.textContent, each.getBoundingClientRect().x])",
  )) as [string, number][];
  const instant = (text: string) => Date.parse(`2026-03-01T${text.length === 5 ? `${text}:00` : text}Z`);
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  return (last[1] - first[1]) / (instant(last[0]) - instant(first[0]));
}
