// The keys of the page. In a field a key is a letter; in a dialog only its own count.
import { go, route, views } from '../link/route.ts';
import { perform } from '../parts/action.ts';
import { creating } from '../records/Create.tsx';
import { factor, moves } from '../world/clock.ts';
import { endOf } from '../world/records.ts';
import { openRecord } from './ClockBar.tsx';
import { helping } from './Help.tsx';

/** The pace to go on with after a pause. */
let before = 'real';

const keys: Readonly<Record<string, () => void>> = {
  '?': () => (helping.value = true),
  c: () => (creating.value = true),
  n: () => void perform(moves.next),
  ']': () => void perform(() => moves.by('10s')),
  '}': () => void perform(() => moves.by('1m')),
  e: untilEnd,
  ' ': pauseOrGoOn,
  '/': () => document.getElementById('filter')?.focus(),
  f: () => {
    go('rules');
    setTimeout(() => document.getElementById('fault-on')?.focus(), 50);
  },
  Escape: () => {
    if (route.value.rest.length > 0) go(route.value.view);
  },
  ...Object.fromEntries(views.map((view, index) => [String(index + 1), () => go(view)])),
};
const ofTimeline = ['+', '-', '0', 'ArrowLeft', 'ArrowRight'];

export function listenForKeys(): void {
  addEventListener('keydown', (event) => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    const element = target as HTMLElement;
    if (ctrlKey || metaKey || altKey || element.closest('dialog')) return;
    if (element.closest('input, select, textarea')) {
      if (key === 'Escape') element.blur();
      return;
    }
    // The space bar presses the button that has the focus.
    if (key === ' ' && element.closest('button, a, summary')) return;
    if (ofTimeline.includes(key) && route.value.view === 'timeline') {
      event.preventDefault();
      dispatchEvent(new CustomEvent('timeline-key', { detail: key }));
      return;
    }
    const act = keys[key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function pauseOrGoOn(): void {
  if (factor.value > 0) {
    before = factor.value === 1 ? 'real' : `x${factor.value}`;
    void perform(() => moves.pace('frozen'));
  } else void perform(() => moves.pace(before));
}

function untilEnd(): void {
  const record = openRecord();
  if (record) void perform(() => moves.to(endOf(record)));
}
