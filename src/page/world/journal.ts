// The journal of the world, the newest lines; and by record, when clients have seen it and as what.
import { signal } from '@preact/signals';
import { keyOf, recordAt } from './records.ts';

export interface Line {
  readonly number: number;
  readonly at: string;
  readonly real: string;
  readonly method: string;
  readonly url: string;
  readonly operation: string | null;
  readonly status: number;
  readonly fault?: string;
  readonly records?: readonly { readonly api: string; readonly id: string; readonly state: string }[];
}

/** A record, seen by a client. */
export interface Poll {
  readonly number: number;
  /** In ms since 1970. */
  readonly at: number;
  /** What the client saw; undefined if it saw no record. */
  readonly state: string | undefined;
  readonly status: number;
  readonly fault: string | undefined;
}

const mostLines = 2_000;
const mostPolls = 300;

let lines: Line[] = [];
const byRecord = new Map<string, Poll[]>();
/** Goes up when lines have come. */
export const journalVersion = signal(0);
/** How many were left out because they came too fast. */
export const linesLeft = signal(0);

export const journalNow = (): readonly Line[] => lines;
export const pollsOf = (key: string): readonly Poll[] => byRecord.get(key) ?? [];

export function hearJournal({
  entries,
  left,
  cleared,
}: {
  entries: readonly Line[];
  left: number;
  cleared: boolean;
}): void {
  if (cleared) forgetJournal();
  lines.push(...entries);
  if (lines.length > mostLines) lines = lines.slice(-mostLines);
  for (const line of entries) note(line);
  linesLeft.value += left;
  journalVersion.value++;
}

export function forgetJournal(): void {
  lines = [];
  byRecord.clear();
  linesLeft.value = 0;
  journalVersion.value++;
}

function note({ number, at, status, fault, records, url }: Line): void {
  const meant = records ? undefined : recordAt(url);
  const seen = records ?? (meant ? [{ api: meant.api, id: meant.id, state: undefined }] : []);
  for (const { api, id, state } of seen) {
    const key = keyOf(api, id);
    const polls = byRecord.get(key) ?? [];
    polls.push({ number, at: Date.parse(at), state, status, fault });
    if (polls.length > mostPolls) polls.splice(0, mostPolls / 4);
    byRecord.delete(key);
    byRecord.set(key, polls);
  }
  // Records that nobody looks at any more make room.
  while (byRecord.size > mostLines) byRecord.delete(byRecord.keys().next().value!);
}
