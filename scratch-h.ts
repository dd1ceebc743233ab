import { readFileSync, readdirSync } from 'node:fs';
import { verifyHar } from './src/verify.ts';
for (const dir of process.argv.slice(2)) for (const f of readdirSync(dir).filter((x) => x.endsWith('.har'))) for (const profile of [undefined, 'observed'] as const) {
  const r = await verifyHar({ api: 'copr', har: readFileSync(dir + '/' + f, 'utf8'), ...(profile && { profile }) });
  console.log(f, profile, r.verdict, r.clauses.filter((c) => c.verdict === 'passed').length);
  for (const x of r.findings) if (x.severity === 'failed' || x.severity === 'unusual') console.log('   ', x.severity, x.clause, x.by.name, x.pointer, x.expected, '|', x.actual, x.shown?.number, x.times);
}
