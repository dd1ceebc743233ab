// Percent-encoded text, decoded as far as it can be.

/** What is no UTF-8 stays as it is. */
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
