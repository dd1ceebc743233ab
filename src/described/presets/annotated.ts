// What annotations and protocols say of operations, as records: the same as a lifecycle file would say.
import type { LifecycleFile } from '../format/types.ts';
import type { Context } from '../resolve/context.ts';
import type { Place } from '../source/place.ts';

export interface Annotated {
  readonly text: LifecycleFile;
  readonly records: Place | undefined;
}

export function annotated({ text }: Context, records: Place | undefined): Annotated {
  return { text, records };
}
