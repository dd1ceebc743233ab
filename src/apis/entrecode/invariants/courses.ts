// The course of builds, as the events of a response tell it.
import type { Course } from '../../../core/invariants/events.ts';
import type { Seen } from '../../../core/invariants/invariant.ts';
import { entriesOf } from '../observations.ts';

/** The events in the builds of a response. Temporary ones may disappear after their end. */
export function coursesOf(seen: Seen): readonly Course[] {
  return entriesOf(seen).map(({ entry, pointer }) => ({
    name: `${entry.buildID}`,
    begin: Date.parse(entry.started),
    end: entry.finished === undefined ? undefined : Date.parse(entry.finished),
    pointer: `${pointer}/events`,
    events: entry.events.map(({ buildEventID: id, timestamp, message, temporary }, index) => ({
      // Numbers too great for a double may have lost the digits that tell them apart.
      id: typeof id === 'string' || Number.isSafeInteger(id) ? `${id}` : undefined,
      at: Date.parse(timestamp),
      pointer: `${pointer}/events/${index}`,
      said: { timestamp, message },
      passing: temporary,
    })),
  }));
}
