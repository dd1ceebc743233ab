// A mistake in a user's file: a sentence with the file's name and the line.
import { Problem } from '../../core/values/problem.ts';
import type { Place } from './place.ts';

/** A Problem (400) about a place of a file. */
export function mistake(place: Place, says: string, hint?: string): Problem {
  const { source, pointer } = place;
  return mistakeAt(`${source.name}:${source.lineOf(pointer)}`, says, hint);
}

/** The same about a whole file, or a known line. */
export function mistakeAt(where: string, says: string, hint?: string): Problem {
  return new Problem(400, 'Bad description', {
    detail: `${where}: ${says}`,
    given: where,
    ...(hint !== undefined && { hint }),
  });
}
