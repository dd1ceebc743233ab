// A build as a whole: one task for each chroot, and what follows from them together.
import type { BuildEntry, Build as WireBuild } from '../../../../schemas/copr/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { isFinal } from '../../../core/records/lifecycle.ts';
import type { Snapshot } from '../../../core/records/snapshot.ts';
import { toUnixSeconds } from '../../../core/time/duration.ts';
import { lifecycle } from '../lifecycle.ts';
import type { Build, Task } from '../record.ts';
import { toState } from '../wire.ts';

/** The facts of a build's submission through the API. */
export interface Submission {
  readonly submitter: string;
  readonly source_type: 'srpm_link' | 'srpm_upload';
  readonly source_metadata: Readonly<Record<string, string>>;
  /** Version and release, from the name of the source package. */
  readonly version: string;
  readonly enable_net: boolean;
  /** Whether no chroots were named: the service of 2022 learns them when the source has been imported. */
  readonly chrootsLater?: boolean;
}

/** The state of a build is the first of these that any of its tasks has: in 2015, and as observed in 2022. */
const precedence = ['canceled', 'failed', 'running', 'starting', 'importing', 'pending', 'succeeded'];
const observedPrecedence = ['importing', 'running', 'starting', 'pending', 'failed', 'succeeded', 'canceled'];
/** As the service of 2022 calls the sources. */
const observedSources = { srpm_link: 'link', srpm_upload: 'upload' } as const;

/** Whether builds are like those of 2022, which differ as the erratum says. */
export const isOf2022 = ({ reading }: Pick<OperationRequest, 'reading'>) =>
  reading('copr/builds') === 'observed';

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
  const submission = await submissionOf(request, build_id);
  const link = (path: string) => ({ href: request.href(`/api_2/${path}`) });
  return {
    build: await toBuild(build, tasks, submission ?? presumed(build), request),
    _links: {
      self: link(`builds/${build_id}`),
      project: link(`projects/${project_id}`),
      build_tasks: link(`build_tasks?build_id=${build_id}`),
    },
  };
}

async function submissionOf({ store }: Pick<OperationRequest, 'store'>, id: number) {
  return (await store.parent('copr', 'submission', `${id}`)) as Submission | undefined;
}

/** Whether a build was canceled: as observed, it is canceled at once, but its tasks only when the backend reports it. */
export async function isMarkedCanceled({ store }: Pick<OperationRequest, 'store'>, build_id: number) {
  return (await store.parent('copr', 'cancellation', `${build_id}`)) !== undefined;
}

/** The ids of tasks whose chroot is not known yet: as observed, they are not listed. */
export async function unknownTasks(
  request: Pick<OperationRequest, 'store' | 'now' | 'reading'>,
): Promise<ReadonlySet<string>> {
  if (!isOf2022(request)) return new Set();
  const { items } = await request.store.page('copr', { now: request.now, states: ['importing'] });
  const waiting = items as Task[];
  const submissions = await Promise.all(
    waiting.map(({ attributes }) => submissionOf(request, attributes.build_id)),
  );
  return new Set(waiting.filter((_, index) => submissions[index]?.chrootsLater).map(({ id }) => id));
}

async function toBuild(
  build: Build,
  tasks: readonly Task[],
  { version, submitter, source_type, source_metadata, enable_net }: Submission,
  request: OperationRequest<never>,
): Promise<WireBuild> {
  const snapshots = tasks.map((task) => request.snapshot(task));
  const imported = snapshots.some((snapshot) => snapshot.at('pending') !== undefined);
  const built = snapshots.some((snapshot) => snapshot.state === 'succeeded');
  const started = snapshots.flatMap((snapshot) => snapshot.at('starting') ?? []);
  const times = {
    started_on: started.length === 0 ? null : toUnixSeconds(Math.min(...started)),
    ended_on: endOf(snapshots),
  };
  const observed = isOf2022(request);
  const marked = observed && (await isMarkedCanceled(request, build.build_id));
  return {
    id: build.build_id,
    state: marked ? 'canceled' : stateOf(snapshots, request),
    submitter,
    submitted_on: toUnixSeconds(Math.min(...tasks.map((task) => task.created))),
    ...(!observed && times),
    package_name: imported ? build.package : null,
    package_version: imported ? version : null,
    built_packages: built ? [{ name: build.package, version: version.replace(/-[^-]*$/, '') }] : [],
    source_type: observed ? observedSources[source_type] : source_type,
    source_metadata,
    enable_net,
    repos: [],
  };
}

/** As observed, a build whose tasks wait for its source is pending itself. */
function stateOf(snapshots: readonly Snapshot[], request: OperationRequest<never>): WireBuild['state'] {
  const observed = isOf2022(request);
  const order = observed ? observedPrecedence : precedence;
  const state = order.find((each) => snapshots.some((snapshot) => snapshot.state === each)) ?? 'pending';
  return observed && state === 'importing' ? 'pending' : toState(state, request);
}

/** When the last task ended, if all have; null for a build that never began. */
function endOf(snapshots: readonly Snapshot[]): number | null {
  const over = snapshots.every((snapshot) => isFinal(lifecycle, snapshot.state));
  const ran = snapshots.filter((snapshot) => snapshot.at('starting') !== undefined);
  return over && ran.length > 0 ? toUnixSeconds(Math.max(...ran.map((snapshot) => snapshot.since))) : null;
}

/** The submission of a build that did not come through the API. */
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
