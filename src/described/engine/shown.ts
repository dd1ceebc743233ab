// A record in one of its views: status, body and headers at an instant.

import type { OperationResponse, RawRequest } from '../../core/api/operation.ts';
import { fillTemplate } from '../../core/api/templates.ts';
import type { Snapshot, StandinRecord } from '../../core/records/snapshot.ts';
import { valueAt } from '../../core/values/pointer.ts';
import { fillerOf, merged, withAt } from '../values/bodies.ts';
import type { Facts, Subject } from '../values/subject.ts';
import { type Description, fullPath, type Headers, type Kind, type View, wordOf } from './model.ts';

export type Record = StandinRecord<Facts>;

/** The part of a request that bodies depend on. */
export type Asker = Pick<RawRequest, 'now' | 'url'>;

export function subjectOf(
  kind: Kind,
  record: Record,
  snapshot: Snapshot,
  asker: Asker,
  description: Pick<Description, 'prefix'>,
): Subject {
  return {
    record,
    snapshot,
    // A response that shows the time itself cannot be kept, so the time is read only by rules that show it.
    get now() {
      return asker.now;
    },
    isFinal: isOver(kind, record, snapshot),
    idIsNumber: kind.idIsNumber,
    url: asker.url,
    view: (name) => {
      const view = kind.views.find((each) => each.name === name);
      return view ? asker.url(addressOf(description, view, record)) : '';
    },
  };
}

/** Whether it will not change by itself any more. */
export function isOver(kind: Kind, { plan, commands }: Record, { state }: Snapshot): boolean {
  const last = commands.at(-1)?.plan.at(-1) ?? plan.at(-1)!;
  return Object.hasOwn(kind.ends, state) && last.state === state;
}

/** The path of a view of a record, with its prefix. */
export function addressOf(
  description: Pick<Description, 'prefix'>,
  { endpoint }: Pick<View, 'endpoint'>,
  { attributes }: Pick<Record, 'attributes'>,
): string {
  return fillTemplate(fullPath(description, endpoint), (name, many) => {
    const value = Object.hasOwn(attributes.path, name) ? attributes.path[name]! : attributes.id;
    return many ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
}

/** The function that makes the bodies of a view. */
export function renderer(kind: Kind, view: View): (subject: Subject) => unknown {
  const { idAt } = kind;
  const { isMain } = view;
  const fill = fillerOf([
    ...(isMain && idAt !== undefined
      ? [
          {
            pointer: view.at + idAt,
            rule: ({ record }: Subject) =>
              kind.idIsNumber ? Number(record.attributes.id) : record.attributes.id,
          },
        ]
      : []),
    ...(view.state === undefined
      ? []
      : [
          {
            pointer: view.at + view.state,
            rule: ({ snapshot }: Subject) => wordOf(view.words, snapshot.state),
          },
        ]),
    ...view.fields.map(({ pointer, rule }) => ({ pointer: view.at + pointer, rule })),
  ]);
  const bases = new WeakMap<Facts, unknown>();
  const baseFor = (facts: Facts) => {
    const known = bases.get(facts);
    if (known !== undefined) return known;
    const kept = isMain
      ? withAt(view.base, view.at, merged(valueAt(view.base, view.at), facts.body))
      : view.base;
    bases.set(facts, kept);
    return kept;
  };
  return (subject) => {
    if (view.bodies) {
      const { state } = subject.snapshot;
      if (view.bodies.has(state))
        return view.bodies.get(state) && (view.bodies.get(state) as (subject: Subject) => unknown)(subject);
      if (view.bodies.has('*'))
        return view.bodies.get('*') && (view.bodies.get('*') as (subject: Subject) => unknown)(subject);
    }
    return fill(baseFor(subject.record.attributes), subject);
  };
}

export function headersFrom(
  headers: Headers,
  subject: Subject,
): { readonly [name: string]: string } | undefined {
  if (headers.length === 0) return undefined;
  const made = headers.flatMap(([name, rule]) => {
    const value = rule(subject);
    return value === undefined || value === null ? [] : [[name, String(value)] as const];
  });
  return Object.fromEntries(made);
}

/** The response of a view. Its own headers are sent until the record has ended. */
export function responseOf(view: View, body: unknown, subject: Subject): OperationResponse {
  const headers = subject.isFinal ? undefined : headersFrom(view.headers, subject);
  return { status: view.status(subject.snapshot.state), body, ...(headers && { headers }) };
}
