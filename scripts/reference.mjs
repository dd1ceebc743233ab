// Writes docs/reference: the library from the comments in its source (TypeDoc), the command line from its own help, and the
// control API, the APIs, the limits and the errors from the code that defines them. `--check` only compares.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { register } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const place = 'docs/reference';
mkdirSync('node_modules/.cache', { recursive: true });
const folder = mkdtempSync('node_modules/.cache/reference-');
try {
  await writeLibrary(join(folder, 'library'));
  const house = await loadHouse();
  const pages = {
    'apis.md': house.apisPage(),
    'cli.md': cliPage(),
    'control.md': house.controlPage(),
    'errors.md': errorsPage(),
    'limits.md': house.limitsPage(),
  };
  for (const [file, text] of Object.entries(pages)) writeFileSync(join(folder, file), text);
  process.exitCode = process.argv.includes('--check') ? compare() : replace();
} finally {
  rmSync(folder, { recursive: true });
}

/** TypeDoc reads the source with the API of TypeScript 6: version 7 has none yet. */
async function writeLibrary(out) {
  const hook = `export const resolve = (name, context, next) => next(name === 'typescript' ? 'typescript-6' : name, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
  const { Application } = await import('typedoc');
  const runners = ['vitest', 'jest', 'playwright', 'msw'].map((name) => `src/runners/${name}.ts`);
  const apis = readdirSync('src/apis', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const rows = apis.map(({ name }) => `schemas/${name}/corrected.ts`);
  const app = await Application.bootstrapWithPlugins({
    ...{ entryPoints: ['src/index.ts', ...runners, ...rows], tsconfig: 'tsconfig.json', out },
    ...{ plugin: ['typedoc-plugin-markdown'], name: 'The library', readme: 'none', logLevel: 'Error' },
    ...{ disableSources: true, disableGit: true, excludeExternals: true, excludeInternal: true },
    ...{ skipErrorChecking: true, githubPages: false, outputFileStrategy: 'modules', hidePageHeader: true },
    ...{ hideBreadcrumbs: true, hideGroupHeadings: false, expandObjects: true, gitRevision: 'main' },
    ...{ parametersFormat: 'table', interfacePropertiesFormat: 'table', typeDeclarationFormat: 'table' },
    tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true, hideSources: true },
  });
  const project = await app.convert();
  for (const module of project.children)
    module.name = module.name.replace(/^schemas\/(.+)\/corrected$/, 'rows/$1');
  await app.generateOutputs(project);
}

/** What is made from the code of the house. */
async function loadHouse() {
  const file = join(folder, 'house.mjs');
  await build({
    ...{ entryPoints: ['scripts/reference/house.ts'], outfile: file, bundle: true, platform: 'node' },
    ...{ format: 'esm', packages: 'external', logLevel: 'error' },
  });
  const house = await import(pathToFileURL(file).href);
  rmSync(file);
  return house;
}

function cliPage() {
  const help = (...args) => {
    const text = execFileSync(process.execPath, ['dist/cli/main.js', ...args, '--help'], {
      encoding: 'utf8',
      env: { ...process.env, COLUMNS: '100', NO_COLOR: '1' },
    });
    return `\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;
  };
  const commandsOf = (text) =>
    [...(/^Commands:\n([\s\S]*?)(\n\n|(?![\s\S]))/m.exec(text)?.[1] ?? '').matchAll(/^ {2}([a-z-]+)/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'help');
  const page = (args) => {
    const text = help(...args);
    return [
      `## ${['standin', ...args].join(' ')}\n\n${text}`,
      ...commandsOf(text).flatMap((name) => page([...args, name])),
    ];
  };
  return `# The command line\n\nMade from \`--help\` by \`npm run reference\`.\n\n${page([]).join('\n')}`;
}

/** Every error of Standin's own, wherever the source raises it. */
function errorsPage() {
  const raised = /new Problem\(\s*([\w.?]+),\s*(?:'([^']+)'|`([^`]+)`)/g;
  const found = sourceFiles('src').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(raised)].map(([, status, plain, pattern]) => ({
      title: (plain ?? pattern).replaceAll(/\$\{[^}]*\}/g, '…'),
      status: /^\d+$/.test(status) ? status : '4xx/5xx',
    })),
  );
  // A name that is not on a list: one function raises all of these.
  found.push({ title: 'Unknown …', status: '400 or 404' });
  const lines = [...new Set(found.map(({ title, status }) => `| ${title} | ${status} |`))].sort();
  return `# Errors

Every error of Standin's own is a \`Problem\`: \`title\` says what kind, \`detail\` what failed, \`given\` what was given, and
\`hint\` what to do. The library throws it, the command line prints it and exits with 2, and the control API answers it
as \`application/problem+json\` (RFC 9457) with this status and the type \`urn:standin:problem:<title>\`. The paths of the
APIs answer in their vendors' own formats instead. Made from the source by \`npm run reference\`.

| title | status |
| --- | --- |
${lines.join('\n')}
`;
}

function sourceFiles(at) {
  return readdirSync(at, { recursive: true })
    .map((file) => join(at, file))
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

function filesIn(at) {
  if (!existsSync(at)) return [];
  return readdirSync(at, { recursive: true })
    .filter((file) => statSync(join(at, file)).isFile())
    .sort();
}

/** 0 if what is there is what would be written; else 1, and which files differ. */
function compare() {
  const names = [...new Set([...filesIn(place), ...filesIn(folder)])];
  const text = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  const stale = names.filter((name) => text(join(place, name)) !== text(join(folder, name)));
  for (const name of stale)
    process.stderr.write(`${place}/${name} is out of date: run \`npm run reference\`\n`);
  return stale.length > 0 ? 1 : 0;
}

function replace() {
  rmSync(place, { recursive: true, force: true });
  for (const name of filesIn(folder)) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), readFileSync(join(folder, name)));
  }
  process.stdout.write(`wrote ${relative(root, place)}\n`);
  return 0;
}
