// The clock: what time it is in the world, how it passes, and ways to move it.
import { useSignal } from '@preact/signals';
import { route } from '../link/route.ts';
import { perform } from '../parts/action.ts';
import { iso } from '../parts/time.ts';
import { beat, moves, now, pace } from '../world/clock.ts';
import { endOf, recordOf, recordsVersion } from '../world/records.ts';

const paces = [
  { pace: 'frozen', name: 'Pause', title: 'Time stands still (space)' },
  { pace: 'real', name: '×1', title: 'Time passes as it does' },
  { pace: 'x60', name: '×60', title: 'A minute passes each second' },
];

export function ClockBar() {
  void beat.value;
  const text = iso(now());
  return (
    <div class="clock" role="group" aria-label="Clock of the world">
      <time dateTime={text} title={text}>
        <span class="faint">{text.slice(0, 10)}</span> <b>{text.slice(11, 19)}</b>
      </time>
      <span class="pace" aria-label="Pace">
        {pace.value}
      </span>
      <div class="buttons" role="group" aria-label="How time passes">
        {paces.map((each) => (
          <button
            key={each.pace}
            type="button"
            title={each.title}
            aria-pressed={pace.value === each.pace}
            onClick={() => void perform(() => moves.pace(each.pace))}
          >
            {each.name}
          </button>
        ))}
        <Step />
      </div>
      <div class="buttons" role="group" aria-label="Move the clock">
        <button type="button" title="10 seconds on ( ] )" onClick={() => void perform(() => moves.by('10s'))}>
          +10 s
        </button>
        <button type="button" title="A minute on ( } )" onClick={() => void perform(() => moves.by('1m'))}>
          +1 m
        </button>
        <button
          type="button"
          title="To the next transition of any record (n)"
          onClick={() => void perform(moves.next)}
        >
          Next
        </button>
        <UntilEnd />
      </div>
    </div>
  );
}

/** Each request of a client moves the clock: how far is chosen here. */
function Step() {
  const length = useSignal('1s');
  const isOn = pace.value.startsWith('step:');
  const set = () => void perform(() => moves.pace(`step:${length.value}`));
  return (
    <>
      <button
        type="button"
        title="Each request of a client moves the clock"
        aria-pressed={isOn}
        onClick={set}
      >
        Step
      </button>
      <input
        class="step"
        aria-label="How far each request moves the clock"
        value={isOn ? pace.value.slice(5) : length.value}
        onChange={(event) => {
          length.value = event.currentTarget.value;
          if (isOn) set();
        }}
      />
    </>
  );
}

/** The record that is opened, if one is that has not ended. */
export function openRecord() {
  const { view, rest } = route.value;
  const [api, id] = rest;
  const record = view === 'records' && api !== undefined && id !== undefined ? recordOf(api, id) : undefined;
  return record && !record.sample && endOf(record) > now() ? record : undefined;
}

function UntilEnd() {
  void recordsVersion.value;
  const record = openRecord();
  return (
    <button
      type="button"
      disabled={!record}
      title={
        record
          ? `Until ${record.api} ${record.id} has ended (e)`
          : 'Open a record that has not ended to run until it has'
      }
      onClick={() => record && void perform(() => moves.to(endOf(record)))}
    >
      Until its end
    </button>
  );
}
