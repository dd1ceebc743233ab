// Measures polls, and formats the figures.
import type { Poll, Run } from '../run.ts';

export function busiestSecond(polls: readonly Poll[]): number {
  return Math.max(
    0,
    ...polls.map(({ at }) => polls.filter((each) => each.at >= at && each.at < at + 1_000).length),
  );
}

/** From the end of a response to the next request, in ms. */
export function pausesOf(polls: readonly Poll[]): number[] {
  return polls.slice(1).map(({ at }, index) => Math.max(0, at - polls[index]!.until));
}

export function faultsIn({ polls }: Run): string {
  const fault = polls.find((poll) => poll.fault)?.fault;
  return fault ? ` after ${fault}` : '';
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
