// The frontend lets everybody in. How it says no.
import type { Refusal, Reply, Speech } from '../../core/operation.ts';

export const door: Pick<Speech, 'refuse' | 'authenticate'> = { refuse: sayNo };

/** The frontend of 2012 speaks JSON when all is well and HTML when it is not. */
export function htmlPage(status: number, title: string, sentence: string): Reply {
  const text = `<!doctype html>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${sentence}</p>\n`;
  return { status, text, headers: { 'content-type': 'text/html; charset=utf-8' } };
}

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
    case 'status':
      return htmlPage(refusal.status, 'As preferred', 'The request preferred this status.');
    case 'unauthenticated':
      return htmlPage(401, 'Unauthorized', 'Credentials are needed.');
    case 'invalid':
    case 'unreadable-body':
      return htmlPage(400, 'Bad Request', 'The request could not be read.');
  }
}
