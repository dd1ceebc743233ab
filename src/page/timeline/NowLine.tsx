// The line for now. Dragged forward, it shows what would be, and moves the clock when it is let go. With the keyboard it is a
// slider.
import { type Signal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { perform } from '../parts/action.ts';
import { clockTime, durationText, iso } from '../parts/time.ts';
import { beat, factor, moves, now } from '../world/clock.ts';
import type { Scale } from './scale.ts';

const keys: Readonly<Record<string, () => Promise<void>>> = {
  ArrowRight: () => moves.by('1s'),
  ArrowUp: () => moves.by('10s'),
  PageUp: () => moves.by('1m'),
  End: () => moves.next(),
};

export function NowLine({ scale, dragged }: { scale: Scale; dragged: Signal<number | undefined> }) {
  const line = useRef<HTMLDivElement>(null);
  const held = useRef(false);
  useSignalEffect(() => {
    void beat.value;
    for (const each of [scale.from, scale.to, scale.width, dragged]) void each.value;
    let frame = 0;
    const place = () => {
      const x = scale.toX(dragged.peek() ?? now());
      const isSeen = x >= 0 && x <= scale.width.peek();
      if (line.current) line.current.style.transform = `translateX(${isSeen ? x : -9999}px)`;
      if (factor.peek() > 0) frame = requestAnimationFrame(place);
    };
    place();
    return () => cancelAnimationFrame(frame);
  });
  const instantOf = (clientX: number) => {
    const { left } = line.current!.parentElement!.getBoundingClientRect();
    return Math.max(now(), scale.toInstant(clientX - left));
  };
  const letGo = () => {
    const to = dragged.value;
    held.current = false;
    if (to === undefined) return;
    void perform(() => (to > now() ? moves.to(to) : Promise.resolve())).finally(
      () => (dragged.value = undefined),
    );
  };
  void beat.value;
  const ahead = dragged.value === undefined ? 0 : dragged.value - now();
  return (
    <div class="now-lane">
      <div class={dragged.value === undefined ? 'now-line' : 'now-line dragged'} ref={line}>
        <div
          class="now-handle"
          role="slider"
          tabIndex={0}
          aria-label="Now: drag it, or press the right arrow, to move the clock forward"
          aria-valuemin={0}
          aria-valuemax={8_640_000_000_000}
          aria-valuenow={Math.round((dragged.value ?? now()) / 1_000)}
          aria-valuetext={iso(dragged.value ?? now())}
          onPointerDown={(event) => {
            held.current = true;
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={(event) => {
            if (held.current) dragged.value = instantOf(event.clientX);
          }}
          onPointerUp={letGo}
          onPointerCancel={letGo}
          onKeyDown={(event) => {
            const move = keys[event.key];
            if (!move) return;
            event.preventDefault();
            event.stopPropagation();
            void perform(move);
          }}
        >
          {dragged.value === undefined
            ? clockTime(now())
            : `${clockTime(dragged.value)} (+${durationText(ahead)})`}
        </div>
      </div>
    </div>
  );
}
