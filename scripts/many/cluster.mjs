// The machines of the campaign: a real Redis that keeps everything, a line to it that can be cut and slowed, Standins, and a proxy
// that gives each request to the next of them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { send } from './clients.mjs';

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const host = '127.0.0.1';

/** Starts all of it. Options: how each world begins. */
export async function startCluster(processes, { clock = 'frozen', at, seed = 1, faults = [] }) {
  const folder = mkdtempSync(join(tmpdir(), 'standin-many-'));
  const done = { kills: 0, engineKills: 0, cuts: 0 };
  const enginePort = await freePort();
  let engine = await startEngine(enginePort, folder);
  const line = await startLine(enginePort);
  const args = [
    ...['--clock', clock, '--at', at, '--seed', `${seed}`],
    ...faults.flatMap((fault) => ['--fault', fault]),
    ...['--limit', 'journal=5000', '--limit', 'store=8s'],
  ];
  const start = () => startStandin([...args, '--store', `redis://${host}:${line.port}/0`]);
  const standins = await Promise.all(Array.from({ length: processes }, start));
  const proxy = await startProxy(() => standins);
  const urls = () => standins.map(({ url }) => url);
  const get = async (url, path) => JSON.parse((await send(url, 'GET', path)).text);

  return {
    done,
    proxy: proxy.url,
    /** How many requests each process was given. */
    given: proxy.given,
    urls,
    /** Kills one process, and starts another in its place. */
    async killOne(number) {
      await sleep(60 + (number % 7) * 40);
      const place = number % standins.length;
      standins[place].child.kill('SIGKILL');
      standins[place] = await start();
      done.kills++;
    },
    async killEngine() {
      await sleep(100);
      engine.kill('SIGKILL');
      await once(engine, 'exit');
      await sleep(200);
      engine = await startEngine(enginePort, folder);
      done.engineKills++;
    },
    async cut() {
      await sleep(80);
      line.cut(true);
      await sleep(300);
      line.cut(false);
      done.cuts++;
    },
    async delay() {
      line.slow(60);
      await sleep(400);
      line.slow(0);
      done.cuts++;
    },
    /** Until every process answers again. */
    async whole() {
      for (let tries = 0; tries < 300; tries++) {
        const healths = await Promise.all(
          urls().map((url) => send(url, 'GET', '/__standin/health').catch(() => ({ status: 0 }))),
        );
        if (healths.every(({ status }) => status === 200)) return;
        await sleep(100);
      }
      throw new Error('not every process is healthy after 30 s');
    },
    async journal(world) {
      const all = [];
      for (;;) {
        const { entries, total } = await get(
          urls()[0],
          `/~${world}/__standin/journal?limit=1000&offset=${all.length}`,
        );
        all.push(...entries);
        if (entries.length === 0 || all.length >= total) return all;
      }
    },
    world: (url, world) => get(url, `/~${world}/__standin/world`),
    async stop() {
      proxy.close();
      for (const { child } of standins) child.kill('SIGKILL');
      line.close();
      engine.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function startEngine(port, folder) {
  const keeps = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
  const child = spawn('redis-server', ['--port', `${port}`, '--bind', host, '--dir', folder, ...keeps], {
    stdio: 'ignore',
  });
  for (let tries = 0; tries < 400; tries++) {
    const isThere = await new Promise((resolve) => {
      const socket = connect(port, host, () => socket.write('PING\r\n'));
      socket.on('data', (data) => {
        socket.destroy();
        resolve(`${data}`.startsWith('+PONG'));
      });
      socket.on('error', () => resolve(false));
    });
    if (isThere) return child;
    await sleep(25);
  }
  throw new Error('redis-server did not start');
}

/** The line from the Standins to the engine. */
async function startLine(to) {
  const sockets = new Set();
  let isCut = false;
  let late = 0;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(to, host);
    const pass = (from, into) => {
      sockets.add(from);
      // What comes later arrives later, as on every line.
      let before = Promise.resolve();
      from.on('data', (data) => {
        const due = sleep(late);
        before = before.then(() => due).then(() => into.write(data));
      });
      from.on('close', () => {
        sockets.delete(from);
        into.destroy();
      });
      from.on('error', () => {});
    };
    pass(near, far);
    pass(far, near);
  }).listen(0, host);
  await once(server, 'listening');
  return {
    port: server.address().port,
    cut(is) {
      isCut = is;
      if (is) for (const socket of sockets) socket.destroy();
    },
    slow(ms) {
      late = ms;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function startStandin(args) {
  const child = spawn(process.execPath, [program, 'serve', '-p', '0', '--json', '--quiet', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const text of createInterface(child.stdout)) return { child, url: JSON.parse(text).url };
  throw new Error(`a Standin did not start: exit ${child.exitCode}`);
}

/** Gives each request to the next process; 502 where that does not answer. */
async function startProxy(targets) {
  let turn = 0;
  const given = targets().map(() => 0);
  const server = createHttpServer((incoming, outgoing) => {
    const all = targets();
    const place = turn++ % all.length;
    given[place]++;
    const { hostname, port } = new URL(all[place].url);
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers }, (response) => {
      outgoing.writeHead(response.statusCode, response.headers);
      response.on('error', () => outgoing.destroy());
      response.pipe(outgoing);
    });
    onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
    incoming.pipe(onward);
  }).listen(0, host);
  await once(server, 'listening');
  return {
    url: `http://${host}:${server.address().port}`,
    given,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
