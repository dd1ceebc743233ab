// The third layer: every invariant over the whole trace. A fault that the schemas have told must not hide what else is wrong.
import type { Api } from '../../../core/api/api.ts';
import type { Check, Invariant, Seen, Trace } from '../../../core/invariants/invariant.ts';
import { partsOf } from '../../../core/values/pointer.ts';
import type { Verdict } from '../verdict.ts';
import { temporalInvariants } from './temporal.ts';

type ToTrace = (seen: readonly Seen[]) => Trace;

export function judgeInvariants(api: Api, seen: readonly Seen[], toTrace: ToTrace, verdict: Verdict): void {
  const whole = toTrace(seen);
  for (const invariant of [...temporalInvariants(api), ...api.invariants.invariants])
    judgeInvariant(invariant, checksOver(invariant, seen, whole, toTrace), verdict);
}

/**
 * The checks of an invariant over all bodies; if it throws on one that does not match the promised schema, over what is left of
 * them without the faults, over those that it can read one by one, and at last over those that match.
 */
function checksOver(invariant: Invariant, seen: readonly Seen[], whole: Trace, toTrace: ToTrace): Checks {
  const without = (isLeft: (each: Seen) => boolean) =>
    checksOf(invariant, toTrace(seen.map((each) => (isLeft(each) ? each : withoutContent(each)))));
  const isSound = ({ faults }: Seen) => faults.length === 0;
  const isReadable = (each: Seen) => isSound(each) || checksOf(invariant, toTrace([each])) !== undefined;
  const mended = () => checksOf(invariant, toTrace(seen.map(withoutFaults)));
  return checksOf(invariant, whole) ?? mended() ?? without(isReadable) ?? without(isSound) ?? [];
}

type Checks = readonly (readonly [right: boolean, check: Check])[];

function withoutContent(seen: Seen): Seen {
  return { ...seen, content: undefined, faults: [] };
}

/** The same, the members that do not match left out. */
function withoutFaults(seen: Seen): Seen {
  if (seen.faults.length === 0) return seen;
  const paths = seen.faults.map((fault) => partsOf(fault));
  return { ...seen, content: paths.reduce(withoutMember, seen.content) };
}

function withoutMember(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
    return value;
  if (Array.isArray(value)) return value.with(Number(name), withoutMember(value[Number(name)], rest));
  const { [name]: member, ...others } = value as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [name]: withoutMember(member, rest) };
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
