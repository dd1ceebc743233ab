// Decodes percent-encoded text as far as possible.

/** Bytes that are not UTF-8 stay encoded. */
export function decoded(text: string): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}
