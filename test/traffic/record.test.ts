// Recording: a proxy passes everything on, and writes an archive that others can read, without secrets.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createStandin, record, recording } from '../../src/index.ts';

const program = 'dist/cli/main.js';
const folder = mkdtempSync(join(tmpdir(), 'standin-record-'));
let number = 0;
const file = () => join(folder, `${++number}.har`);
const opened: Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close().closeAllConnections();
});

async function serving(
  listener: RequestListener,
  make: (listener: RequestListener) => Server = createServer,
) {
  const server = make(listener);
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function entriesIn(path: string) {
  return JSON.parse(readFileSync(path, 'utf8')).log.entries;
}

describe('a recording proxy', () => {
  it('passes compressed bytes on as they are, and writes them decoded', async () => {
    const bytes = gzipSync('{"state":"running"}');
    const port = await serving((_, outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bytes);
    });
    const out = file();
    const recorder = await record({ to: `http://127.0.0.1:${port}/base/`, out });
    const response = await fetch(`${recorder.url}/jobs/1?full=true`);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.json()).toEqual({ state: 'running' });
    await recorder.close();
    expect(entriesIn(out)).toMatchObject([
      {
        request: { method: 'GET', url: `http://127.0.0.1:${port}/base/jobs/1?full=true` },
        response: { status: 200, content: { text: '{"state":"running"}', size: 19 }, bodySize: bytes.length },
      },
    ]);
  });

  it('passes a stream on while it still comes', async () => {
    let more: () => void = () => {};
    const port = await serving((_, outgoing) => {
      outgoing.write('first ');
      more = () => outgoing.end('second');
    });
    const out = file();
    const recorder = await record({ to: `http://127.0.0.1:${port}`, out });
    const reader = (await fetch(recorder.url)).body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('first ');
    more();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('second');
    await reader.read();
    await recorder.close();
    expect(entriesIn(out)[0].response.content.text).toBe('first second');
  });

  it('leads a redirect of the server back to itself, and one to elsewhere there', async () => {
    const port = await serving(({ url }, outgoing) => {
      const location = url === '/own' ? `http://127.0.0.1:${port}/next` : `http://127.0.0.1:${port}0/next`;
      outgoing.writeHead(302, { location }).end();
    });
    const recorder = await record({ to: `http://127.0.0.1:${port}`, out: file() });
    const leadsTo = async (path: string) =>
      (await fetch(recorder.url + path, { redirect: 'manual' })).headers.get('location');
    expect(await leadsTo('/own')).toBe(`${recorder.url}/next`);
    expect(await leadsTo('/else')).toBe(`http://127.0.0.1:${port}0/next`);
    await recorder.close();
  });

  it('reaches a server whose certificate an own authority signed', async () => {
    const [key, cert] = ['key', 'cert'].map((name) => readFileSync(`test/traffic/tls/${name}.pem`, 'utf8'));
    const port = await serving(
      (_, outgoing) => void outgoing.end('ok'),
      (listener) => createSecure({ key, cert }, listener),
    );
    const to = `https://127.0.0.1:${port}`;
    const trusting = await record({ to, out: file(), ca: cert! });
    expect(await (await fetch(trusting.url)).text()).toBe('ok');
    await trusting.close();
    const out = file();
    const wary = await record({ to, out });
    const response = await fetch(wary.url);
    expect([response.status, ((await response.json()) as { hint: string }).hint]).toEqual([
      502,
      expect.stringContaining('--ca'),
    ]);
    await wary.close();
    expect(entriesIn(out)[0].response).toMatchObject({
      status: 0,
      _error: expect.stringMatching(/self.signed/),
    });
  });

  it('says so where the server is not there, breaks off, or is not let finish', async () => {
    const port = await serving((_, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '100' });
      outgoing.write('half');
      setTimeout(() => outgoing.destroy(), 20);
    });
    const out = file();
    const recorder = await record({ to: `http://127.0.0.1:${port}`, out });
    await expect(fetch(recorder.url).then((response) => response.text())).rejects.toThrow();
    await recorder.close();
    const [entry] = entriesIn(out);
    expect(entry.response.content.text).toBe('half');
    expect(entry.response._error).toBeTruthy();
    const nobody = await record({ to: 'http://127.0.0.1:1', out: file() });
    expect((await fetch(nobody.url)).status).toBe(502);
    await nobody.close();
    await expect(record({ to: 'ftp://x', out: file() })).rejects.toThrow(
      /'ftp:\/\/x' is not the URL of a server/,
    );
  });

  it('writes no secret: not those that are known by name, nor those that were named', async () => {
    const port = await serving((_, outgoing) => {
      outgoing.setHeader('set-cookie', 'sid=h9nter2-cookie');
      outgoing.setHeader('content-type', 'application/json');
      outgoing.end('{"access_token":"h9nter2-json","deep":[{"Pin":"h9nter2-pin"}]}');
    });
    const out = file();
    const recorder = await record({ to: `http://127.0.0.1:${port}`, out, redact: ['pin', 'x-mine'] });
    await fetch(`${recorder.url}/?token=h9nter2-query&pin=h9nter2-own`, {
      method: 'POST',
      headers: { authorization: 'Bearer h9nter2-bearer', 'x-mine': 'h9nter2-header' },
      body: new URLSearchParams({ password: 'h9nter2-form', pin: 'h9nter2-form-pin' }),
    });
    await recorder.close();
    expect(readFileSync(out, 'utf8')).not.toContain('h9nter2');
    expect(entriesIn(out)[0].request.postData.text).toContain('pin=');
  });

  it('judges while it records, and at the end', async () => {
    await using standin = createStandin({
      apis: ['copr'],
      clock: 'frozen',
      mutant: 'copr/dates/ends-before',
    });
    const told: string[] = [];
    const recorder = await record({
      to: await standin.listen(),
      out: file(),
      verify: 'copr',
      onFinding: ({ clause }) => told.push(clause),
    });
    await fetch(`${recorder.url}/api_2/build_tasks/106882/fedora-rawhide-x86_64`);
    await expect.poll(() => told, { timeout: 20_000 }).toEqual(['copr/fields/ended-on']);
    expect((await recorder.close())?.verdict).toBe('failed');
  });
});

describe('standin record', () => {
  it('has written a whole archive, whenever it is killed', async () => {
    const port = await serving((_, outgoing) => void outgoing.end('x'.repeat(1_000)));
    const out = file();
    const child = spawn(process.execPath, [
      program,
      'record',
      '--to',
      `http://127.0.0.1:${port}`,
      '--out',
      out,
      '-p',
      '0',
    ]);
    const url = await new Promise<string>((resolve) => {
      child.stdout.on(
        'data',
        (text) => /http:\S+/.test(`${text}`) && resolve(/http:[\w./:]+/.exec(`${text}`)![0]),
      );
    });
    for (let each = 0; each < 50; each++) await (await fetch(url)).text();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    for (let each = 0; each < 50; each++) await (await fetch(url)).text();
    child.kill('SIGKILL');
    expect(entriesIn(out).length).toBeGreaterThanOrEqual(50);
  });

  it('replaces no archive unless told to', async () => {
    const said = await new Promise<[number | string | null | undefined, string]>((resolve) => {
      execFile(
        process.execPath,
        [program, 'record', '--to', 'http://127.0.0.1:1', '--out', 'package.json'],
        (error, _, stderr) => resolve([error?.code, stderr]),
      );
    });
    expect(said).toEqual([2, expect.stringMatching(/package\.json already exists\. .*--overwrite/)]);
  });
});

it('recording(fetch) makes an archive of what a program sends and receives', async () => {
  const standin = createStandin({ apis: ['copr'], clock: 'frozen' });
  const recorded = recording((input, init) => standin.fetch(input, init));
  const url = `${standin.url}/api_2/build_tasks?limit=1`;
  const response = await recorded.fetch(url, { headers: { authorization: 'Bearer h9nter2-x' } });
  expect(await response.json()).toMatchObject({ build_tasks: [{}] });
  const [entry] = JSON.parse(await recorded.har()).log.entries;
  expect(entry).toMatchObject({ request: { url }, response: { status: 200 } });
  expect(JSON.parse(entry.response.content.text).build_tasks).toHaveLength(1);
  expect(await recorded.har()).not.toContain('h9nter2');
});
