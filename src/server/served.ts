// A surface with what the server needs to serve it.
import type { Api } from '../core/api.ts';
import { type Documents, documentsOf } from '../core/documents.ts';
import type { Limits } from '../core/limits.ts';
import type { Surface } from '../core/operation.ts';
import { createValidator, type Validator } from '../core/schema.ts';
import type { Seat } from './stream.ts';

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
  /** Takes a seat for a reply that is held open. */
  readonly takeSeat: () => Seat;
}

export function toServed(
  surface: Surface,
  api: Api | undefined,
  rules: Pick<Served, 'strict' | 'limits' | 'takeSeat'>,
): Served {
  const documents = documentsOf(surface.name, surface.folder);
  let validator: Validator | undefined;
  return {
    surface,
    api,
    documents,
    ...rules,
    get validator() {
      validator ??= createValidator(documents.schemas);
      return validator;
    },
  };
}
