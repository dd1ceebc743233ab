// The page for a browser: what is served, and how to control it. One page, no script, no outside resource.
import type { Access, Api } from '../../core/api/api.ts';
import type { Surface } from '../../core/api/operation.ts';
import { escapeHtml } from '../../core/values/html.ts';
import { worldNameOf } from '../requests/address.ts';
import type { Visit } from '../requests/env.ts';
import type { Locate } from '../requests/locate.ts';
import { toHttpDate, withText } from '../requests/response.ts';
import type { Worlds } from '../worlds.ts';
import { curlOf } from './curl.ts';

export function createPage(apis: readonly Api[], control: Surface, worlds: Worlds, locate: Locate) {
  return async ({ req, env }: Visit): Promise<Response> => {
    const address = locate(req.raw, env);
    const { readings, clock } = await worlds.open(
      worldNameOf(address, req.raw.headers.get('x-standin-world')),
    );
    const access = { readings, token: worlds.shownToken };
    const text = pageFor(apis, control, address.origin + address.prefix, access);
    return withText(text, req, {
      status: 200,
      headers: { 'content-type': 'text/html; charset=UTF-8', date: toHttpDate(clock.now()) },
    });
  };
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

function pageFor(apis: readonly Api[], control: Surface, origin: string, access: Access): string {
  const operations = apis.map(
    (api) =>
      `<tr><td><b>${escapeHtml(api.name)}</b><td>${escapeHtml(api.title)}<td><code>${escapeHtml(curlOf(api, origin, access))}</code>`,
  );
  const routes = control.operations.map(
    ({ method, path, says }) =>
      `<tr><td><code>${method}</code><td><code>${escapeHtml(path)}</code><td>${escapeHtml(says)}`,
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Standin</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 3rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } td { padding: .3rem .8rem .3rem 0; vertical-align: top }
code { font: .85em ui-monospace, monospace; overflow-wrap: anywhere } h2 { margin-top: 2.5rem }
</style>
<h1>Standin</h1>
<p>A stand-in for build and task APIs that say “pending” first and “done” later.</p>
<h2>What is served here</h2>
<table>${operations.join('\n')}</table>
<h2>How to control it</h2>
<p>Every route is about one world, by default the default one. The header <code>X-Standin-World: name</code> or a path that starts
with <code>/~name/</code> chooses another.</p>
<table>${routes.join('\n')}</table>
</html>
`;
}
