// Standin: a stand-in for build and task APIs that say "pending" first and "done" later.
//
// The map of the source:
//   core/       the rules of time and truth: records, plans, snapshots, worlds, readings. Knows no API and no port.
//   apis/       five APIs, five folders built alike; apis/index.ts is the registry.
//   described/  APIs that users bring as data.
//   contract/   from documents to verdicts: coverage, Pact, verification, invariants, mutants, reports.
//   fixture/    lifelike records made by number and written as rows.
//   server/     where requests come in: routes, checks, preferences, the journal, the control API, the port.
//   storage/    worlds that outlive the process.
//   traffic/    recorded requests and responses.
//   cli/        the command line, one command a file.
//   standin.ts, verify.ts, generate.ts   where they meet: to serve, to verify, to generate.
// Beside src: schemas/ (JSON Schemas), fixtures/ (exchanges) and contracts/ (clauses), the documents as data.

/**
 * The library: serve APIs, verify servers, generate data, define an API of your own.
 * @module standin
 */
export type {
  ClauseVerdict,
  Finding,
  Followed,
  Layer,
  Report,
  Severity,
  Shown,
} from './contract/judge/finding.ts';
export type { Progress } from './contract/verify/settings.ts';
export {
  type Access,
  type Api,
  type Creation,
  type CreationContext,
  defineApi,
  type Location,
  type Mutant,
  type NewRecord,
  type Preset,
  type RecordKind,
  type Samples,
  type Wire,
} from './core/api/api.ts';
export type { Exchange } from './core/api/documents.ts';
export type { Erratum, Profile, Reading, Readings } from './core/api/errata.ts';
export type { FixtureBook } from './core/api/fixtures.ts';
export type { Linked } from './core/api/linked.ts';
export type {
  Operation,
  OperationRequest,
  OperationResponse,
  Refusal,
  RequestHead,
  Surface,
} from './core/api/operation.ts';
export { operationsFor } from './core/api/typed-operation.ts';
export type { FaultView } from './core/faults/meet.ts';
export type { InvariantBook } from './core/invariants/invariant.ts';
export {
  type CommandRule,
  defineLifecycle,
  type Lifecycle,
  type StateRule,
} from './core/records/lifecycle.ts';
export type { Lasts, Plan, Scenario, Stage } from './core/records/plan.ts';
export type { Snapshot, StandinRecord } from './core/records/snapshot.ts';
export type { Engine, SharedStore } from './core/replica/engine.ts';
export { Problem, type ProblemBody } from './core/values/problem.ts';
export type { JournalEntry } from './core/worlds/journal.ts';
export type { LimitOptions } from './core/worlds/limits.ts';
export type { ScenarioRequest, ScenarioSettings } from './core/worlds/scenarios.ts';
export type { WorldState } from './core/worlds/state.ts';
export type { PresetName, ResetOptions } from './core/worlds/world.ts';
export { type Beside, defineApiFromFile } from './described/api.ts';
export { type Drift, type DriftOptions, drift } from './drift.ts';
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
export { type Imported, type ImportOptions, importTraffic } from './import-traffic.ts';
export type { NamedWorld } from './named-world.ts';
export { type Recorder, type RecordOptions, record, recording } from './record.ts';
export type { Sent } from './server/callbacks.ts';
export type { ClockNext, ClockView, RecordRequest, RecordView } from './server/control/control.ts';
export type * from './server/control/handles.ts';
export type { RecordFilter } from './server/control/paging.ts';
export type { Answered } from './server/requests/answered.ts';
export { createStandin, type ListenAddress, type Standin, type StandinOptions } from './standin.ts';
export { type RedisStoreOptions, redisStore } from './storage/redis/store.ts';
export type { Card } from './traffic/grade/card.ts';
export { type ReplayOptions, replayOf } from './traffic/replay/replay.ts';
export { type VerifyOptions, verify, verifyHar } from './verify.ts';
