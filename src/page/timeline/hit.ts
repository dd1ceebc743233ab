// What lies under the pointer: a record, the state it is in there, and a transition, command or poll that is near enough.
import { durationText, instantText } from '../parts/time.ts';
import { pollsOf } from '../world/journal.ts';
import { type Rec, type Step, stepAt } from '../world/records.ts';
import { rowHeight } from './draw.ts';
import type { Scale } from './scale.ts';

export interface Hit {
  readonly record: Rec;
  readonly instant: number;
  /** The transition under the pointer, if it is on one. */
  readonly transition: Step | undefined;
  /** In a few lines. */
  readonly says: readonly string[];
}

/** In pixels: how near is on it. */
const near = 6;

export function hitAt(
  rows: readonly Rec[],
  scale: Scale,
  x: number,
  y: number,
  now: number,
): Hit | undefined {
  const record = rows[Math.floor(y / rowHeight)];
  if (!record) return undefined;
  const instant = scale.toInstant(x);
  const isOn = ({ at }: { readonly at: number }) => Math.abs(scale.toX(at) - x) <= near;
  const transition = record.sample ? undefined : record.steps.findLast(isOn);
  const command = record.commands.findLast(isOn);
  const polls = pollsOf(record.key).filter(isOn);
  const says = [
    `${record.api} ${record.id}`,
    ...(transition
      ? [
          `${transition.at > now ? 'will be' : 'became'} ${transition.state} at ${instantText(transition.at, now)}`,
        ]
      : []),
    ...(transition || instant < record.created ? [] : [stateLine(record, instant, now)]),
    ...(command ? [`${command.kind} at ${instantText(command.at, now)}`] : []),
    ...(polls.length > 0 ? [pollLine(polls)] : []),
    ...(transition && transition.at > now ? ['Click: go there'] : []),
  ];
  return { record, instant, transition, says };
}

function stateLine(record: Rec, instant: number, now: number): string {
  const index = stepAt(record, instant);
  const { state, at } = record.steps[index]!;
  const end = record.steps[index + 1]?.at;
  if (record.sample) return `${state}: a sample, as its document prints it`;
  if (end === undefined) return `${state} from ${instantText(at, now)} on, with nothing planned after it`;
  return `${state} ${instantText(at, now)} – ${instantText(end, now)} (${durationText(end - at)})`;
}

function pollLine(polls: ReturnType<typeof pollsOf>): string {
  const { number, state, status, fault } = polls.at(-1)!;
  const more = polls.length > 1 ? ` and ${polls.length - 1} more here` : '';
  const seen = state === undefined ? '' : `, saw ${state}`;
  return `request ${number}: ${status}${seen}${fault ? `, fault ${fault}` : ''}${more}`;
}
