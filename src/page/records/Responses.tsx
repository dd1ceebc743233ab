// What the vendor's API answers about a record now, and beside it what it answers at another instant.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RecordResponse } from '../../../schemas/standin/types.ts';
import { send } from '../link/send.ts';
import { useAction } from '../parts/action.ts';
import { Diff } from '../parts/Diff.tsx';
import { Json, pretty } from '../parts/Json.tsx';
import { Notice } from '../parts/Notice.tsx';
import { instantText, iso } from '../parts/time.ts';
import { now } from '../world/clock.ts';
import { type Rec, stateOf } from '../world/records.ts';
import { readings } from '../world/settings.ts';

export function Responses({ record }: { record: Rec }) {
  const action = useAction();
  const present = useSignal<RecordResponse | undefined>(undefined);
  const other = useSignal<RecordResponse | undefined>(undefined);
  const at = useSignal('');
  const path = `records/${encodeURIComponent(record.api)}/${encodeURIComponent(record.id)}/response`;
  const state = stateOf(record);
  useEffect(() => {
    void action.run(async () => {
      present.value = await send<RecordResponse>('GET', path);
      if (at.value !== '')
        other.value = await send<RecordResponse>('GET', `${path}?at=${encodeURIComponent(at.value)}`);
    });
  }, [record, state, at.value, readings.value]);
  const choose = (value: string) => {
    at.value = value;
    if (value === '') other.value = undefined;
  };
  const shown = present.value;
  return (
    <details open>
      <summary>
        The vendor’s response now{' '}
        {shown && <span class={shown.status >= 400 ? 'fails' : 'faint'}>{shown.status}</span>}
      </summary>
      {!record.sample && (
        <label class="inline">
          beside the one at{' '}
          <select value={at.value} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="">no other instant</option>
            {record.steps.map((step, index) => (
              <option key={index} value={iso(step.at)}>
                {step.state}, {instantText(step.at, now())}
              </option>
            ))}
          </select>
        </label>
      )}
      <Notice problem={action.problem} />
      {shown && !other.value && <Json name="The response now" value={shown.text} />}
      {shown && other.value && (
        <Diff
          left={pretty(shown.text)}
          right={pretty(other.value.text)}
          names={['now', `at ${instantText(Date.parse(other.value.at), now())}`]}
        />
      )}
    </details>
  );
}
