// A URL that sets provider states, as Pact's verifiers call it.
import { Problem } from '../../core/values/problem.ts';
import type { Fetch } from './cookies.ts';
import type { PostState } from './stage.ts';
import { createTarget } from './target.ts';

/** `url` is the base URL to verify. A Problem (400) for an invalid state URL. */
export function stateSetter(
  stateUrl: string,
  about: {
    readonly url: string;
    readonly fetch: Fetch;
    readonly timeoutMs: number;
    readonly adminToken: string | undefined;
  },
): PostState {
  const { origin, pathname, search } = parseUrl(stateUrl);
  // A token is sent to its own origin only.
  const adminToken = new URL(about.url).origin === origin ? about.adminToken : undefined;
  const target = createTarget({
    url: origin,
    fetch: about.fetch,
    timeoutMs: about.timeoutMs,
    adminToken,
  });
  return (body) =>
    target.send({
      method: 'POST',
      path: pathname + search,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
}

function parseUrl(stateUrl: string): URL {
  if (URL.canParse(stateUrl)) return new URL(stateUrl);
  throw new Problem(400, 'Bad URL', {
    // It may hold a password, so it is not repeated.
    detail: 'The state URL is not a URL.',
    hint: "Write the complete URL, for example --state-url 'http://127.0.0.1:4010/__standin/pact/states'.",
  });
}
