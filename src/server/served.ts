// A surface with what the server needs to serve it.
import type { Api } from '../core/api/api.ts';
import { type Documents, documentsOf } from '../core/api/documents.ts';
import type { Surface } from '../core/api/operation.ts';
import { createValidator, type Validator } from '../core/api/schema.ts';
import type { Limits } from '../core/worlds/limits.ts';
import type { Streams } from './stream.ts';

/** A surface with what the server needs to serve it. */
export interface Served {
  readonly surface: Surface;
  /** The API, unless the surface is Standin's own: that neither moves a stepping clock nor stands in the journal. */
  readonly api: Api | undefined;
  readonly documents: Documents;
  readonly validator: Validator;
  /** Whether our own responses are checked, and a bad one is a 500. */
  readonly strict: boolean;
  readonly limits: Limits;
  /** The places for responses that are held open, which all surfaces share. */
  readonly streams: Streams;
}

export function toServed(
  surface: Surface,
  api: Api | undefined,
  rules: Pick<Served, 'strict' | 'limits' | 'streams'>,
): Served {
  const documents = documentsOf(surface.name, surface.folder);
  let validator: Validator | undefined;
  return {
    surface,
    api,
    documents,
    ...rules,
    get validator() {
      validator ??= createValidator(documents.schemas, { judged: surface.folder === undefined });
      return validator;
    },
  };
}
