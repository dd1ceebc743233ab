// One at a time: whoever works on a world in this process takes its turn and gives it back. A turn ends with the process.
// Not the global ones: a test that fakes those still wants requests to end.
import { clearTimeout, setTimeout } from 'node:timers';
import { StoreFailure } from './engine.ts';

export interface Turns {
  readonly isTaken: boolean;
  /** Undefined where it is taken at once. A Problem (503) if it is not to be had within `patience` ms. */
  take(patience: number): Promise<void> | undefined;
  give(): void;
}

export function createTurns(): Turns {
  let queue: (() => void)[] = [];
  let isTaken = false;
  return {
    get isTaken() {
      return isTaken;
    },
    take(patience) {
      if (!isTaken) {
        isTaken = true;
        return undefined;
      }
      return new Promise((resolve, reject) => {
        const come = () => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          queue = queue.filter((each) => each !== come);
          reject(new StoreFailure('The requests before this one still wait for the store.'));
        }, patience);
        queue.push(come);
      });
    },
    give() {
      const next = queue.shift();
      if (next) next();
      else isTaken = false;
    },
  };
}
