import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { mutantsFor } from '../../src/contract/mutate/mutants.ts';
import { mutate } from '../../src/contract/mutate/mutate.ts';
import type { Api } from '../../src/core/api/api.ts';
import { verify } from '../../src/verify.ts';
import { deployed } from './_deployed.ts';

const apis = (Object.values(registry) as Api[]).filter(
  ({ name }) => !process.env.ONLY || process.env.ONLY.split(',').includes(name),
);
it.each(apis.map((api) => [api.name, api] as const))('honest %s', async (name, api) => {
  const t = Date.now();
  const r = await verify({ api, profile: 'corrected', pact: false, ...deployed(api) });
  console.log(
    name,
    Date.now() - t,
    r.requests,
    r.verdict,
    r.clauses.filter((c) => c.verdict === 'passed').length,
    r.clauses.length,
  );
  for (const f of r.findings.filter(({ severity }) => severity === 'failed' || severity === 'unusual'))
    console.log(f.severity, f.clause, f.by.name, f.pointer, '|', f.expected, '|', f.actual, f.shown?.curl);
  console.log(
    r.clauses
      .filter((c) => c.verdict === 'skipped')
      .map((c) => `${c.id}: ${c.why}`)
      .join('\n'),
  );
});
it.skipIf(!process.env.SCORE).each(apis.map((api) => [api.name, api] as const))(
  'score %s',
  async (name, api) => {
    const t = Date.now();
    const s = await mutate(
      api,
      mutantsFor(api).filter(({ id }) => !process.env.MUT || id.includes(process.env.MUT)),
      (bad, pact) =>
        verify({ api, profile: 'corrected', pact: pact && !process.env.NOPACT, ...deployed(bad) }),
    );
    const out = [
      `${name} ${Date.now() - t} ms mutants ${s.mutants} killed ${s.killed} unusual ${s.unusual} named ${s.named} eq ${s.equivalent} score ${s.score}`,
      ...s.tried.filter((t) => t.outcome === 'survived').map((t) => `${t.mutant} [${t.clause}] ${t.says}`),
    ].join('\n');
    writeFileSync(`/tmp/w/score.${name}`, out);
    console.log(out);
  },
);
