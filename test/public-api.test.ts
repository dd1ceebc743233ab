// The public names. A change here is a change for users.
import { expect, it } from 'vitest';
import * as standin from '../src/index.ts';

it('offers these names and no others', () => {
  expect(Object.keys(standin)).toMatchInlineSnapshot(`
    [
      "defineApi",
      "defineLifecycle",
      "operationsFor",
      "Problem",
      "createStandin",
    ]
  `);
});

it('makes a Standin with these members', () => {
  expect(Object.keys(standin.createStandin()).sort()).toMatchInlineSnapshot(`
    [
      "apis",
      "clock",
      "close",
      "fetch",
      "givens",
      "journal",
      "listen",
      "readings",
      "records",
      "reset",
      "scenarios",
      "shownToken",
      "url",
      "world",
    ]
  `);
});
