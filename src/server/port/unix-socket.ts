// A Unix socket in the place of a port. What a dead process left is replaced; what lives, and what is no socket, is not touched.
import { once } from 'node:events';
import { chmodSync, existsSync, lstatSync, type Stats, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { Problem } from '../../core/values/problem.ts';

/** How many bytes a path may have: the system cuts off what is longer without a word. */
const longestPath = process.platform === 'linux' ? 107 : 103;
const isWindows = process.platform === 'win32';

/** Makes way for a socket at this path. A Problem if there can be none. */
export async function clearWay(path: string): Promise<void> {
  checkPath(path);
  // Windows has pipes in the place of sockets, which end with their process.
  if (isWindows) return;
  const found = statOf(path);
  if (!found && !existsSync(dirname(path)))
    throw cannot(path, `The folder of ${path} is not there.`, 'Make it, or choose another path.');
  if (!found) return;
  if (!found.isSocket())
    throw cannot(
      path,
      `${path} is ${found.isDirectory() ? 'a folder' : 'a file'} and no socket, and is left alone.`,
      'Choose another path, or move it away.',
    );
  const state = await stateOf(path);
  if (state === 'lives')
    throw cannot(
      path,
      `A process that runs listens on ${path}.`,
      'Stop that process, or choose another path.',
    );
  if (state !== 'dead') throw cannot(path, `${path} cannot be used: ${state}.`, 'Choose another path.');
  // If somebody else has replaced it meanwhile, that one is not ours to delete.
  if (statOf(path)?.ino === found.ino) unlinkSync(path);
}

/** Only the user who runs us may connect: who can connect can control. */
export function closeToOthers(path: string): void {
  if (!isWindows) chmodSync(path, 0o600);
}

/** What went wrong when a socket was opened. */
export function socketProblem(error: NodeJS.ErrnoException, path: string): Problem {
  if (error instanceof Problem) return error;
  const why: Record<string, string> = {
    EADDRINUSE: `${path} was taken by another process just now.`,
    EACCES: `${path} is not ours to make.`,
    EROFS: `${path} is on a disk that cannot be written to.`,
  };
  return cannot(path, why[error.code ?? ''] ?? error.message, 'Choose another path with --socket.');
}

function checkPath(path: unknown): void {
  if (typeof path !== 'string' || path === '' || path.includes('\0'))
    throw cannot(
      path,
      `${JSON.stringify(path)} is no path of a socket.`,
      'Write one such as ./standin.sock.',
    );
  const length = Buffer.byteLength(path);
  if (!isWindows && length > longestPath)
    throw cannot(
      path,
      `The path of the socket has ${length} bytes, and the system takes at most ${longestPath}: ${path}.`,
      'Choose a shorter one, or one relative to the folder in which Standin is started.',
    );
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** Whether somebody listens there; else why nobody knows. */
async function stateOf(path: string): Promise<string> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return 'lives';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ECONNREFUSED' ? 'dead' : message;
  } finally {
    socket.destroy();
  }
}

function cannot(given: unknown, detail: string, hint: string): Problem {
  return new Problem(500, 'Cannot listen', { detail, given, hint });
}
