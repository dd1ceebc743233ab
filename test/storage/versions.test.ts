// Worlds of earlier versions go on: what they wrote is brought up to date when it is read.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';

/** Written by version 1: a build of Copr that failed, its mirror among the waiting builds of 2012, and all samples. */
const written = JSON.parse(readFileSync(new URL('./world-version-1.json', import.meta.url), 'utf8'));

it('a world of version 1 has its records, their creation and their mirrors', async () => {
  const standin = createStandin({ clock: 'frozen' });
  await standin.import(written);
  const failed = await standin.records.get('copr', '7:fedora-41-x86_64');
  expect(failed).toMatchObject({ state: 'failed', created: '2026-01-31T12:00:00.000Z', sample: false });
  const { records, serials, version } = await standin.export();
  expect(version).toBe(2);
  expect(records.filter(({ mirrorOf }) => mirrorOf === 'copr')).toHaveLength(1);
  expect(records).toHaveLength(written.records.length);
  expect(serials).toContainEqual(['codearts creations', 44]);
});

it('a world of version 1 goes on counting where it stopped', async () => {
  const standin = createStandin({ clock: 'frozen' });
  await standin.import(written);
  const { id } = await standin.records.create({ api: 'copr' });
  expect(written.records.map((record: { id: string }) => record.id)).not.toContain(id);
});
