// How a world is steered from outside: its clock, records, presets, scenarios, faults and journal. The admin API says it
// over HTTP and the library says it in process; both are this.
import type {
  ChangeClockRequest,
  ClockNext,
  ClockView,
  CreatePresetRequest,
  RecordView,
} from '../../../schemas/standin/types.ts';
import type { OperationRequest } from '../../core/api/operation.ts';
import { checkAttributes } from '../../core/records/attributes.ts';
import { command, create, createPreset, ruleOf } from '../../core/records/creation.ts';
import { remove } from '../../core/records/mirrors.ts';
import { type Entered, type StandinRecord, snapshotAt, timelineOf } from '../../core/records/snapshot.ts';
import { transitionsAt, whenIn } from '../../core/records/transitions.ts';
import { formatPace, parsePace } from '../../core/time/clock.ts';
import { parseDuration, parseInstant, toIso } from '../../core/time/duration.ts';
import { Problem } from '../../core/values/problem.ts';
import type { FaultBook } from '../../core/worlds/faults.ts';
import type { JournalEntry } from '../../core/worlds/journal.ts';
import type { ScenarioRequest, ScenarioSettings } from '../../core/worlds/scenarios.ts';
import type { WorldState } from '../../core/worlds/state.ts';
import type { World } from '../../core/worlds/world.ts';
import { linksOf } from '../requests/address.ts';
import { type RecordRequest, toCreation } from './creation-request.ts';
import { type RecordFilter, recordsIn } from './paging.ts';

export type { ClockNext, ClockView, RecordRequest, RecordView };
/** A given by its name or its sentence, with parameters. */
export type PresetRequest = CreatePresetRequest['body'];

/** `toUrl` makes an absolute URL of a path in this world. */
export function createControl(world: World, toUrl: (path: string) => string) {
  const view = (record: StandinRecord) => toView(world, record, toUrl);
  const find = async (api: string, id: string) => {
    const record = await world.store.get(world.api(api).name, id);
    if (record) return record;
    throw new Problem(404, 'No such record', {
      detail: `${api} has no record '${id}'.`,
      given: id,
      hint: `GET /__standin/records?api=${api} lists those it has.`,
    });
  };

  return {
    clock: {
      show: (): ClockView => ({ now: toIso(world.clock.now()), clock: formatPace(world.clock.pace) }),
      /** Sets how time passes, or jumps forward to an instant, or both. */
      set({ clock, at }: ChangeClockRequest['body']): ClockView {
        const pace = clock === undefined ? undefined : parsePace(clock);
        if (at !== undefined) world.clock.moveTo(parseInstant(at));
        if (pace) world.clock.setPace(pace);
        return this.show();
      },
      advance(by: string | number): ClockView {
        world.clock.advance(parseDuration(by));
        return this.show();
      },
      /** Jumps to the next transition of any record, if there is one, and says what happened. */
      async next(): Promise<ClockNext> {
        const at = await world.store.nextTransition(world.clock.now());
        if (at === undefined) return { ...this.show(), transitions: [] };
        world.clock.moveTo(at);
        const transitions = (await transitionsAt(world, at)).map(({ record: { api, id }, state }) => {
          return { api, id, state, at: toIso(at) };
        });
        return { ...this.show(), transitions };
      },
      /** Jumps to the instant at which a record enters a state, and shows it then. */
      async runUntil({ api, id }: Pick<RecordView, 'api' | 'id'>, state: string): Promise<RecordView> {
        const record = await find(api, id);
        const now = world.clock.now();
        world.clock.advance(whenIn(world.api(api).lifecycle, record, state, now) - now);
        return view(record);
      },
    },

    records: {
      list: async (filter: RecordFilter = {}): Promise<RecordView[]> =>
        (await recordsIn(world, filter)).items.map(view),
      /** A part of them, and how many there are in all. */
      async page(filter: RecordFilter = {}): Promise<{ records: RecordView[]; total: number }> {
        const { items, total } = await recordsIn(world, filter);
        return { records: items.map(view), total };
      },
      async create(request: RecordRequest): Promise<RecordView> {
        const api = world.api(request.api);
        await checkAttributes(api, request.attributes ?? {});
        return view(await create(world, api, toCreation(api, request), world.clock.now()));
      },
      get: async (api: string, id: string): Promise<RecordView> => view(await find(api, id)),
      /** Runs a command now. A Problem (409) if the record's state does not allow it. */
      async command(api: string, id: string, kind: string): Promise<RecordView> {
        const record = await find(api, id);
        const now = world.clock.now();
        const commanded = await command(world, record, kind, now);
        if (commanded) return view(commanded);
        throw new Problem(409, 'Command not allowed', {
          detail: `'${kind}' cannot cut in while ${api} ${id} is ${snapshotAt(record, now).state}.`,
          given: kind,
          hint: `It can from ${ruleOf(world, record, kind).from.join(', ')}.`,
        });
      },
      async remove(api: string, id: string): Promise<void> {
        await remove(world, await find(api, id), world.clock.now());
      },
    },

    presets: {
      list: () =>
        world.apis.flatMap((api) =>
          api.presets.map(({ name, says, params }) => ({ api: api.name, name, says, params })),
        ),
      async create({ api, name, params = {} }: PresetRequest): Promise<RecordView[]> {
        return (await createPreset(world, world.api(api), name, params, world.clock.now())).map(view);
      },
    },

    scenarios: {
      show: () => world.scenarios.show(),
      change(settings: ScenarioRequest): ScenarioSettings {
        world.scenarios.change(settings);
        return world.scenarios.show();
      },
    },

    faults: world.faults as Pick<FaultBook, 'list' | 'add' | 'remove' | 'clear'>,
    journal: {
      entries: (): readonly JournalEntry[] => world.journal.entries(),
      clear: () => world.journal.clear(),
    },

    reset: () => world.reset(),
    /** The whole world but its journal, as JSON. */
    export: async (): Promise<WorldState> => structuredClone(await world.state()),
    /** Becomes the world that was exported, of this one or another; all of it or, with a Problem (400), nothing. */
    import: async (state: WorldState): Promise<void> => world.restore(structuredClone(state)),
  };
}

export type Control = ReturnType<typeof createControl>;

/** The control of the world that an admin request is for. */
export function controlOf(
  request: Pick<OperationRequest<unknown, World>, 'world' | 'url' | 'href'>,
): Control {
  return createControl(request.world, linksOf(request));
}

function toView(world: World, record: StandinRecord, toUrl: (path: string) => string): RecordView {
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
