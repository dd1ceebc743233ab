// The faults of one request: those of its world that are due, and the one that it asks for itself.

import type { Operation, OperationResponse, Refusal } from '../../core/api/operation.ts';
import type { Candidate } from '../../core/faults/meet.ts';
import type { FaultEffect } from '../../core/worlds/fault.ts';
import type { Received } from '../requests/call.ts';

export interface FaultMatch {
  /** Faults that do not depend on the response: a status then replaces the work of the operation. */
  before(): FaultEffect | undefined;
  /** Faults that depend on the states that the response shows, with those that hit before. */
  after(states: readonly string[]): FaultEffect | undefined;
}

/** The faults of nearly all requests: none. */
const none: FaultMatch = { before: () => undefined, after: () => undefined };

export function matchFaults(
  { served: { surface, api }, incoming, preferences }: Received,
  operation: Operation,
): FaultMatch {
  const { request, address, world } = incoming;
  const { fault: preferred } = preferences;
  const suspect = { api: surface.name, operation: operation.id, method: request.method, path: address.path };
  const candidates = api ? world.faults.meet(suspect) : [];
  if (candidates.length === 0 && !preferred) return none;
  const [bound, free] = parted(candidates);
  let hits = preferred;
  return {
    before() {
      for (const { effect, hit } of free) if (hit()) hits = { ...hits, ...effect };
      return hits;
    },
    after(states) {
      for (const { effect, state, hit } of bound)
        if (states.includes(state!) && hit()) hits = { ...hits, ...effect };
      return hits;
    },
  };
}

/** Those that depend on a state, and those that do not. */
function parted(candidates: readonly Candidate[]): [Candidate[], Candidate[]] {
  const isBound = ({ state }: Candidate) => state !== undefined;
  return [candidates.filter(isBound), candidates.filter((each) => !isBound(each))];
}

/** The response of a fault with a status: the vendor's own error. */
export function faultResponse(
  { status }: FaultEffect = {},
  refuse: (refusal: Refusal) => OperationResponse | Promise<OperationResponse>,
): OperationResponse | Promise<OperationResponse> | undefined {
  return status === undefined ? undefined : refuse({ kind: 'status', status });
}
