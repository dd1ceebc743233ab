// `npm run audit`: known weaknesses of the packages that npm installs with this one. Exit 0: none; 1: some; 3: nobody could tell, because
// the registry does not answer such questions.
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', shell: false });
const report = parsed(stdout);
const total = report?.metadata?.vulnerabilities?.total;
if (total === undefined) {
  const why = report?.error?.summary || report?.message || 'it gave no report';
  console.error(`Not audited: the registry has no audit endpoint, or cannot be reached (${why}).`);
  console.error("Ask one that has: 'npm run audit --registry=https://registry.npmjs.org'.");
  process.exitCode = 3;
} else {
  for (const { name, severity, range } of Object.values(report.vulnerabilities ?? {}))
    console.error(`${severity}: ${name} ${range}`);
  console.log(`${total} known weaknesses in the installed packages`);
  process.exitCode = total > 0 ? 1 : 0;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
