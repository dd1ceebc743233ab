// The records that a world begins with, as the file writes them: each is always shown as it was then.
import type { Creation } from '../../core/api/api.ts';
import type { Kind } from '../engine/model.ts';
import { membersOf, within } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';
import type { Facts } from '../values/subject.ts';
import { checkKnown } from './context.ts';

export function samplesOf(
  place: Place,
  { name, states }: Pick<Kind, 'name' | 'states'>,
): readonly Creation<Facts>[] {
  return membersOf(within(place, 'samples')).map(([, each]) => sampleAt(each, name, states));
}

function sampleAt(place: Place, kind: string, states: readonly string[]): Creation<Facts> {
  const {
    id,
    state,
    created,
    body = {},
    path = {},
  } = place.value as {
    readonly id: string | number;
    readonly state: string;
    readonly created: string;
    readonly body?: Facts['body'];
    readonly path?: Facts['path'];
  };
  checkKnown(within(place, 'state')!, states, state, 'samples');
  const at = Date.parse(created);
  if (Number.isNaN(at))
    throw mistake(
      within(place, 'created')!,
      `'${created}' is not an instant.`,
      "Write one as '2026-03-01T12:00:00Z'.",
    );
  return {
    attributes: { kind, id: String(id), body, path },
    created: at,
    seenAt: at,
    plan: [{ state }],
  };
}
