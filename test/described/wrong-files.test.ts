// Whatever is wrong with a file that a user brings is told when it is loaded, in a sentence with the file and the line.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'standin-wrong-'));
  cpSync('examples/batches', folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = readFileSync('examples/batches/batches.standin.yaml', 'utf8');
const document = readFileSync('examples/batches/openapi.yaml', 'utf8');

/** The line, from 1, of the first one that has a text. */
const lineOf = (text: string, wanted: string) =>
  text.split('\n').findIndex((line) => line.includes(wanted)) + 1;

/** What is changed into what; what the sentence says; a text of its line, if that is another than what was put in. */
type Wrong = readonly [what: string, from: string, to: string, says: RegExp, at?: string];

const files: readonly Wrong[] = [
  ['a key that is not known', 'errors:', 'erors:', /'erors' is not known here; did you mean 'errors'\?/],
  ['a key of a record', '    fields:', '    feilds:', /feilds' is not known here; did you mean 'fields'/],
  ['another version', 'standin: 1', 'standin: 2', /should be 1, and is '2'/],
  ['no document', 'document: openapi.yaml', '', /has no 'document', which is required/, 'standin: 1'],
  [
    'a document that is not there',
    'document: openapi.yaml',
    'document: none.yaml',
    /none\.yaml: cannot be read \(ENOENT\)/,
    '',
  ],
  [
    'a document outside of the folder',
    'document: openapi.yaml',
    'document: ../x.yaml',
    /outside of this file's folder/,
  ],
  [
    'a document on the network',
    'document: openapi.yaml',
    'document: https://example.com/x.yaml',
    /fetches nothing/,
  ],
  [
    'a text for a list',
    'from: [validating, in_progress, finalizing]',
    'from: validating',
    /should be a list, and is 'validating'/,
  ],
  ['no scenarios', '    scenarios:', '    scenario:', /'records batch' has no 'scenarios'/, '  batch:'],
  [
    'a duration that is none',
    'validating 2s, in_progress 20s',
    'validating soon, in_progress 20s',
    /'soon' is not a duration/,
  ],
  [
    'a state that the document does not know',
    'finalizing 3s, completed]',
    'finalizing 3s, complete]',
    /the state 'complete' is shown as 'complete', which the schema Batch does not know/,
  ],
  [
    'a state that comes twice',
    'finalizing 3s, completed]',
    'validating, completed]',
    /enters 'validating' twice/,
  ],
  [
    'a command from a state that nothing reaches',
    'from: [validating, in_progress, finalizing]',
    'from: [paused]',
    /names the state 'paused', which no scenario reaches/,
  ],
  [
    'a command that leads nowhere known',
    'to: [cancelling 5s, cancelled]',
    'to: [gone]',
    /state 'gone' is shown as 'gone'/,
  ],
  [
    'a pointer that is in no schema',
    '/expires_at:',
    '/finished_on:',
    /'\/finished_on' is not in the schema Batch/,
  ],
  [
    'a value that the schema refuses',
    '/expires_at: { at: created, plus: 24h }',
    '/expires_at: tomorrow',
    /"tomorrow" is refused by the schema Batch, which requires integer/,
  ],
  [
    'a value of a state that the schema refuses',
    "{ completed: 'file-{hex:22}' }",
    '{ completed: 7 }',
    /7 is refused by the schema Batch, which requires string/,
  ],
  ['braces that stand for nothing', "'file-{hex:22}'", "'file-{hx:22}'", /'\{hx:22\}' is unknown/],
  ['an id of nothing', "id: 'batch_{hex:24}'", "id: 'batch_{hx}'", /'\{hx\}' is unknown/],
  [
    'an operation that is not there',
    'operation: cancelBatch',
    'operation: stopBatch',
    /the document has no operation 'stopBatch'/,
  ],
  [
    'a way of paging',
    'style: cursor',
    'style: cursors',
    /should be one of none, cursor.*did you mean 'cursor'/,
  ],
  [
    'a filter for no parameter',
    '        page:',
    '        filters: { state: state }\n        page:',
    /the operation has no parameter 'state'/,
    'filters:',
  ],
  [
    'an order',
    '        page:',
    '        order: [name]\n        page:',
    /'name', and should be one of -created/,
    'order:',
  ],
  [
    'a status',
    'standin: 1',
    "standin: 1\nerrors: { '700': x }",
    /is not a valid name here|Map keys must be unique/,
    '',
  ],
  [
    'a member that reaches for the prototype',
    'errors:',
    '__proto__: {}\nerrors:',
    /'__proto__', which is not allowed/,
    '__proto__',
  ],
  ['a tab', '    fields:', '\tfields:', /cannot be read: Tabs are not allowed/, 'fields:'],
  [
    'a key that comes twice',
    'api: batches',
    'api: batches\napi: others',
    /Map keys must be unique/,
    'api: others',
  ],
  [
    'a state in a rule that nothing reaches',
    '{ completed: ',
    '{ complete: ',
    /a rule names the state 'complete', which no scenario reaches/,
  ],
  [
    'one of several states in a rule',
    '{ completed: ',
    "{ 'completed|ended': ",
    /a rule names the state 'ended'/,
  ],
  [
    'an instant of no state',
    '{ at: created, plus: 24h }',
    '{ at: begun, plus: 24h }',
    /a rule names the state 'begun'/,
  ],
  ['an instant in a text', "'file-{hex:22}'", "'file-{at:ended:unix}'", /a rule names the state 'ended'/],
  ['a length of time', 'plus: 24h', 'plus: a day', /'a day' is not a duration/],
  ['a source', '{ at: created, plus: 24h }', "{ from: 'form:x' }", /'form:x' is no source/],
  ['a thing that cannot be made', '{ at: created, plus: 24h }', '{ make: magic }', /'magic' cannot be made/],
  ['a preset', 'api: batches', 'protocol: azur', /should be one of|is 'azur'.*did you mean 'azure'/],
  ['a list for a mapping', 'records:', 'records: []\nx:', /should be a mapping, and is/],
  ['a number for a text', "id: 'batch_{hex:24}'", 'id: 24', /should be text, and is '24'/],
  [
    'a pointer without a slash',
    '/expires_at:',
    'expires_at:',
    /fields expires_at' is not a valid name here \(a JSON Pointer/,
  ],
  ['an empty scenario', 'fails: [validating 2s, failed]', 'fails: []', /is empty/],
  [
    'a status of no response',
    '      cancel:',
    '      cancel:\n        status: 99',
    /is 99, and should be from 200/,
    'status: 99',
  ],
  [
    'a hidden state that nothing reaches',
    '    fields:',
    '    unseen: [lost]\n    fields:',
    /unseen names the state 'lost'/,
    'unseen:',
  ],
  [
    'a sample in no state',
    '    fields:',
    "    samples: [{ id: a, state: lost, created: '2026-01-01T00:00:00Z' }]\n    fields:",
    /samples names the state 'lost'/,
    'samples:',
  ],
  [
    'a sample of no time',
    '    fields:',
    '    samples: [{ id: a, state: failed, created: once }]\n    fields:',
    /'once' is not an instant/,
    'samples:',
  ],
  [
    'an alias that leads into itself',
    'errors:',
    'errors: &e { default: *e }\nx:',
    /an alias leads into itself|Unresolved alias/,
    '&e',
  ],
  ['no YAML', 'records:', 'records: [', /it cannot be read/, ''],
  [
    'an end that is none',
    '    fields:',
    '    ends: { completed: done }\n    fields:',
    /'done', and should be one of succeeded/,
    'ends:',
  ],
  [
    'an end of no state',
    '    fields:',
    '    ends: { ended: failed }\n    fields:',
    /ends names the state 'ended'/,
    'ends:',
  ],
  [
    'an example that is not there',
    '    fields:',
    '    example: /components/examples/x\n    fields:',
    /has nothing at '\/components\/examples\/x'/,
    'example:',
  ],
  [
    'a view that is not there',
    '    commands:',
    '    creates: [{ operation: createBatch, view: log }]\n    commands:',
    /there is no view 'log'/,
    'creates:',
  ],
];

for (const [what, from, to, says, at] of files)
  it(what, () => {
    expect(file).toContain(from);
    const changed = file.replace(from, to);
    const path = join(folder, 'wrong.standin.yaml');
    writeFileSync(path, changed);
    const problem = problemOf(path);
    expect(problem).toMatch(says);
    if (at !== '')
      expect(problem).toContain(`wrong.standin.yaml:${lineOf(changed, at ?? to.trim().split('\n')[0]!)}:`);
  });

const documents: readonly Wrong[] = [
  ['no OpenAPI document', 'openapi: 3.1.0', 'openapi: 4.0.0', /not an OpenAPI document of a known version/],
  ['no paths', 'paths:', 'x-paths:', /has no paths with operations/, 'openapi:'],
  [
    'a reference to nothing',
    "schema: { $ref: '#/components/schemas/NewBatch' }",
    "schema: { $ref: '#/components/schemas/Nothing' }",
    /refers to '#\/components\/schemas\/Nothing', where there is nothing/,
  ],
  [
    'a reference over the network',
    "schema: { $ref: '#/components/schemas/NewBatch' }",
    "schema: { $ref: 'https://example.com/x.json' }",
    /fetches nothing/,
  ],
  [
    'a reference out of the folder',
    "schema: { $ref: '#/components/schemas/NewBatch' }",
    "schema: { $ref: '../secret.json' }",
    /outside of the folder/,
  ],
  [
    'a reference to a file that is not there',
    "schema: { $ref: '#/components/schemas/NewBatch' }",
    "schema: { $ref: 'more.json' }",
    /which does not exist/,
  ],
  [
    'references in a circle',
    "schema: { $ref: '#/components/schemas/NewBatch' }",
    "schema: { $ref: '#/x-round' }\nx-round: { $ref: '#/x-round' }".split('\n')[0]!,
    /where there is nothing|form a circle/,
  ],
  [
    'an alias bomb',
    'paths:',
    `x-a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefghi'
      .split('')
      .map((name, index) => `x-${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`)}]`)
      .join('\n')}\npaths:`,
    /Excessive alias count|aliases/,
    '',
  ],
];

for (const [what, from, to, says, at] of documents)
  it(`a document with ${what}`, () => {
    expect(document).toContain(from);
    const changed = document.replace(from, to);
    writeFileSync(join(folder, 'wrong.yaml'), changed);
    const path = join(folder, 'other.standin.yaml');
    writeFileSync(path, file.replace('openapi.yaml', 'wrong.yaml'));
    const problem = problemOf(path);
    expect(problem).toMatch(says);
    if (at !== '') expect(problem).toContain(`wrong.yaml:${lineOf(changed, at ?? to.trim())}:`);
  });

/** Whole files of a wrong kind. */
const wholes: readonly (readonly [
  what: string,
  name: string,
  content: string | Buffer,
  says: RegExp,
  line: number,
])[] = [
  ['nothing in it', 'empty.standin.yaml', ' \n', /it is empty/, 1],
  ['nothing but a comment', 'comment.standin.yaml', '# soon\n', /it should be a mapping, and is/, 1],
  ['a list', 'list.standin.yaml', '- standin: 1\n', /it should be a mapping, and is a list/, 1],
  ['a text', 'text.standin.yaml', 'standin\n', /it should be a mapping, and is 'standin'/, 1],
  ['UTF-16', 'wide.standin.yaml', Buffer.from(`\uFEFF${file}`, 'utf16le'), /it is not UTF-8 text/, 1],
  ['UTF-16 without a mark', 'wide-2.standin.yaml', Buffer.from(file, 'utf16le'), /it is not UTF-8 text/, 1],
  ['a comma too many', 'comma.standin.json', '{\n  "standin": 1,\n}\n', /it is not JSON/, 3],
  ['an end too early', 'short.standin.json', '{\n  "standin": 1', /it is not JSON/, 2],
  [
    'a member that comes twice',
    'twice.standin.json',
    '{\n  "standin": 1,\n  "document": "openapi.yaml",\n  "standin": 1\n}',
    /'standin' is there twice/,
    4,
  ],
  [
    'brackets without end',
    'deep.standin.yaml',
    `a: ${'['.repeat(20_000)}`,
    /cannot be read|nested deeper/,
    1,
  ],
];

for (const [what, name, content, says, line] of wholes)
  it(`a file with ${what}`, () => {
    writeFileSync(join(folder, name), content);
    const problem = problemOf(join(folder, name));
    expect(problem).toMatch(says);
    expect(problem).toContain(`${name}:${line}:`);
  });

it('a byte order mark is no mistake', () => {
  writeFileSync(join(folder, 'marked.standin.yaml'), `\uFEFF${file}`);
  expect(problemOf(join(folder, 'marked.standin.yaml'))).toBe('nothing is wrong');
});

it('a pattern that could run for ever is left out', async () => {
  const slow = document.replace(
    'input_file_id: { type: string }',
    () => "input_file_id: { type: string, pattern: '^(a+)+$' }",
  );
  expect(slow).not.toBe(document);
  writeFileSync(join(folder, 'slow.yaml'), slow);
  writeFileSync(join(folder, 'slow.standin.yaml'), file.replace('openapi.yaml', 'slow.yaml'));
  const standin = createStandin({ apis: [join(folder, 'slow.standin.yaml')] });
  const order = { endpoint: '/v1/embeddings', input_file_id: `${'a'.repeat(60)}!`, completion_window: '24h' };
  const began = performance.now();
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
  const { status } = await standin.fetch('/v1/batches', {
    method: 'POST',
    headers,
    body: JSON.stringify(order),
  });
  expect(status).toBe(200);
  expect(performance.now() - began).toBeLessThan(5_000);
});

it('a link out of the folder', () => {
  symlinkSync('/etc/hostname', join(folder, 'link.json'));
  writeFileSync(
    join(folder, 'wrong.yaml'),
    document.replace("'#/components/schemas/NewBatch'", "'link.json'"),
  );
  expect(problemOf(join(folder, 'other.standin.yaml'))).toMatch(/outside of the folder/);
});

/** What is said of a file: at the latest when somebody looks at all of its schemas. */
function problemOf(path: string): string {
  try {
    const [api] = createStandin({ apis: [path] }).apis;
    for (const operation of api!.operations) void operation.responses;
    const { schemas } = api!.folder as { schemas: Record<string, unknown> };
    for (const name of Object.keys(schemas)) void schemas[name];
    return 'nothing is wrong';
  } catch (error) {
    expect(error).toHaveProperty('name', 'Problem');
    return (error as Error).message;
  }
}
