// Creating a record where that is allowed, and following it from there.
import { namesIn } from '../../core/api/templates.ts';
import type { Explorer } from '../../core/invariants/invariant.ts';
import type { Description, Kind } from '../engine/model.ts';
import { isLongRunning } from '../presets/azure.ts';
import { isObject, valueAt } from '../source/library.ts';
import { bodyFor, look, queryFor } from './looks.ts';
import { followMonitor } from './monitors.ts';

export async function createOne(description: Description, kind: Kind, explorer: Explorer): Promise<void> {
  for (const { endpoint, sends, view, of } of kind.creates) {
    if (of !== undefined) continue;
    const params = Object.fromEntries(
      namesIn(endpoint.path).map((name) => [name, explorer.params[name] ?? 'sample']),
    );
    const body = sends ?? bodyFor(description, endpoint.documented);
    const send = () =>
      explorer.send(endpoint.id, {
        params,
        query: queryFor(description, endpoint),
        ...(body !== undefined && { body }),
      });
    let seen = await send();
    if (endpoint.documented && isLongRunning(endpoint.documented)) {
      // What a server in trouble did not begin may be begun again.
      if (seen.response.status >= 500) seen = await send();
      await followMonitor(explorer, seen);
    }
    const id =
      view && kind.idAt !== undefined && isObject(seen.content)
        ? valueAt(seen.content, view.at + kind.idAt)
        : undefined;
    const [detail] = kind.views;
    if (detail && (typeof id === 'string' || typeof id === 'number') && !kind.idInPath) {
      await look(description, kind, detail.endpoint, id, explorer);
      await explorer.watch(() => look(description, kind, detail.endpoint, id, explorer));
    }
  }
}
