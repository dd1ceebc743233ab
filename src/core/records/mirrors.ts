// Two linked APIs of one service: a build that is created in one is shown by the other as well, as its mirrors. A mirror has
// no plan of its own: it is computed from its record, and again whenever that changes.
import type { Api } from '../api/api.ts';
import type { Side } from '../api/linked.ts';
import { keepParents } from '../store/parents.ts';
import { Problem } from '../values/problem.ts';
import { randomFor } from '../values/random.ts';
import type { World } from '../worlds/world.ts';
import type { Lifecycle } from './lifecycle.ts';
import { type Plan, planOnward } from './plan.ts';
import { recordChecker } from './record-check.ts';
import { type Entered, type StandinRecord, timelineOf } from './snapshot.ts';

/** The two sides as a record's own API sees them. */
interface Link {
  readonly number: string;
  readonly own: Side;
  readonly other: Side;
  readonly otherApi: Api;
}

function linkOf(world: World, name: string): Link | undefined {
  const find = (wanted: string) => world.apis.find((api) => api.name === wanted);
  for (const api of world.apis) {
    if (!api.linked || !find(api.linked.of)) continue;
    const { of, number, here, there } = api.linked;
    if (api.name === name) return { number, own: here, other: there, otherApi: find(of)! };
    if (of === name) return { number, own: there, other: here, otherApi: api };
  }
  return undefined;
}

/** The records that decide the course of one: itself, or the record that it mirrors. */
export async function originalsOf(
  world: World,
  record: StandinRecord,
  now: number,
): Promise<readonly StandinRecord[]> {
  const link = record.mirrorOf === undefined ? undefined : linkOf(world, record.api);
  if (!link) return [record];
  const found = await link.other.find(world.store, numberOf(record, link), now);
  const originals = found.filter(isOriginal);
  return originals.length > 0 ? originals : [record];
}

/** Updates the other side after a record was changed or created; only a created one is new to the other side. */
export async function reflect(
  world: World,
  record: StandinRecord,
  now: number,
  { newRecord = false } = {},
): Promise<void> {
  const link = record.mirrorOf === undefined ? linkOf(world, record.api) : undefined;
  if (!link) return;
  const number = numberOf(record, link);
  const there = await link.other.find(world.store, number, now);
  if (there.length === 0 && !newRecord) return;
  const originals = (await link.own.find(world.store, number, now)).filter(isOriginal);
  const mirrors = originals.length > 0 ? await standIns(world, link, originals, number) : [];
  const taken = new Set(there.filter(isOrdinary).map(({ id }) => id));
  for (const each of mirrors) if (!taken.has(each.id)) await put(world, each, there);
  const shown = new Set(mirrors.map(({ id }) => id));
  for (const each of there)
    if (!isOrdinary(each) && !shown.has(each.id)) await world.store.remove(each.api, each.id);
}

/** Removes a record together with its mirrors, or with the record that it mirrors. */
export async function remove(world: World, record: StandinRecord, now: number): Promise<void> {
  const originals = await originalsOf(world, record, now);
  for (const each of [...originals, record]) await world.store.remove(each.api, each.id);
  for (const each of originals) await reflect(world, each, now);
}

/** Removes the mirrors of an API's records. */
export async function removeMirrors(world: World, api: string): Promise<void> {
  const link = linkOf(world, api);
  if (!link) return;
  const { items } = await world.store.page(link.otherApi.name, { now: world.clock.now() });
  for (const { id, mirrorOf } of items)
    if (mirrorOf === api) await world.store.remove(link.otherApi.name, id);
}

/** The records that are the other side's own. */
function isOrdinary({ mirrorOf }: StandinRecord): boolean {
  return mirrorOf === undefined;
}

/** The records that the other side shows: samples are not among them. */
function isOriginal(record: StandinRecord): boolean {
  return isOrdinary(record) && record.seenAt === undefined;
}

function numberOf({ attributes }: StandinRecord, { number }: Link): number {
  return Number((attributes as Readonly<Record<string, unknown>>)[number]);
}

/** The mirrors of these records. None if the other side cannot have such facts, or already has contradicting ones. */
async function standIns(
  world: World,
  { other, otherApi }: Link,
  originals: readonly StandinRecord[],
  number: number,
): Promise<StandinRecord[]> {
  const { store, seed } = world;
  const timeline = legal(sharedTimeline(originals, other), otherApi.lifecycle);
  const created = timeline[0]!.at;
  const fate = { created, plan: planOf(timeline), commands: [], mirrorOf: originals[0]!.api };
  const mirrors: StandinRecord[] = [];
  try {
    for (const [index, given] of (await other.show(originals, store)).entries()) {
      // Not the randomness of the other side's own creations: these stay the same with and without mirrors.
      const random = randomFor(seed, `${otherApi.name} mirror ${index}`, number);
      const { id, attributes, parents } = await otherApi.record.complete(given, { created, random, store });
      const mirror: StandinRecord = { api: otherApi.name, id, attributes, ...fate };
      await recordChecker(otherApi)(mirror);
      await keepParents(store, otherApi.name, parents);
      mirrors.push(mirror);
    }
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
  return mirrors;
}

/** Facts that the mirror got on its own side stay. */
async function put(world: World, record: StandinRecord, there: readonly StandinRecord[]): Promise<void> {
  const known = there.find(({ id }) => id === record.id)?.attributes as object | undefined;
  await world.store.put({ ...record, attributes: { ...known, ...(record.attributes as object) } });
}

/** When the mirror of these records enters its states. */
function sharedTimeline(originals: readonly StandinRecord[], side: Side): Entered[] {
  const lines = originals.map((each) => translated(timelineOf(each), side));
  const { together } = side;
  if (lines.length === 1 || !together) return lines[0]!;
  const instants = [...new Set(lines.flat().map(({ at }) => at))].sort((a, b) => a - b);
  // A record that is not created yet is shown in its first state.
  const stateAt = (line: Entered[], instant: number) => line.findLast(({ at }) => at <= instant) ?? line[0]!;
  return changesIn(
    instants.map((at) => ({ at, state: together(lines.map((line) => stateAt(line, at).state)) })),
  );
}

function translated(timeline: readonly Entered[], { states }: Side): Entered[] {
  return changesIn(timeline.flatMap(({ state, at }) => states[state]!.map((each) => ({ state: each, at }))));
}

/** Adds the states between two states, with no duration, where one side may skip them and the other may not. */
function legal(timeline: readonly Entered[], lifecycle: Lifecycle): Entered[] {
  return timeline.flatMap(({ state, at }, index) => {
    const before = timeline[index - 1]?.state;
    return before
      ? planOnward(lifecycle, before, state).map((stage) => ({ state: stage.state, at }))
      : { state, at };
  });
}

/** Without the steps that lead from a state to itself. */
function changesIn(steps: readonly Entered[]): Entered[] {
  return steps.filter(({ state }, index) => state !== steps[index - 1]?.state);
}

function planOf(timeline: readonly Entered[]): Plan {
  return timeline.map(({ state, at }, index) => {
    const next = timeline[index + 1];
    return next ? { state, lasts: next.at - at } : { state };
  });
}
