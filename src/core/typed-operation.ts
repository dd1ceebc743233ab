// Rows whose request and replies are typed by the schemas that they name.
import type { Call, Operation, Reply } from './operation.ts';

type ShapeName<Shapes> = Extract<keyof Shapes, string>;

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** An operation whose request and replies are typed by the schemas that it names. */
interface TypedOperation<
  Shapes,
  Request extends ShapeName<Shapes>,
  Replies extends Readonly<Record<number, ShapeName<Shapes> | null>>,
> extends Omit<Operation, 'request' | 'replies' | 'handle'> {
  readonly request?: Request;
  readonly replies: Replies;
  handle(
    call: Call<Shapes[Request]>,
    reply: <Status extends keyof Replies & number>(
      status: Status,
      body?: Replies[Status] extends ShapeName<Shapes> ? DeepReadonly<Shapes[Replies[Status]]> : undefined,
      headers?: Reply['headers'],
    ) => Reply,
  ): Promise<Reply>;
}

/** Makes rows whose types come from an API's derived `Shapes`. */
export function operationsFor<Shapes>() {
  return <
    Request extends ShapeName<Shapes>,
    const Replies extends Readonly<Record<number, ShapeName<Shapes> | null>>,
  >(
    row: TypedOperation<Shapes, Request, Replies>,
  ): Operation => row as unknown as Operation;
}
