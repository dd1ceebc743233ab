// The page, in a real browser: what a person does who opens the address that `serve` prints.
import { readFileSync } from 'node:fs';
import { createServer, request as requestOf } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyFromPage } from '../../src/cli/verify/from-page.ts';
import { createStandinWith } from '../../src/standin.ts';
import { setStage } from '../_standin.ts';
import { missing, open, pixelsPerMs, startBrowser, violationsIn } from './_browser.ts';

const views = ['timeline', 'records', 'traffic', 'rules', 'worlds', 'verify', 'api'];

describe.skipIf(missing)('the page (skipped only where no Chromium is installed)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  const rowOf = (page: Page, text: string | RegExp) =>
    page.locator('.timeline-labels li').filter({ hasText: text });
  const create = async (page: Page, api: string, scenario = '') => {
    await page.getByRole('button', { name: 'Create' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('API', { exact: true }).selectOption(api);
    if (scenario) await dialog.getByLabel('Scenario', { exact: true }).selectOption(scenario);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  it('is where a browser lands that opens the root, and loads nothing from elsewhere', async () => {
    const { standin } = await setStage({}, true);
    const { page, urls, complaints } = await open(browser, standin.url);
    await page.getByText('Nothing on the timeline yet').waitFor();
    expect(page.url()).toBe(`${standin.url}/__standin/`);
    expect(urls.filter((url) => !url.startsWith(standin.url))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows a build from pending to done while time is dragged forward', async () => {
    const { standin } = await setStage({}, true);
    const { page, complaints } = await open(browser, `${standin.url}/__standin/`);
    await create(page, 'copr');
    const row = rowOf(page, /^copr /);
    await row.locator('.state', { hasText: 'importing' }).waitFor();
    for (const state of ['running', 'succeeded']) {
      const record = (await standin.records.list({ api: 'copr', samples: false }))[0]!;
      const at = Date.parse(record.timeline.find((step) => step.state === state)!.at);
      await page.getByRole('button', { name: 'Fit' }).click();
      const box = (await page.getByRole('slider').boundingBox())!;
      const x = box.x + box.width / 2;
      const ahead = (at + 400 - Date.parse((await standin.clock.get()).now)) * (await pixelsPerMs(page));
      await page.mouse.move(x, box.y + 10);
      await page.mouse.down();
      await page.mouse.move(x + ahead, box.y + 10, { steps: 4 });
      await page.mouse.up();
      await row.locator('.state', { hasText: state }).waitFor();
      expect((await standin.records.get('copr', record.id)).state).toBe(state);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('fails one, cancels another, adds a fault that hits a request, and takes a world out and in again', async () => {
    const { standin } = await setStage({}, true);
    const { page, complaints } = await open(browser, `${standin.url}/__standin/`);
    for (const [command, colour] of [
      ['fail', 'bad'],
      ['cancel', 'off'],
    ] as const) {
      await page.getByRole('link', { name: 'Records' }).click();
      await create(page, 'entrecode');
      const article = page.getByRole('article');
      await article.getByRole('button', { name: command, exact: true }).click();
      await article.locator(`header .state.${colour}`).waitFor();
    }
    const records = await standin.records.list({ api: 'entrecode', samples: false });
    expect(records.map(({ commands }) => commands[0]!.kind).sort()).toEqual(['cancel', 'fail']);

    await page.getByRole('link', { name: 'Faults & scenarios' }).click();
    await page.getByLabel('On', { exact: true }).selectOption('entrecode');
    await page.getByLabel('status', { exact: true }).fill('503');
    await page.getByLabel('times', { exact: true }).fill('1');
    expect(await page.getByLabel('The fault as text').innerText()).toBe('entrecode:status=503,times=1');
    await page.getByRole('button', { name: 'Add the fault' }).click();
    await page.getByRole('button', { name: 'Remove entrecode:status=503,times=1' }).waitFor();
    const { url, headers } = records[0]!;
    expect((await fetch(url, { headers })).status).toBe(503);
    await page.getByText('one request').waitFor();
    await page.getByRole('link', { name: 'Traffic' }).click();
    await page.getByRole('link', { name: '1', exact: true }).click();
    await page.getByRole('article').getByText('status=503').waitFor();

    await page.getByRole('link', { name: 'Worlds' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export default' }).click(),
    ]);
    await page.getByLabel('A new world').fill('copy');
    await page.getByRole('button', { name: 'Create and show it' }).click();
    await page.getByText('Nothing on the timeline yet').waitFor();
    await page.getByRole('link', { name: 'Worlds' }).click();
    await page.getByLabel('Import into copy').setInputFiles(await download.path());
    await page.getByRole('link', { name: 'Timeline' }).click();
    await rowOf(page, 'entrecode').nth(1).waitFor();
    expect(page.url()).toContain('#/worlds/copy/');
    expect(await standin.world('copy').records.list({ samples: false })).toHaveLength(2);

    // Changing colours with the system.
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor') as Promise<string>;
    const light = await ground();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground()).not.toBe(light);
    expect(complaints.filter((each) => !each.includes('503'))).toEqual([]);
    await page.close();
  });

  it('is usable by keyboard alone', async () => {
    const { standin } = await setStage({}, true);
    const { page, complaints } = await open(browser, `${standin.url}/__standin/`);
    await page.getByText('Nothing on the timeline yet').waitFor();
    const keys = async (...pressed: string[]) => {
      for (const key of pressed) await page.keyboard.press(key);
    };
    await keys('?');
    await page.getByRole('dialog').getByText('create a record').waitFor();
    await keys('Escape', 'c');
    await page.getByRole('dialog').getByText('Create a record').waitFor();
    await page.keyboard.type('erig');
    await keys('Tab', 'Tab', 'Enter');
    await rowOf(page, 'erigones').locator('.state', { hasText: 'PENDING' }).waitFor();
    await keys('n');
    await rowOf(page, 'erigones').locator('.state', { hasText: 'STARTED' }).waitFor();
    await keys('2', '/');
    await page.keyboard.type('erigones');
    await keys('Escape');
    await page.getByRole('cell').getByRole('link').first().focus();
    await keys('Enter');
    await page.getByRole('article').getByText('States').waitFor();
    await keys('e');
    await page.getByRole('article').locator('header .state.good').waitFor();
    await keys('Escape', '4');
    await page.getByRole('heading', { name: 'Faults', exact: true }).waitFor();
    expect((await standin.records.list({ samples: false }))[0]!.state).toBe('SUCCESS');
    await keys('1');
    const before = Date.parse((await standin.clock.get()).now);
    await page.getByRole('slider').focus();
    await keys('ArrowRight');
    await expect.poll(async () => Date.parse((await standin.clock.get()).now)).toBe(before + 1_000);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is clean by axe in every view, light and dark, wide and narrow', async () => {
    const { standin } = await setStage({ faults: ['copr/get-build-task:status=503,nth=1'] }, true);
    const made = await standin.records.create({ api: 'copr', scenario: 'stuck' });
    await standin.records.create({ api: 'erigones', scenario: 'fails' });
    for (let i = 0; i < 2; i++) await fetch(made.url, { headers: made.headers });
    await standin.clock.advance('7s');
    const opened = [`records/copr/${encodeURIComponent(made.id)}`, 'traffic/1', 'api/copr.get-build-task'];
    const found: string[] = [];
    const { page } = await open(browser, `${standin.url}/__standin/`);
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [400, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      for (const view of [...views, ...opened]) {
        await page.goto(`${standin.url}/__standin/#/worlds/default/${view}`);
        await page.waitForTimeout(250);
        for (const violation of await violationsIn(page)) found.push(`${view} ${colorScheme}: ${violation}`);
        const fits = await page.evaluate('document.documentElement.scrollWidth <= innerWidth');
        if (!fits) found.push(`${view} is wider than ${width} px`);
      }
    }
    await page.goto(`${standin.url}/__standin/#/worlds/default/timeline`);
    await page.keyboard.press('c');
    await page.getByRole('dialog').waitFor();
    found.push(...(await violationsIn(page)));
    expect(found).toEqual([]);
    await page.close();
  });

  it('asks for the admin token once, and keeps it nowhere', async () => {
    const { standin } = await setStage({ adminToken: 'open-sesame' }, true);
    const { page } = await open(browser, `${standin.url}/__standin/`);
    await page.getByLabel('Token', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('does not accept this token').waitFor();
    await page.getByLabel('Token', { exact: true }).fill('open-sesame');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Nothing on the timeline yet').waitFor();
    await create(page, 'copr');
    await rowOf(page, /^copr /).waitFor();
    expect(
      await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])'),
    ).not.toContain('sesame');
    await page.close();
  });

  it('works below a prefix, behind a proxy that takes it off', async () => {
    const proxy = createServer((incoming, outgoing) => {
      const { pathname, search } = new URL(incoming.url!, 'http://proxy');
      const forwarded = requestOf(
        `${target}${pathname.replace(/^\/mock/, '')}${search}`,
        { method: incoming.method!, headers: { ...incoming.headers, host: incoming.headers.host! } },
        (response) => {
          outgoing.writeHead(response.statusCode!, response.headers);
          response.pipe(outgoing);
        },
      );
      forwarded.on('error', () => outgoing.destroy());
      outgoing.on('close', () => forwarded.destroy());
      incoming.pipe(forwarded);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mock`;
    const { standin } = await setStage({ baseUrl: base }, true);
    const target = standin.url;
    try {
      const { page, urls, complaints } = await open(browser, base);
      await page.getByText('Nothing on the timeline yet').waitFor();
      await create(page, 'copr');
      await rowOf(page, /^copr /)
        .getByRole('link')
        .click();
      const text = await page.getByLabel('As a command', { exact: true }).innerText();
      expect(text).toContain(`'${base}/api_2/build_tasks/`);
      const answered = await fetch(/'(http[^']+)'/.exec(text)![1]!);
      expect(answered.status).toBe(200);
      await page.getByText('Seen by one request').waitFor();
      expect(urls.filter((url) => !url.startsWith(`${base}/`) && url !== base)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  it('shows hostile text as text, in every field of records, journal and faults', async () => {
    const hostile = `<img src=x onerror="alert('x')"><script>alert(1)</script>"'&\u202e javascript:alert(2)`;
    const { standin } = await setStage({}, true);
    const { page, complaints } = await open(browser, `${standin.url}/__standin/`);
    const made = await standin.records.create({
      api: 'copr',
      attributes: {
        project: hostile,
        owner: hostile,
        package: hostile,
        chroot_name: `${hostile.replaceAll('/', '')}-1-x`,
      },
    });
    await standin.faults.create(`copr:status=503,type=text/html;"<img src=x onerror=alert(3)>",times=1`);
    await fetch(`${standin.url}/api_2/build_tasks?state=${encodeURIComponent(hostile)}`, {
      headers: { 'x-what': hostile.replace('\u202e', ''), 'user-agent': `<b onmouseover=alert(4)>` },
    });
    await fetch(`${standin.url}/api_2/${encodeURIComponent(hostile)}`, {
      method: 'POST',
      body: JSON.stringify({ [hostile]: hostile }),
    });
    for (const view of [
      ...views.filter((each) => each !== 'verify'),
      `records/copr/${encodeURIComponent(made.id)}`,
      'traffic/1',
      'traffic/2',
      `records/${encodeURIComponent(hostile)}/x`,
    ]) {
      await page.goto(`${standin.url}/__standin/#/worlds/default/${view}`);
      await page.waitForTimeout(250);
      expect(await page.locator('#page img, #page script, #page b[onmouseover]').count(), view).toBe(0);
    }
    expect(await page.locator('.detail').innerText()).toContain('<img src=x');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('verifies this Standin in a world of its own, and shows the report', async () => {
    const standin = createStandinWith({}, { verification: { run: verifyFromPage, origins: [] } });
    const url = await standin.listen();
    try {
      const { page, complaints } = await open(browser, `${url}/__standin/#/worlds/default/verify`);
      await page.getByLabel('API', { exact: true }).selectOption('copr-waiting');
      await page.getByRole('button', { name: 'Verify', exact: true }).click();
      await page
        .getByRole('article', { name: 'Report' })
        .getByText('passed', { exact: true })
        .first()
        .waitFor();
      expect(await violationsIn(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.getByLabel('URL').fill('http://example.com');
      await page.getByRole('button', { name: 'Verify', exact: true }).click();
      await page.getByText('Nothing at http://example.com is verified from here').waitFor();
      const { worlds } = (await (await fetch(`${url}/__standin/worlds`)).json()) as { worlds: string[] };
      expect(worlds).toEqual(['default']);
      await page.close();
    } finally {
      await standin.close();
    }
  });

  it('says when the server is away, and goes on by itself when it is back', async () => {
    const { standin } = await setStage({}, true);
    const { page } = await open(browser, `${standin.url}/__standin/`);
    await page.getByText('Nothing on the timeline yet').waitFor();
    const port = Number(new URL(standin.url).port);
    await standin.close();
    await page.getByText('The server is away').waitFor();
    const { standin: again } = await setStage();
    await again.listen({ port });
    await page.getByText('The server is away').waitFor({ state: 'detached' });
    await again.records.create({ api: 'copr' });
    await rowOf(page, /^copr /).waitFor();
    await page.close();
  });

  it('tells within a glance why a client never sees the end: no end is planned, or a fault is in its way', async () => {
    const { standin } = await setStage({ scenarios: { defaults: { copr: 'stuck' } } }, true);
    const made = await standin.records.create({ api: 'copr' });
    await standin.clock.advance('1h');
    const { page } = await open(browser, `${standin.url}/__standin/`);
    await rowOf(page, /^copr /)
      .getByRole('link')
      .click();
    await page.getByText("It stays 'running'").waitFor();
    await standin.faults.create('copr/get-build-task:status=503');
    await fetch(made.url, { headers: made.headers });
    await page.getByText('by the fault status=503').waitFor();
    await page.close();
  });
});

describe('the page without a browser', () => {
  it('is not what a client gets that is none', async () => {
    const { send } = await setStage();
    expect((await send('/', { headers: { accept: 'application/json' } })).status).not.toBe(302);
  });

  it('lets no script run but its own, and no page frame it', async () => {
    const { send } = await setStage();
    const { headers, text } = await send('/__standin/');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/<script(?! type="module" src="page\/page\.js">)|style=|https?:/);
    expect((await send('/__standin/page/page.js')).headers.get('content-type')).toContain('text/javascript');
    expect((await send('/__standin/page/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('is not there where it was not wanted; the control API is', async () => {
    const { send } = await setStage({ page: false });
    expect((await send('/__standin/')).status).toBe(404);
    expect((await send('/__standin/page/page.js')).status).toBe(404);
    expect((await send('/', { headers: { accept: 'text/html' } })).status).not.toBe(302);
    expect((await send('/__standin/clock')).status).toBe(200);
  });

  it('puts no markup together from text', () => {
    const script = readFileSync('dist/page/page.js', 'utf8');
    // Preact itself sets innerHTML for `dangerouslySetInnerHTML`, which nothing of ours uses.
    expect(script.match(/dangerouslySetInnerHTML:/g)).toBeNull();
    expect(script).not.toMatch(/insertAdjacentHTML|document\.write|\beval\(|new Function/);
  });
});
