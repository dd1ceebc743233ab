// Importing: what traffic shows becomes records that fared so, and from there all of Standin applies.
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { createStandin, importTraffic, recording } from '../../src/index.ts';

const start = Date.parse('2026-01-31T12:00:00Z');

/** What a client sees that looks at one record every 2 s until long after its end. */
async function course(api: string, scenario: 'succeeds' | 'fails' | 'canceled') {
  const standin = createStandin({
    apis: [api],
    samples: false,
    clock: 'frozen',
    at: new Date(start).toISOString(),
  });
  const { url, headers, id } = await standin.records.create({ api, scenario });
  const recorder = recording((input, init) => standin.fetch(input, init));
  for (let look = 0; look < 20; look++) {
    await (await recorder.fetch(url, { headers })).text();
    await standin.clock.advance('2s');
  }
  const archive = JSON.parse(await recorder.har());
  for (const [index, entry] of archive.log.entries.entries()) {
    entry.startedDateTime = new Date(start + index * 2_000).toISOString();
    entry.time = 0;
  }
  return { har: JSON.stringify(archive), id, url, headers };
}

describe.each(Object.values(registry).map(({ name }) => name))('traffic of %s', (api) => {
  it.each(['succeeds', 'fails', 'canceled'] as const)(
    'that %s becomes a record that does',
    async (scenario) => {
      const { har, id } = await course(api, scenario);
      const { world, records } = await importTraffic({ api, har });
      expect(records).toEqual([id]);
      const standin = createStandin({ apis: [api], samples: false, clock: 'frozen' });
      await standin.import(world);
      const { state } = await standin.records.get(api, id);
      const own = createStandin({ apis: [api], samples: false, clock: 'frozen' });
      const made = await own.records.create({ api, scenario });
      await own.clock.advance('40s');
      // What waits is all that copr-waiting shows: how a build ended there is nowhere to be seen.
      // A canceled build of entrecode is gone, and nothing tells why.
      const isGone = api === 'entrecode' && scenario === 'canceled';
      if (api !== 'copr-waiting' && !isGone) expect(state).toBe((await own.records.get(api, made.id)).state);
    },
  );
});

describe('an imported world', () => {
  it('answers as was seen, at each instant of what was seen', async () => {
    const { har, url, headers } = await course('copr', 'succeeds');
    const { world, misfits } = await importTraffic({ api: 'copr', har, at: 'first' });
    // Where results lie is not an attribute that a response tells.
    expect(misfits.filter((each) => !each.includes('result_dir_url'))).toEqual([]);
    const standin = createStandin({ apis: ['copr'], samples: false });
    await standin.import(world);
    const { log } = JSON.parse(har);
    for (const { response } of log.entries) {
      const { build_task } = (await (await standin.fetch(url, { headers })).json()) as {
        build_task: { state: string };
      };
      expect(build_task.state).toBe(JSON.parse(response.content.text).build_task.state);
      await standin.clock.advance('2s');
    }
  });

  it('may take another course', async () => {
    const { har, id } = await course('copr', 'succeeds');
    const { world } = await importTraffic({ api: 'copr', har, at: 'first' });
    const standin = createStandin({ apis: ['copr'], samples: false });
    await standin.import(world);
    expect((await standin.records.command('copr', id, 'cancel')).state).toBe('canceled');
  });

  it('tells what does not fit', async () => {
    const { har } = await course('copr', 'succeeds');
    const changed = har
      .replaceAll('\\"succeeded\\"', '\\"running\\"')
      .replace(/\\"running\\"/, '\\"succeeded\\"');
    const { misfits } = await importTraffic({ api: 'copr', har: changed });
    expect(misfits).toContainEqual(expect.stringMatching(/is not a step of copr/));
  });

  it('is not made of traffic that shows no record', async () => {
    const { har } = await course('erigones', 'succeeds');
    await expect(importTraffic({ api: 'copr', har })).rejects.toThrow(/another API|shows a record/);
  });
});

const run = promisify(execFile);

it('standin import writes a world that standin takes, and tells on stderr what it made', async () => {
  const { har, id } = await course('copr', 'fails');
  const file = join(mkdtempSync(join(tmpdir(), 'standin-import-')), 'traffic.har');
  writeFileSync(file, har);
  const { stdout: text, stderr } = await run(
    process.execPath,
    ['dist/cli/main.js', 'import', file, '--api', 'copr'],
    {
      encoding: 'utf8',
    },
  );
  expect(stderr).toMatch(/^1 records: /);
  await using standin = createStandin({ apis: ['copr'], samples: false });
  const url = await standin.listen();
  await standin.import(JSON.parse(text));
  expect(await standin.records.get('copr', id)).toMatchObject({ state: 'failed' });
  await run(process.execPath, ['dist/cli/main.js', 'import', file, '--api', 'copr', '--to', `${url}/~seen`]);
  const { records } = (await (await fetch(`${url}/~seen/__standin/records?api=copr`)).json()) as {
    records: { id: string }[];
  };
  expect(records.map((each) => each.id)).toEqual([id]);
});
