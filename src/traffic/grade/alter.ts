// Applies a trial's fault to one response.
import type { TrialFault } from './trials.ts';
import { type StateWords, withWord } from './words.ts';

export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly cut?: TrialFault['cut'];
  /** Until the first byte, in ms. */
  readonly delay?: number;
}

/** A word that is not a state of any API. */
export const unheardOf = 'zz_not_in_any_document';

export function alter(
  honest: Answer,
  { status, headers, text, cut, delay, word, extra, redirect }: TrialFault,
  { words, detour }: { readonly words: StateWords; readonly detour: string },
): Answer {
  if (redirect) return { status: 307, headers: { location: detour }, text: '' };
  const body = text ?? retold(honest.text, word, extra, words);
  return {
    status: status ?? honest.status,
    headers: { ...honest.headers, ...(status !== undefined && { 'content-type': 'text/plain' }), ...headers },
    text: body,
    ...(cut && { cut }),
    ...(delay !== undefined && { delay }),
  };
}

function retold(
  text: string,
  word: TrialFault['word'],
  extra: true | undefined,
  { path, states }: StateWords,
): string {
  if (!word && !extra) return text;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return text;
  }
  if (word && path) body = withWord(body, path, wordFor(word, states));
  if (extra && typeof body === 'object' && body !== null && !Array.isArray(body))
    body = { ...body, [unheardOf]: { since: 'now' } };
  return JSON.stringify(body);
}

function wordFor(word: NonNullable<TrialFault['word']>, states: StateWords['states']): unknown {
  if (word === 'unknown') return unheardOf;
  if (word === 'null') return null;
  return word === 'missing' ? undefined : [...states.keys()][0];
}
