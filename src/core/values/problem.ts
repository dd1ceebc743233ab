// Standin's own errors. A vendor's errors have the vendor's format and live in each API's auth.ts and wire.ts; these are ours,
// and say what failed, what was given and what to do.
import { distance } from 'fastest-levenshtein';
import { redactText, redactValue } from '../worlds/redact.ts';

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly given?: unknown;
  readonly hint?: string;
}

/**
 * An error that the control API answers as RFC 9457 `application/problem+json` and the command line as a sentence. Its message
 * says everything, for readers who see nothing else of it.
 */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly given: unknown;
  readonly hint: string | undefined;

  constructor(status: number, title: string, about: { detail: string; given?: unknown; hint?: string }) {
    // `given` may hold a secret, and a problem may end up in any log.
    const detail = redactText(about.detail);
    super([`${title}:`, detail, about.hint].filter(Boolean).join(' '));
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.given = redactValue(about.given);
    this.hint = about.hint;
  }

  toJSON(): ProblemBody {
    return {
      type: `urn:standin:problem:${this.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
      title: this.title,
      status: this.status,
      detail: this.detail,
      ...(this.given === undefined ? {} : { given: this.given }),
      ...(this.hint === undefined ? {} : { hint: this.hint }),
    };
  }
}

/** What failed and what to do, in one line. */
export function sentencesOf({ detail, hint }: Problem): string {
  return [detail, hint].filter(Boolean).join(' ');
}

/** What an error says, without what a Problem adds for people: for use within another sentence. */
export function detailOf(error: unknown): string {
  return error instanceof Problem ? error.detail : (error as Error).message;
}

/** A value within a sentence: text unchanged, everything else as JSON. An object's `toString` may not be a function. */
export function textOf(given: unknown): string {
  return typeof given === 'string' ? given : (JSON.stringify(given) ?? String(given));
}

/** The given value in quotes: on one line, and shortened. */
export function quoted(given: unknown, most = 40): string {
  const shown = textOf(given).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
  return `'${shown.length > most ? `${shown.slice(0, most)}…` : shown}'`;
}

/** A problem for a name that is not on a list: quotes the name, offers the nearest, lists the rest. */
export function unknownName(what: string, given: string, known: readonly string[], status = 400): Problem {
  return new Problem(status, `Unknown ${what}`, {
    detail: `There is no ${what} '${given}'.`,
    given,
    hint: [nearestHint(given, known), `Known: ${listed(known)}.`].filter(Boolean).join(' '),
  });
}

/** A list for people: its first members, and how many more there are. */
function listed(names: readonly string[], most = 20): string {
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return (names.slice(0, most).join(', ') || '(none)') + more;
}

function nearestHint(given: string, known: readonly string[]): string {
  const near = nearest(given, known);
  return near === undefined ? '' : `Did you mean '${near}'?`;
}

/** The name that was probably meant, if any is near. */
export function nearest(given: string, known: readonly string[]): string | undefined {
  const near = known
    .map((name) => ({ name, far: distance(given.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)[0];
  return near && near.far <= Math.max(2, Math.ceil(near.name.length / 3)) ? near.name : undefined;
}
