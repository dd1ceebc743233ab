// Members that are named after states and times: `finished_at`, `in_progress_at`, `createTime`. They need no line in the file.

import { escapePointer } from '../../core/values/pointer.ts';
import type { Field } from '../engine/model.ts';
import { type Context, fieldFor } from './context.ts';
import { propertiesAt } from './signals.ts';

/** Prefixes and suffixes of a state in the name of its time. */
const timeName =
  /^(.+?)(?:_at|_on|_time|_date|At|On|Time|Date|_timestamp|Timestamp|_time_utc|TimeUtc|DateTime)$/;
const general: Readonly<Record<string, string>> = {
  created: 'created',
  create: 'created',
  createdat: 'created',
  submitted: 'created',
  queued: 'created',
  requested: 'created',
  updated: 'last',
  update: 'last',
  lastupdated: 'last',
  modified: 'last',
  lastmodified: 'last',
  finished: 'end',
  finish: 'end',
  ended: 'end',
  end: 'end',
  completed: 'end',
  completion: 'end',
  terminated: 'end',
};

export function timeFields(
  context: Context,
  schemaName: string | undefined,
  at: string,
  states: readonly string[],
  taken: readonly string[],
): Field[] {
  if (schemaName === undefined) return [];
  return propertiesAt(context.table.schemas, schemaName, at).flatMap(([name, schemas]) => {
    const pointer = `/${escapePointer(name)}`;
    if (taken.includes(pointer)) return [];
    const stem =
      timeName.exec(name)?.[1] ??
      (name === 'started' || name === 'finished' || name === 'created' ? name : undefined);
    const instant = stem === undefined ? undefined : instantFor(stem, states);
    if (
      instant === undefined ||
      !schemas.some(({ type }) =>
        [type].flat().some((each) => each === 'string' || each === 'integer' || each === 'number'),
      )
    )
      return [];
    const mayBeNull = schemas.some(({ type }) => [type].flat().includes('null'));
    const value = { at: instant, else: mayBeNull ? null : 'absent' };
    return [fieldFor(pointer, { source: context.whole.source, pointer: '', value }, schemas)];
  });
}

function instantFor(stem: string, states: readonly string[]): string | undefined {
  const plain = (text: string) => text.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  const own = states.find((state) => plain(state) === plain(stem));
  if (own !== undefined) return own;
  if (/^(start|started|run|runstarted|begin|began|began)$/.test(plain(stem)))
    return states.length > 1 ? states[1] : 'created';
  return Object.hasOwn(general, plain(stem)) ? general[plain(stem)] : undefined;
}
