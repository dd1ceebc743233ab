// A Unix socket in the place of a port.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStandin, type Standin } from '../../src/index.ts';
import { inFolder } from '../_cli.ts';
import { secureGet } from './_certificates.ts';

/** What curl gets over a socket. */
function curl(socket: string, url: string, ...args: string[]): Promise<string> {
  return new Promise((done) =>
    execFile('curl', ['-s', '-i', '--unix-socket', socket, ...args, url], (_, out) => done(out)),
  );
}

const listen = async (socket: string) => {
  const standin = createStandin({ apis: ['entrecode'], clock: 'frozen' });
  const url = await standin.listen({ socket });
  return { standin, url };
};

async function refused(socket: string): Promise<string> {
  const standin = createStandin({ apis: ['copr'] });
  const { detail } = await standin.listen({ socket }).then(
    () => ({ detail: 'it listens' }),
    (error) => error,
  );
  await standin.close();
  return detail;
}

/** A socket file of a process that was killed. */
async function leaveStale(path: string): Promise<void> {
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  await new Promise((gone) => spawn(process.execPath, ['-e', script]).once('close', gone));
  expect(statSync(path).isSocket()).toBe(true);
}

describe('listen({ socket })', () => {
  it('answers curl; links lead to the Host that was asked; the file is gone when it stops', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'standin.sock');
      const { standin, url } = await listen(path);
      expect(url).toBe('http://localhost');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      const create = (host: string) =>
        curl(
          path,
          `http://${host}/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13`,
          '-X',
          'POST',
        );
      expect(await create('localhost')).toMatch(
        /^HTTP\/1\.1 201[\s\S]*location: http:\/\/localhost\/platform/i,
      );
      expect(await create('mock:8080')).toMatch(/location: http:\/\/mock:8080\/platform/i);
      const { url: record } = await standin.records.create({ api: 'entrecode' });
      expect(await curl(path, record)).toMatch(/^HTTP\/1\.1 200/);
      expect(await curl(path, 'http://localhost/__standin/clock')).toMatch(/^HTTP\/1\.1 200/);
      expect(await curl(path, 'http://evil.example/__standin/clock')).toMatch(/^HTTP\/1\.1 403/);
      await standin.close();
      expect(existsSync(path)).toBe(false);
    }));

  it('speaks TLS over it where that is wanted', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'secure.sock');
      const standin = createStandin({ apis: ['entrecode'] });
      expect(await standin.listen({ socket: path, tls: true })).toBe('https://localhost');
      const response = await secureGet('https://localhost/__standin/health', standin.ca, {
        socketPath: path,
      });
      expect(response).toMatchObject({ status: 200 });
      const fault = { socketPath: path, headers: { prefer: 'fault=reset' } };
      expect(await secureGet('https://localhost/platform/build?buildID=1', standin.ca, fault)).toBe(
        'ECONNRESET',
      );
      await standin.close();
    }));

  it('replaces what a dead process left', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'stale.sock');
      await leaveStale(path);
      const { standin } = await listen(path);
      expect(await curl(path, 'http://localhost/__standin/health')).toMatch(/^HTTP\/1\.1 200/);
      await standin.close();
    }));

  it('leaves alone what a living process listens on', () =>
    inFolder(async (folder) => {
      const path = join(folder, 'taken.sock');
      const { standin } = await listen(path);
      expect(await refused(path)).toBe(`A process that runs listens on ${path}.`);
      expect(await curl(path, 'http://localhost/__standin/health')).toMatch(/^HTTP\/1\.1 200/);
      await standin.close();
      const other = createServer().listen(path);
      expect(await refused(path)).toContain('A process that runs');
      await new Promise((closed) => other.close(closed));
    }));

  it('leaves alone what is no socket, and says what cannot be', () =>
    inFolder(async (folder) => {
      const at = (name: string) => join(folder, name);
      writeFileSync(at('file'), 'precious');
      mkdirSync(at('folder'));
      await leaveStale(at('stale'));
      symlinkSync(at('stale'), at('link'));
      expect(await refused(at('file'))).toContain('is a file and no socket');
      expect(await refused(at('folder'))).toContain('is a folder and no socket');
      expect(await refused(at('link'))).toContain('no socket');
      expect(readFileSync(at('file'), 'utf8')).toBe('precious');
      expect(existsSync(at('stale'))).toBe(true);
      expect(await refused(at('missing/a.sock'))).toContain('The folder of');
      expect(await refused('')).toContain('is no path of a socket');
      expect(await refused('\0abstract')).toContain('is no path of a socket');
      const long = at('x'.repeat(120));
      expect(await refused(long)).toMatch(/has \d+ bytes, and the system takes at most \d+/);
      expect(existsSync(long.slice(0, 107))).toBe(false);
    }));

  it('goes with no port or host, and with no other member', async () => {
    const standin: Standin = createStandin({ apis: ['copr'] });
    await expect(standin.listen({ socket: 'a.sock', port: 1 })).rejects.toMatchObject({
      title: 'Two addresses',
    });
    await expect(standin.listen({ sockets: 'a.sock' } as never)).rejects.toMatchObject({ status: 400 });
    await standin.close();
  });
});
