// Of what kind a value is, so that values can be compared that are never equal: ids, times, texts.

/** Of each kind of value whatever any two servers may have in common that are not the same. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 1 ? 'a list of one' : 'a list';
  if (typeof value === 'number') return kindOfNumber(value);
  return typeof value === 'string' ? kindOfText(value) : typeof value;
}

/** Instants of our days in s and in ms are of two kinds. */
function kindOfNumber(value: number): string {
  if (value >= 1e12 && value < 1e13) return 'a number such as an instant in ms';
  return value >= 1e9 && value < 1e10 ? 'a number such as an instant in s' : 'a number';
}

const instant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;
const url = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?(\/[^?#\s]*)?(\?[^#\s]*)?(#\S*)?$/i;

function kindOfText(text: string): string {
  const [, fraction, zone] = instant.exec(text) ?? [];
  if (instant.test(text))
    return `an instant${fraction ? ' with fractions' : ''}${zone ? ` and ${zoneOf(zone)}` : ''}`;
  if (/^\d+$/.test(text)) return 'digits as text';
  const [found, origin, path, search] = url.exec(text) ?? [];
  if (!found || (!origin && !path?.startsWith('/'))) return 'text';
  const slash = path && path.length > 1 && path.endsWith('/') ? ' with a slash at its end' : '';
  const names = [...new Set(new URLSearchParams(search ?? '').keys())].sort();
  return `${origin ? 'a URL' : 'a path'}${slash}${names.length > 0 ? ` with ${names.join(', ')}` : ''}`;
}

function zoneOf(zone: string): string {
  return zone === 'Z' ? 'Z' : 'an offset';
}

/** Kinds that say nothing of a change: a list of one may be what a list of many is. */
export function alike(before: ReadonlySet<string>, after: ReadonlySet<string>): boolean {
  const plain = (kinds: ReadonlySet<string>) =>
    new Set([...kinds].map((kind) => kind.replace(' of one', '')));
  const [here, there] = [plain(before), plain(after)];
  if ([...here].some((kind) => there.has(kind))) return true;
  // Where a service puts a single entry without a list, only a list of one tells that another does not.
  const single = here.has('object') ? after : there.has('object') ? before : undefined;
  if (single && [...single].every((kind) => kind.startsWith('a list'))) return !single.has('a list of one');
  // An instant is a number, and small numbers are not instants of our days.
  return [...here].some((kind) =>
    [...there].some(
      (other) => isNumber(kind) && isNumber(other) && (kind === 'a number' || other === 'a number'),
    ),
  );
}

const isNumber = (kind: string) => kind.startsWith('a number');
