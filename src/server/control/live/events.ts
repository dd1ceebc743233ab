// What happens in a world, as server-sent events. A few times a second somebody looks whether something has changed; while nobody
// follows, nobody looks.
import type { Schemas } from '../../../../schemas/standin/types.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import type { World } from '../../../core/worlds/world.ts';
import { type Control, controlOf } from '../control.ts';
import { follow, type LiveEvent } from './changes.ts';

/** How long between two looks, in ms of real time. */
const interval = 125;
/** After so many looks without an event the clock is told, so that whoever follows knows that the server is there. */
const quietLooks = 40;

export const eventOperations = [
  operationsFor<Schemas, World>()({
    id: 'follow-events',
    method: 'GET',
    path: '/__standin/events',
    says: 'Tells what happens in the world as server-sent events: clock, records, journal, faults, scenarios, readings.',
    clauses: [],
    request: 'events.request',
    responses: { 200: null },
    holdsOpen: () => true,
    async handle(request) {
      const since = request.query.since ?? request.header('last-event-id');
      const { world } = request;
      const control = controlOf(request);
      return {
        status: 200,
        stream: (signal) => eventsOf(world, control, since, signal),
        headers: {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          // Proxies would hold it back until it has ended.
          'x-accel-buffering': 'no',
        },
      };
    },
  }),
];

async function* eventsOf(world: World, control: Control, since: string | undefined, signal: AbortSignal) {
  const follower = follow(world, control, since);
  for (let quiet = 0; !signal.aborted && !world.watch.over; quiet++) {
    const { events, mark } = await follower.look();
    if (events.length > 0 || quiet >= quietLooks) {
      yield toText(events.length > 0 ? events : [follower.pulse()], mark);
      quiet = 0;
    }
    await world.watch.pause(interval, signal);
  }
  if (world.watch.over) yield 'event: end\ndata: {}\n\n';
}

/** The last of them alone has an id: whoever was cut off in the middle gets all of them again. */
function toText(events: readonly LiveEvent[], mark: string): string {
  return events
    .map(({ event, data }, index) => {
      const id = index === events.length - 1 ? `id: ${mark}\n` : '';
      return `${id}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    })
    .join('');
}
