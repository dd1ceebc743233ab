// One word per idea: the words that the house had before are in no identifier, message, flag, route or page.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Words that mean nothing here any more: they stand nowhere, not even in a comment. Each with its forms. */
const gone = [
  ...[
    'shape',
    'knock',
    'reply',
    'replies',
    'born',
    'birth',
    'exhibit',
    'kin',
    'kindred',
    'counterpart',
    'door',
    'ordeal',
  ],
  ...[
    'afflict',
    'afflicted',
    'struck',
    'errand',
    'quota',
    'steer',
    'steered',
    'steering',
    'law',
    'lawful',
    'sighting',
  ],
  ...[
    'trail',
    'tour',
    'experiment',
    'laboratory',
    'liar',
    'neighbour',
    'arrange',
    'taken away',
    'not judged',
  ],
];

/** Words that English needs: they may stand in a sentence, and in a name only for the reason that is given here. */
const ordinary: Readonly<Record<string, string | undefined>> = {
  given: 'the value that a user gave, as in the member of a Problem that repeats it; a situation is a preset',
  row: 'a row of data that `generate` writes, or of a table; what an API can do is an operation',
  call: 'a call of a function, and what a handler is called with; what comes in is a request',
  kept: 'what is kept for later, such as a kept response; a verdict is `passed`',
  broken: 'a connection, or a row that `--invalid` breaks; a verdict is `failed`',
  asked: undefined,
  told: undefined,
  trouble: undefined,
  moment: undefined,
  bear: undefined,
  lie: undefined,
  lies: undefined,
  tours: undefined,
};

/** Where an old word has to stand, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'test/words.test.ts': 'names the words',
  'src/core/worlds/state-versions.ts': 'reads worlds that were written with the old words',
};

const files = execFileSync(
  'git',
  ['ls-files', 'src', 'test', 'scripts', 'docs', 'schemas', 'contracts', '*.md'],
  {
    encoding: 'utf8',
  },
)
  .trim()
  .split('\n')
  .filter((file) => /\.(ts|mjs|md|json)$/.test(file))
  // What other programs and people have written, or what is derived.
  .filter(
    (file) =>
      !/^(test\/schemas|test\/traffic\/.*\.(har|json)|docs\/licences\.md)|pact\.json$|world-version/.test(
        file,
      ),
  )
  .filter((file) => !(file in exceptions));

it.each(gone)("'%s' stands nowhere", (word) => {
  const pattern = new RegExp(`(?<![\\w-])${word.replace(' ', '\\s+')}(e?s)?(?![\\w])`, 'i');
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 100)}`] : [],
      ),
  );
  expect(found).toEqual([]);
});

it('no file is called by one of them', () => {
  const words = new Set(gone);
  const called = files.filter((file) =>
    file.split(/[/.-]/).some((part) => words.has(part) || words.has(part.replace(/s$/, ''))),
  );
  expect(called).toEqual([]);
});

it('no identifier has one of them in it, but for the reasons that are given', () => {
  const forbidden = new Set([
    ...gone,
    ...Object.keys(ordinary).filter((word) => ordinary[word] === undefined),
  ]);
  const found = files
    .filter((file) => /^src\/.*\.ts$/.test(file))
    .flatMap((file) => identifiersOf(readFileSync(file, 'utf8')).map((name) => ({ file, name })))
    .filter(({ name }) =>
      wordsOf(name).some((word) => forbidden.has(word) || forbidden.has(word.replace(/s$/, ''))),
    );
  expect(found.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

/** The names in a program: what is left of it without comments and texts. */
function identifiersOf(program: string): string[] {
  const bare = program
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/(^|\s)\/\/.*$/gm, ' ')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, ' ')
    .replaceAll(/`[^`$]*`/g, ' ');
  return [...new Set(bare.match(/[A-Za-z_]\w*/g) ?? [])];
}

function wordsOf(name: string): string[] {
  return name.split(/(?=[A-Z])|[_\d]+/).map((word) => word.toLowerCase());
}
