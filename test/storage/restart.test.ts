// What is named by the number of a request has that name alone, after a restart too.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';
import { inFolder } from '../_cli.ts';

it('no request has an id again that one before a restart had, though the clock stands', () =>
  inFolder(async (folder) => {
    const ids: (string | null)[] = [];
    for (let start = 0; start < 2; start++) {
      const options = { apis: ['codearts'], clock: 'frozen', at: '2026-01-01T00:00:00Z' };
      const standin = createStandin({ ...options, state: join(folder, 'state.json') });
      for (let count = 0; count < 3; count++)
        ids.push((await standin.fetch('/v3/jobs/x/build-info-records')).headers.get('x-request-id'));
      await standin.close();
    }
    expect(ids).not.toContain(null);
    expect(new Set(ids).size).toBe(6);
  }));
