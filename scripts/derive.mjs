// Writes what is derived from the documents' data: the types of each API's schemas. `--check` only compares.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const schemas = fileURLToPath(new URL('../schemas', import.meta.url));
const ending = '.schema.json';
const banner = '// Derived from the schemas beside it by `npm run derive`. Do not edit.\n';
const checking = process.argv.includes('--check');
let stale = 0;

for (const api of readdirSync(schemas, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()) {
  settle(join(schemas, api, 'types.ts'), await typesOf(join(schemas, api)));
}
process.exitCode = stale > 0 ? 1 : 0;

/** One interface for each schema by its title, and `Shapes`, which maps the name of each file to it. */
async function typesOf(folder) {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort();
  const properties = Object.fromEntries(
    files.map((file) => [file.slice(0, -ending.length), { $ref: `./${file}` }]),
  );
  const shapes = {
    title: 'Shapes',
    description: 'Every shape of this API, by the name of its file.',
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  };
  return compile(shapes, 'Shapes', {
    cwd: `${folder}/`,
    additionalProperties: false,
    bannerComment: banner,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true },
  });
}

function settle(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  stale++;
  if (checking) console.error(`${file} is not what its schemas say. Run \`npm run derive\`.`);
  else {
    stale--;
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
}
