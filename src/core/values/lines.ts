// Names lines of a document.

/** Ranges of a document's lines, both ends included, as `43, 69-71`. */
export function linesOf(lines: readonly (readonly [number, number])[], between = ', '): string {
  return lines.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(between);
}
