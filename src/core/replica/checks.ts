// Steps that only looked are checked together: those that come while a check is under way share the next one.
import type { Outcome, Place } from './engine.ts';

export interface Checks {
  /** Whether what was seen at a place is the newest, with lines for the journal. */
  check(at: Place, entries: readonly string[]): Promise<Outcome>;
  /** Sends what waits, so that it comes before what is sent next. */
  flush(): void;
}

interface Group {
  readonly at: Place;
  readonly entries: string[];
  readonly outcome: Promise<Outcome>;
  readonly settle: (outcome: Promise<Outcome>) => void;
}

export function createChecks(send: (at: Place, entries: readonly string[]) => Promise<Outcome>): Checks {
  let waiting: Group | undefined;
  let underWay = 0;
  const flush = () => {
    const group = waiting;
    waiting = undefined;
    if (!group) return;
    underWay++;
    const sent = send(group.at, group.entries);
    group.settle(sent);
    const next = () => {
      underWay--;
      if (underWay === 0) flush();
    };
    sent.then(next, next);
  };
  return {
    check(at, entries) {
      if (waiting && waiting.at !== at) flush();
      waiting ??= groupAt(at);
      waiting.entries.push(...entries);
      const { outcome } = waiting;
      if (underWay === 0) flush();
      return outcome;
    },
    flush,
  };
}

function groupAt(at: Place): Group {
  let settle: Group['settle'] = () => {};
  const outcome = new Promise<Outcome>((resolve) => {
    settle = resolve;
  });
  return { at, entries: [], outcome, settle };
}
