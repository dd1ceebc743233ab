// The own mutants of a described API, beside those of its schemas and operations: one for each promise of the lifecycle file.

import type { Mutant } from '../../core/api/api.ts';
import { changeHandlers } from '../../core/mutants/mutant.ts';
import { changingBody as changing } from '../../core/mutants/own-mutants.ts';
import { valueAt } from '../../core/values/pointer.ts';
import type { Description, Kind, View } from '../engine/model.ts';
import { withAt, without } from '../values/bodies.ts';
import { isRule } from '../values/rules.ts';
import type { Citations } from './clauses.ts';

export function mutantsOf(description: Description, cite: Citations): Mutant[] {
  return description.kinds.flatMap((kind) => [
    ...ofWords(description, kind, cite),
    ...ofFields(description, kind, cite),
    ...ofIds(description, kind, cite),
    ...ofLists(description, kind, cite),
    ...ofCommands(description, kind, cite),
  ]);
}

/** A mutant that changes the bodies of its successes. */
function changingBody<Body>(
  { says, ...about }: ReturnType<typeof named>,
  operations: readonly string[],
  change: (body: Body, look: number) => unknown,
): Mutant {
  return { ...about, ...changing(says, operations, change) };
}

function named({ name }: Description, kind: Kind, what: string, clause: string, says: string) {
  return { id: `${name}/${kind.name}/${what}`, clause, says };
}

/** Where a record is shown: in its view, otherwise as the first of its list. */
function shownIn({ views: [view], lists: [list] }: Kind): (View & { readonly place: string }) | undefined {
  if (view) return { ...view, place: view.at };
  return list && { ...list.view, place: `${list.items}/0` };
}

function ofWords(description: Description, kind: Kind, cite: Citations): Mutant[] {
  const view = shownIn(kind);
  if (!view || view.state === undefined) return [];
  const pointer = view.place + view.state;
  return [
    changingBody(
      named(description, kind, 'words/unknown', cite.kind(kind, 'words'), 'The state is an unknown word.'),
      [view.endpoint.id],
      (body) => withAt(body, pointer, 'exploded'),
    ),
  ];
}

/** For each field with a rule: present where it should not be, or missing where it should be. */
function ofFields(description: Description, kind: Kind, cite: Citations): Mutant[] {
  const view = shownIn(kind);
  if (!view) return [];
  const clause = cite.kind(kind, 'fields');
  return view.fields.flatMap(({ pointer, given }) => {
    if (!isRule(given) || (given.in === undefined && given.at === undefined)) return [];
    const at = view.place + pointer;
    const changed = (
      what: string,
      says: string,
      change: (body: unknown, value: unknown, look: number) => unknown,
    ) =>
      changingBody<unknown>(
        named(description, kind, `fields${pointer}/${what}`, clause, says),
        [view.endpoint.id],
        (body, look) => change(body, valueAt(body, at), look),
      );
    const gone = changed('gone', `${pointer} is left out.`, (body, value) =>
      value === undefined || value === null ? body : without(body, at),
    );
    const anew =
      given.at === undefined || ['last', 'end'].includes(given.at)
        ? []
        : [
            changed('anew', `${pointer} is later in each response.`, (body, value, look) =>
              typeof value === 'number'
                ? withAt(body, at, value + look)
                : typeof value === 'string'
                  ? withAt(body, at, later(value, look))
                  : body,
            ),
          ];
    return [gone, ...anew];
  });
}

function later(value: string, look: number): string {
  const at = Date.parse(value);
  return Number.isNaN(at)
    ? value
    : new Date(at + look * 1_000).toISOString().replace(/\.\d+Z$/, value.includes('.') ? '.000Z' : 'Z');
}

function ofIds(description: Description, kind: Kind, cite: Citations): Mutant[] {
  const [view] = kind.views;
  if (!view || kind.idAt === undefined || kind.idInPath) return [];
  const at = view.at + kind.idAt;
  return [
    changingBody(
      named(
        description,
        kind,
        'id/another',
        cite.kind(kind, 'id'),
        'The shown record has another id than the requested one.',
      ),
      [view.endpoint.id],
      (body) => withAt(body, at, kind.idIsNumber ? 7 : 'another'),
    ),
  ];
}

function ofLists(description: Description, kind: Kind, cite: Citations): Mutant[] {
  const clause = cite.kind(kind, 'lists');
  return kind.lists.flatMap(({ endpoint, items, filters, page, view }) => {
    const telling = (
      what: string,
      says: string,
      change: (listed: readonly unknown[]) => readonly unknown[],
    ) =>
      changingBody<unknown>(
        named(description, kind, `${endpoint.id}/${what}`, clause, says),
        [endpoint.id],
        (body) => {
          const listed = valueAt(body, items);
          return Array.isArray(listed) ? withAt(body, items, change(listed)) : body;
        },
      );
    const twice =
      page.size === undefined && page.most === undefined
        ? []
        : [telling('more', 'A list has its last entry twice.', (listed) => [...listed, ...listed.slice(-1)])];
    const ignored = Object.entries(filters)
      .filter(([, what]) => what === 'state' && view.state !== undefined)
      .map(
        ([param]): Mutant => ({
          ...named(description, kind, `${endpoint.id}/ignores-${param}`, clause, `A list ignores ${param}.`),
          mutate: (api) =>
            changeHandlers(api, [endpoint.id], (request, honest) =>
              honest({
                ...request,
                rawQuery: new Map([...request.rawQuery].filter(([name]) => name !== param)),
              }),
            ),
        }),
      );
    return [...twice, ...ignored];
  });
}

/** A command that is run in a state that does not allow it, or refused in a state that does. */
function ofCommands(description: Description, kind: Kind, cite: Citations): Mutant[] {
  const clause = cite.kind(kind, 'commands');
  return kind.commands
    .filter(({ removes }) => !removes)
    .flatMap(({ name, endpoint, status, refused }): Mutant[] => [
      {
        ...named(
          description,
          kind,
          `${name}/never-refused`,
          clause,
          `${name} succeeds where it should be refused.`,
        ),
        mutate: (api) =>
          changeHandlers(api, [endpoint.id], async (request, honest) => ({
            ...(await honest(request)),
            status,
          })),
      },
      {
        ...named(description, kind, `${name}/always-refused`, clause, `${name} is refused in every state.`),
        mutate: (api) => changeHandlers(api, [endpoint.id], async () => ({ status: refused.status })),
      },
    ]);
}
