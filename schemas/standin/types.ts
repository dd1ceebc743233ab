// Derived from the schemas beside it by `npm run derive`. Do not edit.

/**
 * Standin's own: what differs between the readings of an erratum.
 */
export type Change = BodyChange | TextChange | RouteChange | StatusChange | HeaderChange | ParameterChange;

/**
 * Every schema of this API, by the name of its file.
 */
export interface Schemas {
  'add-fault.request': AddFaultRequest;
  'advance-clock.request': AdvanceClockRequest;
  'api-list': ApiList;
  'api.request': ApiRequest;
  api: ApiView;
  'change-clock.request': ChangeClockRequest;
  'change-pact-state.request': ChangePactStateRequest;
  'change-scenarios.request': ChangeScenariosRequest;
  change: Change;
  'clock-next': ClockNext;
  clock: ClockView;
  'command-record.request': CommandRecordRequest;
  'create-preset.request': CreatePresetRequest;
  'create-record.request': CreateRecordRequest;
  errata: ErrataFile;
  erratum: Erratum;
  'events.request': EventsRequest;
  'fault-list': FaultList;
  'fault.request': FaultRequest;
  fault: FaultEntry;
  health: Health;
  'import-world.request': ImportWorldRequest;
  'journal-entry.request': JournalEntryRequest;
  'journal-entry': JournalEntryView;
  journal: Journal;
  'list-records.request': ListRecordsRequest;
  openapi: OpenApi;
  'pact-params': PactParams;
  'preset-list': PresetList;
  'probe-request': ProbeRequest;
  probe: Probe;
  problem: ProblemDetails;
  'readings.request': ReadingsRequest;
  readings: ReadingsView;
  'record-list': RecordList;
  'record-page': RecordPage;
  'record-response.request': RecordResponseRequest;
  'record-response': RecordResponse;
  'record.request': RecordRequest;
  record: RecordView;
  'reset-world.request': ResetWorldRequest;
  scenarios: Scenarios;
  schema: Schema;
  'show-journal.request': ShowJournalRequest;
  'show-schema.request': ShowSchemaRequest;
  'start-verification.request': StartVerificationRequest;
  'verification-list': VerificationList;
  'verification.request': VerificationRequest;
  verification: Verification;
  'whole-journal-entry': WholeJournalEntry;
  'world-list': WorldList;
  'world-state': WorldState;
  'world.request': WorldRequest;
}
/**
 * Standin's own: a fault to add.
 */
export interface AddFaultRequest {
  body: {
    /**
     * `<where>:<what>`, as `copr/get-build-task:status=503,retry-after=5,nth=3`.
     */
    fault: string;
  };
}
/**
 * Standin's own: by how much the clock is to move.
 */
export interface AdvanceClockRequest {
  body: {
    /**
     * `90s`, `1.5m`, `PT5M` or milliseconds.
     */
    by: string | number;
  };
}
/**
 * Standin's own: the APIs that are served here.
 */
export interface ApiList {
  apis: ApiView[];
}
/**
 * Standin's own: one API that is served here, as whoever controls it needs to know it.
 */
export interface ApiView {
  name: string;
  title: string;
  document: string;
  states: {
    name: string;
    next: string[];
    /**
     * In ms; left out for a final state.
     */
    lasts?: number;
  }[];
  /**
   * The states of a record that succeeds.
   */
  path: string[];
  running: string;
  failed: string;
  canceled: string;
  scenarios: string[];
  commands: {
    name: string;
    from: string[];
    to: string;
  }[];
  /**
   * The JSON Schema of the attributes that a creation may give.
   */
  attributes: {
    [k: string]: unknown;
  };
  operations: {
    id: string;
    method: string;
    path: string;
    says: string;
    clauses: string[];
    source?: string;
  }[];
  errata: {
    id: string;
    says: string;
    against: string;
    clauses: string[];
    readings: {
      [k: string]: string;
    };
    /**
     * The one that holds in this world.
     */
    reading: string;
  }[];
  /**
   * A first request, ready to be pasted.
   */
  curl: string;
  /**
   * Only where one API is asked for.
   */
  clauses?: {
    id: string;
    says: string;
    kind: string;
  }[];
}
/**
 * Standin's own: which API.
 */
export interface ApiRequest {
  path: {
    api: string;
  };
}
/**
 * Standin's own: how time is to pass, the instant to jump to, or both.
 */
export interface ChangeClockRequest {
  body: {
    clock?: string;
    /**
     * ISO 8601, or milliseconds since 1970.
     */
    at?: string | number;
  };
}
/**
 * Standin's own: a provider state as Pact's verifiers post it, in the body or in the query. The state is a preset's name or its sentence, with or without values in place of its parameters; members that only some verifiers send are let through.
 */
export interface ChangePactStateRequest {
  query?: {
    state?: string;
    action?: 'setup' | 'teardown';
    consumer?: string;
    [k: string]: unknown;
  };
  body?: {
    state?: string;
    params?: {
      /**
       * Which API is meant; needed where several have the state.
       */
      api?: string;
      [k: string]: unknown;
    };
    action?: 'setup' | 'teardown';
    consumer?: string;
    [k: string]: unknown;
  };
}
/**
 * Standin's own: what is to change; APIs that are not named stay as they are.
 */
export interface ChangeScenariosRequest {
  body: {
    /**
     * Scenario by API.
     */
    defaults?: {
      /**
       * succeeds, fails, canceled, stuck, instant, slow, or one of the API's own.
       */
      [k: string]: string;
    };
    /**
     * By API: the scenarios of the next creations.
     */
    queue?: {
      /**
       * Items: succeeds, fails, canceled, stuck, instant, slow, or one of the API's own.
       */
      [k: string]: string[];
    };
    /**
     * By API, then by state; `*` stands for any.
     */
    lasts?: {
      [k: string]: {
        /**
         * `90s`, `1.5m`, `PT5M` or milliseconds.
         */
        [k: string]: string | number;
      };
    };
  };
}
/**
 * A member of response bodies.
 */
export interface BodyChange {
  /**
   * The operations whose requests or responses differ.
   *
   * @minItems 1
   */
  operations: string[];
  /**
   * A JSON pointer; `*` stands for any member or index.
   */
  body: string;
  how: 'value' | 'presence' | 'order';
}
/**
 * The text of the body is not the JSON that it means.
 */
export interface TextChange {
  /**
   * The operations whose requests or responses differ.
   *
   * @minItems 1
   */
  operations: string[];
  text: true;
}
/**
 * The path that is answered.
 */
export interface RouteChange {
  /**
   * The operations whose requests or responses differ.
   *
   * @minItems 1
   */
  operations: string[];
  route: string;
}
/**
 * The status of the response.
 */
export interface StatusChange {
  /**
   * The operations whose requests or responses differ.
   *
   * @minItems 1
   */
  operations: string[];
  status: string;
}
/**
 * A header of the response or the request.
 */
export interface HeaderChange {
  /**
   * The operations whose requests or responses differ.
   *
   * @minItems 1
   */
  operations: string[];
  header: string;
}
/**
 * What a parameter does.
 */
export interface ParameterChange {
  /**
   * The operations whose requests or responses differ.
   *
   * @minItems 1
   */
  operations: string[];
  parameter: string;
}
/**
 * The clock after it has moved, and the transitions that this caused, oldest first.
 */
export interface ClockNext {
  now: string;
  /**
   * `real`, `x60`, `frozen` or `step:2s`.
   */
  clock: string;
  /**
   * How many transitions there were, where that is more than are listed.
   */
  total?: number;
  /**
   * @maxItems 1000
   */
  transitions: {
    api: string;
    id: string;
    state: string;
    at: string;
  }[];
}
/**
 * Standin's own: the instant of a world, and how its time passes.
 */
export interface ClockView {
  now: string;
  /**
   * `real`, `x60`, `frozen` or `step:2s`.
   */
  clock: string;
}
/**
 * Standin's own: which record, and what cuts in.
 */
export interface CommandRecordRequest {
  path: {
    api: string;
    id: string;
  };
  body: {
    kind: string;
  };
}
/**
 * Standin's own: which situation, by its name or its sentence, with parameters.
 */
export interface CreatePresetRequest {
  body: {
    api: string;
    name: string;
    params?: {
      [k: string]: unknown;
    };
  };
}
/**
 * Standin's own: how a record is to be created. What is left out is filled in.
 */
export interface CreateRecordRequest {
  body: {
    api: string;
    /**
     * succeeds, fails, canceled, stuck, instant, slow, or one of the API's own.
     */
    scenario?: string;
    /**
     * @minItems 1
     */
    plan?: {
      state: string;
      /**
       * `90s`, `1.5m`, `PT5M` or milliseconds.
       */
      lasts?: string | number;
    }[];
    /**
     * Created long enough ago to enter this state now, and to go on from there as the scenario says.
     */
    state?: string;
    /**
     * How long states last, by state.
     */
    lasts?: {
      /**
       * `90s`, `1.5m`, `PT5M` or milliseconds.
       */
      [k: string]: string | number;
    };
    attributes?: {
      [k: string]: unknown;
    };
  };
}
/**
 * Standin's own: contracts/<api>/errata.json, every place where a document contradicts itself or the service.
 */
export interface ErrataFile {
  $schema?: string;
  errata: Erratum[];
}
/**
 * Standin's own: a place where a document contradicts itself or the service.
 */
export interface Erratum {
  /**
   * `<api>/<name>`
   */
  id: string;
  /**
   * The clauses that it is about.
   *
   * @minItems 1
   */
  clauses: string[];
  /**
   * The lines of the document, as ranges with both ends included.
   *
   * @minItems 1
   */
  lines: [number, number][];
  /**
   * What the place says, in our words.
   */
  says: string;
  /**
   * What contradicts it, in our words.
   */
  against: string;
  /**
   * What each reading serves. Only readings that serve something else than `corrected` stand beside it.
   */
  readings: {
    literal?: string;
    corrected: string;
    observed?: string;
  };
  /**
   * Other readings that the real service has been seen to follow too, at another time: they are acceptable wherever `observed` is.
   *
   * @minItems 1
   */
  alsoObserved?: ('literal' | 'corrected')[];
  /**
   * Why `corrected` reads it so.
   */
  why: string;
  /**
   * The public source of what is known beyond the document.
   */
  source?: string;
  /**
   * What differs between the readings, so that a test can compare what is served with what is printed. Empty if nothing differs.
   */
  changes: Change[];
  probe?: Probe;
}
/**
 * Standin's own: a request that each reading answers differently, and the requests that prepare it.
 */
export interface Probe {
  before?: ProbeRequest[];
  request: ProbeRequest;
}
/**
 * Standin's own: one request of a probe.
 */
export interface ProbeRequest {
  /**
   * Default: GET.
   */
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'HEAD';
  /**
   * With its query.
   */
  path: string;
  headers?: {
    [k: string]: string;
  };
  /**
   * Sent as JSON.
   */
  body?: {
    [k: string]: unknown;
  };
  /**
   * Sent as it is, instead of a body.
   */
  text?: string;
}
/**
 * Standin's own: from where on the events of a world are told.
 */
export interface EventsRequest {
  query: {
    /**
     * The `id` of the last event that was seen. The header `Last-Event-ID` says the same.
     */
    since?: string;
  };
}
/**
 * Standin's own: the faults of a world.
 */
export interface FaultList {
  faults: FaultEntry[];
}
/**
 * Standin's own: a fault of a world.
 */
export interface FaultEntry {
  id: number;
  /**
   * `<where>:<what>`, as it can be added again.
   */
  fault: string;
  /**
   * How many requests had it.
   */
  hits: number;
}
/**
 * Standin's own: which fault.
 */
export interface FaultRequest {
  path: {
    id: number;
  };
}
/**
 * Standin's own: that the server is up, and what it serves.
 */
export interface Health {
  status: 'ok';
  version: string;
  apis: string[];
  worlds: string[];
}
/**
 * Standin's own: the world that this one is to become. What it must be is checked when it is taken, with its version.
 */
export interface ImportWorldRequest {
  body: {
    [k: string]: unknown;
  };
}
/**
 * Standin's own: which entry of the journal.
 */
export interface JournalEntryRequest {
  path: {
    number: number;
  };
}
/**
 * Standin's own: one request and how it was answered, secrets taken out.
 */
export interface JournalEntryView {
  number: number;
  at: string;
  method: string;
  url: string;
  headers: {
    [k: string]: string;
  };
  body?: unknown;
  operation: string | null;
  /**
   * What was made to go wrong with the response.
   */
  fault?: string;
  status: number;
  /**
   * The first records that the response shows, each with the state in which it was seen.
   */
  records?: {
    api: string;
    id: string;
    state: string;
  }[];
}
/**
 * Standin's own: what was asked of this world, oldest first, secrets taken out; the total counts those too that are no longer kept.
 */
export interface Journal {
  entries: JournalEntryView[];
  /**
   * How many there are in all.
   */
  total: number;
  /**
   * Where the next part is; left out with the last one.
   */
  next?: string;
}
/**
 * Which records to list: of one API, in one state, without samples, a page of them.
 */
export interface ListRecordsRequest {
  query: {
    api?: string;
    state?: string;
    /**
     * `false` leaves out the records that the documents print. Default: true.
     */
    samples?: boolean;
    /**
     * Indents the response, as on every route of the control API.
     */
    pretty?: string;
    offset?: number;
    limit?: number;
  };
}
/**
 * Standin's own: an OpenAPI 3.1 description.
 */
export interface OpenApi {
  openapi: '3.1.0';
  info: {
    [k: string]: unknown;
  };
  paths: {
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * Standin's own: the params of a provider state with their defaults, as Pact injects them into requests.
 */
export interface PactParams {
  [k: string]: unknown;
}
/**
 * Standin's own: the situations that can be arranged.
 */
export interface PresetList {
  presets: {
    api: string;
    name: string;
    says: string;
    params: {
      [k: string]: unknown;
    };
  }[];
}
/**
 * Standin's own: what went wrong, as RFC 9457 has it, with what was given and what to do.
 */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  given?: unknown;
  hint?: string;
}
/**
 * Standin's own: other readings, by erratum.
 */
export interface ReadingsRequest {
  body: {
    readings: {
      [k: string]: 'literal' | 'corrected' | 'observed';
    };
  };
}
/**
 * Standin's own: which reading of each erratum holds in a world.
 */
export interface ReadingsView {
  readings: {
    [k: string]: 'literal' | 'corrected' | 'observed';
  };
}
/**
 * Standin's own: records, by API and in its order.
 */
export interface RecordList {
  records: RecordView[];
}
/**
 * Standin's own: a record at the present instant, with the states that it went and will go through.
 */
export interface RecordView {
  api: string;
  id: string;
  /**
   * Where the vendor's own API shows it: absolute, ready to GET with `headers`.
   */
  url: string;
  headers: {
    [k: string]: string;
  };
  state: string;
  timeline: {
    state: string;
    at: string;
  }[];
  created: string;
  commands: {
    kind: string;
    at: string;
  }[];
  /**
   * Whether a document prints it; then it stays as printed until a command.
   */
  sample: boolean;
  attributes: {
    [k: string]: unknown;
  };
}
/**
 * Standin's own: a part of the records, by API and in its order.
 */
export interface RecordPage {
  records: RecordView[];
  /**
   * How many there are in all.
   */
  total: number;
  /**
   * Where the next part is; left out with the last one.
   */
  next?: string;
}
/**
 * Standin's own: which record, and when.
 */
export interface RecordResponseRequest {
  path: {
    api: string;
    id: string;
  };
  query: {
    /**
     * The instant of the world, ISO 8601. Default: now.
     */
    at?: string;
    /**
     * Indents the response, as on every route of the control API.
     */
    pretty?: string;
  };
}
/**
 * Standin's own: the vendor's response about a record at an instant. It is not in the journal, and no fault touches it.
 */
export interface RecordResponse {
  at: string;
  status: number;
  headers: {
    [k: string]: string;
  };
  text: string;
}
/**
 * Standin's own: which record.
 */
export interface RecordRequest {
  path: {
    api: string;
    id: string;
  };
}
/**
 * How a world starts over.
 */
export interface ResetWorldRequest {
  body?: {
    /**
     * Whether the records that the documents print are there. Default: as the world began.
     */
    samples?: boolean;
  };
}
/**
 * Standin's own: how records will fare. Durations in milliseconds.
 */
export interface Scenarios {
  /**
   * Scenario by API.
   */
  defaults: {
    /**
     * succeeds, fails, canceled, stuck, instant, slow, or one of the API's own.
     */
    [k: string]: string;
  };
  /**
   * By API: the scenarios of the next creations.
   */
  queue: {
    /**
     * Items: succeeds, fails, canceled, stuck, instant, slow, or one of the API's own.
     */
    [k: string]: string[];
  };
  /**
   * By API, then by state; `*` stands for any.
   */
  lasts: {
    [k: string]: {
      [k: string]: number;
    };
  };
}
/**
 * Standin's own: a JSON Schema.
 */
export interface Schema {
  $schema: string;
  title: string;
  description: string;
  [k: string]: unknown;
}
/**
 * Standin's own: which part of the journal.
 */
export interface ShowJournalRequest {
  query: {
    /**
     * Indents the response, as on every route of the control API.
     */
    pretty?: string;
    offset?: number;
    limit?: number;
  };
}
/**
 * Standin's own: which schema, by API and name.
 */
export interface ShowSchemaRequest {
  path: {
    api: string;
    schema: string;
  };
}
/**
 * Standin's own: what is to be verified.
 */
export interface StartVerificationRequest {
  body: {
    /**
     * The API, by name.
     */
    api: string;
    /**
     * The base URL; left out: this Standin, in a world of its own. Only this machine's, and those that --verify-url allows.
     */
    url?: string;
    /**
     * Whether requests that change something may be sent. This Standin gets them anyway.
     */
    write?: boolean;
  };
}
/**
 * Standin's own: the newest verifications that were started here.
 */
export interface VerificationList {
  verifications: Verification[];
}
/**
 * Standin's own: a verification that was started here, and its report once it is done.
 */
export interface Verification {
  id: number;
  api: string;
  url: string;
  state: 'running' | 'done' | 'failed';
  doing: string;
  requests: number;
  /**
   * Why it failed to run.
   */
  why?: string;
  /**
   * As `standin verify --reporter json` writes it.
   */
  report?: {
    [k: string]: unknown;
  };
}
/**
 * Standin's own: which verification.
 */
export interface VerificationRequest {
  path: {
    id: number;
  };
}
/**
 * Standin's own: one request and the whole of its response, secrets taken out.
 */
export interface WholeJournalEntry {
  number: number;
  at: string;
  method: string;
  url: string;
  headers: {
    [k: string]: string;
  };
  body?: unknown;
  operation: string | null;
  /**
   * What was made to go wrong with the response.
   */
  fault?: string;
  status: number;
  /**
   * The real instant; `at` is the world's.
   */
  real: string;
  /**
   * The first records that the response shows, each with the state in which it was seen.
   */
  records?: {
    api: string;
    id: string;
    state: string;
  }[];
  /**
   * As it was made, before a fault did anything to it.
   */
  response: {
    headers: {
      [k: string]: string;
    };
    body?: unknown;
  };
}
/**
 * Standin's own: the worlds in use.
 */
export interface WorldList {
  worlds: string[];
}
/**
 * Standin's own: a world, all of it but its journal. It shows no state of a record: that follows from the record and the instant.
 */
export interface WorldState {
  format: 'standin-world';
  version: 2;
  /**
   * The APIs that the world has; one that is not named here begins when it is served.
   */
  apis: string[];
  seed: number;
  /**
   * By erratum; one that is not named is read as corrected.
   */
  readings: {
    [k: string]: 'literal' | 'corrected' | 'observed';
  };
  clock: {
    /**
     * World milliseconds for each real one; 0 stands still.
     */
    factor: number;
    /**
     * Milliseconds that each request of an API moves it by.
     */
    step: number;
    /**
     * Whether it passes with timers that a test fakes.
     */
    timers?: true;
    /**
     * Where the world stood.
     */
    instant: number;
    /**
     * The real instant at which it stood there, if it passes with real time.
     */
    real?: number;
  };
  scenarios: Scenarios;
  /**
   * A series, and the last number that it gave. Randomness is spent by the number of creations.
   */
  serials: [string, number][];
  parents: {
    api: string;
    kind: string;
    id: string;
    parent: {
      [k: string]: unknown;
    };
  }[];
  records: {
    api: string;
    id: string;
    /**
     * In milliseconds since 1970, as all instants here.
     */
    created: number;
    /**
     * @minItems 1
     */
    plan: {
      state: string;
      lasts?: number;
    }[];
    commands: {
      kind: string;
      at: number;
      /**
       * @minItems 0
       */
      plan: {
        state: string;
        lasts?: number;
      }[];
    }[];
    attributes: {
      [k: string]: unknown;
    };
    /**
     * Only of a sample: the instant at which it is always seen.
     */
    seenAt?: number;
    /**
     * Only of what stands for a record of another API: that API.
     */
    mirrorOf?: string;
  }[];
  /**
   * As they can be added again.
   */
  faults: string[];
}
/**
 * Standin's own: which world.
 */
export interface WorldRequest {
  path: {
    name: string;
  };
}
