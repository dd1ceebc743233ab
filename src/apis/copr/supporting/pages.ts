// What the lists beside the documented one have in common: a limit that is never more than a hundred, a normalised self.
const most = 100;

/** What there may be in the query of a list. */
export interface PageQuery {
  readonly limit?: number;
  readonly offset?: number;
}

/** Whether a parameter says yes, in one of the ways in which the service takes it; its schema lets no other word through. */
export const isTrue = (word = '') => ['true', 'yes', '1'].includes(word.trim().toLowerCase());

/** The limit that holds: whatever is not between 1 and 100 becomes 100. */
export function limitOf({ limit = most }: PageQuery): number {
  return limit >= 1 && limit <= most ? limit : most;
}

/** The part of a list that was asked for. */
export function pageOf<T>(items: readonly T[], query: PageQuery): readonly T[] {
  const { offset = 0 } = query;
  return items.slice(offset, offset + limitOf(query));
}

/** The query of a self link: what was given and is known, in this order, with the limit that holds. */
export function selfQuery(query: PageQuery, ...names: readonly string[]): string {
  const given: Readonly<Record<string, unknown>> = { ...query, limit: limitOf(query) };
  const shown = [...names, 'limit', 'offset'].filter((name) => given[name] !== undefined);
  return `?${new URLSearchParams(shown.map((name) => [name, `${given[name]}`] as [string, string]))}`;
}
