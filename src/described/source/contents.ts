// The contents of an operation of a document: parameters, body, responses, credentials, in OpenAPI and Swagger.
import type { Method } from '../../core/api/operation.ts';
import { isObject, type Library, membersOf, within } from './library.ts';
import type { Place } from './place.ts';

export type Dialect = 'swagger2' | 'openapi30' | 'openapi31';

export interface DescribedDocument {
  readonly library: Library;
  readonly dialect: Dialect;
  readonly whole: Place;
  readonly title: string;
  /** The prefix of all paths, without a slash at its end. */
  readonly prefix: string;
  readonly operations: readonly DocumentOperation[];
  /** Its named schemas. */
  readonly schemas: readonly (readonly [name: string, place: Place])[];
}

export interface DocumentOperation {
  /** As words: `retrieve-batch`. Unique. */
  readonly id: string;
  readonly operationId: string | undefined;
  readonly method: Method;
  /** Without the prefix. */
  readonly path: string;
  readonly place: Place;
  readonly says: string;
  /** Whether it requires a credential, and where that may be. */
  readonly credentials: () => readonly Credential[];
  readonly parameters: () => readonly Parameter[];
  readonly body: () => RequestBody | undefined;
  readonly responses: () => readonly DocumentResponse[];
}

export interface Credential {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly place: Place;
  readonly schema: Place | undefined;
}

export interface RequestBody {
  readonly required: boolean;
  /** Undefined if it is not JSON. */
  readonly schema: Place | undefined;
  readonly form: boolean;
  readonly place: Place;
}

export interface DocumentResponse {
  readonly status: number | 'default';
  readonly place: Place;
  readonly schema: Place | undefined;
  readonly contentType: string | undefined;
  readonly example: unknown;
}

/** The part of a document that is needed to read its operations. */
export type Base = Pick<DescribedDocument, 'library' | 'dialect' | 'whole'>;

export function credentialsOf({ whole, dialect }: Base, place: Place): Credential[] {
  const security = within(place, 'security') ?? within(whole, 'security');
  if (!Array.isArray(security?.value) || security.value.length === 0) return [];
  // An empty alternative: no authentication.
  if (security.value.some((each) => isObject(each) && Object.keys(each).length === 0)) return [];
  const schemes =
    dialect === 'swagger2'
      ? within(whole, 'securityDefinitions')
      : within(whole, 'components', 'securitySchemes');
  return security.value.flatMap((each) =>
    Object.keys(each as object).map((name): Credential => {
      const scheme = schemes && within(schemes, name)?.value;
      if (isObject(scheme) && scheme.type === 'apiKey')
        return { in: scheme.in as Credential['in'], name: String(scheme.name).toLowerCase() };
      return { in: 'header', name: 'authorization' };
    }),
  );
}

function allParameters(document: Base, item: Place, place: Place): Place[] {
  const own = [...membersOf(within(item, 'parameters')), ...membersOf(within(place, 'parameters'))];
  return own.map(([, each]) => document.library.follow(each)).filter(({ value }) => isObject(value));
}

export function parametersOf(document: Base, item: Place, place: Place): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const each of allParameters(document, item, place)) {
    const value = each.value as Readonly<Record<string, unknown>>;
    const where = String(value.in);
    if (!['path', 'query', 'header'].includes(where) || typeof value.name !== 'string') continue;
    const schema = within(each, 'schema') ?? (document.dialect === 'swagger2' ? each : undefined);
    found.set(`${where} ${value.name}`, {
      name: value.name,
      in: where,
      required: value.required === true,
      place: each,
      schema,
    });
  }
  return [...found.values()];
}

export function bodyOf(document: Base, item: Place, place: Place): RequestBody | undefined {
  if (document.dialect === 'swagger2') {
    const params = allParameters(document, item, place);
    const body = params.find((each) => within(each, 'in')?.value === 'body');
    if (body)
      return {
        required: within(body, 'required')?.value === true,
        schema: within(body, 'schema'),
        form: false,
        place: body,
      };
    const form = params.find((each) => within(each, 'in')?.value === 'formData');
    return form && { required: false, schema: undefined, form: true, place: form };
  }
  const given = within(place, 'requestBody');
  if (!given) return undefined;
  const body = document.library.follow(given);
  const [, json] = jsonIn(body) ?? [];
  const form = membersOf(within(body, 'content')).some(([type]) => /form/.test(type));
  return {
    required: within(body, 'required')?.value === true && !form,
    schema: json && within(json, 'schema'),
    form,
    place: body,
  };
}

/** The JSON content of a body. */
function jsonIn(place: Place): [string, Place] | undefined {
  const content = membersOf(within(place, 'content'));
  return (
    content.find(([type]) => /^application\/json\b/i.test(type)) ??
    content.find(([type]) => /\bjson\b|\+json|^\*\/\*/i.test(type))
  );
}

export function responsesOf(document: Base, place: Place): DocumentResponse[] {
  return membersOf(within(place, 'responses')).flatMap(([status, given]) => {
    const isStatus = /^([1-5]\d\d|default)$/.test(status);
    if (!isStatus || Number(status) < 200) return [];
    const response = document.library.follow(given);
    const code = status === 'default' ? ('default' as const) : Number(status);
    if (document.dialect === 'swagger2') {
      const examples = membersOf(within(response, 'examples'));
      const example = examples.find(([type]) => /json/i.test(type)) ?? examples[0];
      return [
        {
          status: code,
          place: given,
          schema: within(response, 'schema'),
          contentType: undefined,
          example: example?.[1].value,
        },
      ];
    }
    const [type, json] = jsonIn(response) ?? [];
    return [
      {
        status: code,
        place: given,
        schema: json && within(json, 'schema'),
        contentType: type,
        example: json && exampleOf(document, json),
      },
    ];
  });
}

function exampleOf({ library }: Base, content: Place): unknown {
  const one = within(content, 'example');
  if (one) return one.value;
  const first = membersOf(within(content, 'examples'))[0];
  return first && within(library.follow(first[1]), 'value')?.value;
}
