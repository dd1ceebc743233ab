// The closed value rules of lifecycle files: each a pure function of a record at an instant, without loops.

import { timelineOf } from '../../core/records/snapshot.ts';
import { parseDuration } from '../../core/time/duration.ts';
import { isObject } from '../source/library.ts';
import { formatInstant, lengthAs } from './instants.ts';
import { instantOf, type Rule } from './subject.ts';
import { compileText, make } from './texts.ts';

/** A rule as written. */
export interface RuleText {
  readonly at?: string;
  readonly as?: string;
  readonly plus?: string;
  readonly since?: string;
  readonly until?: string;
  readonly in?: Readonly<Record<string, unknown>>;
  readonly else?: unknown;
  readonly from?: string;
  readonly share?: readonly string[];
  readonly of?: number;
  readonly make?: string;
  readonly value?: unknown;
}

const ruleKeys = ['at', 'since', 'in', 'from', 'share', 'make', 'value'];

/** Whether a value is a rule rather than a literal. */
export function isRule(value: unknown): value is RuleText {
  return (
    isObject(value) &&
    ruleKeys.filter((key) => Object.hasOwn(value, key)).length === 1 &&
    Object.keys(value).every((key) => [...ruleKeys, 'as', 'plus', 'else', 'until', 'of'].includes(key))
  );
}

/** `usual`: the default format of instants. `name` makes invented values differ. */
export function compileRule(given: unknown, name: string, usual = 'iso'): Rule {
  if (typeof given === 'string') return compileText(given, name);
  if (Array.isArray(given)) {
    const items = given.map((each, index) => compileRule(each, `${name}/${index}`, usual));
    return (subject) => items.map((item) => item(subject) ?? null);
  }
  if (!isObject(given)) return () => given;
  if (!isRule(given)) return compileMembers(given, name, usual);
  if ('value' in given) return () => given.value;
  const missing =
    given.else === undefined || given.else === 'absent'
      ? () => undefined
      : compileRule(given.else, `${name}/else`, usual);
  const rule = ruleOf(given, name, usual);
  return (subject) => rule(subject) ?? missing(subject);
}

function compileMembers(given: Readonly<Record<string, unknown>>, name: string, usual: string): Rule {
  const members = Object.keys(given).map(
    (key) => [key, compileRule(given[key], `${name}/${key}`, usual)] as const,
  );
  return (subject) => {
    const made: Record<string, unknown> = {};
    for (const [key, rule] of members) {
      const value = rule(subject);
      if (value !== undefined) made[key] = value;
    }
    return made;
  };
}

function ruleOf(given: RuleText, name: string, usual: string): Rule {
  if (given.at !== undefined) {
    const plus = given.plus === undefined ? 0 : parseDuration(given.plus);
    const as = given.as ?? usual;
    return (subject) => {
      const at = instantOf(subject, given.at ?? 'created');
      return at === undefined ? undefined : formatInstant(at + plus, as);
    };
  }
  if (given.since !== undefined) return lengthRule(given);
  if (given.in !== undefined) return stateRule(given.in, name, usual);
  if (given.share !== undefined) return shareRule(given.share, given.of ?? 100);
  if (given.make !== undefined) return (subject) => make(subject, String(given.make), name);
  return compileText(`{${given.from}}`, name);
}

function lengthRule({ since = 'created', until = 'now', as = 's' }: RuleText): Rule {
  return (subject) => {
    const from = instantOf(subject, since);
    const to = until === 'now' ? subject.now : (instantOf(subject, until) ?? subject.now);
    return from === undefined ? undefined : lengthAs(Math.max(0, to - from), as);
  };
}

function stateRule(byStates: Readonly<Record<string, unknown>>, name: string, usual: string): Rule {
  const rules = new Map<string, Rule>();
  for (const [states, value] of Object.entries(byStates))
    for (const state of states.split('|')) rules.set(state, compileRule(value, `${name}/${states}`, usual));
  return (subject) => (rules.get(subject.snapshot.state) ?? rules.get('*'))?.(subject);
}

function shareRule(states: readonly string[], of: number): Rule {
  return ({ record, snapshot, now }) => {
    const timeline = timelineOf(record);
    const first = timeline.findIndex(({ state }) => states.includes(state));
    if (first < 0 || snapshot.entered.length <= first) return 0;
    const over = timeline.find(({ state }, index) => index > first && !states.includes(state));
    if (!over || over.at <= now || snapshot.entered.length > timeline.indexOf(over)) return of;
    const from = timeline[first]!.at;
    return Math.min(of - 1, Math.max(0, Math.floor((of * (now - from)) / Math.max(1, over.at - from))));
  };
}
