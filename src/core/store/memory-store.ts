// The store in this process's memory: a collection of records for each API, parents and serial numbers.
import { Shelf } from './collection.ts';
import type { Ordering, Parent, Store } from './store.ts';

/** The last number of a series: beyond it, two numbers are the same. */
const greatest = Number.MAX_SAFE_INTEGER;

export interface MemoryStore extends Store {
  /** The place of a record among ties. */
  arrival(api: string, id: string): number | undefined;
  /** The last number of a series; 0 before the first. */
  serialOf(series: string): number;
  setSerial(series: string, used: number): void;
  /** The parents of a kind by id, in the order in which they are listed and forgotten. */
  parentEntries(api: string, kind: string): readonly (readonly [string, Parent])[];
  setParents(api: string, kind: string, entries: readonly (readonly [string, Parent])[]): void;
}

/** A store for these APIs, by name. */
export function createMemoryStore(orderings: Readonly<Record<string, Ordering>>): MemoryStore {
  const shelves = new Map<string, Shelf>();
  const parents = new Map<string, Map<string, Parent>>();
  const serials = new Map<string, number>();
  const collectionOf = (api: string) => {
    const found = shelves.get(api);
    if (!found) throw new Error(`the store keeps no records of '${api}'`);
    return found;
  };
  const parentsOf = (api: string, kind: string) => {
    const key = `${api} ${kind}`;
    if (!parents.has(key)) parents.set(key, new Map());
    return parents.get(key)!;
  };
  /** Forgets everything, or everything of one API. */
  const clear = (only?: string) => {
    for (const [api, ordering] of Object.entries(orderings))
      if (only === undefined || api === only) shelves.set(api, new Shelf(ordering));
    for (const kept of [parents, serials])
      for (const key of kept.keys()) if (only === undefined || key.startsWith(`${only} `)) kept.delete(key);
  };
  clear();

  return {
    async serial(series) {
      const next = Math.min((serials.get(series) ?? 0) + 1, greatest);
      serials.set(series, next);
      return next;
    },
    async raiseSerial(series, used) {
      serials.set(series, Math.min(Math.max(serials.get(series) ?? 0, used), greatest));
    },
    serialOf: (series) => serials.get(series) ?? 0,
    setSerial: (series, used) => void serials.set(series, used),
    parentEntries: (api, kind) => [...parentsOf(api, kind)],
    setParents: (api, kind, entries) => void parents.set(`${api} ${kind}`, new Map(entries)),
    put: async (record, arrival) => collectionOf(record.api).put(record, arrival),
    arrival: (api, id) => collectionOf(api).arrivalOf(id),
    get: async (api, id) => collectionOf(api).get(id),
    count: async () => [...shelves.values()].reduce((sum, each) => sum + each.size, 0),
    remove: async (api, id) => collectionOf(api).remove(id),
    page: async (api, query) => collectionOf(api).page(query),
    transitions: async (api, query) => collectionOf(api).transitions(query),
    async nextTransition(now) {
      const next = [...shelves.values()]
        .map((each) => each.nextTransition(now))
        .filter((at) => at !== undefined);
      return next.length > 0 ? Math.min(...next) : undefined;
    },
    async putParent(api, kind, id, parent, most = Number.POSITIVE_INFINITY) {
      const kept = parentsOf(api, kind).set(id, parent);
      if (kept.size > most) kept.delete(kept.keys().next().value!);
    },
    parentCount: async () => [...parents.values()].reduce((sum, byId) => sum + byId.size, 0),
    parent: async (api, kind, id) => parentsOf(api, kind).get(id),
    removeParent: async (api, kind, id) => parentsOf(api, kind).delete(id),
    parents: async (api, kind) => [...parentsOf(api, kind).values()],
    clear: async (api) => clear(api),
    async snapshot() {
      return {
        serials: [...serials],
        parents: [...parents].flatMap(([key, byId]) => {
          const [api = '', kind = ''] = key.split(' ');
          return Array.from(byId, ([id, parent]) => ({ api, kind, id, parent }));
        }),
        records: [...shelves.values()].flatMap((each) => each.records()),
      };
    },
    async restore(snapshot) {
      clear();
      for (const record of snapshot.records) collectionOf(record.api).put(record);
      for (const { api, kind, id, parent } of snapshot.parents) parentsOf(api, kind).set(id, parent);
      for (const [series, used] of snapshot.serials) serials.set(series, used);
    },
  };
}
