// The recipes for other languages, run as a reader would: those whose toolchains are at hand. Go and Java have a script.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it.each([
  ['python', /2 passed/],
  ['shell', /"state": ?"failed"/],
])('the recipe for %s passes', (name, passed) => {
  const out = execFileSync(process.execPath, ['scripts/languages.mjs', name], { encoding: 'utf8' });
  expect(out).toMatch(passed);
});
