// Real clients, unmodified, against APIs that are described by data: each creates, polls, fails, cancels, lists, and is refused.
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createStandin, type Standin } from '../../../src/index.ts';
import { install } from './_packages.ts';
import type { Client, Subject } from './_subject.ts';
import { apify } from './apify.ts';
import { containers } from './containers.ts';
import { forms } from './forms.ts';
import { github } from './github.ts';
import { openai } from './openai.ts';
import { redis } from './redis.ts';
import { replicate } from './replicate.ts';

const subjects: readonly Subject[] = [openai, github, containers, forms, redis, replicate, apify];

// Nothing here waits for longer: only a client that does not end does.
vi.setConfig({ testTimeout: 60_000 });
beforeAll(install);
let standin: Standin;
afterEach(() => standin?.close());

/** A minute of the service's time is a second of the client's. */
async function connect({ file, connect }: Subject): Promise<Client> {
  standin = createStandin({
    apis: [file],
    clock: 'x60',
    strict: true,
    onError: (error) => console.error(error),
  });
  return connect(await standin.listen());
}

const [api] = [() => standin.apis[0]!.name];

describe.each(subjects)('$title', (subject) => {
  const { ends } = subject;

  it.each(Object.entries(ends))('creates and polls to the end: %s', async (scenario, end) => {
    const client = await connect(subject);
    await standin.scenarios.set({ defaults: { [api()]: scenario } });
    // A client that looks at once may see the end while it creates.
    const course = async () => client.finish(await client.create());
    if (end instanceof RegExp) await expect(course()).rejects.toThrow(end);
    else expect(await course()).toEqual(end);
  });

  it('cancels, and is refused what has ended', async ({ skip }) => {
    const client = await connect(subject);
    if (!client.cancel) return skip('it has no way to cancel');
    // However slow the machine is, it has not ended before it is canceled.
    await standin.scenarios.set({ defaults: { [api()]: 'stuck' } });
    const id = await client.create();
    await client.cancel(id);
    const end = ends.canceled;
    if (end instanceof RegExp) await expect(client.finish(id)).rejects.toThrow(end);
    else expect(await client.finish(id)).toEqual(end);
    if (subject.refused) await expect(client.cancel(id)).rejects.toThrow(subject.refused);
  });

  it('reads a list page by page', async ({ skip }) => {
    const client = await connect(subject);
    if (!client.list) return skip('it has no list');
    const ids: string[] = [];
    for (let number = 0; number < (subject.many ?? 5); number++) ids.push(await client.create());
    await standin.journal.clear();
    expect((await client.list()).sort()).toEqual(ids.sort());
    expect((await standin.journal.list()).length).toBeGreaterThan(1);
  });

  it('is told that a record is not there', async () => {
    const client = await connect(subject);
    if (subject.missing === undefined) expect(await client.look(subject.nobody)).toBeUndefined();
    else await expect(client.look(subject.nobody)).rejects.toThrow(subject.missing);
  });

  it(`${subject.heldBack} on 429 with Retry-After`, async () => {
    const client = await connect(subject);
    const id = await client.create();
    await standin.faults.create(`${subject.detail}:status=429,retry-after=1,times=1`);
    if (subject.heldBack === 'throws')
      return void (await expect(client.look(id)).rejects.toThrow(subject.limit ?? /429/));
    const began = performance.now();
    await client.look(id);
    if (subject.heldBack === 'waits') expect(performance.now() - began).toBeGreaterThan(900);
    const statuses = (await standin.journal.list()).map(({ status }) => status);
    expect(statuses).toContain(429);
  });
});
