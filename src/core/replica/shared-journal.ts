// The journal of a world that processes share: its lines stand in the engine, without their secrets.
import {
  type Journal,
  type JournalEntry,
  type JournalLine,
  type Noted,
  type NotedResponse,
  toWhole,
  type WholeEntry,
} from '../worlds/journal.ts';
import type { Engine } from './engine.ts';
import type { Steps } from './steps.ts';

export function createSharedJournal(world: string, engine: Engine, steps: Steps): Journal {
  let seen = { last: 0, cleared: 0 };
  /** Those after the entry of that number, of the newest so many. */
  const newest = async (most: number, after = 0): Promise<WholeEntry[]> => {
    const { entries, total, cleared } = await engine.journal(world, most);
    seen = { last: total, cleared };
    const first = total - entries.length + 1;
    const whole = entries.map((text, index) => ({
      ...(JSON.parse(text) as WholeEntry),
      number: first + index,
    }));
    return whole.filter(({ number }) => number > after);
  };
  return {
    get last() {
      return seen.last;
    },
    get cleared() {
      return seen.cleared;
    },
    add: (noted) => steps.enter(textOf(noted)),
    entries: async () => (await newest(Number.MAX_SAFE_INTEGER)).map(toEntry),
    async linesAfter(number, most) {
      const lines = await newest(Math.min(most, Math.max(0, seen.last - number)), number);
      return lines.map(toLine);
    },
    async entry(number) {
      await this.refresh!();
      const lines = await newest(Math.max(0, seen.last - number + 1));
      return lines.find((each) => each.number === number);
    },
    async refresh() {
      await newest(0);
    },
    clear: () => steps.note(['no journal'], () => {}),
  };
}

/** Responses are kept and sent many times; what is noted of each is made once. */
const texts = new WeakMap<NotedResponse, string>();

function textOf(noted: Noted): string {
  const { response, ...rest } = toWhole(noted, 0);
  const text = texts.get(noted.response) ?? JSON.stringify(response);
  texts.set(noted.response, text);
  return `${JSON.stringify(rest).slice(0, -1)},"response":${text}}`;
}

function toEntry({ real: _, response: __, ...entry }: WholeEntry): JournalEntry {
  return entry;
}

function toLine({ response: _, headers: __, body: ___, ...line }: WholeEntry): JournalLine {
  return line;
}
