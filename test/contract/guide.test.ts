// The guide to verify: its words, exit codes and flags are those of the command.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { verifyCommand } from '../../src/cli/verify/flags.ts';
import { demandable } from '../../src/contract/judge/demand.ts';
import { severities } from '../../src/contract/judge/finding.ts';

const guide = readFileSync('docs/guides/verify.md', 'utf8');

it('explains every severity, and what can be demanded', () => {
  for (const severity of severities) expect(guide).toContain(`| \`${severity}\``);
  expect(guide).toContain(`--fail-on ${demandable.join(',')}`);
});

it('names no flag that the command has not', () => {
  const flags = verifyCommand().options.map(({ long }) => long);
  for (const [flag] of guide.matchAll(/--[a-z-]{3,}/g)) if (!/^-+$/.test(flag)) expect(flags).toContain(flag);
});
