// The parts of a JSON Pointer (RFC 6901), as they stand in it.

export function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
