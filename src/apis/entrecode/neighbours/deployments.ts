// Deployments of builds that succeeded: listed, read and created. Nobody can edit or delete one.
import type { Shapes, Deployment as Shown } from '../../../../schemas/entrecode/types.ts';
import { numberFor } from '../../../core/numbers.ts';
import { type Call, operationsFor } from '../../../core/operation.ts';
import { randomFor } from '../../../core/random.ts';
import { toIso } from '../../../core/time.ts';
import { asProblem, problem } from '../door.ts';
import { endOf, outcomeOf } from '../lifecycle.ts';
import { type Build, lifelike, type PlatformFacts } from '../record.ts';
import { deploymentsPath, toEvent } from '../wire.ts';
import { type Deployment, deploymentsIn, happeningsOf, momentOf, planOf, resultsOf } from './deployment.ts';
import { byId, linkTo } from './links.ts';
import { asksForOne, toPage } from './lists.ts';
import { partNamed, pathOfPart } from './parts.ts';
import { deploymentOptions } from './platform.ts';

const operation = operationsFor<Shapes>();
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
  replies: { 200: 'deployment-list', 400: 'problem', 404: 'problem' },
  when: (asked) => !asksForOne('deploymentID')(asked),
  async handle(call, reply) {
    const { platformID, targetID } = call.query ?? {};
    if (!platformID && !targetID) return reply(400, problem(3202, call, { detail: 'platformID' }), asProblem);
    const platform = platformID && (await platformNamed(call, platformID));
    if (platformID && !platform) return reply(404, problem(3102, call, { detail: 'platformID' }), asProblem);
    const page = await toPage<Deployment>(call, call.query ?? {}, {
      relation: 'ec:app/deployment',
      shape: 'deployment-list',
      path: deploymentsPath,
      items: [...(await deploymentsIn(call))].reverse(),
      keys: {
        deploymentID: ({ deploymentID }) => deploymentID,
        buildID: ({ buildID }) => buildID,
        platformID: (each) => each.platformID,
        targetID: ({ targetIDs }) => targetIDs,
        started: ({ born }) => born,
      },
      show: (deployment) => toDeployment(deployment, call),
      links: {
        'ec:app/deployment/by-id': byId('deployment', deploymentsPath, 'deploymentID', call),
        'ec:app/deployments/options': deploymentOptions(platformID, call),
      },
    });
    if ('code' in page) return reply(400, page, asProblem);
    return reply(200, page as never);
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
  replies: { 200: 'deployment', 400: 'problem', 404: 'problem' },
  when: asksForOne('deploymentID'),
  async handle(call, reply) {
    const { deploymentID, platformID } = call.query;
    const found = (await call.store.parent('entrecode', 'deployment', `${deploymentID}`)) as
      | Deployment
      | undefined;
    const gone = (detail: string) => reply(404, problem(3102, call, { detail }), asProblem);
    if (!found) return gone('deploymentID');
    if (platformID && platformID.toLowerCase() !== found.platformID) return gone('platformID');
    return reply(200, toDeployment(found, call));
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
  replies: { 201: 'deployment', 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => !rawQuery.has('deploymentID'),
  async handle(call, reply) {
    const wanted = await whatToDeploy(call);
    if ('code' in wanted) return reply(wanted.status as 400 | 404, wanted, asProblem);
    const { comment, outsideConfig } = call.body ?? {};
    const deploymentID = await numberFor(call.store, 'entrecode deployment', {
      name: 'deploymentID',
      given: undefined,
    });
    const { email, accountID } = lifelike(randomFor(call.world.seed, 'entrecode deployment', deploymentID));
    const deployment: Deployment = {
      ...{ deploymentID, ...wanted, email, accountID, born: call.now, plan: planOf(call) },
      ...(comment !== undefined && { comment }),
      ...(outsideConfig !== undefined && { outsideConfig }),
    };
    await call.store.putParent('entrecode', 'deployment', `${deploymentID}`, { ...deployment });
    const shown = toDeployment(deployment, call);
    return reply(201, shown, { location: shown._links.self.href });
  },
});

export const deployments = [listDeployments, readDeployment, createDeployment];

async function platformNamed({ store }: Call, platformID: string): Promise<PlatformFacts | undefined> {
  const id = platformID.toLowerCase();
  return (await store.parent('entrecode', 'platform', id)) as PlatformFacts | undefined;
}

type CreateCall = Call<Shapes['create-deployment.request']>;

/** A build that succeeded and the targets it goes to, or what to say where they are not there. */
async function whatToDeploy(call: CreateCall) {
  const { platformID, buildID, targetID } = call.query;
  const unknown = (detail: string) => problem(3102, call, { detail });
  const platform = await platformNamed(call, platformID);
  if (!platform) return unknown('platformID');
  const build = (await call.store.get('entrecode', `${buildID}`)) as Build | undefined;
  const state = build && call.moment(build).state;
  if (state === undefined || state === 'deleted' || build?.attributes.platformID !== platform.platformID)
    return unknown('buildID');
  if (state !== 'success')
    return problem(3212, call, { detail: 'buildID', verbose: 'Expected a build that has succeeded' });
  const targetIDs = [...new Set(targetID.toLowerCase().split(','))];
  for (const id of targetIDs) if (!(await partNamed(call, 'target', id))) return unknown('targetID');
  return { buildID, platformID: platform.platformID, appID: platform.appID, targetIDs };
}

function toDeployment(deployment: Deployment, call: Call): Shown {
  const { deploymentID, buildID, platformID, targetIDs, email, accountID } = deployment;
  const { comment, outsideConfig } = deployment;
  const moment = momentOf(deployment, call);
  const successful = outcomeOf(moment);
  const end = endOf(moment);
  return {
    ...{ deploymentID, buildID, platformID, targetIDs: [...targetIDs] as Shown['targetIDs'] },
    creator: { email, accountID },
    ...(comment !== undefined && { comment }),
    ...(outsideConfig !== undefined && { outsideConfig: outsideConfig as Shown['outsideConfig'] & object }),
    started: toIso(deployment.born),
    ...(end !== undefined && { finished: toIso(end) }),
    ...(successful === 'success' && { results: [...resultsOf(deployment)] }),
    successful,
    events: eventsOf(deployment, call),
    _links: linksOf(deployment, call),
  };
}

/** Like the events of a build, under names of their own. */
function eventsOf(deployment: Deployment, call: Call): Shown['events'] {
  const told = happeningsOf(deployment, momentOf(deployment, call), call.now);
  return told.map((each) => {
    const { buildEventID, buildEventType, ...rest } = toEvent(each, deployment.deploymentID, call);
    return { deploymentEventID: buildEventID, deploymentEventType: buildEventType, ...rest };
  });
}

function linksOf({ deploymentID, buildID, platformID, appID, targetIDs }: Deployment, call: Call) {
  return {
    self: linkTo('deployment', `${deploymentsPath}?deploymentID=${deploymentID}`, call),
    collection: linkTo('deployment-list', `${deploymentsPath}?platformID=${platformID}`, call),
    'ec:app': linkTo('app', `/?appID=${appID}`, call),
    'ec:app/platform': linkTo('platform', `/platform?platformID=${platformID}`, call),
    'ec:app/build': linkTo('build', `/platform/build?buildID=${buildID}`, call),
    'ec:app/target': targetIDs.map((id) => linkTo('target', pathOfPart('target', id), call)),
  };
}
