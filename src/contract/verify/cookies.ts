// Cookies of what is verified: kept as a browser keeps them, and sent back to the one origin that everything is sent to.

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** The same `fetch`, which remembers cookies. A server may keep in them how far an operation has come. */
export function withCookies(fetch: Fetch): Fetch {
  const jar = new Map<string, Cookie>();
  return async (url, init) => {
    const { pathname } = new URL(url, 'http://localhost');
    const kept = [...jar].filter(([, { path }]) => isBelow(pathname, path));
    const own = (init.headers as Readonly<Record<string, string>> | undefined)?.cookie;
    const cookie = [...(own ? [own] : []), ...kept.map(([name, { value }]) => `${name}=${value}`)].join('; ');
    const response = await fetch(
      url,
      cookie === '' ? init : { ...init, headers: { ...init.headers, cookie } },
    );
    for (const line of response.headers.getSetCookie()) keep(jar, line, response);
    return response;
  };
}

function isBelow(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}

function keep(jar: Map<string, Cookie>, line: string, response: Response): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  if (at <= 0) return;
  const given = Object.fromEntries(
    attributes.map((each) => {
      const [name = '', ...value] = each.split('=');
      return [name.toLowerCase(), value.join('=')];
    }),
  );
  const name = pair.slice(0, at);
  if (isOver(given, response)) jar.delete(name);
  else jar.set(name, { value: pair.slice(at + 1), path: given.path?.startsWith('/') ? given.path : '/' });
}

/** Whether a cookie is taken back, by its age or its date beside that of the response. */
function isOver(given: Readonly<Record<string, string>>, { headers }: Response): boolean {
  if (given['max-age'] !== undefined) return Number(given['max-age']) <= 0;
  const expires = Date.parse(given.expires ?? '');
  const now = Date.parse(headers.get('date') ?? '');
  return expires <= (Number.isNaN(now) ? 0 : now);
}
