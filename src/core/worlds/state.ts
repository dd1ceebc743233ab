// A world as JSON: what is written down of it, and what a JSON must be to become one. All of it is checked before any of
// it is taken.
import type { Api } from '../api/api.ts';
import { documentsOf } from '../api/documents.ts';
import type { Reading } from '../api/errata.ts';
import { createValidator, sentenceOf } from '../api/schema.ts';
import { attributesChecker } from '../records/attributes.ts';
import { commandRules } from '../records/lifecycle.ts';
import { checkPlan } from '../records/plan.ts';
import type { StandinRecord } from '../records/snapshot.ts';
import type { Store, StoreSnapshot } from '../store/store.ts';
import type { ClockState } from '../time/clock.ts';
import { own } from '../values/own.ts';
import { Problem, unknownName } from '../values/problem.ts';
import { randomFor } from '../values/random.ts';
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

/** A state that these APIs can be in, in this version. A Problem (400) that says where it is none. */
export async function checkWorldState(given: unknown, apis: readonly Api[]): Promise<WorldState> {
  const current = upToDate(given, format);
  const validator = createValidator(documentsOf('standin').schemas);
  const [violation] = await validator.violations('world-state', current);
  if (violation) throw badWorld(sentenceOf(violation), violation.given);
  const state = current as unknown as WorldState;
  checkApis(state, apis);
  createFaultBook({ seed: () => 0, known: knownTo(apis), initial: state.faults });
  const known = new Map(apis.map((api) => [api.name, new Set<string>()]));
  const checks = new Map(apis.map((api) => [api.name, recordChecker(api)]));
  let position = 0;
  for (const record of state.records) {
    const ids = known.get(record.api)!;
    try {
      if (ids.has(record.id)) throw badWorld('There is another of that id.', record.id);
      ids.add(record.id);
      await checks.get(record.api)!(record);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const where = `/records/${position}, ${record.api} ${record.id}`;
      throw badWorld(`${where}: ${error.detail}`, error.given, error.hint);
    }
    position++;
  }
  return state;
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
  const { records, parents, serials, scenarios } = state;
  for (const [series] of serials) checkNamed(series.split(' ', 1)[0]!, state);
  for (const { api } of parents) checkNamed(api, state);
  for (const { api } of records) checkNamed(api, state);
  for (const api of Object.values(scenarios).flatMap(Object.keys)) checkNamed(api, state);
}

function checkNamed(api: string, { apis }: WorldState): void {
  if (!apis.includes(api)) throw unknownName('api', api, apis);
}

/** Checks the records of one API, each a creation that could have been. */
function recordChecker(api: Api): (record: StandinRecord) => Promise<void> {
  const attributesFit = attributesChecker(api);
  const rules = commandRules(api.lifecycle);
  return async ({ id, plan, commands, attributes, created }) => {
    await attributesFit(attributes as object);
    checkPlan(api.lifecycle, plan);
    for (const { kind, plan: onward } of commands) {
      if (!own(rules, kind)) throw unknownName('command', kind, Object.keys(rules));
      // One without any holds a record where it is.
      if (onward.length > 0) checkPlan(api.lifecycle, onward);
    }
    const context = { created, random: randomFor(0, api.name, 0), store: nowhere };
    const complete = await api.record.complete(attributes as object, context);
    if (complete.id !== id) throw badWorld(`Its attributes are those of '${complete.id}'.`, id);
  };
}

/** A store in which nothing is known: what is created there has what it brings along. */
const nowhere = {
  serial: async () => 1,
  raiseSerial: async () => {},
  get: async () => undefined,
  parent: async () => undefined,
  parents: async () => [],
} satisfies Partial<Store> as unknown as Store;

function badWorld(detail: string, given: unknown, hint?: string): Problem {
  return new Problem(400, 'Bad world', {
    detail,
    given,
    hint:
      hint ?? 'Take what GET /__standin/world shows; its schema is schemas/standin/world-state.schema.json.',
  });
}
