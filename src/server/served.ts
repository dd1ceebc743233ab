// What is known of a surface, an API or Standin's own control API, put together once for all its requests.
import type { Api } from '../core/api/api.ts';
import { type Documents, documentsOf } from '../core/api/documents.ts';
import type { Surface } from '../core/api/operation.ts';
import { createValidator, type Validator } from '../core/api/schema.ts';
import type { NotedResponse, SeenRecord } from '../core/worlds/journal.ts';
import type { Limits } from '../core/worlds/limits.ts';
import type { World } from '../core/worlds/world.ts';
import type { Callbacks } from './callbacks.ts';
import type { Answered } from './requests/answered.ts';
import type { Visit } from './requests/env.ts';
import type { Locate } from './requests/locate.ts';
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
  /** Where requests go, and how the links in their responses begin. */
  readonly locate: Locate;
  /** Whether a request could be the doing of a foreign page. */
  readonly isForeign: (visit: Visit) => boolean;
  /** Whether the operations of an API look at nothing but what a call gives them, so that their responses can be kept. */
  readonly keeps: (api: Api) => boolean;
  /** Called after each answered request of an API. */
  readonly onAnswer: ((answered: Answered) => void) | undefined;
}

/** The response to a GET, with what decides whether it holds for another one to the same URL. */
export interface Kept {
  readonly world: World;
  /** How its links begin. */
  readonly origin: string;
  readonly prefix: string;
  /** The world's count of changes; the clock being moved is one of them. */
  readonly changes: number;
  /** The instant (ms) at which something that is shown enters its next state. */
  readonly until: number;
  /** Each header that was looked at, with its value. */
  readonly headers: readonly (readonly [name: string, value: string | null])[];
  readonly operation: string;
  readonly records: readonly SeenRecord[];
  readonly text: string;
  readonly noted: NotedResponse;
  readonly init: { readonly status: number; readonly headers: Record<string, string> };
}

export interface Served extends Rules {
  readonly surface: Surface;
  /** The API, unless the surface is Standin's own: that neither moves a stepping clock nor stands in the journal. */
  readonly api: Api | undefined;
  readonly documents: Documents;
  readonly validator: Validator;
  /** The responses that are kept, by URL; undefined where none are. */
  readonly kept: Map<string, Kept> | undefined;
}

export function toServed(surface: Surface, api: Api | undefined, rules: Rules): Served {
  const documents = documentsOf(surface.name, surface.folder);
  let validator: Validator | undefined;
  return {
    surface,
    api,
    documents,
    ...rules,
    kept: api && rules.keeps(api) ? new Map() : undefined,
    get validator() {
      validator ??= createValidator(documents.schemas, { judged: surface.folder === undefined });
      return validator;
    },
  };
}
