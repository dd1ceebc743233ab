// Nothing secret leaves the origin that was given, whichever layer asks: not along a redirect, not along a link, not to a state
// URL elsewhere, and not to a server that only says that it is a Standin.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { standinWith } from '../_cli.ts';
import { listening } from '../_ports.ts';

const apis = (Object.values(registry) as readonly Api[]).map(({ name }) => name);
const secret = 's3cr3t-of-this-server';
const redirects = [301, 302, 303, 307, 308];

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Runs with a server of somebody else, and answers with all that it heard. */
async function heardElsewhere(run: (elsewhere: string) => Promise<unknown>): Promise<readonly string[]> {
  const heard: string[] = [];
  await listening((request, response) => {
    heard.push(`${request.url} ${JSON.stringify(request.rawHeaders)}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }, run);
  return heard;
}

const asked = { token: secret, headers: { 'x-tenant-secret': secret }, for: 0, poll: 1, write: true };

describe.each(apis)('%s', (api) => {
  it('a redirect of any kind is followed to no other origin, by any layer', async () => {
    const heard = await heardElsewhere((elsewhere) => {
      let turn = 0;
      const answer: Answer = ({ url = '/' }, response) =>
        response.writeHead(redirects[turn++ % redirects.length]!, { location: elsewhere + url }).end();
      return listening(answer, (url) => verify({ api, url, ...asked }));
    });
    expect(heard).toEqual([]);
  });

  it('a link and a Location of an honest response are followed to no other origin', async () => {
    const standin = createStandin({ apis: [api] });
    const heard = await heardElsewhere((elsewhere) =>
      verify({
        api,
        ...asked,
        async fetch(input, init) {
          if (new URL(input).pathname.startsWith('/__standin'))
            return new Response('Not here', { status: 404 });
          const response = await standin.fetch(input, init);
          const text = (await response.text()).replaceAll(
            /"(\/|http:\/\/standin\.localhost\/)/g,
            `"${elsewhere}/`,
          );
          const headers = new Headers(response.headers);
          if (headers.has('location')) headers.set('location', `${elsewhere}/there`);
          return new Response(text === '' ? null : text, { status: response.status, headers });
        },
        pact: false,
      }),
    );
    expect(heard).toEqual([]);
  });
});

describe('the admin token', () => {
  it('of a call goes to no state URL of another origin, nor does what lets the caller in', async () => {
    const heard = await heardElsewhere((elsewhere) =>
      listening(
        (_, response) => response.writeHead(404).end(),
        (url) => verify({ api: 'copr', url, ...asked, adminToken: secret, stateUrl: `${elsewhere}/states` }),
      ),
    );
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.filter((each) => each.includes(secret))).toEqual([]);
  });

  /** A server that says of itself what a Standin says, and takes down what it is shown. `host`: by which name it is asked. */
  const isShown = async (host: string, env: Record<string, string>, ...flags: string[]) => {
    const heard: string[] = [];
    const answer: Answer = (request, response) => {
      heard.push(JSON.stringify(request.rawHeaders));
      const health = { status: 'ok', apis };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(health));
    };
    await listening(answer, (url) => {
      const base = url.replace('127.0.0.1', host);
      return standinWith(env, 'verify', 'copr', '--url', base, '--for', '0', '--no-pact', ...flags);
    });
    expect(heard.length).toBeGreaterThan(0);
    return heard.some((each) => each.includes(secret));
  };
  const env = { STANDIN_ADMIN_TOKEN: secret };

  it('of the environment goes to this machine', async () => {
    expect(await isShown('127.0.0.1', env)).toBe(true);
  });

  // This address leads to this machine as well, but it is none of those that lead nowhere else.
  it('of the environment goes to no other server that says it is a Standin; one that was typed does', async () => {
    expect(await isShown('0.0.0.0', env)).toBe(false);
    expect(await isShown('0.0.0.0', {}, '--admin-token', secret)).toBe(true);
  });
});
