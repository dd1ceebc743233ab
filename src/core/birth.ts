// How a record comes into a world: by an API's own create call, by the admin API, or by a given.
import type { Api, Birth, Given } from './api.ts';
import { checkAttributes, checkParams } from './attributes.ts';
import { compact } from './compact.ts';
import { originalsOf, reflect } from './kin.ts';
import { type CommandRule, commandRules } from './lifecycle.ts';
import { type Command, momentAt, type StandinRecord } from './moment.ts';
import { own } from './own.ts';
import { keepParents } from './parents.ts';
import { checkPlan, type Lasts, lengthBefore, type Plan, planFor, planOnward, planThrough } from './plan.ts';
import { Problem, unknownName } from './problem.ts';
import { randomFor } from './random.ts';
import type { World } from './world.ts';

/** What to do when a record of that id is there already. */
export type Clash = 'refuse' | 'replace';

/** Most records are never given a command, and share that they have none. */
const none: readonly Command[] = [];

/**
 * Has a record born and keeps it. A Problem (409) if its id is taken and `clash` says to refuse, (507) if the world is full. A
 * counterpart gives way. What is no exhibit is seen from a kindred API too.
 */
export async function bear<A>(
  world: World,
  api: Api<A>,
  birth: Birth<A>,
  now: number,
  clash: Clash = 'refuse',
): Promise<StandinRecord<A>> {
  const plan = planOf(world, api, birth);
  const born = birth.born ?? now - lengthBefore(plan, birth.state);
  const random = randomFor(world.seed, api.name, await world.store.serial(`${api.name} births`));
  const birthplace = { born, random, store: world.store };
  const { id, attributes, parents } = await api.record.complete(birth.attributes ?? {}, birthplace);
  const taken = await world.store.get(api.name, id);
  if (taken && taken.counterpartOf === undefined && clash === 'refuse') {
    throw new Problem(409, 'Record exists', {
      detail: `${api.name} already has a record '${id}'.`,
      given: id,
      hint: `Give other attributes, or delete it first with DELETE /__standin/records/${api.name}/${id}.`,
    });
  }
  if (!taken) await world.checkRoom();
  await keepParents(world.store, api.name, parents);
  const seenAt = birth.seenAt === undefined ? {} : { seenAt: birth.seenAt };
  const facts = compact({ id, attributes });
  const record: StandinRecord<A> = {
    api: api.name,
    id: facts.id,
    born,
    plan,
    commands: none,
    attributes: facts.attributes,
    ...seenAt,
  };
  await world.store.put(record);
  if (!birth.alone && record.seenAt === undefined) await reflect(world, record, now, { newborn: true });
  return record;
}

function planOf<A>(world: World, { name, lifecycle }: Api<A>, birth: Birth<A>): Plan {
  if (birth.plan) return checkPlan(lifecycle, birth.plan);
  const lasts: Lasts = {
    ...world.scenarios.lastsFor(name),
    ...birth.lasts,
  };
  if (birth.state === undefined) {
    return planFor(lifecycle, birth.scenario ?? world.scenarios.nextFor(name), lasts);
  }
  if (!own(lifecycle.states, birth.state)) {
    throw unknownName('state', birth.state, Object.keys(lifecycle.states));
  }
  // The queue is for what is born at its beginning; what is born on its way goes on as is usual here.
  const scenario = birth.scenario ?? world.scenarios.show().defaults[name] ?? 'succeeds';
  return planThrough(lifecycle, birth.state, planFor(lifecycle, scenario, lasts), lasts);
}

/**
 * Has a command cut in at `now`: with a counterpart, in what it stands for. Undefined if the record's state does not allow it.
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
  const { state } = momentAt(record, now);
  if (!rule.from.includes(state)) return undefined;
  const facts = asOrdinary(record, now);
  const plan = planOnward(world.api(record.api).lifecycle, state, rule.to);
  const commanded = { ...facts, commands: [...record.commands, { kind, at: now, plan }] };
  await world.store.put(commanded);
  return commanded;
}

/**
 * An exhibit that is touched is no longer one: from now on the clock holds for it as for any other. Where the clock stands
 * before the exhibit's own present, what it went through is moved back, so that it lies in the past of the command.
 */
function asOrdinary(record: StandinRecord, now: number): StandinRecord {
  const { seenAt, ...facts } = record;
  if (seenAt === undefined) return record;
  const ahead = Math.max(0, momentAt(record, now).since - now);
  return { ...facts, born: record.born - ahead };
}

/** The rule of a command for a record's API; a Problem (400) for one that it does not know. */
export function ruleOf(world: World, record: StandinRecord, kind: string): CommandRule {
  const rules = commandRules(world.api(record.api).lifecycle);
  const rule = own(rules, kind);
  if (!rule) throw unknownName('command', kind, Object.keys(rules));
  return rule;
}

/**
 * Arranges a given: its records are born into their states, in place of others of the same ids. If it is to hold, they
 * stay there, whatever the clock does.
 */
export async function arrange(
  world: World,
  api: Api,
  name: string,
  params: Readonly<Record<string, unknown>>,
  now: number,
  { holding = false } = {},
): Promise<StandinRecord[]> {
  const given = givenOf(api, name);
  const records: StandinRecord[] = [];
  const usual = given.births(checkParams(given, params));
  const births = holding ? usual.map(held) : usual;
  for (const birth of births) await checkAttributes(api, birth.attributes ?? {});
  for (const birth of births) {
    records.push(await bear(world, api, birth, now, 'replace'));
  }
  return records;
}

/** Longer than anybody looks, in ms. */
const aCentury = 36_525 * 86_400_000;

function held(birth: Birth<unknown>): Birth<unknown> {
  return birth.state === undefined ? birth : { ...birth, lasts: { ...birth.lasts, [birth.state]: aCentury } };
}

/** A given by its name or by its sentence. A Problem (400) for one that the API does not know. */
export function givenOf(api: Api, name: string): Given<unknown> {
  const given = api.givens.find((each) => each.name === name || each.says === name);
  if (!given)
    throw unknownName(
      'given',
      name,
      api.givens.map((each) => each.name),
    );
  return given;
}
