// Data centers: there is one, main.
import type { Schemas } from '../../../../schemas/erigones/types.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { no } from '../wire.ts';
import { atOnce, userOf } from './caller.ts';
import { isWanted } from './server.ts';

const operation = operationsFor<Schemas>();
const source =
  'erigones/esdc-ce v4.6 (7e3deddd), api/dc/base/views.py, dc_view.py and serializers.py; vms/models/dc.py';

const main = {
  ...{ name: 'main', alias: 'main', site: 'my.erigones.com', owner: 'admin', access: 1 },
  ...{ desc: '', created: '2012-01-01T00:00:00Z' },
};
const forAdmins = { ...main, groups: [] };

const listDatacenters = operation({
  id: 'list-datacenters',
  method: 'GET',
  path: '/api/dc/',
  says: 'Lists the data centers: their names, or in full all that is to be said of them.',
  clauses: [],
  source,
  request: 'list-datacenters.request',
  responses: { 200: 'datacenters', 403: 'error', 406: 'error' },
  async handle(request, respond) {
    const user = await userOf(request);
    const shown = user.is_super_admin ? forAdmins : main;
    const result = isWanted(request.query?.full) ? [shown] : [main.name];
    return respond(200, ...(await atOnce(request, 'SUCCESS', result, 1)));
  },
});

const getDatacenter = operation({
  id: 'get-datacenter',
  method: 'GET',
  path: '/api/dc/{dc}/',
  says: 'Shows a data center.',
  clauses: [],
  source,
  request: 'datacenter-path.request',
  responses: { 200: 'datacenter', 403: 'error', 404: 'error', 406: 'error' },
  async handle(request, respond) {
    if (request.params.dc !== main.name) return respond(404, no.datacenter);
    const user = await userOf(request);
    const result = user.is_super_admin ? forAdmins : main;
    return respond(200, ...(await atOnce(request, 'SUCCESS', result, 1)));
  },
});

export const datacenters = [listDatacenters, getDatacenter];
