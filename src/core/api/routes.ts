// Which path is whose: templates such as `/builds/{id}`, `/{id}:cancel` or `/{+name=jobs/*}`, found segment by segment.

export interface Found<Target> {
  readonly target: Target;
  /** The segments that stand where the template has a name, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Routes<Target> {
  /** What answers for a path. Where a template spells a segment out and another has a name for it, the first is meant. */
  find(path: string): Found<Target> | undefined;
}

interface Fork<Target> {
  readonly spelled: Map<string, Fork<Target>>;
  /** Segments that are a name with text around it, as `{id}:cancel`; those with most text first. */
  readonly mixed: Mixed<Target>[];
  named: Fork<Target> | undefined;
  /** A name for all segments that are left. */
  rest: Fork<Target> | undefined;
  end: { readonly names: readonly Name[]; readonly target: Target } | undefined;
}

interface Mixed<Target> {
  readonly text: string;
  readonly before: string;
  readonly after: string;
  readonly fork: Fork<Target>;
}

/** A parameter: where its text comes from, `number`s being places among what was found. */
interface Name {
  readonly name: string;
  readonly parts: readonly (number | string)[];
}

const noParams = {};

/** Of two entries for one template the first counts. */
export function createRoutes<Target>(entries: Iterable<readonly [template: string, Target]>): Routes<Target> {
  const root = fork<Target>();
  for (const [template, target] of entries) {
    const { segments, names } = parseTemplate(template);
    let at = root;
    for (const segment of segments) at = forkFor(at, segment);
    at.end ??= { names, target };
  }
  return {
    find(path) {
      const values: string[] = [];
      const end = follow(root, path, 1, values)?.end;
      return end && { target: end.target, params: paramsOf(end.names, values) };
    },
  };
}

/** `*` in a segment stands for what is found there, `**` for all segments that are left. */
function parseTemplate(template: string): { segments: readonly string[]; names: readonly Name[] } {
  const names: Name[] = [];
  let found = 0;
  const whole = template.replaceAll(
    /\{(\+?)([^{}=]+)(?:=([^{}]*))?\}/g,
    (_, many: string, name: string, inner?: string) => {
      const pattern = inner ?? (many === '+' ? '**' : '*');
      const parts = pattern.split(/(\*\*?)/).filter((part) => part !== '');
      names.push({ name, parts: parts.map((part) => (part.startsWith('*') ? found++ : part)) });
      return pattern;
    },
  );
  return { segments: whole.split('/').slice(1), names };
}

function fork<Target>(): Fork<Target> {
  return { spelled: new Map(), mixed: [], named: undefined, rest: undefined, end: undefined };
}

function forkFor<Target>(at: Fork<Target>, segment: string): Fork<Target> {
  if (segment === '*') {
    at.named ??= fork();
    return at.named;
  }
  if (segment === '**') {
    at.rest ??= fork();
    return at.rest;
  }
  return segment.includes('*') ? mixedIn(at, segment) : spelledIn(at, segment);
}

function spelledIn<Target>({ spelled }: Fork<Target>, segment: string): Fork<Target> {
  const next = spelled.get(segment) ?? fork<Target>();
  spelled.set(segment, next);
  return next;
}

function mixedIn<Target>({ mixed }: Fork<Target>, text: string): Fork<Target> {
  const known = mixed.find((each) => each.text === text);
  if (known) return known.fork;
  const [before = '', ...more] = text.split(/\*+/);
  const next = { text, before, after: more.at(-1) ?? '', fork: fork<Target>() };
  mixed.push(next);
  mixed.sort((a, b) => b.text.length - a.text.length);
  return next.fork;
}

/** The fork at which a path ends, from the segment that begins at `from`; what named segments hold is put to `values`. */
function follow<Target>(
  at: Fork<Target>,
  path: string,
  from: number,
  values: string[],
): Fork<Target> | undefined {
  const slash = path.indexOf('/', from);
  const segment = slash < 0 ? path.slice(from) : path.slice(from, slash);
  const known = values.length;
  const onward = (next: Fork<Target>) => (slash < 0 ? next : follow(next, path, slash + 1, values));
  const spelled = at.spelled.get(segment);
  const end = spelled && onward(spelled);
  if (end?.end || segment === '') return end;
  for (const { before, after, fork: next } of at.mixed) {
    if (segment.length <= before.length + after.length) continue;
    if (!segment.startsWith(before) || !segment.endsWith(after)) continue;
    values.length = known;
    values.push(segment.slice(before.length, segment.length - after.length));
    const mixed = onward(next);
    if (mixed?.end) return mixed;
  }
  values.length = known;
  if (at.named) {
    values.push(segment);
    const named = onward(at.named);
    if (named?.end || !at.rest) return named;
    values.length = known;
  }
  if (!at.rest) return end;
  values.push(path.slice(from));
  return at.rest;
}

function paramsOf(names: readonly Name[], values: readonly string[]): Record<string, string> {
  if (names.length === 0) return noParams;
  const params: Record<string, string> = {};
  for (const { name, parts } of names)
    params[name] =
      parts.length === 1
        ? decoded(values[parts[0] as number] ?? '')
        : parts.map((part) => (typeof part === 'number' ? decoded(values[part]!) : part)).join('');
  return params;
}
/** Percent-encoded text decoded, as far as it can be: what is no UTF-8 stays as it is. */
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
