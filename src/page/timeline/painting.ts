// When the picture is drawn: whenever something that it shows has changed, at most once a frame; while time passes, as often as
// the line for now moves by half a pixel.
import { effect, type Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { apis } from '../world/apis.ts';
import { beat, factor, now } from '../world/clock.ts';
import { journalVersion } from '../world/journal.ts';
import { type Rec, recordsVersion } from '../world/records.ts';
import { coloursNow, theme } from './colours.ts';
import { draw } from './draw.ts';
import type { Scale } from './scale.ts';

interface Painted {
  readonly canvas: { readonly current: HTMLCanvasElement | null };
  readonly body: { readonly current: HTMLElement | null };
  readonly rows: readonly Rec[];
  readonly scale: Scale;
  readonly top: Signal<number>;
  readonly height: Signal<number>;
  /** The instant to which the line for now is being dragged. */
  readonly dragged: Signal<number | undefined>;
  readonly selected: string | undefined;
}

export function usePainting(given: Painted): void {
  const latest = useRef(given);
  latest.current = given;
  const redraw = useRef<() => void>(() => {});
  // Drawn once more whenever the component is.
  useEffect(() => redraw.current());
  useEffect(() => {
    const { scale, top, height, dragged } = given;
    const element = given.canvas.current!;
    const body = given.body.current!;
    const context = element.getContext('2d')!;
    let frame = 0;
    let drawnX = Number.NaN;
    const paint = () => {
      frame = 0;
      const { rows, selected } = latest.current;
      const instant = dragged.peek() ?? now();
      scale.keepUp(now());
      drawnX = scale.toX(instant);
      const scene = {
        rows,
        scale,
        now: instant,
        top: top.peek(),
        height: height.peek(),
        colours: coloursNow(),
        selected,
      };
      draw(context, scene);
    };
    const ask = () => {
      frame ||= requestAnimationFrame(paint);
    };
    redraw.current = ask;
    const size = () => {
      const { width, height: most } = element.getBoundingClientRect();
      const ratio = devicePixelRatio || 1;
      element.width = Math.round(width * ratio);
      element.height = Math.round(most * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      scale.width.value = width;
      height.value = body.clientHeight;
      ask();
    };
    const watch = new ResizeObserver(size);
    watch.observe(element);
    watch.observe(body);
    size();
    const stop = effect(() => {
      for (const each of [
        apis,
        beat,
        journalVersion,
        recordsVersion,
        theme,
        top,
        height,
        dragged,
        scale.from,
        scale.to,
      ])
        void each.value;
      ask();
    });
    let passing = 0;
    const pass = () => {
      passing = requestAnimationFrame(pass);
      if (factor.peek() > 0 && Math.abs(scale.toX(now()) - drawnX) >= 0.5) ask();
    };
    pass();
    return () => {
      stop();
      watch.disconnect();
      cancelAnimationFrame(frame);
      cancelAnimationFrame(passing);
    };
  }, []);
}
