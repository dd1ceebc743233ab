// Decompresses bodies (`Content-Encoding`), within the same limit.
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import { Refused } from '../refused.ts';

type Decoder = (bytes: Uint8Array, options: ZlibOptions) => Promise<Uint8Array>;

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: promisify<Uint8Array, ZlibOptions, Uint8Array>(gunzip),
  br: promisify<Uint8Array, ZlibOptions, Uint8Array>(brotliDecompress),
  deflate: readDeflate,
};
const aliases: Readonly<Record<string, string>> = { 'x-gzip': 'gzip' };
/** The most codings of one body: there is no good reason for more. */
const mostCodings = 3;

/** The decompressed bytes. Refused with 415 for a coding that is not known, and beyond `limit` bytes. */
export async function decode(
  sent: Uint8Array,
  coding: string | undefined,
  limit: number,
): Promise<Uint8Array> {
  const names = codingsIn(coding);
  const unknown = names.find((name) => !Object.hasOwn(decoders, name));
  if (unknown !== undefined || names.length > mostCodings) throw unsupported(coding!);
  let bytes = sent;
  if (bytes.length === 0) return bytes;
  // The last one was applied last.
  for (const name of names.reverse()) bytes = await decodeOnce(bytes, name, limit);
  return bytes;
}

function codingsIn(coding = ''): string[] {
  const names = coding.toLowerCase().split(',');
  return names
    .map((name) => aliases[name.trim()] ?? name.trim())
    .filter((name) => !/^(identity)?$/.test(name));
}

async function decodeOnce(bytes: Uint8Array, name: string, limit: number): Promise<Uint8Array> {
  try {
    return await decoders[name]!(bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new Refused({ kind: 'body-too-large', limit });
    throw new Refused({
      kind: 'unreadable-body',
      reason: `it is not ${name}, although its Content-Encoding says so`,
    });
  }
}

/** The standard requires a zlib wrapper, but many senders omit it. */
function readDeflate(bytes: Uint8Array, options: ZlibOptions): Promise<Uint8Array> {
  const isWrapped = (bytes[0]! & 0x0f) === 8 && ((bytes[0]! << 8) + (bytes[1] ?? 0)) % 31 === 0;
  return promisify<Uint8Array, ZlibOptions, Uint8Array>(isWrapped ? inflate : inflateRaw)(bytes, options);
}

function unsupported(coding: string): Refused {
  const says = `The Content-Encoding '${coding.slice(0, 100)}' is not supported. Send gzip, br, deflate, or a body that is not compressed.`;
  return new Refused({ kind: 'limit', status: 415, says });
}
