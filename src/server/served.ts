// Everything about a surface (an API or the control API), put together once for all its requests.
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

/** What all surfaces of one Standin share. */
export interface Rules {
  readonly worlds: Worlds;
  /** Whether our own responses are checked, and a bad one is a 500. */
  readonly strict: boolean;
  readonly limits: Limits;
  /** The places for held-open responses. */
  readonly streams: Streams;
  /** Sends callbacks. Without it none are sent. */
  readonly callbacks: Callbacks | undefined;
  /** Where requests go, and the prefix of the links in their responses. */
  readonly locate: Locate;
  /** Whether a foreign page could have caused a request. */
  readonly isForeign: (visit: Visit) => boolean;
  /** Whether the operations of an API depend on nothing but their arguments, so that their responses can be kept. */
  readonly keeps: (api: Api) => boolean;
  /** Called after each answered request of an API. */
  readonly onAnswer: ((answered: Answered) => void) | undefined;
}

/** The response to a GET, with the conditions under which it is valid for another one to the same URL. */
export interface Kept {
  readonly world: World;
  /** The prefix of its links. */
  readonly origin: string;
  readonly prefix: string;
  /** The world's count of changes, which include moves of the clock. */
  readonly changes: number;
  /** The instant (ms) at which a shown record enters its next state. */
  readonly until: number;
  /** Each header that was read, with its value. */
  readonly headers: readonly (readonly [name: string, value: string | null])[];
  readonly operation: string;
  readonly records: readonly SeenRecord[];
  readonly text: string;
  readonly noted: NotedResponse;
  readonly init: { readonly status: number; readonly headers: Record<string, string> };
}

export interface Served extends Rules {
  readonly surface: Surface;
  /** The API; undefined for the control API, which neither moves a stepping clock nor appears in the journal. */
  readonly api: Api | undefined;
  readonly documents: Documents;
  readonly validator: Validator;
  /** The kept responses, by URL; undefined if none are kept. */
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
      validator ??= createValidator(documents.schemas);
      return validator;
    },
  };
}
