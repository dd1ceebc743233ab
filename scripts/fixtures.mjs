// All fixtures at full length, which takes too long for every run of the tests:
//   node scripts/fixtures.mjs [rows] [seeds]          every schema under every seed, valid and consistent (100000 and 20)
//   node scripts/fixtures.mjs --checksums             writes test/fixture/checksums.json
//   node scripts/fixtures.mjs --sums <node> [<node>…] whether these programs write the bytes of this one
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'node_modules/.cache/standin-fixtures');
const [first, ...others] = process.argv.slice(2);

mkdirSync(folder, { recursive: true });
const outfile = join(folder, `${process.pid}.mjs`);
await build({
  stdin: {
    contents: "export * from './_shapes.ts'; export { verifyHar } from '../../src/index.ts';",
    resolveDir: join(root, 'test/fixture'),
  },
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});
try {
  const { kinds, sumOf, validatorFor, rowsOf, harOf, verifyHar } = await import(pathToFileURL(outfile).href);
  const sums = () => Object.fromEntries(kinds.map((kind) => [kind.name, sumOf(kind)]));
  if (first === '--checksums') {
    writeFileSync(join(root, 'test/fixture/checksums.json'), `${JSON.stringify(sums(), null, 2)}\n`);
  } else if (first === '--sums') {
    const script = `import { kinds, sumOf } from ${JSON.stringify(pathToFileURL(outfile).href)};
      process.stdout.write(JSON.stringify(Object.fromEntries(kinds.map((kind) => [kind.name, sumOf(kind)]))));`;
    const ours = JSON.stringify(sums());
    for (const node of [process.execPath, ...others]) {
      const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
      const theirs = execFileSync(node, ['--input-type=module', '-e', script], { encoding: 'utf8' });
      console.log(`${version}: ${theirs === ours ? 'the same bytes' : 'OTHER BYTES'}`);
      if (theirs !== ours) process.exitCode = 1;
    }
  } else {
    await everything(Number(first ?? 100_000), Number(others[0] ?? 20), {
      kinds,
      validatorFor,
      rowsOf,
      harOf,
      verifyHar,
    });
  }
} finally {
  rmSync(outfile, { force: true });
}

/** Rows are checked in batches, so that memory does not grow with their number. */
async function everything(rows, seeds, { kinds, validatorFor, rowsOf, harOf, verifyHar }) {
  const batch = 500;
  for (const kind of kinds) {
    const validator = validatorFor(kind);
    let wrong = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      for (let from = 0; from < rows; from += batch) {
        const n = Math.min(batch, rows - from);
        for (const row of rowsOf(kind.name, { ...kind.options, seed, from, n })) {
          const [violation] = await validator.violations(kind.schemaName, row);
          if (violation) wrong += tell(kind, seed, violation);
        }
        // A page of a list is from a world of its own; records of a run know each other.
        if (!kind.whole || (kind.list && from % (batch * 20) !== 0)) continue;
        const har = harOf(kind, { seed, from, n: kind.list ? 1 : n });
        const profile = kind.options.profile ?? 'corrected';
        const { findings } = await verifyHar({ api: kind.api, har, profile });
        for (const finding of findings)
          if (finding.severity !== 'skipped') wrong += tell(kind, seed, finding);
      }
    }
    console.log(`${kind.name}: ${rows * seeds} rows under ${seeds} seeds, ${wrong} wrong`);
    if (wrong > 0) process.exitCode = 1;
  }
}

function tell({ name }, seed, what) {
  console.log(`${name} under seed ${seed}: ${JSON.stringify(what).slice(0, 400)}`);
  return 1;
}
