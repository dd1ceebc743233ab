// `running 8s`: a state and how long it lasts, as lifecycle files write stages.

import type { Stage } from '../../core/records/lifecycle.ts';
import { parseDuration } from '../../core/time/duration.ts';
import { membersOf } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';

/** Parses a list of stages. A state may contain blanks only if no duration follows. */
export function stagesOf(place: Place): Stage[] {
  return membersOf(place).map(([, each]) => stageOf(each));
}

function stageOf(place: Place): Stage {
  const [state = '', length] = String(place.value).split(' ');
  if (length === undefined) return { state };
  return { state, lasts: durationAt(place, length) };
}

/** Parses a duration. A Problem that names the line if it is invalid. */
export function durationAt(place: Place, given: string): number {
  try {
    return parseDuration(given);
  } catch {
    throw mistake(
      place,
      `'${given}' is not a duration.`,
      "Write '90s', '1.5m', '2h', '1d' or milliseconds as '250ms'.",
    );
  }
}
