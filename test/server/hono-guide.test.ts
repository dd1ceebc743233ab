// The guide to Standin as a Hono application, run. Its table of servers is what test/server/runtimes.test.ts runs.
import { expect, it } from 'vitest';
import { blocksOf, runCode } from '../_page.ts';

const guide = 'docs/guides/hono.md';

it('shows code that runs as shown', async () => {
  const blocks = blocksOf(guide, 'ts');
  expect(blocks).toHaveLength(3);
  for (const code of blocks) await runCode(code);
});
