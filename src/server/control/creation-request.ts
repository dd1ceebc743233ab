// How a record that is asked for is to be created: durations as people write them, and one fate.
import type { CreateRecordRequest } from '../../../schemas/standin/types.ts';
import type { Api, Creation } from '../../core/api/api.ts';
import { lastingStates } from '../../core/records/lifecycle.ts';
import { parseDuration } from '../../core/time/duration.ts';
import { Problem } from '../../core/values/problem.ts';
import { toMs } from '../../core/worlds/scenarios.ts';

/** How a record is asked for; durations are texts such as `90s` or numbers of ms. */
export type RecordRequest = CreateRecordRequest['body'];

export function toCreation(
  { lifecycle }: Api,
  { plan, lasts, scenario, state, attributes }: RecordRequest,
): Creation<unknown> {
  const ways = Object.entries({ scenario, state }).filter(([, value]) => value !== undefined);
  if (plan && ways.length > 0) {
    throw new Problem(400, 'Several fates', {
      detail: `A record cannot be created by a plan and ${ways.map(([name]) => name).join(' and ')} at once.`,
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
