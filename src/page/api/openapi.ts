// What is served, as its OpenAPI says: operations with their parameters, and an example of what they take.
import { signal } from '@preact/signals';
import { send } from '../link/send.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: {
    readonly type?: string;
    readonly enum?: readonly unknown[];
    readonly example?: unknown;
  };
  readonly example?: unknown;
}

export interface Described {
  readonly id: string;
  readonly surface: string;
  readonly method: string;
  readonly path: string;
  readonly says: string;
  readonly parameters: readonly Parameter[];
  /** What its body is like; undefined if it takes none. */
  readonly body: string | undefined;
}

export const described = signal<readonly Described[]>([]);

interface Operation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<
        string,
        {
          readonly schema?: object;
          readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
        }
      >
    >;
  };
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export async function loadOpenApi(): Promise<void> {
  const { paths } = await send<OpenApi>('GET', 'openapi.json');
  described.value = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      surface: operation.tags?.[0] ?? '',
      method: method.toUpperCase(),
      path,
      says: operation.summary ?? '',
      parameters: operation.parameters ?? [],
      body: bodyOf(operation),
    })),
  );
}

function bodyOf({ requestBody }: Operation): string | undefined {
  const json = Object.entries(requestBody?.content ?? {}).find(([type]) => type.includes('json'))?.[1];
  if (!json) return undefined;
  const example = Object.values(json.examples ?? {})[0]?.value;
  return JSON.stringify(example ?? {}, null, 2);
}

/** The path with its parameters, and the query. */
export function targetOf({ path, parameters }: Described, given: Readonly<Record<string, string>>): string {
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(given[`path ${name}`] ?? ''),
  );
  const query = parameters.filter(
    (each) => each.in === 'query' && (given[`query ${each.name}`] ?? '') !== '',
  );
  const search = query
    .map(({ name }) => `${encodeURIComponent(name)}=${encodeURIComponent(given[`query ${name}`]!)}`)
    .join('&');
  return filled + (search && `?${search}`);
}
