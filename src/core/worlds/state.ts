// A world as JSON: what is written of it, and the checks on a JSON that becomes a world. All of it is checked before any of
// it is used.
import type { Api } from '../api/api.ts';
import { documentsOf } from '../api/documents.ts';
import type { Reading } from '../api/errata.ts';
import { createValidator, sentenceOf } from '../api/schema.ts';
import { recordReader } from '../records/record-reader.ts';
import type { StandinRecord } from '../records/snapshot.ts';
import { checkParent } from '../store/parent-check.ts';
import type { StoreSnapshot } from '../store/store.ts';
import type { ClockState } from '../time/clock.ts';
import { Problem, unknownName } from '../values/problem.ts';
import { createFaultBook, knownTo } from './faults.ts';
import type { ScenarioSettings } from './scenarios.ts';
import { fromVersion1 } from './state-versions.ts';
import { type Format, upToDate } from './versions.ts';

export const worldFormat = 'standin-world';
export const worldVersion = 2;

/** A whole world, except its journal. */
export interface WorldState extends StoreSnapshot {
  readonly format: typeof worldFormat;
  readonly version: typeof worldVersion;
  /** The APIs that the world has. */
  readonly apis: readonly string[];
  readonly seed: number;
  /** By erratum; one that is not named is read as `corrected`. */
  readonly readings: Readonly<Record<string, Reading>>;
  readonly clock: ClockState;
  readonly scenarios: ScenarioSettings;
  /** As {@link parseFault} reads them, without the number of their hits. */
  readonly faults: readonly string[];
}

const format: Format = { name: worldFormat, version: worldVersion, migrations: { 1: fromVersion1 } };

/** An impossible record of a state, and the reason. */
export interface BadRecord {
  readonly record: unknown;
  readonly why: string;
}

export interface CheckOptions {
  /** Called for each impossible record and parent, which is then left out. Without it, the first is a Problem. */
  readonly leaveOut?: ((bad: BadRecord) => void) | undefined;
}

/** A valid state for these APIs, in this version. Otherwise a Problem (400) that says where it is invalid. */
export async function checkWorldState(
  given: unknown,
  apis: readonly Api[],
  { leaveOut }: CheckOptions = {},
): Promise<WorldState> {
  const current = upToDate(given, format);
  const lists = { parents: listIn(current.parents), records: listIn(current.records) };
  const state = await checkMembers(leaveOut ? { ...current, parents: [], records: [] } : current);
  checkApis(state, apis);
  createFaultBook({ seed: () => 0, known: knownTo(apis), initial: state.faults });
  const checking = { state, apis, leaveOut };
  return {
    ...state,
    parents: await sifted(lists.parents, 'parents', checking),
    records: await sifted(lists.records, 'records', checking),
  };
}

/** The schema refuses what is not a list. */
function listIn(given: unknown): readonly unknown[] {
  if (Array.isArray(given)) return given;
  throw badWorld('Its parents and its records must be lists.', given);
}

async function checkMembers(current: object): Promise<WorldState> {
  const validator = createValidator(documentsOf('standin').schemas);
  const [violation] = await validator.violations('world-state', current);
  if (violation) throw badWorld(sentenceOf(violation), violation.given);
  return current as unknown as WorldState;
}

interface Checking extends CheckOptions {
  readonly state: WorldState;
  readonly apis: readonly Api[];
}

const noScenarios: ScenarioSettings = { defaults: {}, queue: {}, lasts: {} };

/** The possible items of a list. The first impossible one is a Problem (400), unless it may be left out. */
async function sifted<Part extends 'parents' | 'records'>(
  items: readonly unknown[],
  part: Part,
  { state, apis, leaveOut }: Checking,
): Promise<WorldState[Part]> {
  const check = part === 'records' ? recordCheckFor(apis, state) : parentCheckFor(apis, state);
  const kept: unknown[] = [];
  const around = { ...state, serials: [], faults: [], scenarios: noScenarios, parents: [], records: [] };
  for (const [position, item] of items.entries()) {
    try {
      if (leaveOut) await checkMembers({ ...around, [part]: [item] });
      kept.push(await check(item as never));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { api, id } = (item ?? {}) as { api?: unknown; id?: unknown };
      const where = `/${part}/${position}, ${api} ${id}`;
      if (!leaveOut) throw badWorld(`${where}: ${error.detail}`, error.given, error.hint);
      leaveOut({ record: item, why: error.detail });
    }
  }
  return kept as unknown as WorldState[Part];
}

function checkApis(state: WorldState, apis: readonly Api[]): void {
  const served = apis.map((api) => api.name);
  const stranger = state.apis.find((name) => !served.includes(name));
  if (stranger !== undefined) {
    throw new Problem(400, 'Unknown api', {
      detail: `This world has the API '${stranger}', which this Standin does not serve.`,
      given: stranger,
      hint: `Serve it too, or use another world. Served: ${served.join(', ')}.`,
    });
  }
  const { serials, scenarios } = state;
  for (const [series] of serials) checkNamed(series.split(' ', 1)[0]!, state);
  for (const api of Object.values(scenarios).flatMap(Object.keys)) checkNamed(api, state);
}

function checkNamed(api: string, { apis }: WorldState): void {
  if (!apis.includes(api)) throw unknownName('api', api, apis);
}

/** Checks one record after another: each must be a possible creation. Fills in missing facts. */
function recordCheckFor(
  apis: readonly Api[],
  state: WorldState,
): (record: StandinRecord) => Promise<StandinRecord> {
  const known = new Map(apis.map((api) => [api.name, new Set<string>()]));
  const checks = new Map(apis.map((api) => [api.name, recordReader(api, state.seed)]));
  return async (record) => {
    checkNamed(record.api, state);
    const ids = known.get(record.api)!;
    if (ids.has(record.id)) throw badWorld('Another one has the same id.', record.id);
    if (record.mirrorOf !== undefined) checkNamed(record.mirrorOf, state);
    const read = await checks.get(record.api)!(record);
    ids.add(record.id);
    return read;
  };
}

type NamedParent = WorldState['parents'][number];

/** Checks one parent after another: its API has a schema for its kind, and its facts match it. */
function parentCheckFor(
  apis: readonly Api[],
  state: WorldState,
): (parent: NamedParent) => Promise<NamedParent> {
  const seen = new Set<string>();
  return async (named) => {
    const { api: name, kind, id, parent } = named;
    checkNamed(name, state);
    const key = JSON.stringify([name, kind, id]);
    if (seen.has(key)) throw badWorld('Another one has the same kind and id.', id);
    seen.add(key);
    await checkParent(apis.find((each) => each.name === name)!, { kind, id, parent });
    return named;
  };
}

function badWorld(detail: string, given: unknown, hint?: string): Problem {
  return new Problem(400, 'Bad world', {
    detail,
    given,
    hint:
      hint ??
      'Use the output of GET /__standin/world; its schema is schemas/standin/world-state.schema.json.',
  });
}
