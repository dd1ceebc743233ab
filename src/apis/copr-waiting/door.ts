// The frontend lets everybody in. How it says no.
import { escapeHtml, htmlPage } from '../../core/html.ts';
import type { Refusal, Reply, Speech } from '../../core/operation.ts';

export const door: Pick<Speech, 'refuse' | 'authenticate'> = { refuse: sayNo };

function sayNo(refusal: Refusal): Reply {
  switch (refusal.kind) {
    case 'unknown-route':
      return htmlPage(404, 'Not Found', 'There is nothing at this address.');
    case 'wrong-method': {
      const page = htmlPage(405, 'Method Not Allowed', 'This address can only be read.');
      return { ...page, headers: { ...page.headers, allow: refusal.allowed.join(', ') } };
    }
    case 'body-too-large':
      return htmlPage(413, 'Request Entity Too Large', `A body may have ${refusal.limit} bytes.`);
    case 'limit':
      return htmlPage(refusal.status, 'Limit Reached', escapeHtml(refusal.says));
    case 'status':
      return htmlPage(refusal.status, 'As preferred', 'The request preferred this status.');
    case 'unauthenticated':
      return htmlPage(401, 'Unauthorized', 'Credentials are needed.');
    case 'invalid':
    case 'unreadable-body':
      return htmlPage(400, 'Bad Request', 'The request could not be read.');
  }
}
