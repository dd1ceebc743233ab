// Data that one Standin writes and another reads: it names its format and version, and is brought up
// to this version step by step, or refused.
import { Problem } from '../values/problem.ts';

type Members = Readonly<Record<string, unknown>>;

export interface Format {
  /** The value of its member `format`. */
  readonly name: string;
  /** The version that this Standin reads and writes. */
  readonly version: number;
  /** By version: what converts it to the next. A version that is not here can no longer be read. */
  readonly migrations: Readonly<Record<number, (old: Members) => Members>>;
}

/** The same in this version. A Problem (400) for another format, and for a version that cannot be converted. */
export function upToDate(given: unknown, { name, version, migrations }: Format): Members {
  const members = (typeof given === 'object' && given !== null ? given : {}) as Members;
  const { format, version: found } = members;
  if (format !== name || !Number.isSafeInteger(found)) {
    throw new Problem(400, 'Unknown format', {
      detail: `This is not a ${name}: it does not begin with "format": "${name}" and a version.`,
      hint: 'Give one that Standin wrote.',
    });
  }
  if (found === version) return members;
  const step = migrations[found as number];
  if (step)
    return upToDate({ ...step(members), version: (found as number) + 1 }, { name, version, migrations });
  const newer = (found as number) > version;
  throw new Problem(400, 'Unknown version', {
    detail: `This ${name} has version ${found}, but this Standin reads version ${version}.`,
    given: found,
    hint: newer
      ? 'A newer Standin wrote it: install that version, or give another file.'
      : `Read it with the Standin that wrote it, export its worlds with GET /__standin/world, and change them by hand.`,
  });
}
