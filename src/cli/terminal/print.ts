// Prints for every command: lines on stdout, colour on a terminal unless NO_COLOR is set; and one
// line on stderr for an error.
import { styleText } from 'node:util';
import { Problem, sentencesOf } from '../../core/values/problem.ts';
import { oneLine, unturned } from '../../core/values/visible.ts';
import { redactText } from '../../core/worlds/redact.ts';

export function print(text: string): void {
  process.stdout.write(`${unturned(text)}\n`);
}

/** One line on stderr, for any text. */
export function say(text: string): void {
  process.stderr.write(`standin: ${oneLine(redactText(text))}\n`);
}

/** Prints an error. An unexpected one is a bug of ours; its stack would only show minified source. */
export function sayFailure(error: unknown): void {
  say(error instanceof Problem ? sentencesOf(error) : bugIn(error));
}

function bugIn(error: unknown): string {
  const { name = 'Error', message = String(error) } = (error ?? {}) as Partial<Error>;
  return `A bug in Standin: ${name}: ${message} Please report it together with the command.`;
}

export function paint(format: Parameters<typeof styleText>[0], text: string): string {
  return useColour() ? styleText(format, text) : text;
}

/** Whether stdout is a terminal with colour. */
export function useColour(): boolean {
  return process.stdout.isTTY && !process.env.NO_COLOR;
}
