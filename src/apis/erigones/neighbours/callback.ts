// What is sent to the address that a call named, once its task has ended: the status of the task, signed with the key of
// who asked.

import { createHash } from 'node:crypto';
import type { Errand } from '../../../core/errand.ts';
import { momentAt } from '../../../core/moment.ts';
import type { Call } from '../../../core/operation.ts';
import { textOf } from '../../../core/problem.ts';
import { whenFinal } from '../../../core/watch.ts';
import type { State } from '../lifecycle.ts';
import type { Task } from '../record.ts';
import { toStatus } from '../wire.ts';
import { drawn, keysOf, type User } from './people.ts';

const methods = ['POST', 'GET', 'PUT', 'DELETE'];
const headers = { 'user-agent': 'DanubeCloud/4.6', 'content-type': 'application/json' };

/** Undefined where no address is named, or a method that there is not: the service says nothing to that. */
export function callbackOf(call: Call, wishes: Wishes, task: Task, user: User): Errand | undefined {
  const { cb_url: url, cb_method: method = 'POST' } = wishes;
  if (typeof url !== 'string' || !methods.includes(textOf(method))) return undefined;
  return {
    method: textOf(method),
    url,
    headers,
    async content(signal) {
      const { world } = call;
      const ended = (await whenFinal(world, 'erigones', task.id, signal)) as Task | undefined;
      if (!ended) return undefined;
      const state = momentAt(ended, world.clock.now()).state as State;
      const random_token = await drawn(call, 'callbacks', 32);
      const security_token = md5(random_token + keysOf(call, user).callback_key);
      return JSON.stringify({ ...toStatus(task.id, state, call, ended), security_token, random_token });
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
