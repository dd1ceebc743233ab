// From a request for a record to its creation: parses durations, and takes either a plan or a scenario.
import type { Api, Creation } from '../../core/api/api.ts';
import { lastingStates } from '../../core/records/lifecycle.ts';
import type { Scenario } from '../../core/records/plan.ts';
import { parseDuration } from '../../core/time/duration.ts';
import { Problem } from '../../core/values/problem.ts';
import { toMs } from '../../core/worlds/scenarios.ts';

/** A record to create. Durations are milliseconds, or texts such as `90s`, `1.5m` or `PT5M`. */
export interface RecordRequest {
  /** The API, by name. */
  readonly api: string;
  /** `succeeds` (default), `fails`, `canceled`, `stuck`, `instant` or `slow`. */
  readonly scenario?: Scenario;
  /** The state that the record enters now. Its creation is backdated accordingly, and it goes on from there. */
  readonly state?: string;
  /** Instead of a scenario: the states in order, each with its duration. The last one has no end. */
  readonly plan?: readonly { readonly state: string; readonly lasts?: string | number }[];
  /** By state: its duration, instead of the assumed one. `*` stands for every state that is not named. */
  readonly lasts?: Readonly<Record<string, string | number>>;
  /** The record's attributes, for example `{ build_id: 7 }`. Missing ones get lifelike values. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export function toCreation(
  { lifecycle }: Api,
  { plan, lasts, scenario, state, attributes }: RecordRequest,
): Creation<unknown> {
  const ways = Object.entries({ scenario, state }).filter(([, value]) => value !== undefined);
  if (plan && ways.length > 0) {
    throw new Problem(400, 'Plan and scenario', {
      detail: `A record cannot have a plan and ${ways.map(([name]) => `a ${name}`).join(' and ')} at once.`,
      hint: 'Give a plan, or a scenario and a state, or one of these.',
    });
  }
  return {
    ...(scenario && { scenario }),
    ...(state !== undefined && { state }),
    ...(plan && { plan: plan.map((stage) => ({ state: stage.state, ...lastingOf(stage) })) }),
    ...(lasts && { lasts: toMs(lasts, lastingStates(lifecycle)) }),
    ...(attributes && { attributes }),
  };
}

function lastingOf({ lasts }: { lasts?: string | number }): { lasts?: number } {
  return lasts === undefined ? {} : { lasts: parseDuration(lasts) };
}
