// What is known of a surface, an API or Standin's own control API, put together once for all its requests.
import type { Api } from '../core/api/api.ts';
import { type Documents, documentsOf } from '../core/api/documents.ts';
import type { Surface } from '../core/api/operation.ts';
import { createValidator, type Validator } from '../core/api/schema.ts';
import type { Limits } from '../core/worlds/limits.ts';
import type { Callbacks } from './callbacks.ts';
import type { Answered } from './requests/answered.ts';
import type { Streams } from './requests/stream.ts';
import type { Worlds } from './worlds.ts';

/** What holds for all surfaces of one Standin. */
export interface Rules {
  readonly worlds: Worlds;
  /** Whether our own responses are checked, and a bad one is a 500. */
  readonly strict: boolean;
  readonly limits: Limits;
  /** The places for responses that are held open. */
  readonly streams: Streams;
  /** Runs what requests ask for to be sent later; without it nothing is. */
  readonly callbacks: Callbacks | undefined;
  /** Called after each answered request of an API. */
  readonly onAnswer: ((answered: Answered) => void) | undefined;
}

export interface Served extends Rules {
  readonly surface: Surface;
  /** The API, unless the surface is Standin's own: that neither moves a stepping clock nor stands in the journal. */
  readonly api: Api | undefined;
  readonly documents: Documents;
  readonly validator: Validator;
}

export function toServed(surface: Surface, api: Api | undefined, rules: Rules): Served {
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
