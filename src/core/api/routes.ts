// Which path is whose: templates such as `/builds/{id}`, found segment by segment.

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
  named: Fork<Target> | undefined;
  end: { readonly names: readonly string[]; readonly target: Target } | undefined;
}

const noParams = {};

/** Of two entries for one template the first counts. */
export function createRoutes<Target>(entries: Iterable<readonly [template: string, Target]>): Routes<Target> {
  const root = fork<Target>();
  for (const [template, target] of entries) {
    const names: string[] = [];
    let at = root;
    for (const segment of template.split('/').slice(1)) {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name !== undefined) names.push(name);
      at = name === undefined ? spelledIn(at, segment) : namedIn(at);
    }
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

function fork<Target>(): Fork<Target> {
  return { spelled: new Map(), named: undefined, end: undefined };
}

function spelledIn<Target>({ spelled }: Fork<Target>, segment: string): Fork<Target> {
  const next = spelled.get(segment) ?? fork<Target>();
  spelled.set(segment, next);
  return next;
}

function namedIn<Target>(at: Fork<Target>): Fork<Target> {
  at.named ??= fork();
  return at.named;
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
  const spelled = at.spelled.get(segment);
  const end = spelled && (slash < 0 ? spelled : follow(spelled, path, slash + 1, values));
  if (end?.end || segment === '' || !at.named) return end;
  values.length = known;
  values.push(segment);
  return slash < 0 ? at.named : follow(at.named, path, slash + 1, values);
}

function paramsOf(names: readonly string[], values: readonly string[]): Record<string, string> {
  if (names.length === 0) return noParams;
  const params: Record<string, string> = {};
  for (let index = 0; index < names.length; index++) params[names[index]!] = decoded(values[index]!);
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
