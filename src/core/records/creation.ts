// Creating a record: through an API's own operation, the control API, or a preset.
import type { Api, Creation, Preset } from '../api/api.ts';
import { compact } from '../store/compact.ts';
import { keepParents } from '../store/parents.ts';
import { own } from '../values/own.ts';
import { Problem, unknownName } from '../values/problem.ts';
import { randomFor } from '../values/random.ts';
import type { World } from '../worlds/world.ts';
import { checkAttributes, checkParams } from './attributes.ts';
import { type CommandRule, commandRules } from './lifecycle.ts';
import { originalsOf, reflect } from './mirrors.ts';
import {
  checkPlan,
  type Lasts,
  lengthBefore,
  type Plan,
  planFor,
  planOnward,
  planThrough,
  type Scenario,
} from './plan.ts';
import { checkInstants, recordChecker } from './record-check.ts';
import { type Command, type StandinRecord, snapshotAt } from './snapshot.ts';

/** What to do if a record with that id already exists. */
export type Clash = 'refuse' | 'replace';

/** Most records never get a command; they share one empty list. */
const none: readonly Command[] = [];

/**
 * Creates a record and stores it. A Problem (409) if its id is taken and `clash` says to refuse, (507) if the world is full.
 * A mirror with that id is replaced. A linked API shows the record too, unless it is a sample.
 */
export async function create<A>(
  world: World,
  api: Api<A>,
  creation: Creation<A>,
  now: number,
  clash: Clash = 'refuse',
): Promise<StandinRecord<A>> {
  const plan = planOf(world, api, creation);
  const created = creation.created ?? now - lengthBefore(plan, creation.state);
  const random = randomFor(world.seed, api.name, await world.store.serial(`${api.name} creations`));
  const context = { created, random, store: world.store };
  const { id, attributes, parents } = await api.record.complete(creation.attributes ?? {}, context);
  const taken = await world.store.get(api.name, id);
  if (taken && taken.mirrorOf === undefined && clash === 'refuse') {
    throw new Problem(409, 'Record exists', {
      detail: `${api.name} already has a record '${id}'.`,
      given: id,
      hint: `Give other attributes, or delete it first with DELETE /__standin/records/${api.name}/${id}.`,
    });
  }
  if (!taken) await world.checkRoom();
  const seenAt = creation.seenAt === undefined ? {} : { seenAt: creation.seenAt };
  const facts = compact({ id, attributes });
  const record: StandinRecord<A> = {
    api: api.name,
    id: facts.id,
    created,
    plan,
    commands: none,
    attributes: facts.attributes,
    ...seenAt,
  };
  // What the document prints needs no check, and its schemas need not be compiled when a world begins.
  if (record.seenAt === undefined) await recordChecker(api as Api)(record);
  await keepParents(world.store, api.name, parents);
  await world.store.put(record);
  if (!creation.alone && record.seenAt === undefined) await reflect(world, record, now, { newRecord: true });
  return record;
}

function planOf<A>(world: World, { name, lifecycle, record }: Api<A>, creation: Creation<A>): Plan {
  if (creation.plan) return checkPlan(lifecycle, creation.plan);
  const lasts: Lasts = {
    ...world.scenarios.lastsFor(name),
    ...creation.lasts,
  };
  const called = (scenario: Scenario) =>
    record.scenarioFor?.(creation.attributes ?? {}, scenario) ?? scenario;
  if (creation.state === undefined) {
    return planFor(lifecycle, called(creation.scenario ?? world.scenarios.nextFor(name)), lasts);
  }
  if (!own(lifecycle.states, creation.state)) {
    throw unknownName('state', creation.state, Object.keys(lifecycle.states));
  }
  // The queue is for records that start now; a record that starts in a later state uses the default scenario.
  const scenario = called(creation.scenario ?? world.scenarios.show().defaults[name] ?? 'succeeds');
  return planThrough(lifecycle, creation.state, planFor(lifecycle, scenario, lasts), lasts);
}

/**
 * Runs a command at `now`; on a mirror, in the record that it mirrors. Undefined if the record's state does not allow it.
 */
export async function command(
  world: World,
  record: StandinRecord,
  kind: string,
  now: number,
): Promise<StandinRecord | undefined> {
  const originals = await originalsOf(world, record, now);
  let commanded: StandinRecord | undefined;
  for (const each of originals) commanded = (await cutIn(world, each, kind, now)) ?? commanded;
  if (commanded) await reflect(world, commanded, now);
  return commanded && !originals.includes(record) ? world.store.get(record.api, record.id) : commanded;
}

async function cutIn(
  world: World,
  record: StandinRecord,
  kind: string,
  now: number,
): Promise<StandinRecord | undefined> {
  const rule = ruleOf(world, record, kind);
  const { state } = snapshotAt(record, now);
  if (!rule.from.includes(state)) return undefined;
  const facts = asOrdinary(record, now);
  const plan = rule.plan ?? planOnward(world.api(record.api).lifecycle, state, rule.to);
  const commanded = { ...facts, commands: [...record.commands, { kind, at: now, plan }] };
  checkInstants(commanded);
  await world.store.put(commanded);
  return commanded;
}

/**
 * A sample that gets a command becomes an ordinary record: from now on it follows the clock. If the clock is before the
 * sample's own present, its history is moved back, so that it is in the past of the command.
 */
function asOrdinary(record: StandinRecord, now: number): StandinRecord {
  const { seenAt, ...facts } = record;
  if (seenAt === undefined) return record;
  const ahead = Math.max(0, snapshotAt(record, now).since - now);
  return { ...facts, created: record.created - ahead };
}

/** The rule of a command for a record's API; a Problem (400) for one that it does not know. */
export function ruleOf(world: World, record: StandinRecord, kind: string): CommandRule {
  const rules = commandRules(world.api(record.api).lifecycle);
  const rule = own(rules, kind);
  if (!rule) throw unknownName('command', kind, Object.keys(rules));
  return rule;
}

/**
 * Sets up a preset: creates its records in their states and replaces others with the same ids. With `hold` they stay
 * there, whatever the clock does.
 */
export async function createPreset(
  world: World,
  api: Api,
  name: string,
  params: Readonly<Record<string, unknown>>,
  now: number,
  { holding = false } = {},
): Promise<StandinRecord[]> {
  const preset = presetOf(api, name);
  const records: StandinRecord[] = [];
  const usual = preset.creates(checkParams(preset, params));
  const creates = holding ? usual.map(held) : usual;
  for (const creation of creates) await checkAttributes(api, creation.attributes ?? {});
  for (const creation of creates) {
    records.push(await create(world, api, creation, now, 'replace'));
  }
  return records;
}

/** Longer than any test runs, in ms. */
const aCentury = 36_525 * 86_400_000;

function held(creation: Creation<unknown>): Creation<unknown> {
  return creation.state === undefined
    ? creation
    : { ...creation, lasts: { ...creation.lasts, [creation.state]: aCentury } };
}

/** Finds a preset by its name or by its sentence. A Problem (400) if the API has no such preset. */
export function presetOf(api: Api, name: string): Preset<unknown> {
  const preset = api.presets.find((each) => each.name === name || each.says === name);
  if (!preset)
    throw unknownName(
      'preset',
      name,
      api.presets.map((each) => each.name),
    );
  return preset;
}
