// A URL that sets provider states, as Pact's verifiers call it.
import { Problem } from '../../core/values/problem.ts';
import type { PostState } from './stage.ts';
import { createTarget, type Fetch } from './target.ts';

/** `url` is the base of what is verified. A Problem (400) for a state URL that is none. */
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
  // A token goes to whom it is for, and to nobody else.
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
    detail: 'The URL that sets states is no URL.',
    hint: "Write it whole, as in --state-url 'http://127.0.0.1:4010/__standin/pact/states'.",
  });
}
