// Parses the values of flags: pairs, presets, numbers, switches of the environment.
import { InvalidArgumentError } from 'commander';
import { Problem } from '../../core/values/problem.ts';
import type { PresetName } from '../../core/worlds/world.ts';

/** Whether a switch is set in the environment: to anything but 0, false, no, off and nothing. */
export function isOn(name: string): boolean {
  return !/^(|0|false|no|off)$/i.test(process.env[name] ?? '');
}

/** $PORT: the message must not blame a flag. */
export function portOf(text: string): number {
  try {
    return toPort(text);
  } catch (error) {
    throw new Problem(400, 'Bad PORT', {
      detail: `The environment variable PORT is '${text}'. ${(error as Error).message}`,
      hint: 'Unset it, or choose another with --port.',
    });
  }
}

/** `copr/build-is-running?build_id=7`; a value that is JSON is parsed. */
export function toPreset(text: string): PresetName {
  const [name = '', search = ''] = text.split('?', 2);
  const [api, given, ...rest] = name.split('/');
  if (!api || !given || rest.length > 0) {
    throw new Problem(400, 'Bad preset', {
      detail: `'${text}' is not a preset.`,
      hint: "Write '<api>/<name>', with parameters as in 'copr/build-is-running?build_id=7'.",
    });
  }
  const params = [...new URLSearchParams(search)].map(([key, value]) => [key, toValue(value)]);
  return { api, name: given, params: Object.fromEntries(params) };
}

/** Parses a value as JSON if possible, otherwise keeps the text. */
export function toValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const schemas = {
  scenario: '<api>=<name>',
  fill: '<api>=<count>',
  credential: '<api>=<token>',
  limit: '<name>=<value>',
};

/** The two sides of `name=value`. A Problem (400) for other text. */
export function toPair(text: string, what: keyof typeof schemas): [string, string] {
  const at = text.indexOf('=');
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new Problem(400, `Bad ${what}`, {
    // It may be a secret, so it is not repeated.
    detail: what === 'credential' ? "A credential without '=' was given." : `'${text}' is not a ${what}.`,
    hint: `Write '${schemas[what]}'.`,
  });
}

export function toPort(text: string): number {
  const port = toWhole(text);
  if (port > 65_535) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return port;
}

export function toWhole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
