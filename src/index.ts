// Standin: a stand-in for build and task APIs that say "pending" first and "done" later.
//
// The map of the house:
//   core/      the invariants of time and truth: records, plans, snapshots, worlds, readings. Knows no API and no port.
//   apis/      five APIs, five folders of one schema; apis/index.ts is the registry.
//   contract/  from documents to verdicts: coverage, Pact, verification, invariants judged, mutants, reports.
//   fixture/   records made up by number, shown as schemas, written as operations.
//   server/    where requests come in: routes, checks, preferences, the journal, the admin API, the port.
//   state/     worlds that outlive the process: their file, its lock, its writer.
//   cli/       the command line, one command a file.
//   standin.ts, verify.ts, generate.ts   where they meet: to serve, to judge, and to make up.
// Beside src: schemas/ (schemas), fixtures/ (exchanges) and contracts/ (clauses), the documents as data.
export type { Finding, Report, Severity } from './contract/judge/finding.ts';
export { type Api, defineApi } from './core/api/api.ts';
export type { Profile, Reading } from './core/api/errata.ts';
export { operationsFor } from './core/api/typed-operation.ts';
export { defineLifecycle } from './core/records/lifecycle.ts';
export type { Scenario } from './core/records/plan.ts';
export { Problem } from './core/values/problem.ts';
export type { WorldState } from './core/worlds/state.ts';
export type { PresetName } from './core/worlds/world.ts';
export {
  type CorrectedSchemas,
  type FixtureRow,
  type FixtureSchemas,
  type FixtureStates,
  type GenerateOptions,
  generate,
  generateExchanges,
} from './generate.ts';
export { type Client, type GradeOptions, gradeClient } from './grade.ts';
export type { NamedWorld } from './named-world.ts';
export { type Recorder, type RecordOptions, record, recording } from './record.ts';
export type { Sent } from './server/callbacks.ts';
export type { ClockNext, ClockView, RecordRequest, RecordView } from './server/control/control.ts';
export { createStandin, type Standin, type StandinOptions } from './standin.ts';
export type { Card } from './traffic/grade/card.ts';
export { type ReplayOptions, replayOf } from './traffic/replay/replay.ts';
export { type VerifyOptions, verify, verifyHar } from './verify.ts';
