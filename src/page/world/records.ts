// The records of the world. A state is a function of a record and the instant, so that time passes here without a word from the
// server.
import { signal } from '@preact/signals';
import type { RecordPage, RecordView } from '../../../schemas/standin/types.ts';
import { base } from '../link/place.ts';
import { send } from '../link/send.ts';
import { now } from './clock.ts';

export interface Step {
  readonly state: string;
  /** In ms since 1970. */
  readonly at: number;
}

export interface Rec {
  readonly key: string;
  readonly api: string;
  readonly id: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly created: number;
  readonly steps: readonly Step[];
  readonly commands: readonly { readonly kind: string; readonly at: number }[];
  readonly sample: boolean;
  /** The one that a sample stays in. */
  readonly state: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const all = new Map<string, Rec>();
/** By the path at which the vendor's API shows it. */
const byPath = new Map<string, string>();
/** Goes up when a record has come, changed or gone. */
export const recordsVersion = signal(0);
export const recordsLoading = signal(true);

export const keyOf = (api: string, id: string) => `${api} ${id}`;
export const recordsNow = (): IterableIterator<Rec> => all.values();
export const recordCount = () => all.size;

export function recordOf(api: string, id: string): Rec | undefined {
  return all.get(keyOf(api, id));
}

export function hearRecords({
  records,
  deleted,
}: {
  records: readonly RecordView[];
  deleted: readonly { api: string; id: string }[];
}): void {
  for (const view of records) take(view);
  for (const { api, id } of deleted) all.delete(keyOf(api, id));
  recordsVersion.value++;
}

/** Takes what a command or a creation has answered, before an event tells it. */
export function hearRecord(view: RecordView): void {
  hearRecords({ records: [view], deleted: [] });
}

/** Reads all of them anew. */
export async function loadRecords(world: string, isOver: () => boolean): Promise<void> {
  recordsLoading.value = true;
  const found: RecordView[] = [];
  for (let offset = 0; ; ) {
    const part = await send<RecordPage>('GET', `records?limit=1000&offset=${offset}`, undefined, world);
    if (isOver()) return;
    found.push(...part.records);
    offset += part.records.length;
    if (part.next === undefined || part.records.length === 0) break;
  }
  all.clear();
  byPath.clear();
  for (const view of found) take(view);
  recordsLoading.value = false;
  recordsVersion.value++;
}

export function forgetRecords(): void {
  all.clear();
  recordsVersion.value++;
}

/** The record that a request to this path is about, whatever was answered. */
export function recordAt(url: string): Rec | undefined {
  const key = byPath.get(url) ?? byPath.get(url.replace(/\?.*$/, ''));
  return key === undefined ? undefined : all.get(key);
}

/** The path of a URL in its world. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return (
    (pathname.startsWith(base) ? pathname.slice(base.length) : pathname).replace(/^\/~[^/]+/, '') + search
  );
}

function take(view: RecordView): void {
  const { api, id, url, headers, sample, state, attributes } = view;
  const key = keyOf(api, id);
  const dated = <T extends { at: string }>(each: T) => ({ ...each, at: Date.parse(each.at) });
  const steps = view.timeline.map(dated);
  const commands = view.commands.map(dated);
  byPath.set(pathOf(url), key);
  all.set(key, {
    key,
    api,
    id,
    url,
    headers,
    sample,
    state,
    attributes,
    steps,
    commands,
    created: Date.parse(view.created),
  });
}

/** The position of the step that a record is in at an instant. */
export function stepAt({ steps, sample, state }: Rec, instant: number): number {
  if (sample)
    return Math.max(
      0,
      steps.findIndex((step) => step.state === state),
    );
  let last = 0;
  while (last + 1 < steps.length && steps[last + 1]!.at <= instant) last++;
  return last;
}

export function stateOf(record: Rec, instant = now()): string {
  return record.sample ? record.state : record.steps[stepAt(record, instant)]!.state;
}

/** What comes next, if anything does. */
export function nextStep(record: Rec, instant = now()): Step | undefined {
  return record.sample ? undefined : record.steps.find((step) => step.at > instant);
}

/** The instant at which a record enters its last state. */
export function endOf({ steps }: Rec): number {
  return steps.at(-1)!.at;
}
