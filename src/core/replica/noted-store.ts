// A store in memory that tells each change with what takes it back.
import type { MemoryStore } from '../store/memory-store.ts';
import type { Parent, Store } from '../store/store.ts';
import type { Note } from './changes.ts';

/** The places of parents among those of their kind, which decide in which order they are listed and forgotten. */
export interface Places {
  of(api: string, kind: string, id: string): number;
  set(api: string, kind: string, id: string, place: number): void;
  /** Who comes back comes last. */
  forget(api: string, kind: string, id: string): void;
}

export function createPlaces(): Places {
  const places = new Map<string, number>();
  let last = 0;
  const keyOf = (...names: string[]) => names.join(' ');
  return {
    of: (api, kind, id) => places.get(keyOf(api, kind, id)) ?? last + 1,
    set(api, kind, id, place) {
      places.set(keyOf(api, kind, id), place);
      last = Math.max(last, place);
    },
    forget: (...names) => void places.delete(keyOf(...names)),
  };
}

export function notedStore(store: MemoryStore, places: Places, note: Note): Store {
  const serial = async (series: string, change: () => Promise<unknown>) => {
    const before = store.serialOf(series);
    await change();
    const used = store.serialOf(series);
    if (used !== before) note(['serial', series, used], () => store.setSerial(series, before));
  };
  /** A change among the parents of a kind; what it did is seen from who is there before and afterwards. */
  const changeParents = async (api: string, kind: string, change: () => Promise<unknown>) => {
    const before = store.parentEntries(api, kind);
    await change();
    const after = new Map(store.parentEntries(api, kind));
    let undo = () => store.setParents(api, kind, before);
    for (const [id] of before) {
      if (after.has(id)) continue;
      const place = places.of(api, kind, id);
      const undoAll = undo;
      places.forget(api, kind, id);
      note(['no parent', api, kind, id], () => {
        places.set(api, kind, id, place);
        undoAll();
      });
      undo = () => {};
    }
    return undo;
  };
  return {
    ...store,
    async serial(series) {
      await serial(series, () => store.serial(series));
      return store.serialOf(series);
    },
    raiseSerial: (series, used) => serial(series, () => store.raiseSerial(series, used)),
    async put(record) {
      const before = await store.get(record.api, record.id);
      await store.put(record);
      const arrival = store.arrival(record.api, record.id)!;
      note(['put', arrival, record], () =>
        before ? void store.put(before) : void store.remove(record.api, record.id),
      );
    },
    async remove(api, id) {
      const before = await store.get(api, id);
      if (!before) return false;
      const arrival = store.arrival(api, id)!;
      await store.remove(api, id);
      note(['remove', api, id], () => void store.put(before, arrival));
      return true;
    },
    async putParent(api, kind, id, parent: Parent, most) {
      const put = () => store.putParent(api, kind, id, parent, most);
      const place = places.of(api, kind, id);
      const before = await store.parent(api, kind, id);
      const undoAll = most === undefined ? undefined : await changeParents(api, kind, put);
      if (!undoAll) await put();
      places.set(api, kind, id, place);
      const undo = () =>
        before ? void store.putParent(api, kind, id, before) : void store.removeParent(api, kind, id);
      note(['parent', place, api, kind, id, parent], () => {
        // Another process may have given its place away meanwhile.
        if (!before) places.forget(api, kind, id);
        (undoAll ?? undo)();
      });
    },
    async removeParent(api, kind, id) {
      const isThere = (await store.parent(api, kind, id)) !== undefined;
      if (isThere) await changeParents(api, kind, () => store.removeParent(api, kind, id));
      return isThere;
    },
    async clear(api) {
      note(['anew'], () => {});
      await store.clear(api);
    },
    async restore(snapshot) {
      note(['anew'], () => {});
      await store.restore(snapshot);
    },
  };
}
