// Requests to the control API. A token is asked for once, and is nowhere but in memory.
import { signal } from '@preact/signals';
import { base } from './place.ts';
import { world } from './route.ts';

export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly hint?: string;
  readonly status?: number;
}

/** What the control API refused, as it says it. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Whether somebody has to give a token, and why. */
export const tokenWanted = signal<string | undefined>(undefined);
let token: string | undefined;
const waiting: (() => void)[] = [];

export function giveToken(given: string): void {
  token = given;
  tokenWanted.value = undefined;
  for (const go of waiting.splice(0)) go();
}

/** A request of the control API, or any path of this Standin; waits for a token if one is wanted. */
export async function request(path: string, init: RequestInit = {}, of = world.value): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('x-standin-world', of);
  if (token !== undefined) headers.set('x-standin-token', token);
  const shown = token;
  const response = await fetch(base + path, { ...init, headers });
  if (response.status !== 401 || !path.startsWith('/__standin/')) return response;
  const problem = (await response.json()) as Problem;
  if (shown === token) {
    tokenWanted.value = problem.detail;
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  return request(path, init, of);
}

/** The JSON that the control API answers. Refused if it refuses. */
export async function send<T>(method: string, path: string, body?: unknown, of?: string): Promise<T> {
  const init: RequestInit = { method };
  if (body !== undefined) {
    init.body = typeof body === 'string' ? body : JSON.stringify(body);
    init.headers = { 'content-type': 'application/json' };
  }
  const response = await request(`/__standin/${path}`, init, of);
  const text = await response.text();
  const json = text === '' ? undefined : parsed(text);
  if (response.ok) return json as T;
  throw new Refused(
    isProblem(json) ? json : { title: 'No answer', detail: `${response.status} ${text.slice(0, 200)}` },
  );
}

/** What went wrong, as it can be shown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Refused) return error.problem;
  return {
    title: 'The server is away',
    detail: 'It does not answer. It was stopped, or cannot be reached from here.',
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'title' in value && 'detail' in value;
}
