// A deployment: its facts, and its life. Only builds are records. A deployment is a parent that holds the instant of its
// creation and a plan, so that its state is a pure function of them and now, like that of a record.

import type { OperationRequest } from '../../../core/api/operation.ts';
import { lastingStates } from '../../../core/records/lifecycle.ts';
import { type Plan, planFor } from '../../../core/records/plan.ts';
import type { Snapshot, StandinRecord } from '../../../core/records/snapshot.ts';
import { endOf, type Happening, lifecycle, outcomeOf } from '../lifecycle.ts';

export interface Deployment {
  readonly deploymentID: number;
  readonly buildID: number;
  readonly platformID: string;
  readonly appID: string;
  readonly targetIDs: readonly string[];
  readonly email: string;
  readonly accountID: string;
  readonly comment?: string;
  readonly outsideConfig?: unknown;
  /** In ms since 1970. */
  readonly created: number;
  readonly plan: Plan;
}

/** How long a deployment runs, in ms; assumed. */
const usual = 3_000;

/** According to the world's scenarios, for deployments as for builds. A canceled one ends in an error. */
export function planOf({ world }: OperationRequest): Plan {
  const { scenarios } = world;
  const scenario = scenarios.nextFor('entrecode');
  const assumed = Object.fromEntries(lastingStates(lifecycle).map((state) => [state, usual]));
  const lasts = { ...assumed, ...scenarios.lastsFor('entrecode') };
  return planFor(lifecycle, scenario === 'canceled' ? 'fails' : scenario, lasts);
}

/** The state of a deployment at a request's instant. */
export function snapshotOf(deployment: Deployment, request: OperationRequest): Snapshot {
  const { deploymentID, created, plan } = deployment;
  const likeness: StandinRecord = {
    api: 'entrecode',
    id: `${deploymentID}`,
    created,
    plan,
    commands: [],
    attributes: {},
  };
  return request.snapshot(likeness);
}

/** All of them, the oldest first. */
export async function deploymentsIn({
  store,
}: Pick<OperationRequest, 'store'>): Promise<readonly Deployment[]> {
  return (await store.parents('entrecode', 'deployment')) as unknown as readonly Deployment[];
}

/** By buildID: the last deployment of each build that was deployed. */
export async function lastDeployments(
  request: Pick<OperationRequest, 'store'>,
): Promise<ReadonlyMap<number, number>> {
  const all = await deploymentsIn(request);
  return new Map(all.map(({ buildID, deploymentID }) => [buildID, deploymentID]));
}

/** Where each target serves what was deployed to it. */
export function resultsOf({ deploymentID, targetIDs }: Deployment): readonly string[] {
  return targetIDs.map((targetID) => `https://deployments.example.com/${deploymentID}/${targetID}/`);
}

/** What has happened in a deployment up to `now` (ms). */
export function happeningsOf(deployment: Deployment, snapshot: Snapshot, now: number): readonly Happening[] {
  const { created, plan, buildID, targetIDs } = deployment;
  const length = plan[0]?.lasts ?? usual;
  const end = endOf(snapshot);
  const event = (part: number, type: Happening['type'], message: string, about: Partial<Happening> = {}) => {
    const at = Math.min(created + Math.round(part * length), end ?? Number.POSITIVE_INFINITY);
    return { at, type, message, temporary: false, passing: about.temporary ?? false, info: {}, ...about };
  };
  const course = [
    event(0.01, 'info', 'Deployment started.', { temporary: true, info: { buildID } }),
    event(0.1, 'verbose', 'Loading the build.', { temporary: true }),
    event(0.4, 'verbose', 'The build is loaded.', { passing: true }),
    event(0.5, 'info', 'Deploying to the targets.', { temporary: true, info: { targetIDs } }),
  ];
  const closing =
    outcomeOf(snapshot) === 'error'
      ? [event(1, 'error', 'Deployment failed.')]
      : [
          ...resultsOf(deployment).map((result) => event(1, 'info', result)),
          event(1, 'info', 'Deployment succeeded.'),
        ];
  const content = end === undefined ? course.filter(({ at }) => at <= now) : [...course, ...closing];
  return content.map((each, index) => ({ place: index + 1, ...each }));
}
