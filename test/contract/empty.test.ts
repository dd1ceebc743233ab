// Passed means seen: a server that has nothing, or answers everything alike, passes no clause about content.
import { expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import { clausesShown, hasEmptyList } from '../../src/core/api/schema-clauses.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { startOfTime } from '../_standin.ts';

const apis: readonly Api[] = Object.values(registry);

/** A body with nothing in its lists and none of its counts; undefined for one that has no list. */
function emptied(body: unknown): unknown {
  const empty = JSON.parse(JSON.stringify(body), (name, value) => {
    if (Array.isArray(value)) return [];
    if (/^(total|count|total_record|total_page)$/.test(name)) return typeof value === 'string' ? '0' : 0;
    return value;
  });
  return hasEmptyList(empty) ? empty : undefined;
}

const json = { 'content-type': 'application/json' };
const always =
  (status: number, body: string, headers: Record<string, string> = json) =>
  async () =>
    new Response(body, { status, headers });

const servers: Readonly<Record<string, (honest: Response) => Promise<Response>>> = {
  'has no record': async (honest) => {
    const body: unknown = await honest
      .clone()
      .json()
      .catch(() => undefined);
    if (honest.status >= 300 || body === undefined) return honest;
    const empty = emptied(body);
    return empty === undefined
      ? Response.json({}, { status: 404 })
      : new Response(JSON.stringify(empty), honest);
  },
  'answers 404': always(404, '{}'),
  'answers 401': always(401, '{}'),
  'answers 500': always(500, '{}'),
  'answers HTML': always(200, '<h1>Welcome</h1>', { 'content-type': 'text/html' }),
};

/** The clauses that only a record shows: those of the documented successes, without what an empty list shows as well. */
function clausesOfContent({ name, folder, operations }: Api): ReadonlySet<string> {
  const { schemas, exchanges } = documentsOf(name, folder);
  const [content, bare] = [new Set<string>(), new Set<string>()];
  for (const { operation: id, response, clauses: cited } of Object.values(exchanges)) {
    const operation = operations.find((each) => `${name}/${each.id}` === id);
    const schemaName = operation?.responses[response.status];
    // A refusal shows what it refuses.
    if (response.status >= 400) for (const clause of cited) bare.add(clause);
    if (!schemaName || response.status >= 300 || response.body === undefined) continue;
    for (const clause of clausesShown(schemas, schemaName, response.body)) content.add(clause);
    const empty = emptied(response.body);
    for (const clause of empty === undefined ? [] : clausesShown(schemas, schemaName, empty))
      bare.add(clause);
  }
  return new Set([...content].filter((clause) => !bare.has(clause)));
}

const cases = apis.flatMap((api) => Object.keys(servers).map((says) => ({ api, name: api.name, says })));

it.each(cases)('$name: who $says passes no clause about content', async ({ api, says }) => {
  const standin = createStandin({ apis: [api], at: startOfTime, samples: false });
  const { clauses, errata } = await verify({
    api,
    token: 'any',
    poll: 10,
    for: 30,
    fetch: async (url, init) =>
      new URL(url).pathname.startsWith('/__standin')
        ? new Response('Not here', { status: 404 })
        : servers[says]!(await standin.fetch(url, init)),
  });
  const content = clausesOfContent(api);
  expect(content.size).toBeGreaterThan(5);
  const passed = clauses.filter(({ verdict }) => verdict === 'passed');
  expect(passed.map(({ id }) => id).filter((id) => content.has(id))).toEqual([]);
  expect(passed.filter(({ shownBy }) => !/^curl -i /.test(shownBy?.curl ?? ''))).toEqual([]);
  if (says !== 'has no record') expect(errata.filter(({ follows }) => follows !== undefined)).toEqual([]);
});
