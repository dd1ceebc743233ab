// `--ca`: the authority that a server is trusted by, for every command that asks one.
import { readFileSync } from 'node:fs';
import { Option } from 'commander';
import { Problem } from '../../core/values/problem.ts';
import { checkCa } from '../../outward/fetch.ts';

export function caOption(): Option {
  return new Option('--ca <file>', "the certificate (PEM) of the authority that signed the server's");
}

/** A Problem (400) for a file that cannot be read, or has no certificate. */
export function readCa(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem(400, 'Bad certificate', {
      detail: `--ca cannot be read: ${(error as Error).message}.`,
      hint: 'Give the name of a PEM file.',
    });
  }
  checkCa(text);
  return text;
}
