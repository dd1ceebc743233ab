// One clock for all processes: that of the engine. Each answer says how late it is there; the sample with the shortest way
// there and back counts, and how far it may be wrong is told.
import { realNow, steadyNow } from '../../core/time/clock.ts';

export interface EngineTime {
  /** The engine's time in whole ms. It never goes back. */
  now(): number;
  /** Takes a sample: what the engine said between two readings of {@link steadyNow}. */
  sample(sent: number, received: number, engine: number): void;
  /** By how many ms this machine's clock is ahead of the engine's, and by how many that may be wrong. */
  skew(): { readonly skewMs: number; readonly skewErrorMs: number };
}

/** Two clocks of machines part by less than that, in ms a ms. */
const drift = 1e-4;

export function createEngineTime(): EngineTime {
  let best: { offset: number; error: number; at: number } | undefined;
  let last = 0;
  const errorAt = (now: number) => (best ? best.error + (now - best.at) * drift : Number.POSITIVE_INFINITY);
  const estimate = () => (best ? steadyNow() + best.offset : realNow());
  return {
    now() {
      last = Math.max(last, Math.floor(estimate()));
      return last;
    },
    sample(sent, received, engine) {
      const error = (received - sent) / 2;
      if (error <= errorAt(received)) best = { offset: engine - sent - error, error, at: received };
    },
    skew() {
      const round = (ms: number) => Math.round(ms * 1_000) / 1_000;
      return { skewMs: round(realNow() - estimate()), skewErrorMs: round(errorAt(steadyNow())) };
    },
  };
}
