// What importing Standin costs: the time and the packages of a program that does nothing else, beside an empty one.
import { execFileSync } from 'node:child_process';

const programs: Readonly<Record<string, string>> = {
  'an empty program': '',
  'import standin': "await import('standin');",
  'and make one': "(await import('standin')).createStandin();",
  'and ask it': "await (await import('standin')).createStandin().fetch('/api_2/build_tasks');",
  'import ajv': "await import('ajv/dist/2020.js');",
  'import msw': "await import('msw');",
  'import pact': "await import('@pact-foundation/pact');",
};
const rounds = 9;

// Interleaved, so that a busy machine is busy for all of them.
const times = Object.fromEntries(Object.keys(programs).map((name) => [name, [] as number[]]));
for (let round = 0; round < rounds; round++)
  for (const [name, program] of Object.entries(programs)) times[name]!.push(run(program));

const [empty] = Object.keys(programs).map((name) => median(times[name]!));
console.log('program                  ms     more than an empty one');
for (const name of Object.keys(programs)) {
  const ms = median(times[name]!);
  console.log(
    `${name.padEnd(20)} ${ms.toFixed(0).padStart(6)} ${`+${(ms - empty!).toFixed(0)}`.padStart(12)}`,
  );
}

function run(program: string): number {
  const start = performance.now();
  execFileSync(process.execPath, ['--input-type=module', '-e', program]);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
