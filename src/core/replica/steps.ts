// What is under way in a world that processes share: the changes of the step that has the turn, and the lines for its journal.
import type { Change, Note } from './changes.ts';

export interface Step {
  readonly changes: readonly Change[];
  readonly entries: readonly string[];
  /** Whether so much has changed that the world is written anew. */
  readonly isAnew: boolean;
  readonly keepsJournal: boolean;
  undo(): void;
}

export interface Steps {
  readonly note: Note;
  /** Has a line written into the journal with the step. */
  enter(entry: string): void;
  begin(): void;
  /** Ends the step, and gives what came of it. */
  end(): Step;
}

export function createSteps(world: string): Steps {
  let current: { changes: Change[]; undos: (() => void)[]; entries: string[] } | undefined;
  return {
    note(change, undo) {
      if (!current) throw new Error(`'${change[0]}' was done to the world '${world}' outside of any step`);
      // What is written anew is neither told change by change nor taken back: it is loaded again.
      const isAnew = current.changes[0]?.[0] === 'anew';
      if (change[0] === 'anew') current.changes = [change, ...current.changes.filter(isAboutJournal)];
      else if (!isAnew || isAboutJournal(change)) current.changes.push(change);
      if (isAnew) current.undos = [];
      else current.undos.push(undo);
    },
    enter(entry) {
      current?.entries.push(entry);
    },
    begin() {
      current = { changes: [], undos: [], entries: [] };
    },
    end() {
      const { changes, undos, entries } = current!;
      current = undefined;
      const kinds = changes.map(([kind]) => kind);
      return {
        changes,
        entries,
        isAnew: kinds.includes('anew'),
        keepsJournal: !kinds.includes('no journal'),
        undo() {
          for (const undo of undos.reverse()) undo();
        },
      };
    },
  };
}

function isAboutJournal([kind]: Change): boolean {
  return kind === 'no journal';
}
