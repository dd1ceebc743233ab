// A sixth API is one folder and one line: everything else takes it as it comes.
import { expect } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { stories } from '../_standin.ts';
import kettle from './kettle/index.ts';

const withSixth = { apis: [...Object.values(registry), kettle] };

stories('a sixth API', (story) => {
  story(
    'lives, is listed, controlled, preferred and refused like the other five',
    async ({ standin, send }) => {
      const { body: record } = await send('/__standin/records', {
        json: { api: 'kettle', attributes: { cups: 3 } },
      });
      expect(record).toMatchObject({ id: 'k1', state: 'cold', attributes: { cups: 3 } });
      const state = async () => (await send(record.url)).body.state;
      expect(await state()).toBe('cold');
      await standin.clock.advance('1s');
      expect(await state()).toBe('heating');
      expect((await send(record.url, { headers: { prefer: 'state=dry' } })).body.state).toBe('dry');
      await send('/__standin/records/kettle/k1/commands', { json: { kind: 'cancel' } });
      expect(await state()).toBe('switched-off');
      expect((await send('/__standin/records?api=kettle&state=switched-off')).body.records).toHaveLength(1);
      expect(await send('/kettles/pot')).toMatchObject({ status: 404, body: { no: 'invalid' } });
      expect((await send('/__standin/health')).body.apis).toContain('kettle');
      expect(JSON.stringify((await send('/__standin/apis')).body)).toContain('Kettles');
    },
    withSixth,
  );
});
