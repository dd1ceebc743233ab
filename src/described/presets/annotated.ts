// Turns annotations and protocols of operations into records, as a lifecycle file would write them. What the file writes
// itself takes precedence.
import type { LifecycleFile, Protocol, RecordText } from '../format/types.ts';
import type { Context } from '../resolve/context.ts';
import { isObject, within } from '../source/library.ts';
import type { Place } from '../source/place.ts';
import { azureRecords, isLongRunning } from './azure.ts';
import { googleRecords } from './google.ts';

export interface Annotated {
  readonly text: LifecycleFile;
  readonly records: Place | undefined;
}

const presets: Readonly<Record<Protocol, (context: Context) => Readonly<Record<string, RecordText>>>> = {
  plain: () => ({}),
  azure: azureRecords,
  fabric: azureRecords,
  google: googleRecords,
};

export function annotated(context: Context, given: Place | undefined): Annotated {
  const protocol = context.text.protocol ?? protocolOf(context);
  const made = presets[protocol](context);
  if (Object.keys(made).length === 0) return { text: context.text, records: given };
  const own = isObject(given?.value) ? given.value : {};
  const records = { ...made, ...own } as NonNullable<LifecycleFile['records']>;
  const text: LifecycleFile = { ...context.text, protocol, records };
  const holder = given ?? within(context.document.whole, 'paths')!;
  return { text, records: { ...holder, value: records } };
}

/** The conventions that a document's annotations name; others do not count. */
function protocolOf(context: Context): Protocol {
  if (context.text.records === undefined && context.document.operations.some(isLongRunning)) return 'azure';
  // A user who writes records does not want others beside them.
  return context.text.records === undefined && Object.keys(googleRecords(context)).length > 0
    ? 'google'
    : 'plain';
}
