// Finds the operation that is meant, of those that share a path.
import type { Operation, RequestHead } from '../../core/api/operation.ts';
import { Refused } from './refused.ts';

/** Refused if none exists under the current readings, or none for this method. */
export function chooseOperation(operations: readonly Operation[], request: RequestHead): Operation {
  const isThere = ({ under }: Operation) => !under || under.readings.includes(request.reading(under.erratum));
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const meant = operations.find(
    (operation) => operation.method === method && isThere(operation) && (operation.when?.(request) ?? true),
  );
  if (meant) return meant;
  const there = operations.filter(isThere);
  if (there.length === 0) throw new Refused({ kind: 'unknown-route' });
  throw new Refused({
    kind: 'wrong-method',
    allowed: [...new Set(there.map((operation) => operation.method))],
  });
}
