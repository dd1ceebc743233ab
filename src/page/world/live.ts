// Follows the world that the address names: what the server tells goes where it belongs.
import { effect, untracked } from '@preact/signals';
import type { ClockView } from '../../../schemas/standin/types.ts';
import { connection, followEvents, type Message } from '../link/events.ts';
import { world } from '../link/route.ts';
import { loadApis } from './apis.ts';
import { hearClock } from './clock.ts';
import { forgetJournal, hearJournal } from './journal.ts';
import { forgetRecords, hearRecords, loadRecords } from './records.ts';
import { faults, readings, scenarios } from './settings.ts';

export function followWorld(): void {
  effect(() => {
    const name = world.value;
    const over = new AbortController();
    untracked(() => void follow(name, over.signal));
    return () => over.abort();
  });
}

async function follow(name: string, over: AbortSignal): Promise<void> {
  connection.value = 'connecting';
  forgetRecords();
  forgetJournal();
  /** What is told while the records are read: it is newer, and names them. */
  let held: (() => void)[] | undefined;
  const start = async ({ resumed }: { resumed: boolean }) => {
    if (resumed) return;
    forgetJournal();
    held = [];
    await load(name, over);
    if (over.aborted) return;
    const messages = held ?? [];
    held = undefined;
    for (const tell of messages) tell();
  };
  const afterLoad = (tell: () => void) => (held ? held.push(tell) : tell());
  const hear = ({ event, data }: Message) => {
    // biome-ignore lint/suspicious/noExplicitAny: each event has data of its own, which the server has typed.
    const given = data as any;
    if (event === 'start') void start(given);
    else if (event === 'clock') hearClock(given as ClockView);
    else if (event === 'records') afterLoad(() => hearRecords(given));
    else if (event === 'journal') afterLoad(() => hearJournal(given));
    else if (event === 'faults') faults.value = given.faults;
    else if (event === 'scenarios') scenarios.value = given;
    else if (event === 'readings') readings.value = given.readings;
  };
  await followEvents(name, (message) => !over.aborted && hear(message), over);
}

/** Reads what is there; again and again, where the server goes away meanwhile. */
async function load(name: string, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    try {
      await Promise.all([loadApis(name), loadRecords(name, () => over.aborted)]);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}
