// Facts in less room are the same facts, and hold nothing that nobody has any more.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { compact } from '../../src/core/store/compact.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

it('facts stay what they are, whatever their names and texts', () => {
  const text =
    '{"__proto__":{"a":1},"constructor":"x","toString":[],"":null,"n":[1e21,5e-324,9007199254740993,true],"s":"\\ud800 \\u0000 é"}';
  const facts = JSON.parse(text);
  const kept = compact(facts);
  expect(JSON.stringify(kept)).toBe(JSON.stringify(facts));
  expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
  expect(compact({ a: undefined, b: 1 })).toEqual({ b: 1 });
});

it('a long text is not kept when the facts that had it are gone', () => {
  const long = (number: number) => `${number}${'x'.repeat(500_000)}`;
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let number = 0; number < 100; number++) compact({ message: long(number) });
  collect();
  // All of them would be 50 MB.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
});
