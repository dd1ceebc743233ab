// How a record that is asked for is to be born: durations as people write them, and one fate.
import type { CreateRecordRequest } from '../../schemas/standin/types.ts';
import type { Api, Birth } from '../core/api.ts';
import { lastingStates } from '../core/lifecycle.ts';
import { Problem } from '../core/problem.ts';
import { toMs } from '../core/scenarios.ts';
import { parseDuration } from '../core/time.ts';

/** How a record is asked for; durations are texts such as `90s` or numbers of ms. */
export type RecordRequest = CreateRecordRequest['body'];

export function toBirth(
  { lifecycle }: Api,
  { plan, lasts, scenario, state, attributes }: RecordRequest,
): Birth<unknown> {
  const ways = Object.entries({ scenario, state }).filter(([, value]) => value !== undefined);
  if (plan && ways.length > 0) {
    throw new Problem(400, 'Several fates', {
      detail: `A record cannot be born by a plan and ${ways.map(([name]) => name).join(' and ')} at once.`,
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
