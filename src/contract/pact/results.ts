// The results of a run of Pact's verifier, by interaction.
import { stripVTControlCharacters } from 'node:util';
import { Problem } from '../../core/values/problem.ts';
import type { Interaction, PactFile } from './pact.ts';

export interface InteractionResult {
  /** Its description, if the pact gives it no key. */
  readonly key: string;
  readonly description: string;
  readonly ok: boolean;
  /** Empty if it is ok. */
  readonly mismatches: readonly Mismatch[];
}

export interface Mismatch {
  /** Of a body: the JSON path; of a header: its name. */
  readonly path?: string;
  /** In the verifier's terms: `BodyMismatch`, `BodyTypeMismatch`, `StatusMismatch`, `HeaderMismatch`; `error` for no response. */
  readonly kind: string;
  /** A JSON value as text, or a phrase; empty if the verifier does not say. */
  readonly expected: string;
  readonly actual: string;
  readonly text: string;
}

interface Output {
  readonly interactionResults: readonly { interactionKey?: string; description: string; result: string }[];
  /** Linked to interactions only by a sentence that ends with the description. */
  readonly errors: readonly {
    interaction: string;
    mismatch: { message?: string; mismatches?: readonly Content[] };
  }[];
}

interface Content {
  readonly type: string;
  readonly path?: string;
  readonly key?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  readonly mismatch?: string;
}

/** One result for each interaction of the contract, from the verifier's final JSON. */
export function resultsOf(pact: PactFile, text: string): InteractionResult[] {
  const output = parse(text);
  return pact.interactions.map((interaction) => {
    const { description } = interaction;
    // In a foreign pact an interaction may have no key.
    const key = interaction.key ?? description;
    const ran = output.interactionResults.find(
      (each) => each.interactionKey === key || each.description === description,
    );
    const ok = ran?.result === 'OK';
    return { key, description, ok, mismatches: ok ? [] : mismatchesOf(interaction, output) };
  });
}

function parse(text: string): Output {
  try {
    return JSON.parse(text) as Output;
  } catch {
    throw new Problem(500, 'Pact verifier failed', {
      detail: `It gave no results, but printed: ${stripVTControlCharacters(text).slice(0, 500)}`,
      hint: 'It needs version 16.3 or later: npm i -D @pact-foundation/pact@16.',
    });
  }
}

function mismatchesOf({ description }: Interaction, { errors }: Output): Mismatch[] {
  const own = errors.filter(({ interaction }) => interaction.endsWith(` - ${description}`));
  const content = own.flatMap(
    ({ mismatch }) => mismatch.mismatches ?? [{ type: 'error', mismatch: mismatch.message ?? '' }],
  );
  if (content.length === 0)
    return [{ kind: 'error', expected: '', actual: '', text: 'The verifier did not run it.' }];
  return content.map(toMismatch);
}

function toMismatch({ type, path, key, expected, actual, mismatch }: Content): Mismatch {
  // For a missing body it says `/`.
  const place = path === '/' ? '$' : (path ?? key);
  return {
    ...(place !== undefined && { path: place }),
    kind: type,
    expected: toText(expected),
    actual: toText(actual),
    text: stripVTControlCharacters(mismatch ?? type),
  };
}

function toText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? stripVTControlCharacters(value) : JSON.stringify(value);
}
