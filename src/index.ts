// Standin: a stand-in for build and task APIs that say "pending" first and "done" later.
//
// The map of the house:
//   core/      the laws of time and truth: records, plans, moments, worlds, readings. Knows no API and no port.
//   apis/      five APIs, five folders of one shape; apis/index.ts is the registry.
//   contract/  from documents to verdicts: coverage, Pact, verification, laws judged, liars, reports.
//   fixture/   records made up by number, shown as shapes, written as rows.
//   server/    where requests come in: routes, checks, preferences, the journal, the admin API, the port.
//   state/     worlds that outlive the process: their file, its lock, its writer.
//   cli/       the command line, one command a file.
//   standin.ts, verify.ts, generate.ts   where they meet: to serve, to judge, and to make up.
// Beside src: schemas/ (shapes), fixtures/ (exchanges) and contracts/ (clauses), the documents as data.
export type { Finding, Report, Severity } from './contract/finding.ts';
export { type Api, defineApi } from './core/api.ts';
export type { Profile, Reading } from './core/errata.ts';
export { defineLifecycle } from './core/lifecycle.ts';
export { operationsFor } from './core/operation.ts';
export type { Scenario } from './core/plan.ts';
export { Problem } from './core/problem.ts';
export type { GivenName } from './core/world.ts';
export type { WorldState } from './core/world-state.ts';
export {
  type CorrectedShapes,
  type FixtureRow,
  type FixtureShapes,
  type FixtureStates,
  type GenerateOptions,
  generate,
  generateExchanges,
} from './generate.ts';
export type { NamedWorld } from './named-world.ts';
export type { Sent } from './server/errands.ts';
export type { ClockNext, ClockView, RecordRequest, RecordView } from './server/steering.ts';
export { createStandin, type Standin, type StandinOptions } from './standin.ts';
export { type VerifyOptions, verify, verifyHar } from './verify.ts';
