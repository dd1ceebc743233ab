// HTTPS: with a certificate that is made, and with one's own.
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { checkServerIdentity, connect as connectSecure, type PeerCertificate } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createStandin, type Standin, type StandinOptions } from '../../src/index.ts';
import { encrypted, local, secureGet, validBetween } from './_certificates.ts';
import { sendRaw } from './_raw.ts';

const open: Standin[] = [];
afterEach(async () => {
  for (const standin of open.splice(0)) await standin.close();
});

function standinWith(options: StandinOptions = {}): Standin {
  const standin = createStandin({ clock: 'frozen', ...options });
  open.push(standin);
  return standin;
}

const build = '/api_2/build_tasks/106882/fedora-rawhide-x86_64';
const day = 86_400_000;

const ipv6 = 'IP Address:0:0:0:0:0:0:0:1';
const identity = (subjectaltname: string) =>
  checkServerIdentity('::1', { subject: {}, subjectaltname } as PeerCertificate);

/** Node 22.23 refuses every certificate for an IPv6 address: there the test reads the names itself. */
const trust = (host: string) =>
  host === '[::1]' && identity(ipv6) !== undefined
    ? {
        checkServerIdentity: (_: string, { subjectaltname }: PeerCertificate) =>
          subjectaltname?.includes(ipv6) ? undefined : new Error(`${subjectaltname}`),
      }
    : {};

describe('listen({ tls: true })', () => {
  it('speaks HTTPS with a certificate for this machine, which clients trust by `ca` alone', async () => {
    const standin = standinWith();
    const url = await standin.listen({ tls: true, host: 'localhost' });
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(standin.ca).toMatch(/^-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n$/);
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      expect(
        await secureGet(url.replace('127.0.0.1', host) + build, standin.ca, trust(host)),
        host,
      ).toMatchObject({ status: 200 });
    expect(await secureGet(url + build, undefined)).toBe('SELF_SIGNED_CERT_IN_CHAIN');
  });

  it('speaks HTTP/1.1 over it, and says what it was asked under https in links', async () => {
    const standin = standinWith({ apis: ['entrecode'] });
    const url = await standin.listen({ tls: true });
    const platform = `${url}/platform/build?platformID=6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13`;
    const response = await secureGet(platform, standin.ca, { method: 'POST' });
    expect(response).toMatchObject({
      status: 201,
      headers: { location: `${url}/platform/build?buildID=1` },
      text: expect.stringContaining(`"href":"${url}/platform/build?buildID=1"`),
    });
    const { url: record } = await standin.records.create({ api: 'entrecode' });
    expect(await secureGet(record, standin.ca)).toMatchObject({ status: 200 });
    expect(await secureGet(`${url}/__standin/`, standin.ca)).toMatchObject({ status: 200 });
  });

  it('has other authority each time, and none after it is closed', async () => {
    const [one, other] = [standinWith(), standinWith()];
    await one.listen({ tls: true });
    const url = await other.listen({ tls: true });
    expect(await secureGet(url + build, one.ca)).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/);
    await one.close();
    expect(one.ca).toBeUndefined();
  });

  it('names the hosts by which it is known in the certificate', async () => {
    const standin = standinWith({ allowHosts: ['mock.test'], baseUrl: 'https://ci.example/mock' });
    const url = await standin.listen({ tls: true });
    for (const servername of ['mock.test', 'ci.example'])
      expect(await secureGet(url + build, standin.ca, { servername })).toMatchObject({ status: 200 });
    expect(await secureGet(url + build, standin.ca, { servername: 'other.test' })).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    );
  });

  it('breaks connections where a fault says so, like others', async () => {
    const standin = standinWith();
    const url = await standin.listen({ tls: true });
    const faulty = (fault: string) =>
      secureGet(url + build, standin.ca, { headers: { prefer: `fault=${fault}` } });
    expect(await faulty('reset')).toBe('ECONNRESET');
    expect(await faulty('empty')).toBe('ECONNRESET');
    expect(await faulty('truncate=10')).toMatchObject({ status: 200, text: '{"build_ta' });
  });
});

describe('a port that speaks TLS', () => {
  it.each([
    [
      'plain HTTP',
      'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
      /^HTTP\/1\.1 400 [\s\S]*"HTTPS needed"[\s\S]*plain HTTP/,
    ],
    ['another protocol', 'SSH-2.0-OpenSSH_9\r\n', /^HTTP\/1\.1 400 [\s\S]*what is no TLS/],
    ['a broken handshake', '\x16\x03\x01\x00\x05hello', /^(?!HTTP)/],
  ])('answers %s or closes, and goes on', async (_, bytes, outcome) => {
    const standin = standinWith();
    const url = await standin.listen({ tls: true });
    expect(await sendRaw(url, bytes)).toMatch(outcome);
    expect(await secureGet(url + build, standin.ca)).toMatchObject({ status: 200 });
  });

  it('answers bad HTTP below TLS as it does without', async () => {
    const standin = standinWith();
    const url = await standin.listen({ tls: true });
    const socket = connectSecure({ port: Number(new URL(url).port), host: '127.0.0.1', ca: standin.ca! });
    let text = '';
    socket.on('data', (chunk) => (text += chunk));
    socket.write('bogus\r\n\r\n');
    await new Promise((closed) => socket.once('close', closed));
    expect(text).toMatch(/^HTTP\/1\.1 400 [\s\S]*"Bad HTTP"/);
  });

  it('keeps nobody who does not begin, and does not wait for them when it closes', async () => {
    const standin = standinWith({ limits: { headerTime: '200ms' } });
    const url = await standin.listen({ tls: true });
    const began = performance.now();
    await sendRaw(url, '');
    await sendRaw(url, '\x16\x03\x01\x00\xff');
    expect(performance.now() - began).toBeLessThan(2_000);
    const other = standinWith();
    const port = Number(new URL(await other.listen({ tls: true })).port);
    const silent = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    for (const each of silent) each.on('error', () => {});
    silent[1]!.write(Buffer.from([0x16, 3, 1]));
    await new Promise((next) => setTimeout(next, 50));
    const closing = performance.now();
    await other.close();
    expect(performance.now() - closing).toBeLessThan(400);
  });
});

describe('listen({ tls: { cert, key } })', () => {
  it('speaks HTTPS with them, as text or bytes', async () => {
    const { cert, key, ca } = await local();
    const standin = standinWith();
    const url = await standin.listen({ tls: { cert, key: Buffer.from(key) } });
    expect(standin.ca).toBeUndefined();
    expect(await secureGet(url + build, ca)).toMatchObject({ status: 200 });
  });

  it.each<[string, () => Promise<{ cert: unknown; key: unknown }>, RegExp]>([
    [
      'are of two pairs',
      async () => ({ cert: (await local()).cert, key: (await local()).key }),
      /does not belong/,
    ],
    [
      'have changed places',
      async () => ({ cert: (await local()).key, key: (await local()).cert }),
      /no certificate in tls\.cert, but a key/,
    ],
    [
      'hold an encrypted key',
      async () => ({ cert: (await local()).cert, key: encrypted((await local()).key) }),
      /tls\.key is encrypted/,
    ],
    ['have expired', () => validBetween(-2 * day, -day), /has expired: it was good until \d{4}-/],
    ['are not good yet', () => validBetween(day, 2 * day), /is not good yet/],
    [
      'hold a broken certificate',
      async () => ({
        ...(await local()),
        cert: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      }),
      /tls\.cert cannot be read/,
    ],
    [
      'hold a broken key',
      async () => ({
        ...(await local()),
        key: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
      }),
      /tls\.key cannot be read/,
    ],
    ['are empty', async () => ({ cert: '', key: '' }), /no certificate in tls\.cert\./],
    ['are nothing', async () => ({ cert: undefined, key: 7 }), /neither text nor bytes/],
  ])('says what is wrong where they %s, and repeats nothing of a key', async (_, make, why) => {
    const { cert, key } = await make();
    const standin = standinWith();
    const error = await standin.listen({ tls: { cert, key } as never }).then(
      () => undefined,
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ title: 'Bad certificate', detail: expect.stringMatching(why) });
    const secret = /KEY-----\s+(\S+)/.exec(String(key))?.[1] ?? 'nothing';
    expect(JSON.stringify(error)).not.toContain(secret.slice(0, 20));
    // Nothing was opened: another try goes.
    expect(await standin.listen()).toMatch(/^http:/);
  });

  it('is understood by curl', async () => {
    const { cert, key } = await local();
    const standin = standinWith();
    const url = await standin.listen({ tls: { cert, key } });
    const code = (...args: string[]) =>
      runCurl('-s', '-o', '/dev/null', '-w', '%{http_code} %{http_version}', ...args, url + build);
    expect(await code('--insecure')).toBe('200 1.1');
    expect(await code('--insecure', '--http2')).toBe('200 1.1');
  });
});

/** curl waits for an answer of this process, so it may not be waited for in one go. */
function runCurl(...args: string[]): Promise<string> {
  return new Promise((done) => execFile('curl', args, (_, out) => done(out)));
}
