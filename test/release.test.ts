// The release script: what it would do, what it refuses, and what it does, in a copy that has a history of its own.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const copy = mkdtempSync(join(tmpdir(), 'standin-release-'));
afterAll(() => rmSync(copy, { recursive: true }));

function release(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/release.mjs', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: copy, encoding: 'utf8' }).trim();

describe('a dry run', () => {
  it('says each step, packs, and changes nothing', () => {
    const before = readFileSync('CHANGELOG.md', 'utf8') + readFileSync('package.json', 'utf8');
    const { code, said } = release('.', '99.0.0', '--dry-run');
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(
        /would set the version.*\n.*CHANGELOG.*\nwould run the tests\npacked standin-[\d.]+tgz: \d{3,} files/,
      ),
    ]);
    expect(said).toContain('npm publish --provenance --access public');
    expect(readFileSync('CHANGELOG.md', 'utf8') + readFileSync('package.json', 'utf8')).toBe(before);
  });

  it.each([
    [['next'], "'next' is no version"],
    [['0.0.1'], 'does not come after'],
    [['0.1.0'], 'does not come after'],
    [['0.1.0-beta.1'], 'does not come after'],
  ])('%j is refused', (args, why) => {
    const { code, said } = release('.', ...args);
    expect([code, said]).toEqual([2, expect.stringContaining(why)]);
  });
});

it('commits and tags the version, with its changes and a new place for the next', () => {
  mkdirSync(join(copy, 'scripts'));
  cpSync('scripts/release.mjs', join(copy, 'scripts/release.mjs'));
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ name: 'copy', version: '0.1.0' }));
  writeFileSync(join(copy, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n\n- A change.\n');
  writeFileSync(join(copy, '.gitignore'), '*.tgz\n');
  git('init', '-q');
  git('config', 'user.name', 'A person');
  git('config', 'user.email', 'person@example.com');
  git('add', '-A');
  git('commit', '-qm', 'Begin');
  expect(release(copy, '0.2.0', '--no-tests').code).toBe(0);
  expect(git('tag')).toBe('v0.2.0');
  expect(git('show', 'v0.2.0:package.json')).toContain('"0.2.0"');
  expect(git('show', 'v0.2.0:CHANGELOG.md')).toMatch(
    /## Unreleased\n\nNothing yet\.\n\n## 0\.2\.0 \(\d{4}-\d\d-\d\d\)\n\n- A change\./,
  );
  expect(release(copy, '0.3.0', '--no-tests')).toEqual({
    code: 2,
    said: expect.stringContaining('nothing under Unreleased'),
  });
});
