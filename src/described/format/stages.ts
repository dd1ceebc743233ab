// `running 8s`: a state and how long it lasts, as lifecycle files write stages.

import type { Stage } from '../../core/records/lifecycle.ts';
import { parseDuration } from '../../core/time/duration.ts';
import { membersOf } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';

/** The stages of a list. A state may be written with blanks as `_`-less words only where no duration follows. */
export function stagesOf(place: Place): Stage[] {
  return membersOf(place).map(([, each]) => stageOf(each));
}

function stageOf(place: Place): Stage {
  const [state = '', length] = String(place.value).split(' ');
  if (length === undefined) return { state };
  return { state, lasts: durationAt(place, length) };
}

/** A duration; a Problem that names the line where it is none. */
export function durationAt(place: Place, given: string): number {
  try {
    return parseDuration(given);
  } catch {
    throw mistake(
      place,
      `'${given}' is no duration.`,
      "Write '90s', '1.5m', '2h', '1d' or milliseconds as '250ms'.",
    );
  }
}
