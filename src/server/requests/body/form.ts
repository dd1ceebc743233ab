// Bodies that are forms: the fields of `multipart/form-data` and of URL-encoded text, parsed by Node's own parser.
import type { SentFile } from '../../../core/api/operation.ts';
import { Refused } from '../refused.ts';

const isForm = /^\s*(multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

/** The fields of a form by name, the last one of a repeated field; undefined if the content type names no form. */
export async function readForm(
  headers: Headers,
  sent: Uint8Array,
): Promise<Record<string, string | SentFile> | undefined> {
  const type = headers.get('content-type') ?? '';
  if (!isForm.test(type)) return undefined;
  try {
    const form = await new Response(Buffer.from(sent), { headers: { 'content-type': type } }).formData();
    return Object.fromEntries([...form].map(([name, value]) => [name, toField(value)]));
  } catch (error) {
    throw new Refused({ kind: 'unreadable-body', reason: (error as Error).message });
  }
}

function toField(value: string | File): string | SentFile {
  if (typeof value === 'string') return value;
  const { name: filename, type, size } = value;
  return { filename, type, size };
}
