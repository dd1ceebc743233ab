// `standin.config.*`, or the key `standin` in package.json: what flags hold, with the APIs to serve. Flags and the environment win.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command, Option } from 'commander';
import { nearest, Problem } from '../../core/values/problem.ts';
import { isObject, within } from '../../described/source/library.ts';
import { mistake } from '../../described/source/mistake.ts';
import type { Place } from '../../described/source/place.ts';
import { readSource } from '../../described/source/source.ts';
import { isFile } from '../../standin.ts';

const names = ['json', 'yaml', 'yml', 'js', 'mjs', 'ts', 'mts'].map((end) => `standin.config.${end}`);

export interface Config {
  readonly file: string;
  readonly apis: readonly string[];
}

/** Gives a command the settings of its configuration where no flag and no variable does. Undefined: there is none. */
export async function applyConfig(command: Command, given: string | undefined): Promise<Config | undefined> {
  const place = await configAt(given);
  // What an earlier reading has set is set no longer.
  for (const option of command.options)
    if (command.getOptionValueSource(option.attributeName()) === 'config')
      command.setOptionValueWithSource(option.attributeName(), option.defaultValue, 'default');
  if (!place) return undefined;
  if (!isObject(place.value)) throw mistake(place, 'a configuration is a mapping of settings.');
  const { file } = place.source;
  for (const name of Object.keys(place.value)) if (name !== 'apis') setOption(command, place, name);
  return { file, apis: apisIn(within(place, 'apis'), dirname(file)) };
}

/** The configuration that is named, or the one of this folder. A Problem for two of them. */
async function configAt(given: string | undefined): Promise<Place | undefined> {
  const found = given === undefined ? names.filter((name) => existsSync(name)) : [given];
  if (found.length > 1)
    throw new Problem(400, 'Two configurations', {
      detail: `There are ${found.join(' and ')}.`,
      hint: 'Keep one of them, or name one with --config.',
    });
  const [name] = found;
  if (name !== undefined)
    return /\.[mc]?[jt]s$/.test(name) ? programAt(name) : wholeOf(readSource(resolve(name), name));
  if (!existsSync('package.json')) return undefined;
  return within(wholeOf(readSource(resolve('package.json'), 'package.json')), 'standin');
}

const wholeOf = (source: Place['source']): Place => ({ source, pointer: '', value: source.value });

/** What a program exports by default. It is read anew each time. */
async function programAt(name: string): Promise<Place> {
  const file = resolve(name);
  if (!existsSync(file))
    throw new Problem(400, 'No configuration', { detail: `There is no file '${name}'.` });
  if (/ts$/.test(name) && !(process.features as { typescript?: unknown }).typescript)
    throw new Problem(400, 'Bad configuration', {
      detail: `${name}: Node ${process.versions.node} does not run TypeScript.`,
      hint: 'Write it as .js, .json or .yaml, or use Node 22.18 or later.',
    });
  const { default: value } = await import(`${pathToFileURL(file)}?${reads++}`);
  return { source: { file, name, text: '', value, lineOf: () => 1 }, pointer: '', value };
}
let reads = 0;

function apisIn(place: Place | undefined, folder: string): string[] {
  if (!place) return [];
  const { value } = place;
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
    throw mistake(
      place,
      'apis is a list of names and files.',
      "Write apis: [copr, './batches.standin.yaml'].",
    );
  return value.map((each: string) => (isFile(each) ? resolve(folder, each) : each));
}

/** Settings are called as flags are, without their dashes. */
function setOption(command: Command, whole: Place, name: string): void {
  const place = within(whole, name)!;
  const option = command.options.find((each) => each.long === `--${name}` && name !== 'config');
  if (!option) {
    const known = ['apis', ...command.options.map(({ long }) => String(long).slice(2))];
    const near = nearest(name, known);
    throw mistake(
      place,
      `'${name}' is no setting${near ? `; did you mean '${near}'?` : '.'}`,
      `Settings are called as the flags of standin ${command.name()} are, and apis.`,
    );
  }
  const key = option.attributeName();
  if (!['default', 'config', undefined].includes(command.getOptionValueSource(key))) return;
  command.setOptionValueWithSource(key, valueFor(option, place), 'config');
}

function valueFor(option: Option, place: Place): unknown {
  const { value } = place;
  if (option.isBoolean()) {
    if (typeof value !== 'boolean') throw mistake(place, `${option.long?.slice(2)} is true or false.`);
    return value;
  }
  try {
    return textsOf(place).reduce<unknown>(
      (before, text) => (option.parseArg ? option.parseArg(text, before) : text),
      Array.isArray(option.defaultValue) ? [] : undefined,
    );
  } catch (error) {
    throw mistake(place, `'${String(value)}' is not for ${option.long}: ${(error as Error).message}`);
  }
}

/** A value as it would be written after the flag; of lists and mappings each item. */
function textsOf({ value }: Place): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (!isObject(value)) return [String(value)];
  return Object.entries(value).flatMap(([name, each]) => [each].flat().map((one) => `${name}=${one}`));
}
