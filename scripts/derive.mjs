// Writes what is derived: from the documents' data the types of each API's schemas and its Pact contract, from the lockfile
// the list of licences. `--check` only compares.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';
import { licencesText } from './production.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const schemas = join(root, 'schemas');
const ending = '.schema.json';
const banner = '// Derived from the schemas beside it by `npm run derive`. Do not edit.\n';
const checking = process.argv.includes('--check');
let stale = 0;

for (const api of readdirSync(schemas, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()) {
  settle(join(schemas, api, 'types.ts'), await typesOf(join(schemas, api), plainly));
  // Of Standin's own schemas there is one reading.
  if (api !== 'standin')
    settle(join(schemas, api, 'corrected.ts'), await typesOf(join(schemas, api), asCorrected));
}
for (const [name, text] of await pactTexts()) {
  settle(join(root, 'contracts', name, `documentation-${name}.pact.json`), text);
}
settle(join(root, 'docs/licences.md'), licencesText());
process.exitCode = stale > 0 ? 1 : 0;

/** One interface for each schema by its title, and `Schemas`, which maps the name of each file to it. `read`: its text. */
async function typesOf(folder, read) {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort();
  const properties = Object.fromEntries(
    files.map((file) => [file.slice(0, -ending.length), { $ref: `./${file}` }]),
  );
  const all = {
    title: 'Schemas',
    description: 'Every schema of this API, by the name of its file.',
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  };
  return compile(all, 'Schemas', {
    cwd: `${folder}/`,
    additionalProperties: false,
    bannerComment: banner,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true },
    $refOptions: { parse: { json: { order: 1, canParse: '.json', parse: ({ data }) => read(data) } } },
  });
}

/** By API: its contract. What derives it is part of the source, which Node cannot run as it is. */
async function pactTexts() {
  const entry =
    "export * as registry from './apis/index.ts'; export { pactOf, pactText } from './contract/pact/pact.ts';";
  const outfile = join(root, `node_modules/.cache/standin-derive-${process.pid}.mjs`);
  mkdirSync(dirname(outfile), { recursive: true });
  try {
    await build({
      stdin: { contents: entry, resolveDir: join(root, 'src') },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
    });
    const { registry, pactOf, pactText } = await import(pathToFileURL(outfile).href);
    return Object.values(registry).map((api) => [api.name, pactText(pactOf(api))]);
  } finally {
    rmSync(outfile, { force: true });
  }
}

/** A schema as the compiler understands it: nothing stands beside a `$ref`, and a tuple is written in the old way. */
function plainly(text) {
  return JSON.parse(text, (_, value) => {
    if (typeof value?.$ref === 'string') return { $ref: value.$ref };
    if (!Array.isArray(value?.prefixItems)) return value;
    const { prefixItems: items, ...others } = value;
    return { ...others, items, minItems: items.length, maxItems: items.length, additionalItems: false };
  });
}

/** A schema as it is where every erratum is read as corrected: what is then never there is left out. */
function asCorrected(text) {
  return plainly(JSON.stringify(withoutOthers(JSON.parse(text)) ?? JSON.parse(text)));
}

/** Undefined for what only another reading has. */
function withoutOthers(value) {
  if (Array.isArray(value)) return value.map(withoutOthers).filter((each) => each !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const { 'x-corrected': corrected = {}, ...plain } = value;
  if (corrected === false) return undefined;
  const kept = Object.entries(plain).map(([name, member]) => [name, withoutOthers(member)]);
  const required = [...(plain.required ?? []), ...(corrected.required ?? [])];
  const narrowed = { ...Object.fromEntries(kept), ...corrected };
  return Array.isArray(plain.required ?? corrected.required) ? { ...narrowed, required } : narrowed;
}

function settle(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  stale++;
  if (checking) console.error(`${file} is not what it is derived from. Run \`npm run derive\`.`);
  else {
    stale--;
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
}
