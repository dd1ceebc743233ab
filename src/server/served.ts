// A surface with what the server needs to serve it.
import type { Api } from '../core/api.ts';
import { type Documents, documentsOf } from '../core/documents.ts';
import type { Limits } from '../core/limits.ts';
import type { Surface } from '../core/operation.ts';
import { createValidator, type Validator } from '../core/schema.ts';
import type { Streams } from './stream.ts';

/** A surface with what the server needs to serve it. */
export interface Served {
  readonly surface: Surface;
  /** The API, unless the surface is Standin's own: that neither moves a stepping clock nor stands in the journal. */
  readonly api: Api | undefined;
  readonly documents: Documents;
  readonly validator: Validator;
  /** Whether our own replies are checked, and a bad one is a 500. */
  readonly strict: boolean;
  readonly limits: Limits;
  /** The places for replies that are held open, which all surfaces share. */
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
