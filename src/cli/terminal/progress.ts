// A line of progress, rewritten on a terminal; nothing elsewhere.
import type { WriteStream } from 'node:tty';
import { oneLine } from '../../core/values/visible.ts';

export interface ProgressLine {
  show(text: string): void;
  /** Removes the line. */
  clear(): void;
}

export function createProgressLine(stream: NodeJS.WriteStream | WriteStream): ProgressLine {
  if (!stream.isTTY) return { show() {}, clear() {} };
  const clear = () => void stream.write('\r\u001b[K');
  return {
    show(text) {
      clear();
      stream.write(oneLine(text).slice(0, (stream.columns ?? 80) - 1));
    },
    clear,
  };
}
