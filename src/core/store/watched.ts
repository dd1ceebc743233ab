// A store that tells when it has changed, for whoever keeps what it remembers.
import type { Store } from './store.ts';

/** The same store; `changed` is called after each change, and never for a question. */
export function watched(store: Store, changed: () => void): Store {
  const telling =
    <Args extends unknown[], Result>(change: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      try {
        return await change(...args);
      } finally {
        changed();
      }
    };
  return {
    ...store,
    serial: telling(store.serial),
    raiseSerial: telling(store.raiseSerial),
    put: telling(store.put),
    remove: telling(store.remove),
    putParent: telling(store.putParent),
    removeParent: telling(store.removeParent),
    clear: telling(store.clear),
    restore: telling(store.restore),
  };
}
