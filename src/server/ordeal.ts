// Which faults one request has: those of its world whose turn it is, and the one that it asks for itself.
import type { Trouble } from '../core/fault.ts';
import type { Candidate } from '../core/faults.ts';
import type { Knock, Operation, Refusal, Reply } from '../core/operation.ts';
import type { Preferences } from './prefer.ts';
import type { Served } from './served.ts';

export interface Ordeal {
  /** What strikes before the request is carried out: a status then stands instead of what would have been done. */
  before(): Trouble | undefined;
  /** What strikes because of the states that the reply shows, with what struck before. */
  after(states: readonly string[]): Trouble | undefined;
}

/** What nearly all requests go through. */
const none: Ordeal = { before: () => undefined, after: () => undefined };

export function ordealOf(
  { surface, api }: Served,
  { method, path, world }: Knock,
  operation: Operation,
  { fault: preferred }: Preferences,
): Ordeal {
  const suspect = { api: surface.name, operation: operation.id, method, path };
  const candidates = api ? world.faults.meet(suspect) : [];
  if (candidates.length === 0 && !preferred) return none;
  const [bound, free] = parted(candidates);
  let struck = preferred;
  return {
    before() {
      for (const { trouble, strike } of free) if (strike()) struck = { ...struck, ...trouble };
      return struck;
    },
    after(states) {
      for (const { trouble, state, strike } of bound)
        if (states.includes(state!) && strike()) struck = { ...struck, ...trouble };
      return struck;
    },
  };
}

/** Those that depend on a state, and those that do not. */
function parted(candidates: readonly Candidate[]): [Candidate[], Candidate[]] {
  const isBound = ({ state }: Candidate) => state !== undefined;
  return [candidates.filter(isBound), candidates.filter((each) => !isBound(each))];
}

/** The reply of a fault that is a status: the vendor's own error. */
export function troubledReply(
  { status, retryAfter }: Trouble = {},
  refuse: (refusal: Refusal) => Reply | Promise<Reply>,
): Promise<Reply> | undefined {
  return status === undefined ? undefined : refusedWith(status, retryAfter, refuse);
}

async function refusedWith(
  status: number,
  retryAfter: number | undefined,
  refuse: (refusal: Refusal) => Reply | Promise<Reply>,
): Promise<Reply> {
  const reply = await refuse({ kind: 'status', status });
  return retryAfter === undefined
    ? reply
    : { ...reply, headers: { ...reply.headers, 'retry-after': `${retryAfter}` } };
}
