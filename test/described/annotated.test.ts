// Annotated documents need no file: Azure's long-running operations and those of AIP-151 are served by their conventions.
import { expect } from 'vitest';
import { stories } from '../_standin.ts';

const vaults = '/subscriptions/s/resourceGroups/g/providers/Example.Vaults/vaults';
const version = 'api-version=2026-01-01';

stories('an Azure document', (story) => {
  const options = { apis: ['examples/azure/swagger.json'] };

  story(
    'has a resource put, monitored, shown and listed until it has succeeded',
    async ({ standin, send }) => {
      const put = await send(`${vaults}/v1?${version}`, { method: 'PUT', json: { location: 'west' } });
      expect(put).toMatchObject({
        status: 201,
        body: { name: 'v1', location: 'west', properties: { provisioningState: 'Creating' } },
      });
      expect(put.body.id).toBe(`${vaults}/v1`);
      expect(put.headers.get('retry-after')).toBe('1');
      const monitor = new URL(put.headers.get('azure-asyncoperation')!).pathname;
      expect((await send(monitor)).body).toMatchObject({ status: 'InProgress' });
      expect(await send(`${vaults}/v1?${version}`, { method: 'PUT', json: {} })).toMatchObject({
        status: 409,
        body: { error: { code: 'Conflict' } },
      });
      await standin.clock.advance('6s');
      const ended = await send(monitor);
      expect(ended.body).toMatchObject({ status: 'Succeeded', endTime: '2026-03-01T12:00:06.000Z' });
      expect(ended.headers.get('retry-after')).toBeNull();
      expect((await send(`${vaults}?${version}`)).body.value).toHaveLength(1);
      expect(
        (await send(`/subscriptions/s/resourceGroups/other/providers/Example.Vaults/vaults?${version}`)).body
          .value,
      ).toEqual([]);
      expect(await send(`${vaults}/v1?${version}`, { method: 'PUT', json: {} })).toMatchObject({
        status: 200,
      });
    },
    options,
  );

  story(
    'deletes it in its time: then it is not found, and its monitor says so',
    async ({ standin, send }) => {
      await send(`${vaults}/v1?${version}`, { method: 'PUT', json: {} });
      await standin.clock.advance('6s');
      const gone = await send(`${vaults}/v1?${version}`, { method: 'DELETE' });
      expect(gone.status).toBe(202);
      expect((await send(`${vaults}/v1?${version}`)).body.properties.provisioningState).toBe('Deleting');
      await standin.clock.advance('3s');
      expect(await send(`${vaults}/v1?${version}`)).toMatchObject({ status: 404 });
      expect((await send(`${vaults}?${version}`)).body.value).toEqual([]);
      expect((await send(new URL(gone.headers.get('azure-asyncoperation')!).pathname)).body).toMatchObject({
        status: 'Succeeded',
      });
    },
    options,
  );

  story(
    'has an action whose place says 202 until it is done; none without its resource',
    async ({ standin, send }) => {
      expect(await send(`${vaults}/v1/rotate?${version}`, { method: 'POST' })).toMatchObject({ status: 404 });
      await send(`${vaults}/v1?${version}`, { method: 'PUT', json: {} });
      const action = await send(`${vaults}/v1/rotate?${version}`, { method: 'POST' });
      const place = new URL(action.headers.get('location')!).pathname;
      expect(action.status).toBe(202);
      expect((await send(place)).status).toBe(202);
      await standin.clock.advance('4s');
      expect((await send(place)).status).toBe(200);
    },
    options,
  );
});

stories('a document of AIP-151', (story) => {
  const options = { apis: ['examples/aip-151/openapi.yaml'] };
  const base = '/v1/projects/p/locations/l';

  story(
    'has operations that are done with a response, with an error, or cancelled',
    async ({ standin, send }) => {
      await standin.scenarios.set({ queue: { openapi: ['succeeds', 'fails'] } });
      const create = async () =>
        (await send(`${base}/instances?instanceId=i`, { json: { tier: 'BASIC' } })).body;
      const [good, bad, last] = [await create(), await create(), await create()];
      expect(good).toMatchObject({ done: false });
      expect(good).not.toHaveProperty('response');
      expect(await send(`/v1/${last.name}:cancel`, { json: {} })).toMatchObject({ status: 200, body: {} });
      await standin.clock.advance('6s');
      const look = async ({ name }: { name: string }) => (await send(`/v1/${name}`)).body;
      expect(await look(good)).toMatchObject({ done: true, response: { '@type': expect.any(String) } });
      expect(await look(bad)).toMatchObject({ done: true, error: { code: 13 } });
      expect(await look(last)).toMatchObject({ done: true, error: { code: 1 } });
      const first = (await send(`${base}/operations?pageSize=2`)).body;
      expect(first.operations).toHaveLength(2);
      const second = (await send(`${base}/operations?pageSize=2&pageToken=${first.nextPageToken}`)).body;
      expect(second.operations).toHaveLength(1);
      expect(second).not.toHaveProperty('nextPageToken');
      expect(await send(`${base}/operations/none`)).toMatchObject({
        status: 404,
        body: { error: { code: 404 } },
      });
    },
    options,
  );
});
