// The keys, listed.
import { signal } from '@preact/signals';
import { Dialog } from '../parts/Dialog.tsx';

export const helping = signal(false);

const lines: readonly (readonly [string, string])[] = [
  ['1 … 7', 'Timeline, Records, Traffic, Faults & scenarios, Worlds, Verify, API'],
  ['space', 'pause, or go on'],
  ['] and }', 'the clock 10 seconds on, a minute on'],
  ['n', 'to the next transition of any record'],
  ['e', 'until the record that is opened has ended'],
  ['c', 'create a record'],
  ['f', 'add a fault'],
  ['/', 'filter'],
  ['+ − 0', 'timeline: nearer, farther, all of it'],
  ['← →', 'timeline: earlier, later'],
  [
    'Tab, then →',
    'timeline: on the line for now, a second forward; ↑ ten, Page up a minute, End the next transition',
  ],
  ['Escape', 'close what is opened'],
  ['?', 'this list'],
];

export function Help() {
  return (
    <Dialog title="Keys" onClose={() => (helping.value = false)}>
      <dl class="keys">
        {lines.map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <p class="faint">On the timeline, Ctrl and the wheel zoom, Shift and the wheel pan, dragging pans.</p>
    </Dialog>
  );
}
