// What the surroundings set without anybody asking: empty variables, services of Kubernetes, the HOST of a shell.
import { expect, it } from 'vitest';
import { standin, standinWith } from '../_cli.ts';

it('empty variables are unset, and what is taken from the environment is named', async () => {
  const host = { HOST: 'x86_64-conda-linux-gnu', PORT: '', STANDIN_SEED: '' };
  const { code, err } = await standinWith({ ...host, STANDIN_PORT: 'tcp://10.0.0.1:4010' }, 'serve');
  expect(code).toBe(2);
  expect(err).toMatch(/STANDIN_PORT is the address of a service, .* ignored/);
  expect(err).toMatch(/no host x86_64-conda-linux-gnu.*environment's HOST/);
});

it('names come back without what would turn a line or colour it', async () => {
  const { err } = await standin('serve', 'a\u001b[31m\u202eb');
  expect(err).toContain("'a\\u001b[31m\\u202eb'");
});
