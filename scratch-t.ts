import { readFileSync } from 'node:fs';
import { mutationsOf } from './test/traffic/_mutations.ts';
import { verifyHar } from './src/verify.ts';
const entries = JSON.parse(readFileSync('test/traffic/copr-2022/' + process.argv[2], 'utf8')).log.entries;
const numbers = process.argv.slice(3).map(Number);
let n = 0; const t = Date.now();
for (const number of numbers) for (const m of mutationsOf(entries, number)) {
  n++;
  const r = await verifyHar({ api: 'copr', har: JSON.stringify({ log: { entries: m.entries } }), profile: 'observed' });
  const failed = r.findings.filter((f) => f.severity === 'failed'); const unusual = r.findings.filter((f) => f.severity === 'unusual');
  const w = failed.length ? 'failed' : unusual.length ? 'unusual' : 'MISSED';
  if (w !== 'failed') console.log(number, m.says, w, unusual.map((f) => f.clause + ' ' + f.by.name).join('; '));
}
console.log(n, 'in', Date.now() - t);
