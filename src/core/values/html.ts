// HTML: escapes text for a page, and makes the small page that a web framework answers outside of an API.
import type { OperationResponse } from '../api/operation.ts';
import { oneLine } from './visible.ts';

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The same on one line, for HTML or XML: without characters that control a reader. */
export function escapeLine(text: string): string {
  return escapeHtml(oneLine(text));
}

/** A response that is a page of one heading and one sentence; the sentence may hold markup. */
export function htmlPage(status: number, title: string, sentence: string): OperationResponse {
  const text = `<!doctype html>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${sentence}</p>\n`;
  return { status, text, headers: { 'content-type': 'text/html; charset=utf-8' } };
}
