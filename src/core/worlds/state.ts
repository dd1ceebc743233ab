// A world as JSON: what is written down of it, and what a JSON must be to become one. All of it is checked before any of
// it is taken.
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

/** A world, all of it but its journal. */
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
  /** As {@link parseFault} reads them. What became of them so far is not kept. */
  readonly faults: readonly string[];
}

const format: Format = { name: worldFormat, version: worldVersion, migrations: { 1: fromVersion1 } };

/** A record of a state that could not be, and why. */
export interface BadRecord {
  readonly record: unknown;
  readonly why: string;
}

export interface CheckOptions {
  /** Told of each record and parent that could not be, which is then left out. Without it, the first is a Problem. */
  readonly leaveOut?: ((bad: BadRecord) => void) | undefined;
}

/** A state that these APIs can be in, in this version. A Problem (400) that says where it is none. */
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

/** What is no list is left for the schema to refuse. */
function listIn(given: unknown): readonly unknown[] {
  if (Array.isArray(given)) return given;
  throw badWorld('Its parents and its records should be lists.', given);
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

/** The items of a list that could be; the first that could not is a Problem (400), unless it may be left out. */
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
      detail: `This world has the API '${stranger}', which is not served here.`,
      given: stranger,
      hint: `Serve it too, or take another world. Served: ${served.join(', ')}.`,
    });
  }
  const { serials, scenarios } = state;
  for (const [series] of serials) checkNamed(series.split(' ', 1)[0]!, state);
  for (const api of Object.values(scenarios).flatMap(Object.keys)) checkNamed(api, state);
}

function checkNamed(api: string, { apis }: WorldState): void {
  if (!apis.includes(api)) throw unknownName('api', api, apis);
}

/** Checks one record after another, each a creation that could have been, and gives it with what it leaves out. */
function recordCheckFor(
  apis: readonly Api[],
  state: WorldState,
): (record: StandinRecord) => Promise<StandinRecord> {
  const known = new Map(apis.map((api) => [api.name, new Set<string>()]));
  const checks = new Map(apis.map((api) => [api.name, recordReader(api, state.seed)]));
  return async (record) => {
    checkNamed(record.api, state);
    const ids = known.get(record.api)!;
    if (ids.has(record.id)) throw badWorld('There is another of that id.', record.id);
    if (record.mirrorOf !== undefined) checkNamed(record.mirrorOf, state);
    const read = await checks.get(record.api)!(record);
    ids.add(record.id);
    return read;
  };
}

type NamedParent = WorldState['parents'][number];

/** Checks one parent after another: of a kind that its API has a schema for, the facts are as that says. */
function parentCheckFor(
  apis: readonly Api[],
  state: WorldState,
): (parent: NamedParent) => Promise<NamedParent> {
  const seen = new Set<string>();
  return async (named) => {
    const { api: name, kind, id, parent } = named;
    checkNamed(name, state);
    const key = JSON.stringify([name, kind, id]);
    if (seen.has(key)) throw badWorld('There is another of that kind and id.', id);
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
      hint ?? 'Take what GET /__standin/world shows; its schema is schemas/standin/world-state.schema.json.',
  });
}
