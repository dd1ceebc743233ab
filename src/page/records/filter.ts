// Which records are looked at: the same in the timeline and in the table.
import { computed, signal } from '@preact/signals';
import { beat } from '../world/clock.ts';
import { type Rec, recordsNow, recordsVersion, stateOf } from '../world/records.ts';

export const filter = {
  api: signal(''),
  state: signal(''),
  text: signal(''),
  samples: signal(false),
};

/** A state changes as time passes; of very many records it is looked at less often. */
const seldom = computed(() => (filter.state.value === '' ? 0 : Math.floor(beat.value / 4)));

/** Newest first. */
export const shownRecords = computed<readonly Rec[]>(() => {
  void recordsVersion.value;
  void seldom.value;
  const { api, state, text, samples } = filter;
  const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const isShown = (record: Rec) =>
    (samples.value || !record.sample) &&
    (api.value === '' || record.api === api.value) &&
    (state.value === '' || stateOf(record) === state.value) &&
    words.every((word) => textOf(record).includes(word));
  return [...recordsNow()].filter(isShown).sort((a, b) => b.created - a.created || (a.key < b.key ? 1 : -1));
});

const texts = new WeakMap<Rec, string>();

/** All that can be found in a record. */
function textOf(record: Rec): string {
  const { api, id, attributes } = record;
  const text = texts.get(record) ?? `${api} ${id} ${JSON.stringify(attributes)}`.toLowerCase();
  texts.set(record, text);
  return text;
}

/** How many records there are that the documents print. */
export const sampleCount = computed(() => {
  void recordsVersion.value;
  let count = 0;
  for (const { sample } of recordsNow()) if (sample) count++;
  return count;
});
