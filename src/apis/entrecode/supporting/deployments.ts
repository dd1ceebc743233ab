// Deployments of successful builds: listed, read and created. They cannot be edited or deleted.
import type { Schemas, Deployment as Shown } from '../../../../schemas/entrecode/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { numberFor } from '../../../core/store/numbers.ts';
import { toIso } from '../../../core/time/duration.ts';
import { randomFor } from '../../../core/values/random.ts';
import { asProblem, problem } from '../auth.ts';
import { endOf, outcomeOf } from '../lifecycle.ts';
import { type Build, lifelike, type PlatformFacts } from '../record.ts';
import { deploymentPath, deploymentsPath, toEvent } from '../wire.ts';
import { type Deployment, deploymentsIn, happeningsOf, planOf, resultsOf, snapshotOf } from './deployment.ts';
import { byId, linkTo } from './links.ts';
import { requestsOne, toPage } from './lists.ts';
import { partNamed, pathOfPart } from './part.ts';
import { deploymentOptions } from './platform.ts';

const operation = operationsFor<Schemas>();
const source =
  'entrecode/ec.doc at 59f1b9a, doc/appmanager/resources/deployment.md; entrecode/ec.sdk at e81ef4f, test/mocks/deployment-*.json';

const listDeployments = operation({
  id: 'list-deployments',
  method: 'GET',
  path: deploymentsPath,
  says: 'Lists the deployments of a platform or to a target, the newest first.',
  clauses: [],
  source,
  request: 'list-deployments.request',
  responses: { 200: 'deployment-list', 400: 'problem', 404: 'problem' },
  when: (request) => !requestsOne('deploymentID')(request),
  async handle(request, respond) {
    const { platformID, targetID } = request.query ?? {};
    if (!platformID && !targetID)
      return respond(400, problem(3202, request, { detail: 'platformID' }), asProblem);
    const platform = platformID && (await platformNamed(request, platformID));
    if (platformID && !platform)
      return respond(404, problem(3102, request, { detail: 'platformID' }), asProblem);
    const page = await toPage<Deployment>(request, request.query ?? {}, {
      relation: 'ec:app/deployment',
      schemaName: 'deployment-list',
      path: deploymentsPath,
      items: [...(await deploymentsIn(request))].reverse(),
      keys: {
        deploymentID: ({ deploymentID }) => deploymentID,
        buildID: ({ buildID }) => buildID,
        platformID: (each) => each.platformID,
        targetID: ({ targetIDs }) => targetIDs,
        started: ({ created }) => created,
      },
      show: (deployment) => toDeployment(deployment, request),
      links: {
        'ec:app/deployment/by-id': byId('deployment', deploymentsPath, 'deploymentID', request),
        'ec:app/deployments/options': deploymentOptions(platformID, request),
      },
    });
    if ('code' in page) return respond(400, page, asProblem);
    return respond(200, page as never);
  },
});

const readDeployment = operation({
  id: 'read-deployment',
  method: 'GET',
  path: deploymentsPath,
  says: 'Shows one deployment.',
  clauses: [],
  source,
  request: 'read-deployment.request',
  responses: { 200: 'deployment', 400: 'problem', 404: 'problem' },
  when: requestsOne('deploymentID'),
  async handle(request, respond) {
    const { deploymentID, platformID } = request.query;
    const found = (await request.store.parent('entrecode', 'deployment', `${deploymentID}`)) as
      | Deployment
      | undefined;
    const gone = (detail: string) => respond(404, problem(3102, request, { detail }), asProblem);
    if (!found) return gone('deploymentID');
    if (platformID && platformID.toLowerCase() !== found.platformID) return gone('platformID');
    return respond(200, toDeployment(found, request));
  },
});

const createDeployment = operation({
  id: 'create-deployment',
  method: 'POST',
  path: deploymentsPath,
  says: 'Starts to deploy a build that succeeded, and shows the deployment at once.',
  clauses: [],
  source,
  request: 'create-deployment.request',
  responses: { 201: 'deployment', 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => !rawQuery.has('deploymentID'),
  async handle(request, respond) {
    const wanted = await whatToDeploy(request);
    if ('code' in wanted) return respond(wanted.status as 400 | 404, wanted, asProblem);
    const { comment, outsideConfig } = request.body ?? {};
    const deploymentID = await numberFor(request.store, 'entrecode deployment', {
      name: 'deploymentID',
      given: undefined,
    });
    const { email, accountID } = lifelike(
      randomFor(request.world.seed, 'entrecode deployment', deploymentID),
    );
    const deployment: Deployment = {
      ...{ deploymentID, ...wanted, email, accountID, created: request.now, plan: planOf(request) },
      ...(comment !== undefined && { comment }),
      ...(outsideConfig !== undefined && { outsideConfig }),
    };
    await request.store.putParent('entrecode', 'deployment', `${deploymentID}`, { ...deployment });
    const shown = toDeployment(deployment, request);
    return respond(201, shown, { location: shown._links.self.href });
  },
});

export const deployments = [listDeployments, readDeployment, createDeployment];

async function platformNamed(
  { store }: OperationRequest,
  platformID: string,
): Promise<PlatformFacts | undefined> {
  const id = platformID.toLowerCase();
  return (await store.parent('entrecode', 'platform', id)) as PlatformFacts | undefined;
}

type CreateRequest = OperationRequest<Schemas['create-deployment.request']>;

/** A build that succeeded and the targets it goes to, or what to say where they are not there. */
async function whatToDeploy(request: CreateRequest) {
  const { platformID, buildID, targetID } = request.query;
  const unknown = (detail: string) => problem(3102, request, { detail });
  const platform = await platformNamed(request, platformID);
  if (!platform) return unknown('platformID');
  const build = (await request.store.get('entrecode', `${buildID}`)) as Build | undefined;
  const state = build && request.snapshot(build).state;
  if (state === undefined || state === 'deleted' || build?.attributes.platformID !== platform.platformID)
    return unknown('buildID');
  if (state !== 'success')
    return problem(3212, request, { detail: 'buildID', verbose: 'Expected a build that has succeeded' });
  const targetIDs = [...new Set(targetID.toLowerCase().split(','))];
  for (const id of targetIDs) if (!(await partNamed(request, 'target', id))) return unknown('targetID');
  return { buildID, platformID: platform.platformID, appID: platform.appID, targetIDs };
}

function toDeployment(deployment: Deployment, request: OperationRequest): Shown {
  const { deploymentID, buildID, platformID, targetIDs, email, accountID } = deployment;
  const { comment, outsideConfig } = deployment;
  const snapshot = snapshotOf(deployment, request);
  const successful = outcomeOf(snapshot);
  const end = endOf(snapshot);
  return {
    ...{ deploymentID, buildID, platformID, targetIDs: [...targetIDs] as Shown['targetIDs'] },
    creator: { email, accountID },
    ...(comment !== undefined && { comment }),
    ...(outsideConfig !== undefined && { outsideConfig: outsideConfig as Shown['outsideConfig'] & object }),
    started: toIso(deployment.created),
    ...(end !== undefined && { finished: toIso(end) }),
    ...(successful === 'success' && { results: [...resultsOf(deployment)] }),
    successful,
    events: eventsOf(deployment, request),
    _links: linksOf(deployment, request),
  };
}

/** Like the events of a build, under names of their own. */
function eventsOf(deployment: Deployment, request: OperationRequest): Shown['events'] {
  const content = happeningsOf(deployment, snapshotOf(deployment, request), request.now);
  return content.map((each) => {
    const { buildEventID, buildEventType, ...rest } = toEvent(each, deployment.deploymentID, request);
    return { deploymentEventID: buildEventID, deploymentEventType: buildEventType, ...rest };
  });
}

function linksOf(
  { deploymentID, buildID, platformID, appID, targetIDs }: Deployment,
  request: OperationRequest,
) {
  return {
    self: linkTo('deployment', deploymentPath(deploymentID), request),
    collection: linkTo('deployment-list', `${deploymentsPath}?platformID=${platformID}`, request),
    'ec:app': linkTo('app', `/?appID=${appID}`, request),
    'ec:app/platform': linkTo('platform', `/platform?platformID=${platformID}`, request),
    'ec:app/build': linkTo('build', `/platform/build?buildID=${buildID}`, request),
    'ec:app/target': targetIDs.map((id) => linkTo('target', pathOfPart('target', id), request)),
  };
}
