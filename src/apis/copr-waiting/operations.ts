// What can be asked of the frontend of 2012: which builds wait.
import type { Shapes } from '../../../schemas/copr-waiting/types.ts';
import { htmlPage } from '../../core/html.ts';
import { type Call, type Operation, operationsFor } from '../../core/operation.ts';
import type { Build } from './record.ts';
import { asPrinted, laterPath, listPath, toWaitingBuild } from './wire.ts';

const operation = operationsFor<Shapes>();
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
  replies: { 200: 'waiting-build-list', 405: null },
  async handle(call, reply) {
    const list = {
      builds: (await waiting(call)).map((each) => toWaitingBuild(each, call.moment(each), call)),
    };
    if (call.reading('copr-waiting/trailing-comma') === 'literal') {
      return { status: 200, text: asPrinted(list) };
    }
    return reply(200, list);
  },
});

/** A browser or a client that forgot the slash is sent on. */
const redirectWaitingBuilds = operation({
  id: 'redirect-waiting-builds',
  method: 'GET',
  path: listPath.slice(0, -1),
  says: 'Leads to the list from its address without the last slash.',
  clauses: ['copr-waiting/path'],
  source:
    'fedora-copr/copr, wsgi/coprs/views/waiting_builds.py at 48cc3494c: a Flask rule that ends in a slash',
  replies: { 301: null },
  async handle(call) {
    // The web framework of 2012 made every address of its own absolute.
    const toAddress = call.reading('copr-waiting/slash') === 'observed' ? call.url : call.href;
    const location = toAddress(`${call.path}/`);
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
function later(row: Operation, path: string): Operation {
  const under: Operation['under'] = { erratum: 'copr-waiting/address', readings: ['observed'] };
  return { ...row, id: `${row.id}-later`, path, says: `${row.says} At the later address.`, under };
}

async function waiting(call: Call): Promise<Build[]> {
  const oldest = { now: call.now, states: ['waiting'], limit: mostListed };
  const { items } = await call.store.page('copr-waiting', oldest);
  // Under `Prefer: state=` a build is seen in that state, and only one that waits is listed.
  const listed = items.filter((each) => call.moment(each).state === 'waiting') as Build[];
  return call.reading('copr-waiting/order') === 'literal' ? listed.reverse() : listed;
}
