// The operations of the frontend of 2012: the list of waiting builds.
import type { Schemas } from '../../../schemas/copr-waiting/types.ts';
import type { Operation, OperationRequest } from '../../core/api/operation.ts';
import { operationsFor } from '../../core/api/typed-operation.ts';
import { htmlPage } from '../../core/values/html.ts';
import type { Build } from './record.ts';
import { asPrinted, laterPath, listPath, toWaitingBuild } from './wire.ts';

const operation = operationsFor<Schemas>();
const mostListed = 10;

const listWaitingBuilds = operation({
  id: 'list-waiting-builds',
  method: 'GET',
  path: listPath,
  says: 'Lists the ten oldest builds that wait, and claims none of them.',
  clauses: [
    'copr-waiting/path',
    'copr-waiting/waiting',
    'copr-waiting/fields/copr-id',
    'copr-waiting/fields/user-id',
    'copr-waiting/one-release',
    'copr-waiting/oldest-ten',
    'copr-waiting/fixed-limit',
    'copr-waiting/json',
    'copr-waiting/own-chroots',
    'copr-waiting/canceled',
  ],
  responses: { 200: 'waiting-build-list', 405: null },
  async handle(request, respond) {
    const list = {
      builds: (await waiting(request)).map((each) => toWaitingBuild(each, request.snapshot(each), request)),
    };
    if (request.reading('copr-waiting/trailing-comma') === 'literal') {
      return { status: 200, text: asPrinted(list) };
    }
    return respond(200, list);
  },
});

/** A browser or a client that forgot the slash is sent on. */
const redirectWaitingBuilds = operation({
  id: 'redirect-waiting-builds',
  method: 'GET',
  path: listPath.slice(0, -1),
  says: 'Leads to the list from its address without the last slash.',
  // No sentence promises it, so whatever answers there breaks none.
  clauses: [],
  source:
    'fedora-copr/copr, wsgi/coprs/views/waiting_builds.py at 48cc3494c: a Flask rule that ends in a slash',
  responses: { 301: null },
  async handle(request) {
    // The web framework of 2012 made all of its URLs absolute.
    const toAddress = request.reading('copr-waiting/slash') === 'observed' ? request.url : request.href;
    const location = toAddress(`${request.path}/`);
    const page = htmlPage(301, 'Moved Permanently', `The list is at <a href="${location}">${location}</a>.`);
    return { ...page, headers: { ...page.headers, location } };
  },
});

export const operations = [
  listWaitingBuilds,
  redirectWaitingBuilds,
  later(listWaitingBuilds, laterPath),
  later(redirectWaitingBuilds, laterPath.slice(0, -1)),
];

/** The same under the address that the service used later. */
function later(operation: Operation, path: string): Operation {
  const under: Operation['under'] = { erratum: 'copr-waiting/address', readings: ['observed'] };
  return {
    ...operation,
    id: `${operation.id}-later`,
    path,
    says: `${operation.says} At the later address.`,
    under,
  };
}

async function waiting(request: OperationRequest): Promise<Build[]> {
  const oldest = { now: request.now, states: ['waiting'], limit: mostListed };
  const { items } = await request.store.page('copr-waiting', oldest);
  // Under `Prefer: state=` a build is seen in that state, and only one that waits is listed.
  const listed = items.filter((each) => request.snapshot(each).state === 'waiting') as Build[];
  return request.reading('copr-waiting/order') === 'literal' ? listed.reverse() : listed;
}
