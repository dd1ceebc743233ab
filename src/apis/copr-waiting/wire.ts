// How a waiting build looks in the frontend's JSON.
import type { Copr, WaitingBuild, WaitingBuildList } from '../../../schemas/copr-waiting/types.ts';
import type { Wire } from '../../core/api/api.ts';
import type { RequestHead } from '../../core/api/operation.ts';
import type { Snapshot } from '../../core/records/snapshot.ts';
import { toUnixSeconds } from '../../core/time/duration.ts';
import type { Build, BuildAttributes } from './record.ts';

type Profiled = Pick<RequestHead, 'reading'>;

export const listPath = '/waiting_builds/';
/** Where the service had it from three weeks after the page on. */
export const laterPath = '/backend/waiting_builds/';

export const wire: Pick<Wire<BuildAttributes>, 'contentType' | 'locate'> = {
  contentType: 'application/json',
  locate: () => ({ path: listPath }),
};

/**
 * A waiting build: not started, not ended, not canceled, so the members about these are null. The members are in the
 * order of the printed example.
 */
export function toWaitingBuild(
  { attributes: build }: Build,
  snapshot: Snapshot,
  request: Profiled,
): WaitingBuild {
  return {
    ...(!isObserved('copr-id', request) && { copr_id: build.copr_id }),
    user_id: build.user_id,
    results: null,
    started_on: null,
    copr: toCopr(build, request),
    canceled: request.reading('copr-waiting/canceled-null') === 'literal' ? null : false,
    submitted_on: toUnixSeconds(snapshot.since),
    ended_on: null,
    pkgs: spaced(build.pkgs),
    chroots: spaced(build.chroots),
    ...(isObserved('repos', request) && { repos: spaced(build.repos) }),
    ...(isObserved('builder-needs', request) && { memory_reqs: build.memory_reqs, timeout: build.timeout }),
    id: build.build_id,
  };
}

export function toCopr(build: BuildAttributes, request: Profiled): Copr {
  const { owner_id, owner } = build;
  return {
    ...(isObserved('owner', request) ? { owner: { id: owner_id, name: owner } } : { owner_id }),
    ...(!isObserved('repos', request) && { repos: spaced(build.repos) }),
    ...(!isObserved('copr-chroots', request) && { chroots: spaced(build.copr_chroots) }),
    id: build.copr_id,
    name: build.copr,
  };
}

function isObserved(name: string, { reading }: Profiled): boolean {
  return reading(`copr-waiting/${name}`) === 'observed';
}

/** Several items in one text, as the document has it. */
function spaced<T extends readonly string[] | null>(items: T): T extends null ? string | null : string;
function spaced(items: readonly string[] | null): string | null {
  return items === null ? null : items.join(' ');
}

/** The list as the document prints it: indented by two, a comma after the last build. */
export function asPrinted(list: WaitingBuildList): string {
  return JSON.stringify(list, null, 2).replace(/\}\n {2}\]\n\}$/, '},\n  ]\n}');
}
