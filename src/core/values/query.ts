// The query of a link, as text.

/** Letters, digits and the marks that a form does not encode: most values consist of them, and need no encoding. */
const plain = /^[\w.*-]*$/;

/** `a=1&b=2`, in the given order, without undefined ones, encoded like a form. */
export function toQuery(given: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  for (const name of Object.keys(given)) {
    if (given[name] === undefined) continue;
    const value = `${given[name]}`;
    parts.push(
      plain.test(name) && plain.test(value) ? `${name}=${value}` : `${new URLSearchParams([[name, value]])}`,
    );
  }
  return parts.join('&');
}
