// Operations whose request and responses are typed by the schemas that they name.
import type { Operation, OperationRequest, OperationResponse, RequestWorld } from './operation.ts';

type SchemaName<Schemas> = Extract<keyof Schemas, string>;

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** An operation whose request and responses are typed by the schemas that it names. */
interface TypedOperation<
  Schemas,
  Request extends SchemaName<Schemas>,
  Responses extends Readonly<Record<number, SchemaName<Schemas> | null>>,
  World extends RequestWorld,
> extends Omit<Operation, 'request' | 'responses' | 'handle'> {
  readonly request?: Request;
  readonly responses: Responses;
  handle(
    request: OperationRequest<Schemas[Request], World>,
    respond: <Status extends keyof Responses & number>(
      status: Status,
      body?: Responses[Status] extends SchemaName<Schemas>
        ? DeepReadonly<Schemas[Responses[Status]]>
        : undefined,
      headers?: OperationResponse['headers'],
    ) => OperationResponse,
  ): Promise<OperationResponse>;
}

/** Makes operations whose types come from an API's derived `Schemas`. `World`: how much of the world they see. */
export function operationsFor<Schemas, World extends RequestWorld = RequestWorld>() {
  return <
    Request extends SchemaName<Schemas>,
    const Responses extends Readonly<Record<number, SchemaName<Schemas> | null>>,
  >(
    operation: TypedOperation<Schemas, Request, Responses, World>,
  ): Operation => operation as unknown as Operation;
}
