// Controls a world from outside: its clock, records, presets, scenarios, faults and journal. The control API
// offers it over HTTP and the library in process; both use this.
import type {
  ChangeClockRequest,
  ClockNext,
  ClockView,
  CreatePresetRequest,
  RecordView,
} from '../../../schemas/standin/types.ts';
import type { Reading } from '../../core/api/errata.ts';
import type { OperationRequest } from '../../core/api/operation.ts';
import { checkAttributes } from '../../core/records/attributes.ts';
import { command, create, createPreset, ruleOf } from '../../core/records/creation.ts';
import { remove } from '../../core/records/mirrors.ts';
import { type StandinRecord, snapshotAt } from '../../core/records/snapshot.ts';
import { transitionsIn, whenIn } from '../../core/records/transitions.ts';
import { formatPace, parsePace } from '../../core/time/clock.ts';
import { parseDuration, parseInstant, toIso } from '../../core/time/duration.ts';
import { Problem } from '../../core/values/problem.ts';
import type { JournalEntry } from '../../core/worlds/journal.ts';
import type { ScenarioRequest, ScenarioSettings } from '../../core/worlds/scenarios.ts';
import type { WorldState } from '../../core/worlds/state.ts';
import type { ResetOptions, World } from '../../core/worlds/world.ts';
import { linksOf } from '../requests/address.ts';
import { type RecordRequest, toCreation } from './creation-request.ts';
import { type RecordFilter, recordsIn } from './paging.ts';
import { toView } from './view.ts';

export type { ClockNext, ClockView, RecordRequest, RecordView };
/** A preset by its name or its sentence, with parameters. */
export type PresetRequest = CreatePresetRequest['body'];

/** How many transitions a response lists; `total` counts all of them. */
const mostTransitions = 1_000;

/** `toUrl` makes an absolute URL of a path in this world. */
export function createControl(world: World, toUrl: (path: string) => string) {
  const view = (record: StandinRecord) => toView(world, record, toUrl);
  const find = async (api: string, id: string) => {
    const record = await world.store.get(world.api(api).name, id);
    if (record) return record;
    throw new Problem(404, 'No such record', {
      detail: `${api} has no record '${id}'.`,
      given: id,
      hint: `GET /__standin/records?api=${api} lists its records.`,
    });
  };

  const showClock = (): ClockView => ({ now: toIso(world.clock.now()), clock: formatPace(world.clock.pace) });
  /** The clock after a move, and the transitions that the move caused. */
  const moved = async (after: number): Promise<ClockNext> => {
    const all = await transitionsIn(world, after, world.clock.now());
    const transitions = all.slice(0, mostTransitions).map(({ record: { api, id }, state, at }) => {
      return { api, id, state, at: toIso(at) };
    });
    return {
      ...showClock(),
      transitions,
      ...(all.length > transitions.length && { total: all.length }),
    };
  };

  return {
    clock: {
      get: showClock,
      /** Sets how time passes, or jumps forward to an instant, or both. */
      set({ clock, at }: ChangeClockRequest['body']): ClockView {
        const pace = clock === undefined ? undefined : parsePace(clock);
        if (at !== undefined) world.clock.moveTo(parseInstant(at));
        if (pace) world.clock.setPace(pace);
        return showClock();
      },
      async advance(by: string | number): Promise<ClockNext> {
        const before = world.clock.now();
        world.clock.advance(parseDuration(by));
        return moved(before);
      },
      async next(): Promise<ClockNext> {
        const before = world.clock.now();
        const at = await world.store.nextTransition(before);
        if (at !== undefined) world.clock.moveTo(at);
        return moved(at === undefined ? world.clock.now() : before);
      },
      /** Jumps to the instant at which a record enters a state, and shows it at that instant. */
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
      /** A page of them, and their number. */
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
          detail: `'${kind}' is not allowed while ${api} ${id} is ${snapshotAt(record, now).state}.`,
          given: kind,
          hint: `It is allowed in ${ruleOf(world, record, kind).from.join(', ')}.`,
        });
      },
      async delete(api: string, id: string): Promise<void> {
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
      get: () => world.scenarios.show(),
      set(settings: ScenarioRequest): ScenarioSettings {
        world.scenarios.change(settings);
        return world.scenarios.show();
      },
    },

    readings: {
      get: () => ({ readings: world.chosenReadings() }),
      set(readings: Readonly<Record<string, Reading>>) {
        world.read(readings);
        return { readings: world.chosenReadings() };
      },
    },

    faults: {
      list: () => world.faults.list(),
      create: (fault: string) => world.faults.add(fault),
      delete(id: number): void {
        if (!world.faults.remove(id)) throw noSuchFault(id);
      },
      clear: () => world.faults.clear(),
    },
    journal: {
      list: async (): Promise<readonly JournalEntry[]> => world.journal.entries(),
      clear: () => world.journal.clear(),
    },

    reset: (options?: ResetOptions) => world.reset(options),
    /** The whole world but its journal, as JSON. */
    export: async (): Promise<WorldState> => structuredClone(await world.state()),
    /** Imports an exported world completely, or not at all with a Problem (400). */
    import: async (state: WorldState): Promise<void> => world.restore(structuredClone(state)),
  };
}

export type Control = ReturnType<typeof createControl>;

function noSuchFault(id: number): Problem {
  return new Problem(404, 'No such fault', {
    detail: `This world has no fault ${id}.`,
    given: id,
    hint: 'GET /__standin/faults lists its faults.',
  });
}

/** The control of the world that a request is for. */
export function controlOf(
  request: Pick<OperationRequest<unknown, World>, 'world' | 'url' | 'href'>,
): Control {
  return createControl(request.world, linksOf(request));
}
