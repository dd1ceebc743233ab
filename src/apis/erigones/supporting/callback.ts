// The callback to the URL that a call named, once its task has ended: the status of the task, signed with the key of
// the caller.

import { createHash } from 'node:crypto';
import type { OperationRequest, RawRequest } from '../../../core/api/operation.ts';
import { snapshotAt } from '../../../core/records/snapshot.ts';
import { whenFinal } from '../../../core/time/waiting.ts';
import { textOf } from '../../../core/values/problem.ts';
import type { Callback } from '../../../core/worlds/callback.ts';
import type { State } from '../lifecycle.ts';
import type { Task } from '../record.ts';
import { toStatus } from '../wire.ts';
import { drawn, keysOf, type User } from './people.ts';

const methods = ['POST', 'GET', 'PUT', 'DELETE'];
const headers = { 'user-agent': 'DanubeCloud/4.6', 'content-type': 'application/json' };

/** Undefined without a URL, or with an unknown method, which the service ignores. */
export function callbackOf(
  request: OperationRequest,
  wishes: Wishes,
  task: Task,
  user: User,
): Callback | undefined {
  const { cb_url: url, cb_method: method = 'POST' } = wishes;
  if (typeof url !== 'string' || !methods.includes(textOf(method))) return undefined;
  return keptCallback({ method: textOf(method), url, task: task.id, user: { number: user.number } }, request);
}

type CallbackPlace = Pick<RawRequest, 'world' | 'store' | 'reading'>;

/** A callback as JSON: whatever process has it makes the same of it. */
export interface KeptCallback {
  readonly method: string;
  readonly url: string;
  /** The id of the task that it waits for. */
  readonly task: string;
  readonly user: Pick<User, 'number'>;
}

export function keptCallback(kept: KeptCallback, request: CallbackPlace): Callback {
  const { method, url, task, user } = kept;
  const { world } = request;
  const signed = async (ended: Task) => {
    const state = snapshotAt(ended, world.clock.now()).state as State;
    const random_token = await drawn(request, 'callbacks', 32);
    const security_token = md5(random_token + keysOf(request, user).callback_key);
    return JSON.stringify({ ...toStatus(task, state, request, ended), security_token, random_token });
  };
  return {
    method,
    url,
    headers,
    kept,
    async content(signal) {
      const ended = (await whenFinal(world, 'erigones', task, signal)) as Task | undefined;
      return ended && world.watch.step(() => signed(ended));
    },
  };
}

/** What a body may say beside what the call is about. */
export interface Wishes {
  readonly cb_url?: unknown;
  readonly cb_method?: unknown;
  readonly dc?: unknown;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
