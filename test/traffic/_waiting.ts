// One fact of a recorded list of waiting builds changed, in every way that we could think of, with the clauses of that fact.
import type { HarEntry } from './_mutations.ts';

type Build = Record<string, unknown> & { copr: Record<string, unknown>; submitted_on: number };
type List = { builds: Build[] };

/** Changes the body in place, or gives another text or status; false if there is nothing to change. */
type Change = (list: List, last: Build, response: Response) => unknown;
interface Response {
  status: number;
  headers: { name: string; value: string }[];
  content: { text: string };
}

/** Each with the ends of the ids of clauses of which one must be named. */
type Changes = Readonly<Record<string, readonly [change: Change, ...clauses: string[]]>>;

const set =
  (member: string, value: (old: never, build: Build) => unknown): Change =>
  (_, build) => {
    if (!(member in build)) return false;
    build[member] = value(build[member] as never, build);
    return true;
  };
const ofCopr =
  (member: string, value: unknown): Change =>
  (_, { copr }) => {
    copr[member] = value;
    return true;
  };
const lacking =
  (member: string): Change =>
  (_, build) =>
    delete build[member];
const status =
  (code: number): Change =>
  (_, __, response) => {
    response.status = code;
    return true;
  };
const text =
  (content: string): Change =>
  (_, __, response) => {
    response.content.text = content;
    return true;
  };

export const changes: Changes = {
  'id is text': [set('id', String), 'fields/id'],
  'id is null': [set('id', () => null), 'fields/id'],
  'id is missing': [lacking('id'), 'fields/id', 'fields'],
  'id is of another build': [
    (list, build) => {
      if (list.builds.length < 2) return false;
      build.id = list.builds[0]!.id;
      return true;
    },
    'fields/id',
  ],
  'user_id is text': [set('user_id', String), 'fields/user-id'],
  'user_id is of another': [set('user_id', (old: number) => old + 7), 'fields/user-id'],
  'submitted_on is in ms': [set('submitted_on', (old: number) => old * 1_000), 'fields/submitted-on'],
  'submitted_on is text': [set('submitted_on', String), 'fields/submitted-on'],
  'submitted_on is an hour later': [set('submitted_on', (old: number) => old + 3_600), 'fields/submitted-on'],
  'submitted_on is null': [set('submitted_on', () => null), 'fields/submitted-on'],
  'started_on is there': [set('started_on', (_, build) => build.submitted_on), 'fields/started-on'],
  'ended_on is there': [set('ended_on', (_, build) => build.submitted_on), 'fields/ended-on'],
  'ended_on is text': [set('ended_on', () => 'soon'), 'fields/ended-on'],
  'results are there': [set('results', () => 'http://results.example.com/'), 'fields/results'],
  'canceled is true': [set('canceled', () => true), 'canceled'],
  'canceled is text': [set('canceled', () => 'no'), 'canceled'],
  'pkgs are glued': [set('pkgs', (old: string) => `${old},${old}`), 'one-space'],
  'pkgs have two spaces': [set('pkgs', (old: string) => `${old}  ${old}`), 'one-space', 'fields/pkgs'],
  'pkgs are others': [set('pkgs', () => 'http://example.com/bar-2-2.src.rpm'), 'fields/pkgs'],
  'pkgs are a list': [set('pkgs', (old) => [old]), 'fields/pkgs', 'one-space'],
  'chroots are of two releases': [
    set('chroots', () => 'fedora-17-i386 fedora-18-x86_64'),
    'one-release',
    'own-chroots',
  ],
  'chroots are others': [set('chroots', () => 'fedora-16-x86_64'), 'own-chroots'],
  'chroots are missing': [lacking('chroots'), 'own-chroots', 'fields'],
  'repos are no URL': [set('repos', () => 'nowhere'), 'repos-url', 'one-space'],
  'repos have a comma': [set('repos', () => 'http://a.example/,http://b.example/'), 'one-space', 'repos-url'],
  'repos are missing': [lacking('repos'), 'fields', 'fields/copr'],
  'the copr is missing': [lacking('copr'), 'fields/copr', 'fields'],
  'the copr has no name': [(_, { copr }) => delete copr.name, 'fields/copr'],
  'the id of the copr is text': [ofCopr('id', '1'), 'fields/copr'],
  'the copr is named by a number': [ofCopr('name', 5), 'fields/copr'],
  'the owner has no id': [ofCopr('owner', { name: 'ann' }), 'fields/copr'],
  'a build comes twice': [(list, build) => list.builds.push(structuredClone(build)), 'fields/id', 'example'],
  'the last build is left out': [
    (list) => list.builds.length > 1 && list.builds.pop(),
    'waiting',
    'oldest-ten',
  ],
  'the first build is left out': [
    (list) => list.builds.length > 1 && list.builds.shift(),
    'waiting',
    'oldest-ten',
  ],
  'an eleventh build is there': [
    (list, build) => {
      if (list.builds.length < 10) return false;
      list.builds.push({ ...structuredClone(build), id: 999, submitted_on: build.submitted_on + 1 });
      return true;
    },
    'oldest-ten',
    'fixed-limit',
    'example',
  ],
  'the newest comes first': [
    (list) => list.builds.length > 1 && list.builds.reverse(),
    'example/order',
    'fixed-limit',
  ],
  'it is a bare array': [(list, _, response) => text(JSON.stringify(list.builds))(list, _, response), 'json'],
  'it is no JSON': [text('<p>Wait.</p>'), 'json'],
  'it is called HTML': [
    (_, __, { headers }) => {
      for (const header of headers) if (/^content-type$/i.test(header.name)) header.value = 'text/html';
      return true;
    },
    'json',
  ],
  'the status is 404': [status(404), 'path'],
  'the status is 201': [status(201), 'path'],
  'the status is 500': [status(500), 'path'],
};

/** The archive with one response changed; undefined if there is nothing to change. */
export function changed(
  entries: readonly HarEntry[],
  number: number,
  change: Change,
): readonly HarEntry[] | undefined {
  const entry = structuredClone(entries[number - 1]!) as unknown as { response: Response };
  const list = JSON.parse(entry.response.content.text) as List;
  const before = entry.response.content.text;
  if (!change(list, list.builds.at(-1)!, entry.response)) return undefined;
  if (entry.response.content.text === before) entry.response.content.text = JSON.stringify(list);
  return entries.map((each, index) => (index === number - 1 ? (entry as unknown as HarEntry) : each));
}
