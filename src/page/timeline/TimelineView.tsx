// The view of the timeline: which records are on it, how near one looks, and what to do while there is nothing yet.
import { useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { world } from '../link/route.ts';
import { Empty } from '../parts/Empty.tsx';
import { CreateButton } from '../records/Create.tsx';
import { Filters } from '../records/Filters.tsx';
import { shownRecords } from '../records/filter.ts';
import { apis } from '../world/apis.ts';
import { now } from '../world/clock.ts';
import { recordsLoading } from '../world/records.ts';
import { createScale, type Scale } from './scale.ts';
import { Timeline } from './Timeline.tsx';

/** Kept while other views are looked at. */
let kept: Scale | undefined;
/** Of which world everything was shown once. */
let shownOf = '';

export function TimelineView() {
  kept ??= createScale(now());
  const scale = kept;
  const showAll = () => {
    scale.fit(shownRecords.peek(), now());
    scale.follows.value = true;
  };
  const isLoading = recordsLoading.value;
  useEffect(() => {
    if (isLoading || shownOf === world.peek()) return;
    shownOf = world.peek();
    showAll();
  }, [isLoading]);
  useEffect(() => {
    const act = (event: Event) => {
      const key = (event as CustomEvent<string>).detail;
      if (key === '+') scale.zoom(0.6);
      if (key === '-') scale.zoom(1 / 0.6);
      if (key === 'ArrowLeft') scale.pan(-80);
      if (key === 'ArrowRight') scale.pan(80);
      if (key === '0') showAll();
    };
    addEventListener('timeline-key', act);
    return () => removeEventListener('timeline-key', act);
  }, []);
  const rows = useComputed(() => shownRecords.value).value;
  return (
    <section class="view timeline-view" aria-labelledby="timeline-title">
      <div class="bar">
        <h1 id="timeline-title">Timeline</h1>
        <Filters />
        <span class="grow" />
        <div class="buttons" role="group" aria-label="What is seen">
          <button type="button" onClick={() => scale.zoom(0.6)} aria-label="Zoom in" title="Zoom in (+)">
            +
          </button>
          <button
            type="button"
            onClick={() => scale.zoom(1 / 0.6)}
            aria-label="Zoom out"
            title="Zoom out (-)"
          >
            −
          </button>
          <button type="button" onClick={showAll} title="Show all of them (0)">
            Fit
          </button>
          <button
            type="button"
            aria-pressed={scale.follows.value}
            onClick={() => (scale.follows.value = !scale.follows.value)}
            title="Go along with the clock"
          >
            Follow
          </button>
        </div>
        <CreateButton />
      </div>
      {rows.length === 0 && !isLoading ? <Nothing /> : <Timeline rows={rows} scale={scale} />}
      <Legend />
    </section>
  );
}

function Nothing() {
  const first = apis.value[0];
  return (
    <Empty title="Nothing on the timeline yet">
      <p>Create a record here, or have a client ask for one:</p>
      {first && <pre>{first.curl}</pre>}
      <CreateButton />
    </Empty>
  );
}

function Legend() {
  return (
    <p class="legend">
      <span class="swatch waiting" /> waiting <span class="swatch running" /> running{' '}
      <span class="swatch good" /> succeeded <span class="swatch bad" /> failed <span class="swatch off" />{' '}
      ended otherwise <span class="faint">· pale: planned · </span>
      <span class="mark command">▼</span> command <span class="mark poll">❘</span> request that saw it{' '}
      <span class="mark fault">✕</span> fault or error
    </p>
  );
}
