// A build as a whole: one task for each chroot, and what follows from them together.
import type { BuildEntry, Build as WireBuild } from '../../../../schemas/copr/types.ts';
import { isFinal } from '../../../core/lifecycle.ts';
import type { Moment } from '../../../core/moment.ts';
import type { Call } from '../../../core/operation.ts';
import { toUnixSeconds } from '../../../core/time.ts';
import { lifecycle } from '../lifecycle.ts';
import type { Build, Task } from '../record.ts';
import { toState } from '../wire.ts';

/** What is known of how a build was submitted through the API. */
export interface Submission {
  readonly submitter: string;
  readonly source_type: 'srpm_link' | 'srpm_upload';
  readonly source_metadata: Readonly<Record<string, string>>;
  /** Version and release, as the name of the source package says. */
  readonly version: string;
  readonly enable_net: boolean;
}

/** The state of a build is the first of these that any of its tasks is in. */
const precedence = ['canceled', 'failed', 'running', 'starting', 'importing', 'pending', 'succeeded'];

/** The tasks of a build, in the order of their birth. */
export async function tasksOf(call: Pick<Call, 'store' | 'now'>, build_id: number): Promise<Task[]> {
  const where = { index: 'build', value: build_id };
  return [...(await call.store.page('copr', { now: call.now, where })).items] as Task[];
}

export async function buildOf(call: Pick<Call, 'store'>, build_id: number): Promise<Build | undefined> {
  return (await call.store.parent('copr', 'build', `${build_id}`)) as Build | undefined;
}

export async function toBuildEntry(
  build: Build,
  tasks: readonly Task[],
  call: Call<never>,
): Promise<BuildEntry> {
  const { build_id, project_id } = build;
  const submission = (await call.store.parent('copr', 'submission', `${build_id}`)) as Submission | undefined;
  const link = (path: string) => ({ href: call.href(`/api_2/${path}`) });
  return {
    build: toBuild(build, tasks, submission ?? presumed(build), call),
    _links: {
      self: link(`builds/${build_id}`),
      project: link(`projects/${project_id}`),
      build_tasks: link(`build_tasks?build_id=${build_id}`),
    },
  };
}

function toBuild(
  build: Build,
  tasks: readonly Task[],
  { version, submitter, source_type, source_metadata, enable_net }: Submission,
  call: Call<never>,
): WireBuild {
  const moments = tasks.map((task) => call.moment(task));
  const imported = moments.some((moment) => moment.at('pending') !== undefined);
  const built = moments.some((moment) => moment.state === 'succeeded');
  const started = moments.flatMap((moment) => moment.at('starting') ?? []);
  return {
    id: build.build_id,
    state: toState(aggregate(moments), call),
    submitter,
    submitted_on: toUnixSeconds(Math.min(...tasks.map((task) => task.born))),
    started_on: started.length === 0 ? null : toUnixSeconds(Math.min(...started)),
    ended_on: endOf(moments),
    package_name: imported ? build.package : null,
    package_version: imported ? version : null,
    built_packages: built ? [{ name: build.package, version: version.replace(/-[^-]*$/, '') }] : [],
    source_type,
    source_metadata,
    enable_net,
    repos: [],
  };
}

function aggregate(moments: readonly Moment[]): string {
  return precedence.find((state) => moments.some((moment) => moment.state === state)) ?? 'pending';
}

/** When the last task ended, if all have; null for a build that never began. */
function endOf(moments: readonly Moment[]): number | null {
  const over = moments.every((moment) => isFinal(lifecycle, moment.state));
  const ran = moments.filter((moment) => moment.at('starting') !== undefined);
  return over && ran.length > 0 ? toUnixSeconds(Math.max(...ran.map((moment) => moment.since))) : null;
}

/** What is said of a build that did not come through the API. */
function presumed({ creator, package: name }: Build): Submission {
  const version = '1.0-1';
  return {
    submitter: creator,
    source_type: 'srpm_link',
    source_metadata: { url: `http://srpms.example/${name}-${version}.src.rpm` },
    version,
    enable_net: true,
  };
}
