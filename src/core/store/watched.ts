// A store that reports its changes, for saving it and for requests that wait for a record; and one that
// has a limit.
import type { Store } from './store.ts';

/** Which record has changed; left out where more than records, or more than one, may have. */
export type Changed = (record?: { readonly api: string; readonly id: string }) => void;

/** The same store; `changed` is called after each change, and never for a query. */
export function watched(store: Store, changed: { record: Changed; other: () => void }): Store {
  const telling =
    <Args extends unknown[], Result>(
      change: (...args: Args) => Promise<Result>,
      tell: (...args: Args) => void,
    ) =>
    async (...args: Args) => {
      try {
        return await change(...args);
      } finally {
        tell(...args);
      }
    };
  const other = () => changed.other();
  const all = () => changed.record();
  return {
    ...store,
    serial: telling(store.serial, other),
    raiseSerial: telling(store.raiseSerial, other),
    put: telling(store.put, ({ api, id }) => changed.record({ api, id })),
    remove: telling(store.remove, (api, id) => changed.record({ api, id })),
    putParent: telling(store.putParent, other),
    removeParent: telling(store.removeParent, other),
    clear: telling(store.clear, all),
    restore: telling(store.restore, all),
  };
}

/** The same store; `checkRoom` is called before a parent is added. */
export function limitedParents(store: Store, checkRoom: () => Promise<void>): Store {
  return {
    ...store,
    async putParent(api, kind, id, parent, most) {
      if (most === undefined && !(await store.parent(api, kind, id))) await checkRoom();
      await store.putParent(api, kind, id, parent, most);
    },
  };
}
