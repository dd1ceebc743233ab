// The guide to verify: its words, exit codes and flags are those of the command.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { verifyCommand } from '../../src/cli/verify/flags.ts';
import { demandable } from '../../src/contract/judge/demand.ts';
import { severities } from '../../src/contract/judge/finding.ts';
import type { Api } from '../../src/core/api/api.ts';

const guide = readFileSync('docs/guides/verify.md', 'utf8');

it('explains every severity, and what can be demanded', () => {
  for (const severity of severities) expect(guide).toContain(`| \`${severity}\``);
  expect(guide).toContain(`--fail-on ${demandable.join(',')}`);
});

it('says what --write needs and makes, as it is', () => {
  const rows = guide.matchAll(/^\| `([\w-]+)` +\| (`--param .*?) +\| (.*?) +\|/gm);
  const named = [...rows].map(([, name, says = '', makes = '']) => {
    const api = Object.values(registry).find((each) => each.name === name) as Api;
    const known = api.presets.flatMap(({ params }) => Object.keys(params));
    for (const [, param] of says.matchAll(/--param (\w+)=/g))
      expect([...known, ...Object.keys(api.invariants.writeParams ?? {})]).toContain(param);
    const [, method, path] = /`(POST|PUT) (\S+)`/.exec(makes) ?? [];
    if (method !== undefined)
      expect(api.operations.map((each) => `${each.method} ${each.path}`)).toContain(`${method} ${path}`);
    return name;
  });
  expect(named.sort()).toEqual(
    Object.values(registry)
      .map(({ name }) => name)
      .sort(),
  );
});

it('names no flag that the command has not', () => {
  const flags = verifyCommand().options.map(({ long }) => long);
  for (const [flag] of guide.matchAll(/--[a-z-]{3,}/g)) if (!/^-+$/.test(flag)) expect(flags).toContain(flag);
});
