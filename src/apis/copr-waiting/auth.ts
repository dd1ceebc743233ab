// Reading needs no authentication; a backend that reports has a password. The refusals.

import type { Operation, OperationResponse, RawRequest, Refusal, Speech } from '../../core/api/operation.ts';
import { escapeHtml, htmlPage } from '../../core/values/html.ts';

export const auth: Pick<Speech, 'refuse' | 'authenticate'> = { refuse: sayNo, authenticate };

/** The one password allows writing, under any name. */
function authenticate({ header, accepts }: RawRequest, { method }: Operation): Refusal | undefined {
  if (method === 'GET') return undefined;
  const [, encoded] = /^Basic +(\S+)/i.exec(header('authorization') ?? '') ?? [];
  if (encoded === undefined) return { kind: 'unauthenticated', why: 'missing' };
  const [, password] = /^[^:]*:(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  return accepts(password ?? '') ? undefined : { kind: 'unauthenticated', why: 'invalid' };
}

function sayNo(refusal: Refusal): OperationResponse {
  switch (refusal.kind) {
    case 'unknown-route':
      return htmlPage(404, 'Not Found', 'There is nothing at this address.');
    case 'wrong-method': {
      const readable = refusal.allowed.includes('GET');
      const sentence = `This address can only be ${readable ? 'read' : 'written to'}.`;
      const page = htmlPage(405, 'Method Not Allowed', sentence);
      return { ...page, headers: { ...page.headers, allow: refusal.allowed.join(', ') } };
    }
    case 'body-too-large':
      return htmlPage(413, 'Request Entity Too Large', `A body may have at most ${refusal.limit} bytes.`);
    case 'limit':
      return htmlPage(refusal.status, 'Limit Reached', escapeHtml(refusal.says));
    case 'status':
      return htmlPage(refusal.status, 'As preferred', 'The request preferred this status.');
    case 'unauthenticated':
      return {
        status: 401,
        // No page, and no challenge. The service's own tests look for these words.
        text: 'You have to provide the correct password',
        headers: { 'content-type': 'text/html; charset=utf-8' },
      };
    case 'invalid':
    case 'unreadable-body':
      return htmlPage(400, 'Bad Request', 'The request could not be read.');
  }
}
