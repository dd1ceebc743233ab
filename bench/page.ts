// The page under load: how long a frame of it takes while 10,000 records and 1,000 requests a second come by, whether its memory
// stays flat, and what it costs the server. `npm run bench page 10 2` runs ten minutes, then two rounds with and without a
// follower: a page that is drawn takes processor time of its own, which is not the server's.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type CDPSession, chromium } from 'playwright-core';
import { askSteadily, busiest, follow } from './page/load.ts';

const minutes = Number(process.argv[3] ?? 10);
const rounds = Number(process.argv[4] ?? 3);
const records = 10_000;
const perSecond = 1_000;
const browserPath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

const { server, url } = await serve();
const browser = await chromium.launch({
  executablePath: browserPath ?? 'chromium is not installed',
  args: ['--no-sandbox', '--disable-background-networking', '--js-flags=--expose-gc'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}/__standin/#/worlds/default/timeline`);
  await page.locator('.timeline-labels li').first().waitFor({ timeout: 60_000 });
  const session = await page.context().newCDPSession(page);
  const tasks = await traced(session);
  const load = askSteadily(url, perSecond, minutes * 60_000);
  const looks = Math.max(4, minutes * 2);
  const heap: number[] = [];
  let times: number[] = [];
  for (let look = 0; look < looks; look++) {
    await page.waitForTimeout((minutes * 60_000) / looks);
    // To collect what is not needed stops the page: nothing is traced any more by then.
    if (look === Math.floor(looks / 2)) times = await tasks();
    if (look > looks / 2) heap.push(await heapOf(session));
    // Somebody looks around meanwhile.
    await page
      .locator('.timeline-body')
      .evaluate(`(element) => element.scrollBy(0, ${look % 2 ? -4000 : 4000})`);
    await page.keyboard.press(look % 2 ? '+' : '-');
  }
  const asked = await load;
  console.log(
    `${records} records, ${Math.round(asked / (minutes * 60))} requests/s for ${minutes} min, timeline shown, clock x60`,
  );
  console.log(
    `tasks of the page's main thread: ${times.length}; p99 ${at(times, 0.99)} ms, p99.9 ${at(times, 0.999)} ms, longest ${at(times, 1)} ms; over 50 ms: ${times.filter((ms) => ms > 50).length}`,
  );
  console.log(`its heap after collecting, MB: ${heap.map((bytes) => (bytes / 1e6).toFixed(1)).join(' ')}`);
  await page.close();
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const alone = await busiest(url, 2_000, server.pid!);
    const stop = await follow(`${url}/__standin/events`);
    const followed = await busiest(url, 2_000, server.pid!);
    stop();
    ratios.push(followed / alone - 1);
    console.log(
      `µs of the server's processor for each answer: ${alone.toFixed(1)} alone, ${followed.toFixed(1)} while it is followed`,
    );
  }
  const [least, middle, most] = [0, 0.5, 1].map((share) =>
    (
      Number(
        at(
          ratios.sort((a, b) => a - b),
          share,
          3,
        ),
      ) * 100
    ).toFixed(1),
  );
  console.log(`being followed costs ${middle} % (${least} to ${most})`);
} finally {
  await browser.close();
  server.kill();
}

async function serve(): Promise<{ server: ChildProcess; url: string }> {
  const flags = ['serve', '-p', '0', '--json', '--quiet', '--clock', 'x60', '--fill', `erigones=${records}`];
  const server = spawn(process.execPath, ['dist/cli/main.js', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [ready] = (await once(server.stdout!, 'data')) as [Buffer];
  return { server, url: (JSON.parse(String(ready)) as { url: string }).url };
}

/** Begins to trace the main thread of a page; what it returns gives the ms of each of its tasks, shortest first. */
async function traced(session: CDPSession): Promise<() => Promise<number[]>> {
  const events: {
    name: string;
    ph: string;
    dur?: number;
    pid: number;
    tid: number;
    args?: { name?: string };
  }[] = [];
  session.on(
    'Tracing.dataCollected',
    ({ value }) => void events.push(...(value as unknown as typeof events)),
  );
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'],
      recordMode: 'recordContinuously',
    },
  } as never);
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
    const own = events.filter(
      ({ pid, tid, dur }) => pid === main?.pid && tid === main.tid && dur !== undefined,
    );
    const tasks = own.filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask');
    return tasks.map(({ dur }) => dur! / 1_000).sort((a, b) => a - b);
  };
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return ((await session.send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
}

function at(sorted: readonly number[], share: number, digits = 1): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(
    digits,
  );
}
