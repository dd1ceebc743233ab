// What the lists beside the documented one have in common: a limit that is never more than a hundred, a normalised self.
const most = 100;

/** What there may be in the query of a list. */
export interface PageQuery {
  readonly limit?: number;
  readonly offset?: number;
}

/** Whether a parameter means yes, in one of the service's spellings; its schema allows no other words. */
export const isTrue = (word = '') => ['true', 'yes', '1'].includes(word.trim().toLowerCase());

/** The limit in force: a value that is not between 1 and 100 becomes 100. */
export function limitOf({ limit = most }: PageQuery): number {
  return limit >= 1 && limit <= most ? limit : most;
}

/** The part of a list that was requested. */
export function pageOf<T>(items: readonly T[], query: PageQuery): readonly T[] {
  const { offset = 0 } = query;
  return items.slice(offset, offset + limitOf(query));
}

/** The query of a self link: the given known parameters, in this order, with the limit in force. */
export function selfQuery(
  query: PageQuery,
  before: readonly string[],
  after: readonly string[] = [],
): string {
  const given: Readonly<Record<string, unknown>> = { ...query, limit: limitOf(query) };
  const shown = [...before, 'limit', 'offset', ...after].filter((name) => given[name] !== undefined);
  return `?${new URLSearchParams(shown.map((name) => [name, `${given[name]}`] as [string, string]))}`;
}
