// The members of a record of CodeArts: the clause of each, and the day that its number begins with.
import type { BuildInfoRecord } from '../../../../schemas/codearts/types.ts';
import { endOfTime } from '../../../core/time/duration.ts';
import { chinaOffset, wallClock } from '../record.ts';

const day = 86_400_000;

/** The clause that speaks of a member of a record. */
export function clauseOf(member: string): string {
  const clause = member.replaceAll('_', '-');
  return clause.startsWith('commit-info/') ? clause.replace('commit-info', 'commit') : `record/${clause}`;
}

export function valueAt(build: BuildInfoRecord, member: string): unknown {
  return member.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], build);
}

/** The day (+08:00) of an instant in ms, as `20231226`. */
export function dayAt(instant: number): string {
  return wallClock(Math.max(0, Math.min(instant, endOfTime - day)), chinaOffset)
    .slice(0, 10)
    .replaceAll('-', '');
}

export function dayOf({ daily_build_number }: BuildInfoRecord): string {
  return daily_build_number.split('.')[0]!;
}
