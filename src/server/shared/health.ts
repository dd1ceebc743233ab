// Whether this process is up, and how the store is that it shares: answered whether the store is there or not.
import type { Api } from '../../core/api/api.ts';
import { packageVersion } from '../../core/api/documents.ts';
import type { SharedWorlds, Worlds } from '../worlds.ts';

export function createHealth(apis: readonly Api[], all: Worlds, { health }: SharedWorlds) {
  return async (): Promise<Response> => {
    const store = await health();
    const isOk = store.status === 'ok';
    const worlds = isOk ? await Promise.resolve(all.names()).catch(() => []) : [];
    const about = { version: packageVersion(), apis: apis.map(({ name }) => name), worlds, store };
    return Response.json({ status: isOk ? 'ok' : 'failure', ...about }, { status: isOk ? 200 : 503 });
  };
}
