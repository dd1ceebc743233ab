// The axis above the rows: instants, and a lane with all requests of clients, so that one sees when they come and which fail.
import { durationText, ticksIn, tickText } from '../parts/time.ts';
import { journalNow, journalVersion } from '../world/journal.ts';
import type { Scale } from './scale.ts';

/** How far two ticks are apart at least, in pixels. */
const apart = 90;

export function Axis({ scale }: { scale: Scale }) {
  const { from, to, width } = scale;
  const length = to.value - from.value;
  const { ticks, step } = ticksIn(from.value, to.value, (apart / Math.max(1, width.value)) * length);
  return (
    <div class="axis">
      <div class="axis-name">
        {durationText(length)} <span class="faint">seen, UTC</span>
      </div>
      <div class="axis-ticks">
        {ticks.map((at) => (
          <span key={at} style={{ left: `${scale.toX(at)}px` }}>
            {tickText(at, step)}
          </span>
        ))}
        <Requests scale={scale} />
      </div>
    </div>
  );
}

/** One mark for each few pixels in which there was a request. */
function Requests({ scale }: { scale: Scale }) {
  void journalVersion.value;
  const marks = new Map<number, boolean>();
  for (const { at, status, fault } of journalNow()) {
    const x = Math.round(scale.toX(Date.parse(at)) / 3) * 3;
    if (x < 0 || x > scale.width.value) continue;
    marks.set(x, (marks.get(x) ?? false) || status >= 400 || fault !== undefined);
  }
  return (
    <>
      {[...marks].map(([x, fails]) => (
        <i key={x} class={fails ? 'request fails' : 'request'} style={{ left: `${x}px` }} />
      ))}
    </>
  );
}
