// A small drawing of one trial: the states that were shown along the time, and each look as a mark.
import { looks, type Run } from './run.ts';

export interface Drawing {
  /** The names of the states, each where it was first shown. */
  readonly states: string;
  /** A mark for each look: `|` shown a state, `!` met trouble, `.` showed none. */
  readonly marks: string;
}

/** `width`: in characters. */
export function drawingOf(run: Run, width: number): Drawing {
  const polls = looks(run);
  const { from, length } = spanOf(run);
  const column = (at: number) => Math.min(width - 1, Math.floor(((at - from) / length) * width));
  const marks = new Array<string>(width).fill(' ');
  const states = new Array<string>(width).fill('─');
  let shown: string | undefined;
  for (const { at, state, trouble } of polls) {
    marks[column(at)] = trouble ? '!' : state === undefined ? '.' : '|';
    if (state === undefined || state === shown) continue;
    shown = state;
    for (const [index, letter] of [...` ${state} `].entries())
      if (column(at) + index < width) states[column(at) + index] = letter;
  }
  return { states: states.join(''), marks: marks.join('') };
}

/** From the first look to the client's end, in ms: how long a program takes to start says nothing. */
export function spanOf(run: Run): { readonly from: number; readonly length: number } {
  const instants = looks(run).map(({ at }) => at);
  const from = instants[0] ?? 0;
  return { from, length: Math.max(1, Math.max(run.ending.at, ...instants) - from) };
}
