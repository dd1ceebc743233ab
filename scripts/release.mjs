// Makes a release: `node scripts/release.mjs <version> [--dry-run] [--no-tests]`. A dry run changes nothing: it packs as is, and says
// what it would do. What is published is the tag, by CI, with provenance.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const [version = '', ...flags] = process.argv.slice(2);
const isDry = flags.includes('--dry-run');
const current = JSON.parse(readFileSync('package.json', 'utf8')).version;
const changelog = readFileSync('CHANGELOG.md', 'utf8');

refuseUnless(/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version), `'${version}' is no version. Write it as 0.2.0.`);
refuseUnless(isDry || isNewer(version, current), `${version} does not come after ${current}.`);
refuseUnless(
  /## Unreleased\n+(?!Nothing yet)\S/.test(changelog),
  'CHANGELOG.md has nothing under Unreleased.',
);
if (!isDry) refuseUnless(git('status', '--porcelain') === '', 'There are changes that are not committed.');

step(`set the version from ${current} to ${version}`, () =>
  run('npm', 'version', version, '--no-git-tag-version', '--allow-same-version'),
);
step(`move Unreleased of CHANGELOG.md under ${version}`, () =>
  writeFileSync('CHANGELOG.md', released(changelog, version, new Date().toISOString().slice(0, 10))),
);
if (!flags.includes('--no-tests')) step('run the tests', () => run('npm', 'test'));
const packed = JSON.parse(
  execFileSync('npm', ['pack', '--json', ...(isDry ? ['--dry-run', '--ignore-scripts'] : [])], {
    encoding: 'utf8',
  }),
);
const [{ filename, size, entryCount }] = packed;
console.log(`packed ${filename}: ${entryCount} files, ${Math.round(size / 1024)} kB`);
step(`commit and tag v${version}`, () => {
  run('git', 'commit', '-am', `Version ${version}`);
  run('git', 'tag', '-a', `v${version}`, '-m', `Version ${version}`);
});
console.log(
  `${isDry ? 'would then push' : 'now push'} with: git push --follow-tags; CI runs: npm publish --provenance --access public`,
);

function step(says, act) {
  console.log(isDry ? `would ${says}` : says);
  if (!isDry) act();
}

function run(command, ...args) {
  execFileSync(command, args, { stdio: 'inherit' });
}

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}

function refuseUnless(holds, why) {
  if (holds) return;
  console.error(`release: ${why}`);
  process.exit(2);
}

/** Whether one version comes after another; a pre-release comes before its release. */
function isNewer(version, than) {
  const [[numbers, pre], [otherNumbers, otherPre]] = [version, than].map((each) => {
    const [release, ...rest] = each.split('-');
    return [release.split('.').map(Number), rest.join('-')];
  });
  const at = numbers.findIndex((number, index) => number !== otherNumbers[index]);
  if (at >= 0) return numbers[at] > otherNumbers[at];
  return pre === '' ? otherPre !== '' : otherPre !== '' && pre > otherPre;
}

function released(text, version, day) {
  return text.replace('## Unreleased\n', `## Unreleased\n\nNothing yet.\n\n## ${version} (${day})\n`);
}
