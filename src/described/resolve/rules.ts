// The rules of a kind, checked where they stand: known states, durations, sources. A wrong one is told with its line.
import { durationAt } from '../format/stages.ts';
import { isObject, membersOf, within } from '../source/library.ts';
import { mistake } from '../source/mistake.ts';
import type { Place } from '../source/place.ts';
import { isRule } from '../values/rules.ts';
import { checkHoles, checkKnown } from './context.ts';

const instants = ['created', 'last', 'end', 'now'];

/** Checks every rule in the fields, bodies and headers of a kind. */
export function checkRules(place: Place, states: readonly string[]): void {
  const parts = ['views', 'creates', 'commands'].flatMap((name) => membersOf(within(place, name)));
  const sections = parts.flatMap(([, part]) =>
    ['fields', 'body', 'bodies', 'headers'].map((name) => within(part, name)),
  );
  for (const section of [within(place, 'fields'), ...sections]) if (section) checkValue(section, states);
}

function checkValue(place: Place, states: readonly string[]): void {
  const { value } = place;
  if (typeof value === 'string') checkText(place, value, states);
  else if (isRule(value)) checkRule(place, value, states);
  else for (const [, each] of membersOf(place)) checkValue(each, states);
}

/** `{at:state:format}` in text names a state too. */
function checkText(place: Place, text: string, states: readonly string[]): void {
  checkHoles(place);
  for (const [, name] of text.matchAll(/\{at:([^{}:]+)/g)) checkInstant(place, name!, states);
}

function checkRule(place: Place, rule: object, states: readonly string[]): void {
  for (const name of ['at', 'since', 'until'] as const) {
    const named = within(place, name);
    if (named) checkInstant(named, String(named.value), states);
  }
  const plus = within(place, 'plus');
  if (plus) durationAt(plus, String(plus.value));
  for (const [, each] of membersOf(within(place, 'share'))) checkState(each, String(each.value), states);
  for (const [named, each] of membersOf(within(place, 'in'))) {
    checkState(each, named, states);
    checkValue(each, states);
  }
  const from = within(place, 'from');
  if (from && !/^(body|record):(\/.*)?$|^(path|query):./.test(String(from.value)))
    throw mistake(
      from,
      `'${from.value}' is no source.`,
      "Write 'body:/pointer', 'path:name' or 'query:name'.",
    );
  const make = within(place, 'make');
  if (make && !/^(n|uuid|word|hex:\d+)$/.test(String(make.value)))
    throw mistake(make, `'${make.value}' cannot be made.`, "Write 'uuid', 'hex:24', 'n' or 'word'.");
  const otherwise = within(place, 'else');
  if (otherwise && isObject(rule)) checkValue(otherwise, states);
}

function checkInstant(place: Place, name: string, states: readonly string[]): void {
  if (!instants.includes(name)) checkState(place, name, states);
}

/** One state, or several as `failed|canceled`. */
function checkState(place: Place, named: string, states: readonly string[]): void {
  for (const state of named.split('|')) checkKnown(place, states, state, 'a rule');
}
