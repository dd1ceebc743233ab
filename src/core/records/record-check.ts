// The rules for every record: checked when it is created or gets a command, and again when a world is read. What one side
// accepts, the other accepts too.
import type { Api } from '../api/api.ts';
import { endOfTime, toIso } from '../time/duration.ts';
import { own } from '../values/own.ts';
import { Problem, unknownName } from '../values/problem.ts';
import { attributesChecker } from './attributes.ts';
import { commandRules, type Lifecycle } from './lifecycle.ts';
import { checkPlan } from './plan.ts';
import { plannedTimelineOf, type StandinRecord, snapshotAt } from './snapshot.ts';

/** The first instant of the year 0: earlier dates have another format. */
const earliest = -62_167_219_200_000;
/** Planned instants may be later than the end of time, as long as they are a date in every zone. */
const latestPlanned = 8_640_000_000_000_000 - 2 * 86_400_000;

/** Checks the records of one API at creation. A Problem (400) for one that could not be read again. */
export function recordChecker(api: Api): (record: StandinRecord) => Promise<void> {
  const attributesFit = attributesChecker(api);
  return async (record) => {
    checkInstants(record);
    await attributesFit(record.attributes as object);
  };
}

/** A Problem (400) if a record's creation, a command or its plan has an instant that cannot be written down. */
export function checkInstants(record: StandinRecord): void {
  const { created, commands } = record;
  for (const at of [created, ...commands.map((command) => command.at)])
    if (!(at >= earliest && at <= endOfTime)) throw outOfTime(record, at);
  for (const { at } of plannedTimelineOf(record))
    if (!(Math.abs(at) <= latestPlanned)) throw outOfTime(record, at);
}

/** A Problem (400) unless every command came after the creation, in order, and in a state that allows it. */
export function checkCommands(lifecycle: Lifecycle, record: StandinRecord): void {
  const rules = commandRules(lifecycle);
  const { seenAt: _, ...facts } = record;
  record.commands.forEach(({ kind, at, plan }, index) => {
    const rule = own(rules, kind);
    if (!rule) throw unknownName('command', kind, Object.keys(rules));
    const before = snapshotAt({ ...facts, commands: record.commands.slice(0, index) }, at);
    if (at < before.since) throw badCommand(`'${kind}' came before the record was '${before.state}'.`, at);
    if (!rule.from.includes(before.state))
      throw badCommand(`'${kind}' cannot cut in while a record is '${before.state}'.`, kind);
    // A command without a plan leaves the record in its state.
    if (plan.length > 0) checkPlan(lifecycle, plan);
    const end = plan.at(-1)?.state ?? before.state;
    // A command may pass through states on its way.
    const goal = rule.plan?.at(-1)?.state ?? rule.to;
    if (end !== goal) throw badCommand(`'${kind}' leads to '${goal}', not to '${end}'.`, plan);
  });
}

function badCommand(detail: string, given: unknown): Problem {
  return new Problem(400, 'Bad command', { detail, given });
}

function outOfTime({ api }: StandinRecord, at: number): Problem {
  return new Problem(400, 'Out of time', {
    detail: `This record of ${api} would have an event at ${at} ms since 1970.`,
    given: at,
    hint: `Records can have events from ${toIso(earliest)} to ${toIso(endOfTime)}. Give shorter durations, or another instant.`,
  });
}
