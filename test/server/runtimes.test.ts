// The application under other servers than ours: Bun's, Deno's, and that of a user's own application on Node. Each runs as a
// process of its own, from what is built.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';

const runtimes: Readonly<Record<string, readonly string[]>> = {
  Node: [process.execPath, 'test/server/runtimes/node.mjs'],
  Bun: [bunProgram(), 'test/server/runtimes/bun.mjs'],
  Deno: ['node_modules/.bin/deno', 'run', '--quiet', '--allow-all', 'test/server/runtimes/deno.mjs'],
};
/** A script of its package moves the program to where `.bin` leads, if npm lets it run. */
function bunProgram(): string {
  const unmoved = `node_modules/@oven/bun-${process.platform}-${process.arch}/bin/bun`;
  return existsSync(unmoved) ? unmoved : 'node_modules/.bin/bun';
}

const task = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
const running: { kill(): void }[] = [];
afterEach(() => {
  for (const each of running.splice(0)) each.kill();
});

async function start([program, ...args]: readonly string[]): Promise<string> {
  const child = spawn(program!, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const ended = once(child, 'exit').then(([code]) => `it ended with ${code}`);
  const line = once(createInterface(child.stdout), 'line').then(([text]) => String(text));
  return Promise.race([line, ended]);
}

describe.each(Object.entries(runtimes))('%s', (_, command) => {
  it('serves APIs, worlds, the control API and the page', async () => {
    const url = await start(command);
    expect(url).toMatch(/^http:/);
    const read = await fetch(url + task);
    expect([read.status, read.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(((await read.json()) as { _links: { self: { href: string } } })._links.self.href).toBe(task);
    expect((await fetch(`${url}/~other/${task}`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    expect(await (await fetch(`${url}/__standin/`)).text()).toContain('<title>Standin</title>');
    expect((await fetch(`${url}/__standin/page/page.js`)).status).toBe(200);

    const advanced = await fetch(`${url}/__standin/clock/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"by":"1h"}',
    });
    expect(advanced.status).toBe(200);
    const journal = (await (await fetch(`${url}/__standin/journal`)).json()) as {
      entries: { url: string }[];
    };
    expect(journal.entries.map((entry) => entry.url)).toEqual([task]);
  });

  it('holds bodies to their limit, be it told in advance or not, and lets no foreign page control it', async () => {
    const url = await start(command);
    const post = (init: object) => fetch(`${url}/platform/build`, { method: 'POST', ...init } as RequestInit);
    expect((await post({ body: 'x'.repeat(2_000) })).status).toBe(413);
    const parts = new ReadableStream({
      start(body) {
        for (let part = 0; part < 2; part++) body.enqueue(new Uint8Array(1_000));
        body.close();
      },
    });
    expect((await post({ body: parts, duplex: 'half' })).status).toBe(413);
    const headers = { origin: 'http://evil.example' };
    expect((await fetch(`${url}/__standin/reset`, { method: 'POST', headers })).status).toBe(403);
  });
});
