// What every command prints with: lines on stdout, colour on a terminal only and not where NO_COLOR asks for none.
import { styleText } from 'node:util';
import { unturned } from '../../core/values/visible.ts';

export function print(text: string): void {
  process.stdout.write(`${unturned(text)}\n`);
}

export function paint(format: Parameters<typeof styleText>[0], text: string): string {
  return useColour() ? styleText(format, text) : text;
}

/** Whether stdout is a terminal that may be coloured. */
export function useColour(): boolean {
  return process.stdout.isTTY && !process.env.NO_COLOR;
}
