// A described API lives like any other: the example of the repository, from its creation to each of its ends.
import { expect } from 'vitest';
import { stories } from '../_standin.ts';

const batches = { apis: ['examples/batches/batches.standin.yaml'], strict: true };
const headers = { authorization: 'Bearer any' };
const order = { endpoint: '/v1/chat/completions', input_file_id: 'file-1', completion_window: '24h' };

stories('a described API', (story) => {
  story(
    'goes through its states by the clock, with the time of each',
    async ({ standin, send }) => {
      const { body: batch } = await send('/v1/batches', { json: order, headers });
      expect(batch).toMatchObject({ object: 'batch', status: 'validating', input_file_id: 'file-1' });
      expect(batch.id).toMatch(/^batch_[0-9a-f]{24}$/);
      const look = async () => (await send(`/v1/batches/${batch.id}`, { headers })).body;
      expect(await look()).toEqual(batch);
      await standin.clock.advance('3s');
      const going = await look();
      expect(going).toMatchObject({ status: 'in_progress', in_progress_at: batch.created_at + 2 });
      expect(going).not.toHaveProperty('output_file_id');
      expect(going).not.toHaveProperty('completed_at');
      await standin.clock.advance('1m');
      const ended = await look();
      expect(ended).toMatchObject({
        status: 'completed',
        completed_at: batch.created_at + 25,
        request_counts: { completed: 3 },
      });
      expect(ended.output_file_id).toMatch(/^file-[0-9a-f]{22}$/);
      expect(await look()).toEqual(ended);
    },
    batches,
  );

  story(
    'passes through a state when it is canceled, and refuses it once it has ended',
    async ({ standin, send }) => {
      const { body: batch } = await send('/v1/batches', { json: order, headers });
      const cancel = () => send(`/v1/batches/${batch.id}/cancel`, { json: {}, headers });
      expect(await cancel()).toMatchObject({ status: 200, body: { status: 'cancelling' } });
      expect(await cancel()).toMatchObject({
        status: 409,
        body: { error: { message: 'It is cancelling: cancel is not possible.' } },
      });
      await standin.clock.advance('5s');
      const { body } = await send(`/v1/batches/${batch.id}`, { headers });
      expect(body).toMatchObject({ status: 'cancelled', cancelled_at: batch.created_at + 5 });
      expect(await cancel()).toMatchObject({ status: 409 });
    },
    batches,
  );

  story(
    'fares as scenarios of its own say',
    async ({ standin, send }) => {
      await standin.scenarios.set({ defaults: { batches: 'expires' }, queue: { batches: ['fails'] } });
      const [failing, expiring] = [
        await send('/v1/batches', { json: order, headers }),
        await send('/v1/batches', { json: order, headers }),
      ];
      await standin.clock.advance('2s');
      const look = async ({ body }: typeof failing) =>
        (await send(`/v1/batches/${body.id}`, { headers })).body;
      expect(await look(failing)).toMatchObject({
        status: 'failed',
        errors: { data: [{ code: 'invalid_json_line' }] },
      });
      expect(await look(expiring)).toMatchObject({ status: 'in_progress' });
      await standin.clock.advance('24h');
      expect(await look(expiring)).toMatchObject({ status: 'expired' });
      const wrong = standin.scenarios.set({ defaults: { batches: 'explodes' } });
      await expect(wrong).rejects.toThrow(/no scenario 'explodes'.*expires/s);
    },
    batches,
  );

  story(
    'is listed in pages, by state, with what stands around',
    async ({ standin, send }) => {
      const ids: string[] = [];
      for (const _ of [1, 2, 3, 4, 5])
        ids.unshift((await send('/v1/batches', { json: order, headers })).body.id);
      const page = async (query: string) => (await send(`/v1/batches?${query}`, { headers })).body;
      const first = await page('limit=2');
      expect(first).toMatchObject({ object: 'list', has_more: true, first_id: ids[0], last_id: ids[1] });
      const second = await page(`limit=2&after=${first.last_id}`);
      const third = await page(`limit=2&after=${second.last_id}`);
      expect(third.has_more).toBe(false);
      const listed = [first, second, third].flatMap(({ data }) => data.map(({ id }: { id: string }) => id));
      expect(listed).toEqual(ids);
      await send(`/v1/batches/${ids[2]}/cancel`, { json: {}, headers });
      await standin.clock.advance('5s');
      expect((await page('status=cancelled')).data.map(({ id }: { id: string }) => id)).toEqual([ids[2]]);
      expect((await page('status=in_progress')).data).toHaveLength(4);
      expect(await send('/v1/batches?limit=0', { headers })).toMatchObject({ status: 400 });
      expect(await send('/v1/batches?after=nobody', { headers })).toMatchObject({ status: 400 });
    },
    batches,
  );

  story(
    'refuses what the document does not allow, in the words of its file',
    async ({ send }) => {
      expect(await send('/v1/batches/none', { headers })).toMatchObject({
        status: 404,
        body: { error: { type: 'invalid_request_error' } },
      });
      expect(await send('/v1/batches/none')).toMatchObject({ status: 401 });
      expect(await send('/v1/batches', { json: { endpoint: '/v1/embeddings' }, headers })).toMatchObject({
        status: 400,
        body: { error: { message: "'input_file_id' is missing in the body." } },
      });
      expect(await send('/v1/batches', { json: { ...order, endpoint: '/v1/other' }, headers })).toMatchObject(
        { status: 400 },
      );
      expect(await send('/v1/nothing', { headers })).toMatchObject({ status: 404 });
    },
    batches,
  );

  story(
    'has operations without records answered by what the document prints',
    async ({ send }) => {
      expect(await send('/v1/models', { headers })).toMatchObject({
        status: 200,
        body: { data: ['small', 'large'] },
      });
    },
    batches,
  );

  story(
    'is controlled by the control API: records, presets, commands, faults, another world',
    async ({ standin, send }) => {
      const record = await standin.records.create({
        api: 'batches',
        state: 'finalizing',
        attributes: { body: order },
      });
      expect(record).toMatchObject({ state: 'finalizing', attributes: { kind: 'batch' } });
      expect((await send(record.url, { headers })).body).toMatchObject({
        status: 'finalizing',
        input_file_id: 'file-1',
      });
      expect(
        (await send(record.url, { headers: { ...headers, prefer: 'state=failed' } })).body,
      ).toMatchObject({ status: 'failed' });
      const [preset] = await standin.presets.create({ api: 'batches', name: 'batch-is-cancelling' });
      expect(preset).toMatchObject({ state: 'cancelling' });
      await standin.faults.create('batches/retrieve-batch:status=503,retry-after=5,times=1');
      expect(await send(record.url, { headers })).toMatchObject({ status: 503 });
      expect(await send(record.url, { headers })).toMatchObject({ status: 200 });
      expect((await send('/~other/v1/batches', { headers })).body.data).toEqual([]);
    },
    batches,
  );
});
