// The types of `standin/jest` for those who load it with `require`: the same, seen from CommonJS. Copied by the build.
import type * as asModule from './jest.js' with { 'resolution-mode': 'import' };

export declare const matchers: typeof asModule.matchers;
export declare const useStandin: typeof asModule.useStandin;
export type { InUse, MatchOptions, NamedWorld, Standin, TestOptions } from './jest.js' with {
  'resolution-mode': 'import',
};
