// An API's own mutants, beside those derived from its schemas, operations and lifecycle: a table of what
// breaks each clause, and the kinds of changes that every API makes.
import type { Api, Mutant } from '../api/api.ts';
import type { OperationResponse } from '../api/operation.ts';
import { type AnyRequest, changeHandlers, type Twist } from './mutant.ts';

/** A mutant without its name and clause, which follow from its place in the table. */
export type Change = Pick<Mutant, 'says' | 'mutate' | 'equivalent'>;

type Honest = Parameters<Twist>[1];
// biome-ignore lint/suspicious/noExplicitAny: the queries of all operations.
type AnyQuery = Record<string, any>;

/** The mutants of an API by clause and name, both without the API's name. */
export function mutantsOf(
  api: string,
  table: Readonly<Record<string, Readonly<Record<string, Change>>>>,
): readonly Mutant[] {
  return Object.entries(table).flatMap(([clause, changes]) =>
    Object.entries(changes).map(([name, change]) => ({
      id: `${api}/${name}`,
      clause: `${api}/${clause}`,
      ...change,
    })),
  );
}

/** Replaces the handlers of operations. */
export function answering(says: string, operations: readonly string[], answer: Twist): Change {
  return { says, mutate: (api) => changeHandlers(api, operations, answer) };
}

/** The same with a memory, which starts empty for each changed API. */
export function remembering<Memory>(
  says: string,
  operations: readonly string[],
  begin: () => Memory,
  answer: (memory: Memory, request: AnyRequest, honest: Honest) => ReturnType<Twist>,
): Change {
  const mutate = (api: Api) => {
    const memory = begin();
    return changeHandlers(api, operations, (request, honest) => answer(memory, request, honest));
  };
  return { says, mutate };
}

/** Changes responses; undefined leaves one as it is. `look` counts those that may be changed, from 1. */
export function changingResponse(
  says: string,
  operations: readonly string[],
  change: (response: OperationResponse, look: number) => OperationResponse | undefined,
  applies: (response: OperationResponse) => boolean = () => true,
): Change {
  const begin = () => ({ looks: 0 });
  return remembering(says, operations, begin, async (memory, request, honest) => {
    const response = await honest(request);
    return applies(response) ? (change(response, ++memory.looks) ?? response) : response;
  });
}

/** Changes the bodies of successes; `look` counts them, from 1. */
export function changingBody<Body>(
  says: string,
  operations: readonly string[],
  change: (body: Body, look: number) => unknown,
): Change {
  return changingResponse(
    says,
    operations,
    (response, look) => ({ ...response, body: change(structuredClone(response.body) as Body, look) }),
    ({ status, body }) => status < 400 && body !== undefined,
  );
}

/** Answers as if the query were different. */
export function changingQuery(
  says: string,
  operations: readonly string[],
  change: (query: AnyQuery) => AnyQuery,
): Change {
  return answering(says, operations, (request, honest) =>
    honest({ ...request, query: change({ ...(request.query as AnyQuery) }) }),
  );
}

export function ignoring(parameter: string, operations: readonly string[]): Change {
  return changingQuery(`It ignores ${parameter}.`, operations, ({ [parameter]: _, ...others }) => others);
}

/** What happens to the items of lists. */
export const withoutFirst = <Item>(items: readonly Item[]): Item[] => items.slice(1);
export const withoutLast = <Item>(items: readonly Item[]): Item[] => items.slice(0, -1);
export const lastTwice = <Item>(items: readonly Item[]): Item[] => [...items, ...items.slice(-1)];
export const reversed = <Item>(items: readonly Item[]): Item[] => items.toReversed();
