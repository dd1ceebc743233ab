// Five thousand hostile requests. `npm run fuzz` sends two hundred thousand.
import { expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';
import { adminSurface } from '../../src/server/control/index.ts';
import { attack, countPlaces, createScore } from './campaign.ts';

it('whatever is sent, it is answered as the vendor would, and nobody else notices', async () => {
  const broken: Error[] = [];
  const standin = createStandin({
    strict: true,
    onError: (error) => broken.push(error),
    // So that those who say nothing are not waited for.
    limits: { headerTime: '2s', requestTime: '3s', keepAlive: '2s' },
  });
  try {
    const admin = adminSurface(standin.apis, undefined as never);
    const score = createScore();
    const url = await standin.listen();
    await attack({ url, apis: standin.apis, admin, profile: 'corrected', seed: 7 }, 5_000, score);
    expect(score.failures).toEqual([]);
    expect(broken).toEqual([]);
    expect(score.requests).toBeGreaterThan(4_000);
    // What is the same whatever the seed: successes and refusals were both there, at nearly every parameter.
    expect(score.places.size / countPlaces([...standin.apis, admin])).toBeGreaterThan(0.9);
    for (const status of [200, 400, 404, 405]) expect([...score.statuses.keys()]).toContain(status);
  } finally {
    await standin.close();
  }
}, 120_000);
