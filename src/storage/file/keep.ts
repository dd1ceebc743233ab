// Worlds that outlive the process: read from a file when they are first wanted, written to it a moment after they have
// changed, and at the end.
//
// A write is of all worlds at one instant, so a file holds every change up to some point and none after it. Changes that
// come close together are written once, and there is one writer at a time. Nobody waits for it: what is written is a
// copy of the lists, the records themselves never change, and their text is made in parts between which requests are
// answered.

// Not the global ones: a test that fakes those still wants its worlds to be written.
import { clearTimeout, setTimeout } from 'node:timers';
import { Problem } from '../../core/values/problem.ts';
import type { WorldState } from '../../core/worlds/state.ts';
import { fileText } from '../../core/worlds/state-text.ts';
import { moveStranger, setAside, type Unfit } from './aside.ts';
import { lock } from './lock.ts';
import { notUsable, type Place, placeOf, reasonOf } from './place.ts';
import { readWorlds } from './read.ts';
import { replaceFile } from './write.ts';

export interface StateOptions {
  /**
   * A file in which the worlds outlive the process: read when they are first wanted, written a moment after they have
   * changed and by `close()`. The worlds in it go on as they are, whatever the other options say.
   */
  readonly state?: string;
  /** Takes a state file that was edited since it was written, which is refused otherwise. */
  readonly acceptEditedState?: boolean;
}

/** All worlds as they are at the moment of the call, by name. */
export type TakeWorlds = () => Promise<readonly (readonly [string, WorldState])[]>;

export interface Keep {
  /** What was kept, by world. From then on this process keeps the file. A Problem if it cannot. */
  begin(): Promise<ReadonlyMap<string, unknown>>;
  /** Gives a Problem about the file for one that came of what is in it, and lets go of the file. */
  refuse(world: string, problem: Problem): Promise<Problem>;
  /** Keeps what cannot go on in a file of its own, and says so. A Problem if it cannot. */
  setAside(unfit: readonly Unfit[]): Promise<void>;
  /** Something has changed, and is to be written soon. */
  changed(take: TakeWorlds): void;
  /** Writes what is not written yet, and lets go of the file. A Problem if that cannot be written. */
  close(): Promise<void>;
}

/** ms from a change to its writing, and more for each megabyte: so a large world is not written all the time. */
const pause = { least: 100, perMegabyte: 10, afterFailure: 1_000 };

/** What keeps the worlds of a Standin with these options, if anything does. */
export function keepFor(options: StateOptions & { readonly onError?: (error: Error) => void }) {
  const { state, onError = warn, acceptEditedState } = options;
  return state === undefined ? undefined : keepIn(state, onError, acceptEditedState);
}

/** What nobody wants to be told is said where Node says such things. */
function warn(error: Error): void {
  process.emitWarning(error.message);
}

/** Keeps worlds in a file. `failed` is told what is wrong with it; a write is tried again. */
export function keepIn(
  name: string,
  failed: (problem: Problem) => void = () => {},
  acceptEdited?: boolean,
): Keep {
  let place: Place | undefined;
  /** Of the file as we have read or written it. */
  let stamp: string | undefined;
  let letGo = async () => {};
  let unwritten: TakeWorlds | undefined;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let wait = pause.least;
  let closing: Promise<void> | undefined;

  const write = async (at: Place) => {
    const take = unwritten;
    unwritten = undefined;
    if (!take) return;
    try {
      const stranger = await moveStranger({ ...at, stamp });
      if (stranger) failed(stranger);
      const written = await replaceFile(at, fileText(await take()));
      ({ stamp } = written);
      wait = pause.least + (written.size / 1e6) * pause.perMegabyte;
    } catch (error) {
      unwritten ??= take;
      wait = pause.afterFailure;
      throw notUsable(
        name,
        reasonOf(error),
        'Its last state is whole; what has changed since is tried again.',
      );
    }
  };
  const soon = () => {
    if (timer || writing || !place || !unwritten) return;
    timer = setTimeout(() => {
      timer = undefined;
      writing = write(place!)
        .catch(failed)
        .then(() => {
          writing = undefined;
          soon();
        });
    }, wait);
  };
  const end = async () => {
    place = undefined;
    await letGo();
  };

  const finish = async () => {
    const last = place;
    // What changes from now on, nobody waits for.
    place = undefined;
    await writing;
    clearTimeout(timer);
    timer = undefined;
    if (!last) return;
    try {
      await write(last);
    } finally {
      await end();
    }
  };

  return {
    async begin() {
      const found = await placeOf(name);
      letGo = await lock(found.file, name).catch((error) => {
        throw error instanceof Problem ? error : notUsable(name, reasonOf(error));
      });
      try {
        // Only now, for the file may have been written while we waited for it.
        place = await placeOf(name);
        ({ stamp } = place);
        return await readWorlds(place, { acceptEdited });
      } catch (error) {
        await end();
        throw error;
      }
    },
    async refuse(world, { message, hint }) {
      await end();
      return notUsable(name, `Its world '${world}' cannot go on here: ${message}`, hint);
    },
    async setAside(unfit) {
      try {
        failed(await setAside(place!, unfit));
      } catch (error) {
        await end();
        throw notUsable(name, `A part of it cannot go on, and cannot be set aside: ${reasonOf(error)}`);
      }
    },
    changed(take) {
      unwritten = take;
      soon();
    },
    close() {
      closing ??= finish().finally(() => {
        closing = undefined;
      });
      return closing;
    },
  };
}
