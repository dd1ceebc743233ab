// The library's handle of a world, which is opened on first use. Arguments are checked by the same schemas
// as the bodies of control requests.
import { documentsOf } from '../../core/api/documents.ts';
import { createValidator, memberSentence, sentenceOf } from '../../core/api/schema.ts';
import { withKnownMembers } from '../../core/values/members.ts';
import { own } from '../../core/values/own.ts';
import { Problem } from '../../core/values/problem.ts';
import type { Control } from './control.ts';
import type { WorldHandle } from './handles.ts';

export type { WorldHandle };

type Part = Exclude<keyof WorldHandle, 'reset' | 'export' | 'import'>;

/** By member: the schema of its argument as the body of a control request. */
const schemas: Readonly<Record<string, string>> = {
  'clock.set': 'change-clock.request',
  'clock.advance': 'advance-clock.request',
  'records.create': 'create-record.request',
  'presets.create': 'create-preset.request',
  'scenarios.set': 'change-scenarios.request',
  'faults.create': 'add-fault.request',
};

/** By member: the name of its argument in that body. */
const wrapped: Readonly<Record<string, string>> = { 'clock.advance': 'by', 'faults.create': 'fault' };

/** By part: its members, for display and for suggestions. */
const members = {
  clock: ['get', 'set', 'advance', 'next', 'runUntil'],
  records: ['list', 'page', 'get', 'create', 'command', 'delete'],
  presets: ['list', 'create'],
  scenarios: ['get', 'set'],
  faults: ['list', 'create', 'delete', 'clear'],
  journal: ['list', 'clear'],
} as const satisfies { readonly [P in Part]: readonly (keyof WorldHandle[P])[] };

/** Does something with the control of a world, as one step. */
type Within = <T>(use: (control: Control) => T | Promise<T>) => Promise<T>;

export function createHandle(within: Within): WorldHandle {
  const part = <P extends Part>(name: P) => toHandle<P>(name, within);
  return {
    clock: part('clock'),
    records: part('records'),
    presets: part('presets'),
    scenarios: part('scenarios'),
    faults: part('faults'),
    journal: part('journal'),
    reset: (options) => within((control) => control.reset(options)),
    export: () => within((control) => control.export()),
    import: (state) => within((control) => control.import(state)),
  };
}

function toHandle<P extends Part>(part: P, within: Within): WorldHandle[P] {
  const call =
    (member: string) =>
    async (...args: unknown[]) => {
      await check(`${part}.${member}`, args[0]);
      return within((control) => {
        const members = control[part] as Record<string, (...args: unknown[]) => unknown>;
        return members[member]!(...args);
      });
    };
  const handle = Object.fromEntries(members[part].map((member) => [member, call(member)]));
  return withKnownMembers(part, handle) as unknown as WorldHandle[P];
}

async function check(member: string, argument: unknown): Promise<void> {
  if (member === 'clock.runUntil') return checkNamesRecord(argument);
  const schemaName = own(schemas, member);
  if (!schemaName) return;
  const name = wrapped[member];
  const body = name ? { [name]: argument } : argument;
  const validator = createValidator(documentsOf('standin').schemas);
  const [violation] = await validator.violations(schemaName, JSON.parse(JSON.stringify({ body })));
  if (!violation) return;
  const { members: compared } = violation;
  const sentence = compared
    ? memberSentence(compared)
    : sentenceOf({ ...violation, pointer: withoutBody(violation) });
  throw new Problem(400, 'Bad argument', {
    detail: `${member}: ${sentence}`,
    given: violation.given,
    hint: `It takes the same body as the control API: schemas/standin/${schemaName}.schema.json.`,
  });
}

function withoutBody({ pointer }: { readonly pointer: string }): string {
  return pointer.replace('/body', '');
}

function checkNamesRecord(argument: unknown): void {
  const { api, id } = (argument ?? {}) as { api?: unknown; id?: unknown };
  if (typeof api === 'string' && typeof id === 'string') return;
  throw new Problem(400, 'Bad argument', {
    detail: `clock.runUntil: ${JSON.stringify(argument) ?? 'nothing'} is not a record.`,
    given: argument,
    hint: "Give the result of records.create, or { api: 'copr', id: '7:fedora-41-x86_64' }; then the state.",
  });
}
