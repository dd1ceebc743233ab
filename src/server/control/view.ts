// A record as the control API shows it.
import type { RecordView } from '../../../schemas/standin/types.ts';
import { type Entered, type StandinRecord, snapshotAt, timelineOf } from '../../core/records/snapshot.ts';
import { toIso } from '../../core/time/duration.ts';
import type { World } from '../../core/worlds/world.ts';

/** `toUrl` makes an absolute URL of a path in this world. */
export function toView(world: World, record: StandinRecord, toUrl: (path: string) => string): RecordView {
  const { path, headers = {} } = world.api(record.api).wire.locate(record, {
    readings: world.readings,
    token: world.tokenFor(record.api),
  });
  const dated = <T extends { at: number }>({ at, ...rest }: T) => ({ ...rest, at: toIso(at) });
  return {
    api: record.api,
    id: record.id,
    url: toUrl(path),
    headers,
    state: snapshotAt(record, world.clock.now()).state,
    timeline: timelineOf(record).map(dated<Entered>),
    created: toIso(record.created),
    commands: record.commands.map(({ kind, at }) => dated({ kind, at })),
    sample: record.seenAt !== undefined,
    attributes: structuredClone(record.attributes) as Record<string, unknown>,
  };
}
