// The lies about the App Manager that neither its schemas nor its operations give.
import type { Build, BuildEvent, BuildList, Link, Platform } from '../../../schemas/entrecode/types.ts';
import type { Api, Mutant } from '../../core/api/api.ts';
import type { RequestHead } from '../../core/api/operation.ts';
import {
  changeHandlers,
  changeResponses,
  changingBody,
  changingQuery,
  ignoringParameter,
} from '../../core/mutants/mutant.ts';
import { alone, list } from './observations.ts';
import { home as ours } from './record.ts';
import { buildsPath } from './wire.ts';

const everywhere = [list, ...alone];
const other = '0f8fad5b-d9cb-469f-a165-70867728950f';
const { platformID: home } = ours;
type Builds = readonly Build[];
/** Members of a build to be told otherwise; undefined: left out. */
type Loose = { readonly [Name in keyof Build]?: Build[Name] | undefined };
type Query = Readonly<Record<string, unknown>>;

function about(name: string, clause: string, says: string) {
  return { id: `entrecode/${name}`, clause: `entrecode/${clause}`, says };
}

/** A mutant that lists as if something else had been asked for. */
function options(name: string, says: string, change: Parameters<typeof changingQuery>[2]): Mutant {
  return changingQuery(about(`list/${name}`, 'list', says), [list], change);
}

/** A mutant that changes the builds of a response. */
function telling(
  name: string,
  clause: string,
  says: string,
  change: (build: Build, look: number) => Build,
  operations: readonly string[] = everywhere,
): Mutant {
  type Body = Build & Partial<BuildList>;
  return changingBody<Body>(about(name, clause, says), operations, (body, look) => {
    const { _embedded } = body;
    if (_embedded)
      return {
        ...body,
        _embedded: { 'ec:app/build': [_embedded['ec:app/build']].flat().map((each) => change(each, look)) },
      };
    return body.buildID === undefined ? body : change(body, look);
  });
}

/** A mutant that changes the builds that are in one of these states. */
function dating(
  name: string,
  clause: string,
  says: string,
  states: readonly Build['successful'][],
  change: (build: Build, look: number) => Loose,
  operations?: readonly string[],
): Mutant {
  const retold = (build: Build, look: number) =>
    states.includes(build.successful) ? ({ ...build, ...change(build, look) } as Build) : build;
  return telling(name, clause, says, retold, operations);
}

/** A mutant that changes the events of builds. */
function recounting(
  name: string,
  clause: string,
  says: string,
  change: (events: BuildEvent[], build: Build, look: number) => BuildEvent[],
  operations?: readonly string[],
): Mutant {
  const retold = (build: Build, look: number) => ({ ...build, events: change(build.events, build, look) });
  return telling(`events/${name}`, clause, says, retold, operations);
}

/** A mutant that changes where a link of a build leads. */
function linking(
  rel: keyof Build['_links'],
  how: string,
  clause: string,
  says: string,
  change: (href: string) => string,
  operations?: readonly string[],
): Mutant {
  const retold = ({ _links, ...build }: Build): Build => ({
    ...build,
    _links: { ..._links, [rel]: { ..._links[rel], href: change(_links[rel]?.href ?? '') } },
  });
  return telling(
    `links/${rel.replaceAll('/', '-').replaceAll(':', '-')}-${how}`,
    clause,
    says,
    retold,
    operations,
  );
}

/** A mutant that changes a list as a whole. */
function listing(name: string, clause: string, says: string, change: (list: BuildList) => BuildList): Mutant {
  return changingBody<BuildList>(about(`list/${name}`, clause, says), [list], change);
}

/** A mutant that changes a link of a list. */
function relinking(
  rel: keyof BuildList['_links'],
  how: string,
  clause: string,
  says: string,
  change: (href: string) => string | undefined,
): Mutant {
  return listing(
    `${String(rel).replaceAll('/', '-').replaceAll(':', '-')}-${how}`,
    clause,
    says,
    ({ _links, ...rest }) => {
      const { [rel]: link, ...others } = _links as Record<string, Link | undefined>;
      const href = link && change(link.href);
      return {
        ...rest,
        _links: { ...others, ...(href !== undefined && { [rel]: { ...link, href } }) } as BuildList['_links'],
      };
    },
  );
}

function without(builds: Builds): Partial<BuildList> {
  return builds.length > 0 ? { _embedded: { 'ec:app/build': [...builds] } } : {};
}
const buildsOf = ({ _embedded }: BuildList): Builds => [_embedded?.['ec:app/build'] ?? []].flat();
const later = (iso: string, ms: number) => new Date(Date.parse(iso) + ms).toISOString();
const elsewhere = (href: string) => href.replace(/platformID=[^&]*/, `platformID=${other}`);
const next = (href: string) => href.replace(/(?<=buildID=)\d+/, (id) => `${Number(id) + 1}`);
const nowhere = (href: string) => href.replace('/platform', '/platforms');
const page = (change: (number: number) => number) => (href: string) =>
  href.replace(/(?<=page=)\d+/, (number) => `${change(Number(number))}`);
const result = { type: 'zipFile', config: { url: 'https://builds.example.com/any.zip' } } as const;
const ended = ['success', 'error'] as const;
const anyState = ['running', ...ended] as const;

/** A mutant about one operation: `answer` is given the request and the honest way to answer it. */
function doing(
  name: string,
  clause: string,
  says: string,
  operations: readonly string[],
  answer: Parameters<typeof changeHandlers>[2],
): Mutant {
  return { ...about(name, clause, says), mutate: (api) => changeHandlers(api, operations, answer) };
}

/** A mutant that also answers PUT. */
function editing(api: Api): Api {
  const read = api.operations.find(({ id }) => id === 'read-build')!;
  const edit = {
    ...read,
    id: 'edit-build',
    method: 'PUT',
    request: 'delete-build.request',
    when: ({ rawQuery }: RequestHead) => rawQuery.has('buildID'),
  } as const;
  return { ...api, operations: [...api.operations, edit] };
}

/** The API with the methods that it allows told otherwise. */
function allowing(name: string, clause: string, says: string, change: (allow: string) => string): Mutant {
  return {
    ...about(`methods/${name}`, clause, says),
    mutate: (api) =>
      changeResponses(api, (response) => {
        const { allow, ...headers } = response.headers ?? {};
        return allow === undefined
          ? response
          : { ...response, headers: { ...headers, allow: change(allow) } };
      }),
  };
}

/** What a mutant remembers is forgotten when it is set up anew. */
function remembering<Memory>(
  name: string,
  clause: string,
  says: string,
  operations: readonly string[],
  begin: () => Memory,
  answer: (
    memory: Memory,
    ...args: Parameters<Parameters<typeof changeHandlers>[2]>
  ) => ReturnType<Parameters<typeof changeHandlers>[2]>,
): Mutant {
  return {
    ...about(name, clause, says),
    mutate(api) {
      const memory = begin();
      return changeHandlers(api, operations, (request, honest) => answer(memory, request, honest));
    },
  };
}

export const mutants: readonly Mutant[] = [
  // The list.
  ...['size', 'page', 'sort', 'buildID'].map((parameter) =>
    ignoringParameter(
      { id: `entrecode/list/${parameter}-ignored`, clause: 'entrecode/list' },
      [list],
      parameter,
    ),
  ),
  options('size-and-one', 'A page has one build more than its size.', (query) => ({
    ...query,
    ...(query.size > 0 && { size: query.size + 1 }),
  })),
  options('size-20', 'A page has 20 builds if no size is asked for.', (query) => ({ size: 20, ...query })),
  options('size-0-as-10', 'Who asks for all builds gets ten.', (query) => ({
    ...query,
    ...(query.size === 0 && { size: 10 }),
  })),
  options('pages-from-0', 'The first page is number 0.', (query) => ({
    ...query,
    ...(query.page > 1 && { page: query.page + 1 }),
  })),
  options('oldest-first', 'The oldest build comes first.', (query) => ({ sort: 'buildID', ...query })),
  options('sort-reversed', 'Minus sorts up, and no sign down.', ({ sort, ...query }) => ({
    ...query,
    ...(sort && { sort: sort.startsWith('-') ? sort.slice(1) : `-${sort.replace(/^[ +]/, '')}` }),
  })),
  listing('one-missing', 'list', 'The last build of a page is missing.', (body) => {
    const { _embedded, ...rest } = body;
    const builds = buildsOf(body).slice(0, -1);
    return { ...rest, ...without(builds), count: builds.length };
  }),
  listing('one-less-in-all', 'list', 'The newest build is in no list, and not counted.', (body) => {
    const { _embedded, ...rest } = body;
    const builds = buildsOf(body).slice(1);
    return {
      ...rest,
      ...without(builds),
      count: builds.length,
      total: rest.total - buildsOf(body).length + builds.length,
    };
  }),
  listing(
    'one-twice',
    'list',
    'The last build of a page is there in place of the one before it, too.',
    (body) => {
      const builds = [...buildsOf(body)];
      if (builds.length > 1) builds[builds.length - 2] = builds.at(-1)!;
      return { ...body, ...without(builds) };
    },
  ),
  listing('count-of-all', 'list', 'count is the number of all builds.', (body) => ({
    ...body,
    count: body.total,
  })),
  listing('total-of-page', 'list', 'total is the number on the page.', (body) => ({
    ...body,
    total: body.count,
  })),
  listing('total-and-one', 'list', 'total is one too many.', (body) => ({ ...body, total: body.total + 1 })),
  listing('empty-embedded', 'list', 'An empty page embeds an empty list.', (body) => ({
    ...body,
    _embedded: body._embedded ?? ({ 'ec:app/build': [] } as unknown as NonNullable<BuildList['_embedded']>),
  })),
  listing('bare-if-one', 'list', 'The only build of a later page is embedded without a list.', (body) => {
    const [only, another] = buildsOf(body);
    return only && !another && body.total > 1 ? { ...body, _embedded: { 'ec:app/build': only } } : body;
  }),
  relinking('next', 'missing', 'list', 'There is no link to the next page.', () => undefined),
  relinking('prev', 'missing', 'list', 'There is no link to the previous page.', () => undefined),
  relinking('first', 'missing', 'list', 'There is no link to the first page.', () => undefined),
  relinking(
    'next',
    'skips',
    'list',
    'The link to the next page skips one.',
    page((number) => number + 1),
  ),
  relinking(
    'next',
    'stays',
    'list',
    'The link to the next page leads to the page itself.',
    page((number) => number - 1),
  ),
  relinking('next', 'forgets-size', 'list', 'The next page is of the usual size.', (href) =>
    href.replace(/&size=\d+/, ''),
  ),
  relinking('prev', 'to-itself', 'list', 'The link to the previous page leads to the page itself.', (href) =>
    href.includes('page=') ? page((number) => number + 1)(href) : `${href}&page=2`,
  ),
  relinking(
    'first',
    'second',
    'list',
    'The link to the first page leads to the second.',
    (href) => `${href}&page=2`,
  ),
  relinking('self', 'first', 'list', 'Every page calls itself the first.', (href) =>
    href.replace(/&page=\d+/, ''),
  ),
  listing('always-next', 'list', 'There is a next page after the last.', (body) => ({
    ...body,
    _links: { ...body._links, next: body._links.next ?? { href: `${body._links.self.href}&page=99` } },
  })),
  relinking(
    'ec:app/build/by-id',
    'nowhere',
    'read/single',
    'The template for one build leads nowhere.',
    nowhere,
  ),
  relinking(
    'ec:app/build/by-id',
    'as-list',
    'read/single',
    'The template for one build leads to lists.',
    (href) => href.replace('{?buildID}', `?platformID=${other}{&build}`),
  ),
  relinking('ec:app/builds/options', 'nowhere', 'read/list', 'The template of lists leads nowhere.', nowhere),
  relinking(
    'ec:app/builds/options',
    'another',
    'read/list',
    'The template of lists is bound to another platform.',
    elsewhere,
  ),
  relinking(
    'ec:app/platform',
    'another',
    'relations/platform',
    'A list links to another platform.',
    elsewhere,
  ),
  // Links of builds and platforms.
  linking('self', 'next', 'relations/self', 'self leads to the next build.', next),
  linking('self', 'nowhere', 'relations/self', 'self leads nowhere.', nowhere, ['read-build', list]),
  linking(
    'self',
    'list',
    'relations/self',
    'self leads to the list.',
    (href) => `${href}&_list=true&platformID=${other}`,
    [list],
  ),
  linking('self', 'of-new-nowhere', 'create/poll', 'self of a new build leads nowhere.', nowhere, [
    'create-build',
  ]),
  linking('self', 'of-new-next', 'create/poll', 'self of a new build leads to the next.', next, [
    'create-build',
  ]),
  linking(
    'collection',
    'another',
    'relations/collection',
    'collection leads to the builds of another platform.',
    elsewhere,
  ),
  linking(
    'collection',
    'bare',
    'relations/collection',
    'In a list, collection has no platformID.',
    (href) => href.split('?')[0]!,
    [list],
  ),
  linking(
    'collection',
    'page-2',
    'relations/collection',
    'collection leads to the second page.',
    (href) => `${href}&page=2`,
  ),
  linking(
    'ec:app/platform',
    'another',
    'relations/platform',
    'A build alone links to another platform.',
    elsewhere,
    ['read-build'],
  ),
  linking(
    'ec:app/platform',
    'nowhere',
    'relations/platform',
    'A build links nowhere for its platform.',
    nowhere,
  ),
  linking(
    'ec:app',
    'another',
    'relations/app',
    'A build alone links to another app than in a list.',
    (href) => href.replace(/.$/, 'f'),
    ['read-build'],
  ),
  ...(
    [
      ['ec:app/builds', 'read/list', 'ec:app/builds leads to the builds of another platform.', elsewhere],
      ['ec:app/build/latest', 'read/single', 'ec:app/build/latest leads nowhere.', nowhere],
      ['self', 'relations/platform', 'A platform calls itself another.', elsewhere],
    ] as const
  ).map(([rel, clause, says, change]) =>
    changingBody<Platform>(
      about(`platform/${rel.replaceAll(/[:/]/g, '-')}`, clause, says),
      ['read-platform'],
      ({ _links, ...rest }) => {
        const link = _links[rel];
        return {
          ...rest,
          _links: { ..._links, ...(link && { [rel]: { ...link, href: change(link.href) } }) },
        };
      },
    ),
  ),
  telling(
    'links/profile-of-another',
    'schema',
    'The schema of a build is said to be that of a deployment.',
    ({ _links, ...build }) => ({
      ...build,
      _links: {
        ..._links,
        self: { ..._links.self, profile: 'https://schema.entrecode.de/schema-app/deployment' },
      },
    }),
  ),
  // Other readings, where no probe looks.
  telling(
    'readings/status-in-lists',
    'build/status',
    'In a list, a build has a status as well.',
    (build) => ({ ...build, status: build.successful }),
    [list],
  ),
  telling(
    'readings/status-otherwise',
    'build/status',
    'A new build has a status, which is not what successful says.',
    (build) => ({ ...build, status: 'error' as const }),
    ['create-build'],
  ),
  telling(
    'readings/creator-in-lists',
    'build/properties',
    'In a list, a build has a creator.',
    (build) => ({ ...build, creator: { email: 'ada@example.com', accountID: home } }),
    [list],
  ),
  recounting(
    'ids-as-text-in-lists',
    'event/id',
    'In a list, ids of events are texts.',
    (events) => events.map((each) => ({ ...each, buildEventID: `${each.buildEventID}` })),
    [list],
  ),
  recounting(
    'times-with-offset-in-lists',
    'event/timestamp',
    'In a list, times of events have an offset.',
    (events) =>
      events.map((each) => ({
        ...each,
        timestamp: each.timestamp.replace('Z', '+00:00').replace(/\.\d+/, ''),
      })),
    [list],
  ),
  dating(
    'readings/s3-in-lists',
    'build/location',
    'In a list, results lie in a bucket.',
    ['success'],
    () => ({ buildLocation: { type: 'zipFileFromS3', config: { key: 'a', size: 1, bucket: 'b' } } }),
    [list],
  ),
  // The build and its state.
  dating(
    'build/finished-while-running',
    'build/finished',
    'A build that runs has an end.',
    ['running'],
    ({ started }) => ({ finished: started }),
  ),
  dating('build/never-finished', 'build/finished', 'A build that succeeded has no end.', ['success'], () => ({
    finished: undefined,
  })),
  dating('build/failed-without-end', 'build/finished', 'A build that failed has no end.', ['error'], () => ({
    finished: undefined,
  })),
  dating(
    'build/finished-before',
    'build/finished',
    'A build ends before it began.',
    ended,
    ({ started }) => ({ finished: later(started, -1) }),
  ),
  dating(
    'build/finishes-anew',
    'build/finished',
    'The end is later whenever it is looked at.',
    ended,
    ({ finished }, look) => ({ finished: later(finished!, look) }),
  ),
  dating(
    'build/started-otherwise-in-lists',
    'build/started',
    'A list dates the beginning a second earlier.',
    anyState,
    ({ started }) => ({ started: later(started, -1_000) }),
    [list],
  ),
  dating(
    'build/started-anew',
    'build/started',
    'The beginning is earlier whenever it is looked at.',
    anyState,
    ({ started }, look) => ({ started: later(started, -look) }),
  ),
  dating(
    'build/located-while-running',
    'build/location',
    'A build that runs lies somewhere.',
    ['running'],
    () => ({ buildLocation: result }),
  ),
  dating(
    'build/located-though-failed',
    'build/location',
    'A build that failed lies somewhere.',
    ['error'],
    () => ({ buildLocation: result }),
  ),
  dating('build/lost', 'build/location', 'A build that succeeded lies nowhere.', ['success'], () => ({
    buildLocation: undefined,
  })),
  dating(
    'build/moved-in-lists',
    'build/location',
    'In a list a build lies elsewhere than alone.',
    ['success'],
    () => ({ buildLocation: result }),
    [list],
  ),
  telling(
    'build/another',
    'read/single',
    'The next build is shown in place of the one asked for.',
    (build) => ({ ...build, buildID: build.buildID + 1 }),
    ['read-build'],
  ),
  // Events.
  recounting('lost', 'build/events', 'Of the events only the last is told.', (events) => events.slice(-1), [
    'read-build',
  ]),
  recounting(
    'lost-at-the-end',
    'build/events',
    'When a build has ended, its first lasting event is no longer told.',
    (events, { finished }) =>
      finished === undefined
        ? events
        : events.filter(
            (each, index) => each.temporary || index !== events.findIndex(({ temporary }) => !temporary),
          ),
  ),
  recounting('reversed', 'build/events', 'Events are told backwards.', (events) => [...events].reverse()),
  recounting('retold', 'event/message', 'A message is another whenever it is told.', (events, _, look) =>
    events.map((each) => ({ ...each, message: `${each.message} ${look}` })),
  ),
  recounting(
    'redated',
    'event/timestamp',
    'In a list, events happened a millisecond earlier.',
    (events) => events.map((each) => ({ ...each, timestamp: later(each.timestamp, -1) })),
    [list],
  ),
  recounting(
    'too-early',
    'event/timestamp',
    'Events happened before the build began.',
    (events, { started }) => events.map((each) => ({ ...each, timestamp: later(started, -5) })),
  ),
  recounting(
    'too-late',
    'event/timestamp',
    'The last event happened after the build ended.',
    (events, { finished }) =>
      finished === undefined
        ? events
        : events.map((each, index) =>
            index < events.length - 1 ? each : { ...each, timestamp: later(finished, 5) },
          ),
  ),
  recounting('all-one-id', 'event/id', 'All events of a build have one id.', (events) =>
    events.map((each) => ({ ...each, buildEventID: 7 })),
  ),
  recounting('never-closed', 'event/temporary', 'Every event is temporary, the last as well.', (events) =>
    events.map((each) => ({ ...each, temporary: true })),
  ),
  recounting(
    'open-at-the-end',
    'event/temporary',
    'The last events of a build are temporary.',
    (events, { finished }) =>
      events.map((each) => (each.timestamp === finished ? { ...each, temporary: true } : each)),
  ),
  // Creating.
  telling(
    'create/ended',
    'create/at-once',
    'A new build has succeeded already.',
    (build) => ({ ...build, successful: 'success', finished: build.started, buildLocation: result }),
    ['create-build'],
  ),
  telling(
    'create/elsewhere',
    'create/effect',
    'A new build belongs to another platform.',
    ({ _links, ...build }) => ({
      ...build,
      _links: { ..._links, 'ec:app/platform': { href: elsewhere(_links['ec:app/platform'].href) } },
    }),
    ['create-build'],
  ),
  telling(
    'create/comment-lost',
    'create',
    'A comment is not kept.',
    ({ comment: _, ...build }) => build,
    everywhere,
  ),
  telling(
    'create/comment-otherwise',
    'create',
    'A comment is kept in capitals.',
    (build) => ({ ...build, ...(build.comment !== undefined && { comment: build.comment.toUpperCase() }) }),
    everywhere,
  ),
  doing(
    'create/written',
    'not-writable',
    'What the client sends is taken over.',
    ['create-build'],
    async (request, honest) => {
      const response = await honest(request);
      return response.status === 201
        ? { ...response, body: { ...(response.body as Build), ...(request.body as Partial<Build>) } }
        : response;
    },
  ),
  doing(
    'create/started-by-client',
    'not-writable',
    'The client says when its build began.',
    ['create-build'],
    async (request, honest) => {
      const response = await honest(request);
      const { started = (response.body as Build).started } = (request.body ?? {}) as Partial<Build>;
      return response.status === 201
        ? { ...response, body: { ...(response.body as Build), started } }
        : response;
    },
  ),
  remembering<{ first?: unknown }>(
    'create/the-same',
    'build/id',
    'Whoever creates a build is shown the first that was created.',
    ['create-build'],
    () => ({}),
    async (memory, request, honest) => {
      const response = await honest(request);
      if (response.status !== 201) return response;
      memory.first ??= response.body;
      return { ...response, body: memory.first };
    },
  ),
  remembering<Set<number>>(
    'create/not-yet-there',
    'create/at-once',
    'A new build cannot be read at first.',
    ['create-build', 'read-build'],
    () => new Set(),
    async (unseen, request, honest) => {
      const response = await honest(request);
      const { buildID } = response.body as Build;
      if (response.status === 201) unseen.add(buildID);
      return response.status === 200 && unseen.delete(buildID)
        ? honest({ ...request, query: { ...(request.query as Query), buildID: 2_147_483_645 } })
        : response;
    },
  ),
  remembering<Set<number>>(
    'create/not-listed',
    'list',
    'A new build is in no list.',
    ['create-build', list],
    () => new Set(),
    async (hidden, request, honest) => {
      const response = await honest(request);
      if (response.status === 201) hidden.add((response.body as Build).buildID);
      if (response.status !== 200) return response;
      const body = response.body as BuildList;
      const { _embedded, ...rest } = body;
      const builds = buildsOf(body).filter(({ buildID }) => !hidden.has(buildID));
      return {
        ...response,
        body: {
          ...rest,
          ...without(builds),
          count: builds.length,
          total: body.total - body.count + builds.length,
        },
      };
    },
  ),
  doing(
    'create/anywhere',
    'create',
    'A build is created for a platform that is not there.',
    ['create-build'],
    async (request, honest) => {
      const response = await honest(request);
      return response.status === 404 ? honest({ ...request, query: { platformID: home } }) : response;
    },
  ),
  // Deleting and editing.
  doing('delete/not-done', 'delete', 'What is deleted stays.', ['delete-build'], (request, honest) =>
    honest({ ...request, command: async (record) => record }),
  ),
  remembering<Map<number, unknown>>(
    'delete/still-readable',
    'delete',
    'A deleted build is gone from lists alone.',
    ['read-build'],
    () => new Map(),
    async (known, request, honest) => {
      const response = await honest(request);
      const { buildID } = request.query as { buildID: number };
      if (response.status === 200) known.set(buildID, response.body);
      return known.has(buildID)
        ? { ...response, status: 200, headers: {}, body: known.get(buildID) }
        : response;
    },
  ),
  remembering<{ last?: BuildList }>(
    'delete/still-listed',
    'delete',
    'A list is that of a moment ago after something was deleted.',
    [list, 'delete-build'],
    () => ({}),
    async (memory, request, honest) => {
      const response = await honest(request);
      if (request.method === 'DELETE' || response.status !== 200) return response;
      const { last } = memory;
      const body = response.body as BuildList;
      memory.last = body;
      const isShorter =
        last !== undefined &&
        last._links.self.href === body._links.self.href &&
        last.total === body.total + 1;
      return isShorter ? { ...response, body: last } : response;
    },
  ),
  doing(
    'delete/anything',
    'delete',
    'Deleting what is not there is answered as if it had been.',
    ['delete-build'],
    async (request, honest) => {
      const response = await honest(request);
      return response.status === 404 ? { status: 200 } : response;
    },
  ),
  { ...about('edit/answered', 'no-editing', 'Editing is answered with 200.'), mutate: editing },
  allowing('no-delete', 'relations/self', 'A build is said to allow nothing but GET and PUT.', (allow) =>
    allow.replace('DELETE', 'PUT'),
  ),
  allowing('no-post', 'relations/collection', 'A list is said to allow nothing but GET.', (allow) =>
    allow.replace(', POST', ''),
  ),
  // Asked in vain.
  remembering<{ last?: unknown }>(
    'unknown/shown',
    'read/single',
    'Instead of a build that is not there, the last one is shown.',
    ['read-build'],
    () => ({}),
    async (memory, request, honest) => {
      const response = await honest(request);
      if (response.status === 200) memory.last = response.body;
      return response.status === 404 && memory.last ? { status: 200, body: memory.last } : response;
    },
  ),
  {
    ...about('unknown/any-platform', 'read/platform-id', 'Without a platformID the list is empty.'),
    mutate: (api) =>
      changeResponses(api, (response, operation) => {
        const { code, type } = (response.body ?? {}) as { code?: number; type?: string };
        if (operation !== list || code !== 3202) return response;
        const link = { href: `http://localhost${buildsPath}{?buildID}`, templated: true };
        const _links = {
          self: { href: buildsPath },
          curies: [{ name: 'ec', href: type!, templated: true }],
          'ec:app/build/by-id': link,
          'ec:app/builds/options': link,
          'ec:app/platform': link,
        };
        return {
          status: 200,
          headers: { 'content-type': 'application/hal+json' },
          body: { count: 0, total: 0, _links },
        };
      }),
  },
];
