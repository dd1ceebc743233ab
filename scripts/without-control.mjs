// The mutation score on servers without control: `npm run without-control -- copr erigones`, or a part of the ids with
// `--only cancel`. Every mutant is served behind a proxy that hides Standin's control, and verified with `--write`. Exit 0 if
// what survives is what contracts/mutation-score.json lists.
import { parseArgs } from 'node:util';
import { loadSource } from './source.mjs';

const { values, positionals } = parseArgs({
  options: { only: { type: 'string', default: '' } },
  allowPositionals: true,
});
const { apis, committed, scoreOf } = await loadSource('test/contract/_without-control.ts');
let surprises = 0;

for (const api of apis.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  const began = Date.now();
  const score = await scoreOf(api, values.only);
  const { unseen = {} } = committed[api.name]?.withoutControl ?? {};
  const told = score.mutants - score.equivalent;
  const percent = ((100 * score.killed) / told).toFixed(1);
  const seconds = Math.round((Date.now() - began) / 1_000);
  console.log(
    `${api.name}: ${score.killed} of ${told} mutants seen, ${score.unusual} of them as unusual: ${percent} % (${seconds} s)`,
  );
  for (const { mutant, says } of score.tried.filter(({ outcome }) => outcome === 'survived')) {
    if (unseen[mutant] === undefined) surprises++;
    console.log(`  ${mutant}: ${says} ${unseen[mutant] ?? 'UNEXPLAINED'}`);
  }
}
process.exitCode = surprises === 0 ? 0 : 1;
