// Runs sections of the bench from their TypeScript source, each in a process of its own, one after the other:
// `npm run bench throughput start`. What is no section is an argument of the one before it; without any, all run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const sections = readdirSync(here).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : sections;
if (!sections.includes(wanted[0])) {
  console.error(`There is no section '${wanted[0]}'. There are: ${sections.join(', ')}.`);
  process.exit(2);
}
const runs = [];
for (const word of wanted) {
  if (sections.includes(word)) runs.push([word]);
  else runs.at(-1).push(word);
}
const folder = join(here, '../node_modules/.cache/standin-bench');
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: runs.map(([name]) => join(here, `${name}.ts`)),
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});
for (const [name, ...args] of runs) {
  const options = ['--expose-gc', '--max-old-space-size=12000', join(folder, `${name}.mjs`), name, ...args];
  const { status } = spawnSync(process.execPath, options, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
