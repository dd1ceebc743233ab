// A toy sixth API: kettles that are cold first and boiled later.
import { fileURLToPath } from 'node:url';
import { defineApi, operationsFor } from '../../../src/index.ts';
import { lifecycle } from './lifecycle.ts';

interface Schemas {
  kettle: { id: string; state: string; cups: number };
  'kettle.request': { path: { id: string } };
}

const operation = operationsFor<Schemas>();

export default defineApi<{ cups: number }>({
  name: 'kettle',
  title: 'Kettles',
  document: 'none.txt',
  folder: fileURLToPath(new URL('..', import.meta.url)),
  basePaths: ['/kettles'],
  lifecycle,
  record: {
    schemaName: 'kettle-attributes',
    order: (record) => record.created,
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
      responses: { 200: 'kettle', 404: null },
      async handle(request, respond) {
        const kettle = await request.store.get('kettle', request.params.id);
        if (!kettle) return respond(404);
        const { cups } = kettle.attributes as { cups: number };
        return respond(200, { id: kettle.id, state: request.snapshot(kettle).state, cups });
      },
    }),
  ],
  presets: [],
  samples: { creates: [] },
  errata: [],
  invariants: {
    observations: () => [],
    order: 'kettle/boils',
    invariants: [],
    explore: async () => {},
  },
  mutants: [],
  example: { path: '/kettles/k1' },
});
