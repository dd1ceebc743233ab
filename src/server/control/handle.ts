// A world in a program's hand: the control of a world that is made when it is first used. What a program hands over is
// checked by the same schemas as what comes over HTTP.
import { documentsOf } from '../../core/api/documents.ts';
import { createValidator, sentenceOf } from '../../core/api/schema.ts';
import { own } from '../../core/values/own.ts';
import { Problem } from '../../core/values/problem.ts';
import type { WorldState } from '../../core/worlds/state.ts';
import type { Control } from './control.ts';

/** The same members, each answering with a promise. */
export type Asynchronous<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

export interface WorldHandle {
  readonly clock: Asynchronous<Control['clock']>;
  readonly records: Asynchronous<Control['records']>;
  readonly presets: Asynchronous<Control['presets']>;
  readonly scenarios: Asynchronous<Control['scenarios']>;
  readonly faults: Asynchronous<Control['faults']>;
  readonly journal: Asynchronous<Control['journal']>;
  /** The world starts over. */
  reset(): Promise<void>;
  /** The whole world but its journal, as JSON. */
  export(): Promise<WorldState>;
  /** Becomes the world that was exported, of this one or another; all of it or, with a Problem (400), nothing. */
  import(state: WorldState): Promise<void>;
}

type Part = Exclude<keyof WorldHandle, 'reset' | 'export' | 'import'>;

/** By member: the schema that its argument has as the body of an admin request. */
const schemas: Readonly<Record<string, string>> = {
  'clock.set': 'change-clock.request',
  'clock.advance': 'advance-clock.request',
  'records.create': 'create-record.request',
  'presets.create': 'create-preset.request',
  'scenarios.change': 'change-scenarios.request',
  'faults.add': 'add-fault.request',
};

/** By member: under which name its argument stands in that body. */
const wrapped: Readonly<Record<string, string>> = { 'clock.advance': 'by', 'faults.add': 'fault' };

export function createHandle(open: () => Promise<Control>): WorldHandle {
  const part = <P extends Part>(name: P) => later(name, async () => (await open())[name]);
  return {
    clock: part('clock'),
    records: part('records'),
    presets: part('presets'),
    scenarios: part('scenarios'),
    faults: part('faults'),
    journal: part('journal'),
    reset: async () => (await open()).reset(),
    export: async () => (await open()).export(),
    import: async (state) => (await open()).import(state),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: any member of a control's part.
function later<T extends Record<string, any>>(part: string, open: () => Promise<T>): Asynchronous<T> {
  const request =
    (member: string) =>
    async (...args: unknown[]) => {
      await check(`${part}.${member}`, args[0]);
      return (await open())[member](...args);
    };
  // A promise would be asked for its `then`; this is none.
  return new Proxy(
    {},
    { get: (_, key) => (key === 'then' ? undefined : request(String(key))) },
  ) as Asynchronous<T>;
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
  throw new Problem(400, 'Bad argument', {
    detail: `${member}: ${sentenceOf({ ...violation, pointer: violation.pointer.replace('/body', '') })}`,
    given: violation.given,
    hint: `It takes what the body of the admin request takes: schemas/standin/${schemaName}.schema.json.`,
  });
}

function checkNamesRecord(argument: unknown): void {
  const { api, id } = (argument ?? {}) as { api?: unknown; id?: unknown };
  if (typeof api === 'string' && typeof id === 'string') return;
  throw new Problem(400, 'Bad argument', {
    detail: `clock.runUntil: ${JSON.stringify(argument) ?? 'nothing'} names no record.`,
    given: argument,
    hint: "Give what records.create answered, or { api: 'copr', id: '7:fedora-41-x86_64' }; then the state.",
  });
}
