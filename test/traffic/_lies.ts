// Servers that lie all the time: recorded traffic in which every response that could is changed in the same way.
import type { HarEntry } from './_mutations.ts';

type Shown = {
  build_task: Record<string, unknown>;
  _links: Record<string, { href: string }>;
};

/** What a lying server makes of a task in a response. */
export type Lie = (
  task: Shown,
  about: { readonly isList: boolean; readonly turn: number; readonly query: URLSearchParams },
) => Shown | undefined;

const alter =
  (change: (task: Shown['build_task'], turn: number) => object, where: 'list' | 'detail' | 'both'): Lie =>
  (shown, { isList, turn }) =>
    where === 'both' || (where === 'list') === isList
      ? { ...shown, build_task: { ...shown.build_task, ...change(shown.build_task, turn) } }
      : shown;

const link =
  (href: (old: string) => string): Lie =>
  (shown) => ({ ...shown, _links: { ...shown._links, self: { href: href(shown._links.self!.href) } } });

const both =
  (one: Lie, other: Lie): Lie =>
  (shown, about) => {
    const left = one(shown, about);
    return left && other(left, about);
  };

const over = (state: unknown) => ['succeeded', 'failed', 'canceled'].includes(String(state));
const startLate = alter(
  ({ started_on, ended_on }) => (ended_on ? { ended_on: Number(started_on) - 5 } : {}),
  'both',
);
const brokenLink = link((old) => old.replace(/\/[^/]+$/, ''));
const never: Lie = (shown, { isList }) =>
  isList && shown.build_task.build_id === 106883 ? undefined : shown;
const noEnd = alter(({ state }) => (over(state) ? { ended_on: null } : {}), 'both');

/** Each with the clauses of which one must fail at least, or be found unusual where only our model minds. */
export const lies: Readonly<Record<string, readonly [lie: Lie, ...clauses: string[]]>> = {
  'an end before the start': [startLate, 'fields/ended-on'],
  'the same, with self links that lack the chroot': [both(startLate, brokenLink), 'fields/ended-on'],
  'self links that lack the chroot': [brokenLink, 'detail/returns', 'list/example'],
  'self links to one build': [link((old) => old.replace(/\d+(?=\/f)/, '7')), 'detail/returns'],
  'self links of another version': [link((old) => old.replace('api_2', 'api_7')), 'detail/returns'],
  'a success without an end': [noEnd, 'fields/ended-on'],
  'the same, with self links to one build': [
    both(
      noEnd,
      link((old) => old.replace(/\d+(?=\/f)/, '7')),
    ),
    'fields/ended-on',
  ],
  'no folder of what has succeeded': [
    alter(({ state }) => (state === 'succeeded' ? { result_dir_url: null } : {}), 'both'),
    'fields/result-dir-url',
  ],
  'no commit of what has succeeded': [
    alter(({ state }) => (state === 'succeeded' ? { git_hash: null } : {}), 'both'),
    'fields/git-hash',
  ],
  'another commit each time': [
    alter(({ git_hash }, turn) => (git_hash ? { git_hash: `${turn}`.padStart(40, 'a') } : {}), 'both'),
    'fields/git-hash',
  ],
  'a start that is always now': [
    alter(({ started_on }, turn) => (started_on ? { started_on: Number(started_on) + turn } : {}), 'both'),
    'fields/started-on',
  ],
  'an end that is always now': [
    alter(({ ended_on }, turn) => (ended_on ? { ended_on: Number(ended_on) + turn } : {}), 'both'),
    'fields/ended-on',
  ],
  'dates of another zone in lists': [
    alter(({ started_on }) => (started_on ? { started_on: Number(started_on) + 7_200 } : {}), 'list'),
    'fields/started-on',
  ],
  'an end of what still runs': [
    alter(({ state, started_on }) => (state === 'running' ? { ended_on: started_on } : {}), 'both'),
    'fields/ended-on',
  ],
  'a list that lags behind': [
    alter(({ state }) => (state === 'succeeded' ? { state: 'running', ended_on: null } : {}), 'list'),
    'fields/ended-on',
  ],
  'a list that lags behind in the state alone': [
    alter(({ state }) => (state === 'succeeded' ? { state: 'running' } : {}), 'list'),
    'fields/ended-on',
  ],
  'a list that calls a success a failure': [
    alter(({ state }) => (state === 'succeeded' ? { state: 'failed' } : {}), 'list'),
    'fields/state',
  ],
  'a detail that calls a success canceled': [
    alter(({ state }) => (state === 'succeeded' ? { state: 'canceled' } : {}), 'detail'),
    'fields/state',
  ],
  'a list that never shows the build': [never, 'list/returns', 'list/build-id', 'list/project-id'],
  'the number of another build in lists': [
    alter(({ build_id }) => ({ build_id: Number(build_id) + 1 }), 'list'),
    'fields/build-id',
  ],
  'the number of another build in details': [
    alter(({ build_id }) => ({ build_id: Number(build_id) + 1 }), 'detail'),
    'detail/build-id',
  ],
  'another chroot in details': [alter(() => ({ chroot_name: 'fedora-40-x86_64' }), 'detail'), 'detail/name'],
  'links to another project in details': [
    (shown, { isList }) =>
      isList ? shown : { ...shown, _links: { ...shown._links, project: { href: '/api_2/projects/1' } } },
    'detail/returns',
    'list/example',
  ],
};

/** An archive as such a server would have answered it. */
export function lied(entries: readonly HarEntry[], lie: Lie): readonly HarEntry[] {
  return entries.map((entry, turn) => {
    const url = new URL(entry.request.url);
    const isList = url.pathname.endsWith('/build_tasks');
    if (entry.response.status !== 200 || !/\/build_tasks(\/|$)/.test(url.pathname)) return entry;
    const body = JSON.parse(entry.response.content.text);
    const about = { isList, turn, query: url.searchParams };
    const shown = isList
      ? { ...body, build_tasks: body.build_tasks.flatMap((task: Shown) => lie(task, about) ?? []) }
      : lie(body, about);
    const content = { ...entry.response.content, text: JSON.stringify(shown) };
    return { ...entry, response: { ...entry.response, content } };
  });
}
