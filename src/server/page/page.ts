// The page that a browser gets: files that the build has made of `src/page`. It loads nothing from elsewhere, and runs no script
// but its own; all that it knows it asks the control API for.
import { ownText } from '../../core/api/documents.ts';
import { Problem } from '../../core/values/problem.ts';
import type { Visit } from '../requests/env.ts';
import type { Locate } from '../requests/locate.ts';
import { withText } from '../requests/response.ts';

const types: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=UTF-8',
  'page.js': 'text/javascript; charset=UTF-8',
  'page.css': 'text/css; charset=UTF-8',
  'icon.svg': 'image/svg+xml',
};

/** Nothing from elsewhere, nothing inline, no frame around it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const guards = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** The page itself. */
export const showPage = ({ req }: Visit): Response => fileOf('index.html', req);

/** What belongs to it: its script, its style sheet, its icon. */
export function showPageFile({ req }: Visit, next: () => Promise<void>): Response | Promise<void> {
  const name = req.path.slice(req.path.lastIndexOf('/') + 1);
  return types[name] === undefined ? next() : fileOf(name, req);
}

function fileOf(name: string, request: Pick<Request, 'method'>): Response {
  const text = ownText(`dist/page/${name}`);
  if (text === undefined) throw notBuilt(name);
  return withText(text, request, { status: 200, headers: { 'content-type': types[name]!, ...guards } });
}

function notBuilt(name: string): Problem {
  return new Problem(503, 'Page not built', {
    detail: `This Standin runs from its source, and dist/page/${name} is not there.`,
    hint: 'npm run build makes it. The control API is there without it: GET /__standin/openapi.json.',
  });
}

/** The page at the root, where an API may have a resource for its clients. */
export function toPageForBrowsers(locate: Locate) {
  return async ({ req, env }: Visit, next: () => Promise<void>) => {
    const { prefix, search } = locate(req.raw, env);
    const isBrowser = search === '' && req.header('accept')?.includes('text/html');
    if (!isBrowser) return next();
    return new Response(null, { status: 302, headers: { location: `${prefix}/__standin/` } });
  };
}
