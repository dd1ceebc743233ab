// A table of any length, of which only the rows that are seen are there.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Given<T> {
  readonly name: string;
  readonly heads: readonly string[];
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string | number;
  readonly cells: (item: T) => readonly ComponentChildren[];
  /** The class of the columns' widths. */
  readonly layout: string;
  readonly chosen?: string | number | undefined;
  /** Whether the newest, at the end, stays in sight. */
  readonly follows?: boolean;
}

const rowHeight = 32;

export function Rows<T>({ name, heads, items, keyOf, cells, layout, chosen, follows = false }: Given<T>) {
  const body = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const height = useSignal(600);
  useEffect(() => {
    const element = body.current!;
    const watch = new ResizeObserver(() => {
      height.value = element.clientHeight;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (follows && body.current) body.current.scrollTop = body.current.scrollHeight;
  }, [items.length, follows]);
  const first = Math.max(0, Math.floor(top.value / rowHeight) - 3);
  const seen = items.slice(first, first + Math.ceil(height.value / rowHeight) + 6);
  return (
    <div class={`rows ${layout}`} role="table" aria-label={name} aria-rowcount={items.length + 1}>
      <div class="row head" role="row">
        {heads.map((head) => (
          <span key={head} role="columnheader">
            {head}
          </span>
        ))}
      </div>
      <div
        class="rows-body"
        ref={body}
        tabIndex={0}
        role="rowgroup"
        aria-label={name}
        onScroll={(event) => (top.value = event.currentTarget.scrollTop)}
      >
        <div style={{ height: `${items.length * rowHeight}px` }} role="presentation">
          {seen.map((item, index) => (
            <div
              key={keyOf(item)}
              class={chosen !== undefined && chosen === keyOf(item) ? 'row chosen' : 'row'}
              role="row"
              aria-rowindex={first + index + 2}
              style={{ top: `${(first + index) * rowHeight}px` }}
            >
              {cells(item).map((cell, column) => (
                <span key={heads[column]} role="cell">
                  {cell}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
