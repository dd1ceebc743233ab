// What the App Manager promises over several exchanges.
import type { Build, BuildEvent, BuildList } from '../../../schemas/entrecode/types.ts';
import { belongingInvariant, changeInvariants } from '../../core/invariants/changes.ts';
import { eventInvariant } from '../../core/invariants/events.ts';
import type { Invariant, InvariantBook, Judge, Seen } from '../../core/invariants/invariant.ts';
import { linkInvariant } from '../../core/invariants/links.ts';
import { listInvariants } from '../../core/invariants/listing.ts';
import { isUnwilling, refusalInvariant } from '../../core/invariants/refusals.ts';
import { explore } from './exploration.ts';
import { coursesOf } from './invariants/courses.ts';
import { vain } from './invariants/vain.ts';
import {
  alone,
  entriesOf,
  everyEntry,
  idOf,
  leadsOf,
  list,
  observations,
  pageOf,
  platformOf,
  shownBy,
} from './observations.ts';
import { mayFollow } from './record.ts';
import { buildsPath } from './wire.ts';

const is = (name: string) => `entrecode/${name}`;
const nameOf = ({ buildID }: Build) => `${buildID}`;
const requestedName = ({ request }: Seen) => request.query.get('buildID');
const instant = ({ timestamp }: BuildEvent) => Date.parse(timestamp);

/** Of each thing: the place below `base`, the clause, and the errata whose other reading would be right. */
const saying =
  (judge: Judge, seen: Seen, base = '') =>
  (right: boolean, [at, clause, ...errata]: readonly string[], expected: string, actual: unknown) =>
    judge(right, { seen, clause: is(clause!), pointer: base + at, expected, actual, errata: errata.map(is) });

const itself: Invariant = {
  id: is('build-is-itself'),
  clauses: ['read/single', 'build/status', 'event/temporary'].map(is),
  says: 'A build is the one that was requested, is consistent about its state, and closes the events that it began.',
  judge(trace, judge) {
    for (const { seen, entry, pointer } of everyEntry(trace)) {
      const { successful, status = successful, buildID, finished, events } = entry;
      const say = saying(judge, seen, pointer);
      say(status === successful, ['/status', 'build/status'], successful, status);
      const request = seen.operation === 'read-build' ? requestedName(seen) : undefined;
      if (request !== undefined)
        say(request === `${buildID}`, ['/buildID', 'read/single'], `${request}, as requested`, buildID);
      if (finished === undefined) continue;
      const ends = events.filter(({ temporary }) => !temporary).map(instant);
      const open = events.find((each) => each.temporary && !ends.some((end) => end >= instant(each)));
      const about = ['/events', 'event/temporary', 'temporary-events'] as const;
      say(!open, about, 'a later event that ends each temporary one', `none after '${open?.message}'`);
    }
  },
};

const pages: Invariant = {
  id: is('list-counts'),
  clauses: [is('list')],
  says: 'A page counts what is on it, and has links to the pages beside it.',
  judge(trace, judge) {
    for (const seen of trace.of([list])) {
      const { count, total, _links } = seen.content as BuildList;
      const { length } = entriesOf(seen);
      const say = saying(judge, seen);
      say(count === length, ['/count', 'list'], `${length}, as many as are embedded`, count);
      const window = pageOf(seen);
      if (!window) continue;
      const { offset, page } = window;
      const due = { next: length > 0 && offset + length < total, prev: page > 1, first: page > 1 };
      for (const rel of ['next', 'prev', 'first'] as const) {
        const expected = due[rel] ? 'a link' : 'no link';
        const actual = _links[rel] ? 'a link' : 'no link';
        say(actual === expected, [`/_links/${rel}`, 'list'], expected, actual);
      }
    }
  },
};

const creation: Invariant = {
  id: is('created-is-as-asked'),
  clauses: ['create/at-once', 'create/effect', 'create', 'not-writable'].map(is),
  says: 'A new build is of the platform and runs; of what the client sends nothing counts but a comment.',
  judge(trace, judge) {
    for (const seen of trace.seen.filter(({ operation }) => operation === 'create-build')) {
      const say = saying(judge, seen);
      const { comment, ...sent } = (seen.request.body ?? {}) as Partial<Build>;
      const build = trace.of(['create-build']).includes(seen) ? (seen.content as Build) : undefined;
      const content = (build ?? {}) as Partial<Build>;
      for (const name of ['buildID', 'started', 'successful'] as const)
        if (name in sent && (build || seen.response.status >= 400))
          say(content[name] !== sent[name], [`/${name}`, 'not-writable'], `not ${sent[name]}`, content[name]);
      if (!build) continue;
      say(build.successful === 'running', ['/successful', 'create/at-once'], 'running', build.successful);
      const request = seen.request.query.get('platformID')?.toLowerCase();
      const whose = platformOf(build) ?? request;
      const link = '/_links/ec:app~1platform/href';
      say(whose === request, [link, 'create/effect'], `the platform ${request}`, whose);
      if (comment !== undefined)
        say(build.comment === comment, ['/comment', 'create', 'comment'], comment, build.comment);
    }
  },
};

const methods: Invariant = {
  id: is('methods'),
  clauses: ['no-editing', 'relations/self', 'relations/collection'].map(is),
  says: 'A build cannot be edited; if a response lists methods, they are those of the table.',
  judge(trace, judge) {
    for (const seen of trace.seen.filter(({ request }) => request.path === buildsPath)) {
      const { method } = seen.request;
      const one = requestedName(seen) !== undefined;
      const { status, headers } = seen.response;
      const say = saying(judge, seen);
      if (one && /^(PUT|PATCH)$/.test(method) && !isUnwilling(status))
        say(status >= 400, ['', 'no-editing'], 'a refusal', `status ${status}`);
      if (status !== 405 || headers.allow === undefined) continue;
      const [clause, ...due] = one
        ? ['relations/self', 'GET', 'DELETE']
        : ['relations/collection', 'GET', 'POST'];
      for (const name of due)
        say(
          headers.allow.split(/, */).includes(name),
          ['', clause!, 'self-methods'],
          `${name} allowed`,
          headers.allow,
        );
    }
  },
};

const shared = { api: 'entrecode', entriesOf, nameOf };

export const invariants: InvariantBook = {
  observations,
  order: is('build/successful'),
  invariants: [
    ...listInvariants<Build>({
      ...{ ...shared, nameOf: idOf },
      operations: [list],
      // What a creation shows was not there just before.
      alone: ['read-build'],
      filters: [
        {
          clause: is('list'),
          at: '/_links/ec:app~1platform/href',
          request: ({ request }) => request.query.get('platformID')?.toLowerCase(),
          shown: platformOf,
        },
        { clause: is('list'), at: '/buildID', request: requestedName, shown: nameOf },
      ],
      windowOf: pageOf,
      isStill: ({ successful }) => successful !== 'running',
      lengthOf: ({ content }) => (content as BuildList).total,
      mayFollow: (before, after, { request }) => mayFollow(before, after, request.query.get('sort')),
      clauses: { all: is('list'), limit: is('list'), offset: is('list') },
      sameList: ['platformID', 'buildID', 'sort'],
    }),
    ...changeInvariants<Build>({
      ...shared,
      creates: ['create-build'],
      deletes: ['delete-build'],
      ...{ reads: ['read-build'], lists: [list], requestedName },
      clauses: {
        isNew: is('build/id'),
        isThere: is('create/at-once'),
        isGone: is('delete'),
        isDone: is('delete/status'),
      },
    }),
    belongingInvariant('entrecode', [
      { fact: 'finished', clause: is('build/finished'), states: ['success', 'error'] },
      { fact: 'buildLocation', clause: is('build/location'), states: ['success'], modelled: true },
    ]),
    eventInvariant({
      api: 'entrecode',
      operations: [list, ...alone],
      coursesOf,
      clauses: {
        all: is('build/events'),
        order: is('build/events'),
        time: is('event/timestamp'),
        id: is('event/id'),
        said: { timestamp: is('event/timestamp'), message: is('event/message') },
      },
      unordered: [is('event-order')],
    }),
    linkInvariant({ api: 'entrecode', operations: [list, ...alone, 'read-platform'], leadsOf, shownBy }, [
      is('relations'),
    ]),
    refusalInvariant('entrecode', vain),
    itself,
    pages,
    creation,
    methods,
  ],
  explore,
};
