// A small drawing of one trial: the shown states over time, and each poll as a mark.
import { pollsOf, type Run } from './run.ts';

export interface Drawing {
  /** The names of the states, each at the place of its first response. */
  readonly states: string;
  /** A mark for each poll: `|` showed a state, `!` met a fault, `.` showed none. */
  readonly marks: string;
}

/** `width`: in characters. */
export function drawingOf(run: Run, width: number): Drawing {
  const polls = pollsOf(run);
  const { from, length } = spanOf(run);
  const column = (at: number) => Math.min(width - 1, Math.floor(((at - from) / length) * width));
  const marks = new Array<string>(width).fill(' ');
  const states = new Array<string>(width).fill('─');
  let shown: string | undefined;
  for (const { at, state, fault } of polls) {
    marks[column(at)] = fault ? '!' : state === undefined ? '.' : '|';
    if (state === undefined || state === shown) continue;
    shown = state;
    for (const [index, letter] of [...` ${state} `].entries())
      if (column(at) + index < width) states[column(at) + index] = letter;
  }
  return { states: states.join(''), marks: marks.join('') };
}

/** From the first poll to the client's end, in ms, without the start of the program. */
export function spanOf(run: Run): { readonly from: number; readonly length: number } {
  const instants = pollsOf(run).map(({ at }) => at);
  const from = instants[0] ?? 0;
  return { from, length: Math.max(1, Math.max(run.ending.at, ...instants) - from) };
}
