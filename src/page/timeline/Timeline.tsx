// The timeline: records as bars along the time of the world, as many rows as are seen, with a line for now that can be dragged
// forward. Clicking a transition that lies ahead moves the clock there.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { go, linkTo } from '../link/route.ts';
import { perform } from '../parts/action.ts';
import { State } from '../parts/State.tsx';
import { beat, moves, now } from '../world/clock.ts';
import { type Rec, recordsVersion, stateOf } from '../world/records.ts';
import { Axis } from './Axis.tsx';
import { rowHeight } from './draw.ts';
import { type Hit, hitAt } from './hit.ts';
import { NowLine } from './NowLine.tsx';
import { usePainting } from './painting.ts';
import type { Scale } from './scale.ts';

interface Given {
  readonly rows: readonly Rec[];
  readonly scale: Scale;
  /** Whether each row has its name beside it. */
  readonly hasLabels?: boolean;
}

export function Timeline({ rows, scale, hasLabels = true }: Given) {
  const body = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const top = useSignal(0);
  const height = useSignal(300);
  const tip = useSignal<{ hit: Hit; x: number; y: number } | undefined>(undefined);
  const dragged = useSignal<number | undefined>(undefined);
  usePainting({ canvas, body, rows, scale, top, height, dragged, selected: tip.value?.hit.record.key });
  usePointer({ canvas, rows, scale, top, tip });
  // More rows than fit are scrolled through.
  const first = Math.max(0, Math.floor(top.value / rowHeight) - 2);
  const seen = rows.slice(first, first + Math.ceil(height.value / rowHeight) + 4);
  return (
    <div class={hasLabels ? 'timeline' : 'timeline bare'}>
      <Axis scale={scale} />
      <div
        class="timeline-body"
        ref={body}
        tabIndex={0}
        role="group"
        aria-label="Records along the time of the world"
        onScroll={(event) => (top.value = event.currentTarget.scrollTop)}
      >
        <div class="timeline-space" style={{ height: `${rows.length * rowHeight}px` }}>
          {hasLabels && <Labels rows={seen} first={first} />}
          <canvas
            ref={canvas}
            role="img"
            aria-label={`A picture of ${rows.length} records; the view Records has them as a table`}
          />
        </div>
      </div>
      <NowLine scale={scale} dragged={dragged} />
      {tip.value && <Tip {...tip.value} />}
    </div>
  );
}

function Labels({ rows, first }: { rows: readonly Rec[]; first: number }) {
  // What is told of a record, and the time, change what stands beside it.
  void recordsVersion.value;
  void beat.value;
  return (
    <ul class="timeline-labels">
      {rows.map((record, index) => (
        <li key={record.key} style={{ top: `${(first + index) * rowHeight}px` }}>
          <a href={linkTo('records', [record.api, record.id])} title={`${record.api} ${record.id}`}>
            <span class="api">{record.api}</span> {record.id}
          </a>
          <State api={record.api} state={stateOf(record)} />
        </li>
      ))}
    </ul>
  );
}

function Tip({ hit, x, y }: { hit: Hit; x: number; y: number }) {
  const isLeft = x > innerWidth / 2;
  return (
    <div
      class="tip"
      style={{
        top: `${y + 14}px`,
        ...(isLeft ? { right: `${innerWidth - x + 8}px` } : { left: `${x + 8}px` }),
      }}
    >
      {hit.says.map((line, index) => (
        <div key={index}>{line}</div>
      ))}
    </div>
  );
}

interface Pointed {
  readonly canvas: { readonly current: HTMLCanvasElement | null };
  readonly rows: readonly Rec[];
  readonly scale: Scale;
  readonly top: { readonly value: number };
  readonly tip: { value: { hit: Hit; x: number; y: number } | undefined };
}

/** Hovering tells, dragging pans, the wheel zooms with Ctrl and pans with Shift, a click goes there. */
function usePointer(given: Pointed): void {
  const latest = useRef(given);
  latest.current = given;
  useEffect(() => {
    const element = given.canvas.current!;
    let held: { x: number; moved: number } | undefined;
    const hitOf = ({ offsetX, offsetY }: MouseEvent) => {
      const { rows, scale, top } = latest.current;
      return hitAt(rows, scale, offsetX, offsetY + top.value, now());
    };
    const over = new AbortController();
    const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void) =>
      element.addEventListener(name, act, { signal: over.signal, passive: false });
    on('pointerdown', (event) => {
      held = { x: event.clientX, moved: 0 };
      element.setPointerCapture(event.pointerId);
    });
    on('pointermove', (event) => {
      if (held) {
        const by = held.x - event.clientX;
        held = { x: event.clientX, moved: held.moved + Math.abs(by) };
        if (held.moved > 4) latest.current.scale.pan(by);
      }
      const hit = hitOf(event);
      element.style.cursor =
        hit?.transition && hit.transition.at > now() ? 'pointer' : held ? 'grabbing' : 'default';
      latest.current.tip.value = hit && { hit, x: event.clientX, y: event.clientY };
    });
    on('pointerleave', () => {
      latest.current.tip.value = undefined;
    });
    on('pointerup', (event) => {
      const isClick = held !== undefined && held.moved <= 4;
      held = undefined;
      const hit = isClick ? hitOf(event) : undefined;
      if (!hit) return;
      const { record, transition } = hit;
      if (transition && transition.at > now()) void perform(() => moves.to(transition.at));
      else go('records', [record.api, record.id]);
    });
    on('wheel', (event) => {
      const { scale } = latest.current;
      if (event.ctrlKey || event.metaKey) scale.zoom(Math.exp(event.deltaY / 200), event.offsetX);
      else if (event.shiftKey || event.deltaX !== 0) scale.pan(event.deltaX || event.deltaY);
      else return;
      event.preventDefault();
    });
    return () => over.abort();
  }, []);
}
