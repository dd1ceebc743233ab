// What was sent that may change something, as it is told in the report.
import type { Written } from '../judge/finding.ts';
import type { Received, Target } from './target.ts';

const reading = /^(GET|HEAD|OPTIONS)$/;

/** Whether a request only reads. */
export function isReading(method: string): boolean {
  return reading.test(method);
}

/** The same target, and what was sent to it that may change something. Standin's own routes are no part of what is verified. */
export function listingWrites(target: Target): {
  readonly target: Target;
  readonly writes: readonly Written[];
} {
  const writes: Written[] = [];
  const send: Target['send'] = async (sent) => {
    if (isReading(sent.method) || sent.path.includes('/__standin/')) return target.send(sent);
    const { method, path, why = 'To see how it is answered.' } = sent;
    const note = ({ status }: Pick<Received, 'status'>) => void writes.push({ method, path, status, why });
    try {
      const received = await target.send(sent);
      note(received);
      return received;
    } catch (error) {
      note({ status: 0 });
      throw error;
    }
  };
  return { target: { ...target, send }, writes };
}
