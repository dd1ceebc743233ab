// What a verification has made on a server that is not its own: taken back in the end, the last first; what stays is named.
import type { Made, MadeRecord, Params, Seen } from '../../core/invariants/invariant.ts';
import { detailOf } from '../../core/values/problem.ts';

export interface MadeBook {
  note(made: Made): MadeRecord;
  /** What names the records that are there still: these may be changed. */
  ours(): readonly Params[];
  /** Takes back what is there still. What stays, a sentence each. */
  takeBack(): Promise<readonly string[]>;
}

type Entry = { readonly made: Made; outcome?: string };

export function createMadeBook(): MadeBook {
  const entries: Entry[] = [];
  const undo = async (entry: Entry): Promise<Seen | undefined> => {
    const { made } = entry;
    try {
      const seen = await made.undo?.();
      entry.outcome = seen === undefined || isGone(seen.response.status) ? 'gone' : refusal(made, seen);
      return seen;
    } catch (error) {
      entry.outcome = `${made.what} could not be taken back: ${detailOf(error)}`;
      return undefined;
    }
  };
  return {
    note(made) {
      const entry: Entry = { made };
      entries.push(entry);
      return { undo: () => undo(entry) };
    },
    ours: () =>
      entries
        .filter(({ made, outcome }) => outcome !== 'gone' || made.stays !== undefined)
        .map(({ made }) => made.params),
    async takeBack() {
      for (const entry of entries.toReversed()) if (entry.outcome === undefined) await undo(entry);
      return entries.flatMap(({ made, outcome }) =>
        outcome === 'gone' ? (made.stays ?? []) : (outcome ?? []),
      );
    },
  };
}

/** Whether a record is not there any more, or has ended: a task may be shown by the status of its end. */
function isGone(status: number): boolean {
  return (status > 0 && status < 300) || status === 404 || status === 410;
}

function refusal({ what }: Made, { request, response }: Seen): string {
  const answer = response.status === 0 ? 'was not answered' : `was answered ${response.status}`;
  return `${what} could not be taken back: ${request.method} ${request.path} ${answer}.`;
}
