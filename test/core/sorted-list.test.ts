// The ordered list that knows positions, held against a plain sorted array.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortedList } from '../../src/core/store/sorted-list.ts';

const ascending = (a: number, b: number) => a - b;
/** Few values, so that many are equal; or many, so that most are not. */
const value = fc.oneof(fc.nat(20), fc.nat(5_000));

type Step =
  | { readonly kind: 'insert' | 'remove' | 'count'; readonly value: number }
  | { readonly kind: 'slice'; readonly from: number; readonly to: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('insert' as const, 'remove' as const, 'count' as const), value }),
  fc.record({
    kind: fc.constant('slice' as const),
    from: fc.integer({ min: -2, max: 3_500 }),
    to: fc.integer({ min: -2, max: 3_500 }),
  }),
);

describe('a sorted list', () => {
  it('is a sorted array, whatever is put in and taken out', () => {
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 3_000, size: 'max' }),
        fc.array(step, { maxLength: 200, size: 'max' }),
        (items, steps) => {
          const list = new SortedList(ascending, items);
          const array = items.toSorted(ascending);
          for (const each of steps) take(each, list, array);
          expect(list.slice()).toEqual(array);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(['rising', 'falling', 'equal', 'scattered'])(
    'keeps its order and its positions as it grows past its chunks: %s',
    (how) => {
      const count = 5_000;
      const list = new SortedList(ascending);
      const array: number[] = [];
      for (let i = 0; i < count; i++) {
        const item = { rising: i, falling: -i, equal: 7, scattered: (i * 2_654_435_761) % 4_093 }[how]!;
        list.insert(item);
        array.push(item);
      }
      array.sort(ascending);
      expect(list.size).toBe(count);
      expect(list.slice()).toEqual(array);
      for (const from of [0, 511, 512, 513, 1_023, 1_024, 1_025, 2_048, 4_999, 5_000])
        expect(list.slice(from, from + 3)).toEqual(array.slice(from, from + 3));
      for (const item of array) expect(list.remove(item)).toBe(true);
      expect([list.size, list.first, list.slice()]).toEqual([0, undefined, []]);
      list.insert(1);
      expect(list.slice()).toEqual([1]);
    },
  );

  it('removes the item that is asked for and not its supporting operation', () => {
    const pairs = Array.from({ length: 3_000 }, (_, i) => ({ key: i % 10, id: i }));
    const list = new SortedList<(typeof pairs)[number]>((a, b) => a.key - b.key || a.id - b.id, pairs);
    expect(list.remove({ key: 3, id: 1_003 })).toBe(true);
    expect(list.remove({ key: 3, id: 1_003 })).toBe(false);
    expect(list.slice().filter((pair) => pair.id === 1_003)).toEqual([]);
    expect(list.size).toBe(2_999);
  });
});

function take(step: Step, list: SortedList<number>, array: number[]): void {
  if (step.kind === 'slice') {
    const [from, to] = [Math.max(0, step.from), Math.max(0, step.to)];
    expect(list.slice(step.from, step.to)).toEqual(array.slice(from, to));
    return;
  }
  const { kind, value } = step;
  if (kind === 'insert') {
    list.insert(value);
    array.push(value);
    array.sort(ascending);
  } else if (kind === 'remove') {
    const at = array.indexOf(value);
    expect(list.remove(value)).toBe(at >= 0);
    if (at >= 0) array.splice(at, 1);
  } else {
    expect(list.countWhile((item) => item < value)).toBe(array.filter((item) => item < value).length);
    expect(list.countWhile((item) => item <= value)).toBe(array.filter((item) => item <= value).length);
  }
  expect([list.size, list.first]).toEqual([array.length, array[0]]);
}
