// Reads a record that was written by this Standin or another one, or edited by hand.
import type { Api } from '../api/api.ts';
import type { Store } from '../store/store.ts';
import { own } from '../values/own.ts';
import { Problem } from '../values/problem.ts';
import { randomFor } from '../values/random.ts';
import { checkPlan } from './plan.ts';
import { checkCommands, recordChecker } from './record-check.ts';
import type { StandinRecord } from './snapshot.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads written records of one API. Each must be a possible creation; missing facts are filled in. A Problem (400) for an
 * impossible one.
 */
export function recordReader(api: Api, seed: number): (record: StandinRecord) => Promise<StandinRecord> {
  const check = recordChecker(api);
  return async (record) => {
    await check(record);
    checkPlan(api.lifecycle, record.plan);
    checkCommands(api.lifecycle, record);
    const random = randomFor(seed, `${api.name} ${record.id}`, 0);
    const given = record.attributes as object;
    const context = { created: record.created, random, store: nowhere };
    const { id, attributes } = await api.record.complete(given, context);
    if (id !== record.id)
      throw new Problem(400, 'Bad record', {
        detail: `Its attributes are those of '${id}'.`,
        given: record.id,
      });
    const isWhole = Object.keys(attributes as object).every(
      (name) => own(given as Members, name) !== undefined,
    );
    return isWhole ? record : { ...record, attributes: { ...(attributes as object), ...given } };
  };
}

/** An empty store: a record created in it has only the facts that it was given. */
const nowhere = {
  serial: async () => 1,
  raiseSerial: async () => {},
  get: async () => undefined,
  parent: async () => undefined,
  parents: async () => [],
} satisfies Partial<Store> as unknown as Store;
