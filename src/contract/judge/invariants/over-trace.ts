// The third layer: every invariant over the whole trace. A fault that the schemas have told must not hide what else is wrong.
import type { Api } from '../../../core/api/api.ts';
import type { Check, Invariant, Seen, Trace } from '../../../core/invariants/invariant.ts';
import type { Verdict } from '../verdict.ts';
import { temporalInvariants } from './temporal.ts';
import { withoutFaults } from './without-faults.ts';

type ToTrace = (seen: readonly Seen[]) => Trace;

export function judgeInvariants(api: Api, seen: readonly Seen[], toTrace: ToTrace, verdict: Verdict): void {
  const readings: Readings = {
    seen,
    toTrace,
    whole: toTrace(seen),
    mended: once(() => toTrace(seen.map(withoutFaults))),
    sound: once(() => toTrace(seen.map((each) => (isSound(each) ? each : withoutContent(each))))),
  };
  for (const invariant of [...temporalInvariants(api), ...api.invariants.invariants])
    judgeInvariant(invariant, checksOver(invariant, readings), verdict);
}

/** The same exchanges, with more or less of the bodies that do not match; most are never needed, and none is made twice. */
interface Readings {
  readonly seen: readonly Seen[];
  readonly toTrace: ToTrace;
  readonly whole: Trace;
  mended(): Trace;
  sound(): Trace;
}

/**
 * The checks of an invariant over all bodies; if it throws on one that does not match the promised schema, over what is left of
 * them without the faults, over those that it can read one by one, and at last over those that match.
 */
function checksOver(invariant: Invariant, { seen, toTrace, whole, mended, sound }: Readings): Checks {
  const isReadable = (each: Seen) => isSound(each) || checksOf(invariant, toTrace([each])) !== undefined;
  const readable = () => toTrace(seen.map((each) => (isReadable(each) ? each : withoutContent(each))));
  return (
    checksOf(invariant, whole) ??
    checksOf(invariant, mended()) ??
    checksOf(invariant, readable()) ??
    checksOf(invariant, sound()) ??
    []
  );
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function isSound({ faults }: Seen): boolean {
  return faults.length === 0;
}

type Checks = readonly (readonly [right: boolean, check: Check])[];

function withoutContent(seen: Seen): Seen {
  return { ...seen, content: undefined, faults: [] };
}

/** Faults at a place that the schemas have already reported are not reported again. */
function judgeInvariant(invariant: Invariant, checks: Checks, verdict: Verdict): void {
  const by = { layer: 'invariant', name: invariant.id } as const;
  for (const [right, { clause = invariant.clauses[0]!, ...check }] of checks)
    if (right || !isNews(check)) verdict.check(right, { by, clause, ...check, expected: phraseOf(check) });
  if (checks.length > 0) return;
  const actual = 'No exchange shows it.';
  const clause = invariant.clauses[0]!;
  verdict.remark({ severity: 'skipped', clause, by, expected: invariant.says, actual });
}

/** What is expected may have been read from a body with faults, and be no text at all. */
function phraseOf({ expected }: Check): string {
  return typeof expected === 'string' ? expected : (JSON.stringify(expected) ?? 'nothing');
}

/** Undefined if the invariant throws. */
function checksOf(invariant: Invariant, trace: Trace): Checks | undefined {
  const checks: (readonly [boolean, Check])[] = [];
  try {
    invariant.judge(trace, (right, check) => void checks.push([right, check]));
    return checks;
  } catch (error) {
    // Valid bodies have everything that is promised: an error there is our own.
    if (trace.seen.every(({ faults }) => faults.length === 0)) throw error;
    return undefined;
  }
}

function isNews({ seen, pointer = '' }: Check): boolean {
  return seen.faults.some((fault) => pointer === fault || pointer.startsWith(`${fault}/`));
}
