// Runs a bench from its TypeScript source: `npm run bench lists`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const name = process.argv[2] ?? 'lists';
const outfile = join(here, '../node_modules/.cache/standin-bench', `${name}.mjs`);
mkdirSync(join(outfile, '..'), { recursive: true });
await build({
  entryPoints: [join(here, `${name}.ts`)],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});
await import(pathToFileURL(outfile).href);
