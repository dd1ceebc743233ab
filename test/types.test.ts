// The types that users see, in the source and as they are packed. `tsc` judges them; the test runs it on a stranger's file.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder = '';
beforeAll(() => {
  // Inside of ours, so that what the package depends on is found.
  mkdirSync('node_modules/.cache', { recursive: true });
  folder = mkdtempSync(join('node_modules/.cache', 'standin-types-'));
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const file = execFileSync('npm', pack, { encoding: 'utf8' }).trim().split('\n').at(-1)!;
  mkdirSync(join(folder, 'node_modules/standin'), { recursive: true });
  execFileSync('tar', [
    ...['-xzf', join(folder, file)],
    ...['-C', join(folder, 'node_modules/standin'), '--strip-components=1'],
  ]);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `tsc` says of a program of somebody who has installed the package. */
function compiled(program: string, options: object = {}, file = 'program.ts'): string {
  writeFileSync(join(folder, file), program);
  const compilerOptions = {
    ...{ target: 'es2022', lib: ['es2022'], module: 'nodenext', types: ['node'] },
    ...{ strict: true, noEmit: true, skipLibCheck: false, ...options },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  try {
    const tsc = join('node_modules/typescript/bin/tsc');
    return execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const same = `
  type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
  const is = <A, B>(same: Same<A, B>): void => void same;
`;

it.each([
  ['and the types of Node', { lib: ['es2022'], types: ['node'] }],
  ['and those of a browser', { lib: ['es2022', 'dom', 'dom.iterable'], types: [] }],
  ['or the latest of all', { lib: ['esnext', 'dom', 'dom.iterable'], types: ['node'] }],
])('a program needs no more than ES2022 to compile against them %s', (_, options) => {
  const program = `
    import { createStandin, defineApi, generate, verify } from 'standin';
    const standin = createStandin();
    await standin.close();
    export { defineApi, generate, verify };`;
  expect(compiled(program, options)).toBe('');
});

it('whoever has `await using` can use a Standin so', () => {
  const program = `
    import { createStandin } from 'standin';
    await using standin = createStandin();
    export const url: string = standin.url;`;
  expect(compiled(program, { lib: ['es2022', 'esnext.disposable'] })).toBe('');
});

it.each(['nodenext', 'node16'])('a program in CommonJS has the same types, with %s', (module) => {
  const program = `${same}
    import { createStandin, generate, Problem, type Standin } from 'standin';
    import standin = require('standin');
    const made: Standin = createStandin();
    const problem: Problem = new standin.Problem(400, 'Bad', { detail: 'It is bad.' });
    const [task] = [...generate('copr/build-task')];
    is<NonNullable<typeof task>['build_id'], number>(true);
    // @ts-expect-error: no option
    createStandin({ nope: 1 });
    export = { made, problem };`;
  expect(compiled(program, { module }, 'program.cts')).toBe('');
});

it('rows are typed as they are under the readings, and a state is one of the API', () => {
  const program = `${same}
    import { generate, type FixtureSchemas } from 'standin';
    const [task] = [...generate('copr/build-task')];
    is<NonNullable<typeof task>['build_id'], number>(true);
    is<NonNullable<typeof task>['result_dir_url'], string>(true);
    const [copr] = [...generate('copr-waiting/copr', { n: 1, state: 'waiting', profile: 'corrected' })];
    is<NonNullable<typeof copr>['owner_id'], number>(true);
    const [observed] = [...generate('copr/build-task', { profile: 'observed' })];
    is<NonNullable<typeof observed>, FixtureSchemas['copr/build-task']>(true);
    is<NonNullable<typeof observed>['build_id'], number | undefined>(true);
    const [read] = [...generate('copr/build-task', { readings: { 'copr/result-dir-null': 'observed' } })];
    is<NonNullable<typeof read>['result_dir_url'], string | null>(true);
    const [edge] = [...generate('copr/build-task', { edge: true })];
    is<NonNullable<typeof edge>['build_id'], number | bigint>(true);
    is<NonNullable<typeof edge>['started_on'], number | bigint | null>(true);
    const [wrong] = [...generate('copr/build-task', { invalid: 'copr/fields/state' })];
    is<typeof wrong, unknown>(true);
    // @ts-expect-error: a state of another API
    generate('copr/build-task', { state: 'SUCCESS' });
    // @ts-expect-error: no schema
    generate('copr/build-tasks');
    // @ts-expect-error: no option
    generate('copr/build-task', { count: 5 });
    generate('erigones/task', { state: 'STARTED' });`;
  expect(compiled(program)).toBe('');
});
