// What npm installs with this package: its dependencies and theirs, as listed in the lockfile.
import { readFileSync } from 'node:fs';

/** By place in the lockfile, in order of names: each package that is installed without `--include=dev`. */
export function productionTree(lockfile = 'package-lock.json') {
  const { packages } = JSON.parse(readFileSync(lockfile, 'utf8'));
  const found = new Map();
  const visit = (place) => {
    const { dependencies = {}, optionalDependencies = {} } = packages[place];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const at = placeOf(packages, place, name);
      if (at === undefined || found.has(at)) continue;
      found.set(at, { name, ...packages[at] });
      visit(at);
    }
  };
  visit('');
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where Node would find a package: in the nearest `node_modules` above. */
function placeOf(packages, from, name) {
  for (let above = from; ; above = above.slice(0, Math.max(0, above.lastIndexOf('node_modules') - 1))) {
    const place = `${above === '' ? '' : `${above}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (above === '') return undefined;
  }
}

/** The page that lists their licences. */
export function licencesText() {
  const operations = productionTree().map(
    ({ name, version, license }) =>
      `| [\`${name}\`](https://www.npmjs.com/package/${name}) | ${version} | ${license} |`,
  );
  return `# Licences of the installed packages

Standin is MIT. Installing it installs these packages and no others; optional peers are yours to choose.
Written by \`npm run derive\`; \`test/package.test.ts\` refuses what is not permissive.

| package | version | licence |
| ------- | ------- | ------- |
${operations.join('\n')}
`;
}
