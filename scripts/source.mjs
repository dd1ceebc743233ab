// Lets a script use TypeScript of this project: bundled beside `dist`, whose files it finds from there, and gone once it is loaded.
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The exports of a file, given by its path below the project. */
export async function loadSource(file) {
  const outfile = `${root}dist/${basename(file, '.ts')}-${process.pid}.mjs`;
  try {
    await build({
      entryPoints: [root + file],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}
