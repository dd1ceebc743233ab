// Operations beside those of records: they answer as the document prints, or with a sample of its schema.
import type { DocumentOperation } from '../source/contents.ts';
import { sampleOf } from '../values/sample.ts';
import type { Handler } from './create.ts';
import type { SayNo } from './errors.ts';
import type { Description } from './model.ts';

/** What answers an operation. */
export interface Part {
  readonly handle: Handler;
  readonly statuses: readonly number[];
  readonly waits?: boolean;
}

/** Operations without records answer with the document's example, otherwise with a sample; with 501 if neither is possible. */
export function beside({ table, text }: Description, documented: DocumentOperation, sayNo: SayNo): Part {
  const handle: Handler = async () => {
    const success = documented.responses().filter(({ status }) => typeof status === 'number' && status < 400);
    const chosen = success.find(({ example, schema }) => example !== undefined || schema) ?? success[0];
    const refused = text.rest === 'refuse';
    if (refused || !chosen)
      return sayNo(
        501,
        refused
          ? 'The lifecycle file does not mention this operation.'
          : 'The document promises no success here.',
        documented,
      );
    const status = chosen.status as number;
    if (chosen.example !== undefined) return { status, body: chosen.example };
    if (!chosen.schema) return { status };
    const body = sampleOf(
      table.schemas,
      table.schemas[table.nameOf(chosen.schema, `${documented.id}.${status}`)],
    );
    return body === undefined
      ? sayNo(501, 'No value could be made for the schema of the response.', documented)
      : { status, body };
  };
  return { handle, statuses: [501] };
}
