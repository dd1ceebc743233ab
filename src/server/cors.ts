// CORS for the APIs, where it was asked for. The admin API never answers pages of other origins.
import { Problem } from '../core/values/problem.ts';

/** `*`, or the origins that may ask. */
export type AllowedOrigins = '*' | readonly string[];

type Answer = (request: Request) => Response | Promise<Response>;

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE';

/** `true` stands for any origin, false and nothing for none. A Problem (400) for what is no origin. */
export function parseOrigins(given: boolean | readonly string[] | undefined): AllowedOrigins | undefined {
  if (!given || (given !== true && given.length === 0)) return undefined;
  if (given === true || given.includes('*')) return '*';
  for (const origin of given) if (!isOrigin(origin)) throw noOrigin(origin);
  return given;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

function noOrigin(given: string): Problem {
  return new Problem(400, 'Bad origin', {
    detail: `'${given}' is no origin.`,
    given,
    hint: "Write scheme, host and port as a browser sends them: --cors http://localhost:3000. For any origin write '--cors' last, or '--cors=*'.",
  });
}

/** Answers preflights, and tells browsers that a page may read the responses with all their headers. */
export function allowOrigins(allowed: AllowedOrigins) {
  return async (request: Request, answer: Answer): Promise<Response> => {
    const { headers } = request;
    const origin = headers.get('origin');
    if (origin === null || (allowed !== '*' && !allowed.includes(origin))) {
      const response = await answer(request);
      return allowed === '*' ? response : withHeaders(response, { vary: 'Origin' });
    }
    const granted =
      allowed === '*'
        ? { 'access-control-allow-origin': '*' }
        : {
            'access-control-allow-origin': origin,
            'access-control-allow-credentials': 'true',
            vary: 'Origin',
          };
    const isPreflight = request.method === 'OPTIONS' && headers.has('access-control-request-method');
    if (isPreflight)
      return new Response(null, { status: 204, headers: { ...granted, ...preflight(headers) } });
    const response = await answer(request);
    // By name, because the star is no wildcard for a request with credentials.
    const shown = [...response.headers.keys()].join(', ');
    return withHeaders(response, { ...granted, 'access-control-expose-headers': shown });
  };
}

function preflight(headers: Headers): Record<string, string> {
  const request = headers.get('access-control-request-headers');
  return {
    'access-control-allow-methods': methods,
    ...(request !== null && { 'access-control-allow-headers': request }),
    'access-control-max-age': '600',
  };
}

function withHeaders(response: Response, more: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(more)) response.headers.append(name, value);
  return response;
}
