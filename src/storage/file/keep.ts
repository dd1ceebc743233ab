// Worlds that outlive the process: read from a file on first use, written to it shortly after they have
// changed, and at the end.
//
// A write covers all worlds at one instant, so a file holds every change up to some point and none after it. Changes that
// come close together are written once, and there is one writer at a time. No request waits for it: what is written is a
// copy of the lists, the records themselves never change, and their text is made in parts between which requests are
// answered.

// Not the global timers: a test that fakes those still wants its worlds to be written.
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
   * A file in which the worlds outlive the process: read on first use, written shortly after they have changed and by
   * `close()`. Its worlds go on unchanged, whatever the other options say.
   */
  readonly state?: string;
  /** Accepts a state file that was edited since it was written. Otherwise it is refused. */
  readonly acceptEditedState?: boolean;
}

/** All worlds at the instant of the call, by name. */
export type TakeWorlds = () => Promise<readonly (readonly [string, WorldState])[]>;

export interface Keep {
  /** The saved worlds. From then on this process holds the file. A Problem if it cannot. */
  begin(): Promise<ReadonlyMap<string, unknown>>;
  /** Turns a Problem with the content into a Problem of the file, and releases the file. */
  refuse(world: string, problem: Problem): Promise<Problem>;
  /** Saves the unusable parts in a separate file, and reports it. A Problem if it cannot. */
  setAside(unfit: readonly Unfit[]): Promise<void>;
  /** Reports a change, which is written soon. */
  changed(take: TakeWorlds): void;
  /** Writes the last changes, and releases the file. A Problem if they cannot be written. */
  close(): Promise<void>;
}

/** The delay of a write after a change in ms, and more for each megabyte, so that a large world is not written all the time. */
const pause = { least: 100, perMegabyte: 10, afterFailure: 1_000 };

/** Where a Standin with these options saves its worlds, if anywhere. */
export function keepFor(options: StateOptions & { readonly onError?: (error: Error) => void }) {
  const { state, onError = warn, acceptEditedState } = options;
  return state === undefined ? undefined : keepIn(state, onError, acceptEditedState);
}

/** Without a listener, errors become Node's warnings. */
function warn(error: Error): void {
  process.emitWarning(error.message);
}

/** Saves worlds in a file. Calls `failed` with each error; a write is tried again. */
export function keepIn(
  name: string,
  failed: (problem: Problem) => void = () => {},
  acceptEdited?: boolean,
): Keep {
  let place: Place | undefined;
  /** The version of the file that we have read or written. */
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
        'It still holds the last complete state. Later changes will be written with the next try.',
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
    // Later changes are not part of this write.
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
        // Only now, because the file may have been written while we waited for it.
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
      return notUsable(name, `Its world '${world}' cannot be used: ${message}`, hint);
    },
    async setAside(unfit) {
      try {
        failed(await setAside(place!, unfit));
      } catch (error) {
        await end();
        throw notUsable(name, `A part of it cannot be used, and cannot be set aside: ${reasonOf(error)}`);
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
