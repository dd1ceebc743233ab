// Text with `{…}` in it, and invented values.

import { valueAt } from '../../core/values/pointer.ts';
import { randomFor } from '../../core/values/random.ts';
import { formatInstant } from './instants.ts';
import { instantOf, type Rule, type Subject } from './subject.ts';

/** Invented, but fixed: it follows from the record and the place. */
export function make({ record }: Subject, what: string, name: string): unknown {
  const { n, id } = record.attributes;
  if (what === 'n') return n;
  const random = randomFor(n, `${record.api} ${id} ${name}`, 0);
  if (what === 'uuid') return random.uuid();
  const [, length] = /^hex:(\d+)$/.exec(what) ?? [];
  return length === undefined ? random.pick(words) : random.hex(Math.min(256, Number(length)));
}

const words = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heron', 'inlet', 'juniper'];

/** Text with `{…}` in it. A text that is only one `{…}` may become a number. */
export function compileText(given: string, name: string): Rule {
  if (!given.includes('{')) return () => given;
  const parts = given.split(/(\{[^{}]*\})/).filter((part) => part !== '');
  const rules = parts.map(
    (part, index): Rule => (part.startsWith('{') ? hole(part.slice(1, -1), `${name}#${index}`) : () => part),
  );
  if (rules.length === 1) return rules[0]!;
  return (subject) => rules.map((rule) => rule(subject) ?? '').join('');
}

function hole(what: string, name: string): Rule {
  const [kind = '', ...more] = what.split(':');
  const rest = more.join(':');
  switch (kind) {
    case 'id':
      return ({ record, idIsNumber }) => (idIsNumber ? Number(record.attributes.id) : record.attributes.id);
    case 'state':
      return ({ snapshot }) => snapshot.state;
    case 'origin':
      return ({ url }) => url('');
    case 'message':
      return ({ message }) => message;
    case 'view':
      return ({ view }) => view(rest);
    case 'path':
      return ({ record }) =>
        Object.hasOwn(record.attributes.path, rest) ? record.attributes.path[rest] : undefined;
    case 'query':
      return ({ record: { attributes } }) =>
        attributes.query && Object.hasOwn(attributes.query, rest) ? attributes.query[rest] : undefined;
    case 'body':
    case 'record':
      return ({ record }) => valueAt(record.attributes.body, rest);
    case 'at': {
      const [state = '', as = 'iso'] = rest.split(':');
      return (subject) => {
        const at = instantOf(subject, state);
        return at === undefined ? undefined : formatInstant(at, as);
      };
    }
    case 'n':
    case 'uuid':
    case 'hex':
    case 'word':
      return (subject) => make(subject, what, name);
    default:
      return () => `{${what}}`;
  }
}

/** The names that may be between braces. */
export const holes = [
  'id',
  'state',
  'origin',
  'message',
  'view',
  'path',
  'query',
  'body',
  'record',
  'at',
  'n',
  'uuid',
  'hex',
  'word',
];
