// How the schemas of a described API are filled for `generate`: by its own views and lists.

import type { Schema } from '../../core/api/documents.ts';
import type { FixtureBook, FixtureSchema, Showing, Shown } from '../../core/api/fixtures.ts';
import { valueAt } from '../../core/values/pointer.ts';
import { keyOf } from '../engine/finding.ts';
import { type Description, fullPath, type Kind, type List, type View } from '../engine/model.ts';
import { requestSchema } from '../engine/requests.ts';
import { addressOf, type Record as Kept, renderer, subjectOf } from '../engine/shown.ts';
import { withAt } from '../values/bodies.ts';
import { sampleOf } from '../values/sample.ts';
import type { Facts } from '../values/subject.ts';

const mostListed = 20;

/** For the first kind only: a run of fixtures has records of one lifecycle. */
export function fixturesOf(description: Description): FixtureBook<Facts> {
  const kind = description.kinds[0]!;
  const view = kind.views[0];
  const schemas: { [name: string]: FixtureSchema<Facts> } = {};
  if (view?.schemaName !== undefined) schemas[view.schemaName] = ofView(description, kind, view);
  for (const list of kind.lists)
    if (list.schemaName !== undefined) schemas[list.schemaName] ??= ofList(description, kind, list);
  return {
    states: kind.states.filter((state) => !kind.unseen.includes(state)),
    draw: ({ number, random }) => {
      const n = number + 1;
      const id = kind.id.replaceAll(/\{([^{}]*)\}/g, (_, what: string) => {
        const [key, length] = what.split(':');
        if (key === 'n') return String(n);
        if (key === 'uuid') return random.uuid();
        return key === 'hex' ? random.hex(Number(length) || 24) : `sample-${n}`;
      });
      const path = Object.fromEntries(
        kind.scope.map((name) => [name, name === kind.idParam ? id : 'sample']),
      );
      return {
        id: keyOf(kind, id, path),
        attributes: { kind: kind.name, id, n, path, body: bodyFor(description, kind) },
      };
    },
    schemas,
  };
}

/** The body that a creation would have sent. */
function bodyFor({ table }: Description, { creates }: Kind): Facts['body'] {
  const documented = creates[0]?.endpoint.documented;
  const schema = documented && table.schemas[requestSchema(table, documented)];
  const body =
    schema && sampleOf(table.schemas, (schema.properties as Readonly<Record<string, Schema>>).body);
  const { copy } = creates[0] ?? {};
  if (typeof body !== 'object' || body === null || copy === undefined) return {};
  if (copy === '*') return body as Facts['body'];
  const kept = copy.reduce<unknown>(
    (all, [from, to]) => (valueAt(body, from) === undefined ? all : withAt(all, to, valueAt(body, from))),
    {},
  );
  return kept as Facts['body'];
}

function ofView(description: Description, kind: Kind, view: View): FixtureSchema<Facts> {
  const render = renderer(kind, view);
  return {
    show: ([shown], showing) => render(subjectFor(description, kind, shown!, showing)),
    request: ([shown]) => ({
      operation: view.endpoint.id,
      path: addressOf(description, view, shown!.record as Kept),
      status: view.status(shown!.snapshot.state),
    }),
  };
}

function ofList(description: Description, kind: Kind, list: List): FixtureSchema<Facts> {
  const render = renderer(kind, list.view);
  return {
    most: list.page.default ?? mostListed,
    show(shown, showing) {
      const ordered = [...shown].sort((a, b) =>
        list.newestFirst ? b.record.created - a.record.created : a.record.created - b.record.created,
      );
      const items = ordered.map((each) =>
        valueAt(render(subjectFor(description, kind, each, showing)), list.view.at),
      );
      const body = list.items === '' ? items : withAt(list.base, list.items, items);
      return list.around.reduce<unknown>((whole, [pointer, what]) => put(whole, pointer, what, items), body);
    },
    request: () => ({
      operation: list.endpoint.id,
      path: fullPath(description, list.endpoint).replaceAll(/\{[^{}]*\}/g, 'sample'),
      status: 200,
    }),
  };
}

function put(body: unknown, pointer: string, what: unknown, items: readonly unknown[]): unknown {
  const idOf = (item: unknown) => (item as { id?: unknown } | undefined)?.id ?? null;
  const values: { readonly [name: string]: unknown } = {
    first: idOf(items[0]),
    last: idOf(items.at(-1)),
    more: false,
    total: items.length,
    count: items.length,
    pages: 1,
    page: 1,
    size: mostListed,
    offset: 0,
  };
  if (what === 'next' || what === 'none') return body;
  return withAt(body, pointer, typeof what === 'string' && Object.hasOwn(values, what) ? values[what] : what);
}

function subjectFor(
  description: Description,
  kind: Kind,
  { record, snapshot }: Shown<Facts>,
  showing: Showing,
) {
  return subjectOf(kind, record as Kept, snapshot, showing, description);
}
