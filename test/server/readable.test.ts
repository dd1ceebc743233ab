// Whatever is accepted can be read again: after any requests, a world that is exported can be imported and is the same. And
// whatever is imported works, or is refused and nothing has changed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import { createStandin, type Standin } from '../../src/index.ts';
import { adminSurface } from '../../src/server/control/index.ts';
import { createWorlds } from '../../src/server/worlds.ts';
import { startOfTime } from '../_standin.ts';
import { type OperationRequest, requestTo } from '../fuzz/calls.ts';

const apis = Object.values(registry);
const admin = adminSurface(apis, createWorlds({ apis }));
const world = '/~w/__standin/world';

/** Sends a request of which everything is bytes; undefined for one that `fetch` does not send. */
async function send(
  standin: Standin,
  { method, path, headers, body }: Pick<OperationRequest, 'method' | 'path' | 'headers' | 'body'>,
) {
  let request: Request;
  try {
    const bytes = body === undefined ? {} : { body: Buffer.from(body, 'latin1') };
    request = new Request(`http://localhost${path}`, {
      method,
      headers: headers as [string, string][],
      ...bytes,
    });
  } catch {
    return undefined;
  }
  const response = await standin.fetch(request).catch(() => undefined);
  return response && { status: response.status, text: await response.text() };
}

const get = async (standin: Standin, path: string) =>
  (await send(standin, { method: 'GET', path, headers: [] }))!;
const json = (method: string, path: string, given: unknown) => ({
  method,
  path: `/~w${path}`,
  headers: [
    ['content-type', 'application/json'],
    ['authorization', 'Basic bG9naW46dG9rZW4='],
    ['x-auth-token', 'any'],
  ] as const,
  body: Buffer.from(JSON.stringify(given)).toString('latin1'),
});

const api = fc.constantFrom(...apis.map((each) => each.name));
const words = fc.constantFrom(
  '',
  ' ',
  'a b',
  '.',
  '.x',
  'x'.repeat(300),
  '@',
  '-',
  '0',
  '\u2028',
  'fedora-rawhide-a b',
  'a-b-c',
  '1:x',
);
const durations = fc.constantFrom(0, 1, 0.1, '1d', '365250d', '3652d');
const states = [...new Set(apis.flatMap((each) => Object.keys(each.lifecycle.states)))];

/** What clients may well send, and what is at the edge of what is accepted. */
const likely = fc.oneof(
  fc
    .record(
      {
        api,
        attributes: attributes(),
        scenario: fc.constantFrom('succeeds', 'slow', 'stuck', 'instant', 'canceled'),
        lasts: fc.dictionary(fc.constantFrom(...states), durations, { maxKeys: 2 }),
      },
      { requiredKeys: ['api'] },
    )
    .map((given) => json('POST', '/__standin/records', given)),
  fc
    .record(
      {
        api,
        state: fc.constantFrom(...states),
        lasts: fc.dictionary(fc.constantFrom('*', ...states), durations, { maxKeys: 2 }),
      },
      { requiredKeys: ['api', 'state'] },
    )
    .map((given) => json('POST', '/__standin/records', given)),
  fc
    .record({
      api,
      plan: fc.array(fc.record({ state: fc.constantFrom(...states), lasts: durations }), {
        minLength: 1,
        maxLength: 3,
      }),
    })
    .map((given) => json('POST', '/__standin/records', given)),
  words.map((word) => json('PUT', `/api/vm/${encodeURIComponent(word)}/status/start/`, {})),
  words.map((username) => json('POST', '/api/accounts/login/', { username, password: 'x' })),
  words.map((chroot) =>
    json('POST', '/api_2/builds', {
      project_id: 10,
      srpm_url: 'http://a.example/x.src.rpm',
      chroots: [chroot],
    }),
  ),
  fc.tuple(words, words).map(([owner, name]) => json('POST', '/platform/app', { owner, name })),
  fc
    .record(
      {
        clock: fc.constantFrom('x1000000000', 'real', 'step:365250d', 'frozen', `x${'9'.repeat(300)}`),
        at: fc.constantFrom('9999-12-31T23:59:59.999Z', '9999-12-31T12:00:00Z', '3000-01-01'),
      },
      { requiredKeys: [] },
    )
    .map((given) => json('PUT', '/__standin/clock', given)),
  fc
    .constantFrom('cancel', 'fail', 'succeed', 'kill')
    .chain((kind) => fc.constantFrom(...apis.map((each) => each.name)).map((name) => ({ kind, name })))
    .map(({ kind, name }) => ({ command: kind, of: name })),
  fc.constant(json('POST', '/__standin/reset', {})),
);

function attributes() {
  const known = apis.flatMap((each) =>
    Object.keys(
      (documentsOf(each.name, each.folder).schemas[each.record.schemaName]!.properties ?? {}) as object,
    ),
  );
  const values = fc.oneof(
    words,
    fc.integer({ min: 1, max: 2_147_483_647 }),
    fc.constantFrom('20260301.99999999999999999999', '20260301.123456789012345'),
    fc.array(words, { maxLength: 2 }),
  );
  return fc.dictionary(fc.constantFrom(...known), values, { maxKeys: 2 });
}

type Drawn = OperationRequest | ReturnType<typeof json> | { command: string; of: string };

async function play(standin: Standin, request: Drawn): Promise<void> {
  if (!('command' in request)) {
    const response = await send(standin, request);
    if (response && !('how' in request))
      expect(response.status, `${JSON.stringify(request)} ${response.text}`).toBeLessThan(500);
    return;
  }
  const { records = [] } = JSON.parse((await get(standin, `/~w/__standin/records?api=${request.of}`)).text);
  const record = records.at(-1);
  if (record)
    await play(
      standin,
      json('POST', `/__standin/records/${record.api}/${encodeURIComponent(record.id)}/commands`, {
        kind: request.command,
      }),
    );
}

/** Whether a request takes the world away, or puts trouble into it that would be met by our own questions. */
const isNeutral = ({ victim }: OperationRequest) => !/import-world|drop-world/.test(victim);
const request: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 3, arbitrary: likely },
  { weight: 2, arbitrary: requestTo(apis, 'w') },
  { weight: 1, arbitrary: requestTo([admin], 'w').filter(isNeutral) },
);

describe('a world', () => {
  it('can be read again whatever requests were accepted', async () => {
    const setup = fc.record({
      profile: fc.constantFrom('literal', 'corrected', 'observed'),
      clock: fc.constantFrom('frozen', 'step:2s', 'x1000000000', 'step:365250d'),
      at: fc.constantFrom(
        startOfTime,
        Date.parse('9999-12-31T23:00:00Z'),
        Date.parse('0001-01-01T00:00:00Z'),
        -1,
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        setup,
        fc.array(request, { minLength: 5, maxLength: 40, size: 'max' }),
        async (options, requests) => {
          const standin = createStandin(options);
          for (const each of requests) await play(standin, each);
          const { text } = await get(standin, world);
          const other = createStandin({ seed: 99 });
          const response = (await send(other, {
            method: 'PUT',
            path: world,
            headers: [['content-type', 'application/json']],
            body: Buffer.from(text).toString('latin1'),
          }))!;
          expect(response.status, response.text).toBe(200);
          expect((await get(other, world)).text).toBe(text);
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 60) },
    );
  });
});
