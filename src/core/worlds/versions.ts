// What was written down by one Standin and is read by another: it says what it is and of which version, and is brought up
// to this version step by step, or refused.
import { Problem } from '../values/problem.ts';

type Members = Readonly<Record<string, unknown>>;

export interface Format {
  /** What it calls itself, in its member `format`. */
  readonly name: string;
  /** The version that is written and understood here. */
  readonly version: number;
  /** By version: what makes the next version of it. One that is not here can no longer be read. */
  readonly migrations: Readonly<Record<number, (old: Members) => Members>>;
}

/** The same in this version. A Problem (400) for anything else than this format, and for a version out of reach. */
export function upToDate(given: unknown, { name, version, migrations }: Format): Members {
  const members = (typeof given === 'object' && given !== null ? given : {}) as Members;
  const { format, version: found } = members;
  if (format !== name || !Number.isSafeInteger(found)) {
    throw new Problem(400, 'Unknown format', {
      detail: `This is no ${name}: it does not begin with "format": "${name}" and a version.`,
      hint: 'Give what a Standin wrote.',
    });
  }
  if (found === version) return members;
  const step = migrations[found as number];
  if (step)
    return upToDate({ ...step(members), version: (found as number) + 1 }, { name, version, migrations });
  const newer = (found as number) > version;
  throw new Problem(400, 'Unknown version', {
    detail: `This ${name} is of version ${found}, and this Standin knows ${version}.`,
    given: found,
    hint: newer
      ? 'It was written by a newer Standin: install that one, or give another.'
      : `Read it with the Standin that wrote it, export its worlds with GET /__standin/world, and change them by hand.`,
  });
}
