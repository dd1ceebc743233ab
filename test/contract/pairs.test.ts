// Two faults at a time, some of them: both are named. All of them: `npm run pairs`. `STANDIN_SEED` chooses others.
import { expect, it } from 'vitest';
import { mutantsFor } from '../../src/contract/mutate/mutants.ts';
import { apis, blinding, pairsOf } from './_pairs.ts';

const seed = Number(process.env.STANDIN_SEED ?? 3);

// CI tries two APIs; with STANDIN_FULL=1 all are tried.
const some = process.env.STANDIN_FULL ? apis : apis.filter(({ name }) => /^copr$|^entrecode$/.test(name));

it.each(some.map((api) => [api.name, api] as const))(
  '%s: one fault does not hide another',
  async (_, api) => {
    const hidden: string[] = [];
    const kinds = new Set<string>();
    for await (const pair of pairsOf(api, { seed, most: 2 })) {
      kinds.add(pair.kind);
      if (pair.hidden.length > 0)
        hidden.push(`${pair.one} beside ${pair.other} hides ${pair.hidden.join(', ')}`);
    }
    // 95 of 100 pairs have both named: of so few one may be among the others.
    expect(hidden.slice(1)).toEqual([]);
    expect([...kinds]).toEqual(expect.arrayContaining(['mutant', 'unknown members']));
  },
);

it('leaves out only mutants that there are', () => {
  const ids = apis.flatMap(mutantsFor).map(({ id }) => id);
  for (const [left] of blinding)
    expect(
      ids.some((id) => left.test(id)),
      `${left}`,
    ).toBe(true);
});
