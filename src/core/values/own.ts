// Looks up a name from outside safely: `constructor` is in every object and on no list.

export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
