// A Problem on the wire, as RFC 9457 has it.
import type { Problem } from '../core/values/problem.ts';
import type { Plain } from './arrival.ts';

export function plainProblem(problem: Problem): Plain {
  const { status } = problem;
  return { status, text: JSON.stringify(problem), headers: { 'content-type': 'application/problem+json' } };
}

export function toProblemResponse(
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { text, status, headers: own } = plainProblem(problem);
  return new Response(text, { status, headers: { ...own, ...headers } });
}
