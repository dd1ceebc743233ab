// Decodes the bytes of a body to text: content coding and charset.
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** The largest decoded body: a compressed body may claim any size. */
const mostDecoded = 50_000_000;
const decoders: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gunzipSync(bytes, { maxOutputLength: mostDecoded }),
  'x-gzip': (bytes) => gunzipSync(bytes, { maxOutputLength: mostDecoded }),
  br: (bytes) => brotliDecompressSync(bytes, { maxOutputLength: mostDecoded }),
  deflate(bytes) {
    try {
      return inflateSync(bytes, { maxOutputLength: mostDecoded });
    } catch {
      return inflateRawSync(bytes, { maxOutputLength: mostDecoded });
    }
  },
  identity: (bytes) => bytes,
};

/** Undefined if it cannot be decoded: unknown coding, incomplete or invalid body. */
export function decode(bytes: Uint8Array, encoding: string): Uint8Array | undefined {
  try {
    const names = encoding
      .toLowerCase()
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    return names.reduceRight((decoded, name) => decoders[name]!(decoded), bytes);
  } catch {
    return undefined;
  }
}

/** Undefined for bytes that are not text in their charset. */
export function textOf(bytes: Uint8Array, type: string): string | undefined {
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text as JSON; undefined if it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
