// Whether an exchange can show that a clause passes. What was not seen has not passed.
import type { Api } from '../../core/api/api.ts';
import { hasEmptyList } from '../../core/api/schema-clauses.ts';
import type { Seen } from '../../core/invariants/invariant.ts';

/** Not if it has another page instead of the promised body; and for a clause about an example, not if a list has no entries. */
export function shows({ operations }: Api, { operation, response, content }: Seen, clause: string): boolean {
  const promised = operations.find(({ id }) => id === operation)?.responses[response.status];
  if (promised && content === undefined && !response.lacksBody) return false;
  return !clause.endsWith('/example') || !hasEmptyList(content);
}

/** A refusal under another reading shows nothing about the refused content, but it does about a status or a method. */
export function showsByReading(api: Api, seen: Seen, clause: string): boolean {
  return (
    (seen.response.status < 400 || seen.response.status === 405 || /status(-\d+|-list)?$/.test(clause)) &&
    !hasEmptyList(seen.content) &&
    shows(api, seen, clause)
  );
}
