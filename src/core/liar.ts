// A liar: the mock, breaking exactly one clause. A contract that does not catch it has no teeth.
import type { Api } from './api.ts';
import type { Moment, StandinRecord } from './moment.ts';
import type { Asked, Call, Operation, Reply } from './operation.ts';
import { rowFor } from './rows.ts';

export interface Liar {
  /** `<api>/<what it lies about>/<how>` */
  readonly id: string;
  /** The clause that it breaks. */
  readonly clause: string;
  /** What it does, in a sentence. */
  readonly says: string;
  /** Why nobody can tell it from the truth, if that is so. */
  readonly equivalent?: string;
  /** Whether it lies about a member that may be left out: where that is never shown, there was no lie. */
  readonly optional?: boolean;
  /** The API as the liar has it. What it remembers from one request to the next begins anew. */
  deceive(api: Api): Api;
}

// biome-ignore lint/suspicious/noExplicitAny: a liar lies about rows of every shape.
type AnyCall = Call<any>;
/** How a row is answered, given the honest way to do it. */
type Twist = (call: AnyCall, honest: (call: AnyCall) => Promise<Reply>) => Promise<Reply>;

/** The API with some of its rows answered otherwise; all of them if none is named. */
export function twist(api: Api, operations: readonly string[] | undefined, answer: Twist): Api {
  const twisted = (operation: Operation): Operation =>
    operations && !operations.includes(operation.id)
      ? operation
      : {
          ...operation,
          handle: (call, reply) =>
            answer(call as AnyCall, (asked) => operation.handle(asked as Call<never>, reply)),
        };
  return { ...api, operations: api.operations.map(twisted) };
}

/** The API with its replies changed on their way out, refusals included. `row` is undefined where no row is asked for. */
export function garble(api: Api, change: (reply: Reply, row: string | undefined) => Reply): Api {
  const rowOf = ({ method, path, rawQuery }: Asked) =>
    rowFor(api, { method, path, query: rawQuery }, (_, reading) => reading === 'corrected')?.operation.id;
  return {
    ...api,
    operations: api.operations.map((operation) => ({
      ...operation,
      handle: async (call, reply) => change(await operation.handle(call, reply), operation.id),
    })),
    wire: {
      ...api.wire,
      refuse: async (refusal, asked) => change(await api.wire.refuse(refusal, asked), rowOf(asked)),
    },
  };
}

/** The API with its records shown in other moments than they are in. `look` counts the requests that showed it, from 1. */
export function misdate(
  api: Api,
  moment: (honest: Moment, record: StandinRecord, look: number) => Moment,
): Api {
  const looks = new Map<string, number>();
  return twist(api, undefined, (call, honest) => {
    const counted = new Set<string>();
    return honest({
      ...call,
      moment(record) {
        if (!counted.has(record.id)) looks.set(record.id, (looks.get(record.id) ?? 0) + 1);
        counted.add(record.id);
        return moment(call.moment(record), record, looks.get(record.id)!);
      },
    });
  });
}

/** A liar's name, the clause that it breaks, and what it does. */
export type About = Pick<Liar, 'id' | 'clause' | 'says'>;

// biome-ignore lint/suspicious/noExplicitAny: as above.
type AnyQuery = Record<string, any>;

/** A liar that answers as if something else had been asked for. */
export function mishearing(
  about: About,
  operations: readonly string[],
  change: (query: AnyQuery) => AnyQuery,
): Liar {
  const answer: Twist = (call, honest) => honest({ ...call, query: change({ ...(call.query as AnyQuery) }) });
  return { ...about, deceive: (api) => twist(api, operations, answer) };
}

/** A liar that is deaf for one parameter. */
export function deaf(about: Omit<About, 'says'>, operations: readonly string[], parameter: string): Liar {
  const says = `It answers as if ${parameter} had not been given.`;
  return mishearing({ ...about, says }, operations, ({ [parameter]: _, ...query }) => query);
}

/** A liar that changes the bodies of its successes; `look` counts them, from 1. */
export function retelling<Body>(
  about: About,
  operations: readonly string[],
  change: (body: Body, look: number) => unknown,
): Liar {
  return {
    ...about,
    deceive(api) {
      let looks = 0;
      return twist(api, operations, async (call, honest) => {
        const reply = await honest(call);
        if (reply.status >= 400 || reply.body === undefined) return reply;
        return { ...reply, body: change(structuredClone(reply.body) as Body, ++looks) };
      });
    },
  };
}
