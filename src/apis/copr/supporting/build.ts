// A build as a whole: one task for each chroot, and what follows from them together.
import type { BuildEntry, Build as WireBuild } from '../../../../schemas/copr/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { isFinal } from '../../../core/records/lifecycle.ts';
import type { Snapshot } from '../../../core/records/snapshot.ts';
import { toUnixSeconds } from '../../../core/time/duration.ts';
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

/** The tasks of a build, in the order of their creation. */
export async function tasksOf(
  request: Pick<OperationRequest, 'store' | 'now'>,
  build_id: number,
): Promise<Task[]> {
  const where = { index: 'build', value: build_id };
  return [...(await request.store.page('copr', { now: request.now, where })).items] as Task[];
}

export async function buildOf(
  request: Pick<OperationRequest, 'store'>,
  build_id: number,
): Promise<Build | undefined> {
  return (await request.store.parent('copr', 'build', `${build_id}`)) as Build | undefined;
}

export async function toBuildEntry(
  build: Build,
  tasks: readonly Task[],
  request: OperationRequest<never>,
): Promise<BuildEntry> {
  const { build_id, project_id } = build;
  const submission = (await request.store.parent('copr', 'submission', `${build_id}`)) as
    | Submission
    | undefined;
  const link = (path: string) => ({ href: request.href(`/api_2/${path}`) });
  return {
    build: toBuild(build, tasks, submission ?? presumed(build), request),
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
  request: OperationRequest<never>,
): WireBuild {
  const snapshots = tasks.map((task) => request.snapshot(task));
  const imported = snapshots.some((snapshot) => snapshot.at('pending') !== undefined);
  const built = snapshots.some((snapshot) => snapshot.state === 'succeeded');
  const started = snapshots.flatMap((snapshot) => snapshot.at('starting') ?? []);
  return {
    id: build.build_id,
    state: toState(aggregate(snapshots), request),
    submitter,
    submitted_on: toUnixSeconds(Math.min(...tasks.map((task) => task.created))),
    started_on: started.length === 0 ? null : toUnixSeconds(Math.min(...started)),
    ended_on: endOf(snapshots),
    package_name: imported ? build.package : null,
    package_version: imported ? version : null,
    built_packages: built ? [{ name: build.package, version: version.replace(/-[^-]*$/, '') }] : [],
    source_type,
    source_metadata,
    enable_net,
    repos: [],
  };
}

function aggregate(snapshots: readonly Snapshot[]): string {
  return precedence.find((state) => snapshots.some((snapshot) => snapshot.state === state)) ?? 'pending';
}

/** When the last task ended, if all have; null for a build that never began. */
function endOf(snapshots: readonly Snapshot[]): number | null {
  const over = snapshots.every((snapshot) => isFinal(lifecycle, snapshot.state));
  const ran = snapshots.filter((snapshot) => snapshot.at('starting') !== undefined);
  return over && ran.length > 0 ? toUnixSeconds(Math.max(...ran.map((snapshot) => snapshot.since))) : null;
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
