// The parts of a JSON Pointer (RFC 6901), as they stand in it.

export function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** One part of a JSON Pointer as the name that it stands for. */
export function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
