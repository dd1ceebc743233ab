// A toy sixth API: kettles that are cold first and boiled later.
import { fileURLToPath } from 'node:url';
import { defineApi, operationsFor } from '../../../src/index.ts';
import { lifecycle } from './lifecycle.ts';

interface Shapes {
  kettle: { id: string; state: string; cups: number };
  'kettle.request': { path: { id: string } };
}

const operation = operationsFor<Shapes>();

export default defineApi<{ cups: number }>({
  name: 'kettle',
  title: 'Kettles',
  document: 'none.txt',
  folder: fileURLToPath(new URL('..', import.meta.url)),
  basePaths: ['/kettles'],
  lifecycle,
  record: {
    shape: 'kettle-attributes',
    order: (record) => record.born,
    indexes: {},
    async complete(given, { random, store }) {
      return { id: `k${await store.serial('kettle')}`, attributes: { cups: random.between(1, 6), ...given } };
    },
  },
  wire: {
    contentType: 'application/json',
    refuse: (refusal) => ({
      status: refusal.kind === 'status' ? refusal.status : 404,
      body: { no: refusal.kind },
    }),
    locate: ({ id }) => ({ path: `/kettles/${id}` }),
  },
  operations: [
    operation({
      id: 'show-kettle',
      method: 'GET',
      path: '/kettles/{id}',
      says: 'Shows a kettle.',
      clauses: [],
      request: 'kettle.request',
      replies: { 200: 'kettle', 404: null },
      async handle(call, reply) {
        const kettle = await call.store.get('kettle', call.params.id);
        if (!kettle) return reply(404);
        const { cups } = kettle.attributes as { cups: number };
        return reply(200, { id: kettle.id, state: call.moment(kettle).state, cups });
      },
    }),
  ],
  givens: [],
  exhibits: { births: [] },
  errata: [],
  laws: {
    sightings: () => [],
    order: 'kettle/boils',
    laws: [],
    tour: async () => {},
  },
  lies: [],
  example: { path: '/kettles/k1' },
});
