// What every command prints with: lines on stdout, colour on a terminal only and not where NO_COLOR asks for none; and one
// line on stderr for what went wrong.
import { styleText } from 'node:util';
import { Problem, sentencesOf } from '../../core/values/problem.ts';
import { oneLine, unturned } from '../../core/values/visible.ts';
import { redactText } from '../../core/worlds/redact.ts';

export function print(text: string): void {
  process.stdout.write(`${unturned(text)}\n`);
}

/** One line on stderr, whatever was given. */
export function say(text: string): void {
  process.stderr.write(`standin: ${oneLine(redactText(text))}\n`);
}

/** Says what went wrong. What nobody foresaw is a bug of ours; its stack would show minified source and help nobody. */
export function sayFailure(error: unknown): void {
  say(error instanceof Problem ? sentencesOf(error) : bugIn(error));
}

function bugIn(error: unknown): string {
  const { name = 'Error', message = String(error) } = (error ?? {}) as Partial<Error>;
  return `A bug in Standin: ${name}: ${message} Please report it with the command that did it.`;
}

export function paint(format: Parameters<typeof styleText>[0], text: string): string {
  return useColour() ? styleText(format, text) : text;
}

/** Whether stdout is a terminal that may be coloured. */
export function useColour(): boolean {
  return process.stdout.isTTY && !process.env.NO_COLOR;
}
