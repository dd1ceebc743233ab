// Runs the recipes of docs/guides/languages.md as a reader would, each in a folder of its own: `node scripts/languages.mjs [name…]`.
// Python wants pytest; Go and Java want their toolchains, Java the console of JUnit 5 (Debian: junit5, or $JUNIT).
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const guide = readFileSync(join(root, 'docs/guides/languages.md'), 'utf8');
const jars = '/usr/share/java';
const debian = [
  ...['junit-platform-console', 'junit-platform-launcher', 'junit-platform-engine', 'junit-platform-commons'],
  ...[
    'junit-platform-reporting',
    'junit-jupiter-api',
    'junit-jupiter-engine',
    'apiguardian-api',
    'opentest4j',
    'picocli',
  ],
].map((name) => `${jars}/${name}.jar`);
const junit = process.env.JUNIT ?? debian.filter((file) => existsSync(file)).join(':');

/** Of each recipe: how its files end, and the command that runs it. */
const recipes = {
  python: [/\.py$/, '/usr/bin/python3 -m pytest -q -p no:cacheprovider'],
  shell: [/\.sh$/, 'bash -eu poll.sh'],
  go: [/\.go$/, 'go mod init example.com/client 2> /dev/null && go test ./...'],
  java: [
    /\.java$/,
    `javac -cp '${junit}' -d classes *.java && java -cp '${junit}:classes' org.junit.platform.console.ConsoleLauncher --scan-classpath classes --details tree`,
  ],
};

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(recipes)) {
  const folder = mkdtempSync(join(tmpdir(), `standin-${name}-`));
  try {
    console.log(`${name}:\n${run(folder, ...recipes[name])}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(folder, ending, command) {
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  const program = join(folder, 'node_modules/.bin/standin');
  writeFileSync(
    program,
    `#!/bin/sh\nexec "${process.execPath}" "${resolve(root, 'dist/cli/main.js')}" "$@"\n`,
  );
  chmodSync(program, 0o755);
  for (const [, file, text] of guide.matchAll(/^```\w+ (\S+)\n(.*?)^```/gms))
    if (ending.test(file)) writeFileSync(join(folder, file), text);
  const env = {
    ...process.env,
    GOFLAGS: '-count=1',
    GOCACHE: process.env.GOCACHE ?? join(tmpdir(), 'standin-go'),
  };
  return execFileSync('bash', ['-euo', 'pipefail', '-c', command], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: 300_000,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
