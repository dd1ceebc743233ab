// Random lives of records on honest servers, verified: `npm run lives -- copr erigones --worlds 200 --first 1`. Every world has
// its own seed, so an accusation comes again with `--first <seed> --worlds 1`. Exit 0 if nobody was accused.
import { parseArgs } from 'node:util';
import { loadSource } from './source.mjs';

const { values, positionals } = parseArgs({
  options: {
    worlds: { type: 'string', default: '200' },
    first: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const { apis, judgeLife } = await loadSource('test/contract/_lives.ts');
const first = Number(values.first);
let accused = 0;

for (const api of apis.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  const began = Date.now();
  const counts = { corrected: 0, literal: 0, observed: 0 };
  let [wrong, steps] = [0, 0];
  for (let seed = first; seed < first + Number(values.worlds); seed++) {
    const life = await judgeLife(api, seed);
    counts[life.profile]++;
    steps += life.steps.length;
    if (life.accused.length === 0) continue;
    wrong++;
    console.log(`${api.name} ${seed} (${life.profile}): ${life.steps.join(', ')}`);
    for (const each of life.accused) console.log(`  ${each}`);
  }
  accused += wrong;
  const profiles = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  const seconds = Math.round((Date.now() - began) / 1_000);
  console.log(
    `${api.name}: ${wrong} of ${values.worlds} worlds accused (${profiles.join(', ')}), ${steps} steps in ${seconds} s`,
  );
}
process.exitCode = accused === 0 ? 0 : 1;
