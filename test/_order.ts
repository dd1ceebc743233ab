// The order of test files: the longest first, so that no worker is left with one of them when all others are done.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longer than all others together. */
const longest = [
  'contract/verify',
  'apis/erigones-invariants',
  'apis/entrecode-invariants',
  'apis/codearts-invariants',
  'cli/verify',
  'apis/copr-waiting-invariants',
  'apis/copr-invariants',
  'contract/lives',
  'contract/pairs',
  'traffic/grade',
  'page/page',
  'contract/statuses',
  'contract/filters',
  'contract/lying',
  'contract/servers',
  'readme',
  'fixture/schemas',
  'contract/pact',
  'runners/pages',
].map((name) => `/test/${name}.test.ts`);

export default class Longest extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
