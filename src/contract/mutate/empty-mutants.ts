// Mutants that empty: lists without entries, details that are never there, a server that answers everything alike. Each silences
// clauses: nothing shows them any more, so that they must not pass.
import type { Api, Mutant } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import type { Operation, OperationResponse } from '../../core/api/operation.ts';
import { clausesShown, hasEmptyList } from '../../core/api/schema-clauses.ts';
import type { InvariantBook } from '../../core/invariants/invariant.ts';
import { changeResponses } from '../../core/mutants/mutant.ts';

/** An operation whose documented successes show records: as a list, or alone. */
interface Showing {
  readonly operation: Operation;
  readonly isList: boolean;
  /** The clauses that its documented successes show, and of these the ones that it shows without any record. */
  readonly shown: ReadonlySet<string>;
  readonly bare: ReadonlySet<string>;
}

export function emptyMutants(api: Api): readonly Mutant[] {
  const all = showingIn(api);
  const lists = all.filter(({ isList }) => isList);
  const details = all.filter(({ isList }) => !isList);
  const mutant = (name: string, says: string, silent: readonly Showing[], change: Change): Mutant => ({
    id: `${api.name}/empty/${name}`,
    clause: api.invariants.order,
    says,
    silences: clausesOnlyIn(api, all, silent),
    mutate: (honest) => changeResponses(honest, change),
  });
  const emptying = (name: string, says: string, silent: readonly Showing[]) =>
    mutant(name, says, silent, (response, id) => {
      const showing = silent.find(({ operation }) => operation.id === id);
      if (!showing || response.status >= 300) return response;
      return showing.isList ? { ...response, body: emptied(response.body) ?? response.body } : nothing(404);
    });
  return [
    emptying('lists', 'Lists have no entries.', lists),
    ...(details.length === 0
      ? []
      : [
          emptying('details', 'No record is found alone.', details),
          emptying('records', 'Lists have no entries, and no record is found alone.', all),
        ]),
    mutant('401', 'Everything is answered 401.', all, () => nothing(401)),
    mutant('500', 'Everything is answered 500.', all, () => nothing(500)),
    mutant('html', 'Everything is answered with a page.', all, () => page),
  ];
}

type Change = Parameters<typeof changeResponses>[1];

const nothing = (status: number): OperationResponse => ({ status, body: {} });
const page = { status: 200, text: '<h1>Welcome</h1>', headers: { 'content-type': 'text/html' } } as const;

function showingIn({ name, folder, operations, invariants }: Api): readonly Showing[] {
  const { schemas, exchanges } = documentsOf(name, folder);
  return operations.flatMap((operation): Showing[] => {
    const bodies = Object.values(exchanges)
      .filter((each) => each.operation === `${name}/${operation.id}` && each.response.status < 300)
      .map(({ response }) => ({ schemaName: operation.responses[response.status], body: response.body }))
      .filter(({ schemaName, body }) => schemaName && body !== undefined);
    if (bodies.length === 0 || operation.clauses.length === 0) return [];
    const shownBy = (change: (body: unknown) => unknown) =>
      bodies.flatMap(({ schemaName, body }) => {
        const changed = change(body);
        return changed === undefined ? [] : [...clausesShown(schemas, schemaName!, changed)];
      });
    const isList = bodies.some(
      ({ body }) => emptied(body) !== undefined && !showsOne(invariants, operation, body),
    );
    return [{ operation, isList, shown: new Set(shownBy((body) => body)), bare: new Set(shownBy(emptied)) }];
  });
}

/** Whether a body shows one record and no list of them, whatever lists that record has. */
function showsOne({ observations }: InvariantBook, { id, method }: Operation, body: unknown): boolean {
  const request = { method, url: '', path: '', params: {}, query: new Map(), headers: {} };
  const response = { status: 200, headers: {}, text: '', body };
  const about = { number: 1, at: 0, until: 0, scene: 1, faults: [] };
  const shown = observations({ ...about, operation: id, request, response, content: body }, () => true);
  return shown.some(({ pointer }) => !/\/\d+/.test(pointer));
}

/** The clauses that only records of some operations show: not those of the others, nor an empty list or a refusal. */
function clausesOnlyIn(
  { name, folder }: Api,
  all: readonly Showing[],
  silent: readonly Showing[],
): readonly string[] {
  const refusals = Object.values(documentsOf(name, folder).exchanges)
    .filter(({ response }) => response.status >= 400)
    .flatMap(({ clauses }) => clauses);
  const others = all.filter((each) => !silent.includes(each)).flatMap(({ shown }) => [...shown]);
  const elsewhere = new Set([...refusals, ...others, ...silent.flatMap(({ bare }) => [...bare])]);
  return [...new Set(silent.flatMap(({ shown }) => [...shown]))].filter((clause) => !elsewhere.has(clause));
}

const counts = /^(total|count|total_record|total_page)$/;

/** A body with nothing in its lists and none of its counts; undefined for one that has no list. */
export function emptied(body: unknown): unknown {
  if (body === undefined) return undefined;
  const empty: unknown = JSON.parse(JSON.stringify(body), (name, value) => {
    if (Array.isArray(value)) return [];
    if (counts.test(name)) return typeof value === 'string' ? '0' : 0;
    return value;
  });
  return hasEmptyList(empty) ? empty : undefined;
}
