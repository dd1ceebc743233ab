// The vendor's response about a record, at any instant: what a client would get, without that a client has asked.
import type { Schemas } from '../../../../schemas/standin/types.ts';
import type { Operation, OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { parseInstant, toIso } from '../../../core/time/duration.ts';
import type { World } from '../../../core/worlds/world.ts';
import { prefixOf } from '../../requests/address.ts';
import { controlOf } from '../control.ts';

/**
 * Has a request answered at an instant (ms) of its world, as if it had come through the port; it leaves nothing behind. `base`: the
 * path below which it is meant.
 */
export type AskAt = (request: Request, at: number, base: string) => Response | Promise<Response>;

export function responseOperation(askAt: AskAt): Operation {
  return operationsFor<Schemas, World>()({
    id: 'show-record-response',
    method: 'GET',
    path: '/__standin/records/{api}/{id}/response',
    says: "Shows what the vendor's API answers about a record, now or at another instant. It leaves no trace.",
    clauses: [],
    request: 'record-response.request',
    responses: { 200: 'record-response', 400: 'problem', 404: 'problem' },
    async handle(request, respond) {
      const { world, params, query } = request;
      const { url, headers } = await controlOf(request).records.get(params.api, params.id);
      const at = query.at === undefined ? world.clock.now() : parseInstant(query.at);
      const inWorld = { ...headers, 'x-standin-world': world.name };
      const response = await askAt(new Request(url, { headers: inWorld }), at, baseOf(request));
      return respond(200, {
        at: toIso(at),
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text: await response.text(),
      });
    },
  });
}

/** What stands before the paths of all worlds. */
function baseOf({ href, world }: Pick<OperationRequest<unknown, World>, 'href' | 'world'>): string {
  const prefix = href('');
  const named = prefixOf(world.name);
  return prefix.endsWith(named) ? prefix.slice(0, -named.length) : prefix;
}
