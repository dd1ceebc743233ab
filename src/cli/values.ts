// What the texts of serve's flags mean.
import { InvalidArgumentError } from 'commander';
import { Problem } from '../core/problem.ts';
import type { GivenName } from '../core/world.ts';

/** $PORT: what is wrong with it is not the fault of a flag. */
export function portOf(text: string): number {
  try {
    return toPort(text);
  } catch (error) {
    throw new Problem(400, 'Bad PORT', {
      detail: `The environment's PORT is '${text}'. ${(error as Error).message}`,
      hint: 'Unset it, or choose another with --port.',
    });
  }
}

/** `copr/build-is-running?build_id=7`; a value that reads as JSON is taken as such. */
export function toGiven(text: string): GivenName {
  const [name = '', search = ''] = text.split('?', 2);
  const [api, given, ...rest] = name.split('/');
  if (!api || !given || rest.length > 0) {
    throw new Problem(400, 'Bad given', {
      detail: `'${text}' names no given.`,
      hint: "Write '<api>/<name>', with parameters as in 'copr/build-is-running?build_id=7'.",
    });
  }
  const params = [...new URLSearchParams(search)].map(([key, value]) => [key, toValue(value)]);
  return { api, name: given, params: Object.fromEntries(params) };
}

function toValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `api=value` in its two parts; `what` is what the pair is called. */
export function toPair(text: string, what: string): [string, string] {
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new Problem(400, `Bad ${what}`, {
    detail: `'${text}' is no ${what}.`,
    hint: `Write '<api>=<${{ scenario: 'name', fill: 'count' }[what] ?? 'token'}>'.`,
  });
}

/** Throws what commander takes for a bad argument. */
export function toPort(text: string): number {
  const port = toWhole(text);
  if (port > 65_535) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return port;
}

/** Throws what commander takes for a bad argument. */
export function toWhole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}
