var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// scratch-h.ts
import { readFileSync as readFileSync2, readdirSync as readdirSync2 } from "node:fs";

// src/core/api/documents.ts
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
var root = packageRoot(dirname(fileURLToPath(import.meta.url)));
var loaded = /* @__PURE__ */ new Map();
function documentsOf(api2, folder2 = root) {
  const key = join(folder2, api2);
  let documents = loaded.get(key);
  if (!documents) {
    documents = lazily({
      schemas: () => readAll(join(folder2, "schemas", api2), ".schema.json"),
      exchanges: () => readAll(join(folder2, "fixtures", api2), ".json"),
      ledger: () => readJson(join(folder2, "contracts", api2, "clauses.json")),
      errata: () => readErrata(join(folder2, "contracts", api2, "errata.json"))
    });
    loaded.set(key, documents);
  }
  return documents;
}
function packageVersion() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
}
function readAll(folder2, ending) {
  if (!existsSync(folder2)) return {};
  const files = readdirSync(folder2).filter((file) => file.endsWith(ending));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(0, -ending.length), readJson(join(folder2, file))])
  );
}
function readErrata(file) {
  return existsSync(file) ? readJson(file).errata : [];
}
function readJson(path4) {
  try {
    return JSON.parse(readFileSync(path4, "utf8"));
  } catch (cause) {
    throw new Error(`${path4} cannot be read as JSON: ${cause.message}`, { cause });
  }
}
function lazily(makers) {
  const made3 = {};
  for (const key of Object.keys(makers)) {
    let value;
    Object.defineProperty(made3, key, { enumerable: true, get: () => value ??= makers[key]() });
  }
  return made3;
}
function packageRoot(from) {
  for (let folder2 = from; ; folder2 = dirname(folder2)) {
    const manifest = join(folder2, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "standin") return folder2;
    if (folder2 === dirname(folder2)) throw new Error(`no package.json of standin above ${from}`);
  }
}

// src/core/values/problem.ts
import { distance } from "fastest-levenshtein";

// src/core/api/routes.ts
var noParams = {};
function createRoutes(entries) {
  const root3 = fork();
  for (const [template, target] of entries) {
    const names3 = [];
    let at = root3;
    for (const segment of template.split("/").slice(1)) {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name !== void 0) names3.push(name);
      at = name === void 0 ? spelledIn(at, segment) : namedIn(at);
    }
    at.end ??= { names: names3, target };
  }
  return {
    find(path4) {
      const values = [];
      const end2 = follow(root3, path4, 1, values)?.end;
      return end2 && { target: end2.target, params: paramsOf(end2.names, values) };
    }
  };
}
function fork() {
  return { spelled: /* @__PURE__ */ new Map(), named: void 0, end: void 0 };
}
function spelledIn({ spelled }, segment) {
  const next3 = spelled.get(segment) ?? fork();
  spelled.set(segment, next3);
  return next3;
}
function namedIn(at) {
  at.named ??= fork();
  return at.named;
}
function follow(at, path4, from, values) {
  const slash2 = path4.indexOf("/", from);
  const segment = slash2 < 0 ? path4.slice(from) : path4.slice(from, slash2);
  const known2 = values.length;
  const spelled = at.spelled.get(segment);
  const end2 = spelled && (slash2 < 0 ? spelled : follow(spelled, path4, slash2 + 1, values));
  if (end2?.end || segment === "" || !at.named) return end2;
  values.length = known2;
  values.push(segment);
  return slash2 < 0 ? at.named : follow(at.named, path4, slash2 + 1, values);
}
function paramsOf(names3, values) {
  if (names3.length === 0) return noParams;
  const params = {};
  for (let index = 0; index < names3.length; index++) params[names3[index]] = decoded(values[index]);
  return params;
}
function decoded(text2) {
  if (!text2.includes("%")) return text2;
  return text2.replaceAll(/(?:%[\da-f]{2})+/gi, (part2) => {
    try {
      return decodeURIComponent(part2);
    } catch {
      return part2;
    }
  });
}

// src/core/worlds/redact.ts
var names = "token|secret|passw|passphrase|pwd|api[-_]?key|access[-_]?key|private[-_]?key|signature|credential|authori[sz]ation|cookie|session|jwt|content-sha256";
var secretName = new RegExp(names, "i");
var secretParameter = /^(key|sig|ak|sk|pass|auth)$/i;
var deepest = 50;
var hidden = "(redacted)";
function isSecret(name) {
  return secretName.test(name) || secretParameter.test(name);
}
var seen = /* @__PURE__ */ new Map();
function isSecretHeader(name) {
  const known2 = seen.get(name);
  if (known2 !== void 0) return known2;
  if (seen.size >= 500) seen.clear();
  const secret = isSecret(name);
  seen.set(name, secret);
  return secret;
}
function redactHeaders(headers2) {
  const shown2 = {};
  for (const name in headers2) shown2[name] = isSecretHeader(name) ? hidden : redactText(String(headers2[name]));
  return shown2;
}
function redactSearch(search) {
  if (search.length < 2) return "";
  return search.replaceAll(/([?&])([^=&]*)=([^&]*)/g, (whole, mark, name, value) => {
    if (isSecret(decoded(name))) return `${mark}${name}=${encodeURIComponent(hidden)}`;
    const plain2 = decoded(value);
    const clean = redactText(plain2);
    return clean === plain2 ? whole : `${mark}${name}=${encodeURIComponent(clean)}`;
  });
}
function redactUrl(url) {
  const at = url.indexOf("?");
  return at < 0 ? redactText(url) : redactText(url.slice(0, at)) + redactSearch(url.slice(at));
}
function redactValue(value, depth = 0) {
  if (typeof value === "string") return redactText(value);
  if (value === null || typeof value !== "object") return value;
  if (depth >= deepest) return "(nested too deeply to be shown)";
  if (Array.isArray(value)) return value.map((each) => redactValue(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member2]) => [
      name,
      isSecret(name) ? hidden : redactValue(member2, depth + 1)
    ])
  );
}
var suspicious = new RegExp(
  `://|bearer|basic|hmac|(?:^|[^a-z])(?:key|sig|ak|sk|auth)["']?[=:]|${names}`,
  "i"
);
var userinfo = /:\/\/[^\s/?#"'<>]*@/g;
var scheme = /\b(Bearer|Basic|Token) +[\w.~+/=-]{6,}/g;
var signed = /\b(\w+-HMAC-\w+) .*/g;
var assigned = new RegExp(
  `((?:(?:${names})[\\w.-]{0,40}|\\b(?:key|sig|ak|sk|auth))["']?\\s?[=:]\\s?["']?)[^\\s"'&,;<>)}\\]]+`,
  "gi"
);
function redactText(text2) {
  if (!suspicious.test(text2)) return text2;
  return text2.replaceAll(userinfo, `://${hidden}@`).replaceAll(scheme, `$1 ${hidden}`).replaceAll(signed, `$1 ${hidden}`).replaceAll(assigned, `$1${hidden}`);
}

// src/core/values/problem.ts
var Problem = class extends Error {
  status;
  title;
  detail;
  given;
  hint;
  constructor(status, title, about4) {
    const detail2 = redactText(about4.detail);
    super([`${title}:`, detail2, about4.hint].filter(Boolean).join(" "));
    this.name = "Problem";
    this.status = status;
    this.title = title;
    this.detail = detail2;
    this.given = redactValue(about4.given);
    this.hint = about4.hint;
  }
  toJSON() {
    return {
      type: `urn:standin:problem:${this.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
      title: this.title,
      status: this.status,
      detail: this.detail,
      ...this.given === void 0 ? {} : { given: this.given },
      ...this.hint === void 0 ? {} : { hint: this.hint }
    };
  }
};
function textOf(given2) {
  return typeof given2 === "string" ? given2 : JSON.stringify(given2) ?? String(given2);
}
function unknownName(what, given2, known2, status = 400) {
  return new Problem(status, `Unknown ${what}`, {
    detail: `There is no ${what} '${given2}'.`,
    given: given2,
    hint: [nearestHint(given2, known2), `Known: ${listed(known2)}.`].filter(Boolean).join(" ")
  });
}
function listed(names3, most2 = 20) {
  const more2 = names3.length > most2 ? ` and ${names3.length - most2} more` : "";
  return (names3.slice(0, most2).join(", ") || "(none)") + more2;
}
function nearestHint(given2, known2) {
  const near = nearest(given2, known2);
  return near === void 0 ? "" : `Did you mean '${near}'?`;
}
function nearest(given2, known2) {
  const near = known2.map((name) => ({ name, far: distance(given2.toLowerCase(), name.toLowerCase()) })).sort((a, b) => a.far - b.far)[0];
  return near && near.far <= Math.max(2, Math.ceil(near.name.length / 3)) ? near.name : void 0;
}

// src/core/time/duration.ts
var endOfTime = 253402300799999;
var longest = 365250 * 864e5;
var units = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
var shorthand = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;
var part = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;
var iso = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
var day = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
function parseDuration(given2) {
  const ms = typeof given2 === "number" ? given2 : durationOfText(given2.trim());
  if (!(ms >= 0 && ms <= longest)) {
    throw new Problem(400, "Bad duration", {
      detail: `'${given2}' is not a duration.`,
      given: given2,
      hint: "Write '90s', '1.5m', '2h', '1d', an ISO 8601 duration such as 'PT5M', or milliseconds as a number; at most 365250 days."
    });
  }
  return ms;
}
function durationOfText(text2) {
  if (/^\d+(\.\d+)?$/.test(text2)) return Number(text2);
  if (shorthand.test(text2)) {
    return [...text2.matchAll(part)].reduce((sum2, [, count3, unit]) => sum2 + Number(count3) * units[unit], 0);
  }
  const long = text2 === "P" ? null : iso.exec(text2);
  if (!long) return Number.NaN;
  const [days3 = 0, hours = 0, minutes = 0, seconds = 0] = long.slice(1).map((part2) => Number(part2 ?? 0));
  return days3 * 864e5 + hours * 36e5 + minutes * 6e4 + seconds * 1e3;
}
function parseInstant(given2) {
  const ms = typeof given2 === "number" ? given2 : instantOfText(given2);
  if (!(Math.abs(ms) <= endOfTime)) {
    throw new Problem(400, "Bad instant", {
      detail: `'${given2}' is not an instant.`,
      given: given2,
      hint: "Write an ISO 8601 instant such as '2026-01-31T12:00:00Z', or milliseconds since 1970 as a number."
    });
  }
  return ms;
}
function instantOfText(text2) {
  const [, year, month, date] = day.exec(text2) ?? [];
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return midnight.getUTCDate() === Number(date) ? Date.parse(text2) : Number.NaN;
}
function toIso(instant2) {
  const ms = Math.trunc(instant2);
  const number = Math.floor(ms / dayLength);
  const within = ms - number * dayLength;
  const seconds = Math.floor(within / 1e3);
  const minutes = Math.floor(seconds / 60);
  const clock5 = `${digits[Math.floor(minutes / 60)]}:${digits[minutes % 60]}:${digits[seconds % 60]}`;
  return `${dayOf(number)}${clock5}.${String(within % 1e3).padStart(3, "0")}Z`;
}
var dayLength = 864e5;
var digits = Array.from({ length: 60 }, (_2, number) => String(number).padStart(2, "0"));
var days = /* @__PURE__ */ new Map();
var mostDays = 4096;
function dayOf(number) {
  const known2 = days.get(number);
  if (known2 !== void 0) return known2;
  if (days.size >= mostDays) days.clear();
  const text2 = new Date(number * dayLength).toISOString().slice(0, -13);
  days.set(number, text2);
  return text2;
}
function toUnixSeconds(instant2) {
  return Math.floor(instant2 / 1e3);
}

// src/core/time/fake-timers.ts
function fakeClock() {
  const { clock: clock5 } = globalThis.setTimeout;
  return typeof clock5?.now === "number" && clock5.hrtime ? clock5 : void 0;
}
function createFakeTime() {
  let clock5 = fakeClock();
  let from = clock5 ? elapsedOn(clock5) : 0;
  let total = 0;
  return () => {
    const current = fakeClock();
    if (current !== clock5) {
      clock5 = current;
      from = 0;
    }
    if (clock5) {
      const elapsed = elapsedOn(clock5);
      total += Math.max(0, elapsed - from);
      from = elapsed;
    }
    return total;
  };
}
function elapsedOn(clock5) {
  const [seconds, nanoseconds] = clock5.hrtime();
  return Math.round(seconds * 1e3 + nanoseconds / 1e6);
}

// src/core/time/clock.ts
var realNow = Date.now;
function afterRealTime(clock5, from, ms) {
  return Math.min(endOfTime, from + ms * Math.max(1, clock5.pace.factor));
}
function createClock(options6 = {}) {
  const realTime = options6.source ?? realNow;
  const fakeTime = createFakeTime();
  const initialPace = options6.pace ?? { factor: 1, step: 0 };
  let pace2 = initialPace;
  const source9 = () => pace2.timers ? fakeTime() : realTime();
  const beginning2 = () => options6.at ?? (pace2.timers && fakeClock()?.now) ?? realTime();
  let anchor = source9();
  let read = anchor;
  let base = beginning2();
  const now = () => {
    const before = read;
    read = source9();
    if (read < before) anchor -= before - read;
    return base + (read - anchor) * pace2.factor;
  };
  const rebase = (instant2) => {
    if (instant2 > endOfTime) throw tooLate(instant2);
    base = instant2;
    anchor = read = source9();
    options6.changed?.();
    return instant2;
  };
  return {
    now,
    nowForRequest() {
      const instant2 = now();
      if (pace2.step > 0) rebase(instant2 + pace2.step);
      return instant2;
    },
    advance: (ms) => rebase(now() + ms),
    moveTo(instant2) {
      const current = now();
      if (instant2 < current) {
        throw new Problem(409, "Clock cannot go back", {
          detail: `The clock stands at ${toIso(current)}, later than ${toIso(instant2)}.`,
          given: toIso(instant2),
          hint: "Give a later instant, or reset the world with POST /__standin/reset."
        });
      }
      return rebase(instant2);
    },
    setPace(next3) {
      const instant2 = now();
      pace2 = next3;
      rebase(instant2);
    },
    reset() {
      pace2 = initialPace;
      rebase(beginning2());
    },
    state() {
      if (pace2.timers) return { ...pace2, instant: now() };
      return pace2.factor === 0 ? { ...pace2, instant: base } : { ...pace2, instant: base, real: anchor };
    },
    restore({ instant: instant2, real, ...kept }) {
      pace2 = kept;
      rebase(instant2);
      anchor = Math.min(real ?? anchor, anchor);
    },
    get pace() {
      return pace2;
    }
  };
}
function tooLate(instant2) {
  return new Problem(400, "Clock cannot go that far", {
    detail: `${instant2} ms since 1970 is later than any date can be.`,
    given: instant2,
    hint: `The last instant is ${toIso(endOfTime)}. Move by less, or reset the world with POST /__standin/reset.`
  });
}
function parsePace(text2) {
  if (text2 === "real") return { factor: 1, step: 0 };
  if (text2 === "frozen") return { factor: 0, step: 0 };
  if (text2 === "timers") return { factor: 1, step: 0, timers: true };
  const fast = /^x(\d+(?:\.\d+)?(?:e[+-]\d+)?)$/.exec(text2);
  if (fast && Number(fast[1]) > 0 && Number.isFinite(Number(fast[1])))
    return { factor: Number(fast[1]), step: 0 };
  const step2 = text2.startsWith("step:") ? parseDuration(text2.slice("step:".length)) : 0;
  if (step2 > 0) return { factor: 0, step: step2 };
  throw new Problem(400, "Bad clock", {
    detail: `'${text2}' is not a clock.`,
    given: text2,
    hint: "Use 'real', 'x60' (60 times real time), 'frozen', or 'step:2s' (each API request moves it by 2 s)."
  });
}
function formatPace({ factor, step: step2, timers }) {
  if (timers) return "timers";
  if (step2 > 0) return step2 % 1e3 === 0 ? `step:${step2 / 1e3}s` : `step:${step2}ms`;
  if (factor === 0) return "frozen";
  return factor === 1 ? "real" : `x${factor}`;
}

// src/contract/verify/target.ts
function isUnwilling(status) {
  return [401, 403, 407, 429, 502, 503, 504].includes(status);
}
var clock = createClock();

// src/contract/judge/readings.ts
function mayFollow({ errata }, profile, outcomes) {
  const possible = /* @__PURE__ */ new Map();
  for (const erratum of errata) {
    const acceptable = acceptableOf(erratum, profile);
    const found = outcomes.find((outcome2) => outcome2.erratum === erratum)?.follows;
    const decided = found !== void 0 && found !== "neither" && acceptable.includes(found);
    possible.set(erratum.id, decided ? [found] : acceptable);
  }
  return (erratum, reading) => {
    const readings = possible.get(erratum);
    if (!readings) throw new Error(`no erratum '${erratum}' in the ledger`);
    return readings.includes(reading);
  };
}
function judgeReadings({ errata }, profile, outcomes, verdict) {
  return errata.filter(({ readings }) => Object.keys(readings).length > 1).map((erratum) => {
    const { id, says, readings } = erratum;
    const outcome2 = outcomes.find((each) => each.erratum === erratum);
    const { follows, why = "No probe was made." } = outcome2 ?? {};
    const acceptable = follows === void 0 || acceptableOf(erratum, profile).includes(follows);
    remark(erratum, { follows, why, acceptable }, profile, verdict);
    return { erratum: id, says, readings, acceptable, ...follows === void 0 ? { why } : { follows } };
  });
}
function remark(erratum, { follows, why, acceptable }, profile, verdict) {
  const clause = erratum.clauses[0];
  const by = { layer: "probe", name: erratum.id };
  const wanted = acceptableOf(erratum, profile).map((reading) => `${reading}: ${erratum.readings[reading]}`);
  const expected = wanted.join(" Or ");
  const about4 = { clause, by, expected };
  if (follows === void 0) verdict.remark({ ...about4, severity: "skipped", actual: why });
  else if (acceptable && follows === "corrected") verdict.pass(by, [clause]);
  else
    verdict.remark({
      ...about4,
      severity: acceptable ? "erratum" : "failed",
      actual: follows === "neither" ? "an answer that no reading gives" : `${follows}: ${erratum.readings[follows]}`,
      reading: { erratum: erratum.id, follows }
    });
}
function acceptableOf({ readings }, profile) {
  return [...new Set(profile.map((reading) => readings[reading] === void 0 ? "corrected" : reading))];
}

// src/core/api/narrow.ts
function narrow(schemas2, isCorrected) {
  return Object.fromEntries(
    Object.entries(schemas2).map(([schemaName, schema]) => [
      schemaName,
      narrowOne(schema, isCorrected)
    ])
  );
}
function narrowOne(value, isCorrected) {
  if (Array.isArray(value)) return value.map((each) => narrowOne(each, isCorrected));
  if (typeof value !== "object" || value === null) return value;
  const { "x-corrected": corrected, ...plain2 } = Object.fromEntries(
    Object.entries(value).map(([key, member2]) => [key, narrowOne(member2, isCorrected)])
  );
  const errata = plain2["x-errata"] ?? [];
  if (corrected === void 0 || !errata.every(isCorrected)) return plain2;
  return { ...plain2, allOf: [...plain2.allOf ?? [], corrected] };
}

// src/core/api/schema.ts
var compilers = /* @__PURE__ */ new WeakMap();
function createValidator(schemas2, { judged = false } = {}) {
  return {
    violations(schemaName, value) {
      const compiler = compilerFor(schemas2, judged);
      if (compiler instanceof Promise) return compiler.then((made3) => violationsOf(made3(schemaName), value));
      return violationsOf(compiler(schemaName), value);
    }
  };
}
function compilerFor(schemas2, judged) {
  const known2 = compilers.get(schemas2);
  if (known2) return known2;
  const made3 = createCompiler(schemas2, judged).then((compiler) => {
    compilers.set(schemas2, compiler);
    return compiler;
  });
  compilers.set(schemas2, made3);
  return made3;
}
function violationsOf(check, value) {
  return check(value) ? [] : (check.errors ?? []).map((error4) => violationOf(error4, value));
}
var judge;
async function createCompiler(schemas2, judged) {
  const [{ default: ajv2020 }, { default: formats }] = await Promise.all([
    import("ajv/dist/2020.js"),
    import("ajv-formats")
  ]);
  const create3 = () => {
    const ajv2 = new ajv2020.Ajv2020({
      strict: true,
      strictRequired: false,
      validateSchema: false,
      allowUnionTypes: true,
      verbose: true,
      keywords: ["x-clauses", "x-corrected", "x-errata", "x-source"]
    });
    formats.default(ajv2);
    return ajv2;
  };
  if (!judged) judge ??= create3();
  for (const schema of judged ? [] : Object.values(schemas2)) await judge.validateSchema(schema, true);
  const ajv = create3();
  for (const [schemaName, schema] of Object.entries(schemas2))
    ajv.addSchema(schema, `${schemaName}.schema.json`);
  const compiled = /* @__PURE__ */ new Map();
  return (schemaName) => {
    const check = compiled.get(schemaName) ?? (schemas2[schemaName] && ajv.getSchema(`${schemaName}.schema.json`));
    if (!check) throw unknownName("schema", schemaName, Object.keys(schemas2));
    compiled.set(schemaName, check);
    return check;
  };
}
function violationOf(error4, value) {
  const { missingProperty, additionalProperty, unevaluatedProperty } = error4.params;
  const member2 = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  const path4 = error4.instancePath.split("/").slice(1).map(unescapePointer);
  const holder = path4.reduce((at, key) => at?.[key], value);
  return {
    pointer: error4.instancePath,
    name: member2 ?? path4.at(-1) ?? "",
    rule: error4.keyword,
    expected: expectationOf(error4),
    given: member2 === void 0 ? holder : holder?.[member2],
    ...member2 !== void 0 && membersOf(error4)
  };
}
function expectationOf({ keyword, params, message }) {
  if (keyword === "enum") return `one of ${params.allowedValues.join(", ")}`;
  if (keyword === "not") return "it not to be there";
  if (keyword === "type") return `type ${[params.type].flat().join(" or ")}`;
  if (keyword === "required") return "it to be there";
  if (keyword === "false schema") return "it not to be there";
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties") return "no such member";
  if (keyword === "minProperties") return `an object with at least ${params.limit} member`;
  if (keyword === "pattern") return `text like ${params.pattern}`;
  return (message ?? keyword).replace(/^must (be |match )?/, "");
}
function unescapePointer(part2) {
  return part2.replaceAll("~1", "/").replaceAll("~0", "~");
}
function sentenceOf({ pointer, name, rule, expected, given: given2 }) {
  const where = pointer === "" ? "" : ` at ${pointer}`;
  if (rule === "required") return `'${name}' is missing${where}.`;
  if (expected === "no such member") return `'${name}' is not known${where}.`;
  return `'${name}'${where} should be ${expected}, and is ${JSON.stringify(given2)}.`;
}
function membersOf({ parentSchema = {}, data }) {
  const { properties, required = [] } = parentSchema;
  if (typeof properties !== "object" || typeof data !== "object" || data === null) return {};
  const known2 = Object.keys(properties);
  const unknown5 = Object.keys(data).filter((name) => !known2.includes(name));
  return { members: { known: known2, missing: required.filter((name) => !Object.hasOwn(data, name)), unknown: unknown5 } };
}

// src/core/api/schema-clauses.ts
function clausesOf(schemas2, schemaName, seen3 = /* @__PURE__ */ new Set()) {
  if (seen3.has(schemaName)) return /* @__PURE__ */ new Set();
  seen3.add(schemaName);
  return collect(schemas2, schemas2[schemaName], seen3);
}
function collect(schemas2, value, seen3) {
  const found = /* @__PURE__ */ new Set();
  if (typeof value !== "object" || value === null) return found;
  for (const [key, member2] of Object.entries(value)) {
    if (key === "x-clauses") for (const clause of member2) found.add(clause);
    else if (key === "$ref")
      for (const clause of clausesOf(schemas2, schemaNameOf(String(member2)), seen3)) found.add(clause);
    else for (const clause of collect(schemas2, member2, seen3)) found.add(clause);
  }
  return found;
}
function clauseOfSchema(schemas2, schemaName, operation32, pointer = "") {
  const home3 = operation32.clauses[0].split("/").slice(0, 2).join("/");
  const { clauses } = placeAt(schemas2, schemaName, pointer);
  const nearest2 = clauses.length > 0 ? clauses : operation32.clauses;
  return nearest2.find((clause) => clause.startsWith(`${home3}/`)) ?? nearest2[0];
}
var wholes = /* @__PURE__ */ new WeakMap();
function placeAt(schemas2, schemaName, pointer) {
  let place = wholeOf(schemas2, schemaName);
  for (const part2 of pointer.split("/").slice(1)) {
    const within = placeWithin(schemas2, place, part2.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (!within) break;
    place = within;
  }
  return place;
}
function wholeOf(schemas2, schemaName) {
  const known2 = wholes.get(schemas2) ?? /* @__PURE__ */ new Map();
  wholes.set(schemas2, known2);
  const whole = known2.get(schemaName) ?? toPlace(resolved(schemas2, schemas2[schemaName]), []);
  known2.set(schemaName, whole);
  return whole;
}
function placeWithin(schemas2, { within, described: described2, clauses }, name) {
  const known2 = within.get(name);
  if (known2) return known2;
  const found = described2.flatMap((place2) => resolved(schemas2, memberOf(place2, name)));
  if (found.length === 0) return void 0;
  const place = toPlace(found, clauses);
  within.set(name, place);
  return place;
}
function toPlace(described2, around2) {
  const own2 = described2.flatMap((schema) => schema["x-clauses"] ?? []);
  return { described: described2, clauses: own2.length > 0 ? own2 : around2, within: /* @__PURE__ */ new Map() };
}
function memberOf(schema, name) {
  const properties = schema.properties ?? {};
  if (Object.hasOwn(properties, name)) return properties[name];
  return /^\d+$/.test(name) ? schema.items : void 0;
}
function resolved(schemas2, schema) {
  if (typeof schema !== "object") return [];
  const target = typeof schema.$ref === "string" ? resolved(schemas2, schemas2[schemaNameOf(schema.$ref)]) : [];
  const branches2 = ["allOf", "anyOf", "oneOf"].flatMap((key) => schema[key] ?? []);
  return [schema, ...target, ...branches2.flatMap((branch) => resolved(schemas2, branch))];
}
function schemaNameOf(ref) {
  return ref.replace(".schema.json", "");
}

// src/core/values/pointer.ts
function escapePointer(part2) {
  return part2.replaceAll("~", "~0").replaceAll("/", "~1");
}

// src/contract/verify/headers.ts
function judgeHeaders(room, operation32, seen3, schemaName) {
  const alike2 = room.exchanges.filter(
    ({ operation: id, response, source: source9 }) => id === `${room.api.name}/${operation32.id}` && response.status === seen3.response.status && source9.kind !== "observed"
  );
  const clause = schemaName ? clauseOfSchema(room.schemas, schemaName, operation32) : alike2[0]?.clauses[0] ?? operation32.clauses[0];
  const by = { layer: "schema", name: `headers of ${operation32.id}` };
  const check = (header, right, expected) => {
    const actual = seen3.response.headers[header] ?? "no such header";
    const errata = headerErrata(room.api, operation32, header, seen3.response.status);
    room.verdict.check(right, { by, clause, expected, actual, seen: seen3, errata });
  };
  const types = new Set(
    alike2.map(({ response }) => response.headers?.["content-type"] ?? room.api.wire.contentType).map(essenceOf)
  );
  if (types.size === 0 && schemaName !== null) types.add(essenceOf(room.api.wire.contentType));
  const type = essenceOf(seen3.response.headers["content-type"] ?? "");
  if (types.size > 0 && seen3.response.text !== "")
    check("content-type", types.has(type), `the content type ${[...types].join(" or ")}`);
  const always2 = Object.keys(alike2[0]?.response.headers ?? {}).filter(
    (name) => alike2.every(({ response }) => response.headers?.[name] !== void 0)
  );
  for (const name of always2.filter((each) => each !== "content-type"))
    check(name, seen3.response.headers[name] !== void 0, `a header ${name}`);
}
function headerErrata({ errata }, { id }, header, status) {
  if (header === "content-type" && status < 300) return [];
  const touches = (change2) => change2.operations.includes(id) && "header" in change2 && change2.header.includes(header);
  return errata.filter(({ changes }) => changes.some(touches)).map((erratum) => erratum.id);
}
function essenceOf(type) {
  return type.split(";")[0].trim().toLowerCase();
}
function statusClause(api2, operation32, status) {
  const exchanges = Object.values(documentsOf(api2.name, api2.folder).exchanges);
  const own2 = exchanges.filter((each) => each.operation === `${api2.name}/${operation32.id}`);
  const cited = [...operation32.clauses, ...own2.flatMap(({ clauses }) => clauses)];
  const same = own2.filter(({ response }) => response.status === status).flatMap(({ clauses }) => clauses);
  return cited.find((id) => id.endsWith(`status-${status}`)) ?? same.find((id) => id.includes("status")) ?? same[0] ?? cited.find((id) => /status(-2\d\d)?$/.test(id)) ?? cited[0];
}

// src/core/api/matching.ts
function operationFor(api2, request, may) {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const found = routesOf(api2.operations).find(request.path);
  for (const operation32 of found?.target ?? []) {
    if (operation32.method !== method) continue;
    const { under } = operation32;
    if (under && !under.readings.some((reading) => may(under.erratum, reading))) continue;
    if (operation32.when && !operation32.when(toRequestHead(request, may))) continue;
    return { operation: operation32, params: found.params };
  }
  return void 0;
}
var known = /* @__PURE__ */ new WeakMap();
function routesOf(operations8) {
  const routes = known.get(operations8) ?? createRoutes(operationsByPath(operations8));
  known.set(operations8, routes);
  return routes;
}
function operationsByPath(operations8) {
  const byPath = /* @__PURE__ */ new Map();
  for (const operation32 of operations8) {
    const sharing = byPath.get(operation32.path);
    if (sharing) sharing.push(operation32);
    else byPath.set(operation32.path, [operation32]);
  }
  return byPath;
}
function toRequestHead({ method, path: path4, query }, may) {
  return {
    now: 0,
    method,
    path: path4,
    rawQuery: query,
    header: () => void 0,
    reading: (erratum) => may(erratum, "corrected") ? "corrected" : may(erratum, "observed") ? "observed" : "literal",
    accepts: () => true,
    href: (to) => to,
    url: (to) => to
  };
}

// src/core/values/nesting.ts
function nestingOf(text2) {
  let depth = 0;
  let most2 = 0;
  for (let at = 0; at < text2.length; at++) {
    const character = text2[at];
    if (character === '"') at = endOfString(text2, at);
    else if (character === "[" || character === "{") most2 = Math.max(most2, ++depth);
    else if (character === "]" || character === "}") depth--;
  }
  return most2;
}
function endOfString(text2, from) {
  let end2 = text2.indexOf('"', from + 1);
  while (end2 >= 0 && isEscaped(text2, end2)) end2 = text2.indexOf('"', end2 + 1);
  return end2 < 0 ? text2.length : end2;
}
function isEscaped(text2, at) {
  let slashes = 0;
  while (text2[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}

// src/contract/judge/trace.ts
var anyReading = () => true;
function createNotebook(api2) {
  const seen3 = [];
  const validator = createValidator(documentsOf(api2.name, api2.folder).schemas);
  let scene = 1;
  return {
    seen: seen3,
    async note(sent, received, staged) {
      const place = { number: seen3.length + 1, scene, ...staged && { staged } };
      const each = toSeen(api2, place, sent, received);
      const content2 = await contentBy(api2, each, validator);
      const whole = { ...each, content: content2 };
      seen3.push(whole);
      return whole;
    },
    turn: () => void scene++
  };
}
function createTrace(api2, seen3, may) {
  const content2 = seen3.filter((each) => isTelling(api2, each));
  return {
    seen: seen3,
    of: (operations8) => content2.filter(({ operation: operation32 }) => operations8.includes(operation32)),
    observations: content2.flatMap((each) => api2.invariants.observations(each, may)),
    may
  };
}
function isTelling({ operations: operations8 }, { operation: operation32, response, content: content2 }) {
  if (content2 === void 0) return false;
  if (response.status < 400) return true;
  const { responses = {} } = operations8.find(({ id }) => id === operation32) ?? {};
  return Object.entries(responses).some(
    ([status, schemaName]) => Number(status) < 400 && schemaName === responses[response.status]
  );
}
function toSeen(api2, place, sent, { at, until, url, status, headers: headers2, text: text2 }) {
  const [path4 = "", search = ""] = sent.path.split("?", 2);
  const query = new Map([...new URLSearchParams(search)].reverse());
  const operation32 = operationFor(api2, { method: sent.method, path: path4, query }, anyReading);
  return {
    ...place,
    at,
    until,
    operation: operation32?.operation.id,
    request: {
      method: sent.method,
      url,
      path: path4,
      params: operation32?.params ?? {},
      query,
      headers: lowerCased(sent.headers),
      ...sent.body !== void 0 && sent.body !== "" && { body: parsed(sent.body) ?? sent.body }
    },
    response: {
      status,
      headers: lowerCased(headers2),
      text: text2,
      body: meant(text2)
    }
  };
}
async function contentBy({ operations: operations8 }, { operation: operation32, response }, validator) {
  const schemaName = operations8.find(({ id }) => id === operation32)?.responses[response.status];
  if (!schemaName || response.body === void 0) return void 0;
  const violations = await validator.violations(schemaName, response.body);
  return violations.every(({ expected }) => expected === "no such member") ? response.body : void 0;
}
function lowerCased(headers2) {
  return Object.fromEntries(Object.entries(headers2).map(([name, value]) => [name.toLowerCase(), value]));
}
var deepest2 = 500;
function parsed(text2) {
  try {
    return nestingOf(text2) > deepest2 ? void 0 : JSON.parse(text2);
  } catch {
    return void 0;
  }
}
function meant(text2) {
  return parsed(text2) ?? parsed(withoutTrailingCommas(text2));
}
function withoutTrailingCommas(text2) {
  return text2.replaceAll(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (token) => token === "," ? "" : token);
}

// src/contract/judge/schemas.ts
async function judgeSchemas(api2, seen3, may, verdict) {
  const documents = documentsOf(api2.name, api2.folder);
  const room = {
    api: api2,
    may,
    schemas: schemasUnder(api2, may),
    exchanges: Object.values(documents.exchanges),
    verdict
  };
  const validator = createValidator(room.schemas);
  for (const each of seen3) {
    const operation32 = api2.operations.find(({ id }) => id === each.operation);
    if (!operation32 || operation32.clauses.length === 0 || !isThere(operation32, may)) continue;
    const schemaName = schemaFor(room, operation32, each);
    if (schemaName === void 0) continue;
    judgeHeaders(room, operation32, each, schemaName);
    if (schemaName === null || !judgeText(room, operation32, each, schemaName)) continue;
    const violations = await validator.violations(schemaName, each.response.body);
    for (const violation of violations) judgeViolation(room, operation32, each, { schemaName, violation });
    const path4 = room.schemas[operation32.request ?? ""]?.["x-clauses"] ?? [];
    if (violations.length === 0)
      verdict.pass({ layer: "schema", name: schemaName }, [...clausesOf(room.schemas, schemaName), ...path4]);
  }
}
function isThere({ under }, may) {
  return !under || under.readings.some((reading) => may(under.erratum, reading));
}
function schemaFor(room, operation32, seen3) {
  const { status } = seen3.response;
  const schemaName = operation32.responses[status];
  const by = { layer: "schema", name: `status of ${operation32.id}` };
  if (schemaName !== void 0) {
    room.verdict.pass(by, [statusClause(room.api, operation32, status)]);
    return schemaName;
  }
  const promised = Object.keys(operation32.responses).join(", ");
  const about4 = {
    by,
    clause: statusClause(room.api, operation32, status),
    expected: `a status of ${promised}`,
    actual: status === 0 ? seen3.response.text : `status ${status}`,
    seen: seen3
  };
  if (isUnwilling(status))
    room.verdict.remark({ ...about4, severity: "skipped", actual: `The server answered ${status}.` });
  else if (status >= 400 && status < 500) room.verdict.remark({ ...about4, severity: "extra" });
  else room.verdict.check(false, about4);
  return void 0;
}
function judgeText(room, operation32, seen3, schemaName) {
  const by = { layer: "schema", name: schemaName };
  const clause = clauseOfSchema(room.schemas, schemaName, operation32);
  const strict = parsed(seen3.response.text) !== void 0;
  if (!strict)
    room.verdict.check(false, {
      by,
      clause,
      expected: "JSON",
      actual: seen3.response.text === "" ? "an empty body" : seen3.response.text,
      seen: seen3,
      errata: room.api.errata.filter(
        ({ changes }) => changes.some((change2) => change2.operations.includes(operation32.id) && "text" in change2)
      ).map(({ id }) => id)
    });
  return seen3.response.body !== void 0;
}
function judgeViolation({ schemas: schemas2, verdict }, operation32, seen3, { schemaName, violation }) {
  const { pointer, name, rule, expected, given: given2 } = violation;
  const isMember = rule === "required" || expected === "no such member";
  const place = isMember ? `${pointer}/${escapePointer(name)}` : pointer;
  const about4 = {
    by: { layer: "schema", name: schemaName },
    clause: clauseOfSchema(schemas2, schemaName, operation32, place),
    pointer: place,
    ...seen3 && { seen: seen3 }
  };
  if (expected === "no such member")
    verdict.remark({
      ...about4,
      severity: "extra",
      expected: "no member beyond those documented",
      actual: given2
    });
  else if (rule === "required")
    verdict.check(false, { ...about4, expected: `a member '${name}'`, actual: "no such member" });
  else
    verdict.check(false, {
      ...about4,
      expected,
      actual: typeof given2 === "string" ? JSON.stringify(given2) : given2
    });
}
var narrowed = /* @__PURE__ */ new WeakMap();
function schemasUnder(api2, may) {
  const { schemas: schemas2 } = documentsOf(api2.name, api2.folder);
  const open = api2.errata.map(({ id }) => id).filter((id) => mayBeOtherwise(api2, may, id));
  const known2 = narrowed.get(schemas2) ?? /* @__PURE__ */ new Map();
  narrowed.set(schemas2, known2);
  const key = open.join(" ");
  const under = known2.get(key) ?? narrow(schemas2, (id) => !open.includes(id));
  known2.set(key, under);
  return under;
}
function mayBeOtherwise({ errata }, may, id) {
  const readings = errata.find((erratum) => erratum.id === id)?.readings ?? { corrected: "" };
  return ["literal", "observed"].some((name) => name in readings && may(id, name));
}

// src/core/records/lifecycle.ts
function defineLifecycle(lifecycle6) {
  const { states: states2, path: path4, running: running2, failed, canceled, commands = {} } = lifecycle6;
  const named3 = [
    ...path4,
    running2,
    failed,
    canceled,
    ...Object.values(states2).flatMap((rule) => rule.next),
    ...Object.values(commands).flatMap((rule) => [...rule.from, rule.to])
  ];
  for (const state of named3)
    if (!states2[state]) throw new Error(`lifecycle names an unknown state '${state}'`);
  assertLegal(lifecycle6, path4);
  return lifecycle6;
}
function assertLegal(lifecycle6, order3) {
  order3.slice(1).forEach((state, index) => {
    const before = order3[index];
    const next3 = lifecycle6.states[before]?.next ?? [];
    if (!next3.includes(state)) {
      throw new Problem(400, "Illegal plan", {
        detail: `'${state}' cannot follow '${before}'.`,
        given: order3,
        hint: next3.length ? `After '${before}' comes ${next3.join(" or ")}.` : `'${before}' is final.`
      });
    }
  });
}
function lastingStates(lifecycle6) {
  return Object.keys(lifecycle6.states).filter((state) => lifecycle6.states[state].lasts !== void 0);
}
function isFinal(lifecycle6, state) {
  return lifecycle6.states[state]?.next.length === 0;
}
function commandRules(lifecycle6) {
  const from = Object.keys(lifecycle6.states).filter((state) => !isFinal(lifecycle6, state));
  const rule = (to) => ({ from, to, clauses: [] });
  return {
    cancel: rule(lifecycle6.canceled),
    fail: rule(lifecycle6.failed),
    succeed: rule(lifecycle6.path.at(-1)),
    ...lifecycle6.commands
  };
}

// src/contract/judge/temporal.ts
function temporalInvariants(api2) {
  const invariant5 = (name, says, judge3) => ({
    id: `${api2.name}/${name}`,
    clauses: [api2.invariants.order],
    says,
    judge: judge3
  });
  const { schemas: schemas2 } = documentsOf(api2.name, api2.folder);
  const clauseAt = ({ operation: operation32, response }, pointer) => {
    const known2 = api2.operations.find(({ id }) => id === operation32);
    return clauseOfSchema(schemas2, known2.responses[response.status], known2, pointer);
  };
  return [
    invariant5(
      "legal-order",
      "States follow each other as our lifecycle and the real service have it; a final one stays.",
      (trace, judge3) => {
        for (const story of storiesOf(trace)) judgeOrder(api2, story, judge3);
      }
    ),
    invariant5(
      "facts-stay",
      "What is once known of a record is the same wherever it is shown.",
      (trace, judge3) => {
        for (const story of storiesOf(trace)) judgeFacts(story, clauseAt, judge3);
      }
    ),
    invariant5("times-rise", "What happened later has a later time.", (trace, judge3) => {
      for (const observation of trace.observations) judgeTimes(observation, clauseAt, judge3);
    }),
    invariant5("one-end", "What ended at one instant ended in one way.", (trace, judge3) => {
      for (const story of storiesOf(trace)) judgeEnding(story, judge3);
    })
  ];
}
function judgeOrder(api2, story, judge3) {
  const { lifecycle: lifecycle6 } = api2;
  let known2 = { states: Object.keys(lifecycle6.states), run: void 0 };
  const underWay = [];
  for (const observation of story) {
    for (const ended7 of takeEnded(underWay, observation.seen.at)) known2 = follow2(api2, known2, ended7);
    const { seen: seen3, pointer, states: states2 } = observation;
    const reachable = nextOf(api2, known2, observation);
    const final = known2.states.every((state) => isFinal(lifecycle6, state));
    const before = known2.states.join(" or ");
    judge3(
      states2.some((state) => reachable.includes(state)),
      {
        seen: seen3,
        pointer,
        expected: final ? `${before}, which is final` : `after ${before}, one of ${reachable.join(", ")}`,
        actual: states2.join(" or "),
        unusual: true
      }
    );
    underWay.push(observation);
  }
}
function nextOf({ lifecycle: lifecycle6, invariants: invariants6 }, known2, { run }) {
  const { knownSteps = {} } = invariants6;
  const isAnew = run !== void 0 && known2.run !== void 0 && run > known2.run;
  if (known2.wentBack && run === known2.run)
    return [...known2.states, ...known2.states.flatMap((state) => finalsAfter(lifecycle6, state))];
  const reached = reachFrom(lifecycle6, known2.states);
  const back = reached.flatMap((state) => knownSteps[state] ?? []);
  return [.../* @__PURE__ */ new Set([...reached, ...isAnew ? reachFrom(lifecycle6, back) : back])];
}
function finalsAfter(lifecycle6, state) {
  return lifecycle6.states[state].next.filter((next3) => isFinal(lifecycle6, next3));
}
function follow2(api2, known2, { states: states2, run = known2.run, ...shown2 }) {
  const reachable = nextOf(api2, known2, { states: states2, run, ...shown2 });
  const left = states2.filter((state) => reachable.includes(state));
  const ahead = reachFrom(api2.lifecycle, known2.states);
  const wentBack = run === known2.run && (known2.wentBack || !left.some((state) => ahead.includes(state)));
  return { states: left.length > 0 ? left : states2, run, wentBack };
}
function takeEnded(underWay, at) {
  const ended7 = underWay.filter(({ seen: seen3 }) => seen3.until <= at);
  underWay.splice(0, underWay.length, ...underWay.filter(({ seen: seen3 }) => seen3.until > at));
  return ended7.sort((a, b) => a.seen.until - b.seen.until);
}
function judgeFacts(story, clauseAt, judge3) {
  const known2 = /* @__PURE__ */ new Map();
  for (const { seen: seen3, pointer, facts = {} } of story) {
    for (const [fact, value] of Object.entries(facts)) {
      const before = known2.get(fact);
      const notYet = value === null && (!before || before.seen.until > seen3.at);
      if (value === void 0 || notYet) continue;
      const text2 = JSON.stringify(value);
      const first2 = before ?? { text: text2, seen: seen3 };
      const place = `${pointer}/${fact}`;
      const expected = `${first2.text}, as in exchange ${first2.seen.number}`;
      judge3(text2 === first2.text, {
        seen: seen3,
        clause: clauseAt(seen3, place),
        pointer: place,
        expected,
        actual: value
      });
      known2.set(fact, first2);
    }
  }
}
function judgeTimes({ seen: seen3, pointer, times = {} }, clauseAt, judge3) {
  const steps = Object.entries(times);
  for (const [index, [name, at]] of steps.entries()) {
    const [earlier, before] = steps[index - 1] ?? [];
    if (earlier === void 0 || at === null || at === void 0) continue;
    const right = typeof before === "number" && at >= before;
    const place = `${pointer}/${name}`;
    const expected = `no earlier than ${earlier}, ${before ?? "and that to be there"}`;
    const unusual = typeof before !== "number";
    judge3(right, { seen: seen3, clause: clauseAt(seen3, place), pointer: place, expected, actual: at, unusual });
  }
}
function judgeEnding(story, judge3) {
  const known2 = /* @__PURE__ */ new Map();
  for (const { seen: seen3, pointer, ending } of story) {
    if (!ending) continue;
    const { at, how, clause } = ending;
    const first2 = known2.get(at) ?? { how, number: seen3.number };
    const expected = `${first2.how}, as in exchange ${first2.number}: it ended at ${at} there too`;
    judge3(how === first2.how, { seen: seen3, clause, pointer, expected, actual: how });
    known2.set(at, first2);
  }
}
function storiesOf({ observations: observations6 }) {
  const stories = /* @__PURE__ */ new Map();
  for (const observation of observations6) {
    const key = `${observation.seen.scene} ${observation.id}`;
    const story = stories.get(key);
    if (story) story.push(observation);
    else stories.set(key, [observation]);
  }
  return stories.values();
}
function reachFrom({ states: states2 }, from) {
  const reached = [...from];
  for (const state of reached)
    for (const next3 of states2[state].next) if (!reached.includes(next3)) reached.push(next3);
  return reached;
}

// src/core/api/errata.ts
var readingNames = ["literal", "corrected", "observed"];
function parseReading(given2) {
  const reading = readingNames.find((name) => name === given2);
  if (!reading) throw unknownName("reading", given2, readingNames);
  return reading;
}

// src/contract/judge/verdict.ts
function createVerdict(api2, { may, show: show4, wanted }) {
  const { ledger } = documentsOf(api2.name, api2.folder);
  const clauses = new Map(ledger.clauses.map((clause) => [clause.id, clause]));
  const passed = /* @__PURE__ */ new Map();
  const findings = /* @__PURE__ */ new Map();
  const judged = /* @__PURE__ */ new Map();
  const keyOf2 = ({ layer, name }) => `${layer} ${name}`;
  const clauseOf4 = (id) => {
    const clause = clauses.get(id);
    if (!clause) throw new Error(`${api2.name} has no clause '${id}'`);
    return clause;
  };
  const verdict = {
    pass(by, ids2) {
      judged.set(keyOf2(by), by);
      for (const id of ids2.filter(wanted)) passed.set(id, (passed.get(id) ?? 0) + 1);
    },
    check(right, { errata = [], unusual = false, ...checked }) {
      if (right) return verdict.pass(checked.by, [checked.clause]);
      const reading = readingBehind(api2.errata, errata, may);
      verdict.remark({
        ...checked,
        severity: reading ? "erratum" : unusual ? "unusual" : "failed",
        ...reading && { reading }
      });
    },
    remark({ seen: seen3, actual, ...remark2 }) {
      if (!wanted(remark2.clause)) return;
      if (remark2.severity !== "skipped") judged.set(keyOf2(remark2.by), remark2.by);
      const { id, says, lines: lines4 } = clauseOf4(remark2.clause);
      const place = remark2.pointer?.replaceAll(/\/\d+(?=\/|$)/g, "/*") ?? "";
      const expected = remark2.expected.replaceAll(/\d+/g, "#");
      const key = [remark2.severity, id, keyOf2(remark2.by), place, seen3?.operation, expected].join("\n");
      const before = findings.get(key);
      const times = remark2.severity === "skipped" ? 0 : 1;
      findings.set(
        key,
        before ? { ...before, times: before.times + times } : {
          ...remark2,
          says,
          document: ledger.document.name,
          lines: lines4,
          actual: show4.phrase(actual),
          times,
          ...seen3 && { shown: show4.exchange(seen3) }
        }
      );
    },
    findings: () => [...findings.values()],
    layer(layer, why) {
      const of = (severities) => new Set(
        [...findings.values()].filter((f) => f.by.layer === layer && severities.includes(f.severity)).map((f) => f.by.name)
      );
      const unjudged = of(["skipped"]);
      const names3 = [...judged.values()].filter((by) => by.layer === layer).map((by) => by.name);
      for (const name of names3) unjudged.delete(name);
      return {
        layer,
        judged: names3.length,
        failed: of(["failed"]).size,
        skipped: unjudged.size,
        ...why !== void 0 && { why }
      };
    },
    clauses: () => ledger.clauses.filter(({ id }) => wanted(id)).map(({ id, says, lines: lines4, kind, why }) => {
      const found = [...findings.values()].filter((finding) => finding.clause === id);
      const checks = (passed.get(id) ?? 0) + found.reduce((sum2, { times }) => sum2 + times, 0);
      const failed = found.some(({ severity }) => severity === "failed");
      const unjudged = found.find(({ severity }) => severity === "skipped");
      const reason2 = why ?? (kind === "informative" ? "It explains, and promises nothing." : unjudged?.actual ?? "Nothing that was seen shows it.");
      const verdict2 = failed ? "failed" : checks > 0 ? "passed" : "skipped";
      return { id, says, lines: lines4, kind, verdict: verdict2, checks, ...verdict2 === "skipped" && { why: reason2 } };
    })
  };
  return verdict;
}
function readingBehind(ledger, ids2, may) {
  for (const id of ids2) {
    const readings = ledger.find((erratum) => erratum.id === id)?.readings;
    if (!readings) throw new Error(`no erratum '${id}' in the ledger`);
    const follows = readingNames.find(
      (name) => name !== "corrected" && readings[name] !== void 0 && may(id, name)
    );
    if (follows) return { erratum: id, follows };
  }
  return void 0;
}

// src/contract/judge/judge.ts
var layers = ["exchange", "schema", "invariant", "probe"];
async function judge2(api2, { seen: seen3, outcomes, profile, skipped, ...given2 }) {
  const may = mayFollow(api2, profile, outcomes);
  const verdict = createVerdict(api2, { may, show: given2.showing, wanted: given2.wanted });
  const closed = seen3.length > 0 && seen3.every(({ response }) => isUnwilling(response.status));
  if (closed) remarkClosed(api2, seen3, verdict);
  else await judgeSeen(api2, seen3, may, verdict, given2.more);
  for (const remark2 of given2.remarks) verdict.remark(remark2);
  const errata = skipped.has("probe") ? [] : judgeReadings(api2, profile, outcomes, verdict);
  const { name, lines: lines4, sha256: sha2562 } = documentsOf(api2.name, api2.folder).ledger.document;
  const clauses = verdict.clauses();
  const findings = verdict.findings();
  return {
    api: api2.name,
    title: api2.title,
    document: { name, lines: lines4, sha256: sha2562 },
    target: given2.target,
    version: packageVersion(),
    began: toIso(given2.began),
    tookMs: Math.round(given2.tookMs),
    requests: seen3.length,
    profile,
    layers: layers.map((layer) => verdict.layer(layer, skipped.get(layer))),
    clauses,
    findings,
    errata,
    verdict: findings.some(({ severity }) => severity === "failed") ? "failed" : (
      // Who answers nothing but refusals has shown nothing.
      seen3.some((each) => isTelling(api2, each)) && clauses.some((clause) => clause.verdict === "passed") ? "passed" : "skipped"
    )
  };
}
async function judgeSeen(api2, seen3, may, verdict, more2) {
  more2?.(verdict);
  await judgeSchemas(api2, seen3, may, verdict);
  const trace = createTrace(
    api2,
    seen3.filter((each) => isUnforced(api2, each)),
    may
  );
  for (const invariant5 of [...temporalInvariants(api2), ...api2.invariants.invariants])
    judgeInvariant(invariant5, trace, verdict);
}
function remarkClosed(api2, seen3, verdict) {
  const statuses4 = [...new Set(seen3.map(({ response }) => response.status))].join(" or ");
  verdict.remark({
    severity: "skipped",
    clause: api2.invariants.order,
    by: { layer: "invariant", name: `${api2.name}/legal-order` },
    expected: "an answer",
    actual: `The server answered ${statuses4} to each of ${seen3.length} requests.`
  });
}
function isUnforced({ operations: operations8 }, { operation: operation32, request, response }) {
  const { responses = {} } = operations8.find(({ id }) => id === operation32) ?? {};
  const isRefusal = response.status === 0 || !(response.status in responses) && isUnwilling(response.status);
  return request.headers.prefer === void 0 && !isRefusal;
}
function judgeInvariant(invariant5, trace, verdict) {
  const by = { layer: "invariant", name: invariant5.id };
  let checks = 0;
  invariant5.judge(trace, (right, { clause = invariant5.clauses[0], ...check }) => {
    checks++;
    verdict.check(right, { by, clause, ...check });
  });
  if (checks > 0) return;
  const actual = "Nothing that was seen shows it.";
  verdict.remark({
    severity: "skipped",
    clause: invariant5.clauses[0],
    by,
    expected: invariant5.says,
    actual
  });
}

// src/core/mutants/mutant.ts
function changeHandlers(api2, operations8, answer2) {
  const twisted = (operation32) => operations8 && !operations8.includes(operation32.id) ? operation32 : {
    ...operation32,
    handle: (request, respond) => answer2(
      request,
      (changed) => operation32.handle(changed, respond)
    )
  };
  return { ...api2, operations: api2.operations.map(twisted) };
}
function changeResponses(api2, change2) {
  const operationOf = ({ method, path: path4, rawQuery }) => operationFor(api2, { method, path: path4, query: rawQuery }, (_2, reading) => reading === "corrected")?.operation.id;
  return {
    ...api2,
    operations: api2.operations.map((operation32) => ({
      ...operation32,
      handle: async (request, respond) => change2(await operation32.handle(request, respond), operation32.id)
    })),
    wire: {
      ...api2.wire,
      refuse: async (refusal2, changed) => change2(await api2.wire.refuse(refusal2, changed), operationOf(changed))
    }
  };
}
function changingQuery(about4, operations8, change2) {
  const answer2 = (request, honest) => honest({ ...request, query: change2({ ...request.query }) });
  return { ...about4, mutate: (api2) => changeHandlers(api2, operations8, answer2) };
}
function ignoringParameter(about4, operations8, parameter) {
  const says = `It answers as if ${parameter} had not been given.`;
  return changingQuery({ ...about4, says }, operations8, ({ [parameter]: _2, ...query }) => query);
}
function changingBody(about4, operations8, change2) {
  return {
    ...about4,
    mutate(api2) {
      let looks = 0;
      return changeHandlers(api2, operations8, async (request, honest) => {
        const response = await honest(request);
        if (response.status >= 400 || response.body === void 0) return response;
        return { ...response, body: change2(structuredClone(response.body), ++looks) };
      });
    }
  };
}

// src/core/values/own.ts
function own(table, name) {
  return Object.hasOwn(table, name) ? table[name] : void 0;
}

// src/core/records/plan.ts
var slowness = 10;
var usual = /* @__PURE__ */ new WeakMap();
function planFor(lifecycle6, scenario, lasts = {}) {
  if (Object.keys(lasts).length > 0) return planOf(lifecycle6, scenario, lasts);
  const plans = usual.get(lifecycle6) ?? /* @__PURE__ */ new Map();
  usual.set(lifecycle6, plans);
  const plan = plans.get(scenario) ?? planOf(lifecycle6, scenario, lasts);
  plans.set(scenario, plan);
  return plan;
}
function planOf(lifecycle6, scenario, lasts) {
  const stage = (state) => {
    const assumed = lifecycle6.states[state]?.lasts;
    if (assumed === void 0) return { state };
    const length = lasts[state] ?? lasts["*"] ?? assumed;
    return { state, lasts: scenario === "instant" ? 0 : scenario === "slow" ? length * slowness : length };
  };
  const upToRunning = lifecycle6.path.slice(0, lifecycle6.path.indexOf(lifecycle6.running) + 1);
  if (scenario === "stuck") return [...upToRunning.slice(0, -1).map(stage), { state: lifecycle6.running }];
  if (scenario === "fails") return [...upToRunning, lifecycle6.failed].map(stage);
  if (scenario === "canceled") return [...upToRunning, lifecycle6.canceled].map(stage);
  return lifecycle6.path.map(stage);
}
function planInto(lifecycle6, state, lasts = {}) {
  const onPath = lifecycle6.path.indexOf(state);
  const before = onPath >= 0 ? lifecycle6.path.slice(0, onPath) : waysInto(lifecycle6, state);
  return [
    ...before.map((each) => ({
      state: each,
      lasts: lasts[each] ?? lasts["*"] ?? lifecycle6.states[each]?.lasts ?? 0
    })),
    { state }
  ];
}
function waysInto(lifecycle6, state) {
  const leads = (from) => lifecycle6.states[from]?.next.includes(state) ?? false;
  const last2 = leads(lifecycle6.running) ? lifecycle6.running : lifecycle6.path.find(leads);
  if (last2 === void 0) throw unknownName("state", state, Object.keys(lifecycle6.states));
  return lifecycle6.path.slice(0, lifecycle6.path.indexOf(last2) + 1);
}
function planOnward(lifecycle6, from, to) {
  if (from === to) return [];
  const next3 = lifecycle6.path[lifecycle6.path.indexOf(from) + 1];
  const straight = lifecycle6.states[from]?.next.includes(to);
  if (straight || !lifecycle6.path.includes(from) || next3 === void 0) return [{ state: to }];
  return next3 === to ? [{ state: to }] : [{ state: next3, lasts: 0 }, ...planOnward(lifecycle6, next3, to)];
}
function planThrough(lifecycle6, state, plan, lasts = {}) {
  const stage = plan.find((each) => each.state === state);
  return stage && stage.lasts !== 0 ? plan : planInto(lifecycle6, state, lasts);
}
function lengthBefore(plan, state) {
  if (state === void 0) return 0;
  const position = plan.findIndex((stage) => stage.state === state);
  return lengthOf(plan.slice(0, position));
}
function lengthOf(plan) {
  return plan.reduce((sum2, stage) => sum2 + (stage.lasts ?? 0), 0);
}
function checkPlan(lifecycle6, given2) {
  for (const { state } of given2) {
    if (!own(lifecycle6.states, state)) throw unknownName("state", state, Object.keys(lifecycle6.states));
  }
  if (given2.length === 0)
    throw new Problem(400, "Empty plan", { detail: "A plan needs at least one stage." });
  assertLegal(
    lifecycle6,
    given2.map((stage) => stage.state)
  );
  return given2.map(({ state, lasts }, index) => {
    if (index === given2.length - 1) return { state };
    return { state, lasts: lasts ?? lifecycle6.states[state]?.lasts ?? 0 };
  });
}

// src/core/records/snapshot.ts
function timelineOf(record6) {
  let timeline = unroll(record6.plan, record6.created);
  for (const command2 of record6.commands) {
    timeline = timeline.filter((step2) => step2.at <= command2.at);
    timeline.push(...unroll(command2.plan, command2.at));
  }
  return timeline;
}
function unroll(plan, from) {
  let at = from;
  return plan.map(({ state, lasts = 0 }) => {
    const entered = { state, at };
    at += lasts;
    return entered;
  });
}
function snapshotAt(record6, now) {
  const timeline = timelineOf(record6);
  const seen3 = record6.seenAt ?? now;
  let last2 = 0;
  while (last2 + 1 < timeline.length && timeline[last2 + 1].at <= seen3) last2++;
  return snapshotOf(timeline.slice(0, last2 + 1));
}
function snapshotOf(entered) {
  const last2 = entered[entered.length - 1];
  return {
    state: last2.state,
    since: last2.at,
    entered,
    at: (state) => entered.find((step2) => step2.state === state)?.at
  };
}

// src/contract/verify/har.ts
async function seenInHar(api2, text2, base) {
  const entries = entriesOf(text2);
  const chosen2 = base?.replace(/\/+$/, "") ?? commonest(entries.flatMap((entry) => baseOf(api2, entry) ?? []));
  if (chosen2 === void 0)
    throw new Problem(400, "Nothing to judge", {
      detail: `None of the ${entries.length} entries is a request of ${api2.name}.`,
      hint: `Its requests go to ${api2.basePaths.join(", ")}. Is it the archive of another API?`
    });
  const notebook = createNotebook(api2);
  for (const entry of entries) {
    const path4 = below(chosen2, entry.request.url);
    await notebook.note(toSent(entry, path4 ?? ""), toReceived(entry));
  }
  return { base: chosen2, seen: notebook.seen };
}
function entriesOf(text2) {
  try {
    const { log } = JSON.parse(text2);
    if (Array.isArray(log?.entries) && log.entries.every(isEntry)) return log.entries;
  } catch {
  }
  throw new Problem(400, "No archive", {
    detail: "The file is no HTTP archive: it should be JSON with log.entries, each with a request and a response.",
    hint: "Browsers write one with 'Save all as HAR'."
  });
}
function isEntry(value) {
  const { request, response } = value ?? {};
  return typeof request?.method === "string" && typeof request.url === "string" && URL.canParse(request.url) && typeof response?.status === "number";
}
function baseOf(api2, { request }) {
  const { origin, pathname, searchParams } = new URL(request.url);
  for (let at = 0; at >= 0; at = pathname.indexOf("/", at + 1)) {
    const sent = { method: request.method, path: pathname.slice(at), query: new Map(searchParams) };
    if (operationFor(api2, sent, anyReading)) return origin + pathname.slice(0, at);
  }
  return void 0;
}
function commonest(values) {
  const counts2 = /* @__PURE__ */ new Map();
  for (const value of values) counts2.set(value, (counts2.get(value) ?? 0) + 1);
  return [...counts2].sort(([, a], [, b]) => b - a)[0]?.[0];
}
function below(base, url) {
  const { href, hash: hash2 } = new URL(url);
  const plain2 = href.slice(0, href.length - hash2.length);
  return plain2.startsWith(`${base}/`) ? plain2.slice(base.length) : void 0;
}
function toSent({ request }, path4) {
  const body = request.postData?.text;
  return { method: request.method, path: path4, headers: toHeaders(request.headers), ...body && { body } };
}
function toReceived({ startedDateTime = "", time: time2 = 0, request, response }) {
  const at = Date.parse(startedDateTime) || 0;
  const { text: text2 = "", encoding } = response.content ?? {};
  return {
    at,
    // Archives give beginnings in whole ms, rounded down: what came next did not begin before this had ended.
    until: at + Math.floor(Math.max(0, time2)),
    url: request.url,
    status: response.status,
    headers: toHeaders(response.headers),
    text: encoding === "base64" ? Buffer.from(text2, "base64").toString() : text2
  };
}
function toHeaders(headers2 = []) {
  return Object.fromEntries(
    headers2.filter(({ name }) => /^[\w-]+$/.test(name)).map(({ name, value }) => [name, value])
  );
}

// src/contract/verify/show.ts
var mostShown = 4e3;
var mostInPhrase = 300;
function createShowing(secrets) {
  const disguises = secrets.filter(Boolean).flatMap(disguisesOf);
  const clean = (text2) => disguises.reduce((left, secret) => left.replaceAll(secret, "(redacted)"), text2);
  const body = (value) => value === void 0 ? {} : { body: cleanValue(value, clean) };
  const headers2 = (given2) => Object.fromEntries(
    Object.entries(redactHeaders(Object.fromEntries(new Headers(given2)))).map(([name, value]) => [
      name,
      clean(value)
    ])
  );
  return {
    exchange: ({ number, request, response }) => ({
      number,
      request: {
        method: request.method,
        url: clean(redactUrl(request.url)),
        headers: headers2(request.headers),
        ...body(request.body)
      },
      response: {
        status: response.status,
        headers: headers2(response.headers),
        ...body(response.body ?? (response.text === "" ? void 0 : response.text))
      }
    }),
    phrase(value) {
      if (value === void 0) return "nothing";
      const text2 = clean(typeof value === "string" ? redactText(value) : JSON.stringify(redactValue(value)));
      return text2.length > mostInPhrase ? `${text2.slice(0, mostInPhrase)}\u2026 (${text2.length} characters)` : text2;
    }
  };
}
function disguisesOf(secret) {
  const bytes = Buffer.from(secret);
  const form2 = new URLSearchParams({ "": secret }).toString().slice(1);
  const encoded = [encodeURIComponent(secret), form2, JSON.stringify(secret).slice(1, -1)];
  const base64 = [bytes.toString("base64"), bytes.toString("base64url")];
  return [.../* @__PURE__ */ new Set([...base64, ...encoded, secret])].sort((a, b) => b.length - a.length);
}
function cleanValue(value, clean) {
  const text2 = clean(typeof value === "string" ? redactText(value) : JSON.stringify(redactValue(value)));
  if (text2.length > mostShown) return `${text2.slice(0, mostShown)}\u2026 (${text2.length} characters)`;
  return typeof value === "string" ? text2 : JSON.parse(text2);
}

// src/core/api/operation.ts
var nothingAnybodySends = "\0";
function isGuarded({ accepts }) {
  return !accepts(nothingAnybodySends);
}
function isSupporting({ clauses }) {
  return clauses.length === 0;
}

// src/core/worlds/presets.ts
function presetPerState(lifecycle6, about4) {
  return Object.keys(lifecycle6.states).map((state) => ({
    name: `${about4.noun}-is-${state.toLowerCase().replaceAll("_", "-")}`,
    says: `${about4.noun} ${about4.subject} is ${state}`,
    clauses: about4.clauses,
    params: about4.params,
    creates: (params) => [{ state, attributes: params }]
  }));
}
var specialStates = {
  /** The samples stand as printed, and nothing else is there. */
  samples: "the examples of the document are there, and nothing else",
  /** The request says by `Prefer` what it is to be answered with. */
  preference: "Standin answers as the request prefers"
};

// src/contract/pact/run.ts
var packageName = "@pact-foundation/pact";
var hint = `The Pact contract was not checked: ${packageName} is not installed here. Add it with 'npm i -D ${packageName}@16'.`;

// src/contract/verify/place.ts
var clock2 = createClock();

// src/contract/verify/verify.ts
var clock3 = createClock();

// src/core/worlds/limits.ts
var limitTable = {
  connections: count(1e3, "connections open at once", 503),
  headerTime: time(1e4, "until the headers of a request have come", 408),
  requestTime: time(3e4, "until a request has come as a whole", 408),
  keepAlive: time(5e3, "that a connection is kept between two requests", null),
  pipeline: count(16, "requests on one connection that wait for their turn", 503),
  headers: count(16384, "bytes in the first line and the headers of a request", 431),
  url: count(8192, "characters in the URL of a request", 414),
  params: count(100, "parameters in the query of a request", 400),
  body: count(1048576, "bytes in the body of a request", 413),
  worlds: count(1e3, "worlds", 507),
  records: count(1e6, "records in a world beside those that it begins with", 507),
  journal: count(1e3, "entries in the journal of a world, the newest", null),
  streams: count(100, "streams held open at once", 503)
};
var limitNames = Object.keys(limitTable);
var usualLimits = Object.fromEntries(
  limitNames.map((name) => [name, limitTable[name].usual])
);
function count(usual6, what, status) {
  return { usual: usual6, what, status, kind: "count" };
}
function time(usual6, what, status) {
  return { usual: usual6, what, status, kind: "time" };
}

// src/apis/index.ts
var apis_exports = {};
__export(apis_exports, {
  codearts: () => codearts_default,
  copr: () => copr_default,
  copr_waiting: () => copr_waiting_default,
  entrecode: () => entrecode_default,
  erigones: () => erigones_default
});

// src/core/api/api.ts
var anyToken = "any";
function needsToken(login2, { readings, token }) {
  return readings(login2) === "observed" || token !== anyToken;
}
function defineApi(api2) {
  const ids2 = api2.operations.map((operation32) => operation32.id);
  const twice = ids2.find((id, index) => ids2.indexOf(id) !== index);
  if (twice) throw new Error(`${api2.name}: two operations are called '${twice}'`);
  const foreign = api2.errata.find((erratum) => !erratum.id.startsWith(`${api2.name}/`));
  if (foreign) throw new Error(`${api2.name}: erratum '${foreign.id}' is not its own`);
  return api2;
}

// src/apis/codearts/supporting/signature.ts
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
var algorithm = "SDK-HMAC-SHA256";
var written = new RegExp(
  `^${algorithm} Access=([^,\\s]+), *SignedHeaders=([^,\\s]+), *Signature=([0-9a-f]{64})$`
);
var mostSkew = 15 * 6e4;
function signatureOf(request) {
  const [, accessKey, headers2, hex] = written.exec(request.header("authorization") ?? "") ?? [];
  return accessKey ? { accessKey, headers: headers2.toLowerCase().split(";"), hex } : void 0;
}
var form = `authorization is not '${algorithm} Access=\u2026, SignedHeaders=\u2026, Signature=\u2026' with 64 digits of 0-9 and a-f`;
function isMalformed(request) {
  return /-HMAC-/.test(request.header("authorization") ?? "") && !signatureOf(request);
}
function flawOf(signature, request) {
  const { accessKey } = signature;
  if (request.accepts(`${accessKey}:`)) return void 0;
  const secret = request.secretOf(accessKey);
  if (secret === void 0) return `Get secretKey failed,ak:${accessKey},err:ak not exist`;
  const payload = payloadOf(request);
  const date = request.header("x-sdk-date") ?? "";
  const made3 = payload === void 0 ? "" : sign({ ...signature, secret, payload, date }, request);
  if (!isSame(made3, signature.hex)) return "verify aksk signature fail";
  return isStale(date, request) ? `calc aksk signature fail:signature expired, signature time:${date},server time:${toSdkDate(realNow())}` : void 0;
}
function isStale(date, { now }) {
  const [, day10, time2] = /^(\d{8})T(\d{6})Z$/.exec(date) ?? [];
  if (!day10 || !time2) return true;
  const pairs2 = (digits2, by) => digits2.match(/\d\d/g).join(by);
  const signed2 = Date.parse(`${day10.slice(0, 4)}-${pairs2(day10.slice(4), "-")}T${pairs2(time2, ":")}Z`);
  return ![realNow(), now].some((clock5) => Math.abs(clock5 - signed2) <= mostSkew);
}
function toSdkDate(instant2) {
  return toIso(instant2).replaceAll(/[-:]|\.\d+/g, "");
}
function sign({ headers: headers2, secret, payload, date }, request) {
  const [path4 = "", search = ""] = split(request.target, "?");
  const lines4 = headers2.map((name) => `${name}:${headerOf(request, name)}
`).join("");
  const canonical = [
    request.method,
    canonicalPath(path4),
    canonicalQuery(search),
    lines4,
    headers2.join(";"),
    payload
  ];
  return createHmac("sha256", secret).update([algorithm, date, sha256(canonical.join("\n"))].join("\n")).digest("hex");
}
function payloadOf(request) {
  const declared = request.header("x-sdk-content-sha256");
  if (declared && /^UNSIGNED(-PAYLOAD)?$/.test(declared)) return declared;
  const actual = sha256(bodyOf2(request));
  return declared === void 0 || declared.toLowerCase() === actual ? declared ?? actual : void 0;
}
function bodyOf2({ method, sent, header }) {
  return method === "GET" && header("content-length") === "2" ? "{}" : sent;
}
function headerOf(request, name) {
  return (request.header(name) ?? (name === "host" ? new URL(request.url("/")).host : "")).trim();
}
function canonicalPath(path4) {
  const whole = path4.split("/").map((part2) => encode(decoded(part2))).join("/");
  return whole.endsWith("/") ? whole : `${whole}/`;
}
function canonicalQuery(search) {
  return [...new URLSearchParams(search)].sort(([a, one], [b, other2]) => compare(a, b) || compare(one, other2)).map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
}
function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}
function encode(text2) {
  return encodeURIComponent(text2).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
  );
}
function split(text2, mark) {
  const at = text2.indexOf(mark);
  return at < 0 ? [text2] : [text2.slice(0, at), text2.slice(at + 1)];
}
function sha256(text2) {
  return createHash("sha256").update(text2).digest("hex");
}
function isSame(a, b) {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

// src/apis/codearts/supporting/tokens.ts
import { createHash as createHash2 } from "node:crypto";

// src/core/values/random.ts
var pairs = Array.from({ length: 256 }, (_2, byte) => byte.toString(16).padStart(2, "0"));
function hexOf(word) {
  return pairs[word >>> 24] + pairs[word >>> 16 & 255] + pairs[word >>> 8 & 255] + pairs[word & 255];
}
function randomFor(seed, name, index) {
  const high = mix(Math.floor(index / 4294967296));
  return new SplitMix(mix(mix(hash(name) ^ seed >>> 0) + (index >>> 0)) ^ high);
}
var SplitMix = class {
  #state;
  constructor(state) {
    this.#state = state;
  }
  uint32() {
    this.#state = this.#state + 2654435769 >>> 0;
    return mix(this.#state);
  }
  between(min, max) {
    return min + Math.floor(this.uint32() / 4294967296 * (max - min + 1));
  }
  pick(from) {
    return from[this.between(0, from.length - 1)];
  }
  hex(length) {
    const digits2 = [];
    while (digits2.length * 8 < length) digits2.push(hexOf(this.uint32()));
    return digits2.join("").slice(0, length);
  }
  uuid() {
    const d = this.hex(32);
    const variant = "89ab"[Number.parseInt(d[16], 16) & 3];
    return `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-${variant}${d.slice(17, 20)}-${d.slice(20)}`;
  }
};
function mix(value) {
  let z = value >>> 0;
  z = Math.imul(z ^ z >>> 16, 569420461);
  z = Math.imul(z ^ z >>> 15, 1935289751);
  return (z ^ z >>> 15) >>> 0;
}
function hash(text2) {
  let h = 2166136261;
  for (let i = 0; i < text2.length; i++) h = Math.imul(h ^ text2.charCodeAt(i), 16777619);
  return h >>> 0;
}

// src/apis/codearts/supporting/tokens.ts
var lifetime = 24 * 36e5;
var beginning = "MIIEngYJKoZIhvcNAQcCoIIEjzCC";
async function giveToken(grant, { world, store, now }) {
  const serial = await store.serial("codearts tokens");
  const digits2 = randomFor(world.seed, `codearts tokens of ${world.name}`, serial).hex(384);
  const token = beginning + Buffer.from(digits2, "hex").toString("base64");
  const issued = Math.floor(now);
  const kept = { ...grant, expires: afterRealTime(world.clock, issued, lifetime) };
  await store.putParent("codearts", "token", hashOf(token), kept);
  return { token, issued, expires: kept.expires };
}
async function shownToken({ store, ...request }) {
  const token = request.header("x-auth-token");
  if (!token) return void 0;
  return await store.parent("codearts", "token", hashOf(token));
}
function hasExpired({ expires }, { now }) {
  return now >= expires;
}
function iamTime(instant2) {
  return toIso(instant2).replace("Z", "000Z");
}
function idOf(kind, name) {
  return createHash2("sha256").update(`${kind} ${name}`).digest("hex").slice(0, 32);
}
function hashOf(token) {
  return createHash2("sha256").update(token).digest("hex");
}

// src/apis/codearts/auth.ts
var tokens = "/v3/auth/tokens";
var ofIam = /^\/v3\/(auth|projects)\b/;
var worded = {
  400: ["CB.00060200", "Invalid param"],
  401: ["APIGW.0301", "Incorrect IAM authentication information: decrypt token fail"],
  403: ["APIGW.0302", "The caller is not allowed to use this API."],
  404: ["CB.00031006", "The build task does not exist."],
  413: ["APIGW.0201", "The request is too large."],
  422: ["CB.00031006", "The build task does not exist."],
  429: ["APIGW.0308", "There were too many requests."],
  500: ["CB.00060101", "Internal error."]
};
var auth = {
  refuse: (refusal2, request) => withRequestId(sayNo(refusal2, request), request),
  dress: (response, request) => ({ ...response, headers: { ...requestId(request), ...response.headers } }),
  async authenticate(request, operation32) {
    if (request.header("x-auth-token")) return doubtOfToken(request, operation32);
    const signature = takesSignatures(request, operation32) ? signatureOf(request) : void 0;
    if (!signature)
      return { kind: "unauthenticated", why: "missing", ...isMalformed(request) && { says: form } };
    const says = flawOf(signature, request);
    return says === void 0 ? void 0 : { kind: "unauthenticated", why: "invalid", says };
  }
};
async function doubtOfToken(request, { path: path4 }) {
  const kept = await shownToken(request);
  const invalid5 = { kind: "unauthenticated", why: "invalid" };
  if (!kept) return request.accepts(request.header("x-auth-token")) ? void 0 : invalid5;
  if (hasExpired(kept, request)) return { kind: "unauthenticated", why: "expired" };
  return kept.project || ofIam.test(path4) ? void 0 : { ...invalid5, says: "no scope of a project" };
}
function takesSignatures({ reading }, operation32) {
  return isSupporting(operation32) || reading("codearts/credentials") !== "literal";
}
function notThere({ path: path4, reading }) {
  const status = reading("codearts/unknown-job") === "observed" ? 422 : 404;
  const { error_code, error_msg } = toError(status);
  const code = path4.startsWith("/v1/") ? `DEV${error_code}` : error_code;
  return [status, { error_code: code, error_msg }];
}
function iamError(code, message) {
  return { error: { code, message, title: code === 400 ? "Bad Request" : "Unauthorized" } };
}
function toError(status) {
  const [error_code, error_msg] = worded[status] ?? worded[status < 500 ? 400 : 500];
  return { error_code, error_msg };
}
function invalidParam(name, expected, given2) {
  const error_msg = `Invalid param: ${name}, expected ${expected}, given ${textOf(given2 ?? "nothing")}`;
  return { error_code: "CB.00060200", error_msg };
}
var windowTooLong = {
  error_code: "CB.00031105",
  error_msg: "The window of the query is longer than 31 days."
};
function requestId({ now }) {
  return { "x-request-id": Math.abs(Math.floor(now)).toString(16).padStart(32, "0") };
}
function withRequestId({ status, body }, request) {
  const { error_code = "" } = body;
  const inBody = error_code.startsWith("APIGW.") && request.reading("codearts/request-id") === "observed";
  return {
    status,
    body: inBody ? { ...body, request_id: requestId(request)["x-request-id"] } : body
  };
}
function sayNo(refusal2, request) {
  switch (refusal2.kind) {
    case "unknown-route":
    case "wrong-method":
      return error(404, "APIGW.0101", "The API does not exist or has not been published.");
    case "unauthenticated":
      return stranger(refusal2);
    case "invalid":
      return invalid(refusal2, request);
    case "unreadable-body":
      return unreadable(refusal2.reason, request);
    case "body-too-large":
      return { status: 413, body: toError(413) };
    case "limit":
      return { status: refusal2.status, body: { ...toError(429), error_msg: refusal2.says } };
    case "status":
      return { status: refusal2.status, body: errorFor(refusal2.status, request) };
  }
}
function errorFor(status, { path: path4 }) {
  const ofIam2 = path4 === tokens && (status === 400 || status === 401);
  return ofIam2 ? iamError(status, "This was asked for.") : toError(status);
}
function stranger({ why, says }) {
  if (why === "expired") return error(401, "APIGW.0307", "The token must be updated.");
  const found = says ?? (why === "missing" ? "x-auth-token not found" : "decrypt token fail");
  return error(401, "APIGW.0301", `Incorrect IAM authentication information: ${found}`);
}
function invalid({ name, expected, given: given2 }, { path: path4 }) {
  if (path4 === tokens) return { status: 400, body: iamError(400, `${name}: expected ${expected}.`) };
  if (name === "job_id")
    return error(
      400,
      "CB.00060201",
      `Invalid task ID: ${given2 === void 0 ? "none is given" : textOf(given2)}`
    );
  return { status: 400, body: invalidParam(name, expected, given2) };
}
function unreadable(reason2, { path: path4 }) {
  const says = `the body is not JSON: ${reason2}`;
  if (path4 === tokens) return { status: 400, body: iamError(400, `${says}.`) };
  return error(400, "CB.00060200", `Invalid param: ${says}`);
}
function error(status, error_code, error_msg) {
  return { status, body: { error_code, error_msg } };
}

// src/core/api/fixtures.ts
function logarithmic(random, least, most2) {
  return 2 ** random.between(least, most2 - 1) * (1 + random.uint32() / 4294967296) - 1;
}
function agedAt(place, count3, span) {
  return span * (count3 - place) / count3;
}
var greatest32 = 2147483647;
var greatest64 = 9223372036854775807n;
var greatestExact = 9007199254740991n;
function idFor(number, { edge, modest }, { wide = false, first: first2 = 0 } = {}) {
  if (edge && wide && number % 3 === 0) return greatest64 - BigInt(number);
  if (edge && wide && number % 3 === 1) return greatestExact + BigInt(number);
  if (edge) return number % 2 === 0 ? greatest32 - number : 1 + first2 + number;
  if (number % 16 !== 15 || modest) return 1 + first2 + number;
  const turn = (number - 15) / 16;
  return turn === 0 ? greatest32 : greatest32 - 1 - turn;
}
var mostShared = 4096;
var amongSupporting = 4;
function shared(make, most2 = mostShared) {
  const known2 = /* @__PURE__ */ new Map();
  let before;
  return (drawing, number) => {
    if (!before || !isAlike(before, drawing) || known2.size >= most2) known2.clear();
    before = drawing;
    const found = known2.get(number);
    if (found !== void 0) return found;
    const made3 = make(drawing, number);
    known2.set(number, made3);
    return made3;
  };
}
function isAlike(a, b) {
  const listed3 = a.row === void 0 === (b.row === void 0);
  return listed3 && a.seed === b.seed && a.edge === b.edge && a.modest === b.modest;
}

// src/apis/codearts/breaches.ts
var breaches = [
  {
    invariant: "codearts/record-agrees-with-itself",
    at: {
      "build-info-record": [],
      "build-record-page": ["job_build_states", "*"],
      "build-record-list": ["result", "job_build_states", "*"]
    },
    tell: (build) => ({ ...build, cost_time: build.cost_time + 1e3 })
  },
  {
    invariant: "codearts/newest-first",
    at: { "build-record-page": ["job_build_states"], "build-record-list": ["result", "job_build_states"] },
    tell: (builds3) => [...builds3].reverse()
  },
  {
    invariant: "codearts/counts-add-up",
    at: { "build-record-page": [], "build-record-list": ["result"] },
    tell: (page5) => ({ ...page5, total_page: `${Number(page5.total_page) + 1e3}` })
  }
];

// src/core/store/numbers.ts
var greatest = 2147483647;
async function numberFor(store, series, { name, given: given2 }) {
  const number = given2 ?? await store.serial(series);
  await store.raiseSerial(series, number);
  if (number <= greatest) return number;
  throw new Problem(409, "No ids left", {
    detail: `The next ${name} would be ${number}, and the greatest that there can be is ${greatest}.`,
    hint: `Give a smaller ${name} that is free, or reset the world.`
  });
}

// src/apis/codearts/record.ts
var chinaOffset = 8 * 36e5;
var people = ["zhang.wei", "li.na", "wang.fang", "chen.jie", "liu.yang"];
var branches = ["master", "develop", "release/2.4", "feature/login"];
function wallClock(instant2, offset) {
  return toIso(instant2 + offset).slice(0, 19).replace("T", " ");
}
function instantOf(text2, offset) {
  const read = Date.parse(`${text2.replace(" ", "T")}Z`);
  return Number.isNaN(read) || wallClock(read, 0) !== text2 ? void 0 : read - offset;
}
function startOf(build) {
  return Math.floor(build.created);
}
var record = {
  schemaName: "build-attributes",
  order: startOf,
  indexes: { job: ({ attributes }) => attributes.job_id },
  async complete(given2, context) {
    const { created, random, store } = context;
    const job_id = given2.job_id ?? random.hex(32);
    const series = `codearts number ${job_id}`;
    const number = await numberFor(store, series, { name: "number", given: given2.number });
    const daily_build_number = await dailyNumber(job_id, given2.daily_build_number, context);
    const known2 = await store.parent("codearts", "job", job_id);
    const numbers2 = { job_id, number, daily_build_number };
    const attributes = { ...lifelike(random, created), ...known2, ...given2, ...numbers2 };
    const { scm_type, scm_web_url, build_type, code_branch } = attributes;
    const job = { job_id, scm_type, scm_web_url, build_type, code_branch };
    return {
      id: `${job_id}:${number}`,
      attributes,
      parents: [{ kind: "job", id: job_id, parent: job }]
    };
  }
};
async function dailyNumber(jobId, given2, { created, store }) {
  const today = wallClock(created, chinaOffset).slice(0, 10).replaceAll("-", "");
  const [date, counter] = (given2 ?? today).split(".");
  const series = ["codearts", "daily", jobId, date].join(" ");
  if (given2 === void 0) return `${date}.${await store.serial(series)}`;
  await store.raiseSerial(series, Number(counter));
  return given2;
}
function lifelike(random, created) {
  const person = random.pick(people);
  return {
    user_id: random.hex(32),
    executor: person,
    nickname: person,
    trigger_type: random.pick(["Manual", "Scheduled"]),
    commit_id: random.hex(40),
    committed_at: offsetText(created - random.between(60, 86400) * 1e3),
    build_type: "branch",
    code_branch: random.pick(branches),
    scm_type: "codehub",
    scm_web_url: `https://codehub.example.com/codehub/${random.between(2e9, 2147483647)}/home`
  };
}
function offsetText(instant2) {
  return toIso(instant2).replace(/\.\d{3}Z$/, ".000+00:00");
}

// src/apis/codearts/lifecycle.ts
var statuses = ["codearts/record/job-running-status", "codearts/record/state"];
var lifecycle = defineLifecycle({
  states: {
    InQueue: { next: ["Running", "SCHEDULE_FAILURE", "ABORTED"], lasts: 2e3, clauses: statuses },
    Running: { next: ["SUCCESS", "FAILURE", "ABORTED"], lasts: 8e3, clauses: statuses },
    SUCCESS: { next: [], clauses: statuses },
    FAILURE: { next: [], clauses: statuses },
    ABORTED: { next: [], clauses: statuses },
    SCHEDULE_FAILURE: { next: [], clauses: statuses }
  },
  path: ["InQueue", "Running", "SUCCESS"],
  running: "Running",
  failed: "FAILURE",
  canceled: "ABORTED"
});

// src/apis/codearts/wire.ts
var healthScore = "0";
var wire = {
  contentType: "application/json",
  locate(build, { readings, token }) {
    const second3 = wallClock(build.created, offsetOf(readings));
    const window = { start_time: second3, end_time: second3, page_size: "100" };
    const query = new URLSearchParams(window).toString().replaceAll("+", "%20");
    const path4 = `/v3/jobs/${build.attributes.job_id}/build-info-records?${query}`;
    return { path: path4, headers: { "X-Auth-Token": token } };
  }
};
function offsetOf(readings) {
  return readings("codearts/time-zone") === "literal" ? 0 : chinaOffset;
}
function toRecordList({ items, total }, { page_index, page_size }, request) {
  const pages4 = request.reading("codearts/total-page") === "literal" ? total : pagesOf(total, page_size);
  const builds3 = items;
  return {
    result: {
      health_score: healthScore,
      page_index: `${page_index}`,
      total_page: `${pages4}`,
      total_record: `${total}`,
      job_build_states: builds3.map((build) => toRecord(build, request.snapshot(build), request.now))
    },
    error: null,
    status: "success"
  };
}
function pagesOf(total, pageSize) {
  return pageSize === 0 ? 0 : Math.ceil(total / pageSize);
}
function toRecord(build, snapshot, now) {
  const { attributes } = build;
  const finished2 = isFinal(lifecycle, snapshot.state);
  const time2 = timeTaken(build, snapshot, now);
  return {
    number: attributes.number,
    build_time: time2,
    start_time: startOf(build),
    job_running_status: runningStatusOf(snapshot.state),
    // No source says what stands here before the end. RUNNING is ours.
    state: finished2 ? snapshot.state : "RUNNING",
    user_id: attributes.user_id,
    executor: attributes.executor,
    nickname: attributes.nickname,
    daily_build_number: attributes.daily_build_number,
    trigger_type: attributes.trigger_type,
    ...toSource(attributes, time2)
  };
}
function runningStatusOf(state) {
  return isFinal(lifecycle, state) ? "Finished" : state;
}
function toSource(attributes, cost_time) {
  const { build_type, code_branch, scm_type, scm_web_url, commit_id: commit_id2 } = attributes;
  const commit_detail_url = `${scm_web_url.replace(/\/home$/, "")}/${commit_id2}/commitdetail`;
  return {
    commit_id: commit_id2,
    cost_time,
    commit_info: toCommitInfo(attributes),
    build_type,
    code_branch,
    scm_type,
    scm_web_url,
    commit_detail_url
  };
}
function toCommitInfo({ commit_id: commit_id2, committed_at: committed_at2 }) {
  return { commit_id: commit_id2, created_at: committed_at2 };
}
function timeTaken(build, snapshot, now) {
  const seen3 = build.seenAt ?? now;
  const end2 = isFinal(lifecycle, snapshot.state) ? Math.min(snapshot.since, seen3) : seen3;
  return Math.max(0, Math.floor(end2) - startOf(build));
}

// src/apis/codearts/fixtures.ts
var perJob = 10;
var people2 = 500;
var day2 = 864e5;
var greatest2 = 2147483647;
var nicknames = ["\u5F20\u4F1F", "\u738B\u82B3", "\u674E\u5A1C", "\u5218\u6D0B", "\u9648\u6770", "021", "zhang.wei", 'O\u2019Neil, "Bo"'];
var fixtures = {
  draw(drawing) {
    const { number: index, at, random, edge } = drawing;
    const job = jobOf(drawing, Math.floor(index / perJob));
    const person = personOf(drawing, random.between(0, people2 - 1));
    const place = index % perJob;
    const age = ageOf(at, perJob - 1 - place, random);
    const number = (edge ? greatest2 - perJob : 0) + place + 1;
    return {
      id: `${job.job_id}:${number}`,
      age,
      ended: place < perJob - 1,
      // Member by member: to spread several objects into one takes as long as all the rest.
      attributes: {
        job_id: job.job_id,
        build_type: job.build_type,
        code_branch: job.code_branch,
        scm_type: job.scm_type,
        scm_web_url: job.scm_web_url,
        user_id: person.user_id,
        executor: person.executor,
        nickname: person.nickname,
        number,
        daily_build_number: `${wallClock(at - age, chinaOffset).slice(0, 10).replaceAll("-", "")}.1`,
        trigger_type: random.pick(["Manual", "Scheduled"]),
        commit_id: random.hex(40),
        committed_at: offsetText(at - age - random.between(60, 86400) * 1e3)
      }
    };
  },
  breaches,
  schemas: {
    "build-info-record": { show: ([build], { now }) => toRecord(build.record, build.snapshot, now) },
    "build-record-page": { most: perJob, show: (shown2, showing) => listOf(shown2, showing).result },
    "build-record-list": {
      most: perJob,
      show: listOf,
      request: (shown2, showing, { result: result2 }) => ({
        operation: "list-build-records",
        path: pathOf2(shown2, showing, result2.page_index),
        headers: { "X-Auth-Token": "any" },
        status: 200
      })
    },
    "commit-info": { show: ([build]) => toCommitInfo(build.record.attributes) }
  }
};
function ageOf(at, days3, random) {
  const sinceMidnight = ((at + chinaOffset) % day2 + day2) % day2;
  if (days3 === 0) return random.between(0, sinceMidnight);
  return sinceMidnight + (days3 - 1) * day2 + random.between(1, day2);
}
var jobOf = shared((drawing, number) => {
  const { seed, words: words4, edge } = drawing;
  const random = randomFor(seed, "codearts job", number);
  const tag = random.between(0, 5) === 0;
  const branch = random.pick(["master", "main", "develop", random.pick(words4.branches)]);
  const version = `v${random.between(0, 30)}.${random.between(0, 20)}.${random.between(0, 99)}`;
  return {
    job_id: random.hex(32),
    build_type: tag ? "tag" : "branch",
    code_branch: edge ? random.pick(["a", `${branch}/`.repeat(30).slice(0, 200)]) : tag ? version : branch,
    scm_type: "codehub",
    scm_web_url: `https://codehub.example.com/codehub/${random.between(2e9, 2147483647)}/home`
  };
}, amongSupporting);
var personOf = shared(({ seed, words: words4 }, number) => {
  const random = randomFor(seed, "codearts person", number);
  const executor2 = random.pick(words4.users);
  const nickname2 = random.between(0, 1) === 0 ? executor2 : random.pick(nicknames);
  return { user_id: random.hex(32), executor: executor2, nickname: nickname2 };
});
function listOf(shown2, showing) {
  const items = shown2.map(({ record: record6 }) => record6).reverse();
  const before = items.length === 0 ? 0 : showing.row % 4;
  const after = items.length === perJob ? showing.row * 7 % 90 : 0;
  const total = before * perJob + items.length + after;
  return toRecordList({ items, total }, { page_index: before, page_size: perJob }, showing);
}
function pathOf2(shown2, showing, page_index) {
  const { random, now, reading } = showing;
  const job = shown2[0]?.record.attributes.job_id ?? random.hex(32);
  const time2 = (instant2) => wallClock(instant2, offsetOf(reading));
  const window = { start_time: time2(now - (perJob + 1) * day2), end_time: time2(now) };
  const query = new URLSearchParams({ ...window, page_index, page_size: `${perJob}` });
  return `/v3/jobs/${job}/build-info-records?${query}`;
}

// src/core/invariants/checks.ts
function invariantsOf(api2) {
  return (name, says, clauses, checks) => ({
    id: `${api2}/${name}`,
    says,
    clauses: clauses.map((clause) => `${api2}/${clause}`),
    judge(trace, judge3) {
      for (const { right, clause, ...check } of checks(trace))
        judge3(right, { ...check, clause: `${api2}/${clause}` });
    }
  });
}

// src/apis/codearts/exploration.ts
var nobodysJob = "f".repeat(32);
var printedJob = "48c66c6002964721be537cdc6ce0297b";
var december = { start_time: "2023-12-01 00:00:00", end_time: "2023-12-31 23:59:59" };
var ever = { start_time: "1971-01-01 00:00:00", end_time: "2100-01-01 00:00:00" };
var second = 1e3;
var day3 = 864e5;
var explore = async (explorer) => {
  const now = await lookAround(explorer);
  for (const [index, state] of Object.keys(lifecycle.states).entries())
    await lookAt(explorer, now, state, taskOf(index));
  for (const [index, scenario] of ["succeeds", "fails", "canceled"].entries())
    await follow3(explorer, now, scenario, taskOf(10 + index));
  await lookBack(explorer);
  await turnPages(explorer, now);
  await requestInVain(explorer);
};
async function lookAround(explorer) {
  const { job_id } = explorer.params;
  const { response, at } = await list(explorer, printedJob, { ...december, page_index: 0, page_size: 1 });
  if (response.status === 200) await viewWindow(explorer, printedJob, december);
  const window = await windowOf(explorer, at, job_id);
  if (window) await viewWindow(explorer, job_id, window);
  return at;
}
async function viewWindow(explorer, job, window) {
  const whole = () => list(explorer, job, { ...window, page_size: 100 });
  const builds3 = buildsOf(await whole());
  const pages4 = [{}, { page_index: 1 }, { page_size: 3 }, { page_size: 3, page_index: 1 }, { page_index: 4 }];
  for (const page5 of [...pages4, { page_size: 1, page_index: 2 }, { page_index: 1e3, page_size: 100 }])
    await list(explorer, job, { ...window, ...page5 });
  for (const build of [builds3.at(-1), builds3[Math.floor(builds3.length / 2)]]) {
    if (!build) continue;
    const { start_time: start3 } = build;
    for (const part2 of [
      { start_time: text(start3) },
      { end_time: text(start3) },
      { start_time: text(start3 + second) },
      { end_time: text(start3 - second) },
      { start_time: text(start3 - 3600 * second), end_time: text(start3 + 3600 * second) }
    ])
      await list(explorer, job, { ...window, ...part2, page_size: 100 });
  }
  await whole();
}
async function lookAt(explorer, now, state, task) {
  const preset = `build-is-${state.toLowerCase().replaceAll("_", "-")}`;
  const { job_id } = await explorer.stage(preset, task) ?? {};
  const window = await windowOf(explorer, now, job_id);
  if (!window) return;
  for (const page5 of [{}, { page_size: 1 }, { page_index: 1 }])
    await list(explorer, job_id, { ...window, ...page5 });
}
async function follow3(explorer, now, scenario, task) {
  const { job_id } = await explorer.stage("build-is-inqueue", task, { scenario }) ?? {};
  const window = await windowOf(explorer, now, job_id);
  if (!window) return;
  await explorer.watch(async () => {
    await list(explorer, job_id, window);
    return list(explorer, job_id, window);
  });
  await list(explorer, job_id, window);
}
async function lookBack(explorer) {
  const { job_id, first: first2 } = await explorer.stage("job-has-old-builds", { job_id: taskOf(20).job_id }) ?? {};
  const from = Date.parse(String(first2));
  if (job_id === void 0 || Number.isNaN(from)) return;
  await viewWindow(explorer, job_id, { start_time: text(from - day3), end_time: text(from + 20 * day3) });
  await list(explorer, job_id, { start_time: text(from - 20 * day3), end_time: text(from + 40 * day3) });
}
async function turnPages(explorer, now) {
  const task = { job_id: taskOf(21).job_id, builds: 125 };
  const { job_id } = await explorer.stage("job-has-many-builds", task) ?? {};
  const window = await windowOf(explorer, now, job_id);
  if (!window) return;
  for (const page5 of [
    { page_size: 100 },
    { page_size: 100, page_index: 1 },
    { page_size: 50, page_index: 2 },
    { page_index: 0 },
    { page_index: 12 },
    { page_index: 13 },
    {}
  ])
    await list(explorer, job_id, { ...window, ...page5 });
}
async function requestInVain(explorer) {
  const job = explorer.params.job_id ?? printedJob;
  const noToken = { "x-auth-token": "", authorization: "" };
  await list(explorer, job, december);
  await list(explorer, job, december, noToken);
  await list(explorer, nobodysJob, december, noToken);
  await list(explorer, nobodysJob, december);
  for (const bad of ["48c66c60", `${printedJob}0`, printedJob.replace("4", "-"), printedJob.toUpperCase()])
    await list(explorer, bad, december);
  for (const name of ["start_time", "end_time"])
    for (const value of [void 0, "yesterday", "2023-12-01", "1703554641000", ""])
      await list(explorer, job, { ...december, [name]: value });
  await list(explorer, job, { start_time: december.end_time, end_time: december.start_time });
  for (const page_index of [-1, "first", 1.5]) await list(explorer, job, { ...december, page_index });
  for (const page_size of [101, -1, "many", 0]) await list(explorer, job, { ...december, page_size });
  const search = new URLSearchParams(december);
  await explorer.attempt("POST", `/v3/jobs/${printedJob}/build-info-records?${search}`);
  if (explorer.writes)
    await explorer.send("post-real-time-log", { params: { job_id: printedJob, build_number: 33 } });
}
async function windowOf(explorer, now, job) {
  const before = (instant2, days3) => ({
    start_time: text(instant2 - days3 * day3),
    end_time: text(instant2 + day3)
  });
  for (const window of job === void 0 ? [] : [before(now, 29), ever]) {
    const [newest4] = buildsOf(await list(explorer, job, window));
    if (newest4) return before(newest4.start_time, 2);
  }
  return void 0;
}
function list(explorer, job_id, query, headers2 = {}) {
  return explorer.send("list-build-records", { params: { job_id }, query, headers: headers2 });
}
function buildsOf({ response, content: content2 }) {
  return response.status === 200 ? content2?.result.job_build_states ?? [] : [];
}
function text(instant2) {
  return wallClock(Math.max(0, Math.min(instant2, endOfTime - day3)), chinaOffset);
}
function taskOf(index) {
  return { job_id: `${index}`.padStart(32, "a"), number: 7 };
}

// src/core/invariants/looks.ts
function looksOf(listing3, trace) {
  const scenes = /* @__PURE__ */ new Map();
  for (const seen3 of trace.of([...listing3.operations, ...listing3.alone ?? []])) {
    const scene = scenes.get(seen3.scene) ?? /* @__PURE__ */ new Map();
    scenes.set(seen3.scene, scene);
    for (const each of listing3.entriesOf(seen3)) {
      const name = listing3.nameOf(each.entry, seen3);
      if (name === void 0) continue;
      const looks = scene.get(name);
      if (looks) looks.push({ ...each, seen: seen3 });
      else scene.set(name, [{ ...each, seen: seen3 }]);
    }
  }
  return scenes;
}
function around(looks, { number, at, until }) {
  let low = 0;
  let high = looks.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (looks[middle].seen.number < number) low = middle + 1;
    else high = middle;
  }
  const own2 = looks[low]?.seen.number === number ? 1 : 0;
  const [before, after] = [looks[low - 1], looks[low + own2]];
  if (!before || !after || before.seen.until > at || after.seen.at < until) return void 0;
  return [before, after];
}

// src/core/invariants/list.ts
function clauseOfPlace({ clauses }, { offset }) {
  return offset > 0 ? clauses.offset : clauses.all;
}

// src/core/invariants/pages.ts
function walksOf({ operations: operations8, entriesOf: entriesOf5, isStill, sameList, lengthOf: lengthOf2 }, trace) {
  const walks = /* @__PURE__ */ new Map();
  for (const seen3 of trace.of(operations8)) {
    if (!entriesOf5(seen3).every(({ entry }) => isStill(entry))) continue;
    const { params, query } = seen3.request;
    const key = JSON.stringify([
      seen3.scene,
      params,
      sameList.map((name) => query.get(name)),
      lengthOf2?.(seen3)
    ]);
    const walk = walks.get(key);
    if (walk) walk.push(seen3);
    else walks.set(key, [seen3]);
  }
  return walks.values();
}
function judgeWalk(listing3, walk, may, judge3) {
  const { entriesOf: entriesOf5, nameOf: nameOf6, windowOf: windowOf3, clauses } = listing3;
  const windows2 = walk.flatMap((seen3) => {
    const window = windowOf3(seen3, may);
    const named3 = entriesOf5(seen3).map((each) => ({ ...each, name: nameOf6(each.entry, seen3) }));
    return window ? [{ seen: seen3, window, listed: named3 }] : [];
  });
  if (!stoodStill(windows2.map(({ window, listed: listed3 }) => [window, ...listed3.map(({ name }) => name)]))) return;
  const last2 = judgePlaces(listing3, windows2, judge3);
  for (const { seen: seen3, window, listed: listed3 } of windows2) {
    const full = Math.min(window.limit, Math.max(0, last2 + 1 - window.offset));
    judge3(listed3.length >= full, {
      seen: seen3,
      clause: full === window.limit ? clauses.limit : clauseOfPlace(listing3, window),
      expected: `${full} entries, for there are as many`,
      actual: `${listed3.length} entries`
    });
  }
}
function judgePlaces(listing3, windows2, judge3) {
  const names3 = /* @__PURE__ */ new Map();
  const places = /* @__PURE__ */ new Map();
  for (const { seen: seen3, window, listed: listed3 } of windows2) {
    for (const [index, { name, pointer }] of listed3.entries()) {
      if (name === void 0) continue;
      const place = window.offset + index;
      const before = names3.get(place);
      const other2 = places.get(name) ?? place;
      const expected = before && before.name !== name ? `${before.name}, as number ${place} in exchange ${before.number}` : `an entry that is not number ${other2} already`;
      judge3((before?.name ?? name) === name && other2 === place, {
        seen: seen3,
        clause: clauseOfPlace(listing3, window),
        pointer,
        expected,
        actual: name
      });
      names3.set(place, before ?? { name, number: seen3.number });
      places.set(name, other2);
    }
  }
  return Math.max(-1, ...names3.keys());
}
function judgeOnce({ operations: operations8, entriesOf: entriesOf5, nameOf: nameOf6, clauses }, trace, judge3) {
  for (const seen3 of trace.of(operations8)) {
    const known2 = /* @__PURE__ */ new Set();
    for (const { entry, pointer } of entriesOf5(seen3)) {
      const name = nameOf6(entry, seen3);
      if (name === void 0) continue;
      const expected = "an entry that is not in this list already";
      judge3(!known2.has(name), { seen: seen3, clause: clauses.all, pointer, expected, actual: name });
      known2.add(name);
    }
  }
}
function stoodStill(shown2) {
  return shown2.length > 1 && JSON.stringify(shown2[0]) === JSON.stringify(shown2.at(-1));
}
function judgeLength({ operations: operations8, entriesOf: entriesOf5, windowOf: windowOf3, lengthOf: lengthOf2 }, trace, judge3) {
  for (const seen3 of trace.of(operations8)) {
    const window = windowOf3(seen3, trace.may);
    const length = lengthOf2?.(seen3);
    if (!window || length === void 0) continue;
    const due = Math.min(window.limit, Math.max(0, length - window.offset));
    const { length: listed3 } = entriesOf5(seen3);
    const expected = `${due} entries: the list says that it has ${length}`;
    judge3(listed3 === due, { seen: seen3, expected, actual: `${listed3} entries` });
  }
}
function judgeOrder2({ operations: operations8, entriesOf: entriesOf5, nameOf: nameOf6, mayFollow: mayFollow3 }, trace, judge3) {
  for (const seen3 of trace.of(operations8)) {
    const listed3 = entriesOf5(seen3);
    for (const [index, { entry, pointer }] of listed3.entries()) {
      const before = listed3[index - 1]?.entry;
      const right = before && mayFollow3?.(before, entry, seen3);
      if (right === void 0) continue;
      const expected = `an entry that may follow ${nameOf6(before, seen3)} in this order`;
      judge3(right, { seen: seen3, pointer, expected, actual: nameOf6(entry, seen3) });
    }
  }
}

// src/core/invariants/refusals.ts
function refusalInvariant(api2, vain2) {
  return {
    id: `${api2}/refused`,
    clauses: [...new Set(vain2.map(({ clause }) => clause))],
    says: "What is asked for in vain is refused.",
    judge(trace, judge3) {
      for (const { clause, why, operation: operation32, isMeant: isMeant2, status, errata = [] } of vain2) {
        for (const seen3 of trace.seen) {
          const actual = seen3.response.status;
          if (seen3.operation !== operation32 || isUnwilling2(actual)) continue;
          if (!isMeant2(seen3.request.query, seen3)) continue;
          const right = status === void 0 ? actual >= 400 : actual === status;
          const expected = `${status === void 0 ? "a refusal" : `status ${status}`}: ${why}`;
          judge3(right, { seen: seen3, clause, expected, actual: `status ${actual}`, errata });
        }
      }
    }
  };
}
function isUnwilling2(status) {
  return [401, 403, 407, 429].includes(status) || status >= 500;
}

// src/core/invariants/listing.ts
function listInvariants(listing3) {
  const { api: api2, clauses, filters: filters2 = [] } = listing3;
  const invariant5 = (name, cited, says, judge3) => ({
    id: `${api2}/${name}`,
    clauses: cited,
    says,
    judge: judge3
  });
  const invariants6 = [
    invariant5(
      "list-limit",
      [clauses.limit],
      "A list has no more entries than its limit.",
      (trace, judge3) => judgeLimit(listing3, trace, judge3)
    ),
    invariant5(
      "list-pages",
      [clauses.offset, clauses.limit, clauses.all],
      "A list shows each entry once, and its pages follow each other without loss or repetition.",
      (trace, judge3) => {
        judgeOnce(listing3, trace, judge3);
        for (const walk of walksOf(listing3, trace)) judgeWalk(listing3, walk, trace.may, judge3);
      }
    )
  ];
  if (listing3.lengthOf)
    invariants6.push(
      invariant5(
        "list-length",
        [clauses.limit],
        "A page has as many entries as the length of the list leaves for it.",
        (trace, judge3) => judgeLength(listing3, trace, judge3)
      )
    );
  if (listing3.mayFollow)
    invariants6.push(
      invariant5(
        "list-order",
        [clauses.all],
        "A list is in the order that was asked for.",
        (trace, judge3) => judgeOrder2(listing3, trace, judge3)
      )
    );
  if (filters2.length > 0) {
    const cited = filters2.map(({ clause }) => clause);
    invariants6.push(
      invariant5(
        "list-filters",
        cited,
        "A list holds what was asked for and nothing else.",
        (trace, judge3) => judgeFilters(listing3, trace, judge3)
      )
    );
  }
  if (listing3.alone)
    invariants6.push(
      invariant5(
        "list-has-all",
        [clauses.all],
        "What was shown before and after a list is in it, if it belongs there.",
        (trace, judge3) => judgeAll(listing3, trace, judge3)
      )
    );
  if (listing3.missing)
    invariants6.push(
      invariant5(
        "shown-is-found",
        [listing3.missing.clause],
        "What was shown before and after a request for it is found.",
        (trace, judge3) => judgeMissing(listing3, listing3.missing, trace, judge3)
      )
    );
  return invariants6;
}
function judgeLimit({ operations: operations8, entriesOf: entriesOf5, windowOf: windowOf3 }, trace, judge3) {
  for (const seen3 of trace.of(operations8)) {
    const window = windowOf3(seen3, trace.may);
    const { length } = entriesOf5(seen3);
    if (!window || length < window.limit) continue;
    const expected = `at most ${window.limit} entries`;
    judge3(length <= window.limit, { seen: seen3, expected, actual: `${length} entries` });
  }
}
function judgeFilters({ operations: operations8, entriesOf: entriesOf5, filters: filters2 = [] }, trace, judge3) {
  for (const seen3 of trace.of(operations8)) {
    for (const { clause, request, shown: shown2, at, errata = [] } of filters2) {
      const wanted = request(seen3, trace.may);
      if (wanted === void 0) continue;
      for (const { entry, pointer } of entriesOf5(seen3)) {
        const actual = shown2(entry, seen3);
        if (actual === void 0) continue;
        judge3(actual === wanted, {
          seen: seen3,
          clause,
          pointer: pointer + at,
          expected: `${wanted}, as was asked for`,
          actual,
          errata: typeof errata === "function" ? errata(actual, wanted) : errata
        });
      }
    }
  }
}
function listsAt(operation32, trace) {
  const shown2 = new Set(trace.of([operation32]));
  if (shown2.size === 0) return [];
  return trace.seen.filter((seen3) => shown2.has(seen3) || seen3.operation === operation32 && isGone(seen3));
}
function isGone({ response }) {
  return response.status === 404 || response.status === 410;
}
function excuses({ errata, shown: shown2, request }, entry, list7, may) {
  const [is2, wanted] = [shown2(entry, list7), request(list7, may)];
  return typeof errata === "function" && is2 !== void 0 && wanted !== void 0 ? errata(is2, wanted) : [];
}
function judgeAll(listing3, trace, judge3) {
  const { operations: operations8, entriesOf: entriesOf5, nameOf: nameOf6, filters: filters2 = [], clauses } = listing3;
  const scenes = looksOf(listing3, trace);
  for (const seen3 of operations8.flatMap((operation32) => listsAt(operation32, trace))) {
    const window = listing3.windowOf(seen3, trace.may);
    const gone = isGone(seen3);
    const listed3 = new Set(gone ? [] : entriesOf5(seen3).map(({ entry }) => nameOf6(entry, seen3)));
    if (!window || window.offset > 0 || listed3.size >= window.limit) continue;
    const inForce = filters2.filter((filter2) => filter2.request(seen3, trace.may) !== void 0);
    for (const [name, looks] of scenes.get(seen3.scene) ?? []) {
      const near = around(looks, seen3);
      if (!near || !belongsThroughout(listing3, inForce, near, seen3, trace.may)) continue;
      judge3(listed3.has(name), {
        seen: seen3,
        // With several filters nobody can tell which of them kept it out.
        clause: inForce.length === 1 ? inForce[0].clause : clauses.all,
        expected: `${name}, which exchanges ${near[0].seen.number} and ${near[1].seen.number} show`,
        actual: gone ? `status ${seen3.response.status}` : `${listed3.size} entries without it`,
        errata: inForce.flatMap((filter2) => excuses(filter2, near[0].entry, seen3, trace.may))
      });
    }
  }
}
function belongsThroughout({ isStill }, inForce, [before, after], list7, may) {
  const close = before.seen.number === list7.number - 1 && after.seen.number === list7.number + 1;
  const stays = close || isStill(before.entry);
  return inForce.every(
    (filter2) => (filter2.fixed || stays) && [before, after].every(({ entry, seen: seen3 }) => filter2.shown(entry, seen3) === filter2.request(list7, may))
  );
}
function judgeMissing(listing3, { clause, nameOf: nameOf6 }, trace, judge3) {
  const scenes = looksOf(listing3, trace);
  for (const seen3 of trace.seen) {
    const name = listing3.alone?.includes(seen3.operation) ? nameOf6(seen3) : void 0;
    if (name === void 0 || isUnwilling2(seen3.response.status)) continue;
    const near = around(scenes.get(seen3.scene)?.get(name) ?? [], seen3);
    if (!near) continue;
    const expected = `${name}, which exchanges ${near[0].seen.number} and ${near[1].seen.number} show`;
    judge3(!isGone(seen3), { seen: seen3, clause, expected, actual: `status ${seen3.response.status}` });
  }
}

// src/apis/codearts/observations.ts
var lists = ["list-build-records", "list-build-records-any-case"];
var printedPost = "post-real-time-log";
var finals = Object.keys(lifecycle.states).filter((state) => isFinal(lifecycle, state));
var underway = Object.keys(lifecycle.states).filter((state) => !isFinal(lifecycle, state));
var usualPage = 10;
function buildsIn(seen3) {
  return seen3.content.result.job_build_states.map((entry, index) => ({
    seen: seen3,
    entry,
    pointer: `/result/job_build_states/${index}`
  }));
}
function everyBuild(trace) {
  return trace.of([...lists, printedPost]).flatMap(buildsIn);
}
function observations(seen3) {
  const job_id = seen3.request.params.job_id;
  return buildsIn(seen3).map(({ entry, pointer }) => ({
    seen: seen3,
    pointer,
    id: `${job_id} ${entry.number}`,
    states: statesOf2(entry),
    params: { job_id, number: entry.number },
    facts: factsOf(entry)
  }));
}
function statesOf2({ job_running_status, state }) {
  if (underway.includes(job_running_status)) return [job_running_status];
  if (job_running_status !== "Finished") return Object.keys(lifecycle.states);
  return finals.includes(state) ? [state] : finals;
}
function statesAgree({ job_running_status, state }) {
  if (underway.includes(job_running_status)) return !finals.includes(state);
  const before = underway.map((each) => each.toUpperCase());
  return job_running_status !== "Finished" || !before.includes(state.toUpperCase());
}
function hasFinished({ job_running_status }) {
  return job_running_status === "Finished";
}
function hasBegun({ job_running_status }) {
  return job_running_status === "Running" || job_running_status === "Finished";
}
function factsOf(entry) {
  const { user_id: user_id2, executor: executor2, nickname: nickname2, daily_build_number, trigger_type: trigger_type2 } = entry;
  const facts = { user_id: user_id2, executor: executor2, nickname: nickname2, daily_build_number, trigger_type: trigger_type2 };
  if (!hasBegun(entry)) return facts;
  const { start_time, commit_id: commit_id2, commit_info, build_type, code_branch } = entry;
  const { scm_type, scm_web_url, commit_detail_url, build_time, cost_time } = entry;
  return {
    ...facts,
    start_time,
    commit_id: commit_id2,
    "commit_info/commit_id": commit_info.commit_id,
    "commit_info/created_at": commit_info.created_at,
    build_type,
    code_branch,
    scm_type,
    scm_web_url,
    commit_detail_url,
    ...hasFinished(entry) && { build_time, cost_time }
  };
}
function pageOf({ request: { query } }) {
  const index = numberIn(query.get("page_index"), 0);
  const limit = numberIn(query.get("page_size"), usualPage);
  return limit >= 1 && limit <= 100 && index >= 0 ? { limit, offset: index * limit } : void 0;
}
function isComplete(seen3) {
  const page5 = pageOf(seen3);
  return page5 !== void 0 && page5.offset === 0 && buildsIn(seen3).length < page5.limit;
}
function numberIn(text2, otherwise) {
  if (text2 === void 0) return otherwise;
  return /^\d+$/.test(text2) ? Number(text2) : Number.NaN;
}
function spansOf({ request: { query } }, may) {
  return zonesOf(may).flatMap((zone) => {
    const from = instantOf(query.get("start_time") ?? "", zone);
    const last2 = instantOf(query.get("end_time") ?? "", zone);
    return from === void 0 || last2 === void 0 ? [] : [{ from, until: last2 + 999 }];
  });
}
function zonesOf(may) {
  const literal2 = may("codearts/time-zone", "literal") ? [0] : [];
  return may("codearts/time-zone", "corrected") ? [chinaOffset, ...literal2] : literal2;
}
function hasCredentials({ request: { headers: headers2 } }) {
  return Boolean(headers2["x-auth-token"] || headers2.authorization);
}
var timeForm = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
function faultsIn({ request: { params, query } }) {
  const job = params.job_id ?? "";
  const faults2 = [];
  const fault = (clause, says, ...errata) => faults2.push({ clause, says, errata });
  if (!/^[0-9a-zA-Z]{32}$/.test(job)) fault("request/job-id", "job_id is not 32 digits and letters");
  else if (/[A-Z]/.test(job)) fault("request/job-id", "job_id has capitals", "codearts/job-id-case");
  for (const name of ["start_time", "end_time"]) {
    const time2 = query.get(name);
    if (time2 === void 0) fault(`request/${name.replace("_", "-")}`, `${name} is missing`);
    else if (!timeForm.test(time2)) fault("request/time-format", `${name} is not yyyy-MM-dd HH:mm:ss`);
  }
  if (!(numberIn(query.get("page_index"), 0) >= 0))
    fault("request/page-index", "page_index is not a number of at least 0");
  const size = numberIn(query.get("page_size"), usualPage);
  if (!(size <= 100)) fault("request/page-size", "page_size is not a number up to 100");
  if (size === 0) fault("request/page-size", "page_size is 0", "codearts/page-size-zero");
  return faults2;
}

// src/apis/codearts/invariants/record.ts
var invariant = invariantsOf("codearts");
var wait = 36e5;
var day4 = 24 * wait;
var rules = [
  ["cost_time", (b) => b.cost_time === b.build_time, (b) => `${b.build_time}, as build_time`],
  ["job_running_status", statesAgree, ({ state }) => `a status that goes with ${state}`],
  ["state", statesAgree, (b) => `a state that goes with ${b.job_running_status}`],
  ["build_type", (b) => !/^\d/.test(b.build_type), () => "a kind of source, such as branch, and no number"],
  [
    "commit_info/commit_id",
    (b) => b.commit_id === b.commit_info.commit_id,
    (b) => `${b.commit_id}, as in the record`
  ],
  [
    "commit_detail_url",
    (b) => b.scm_type !== "codehub" || b.commit_detail_url.includes(b.commit_id),
    (b) => `an address with ${b.commit_id} in it`
  ],
  [
    "daily_build_number",
    (b) => [0, wait].some((ms) => dayOf2(b) === dayAt(b.start_time - ms)),
    (b) => `${dayAt(b.start_time)}, a dot and a number`
  ]
];
var agreement = invariant(
  "record-agrees-with-itself",
  "What a record says twice it says alike.",
  rules.map(([member2]) => clauseOf(member2)),
  function* (trace) {
    for (const { seen: seen3, entry, pointer } of everyBuild(trace))
      for (const [member2, right, expected] of rules)
        yield {
          seen: seen3,
          clause: clauseOf(member2),
          pointer: `${pointer}/${member2}`,
          right: right(entry),
          expected: expected(entry),
          actual: valueAt(entry, member2)
        };
  }
);
var arranged = invariant(
  "state-as-arranged",
  "A build that was brought into a state is shown in it.",
  ["record/state", "record/job-running-status"],
  function* (trace) {
    for (const { seen: seen3, entry, pointer } of everyBuild(trace)) {
      const wanted = arrangedFor(seen3, entry);
      if (wanted === void 0) continue;
      const done = isFinal(lifecycle, wanted);
      const shown2 = { job_running_status: done ? "Finished" : wanted, ...done && { state: wanted } };
      for (const [member2, value] of Object.entries(shown2)) {
        const actual = valueAt(entry, member2);
        const expected = `${value}, for the build was brought there`;
        const at = `${pointer}/${member2}`;
        yield { seen: seen3, clause: clauseOf(member2), pointer: at, right: actual === value, expected, actual };
      }
    }
  }
);
function arrangedFor({ staged, request }, { number }) {
  if (staged?.params.job_id !== request.params.job_id || staged?.params.number !== number) return void 0;
  return Object.keys(lifecycle.states).find(
    (state) => staged.preset === `build-is-${state.toLowerCase().replaceAll("_", "-")}`
  );
}
var numbers = invariant(
  "one-build-one-number",
  "A build has one number for good.",
  ["record/number"],
  function* (trace) {
    const numberOf2 = /* @__PURE__ */ new Map();
    for (const { seen: seen3, entry, pointer } of everyBuild(trace)) {
      const { number, daily_build_number: daily } = entry;
      const build = [seen3.scene, seen3.request.params.job_id, daily].join(" ");
      const before = numberOf2.get(build) ?? number;
      const expected = `${before}, as the build ${daily} of this task had before`;
      const at = `${pointer}/number`;
      yield {
        seen: seen3,
        clause: "record/number",
        pointer: at,
        right: before === number,
        expected,
        actual: number
      };
      numberOf2.set(build, before);
    }
  }
);
var ofOneTask = invariant(
  "builds-of-one-task",
  "A build that has finished belongs to one task and is shown of no other.",
  ["purpose", "request/job-id"],
  function* (trace) {
    const owners = /* @__PURE__ */ new Map();
    for (const { seen: seen3, entry, pointer } of everyBuild(trace).filter(({ entry: entry2 }) => hasFinished(entry2))) {
      const job = seen3.request.params.job_id;
      const text2 = JSON.stringify(entry);
      const owner = owners.get(text2) ?? job;
      const expected = `a build of ${job} alone`;
      const actual = owner === job ? job : `a build that was shown of ${owner}`;
      yield { seen: seen3, clause: "purpose", pointer, right: owner === job, expected, actual };
      owners.set(text2, owner);
    }
  }
);
var example = invariant(
  "example-as-printed",
  "The build that the page prints, where it is, is shown as printed.",
  ["example-reply"],
  function* (trace) {
    const { request, response } = documentsOf("codearts").exchanges["list-build-records.documented"];
    const printed4 = response.body.result;
    const [build] = printed4.job_build_states;
    for (const { seen: seen3, entry, pointer } of everyBuild(trace)) {
      const { number, start_time, commit_id: commit_id2 } = entry;
      const isIt = number === build.number && start_time === build.start_time && commit_id2 === build.commit_id;
      if (!isIt || !request.path.includes(seen3.request.params.job_id)) continue;
      for (const member2 of [...Object.keys(build), "commit_info/created_at"])
        yield {
          seen: seen3,
          clause: clauseOf(member2),
          pointer: `${pointer}/${member2}`,
          right: typeof valueAt(build, member2) === "object" || valueAt(entry, member2) === valueAt(build, member2),
          expected: `${valueAt(build, member2)}, as printed`,
          actual: valueAt(entry, member2)
        };
      const asPrinted2 = Object.entries(request.query).every(
        ([name, value]) => seen3.request.query.get(name) === value
      );
      if (!asPrinted2 || seen3.request.method !== request.method) continue;
      const { total_record } = seen3.content.result;
      yield {
        seen: seen3,
        clause: "example-reply",
        pointer: "/result/total_record",
        right: total_record === printed4.total_record,
        expected: `${printed4.total_record}, as printed`,
        actual: total_record
      };
    }
  }
);
function clauseOf(member2) {
  const clause = member2.replaceAll("_", "-");
  return clause.startsWith("commit-info/") ? clause.replace("commit-info", "commit") : `record/${clause}`;
}
function valueAt(build, member2) {
  return member2.split("/").reduce((at, key) => at[key], build);
}
function dayAt(instant2) {
  return wallClock(Math.max(0, Math.min(instant2, endOfTime - day4)), chinaOffset).slice(0, 10).replaceAll("-", "");
}
function dayOf2({ daily_build_number }) {
  return daily_build_number.split(".")[0];
}
var recordInvariants = [agreement, arranged, numbers, ofOneTask, example];

// src/apis/codearts/invariants/list.ts
var invariant2 = invariantsOf("codearts");
var day5 = 864e5;
var pages = listInvariants({
  api: "codearts",
  operations: lists,
  entriesOf: buildsIn,
  nameOf: ({ number }) => `build ${number}`,
  windowOf: pageOf,
  isStill: hasFinished,
  lengthOf: ({ content: content2 }) => Number(content2.result.total_record),
  clauses: {
    all: "codearts/purpose",
    limit: "codearts/request/page-size",
    offset: "codearts/request/page-index"
  },
  sameList: ["start_time", "end_time"]
});
var order = invariant2(
  "newest-first",
  "The newest build comes first, and has the greatest number.",
  ["result/job-build-states", "record/number"],
  function* (trace) {
    for (const builds3 of trace.of(lists).map(buildsIn))
      for (const [index, build] of builds3.entries()) yield* judgePlace(build, builds3.slice(0, index));
  }
);
function* judgePlace({ seen: seen3, entry, pointer }, above) {
  const before = above.map((each) => each.entry);
  const about4 = { seen: seen3, pointer: `${pointer}/number`, actual: entry.number };
  const clause = "record/number";
  const twice = before.some(({ number }) => number === entry.number);
  yield { ...about4, clause, right: !twice, expected: "a number that no other build here has" };
  const newer2 = before.findLast(({ start_time }) => start_time - entry.start_time > day5);
  if (newer2) {
    const expected = `less than ${newer2.number}, which began over a day later`;
    yield { ...about4, clause, right: entry.number < newer2.number, expected };
  }
  const next3 = before.at(-1);
  if (!next3) return;
  const right = next3.start_time >= entry.start_time || next3.number > entry.number;
  yield { ...about4, clause: "result/job-build-states", right, expected: `a build older than ${next3.number}` };
}
var days2 = invariant2(
  "days-begin-with-1",
  "The numbers of each day are all different and begin with 1.",
  ["record/daily-build-number"],
  function* (trace) {
    for (const seen3 of trace.of(lists)) {
      const builds3 = buildsIn(seen3);
      const dates2 = [...new Set(builds3.map(({ entry }) => dayOf2(entry)))].sort();
      for (const date of dates2) {
        const counted2 = builds3.filter(({ entry }) => dayOf2(entry) === date).map(({ entry }) => counterOf(entry));
        const about4 = { seen: seen3, clause: "record/daily-build-number", actual: counted2.join(", ") };
        const different = new Set(counted2).size === counted2.length;
        yield { ...about4, right: different, expected: `different numbers of ${date}` };
        if (!isComplete(seen3) || date === dates2[0] || date === dates2.at(-1)) continue;
        yield { ...about4, right: Math.min(...counted2) === 1, expected: `numbers of ${date} from 1 on` };
      }
    }
  }
);
function counterOf({ daily_build_number }) {
  return Number(daily_build_number.split(".")[1]);
}
var counts = invariant2(
  "counts-add-up",
  "What a response says of itself agrees with what is in it.",
  [
    "result/total-record",
    "result/total-page",
    "result/page-index",
    "result/job-build-states",
    "reply/error",
    "reply/status"
  ],
  function* (trace) {
    for (const seen3 of trace.of(lists)) yield* judgeCounts(seen3);
  }
);
function* judgeCounts(seen3) {
  const { result: result2, error: error4, status } = seen3.content;
  const { page_index, total_page, total_record: total } = result2;
  const check = (pointer, clause, right, expected, actual) => ({
    ...{ seen: seen3, clause, pointer, right, expected, actual }
  });
  yield check("/error", "reply/error", !error4, "null, for nothing went wrong", error4);
  yield check("/status", "reply/status", status === "success", "success, for nothing went wrong", status);
  const page5 = pageOf(seen3);
  if (!page5) return;
  const { limit, offset } = page5;
  const shown2 = buildsIn(seen3).length;
  const due = Math.min(limit, Math.max(0, Number(total) - offset));
  const what = `${due} builds on this page, for there are ${total} in all`;
  yield check("/result/job_build_states", "result/job-build-states", shown2 === due, what, `${shown2} builds`);
  const sum2 = `a number by which this page has ${shown2} builds`;
  yield check("/result/total_record", "result/total-record", shown2 === due, sum2, total);
  const index = `${offset / limit}`;
  yield check(
    "/result/page_index",
    "result/page-index",
    page_index === index,
    `${index}, as was asked for`,
    page_index
  );
  const pages4 = `${Math.ceil(Number(total) / limit)}`;
  yield {
    ...check(
      "/result/total_page",
      "result/total-page",
      total_page === pages4,
      `${pages4}, of ${limit} each`,
      total_page
    ),
    errata: total_page === total ? ["codearts/total-page"] : []
  };
}
var listsInvariants = [...pages, order, days2, counts];

// src/apis/codearts/invariants/window.ts
var invariant3 = invariantsOf("codearts");
var ever2 = { from: Date.UTC(1980), until: Date.UTC(2090) };
var windows = invariant3(
  "within-the-window",
  "A list holds builds that began in the window that was asked for.",
  ["request/start-time", "request/end-time", "record/start-time"],
  function* (trace) {
    for (const { seen: seen3, entry, pointer } of trace.of(lists).flatMap(buildsIn)) {
      const spans2 = spansOf(seen3, trace.may);
      if (spans2.length === 0) continue;
      const { start_time: start3 } = entry;
      const { query } = seen3.request;
      const check = (clause, right, expected) => ({
        ...{ seen: seen3, clause, right, expected },
        pointer: `${pointer}/start_time`,
        actual: start3
      });
      const from = `no earlier than ${query.get("start_time")}, in ms`;
      const until = `no later than ${query.get("end_time")}, in ms`;
      yield check(
        "request/start-time",
        spans2.some((span) => start3 >= span.from),
        from
      );
      yield check(
        "request/end-time",
        spans2.some((span) => start3 <= span.until),
        until
      );
      yield check("record/start-time", !spans2.every((span) => isIn(span, start3 * 1e3)), "a time in ms");
    }
  }
);
var completeness = invariant3(
  "window-has-all",
  "A build that was shown is in every window that it belongs to.",
  ["purpose", "request/start-time", "request/end-time"],
  function* (trace) {
    const known2 = /* @__PURE__ */ new Map();
    for (const seen3 of trace.of(lists)) {
      const job = seen3.request.params.job_id;
      const before = known2.get(`${seen3.scene} ${job}`) ?? /* @__PURE__ */ new Map();
      known2.set(`${seen3.scene} ${job}`, before);
      if (isComplete(seen3)) yield* judgeComplete(seen3, before.values(), spansOf(seen3, trace.may));
      for (const build of buildsIn(seen3)) if (hasBegun(build.entry)) before.set(build.entry.number, build);
    }
  }
);
function* judgeComplete(seen3, known2, spans2) {
  const shown2 = buildsIn(seen3).map(({ entry }) => entry.number);
  const about4 = { seen: seen3, pointer: "/result/job_build_states", actual: `${shown2.length} builds without it` };
  if (spans2.length === 0) return;
  for (const { entry, seen: before } of known2) {
    const { number: number2, start_time: start3 } = entry;
    if (!spans2.every((span) => isIn(span, start3))) continue;
    const expected = `build ${number2}, which exchange ${before.number} shows`;
    yield { ...about4, clause: edgeOf(spans2, start3), right: shown2.includes(number2), expected };
  }
  const { staged, request } = seen3;
  const { job_id, number } = staged?.params ?? {};
  if (job_id !== request.params.job_id || typeof number !== "number") return;
  if (!spans2.every((span) => span.from < ever2.from && span.until > ever2.until)) return;
  const right = shown2.includes(number);
  yield { ...about4, clause: "purpose", right, expected: `build ${number}, which there is` };
}
function edgeOf(spans2, start3) {
  if (spans2.every(({ from }) => start3 - from < 1e3)) return "request/start-time";
  return spans2.every(({ until }) => until - start3 < 1e3) ? "request/end-time" : "purpose";
}
function isIn({ from, until }, instant2) {
  return instant2 >= from && instant2 <= until;
}
var windowInvariants = [windows, completeness];

// src/apis/codearts/invariants.ts
var invariant4 = invariantsOf("codearts");
var listed2 = [200, 400, 401, 403, 404, 500];
var unwilling = [401, 403, 413, 429, 502, 503, 504];
var longest2 = 31 * 864e5;
function ofStatus(seen3, clause, right, expected, errata = []) {
  return { seen: seen3, clause, right, expected, actual: `status ${seen3.response.status}`, errata };
}
var strangers = invariant4(
  "strangers-are-401",
  "Who shows no token is not let in.",
  ["request/token", "status-401"],
  function* (trace) {
    for (const seen3 of listsIn(trace).filter((each) => !hasCredentials(each))) {
      const { status } = seen3.response;
      yield ofStatus(seen3, "request/token", status >= 400, "a refusal, for there is no token");
      yield ofStatus(seen3, "status-401", status === 401, "status 401, for there is no token");
    }
  }
);
var faults = invariant4(
  "bad-requests-are-400",
  "What a request may not be is refused with 400.",
  [
    "status-400",
    "request/job-id",
    "request/start-time",
    "request/end-time",
    "request/page-index",
    "request/page-size"
  ],
  function* (trace) {
    for (const seen3 of answeredLists(trace)) {
      const { status } = seen3.response;
      const unknown5 = (status === 404 || status === 422) && !isKnown(trace, seen3);
      const [fault] = faultsIn(seen3);
      if (fault && !(unknown5 && isWellFormed(seen3))) yield* judgeFault(seen3, fault);
      if (fault || unknown5 || !isReversed(seen3, trace)) continue;
      const nothing4 = status === 200 && seen3.content !== void 0 && buildsIn(seen3).length === 0;
      const expected = "status 400, or nothing in a window that ends before it begins";
      yield ofStatus(seen3, "request/start-time", status === 400 || nothing4, expected);
    }
  }
);
function* judgeFault(seen3, { clause, says, errata = [] }) {
  const right = seen3.response.status === 400;
  for (const each of [clause, "status-400"])
    yield ofStatus(seen3, each, right, `status 400, for ${says}`, [...errata]);
}
var inOrder = invariant4(
  "good-requests-are-200",
  "A request that is in order, for a task that there is, is answered with 200.",
  ["status-200", "uri"],
  function* (trace) {
    for (const seen3 of answeredLists(trace)) {
      const { status } = seen3.response;
      const spans2 = spansOf(seen3, trace.may);
      const good = faultsIn(seen3).length === 0 && spans2.length > 0 && !isReversed(seen3, trace);
      if (!good || !isKnown(trace, seen3)) continue;
      const long = spans2.some(({ from, until }) => until - from > longest2);
      const errata = long && status === 400 ? ["codearts/window-limit"] : [];
      yield ofStatus(seen3, "uri", status !== 404 && status !== 405, "a response, for the task is there");
      yield ofStatus(seen3, "status-200", status === 200, "status 200, for all is in order", errata);
    }
  }
);
var unknown = invariant4(
  "unknown-is-404",
  "A task that does not exist is not found.",
  ["status-404"],
  function* (trace) {
    for (const seen3 of answeredLists(trace)) {
      if (seen3.request.params.job_id !== nobodysJob || faultsIn(seen3).length > 0) continue;
      const expected = "status 404, for there is no such task";
      yield ofStatus(seen3, "status-404", seen3.response.status === 404, expected, ["codearts/unknown-job"]);
    }
  }
);
var methods = invariant4(
  "only-get-answers",
  "The list is had with GET and nothing else, and no log instead of it.",
  ["uri", "example-request"],
  function* (trace) {
    for (const seen3 of trace.seen) {
      const { status } = seen3.response;
      const { method, path: path4 } = seen3.request;
      if (unwilling.includes(status)) continue;
      if (method !== "GET" && path4.endsWith("/build-info-records"))
        yield ofStatus(seen3, "uri", status >= 400, `a refusal, for ${method} is not GET`);
      if (seen3.operation !== printedPost) continue;
      const expected = "status 404, for that is another operation";
      yield ofStatus(seen3, "example-request", status === 404, expected, ["codearts/example-request"]);
    }
  }
);
var statuses2 = invariant4(
  "listed-statuses",
  "A response has one of six statuses.",
  ["status-list"],
  function* (trace) {
    for (const seen3 of trace.seen) {
      const { status } = seen3.response;
      if (unwilling.includes(status) && !listed2.includes(status)) continue;
      const errata = status === 422 ? ["codearts/unknown-job"] : [];
      yield ofStatus(seen3, "status-list", listed2.includes(status), `one of ${listed2.join(", ")}`, errata);
    }
  }
);
function listsIn({ seen: seen3 }) {
  return seen3.filter(({ operation: operation32 }) => lists.includes(operation32));
}
function answeredLists(trace) {
  return listsIn(trace).filter((each) => hasCredentials(each) && !unwilling.includes(each.response.status));
}
function isKnown(trace, { scene, staged, request: { params } }) {
  const { job_id } = params;
  const shown2 = (each) => each.scene === scene && each.request.params.job_id === job_id;
  return staged?.params.job_id === job_id || trace.of(lists).some(shown2);
}
function isWellFormed({ request: { params } }) {
  return /^[0-9a-z]{32}$/.test(params.job_id ?? "");
}
function isReversed(seen3, { may }) {
  return spansOf(seen3, may).some(({ from, until }) => until < from);
}
var invariants = {
  observations,
  order: "codearts/record/state",
  invariants: [
    ...listsInvariants,
    ...windowInvariants,
    ...recordInvariants,
    strangers,
    faults,
    inOrder,
    unknown,
    methods,
    statuses2
  ],
  explore
};

// src/apis/codearts/mutants.ts
var second2 = 1e3;
var day6 = 864e5;
function options(name, clause, says, change2) {
  return changingQuery({ id: `codearts/list/${name}`, clause: `codearts/${clause}`, says }, lists, change2);
}
function paging(name, clause, says, change2) {
  const about4 = { id: `codearts/${name}`, clause: `codearts/${clause}`, says };
  return changingBody(about4, lists, ({ result: result2, ...rest }, look) => ({
    ...rest,
    result: { ...result2, ...change2(result2, look) }
  }));
}
function telling(name, clause, says, change2) {
  return paging(name, clause, says, ({ job_build_states }, look) => ({
    job_build_states: job_build_states.map((build, index) => ({ ...build, ...change2(build, look, index) }))
  }));
}
function wavering(member2, change2) {
  const clause = `record/${member2.replaceAll("_", "-")}`;
  const says = `${member2} of a build is another whenever it is looked at.`;
  return telling(`wavers/${member2}`, clause, says, (build, look) => ({ [member2]: change2(build, look) }));
}
function finished({ job_running_status }) {
  return job_running_status === "Finished";
}
var pageOfNothing = {
  result: { health_score: "0", page_index: "0", total_page: "0", total_record: "0", job_build_states: [] },
  error: null,
  status: "success"
};
function refusing(name, clause, says, say) {
  return {
    id: `codearts/refusal/${name}`,
    clause: `codearts/${clause}`,
    says,
    mutate: (api2) => ({
      ...api2,
      wire: { ...api2.wire, refuse: (refusal2, request) => say(refusal2) ?? api2.wire.refuse(refusal2, request) }
    })
  };
}
function forgiving(parameter, rule, clause) {
  const name = `${parameter}-${rule.source}`.replaceAll(/\W+/g, "-").replaceAll(/-$/g, "");
  const says = `Any ${parameter} will do (${rule.source}).`;
  return refusing(
    name,
    clause,
    says,
    (refusal2) => refusal2.kind === "invalid" && refusal2.name === parameter && rule.test(refusal2.rule) ? { status: 200, body: pageOfNothing } : void 0
  );
}
function answering(name, clause, says, status, change2) {
  return mutating(
    `reply/${name}`,
    clause,
    says,
    (api2) => changeHandlers(api2, lists, async (request, honest) => {
      const response = await honest(request);
      return response.status === status ? change2(response) : response;
    })
  );
}
var notFound = {
  status: 404,
  body: { error_code: "CB.00031006", error_msg: "The build task does not exist." }
};
function mutating(name, clause, says, mutate2) {
  return { id: `codearts/${name}`, clause: `codearts/${clause}`, says, mutate: mutate2 };
}
function queryOf({ query }) {
  return query;
}
function moved(time2, ms) {
  return wallClock(instantOf(`${time2}`, 0) + ms, 0);
}
var mutants = [
  options("start-ignored", "request/start-time", "A list begins with the first build of all.", (query) => ({
    ...query,
    start_time: "1971-01-01 00:00:00"
  })),
  options("end-ignored", "request/end-time", "A list ends with the last build of all.", (query) => ({
    ...query,
    end_time: "2100-01-01 00:00:00"
  })),
  options("start-left-out", "request/start-time", "The first second is not in the window.", (query) => ({
    ...query,
    start_time: moved(query.start_time, second2)
  })),
  options("end-left-out", "request/end-time", "The last second is not in the window.", (query) => ({
    ...query,
    end_time: moved(query.end_time, -second2)
  })),
  options("start-a-day-early", "request/start-time", "The window begins a day too early.", (query) => ({
    ...query,
    start_time: moved(query.start_time, -day6)
  })),
  options("in-utc", "request/time-format", "The times of the query are read as UTC.", (query) => ({
    ...query,
    start_time: moved(query.start_time, chinaOffset),
    end_time: moved(query.end_time, chinaOffset)
  })),
  options("page-index-ignored", "request/page-index", "Every page is the first.", (query) => ({
    ...query,
    page_index: 0
  })),
  options(
    "page-index-from-1",
    "request/page-index",
    "The first page is number 1, or 0.",
    ({ page_index = 0, ...query }) => ({
      ...query,
      page_index: Math.max(0, Number(page_index) - 1)
    })
  ),
  options(
    "past-the-end",
    "request/page-index",
    "Past the end the first page is shown again.",
    ({ page_index = 0, ...query }) => ({
      ...query,
      page_index: Number(page_index) > 50 ? 0 : page_index
    })
  ),
  options(
    "page-size-ignored",
    "request/page-size",
    "Every page has 10 builds.",
    ({ page_size: _2, ...query }) => query
  ),
  options(
    "page-size-and-one",
    "request/page-size",
    "A page has one build more than asked for.",
    ({ page_size, ...query }) => ({
      ...query,
      ...page_size !== void 0 && { page_size: Number(page_size) + 1 }
    })
  ),
  options("page-size-20", "request/page-size", "A page has 20 builds unless asked otherwise.", (query) => ({
    page_size: 20,
    ...query
  })),
  paging("list/one-missing", "result/job-build-states", "The first build of a page is missing.", (page5) => ({
    job_build_states: page5.job_build_states.slice(1)
  })),
  paging("list/one-twice", "result/job-build-states", "The last build of a page is there twice.", (page5) => ({
    job_build_states: [...page5.job_build_states, ...page5.job_build_states.slice(-1)]
  })),
  paging(
    "list/oldest-first",
    "result/job-build-states",
    "The oldest build of a page comes first.",
    (page5) => ({
      job_build_states: page5.job_build_states.toReversed()
    })
  ),
  paging("list/none-under-way", "purpose", "Builds are listed once they have finished.", (page5) => {
    const job_build_states = page5.job_build_states.filter(finished);
    const gone = page5.job_build_states.length - job_build_states.length;
    return gone === 0 ? {} : { job_build_states, total_record: `${Number(page5.total_record) - gone}` };
  }),
  mutating(
    "list/failures-hidden",
    "purpose",
    "Builds that failed are listed with others, and not alone.",
    (api2) => changeHandlers(api2, lists, async (request, honest) => {
      const response = await honest(request);
      if (response.status !== 200) return response;
      const { result: result2, ...rest } = structuredClone(response.body);
      const shown2 = result2.job_build_states.filter(({ state }) => state !== "FAILURE");
      const gone = result2.job_build_states.length - shown2.length;
      if (gone !== 1 || shown2.length > 8) return response;
      const total = `${Number(result2.total_record) - gone}`;
      return {
        ...response,
        body: { ...rest, result: { ...result2, job_build_states: shown2, total_record: total } }
      };
    })
  ),
  mutating(
    "list/one-for-all",
    "purpose",
    "Whatever task is asked for, the printed one is shown.",
    (api2) => changeHandlers(api2, lists, async (request, honest) => {
      const response = await honest(request);
      const query = {
        ...queryOf(request),
        start_time: "2023-12-01 00:00:00",
        end_time: "2023-12-31 23:59:59"
      };
      return response.status === 200 ? honest({ ...request, query, params: { job_id: printedJob } }) : response;
    })
  ),
  mutating(
    "list/last-second-cut",
    "request/end-time",
    "The last second counts only at its beginning.",
    (api2) => changeHandlers(api2, lists, async (request, honest) => {
      const response = await honest(request);
      if (response.status !== 200) return response;
      const { result: result2, ...rest } = structuredClone(response.body);
      const last2 = instantOf(`${queryOf(request).end_time}`, chinaOffset);
      const shown2 = result2.job_build_states.filter(({ start_time }) => start_time <= last2);
      const total_record = `${Number(result2.total_record) - result2.job_build_states.length + shown2.length}`;
      return {
        ...response,
        body: { ...rest, result: { ...result2, total_record, job_build_states: shown2 } }
      };
    })
  ),
  paging("counts/one-more", "result/total-record", "total_record is one too many.", ({ total_record }) => ({
    total_record: `${Number(total_record) + 1}`
  })),
  paging("counts/of-the-page", "result/total-record", "total_record counts the page alone.", (page5) => ({
    total_record: `${page5.job_build_states.length}`
  })),
  paging(
    "counts/pages-are-records",
    "result/total-page",
    "total_page counts records.",
    ({ total_record }) => ({
      total_page: total_record
    })
  ),
  paging(
    "counts/full-pages",
    "result/total-page",
    "total_page leaves out a page that is not full.",
    (page5) => ({
      total_page: `${Math.max(0, Number(page5.total_page) - 1)}`
    })
  ),
  paging(
    "counts/page-from-1",
    "result/page-index",
    "page_index is 1 on the first page.",
    ({ page_index }) => ({
      page_index: `${Number(page_index) + 1}`
    })
  ),
  paging("counts/page-always-0", "result/page-index", "page_index is 0 on every page.", () => ({
    page_index: "0"
  })),
  changingBody(
    {
      id: "codearts/reply/error-text",
      clause: "codearts/reply/error",
      says: "error is text though nothing went wrong."
    },
    lists,
    (body) => ({ ...body, error: "none" })
  ),
  changingBody(
    {
      id: "codearts/reply/status-fail",
      clause: "codearts/reply/status",
      says: "status is fail though nothing went wrong."
    },
    lists,
    (body) => ({ ...body, status: "fail" })
  ),
  telling("number/always-1", "record/number", "Every build is number 1.", () => ({ number: 1 })),
  telling("number/by-place", "record/number", "number counts the builds of the page.", (_2, __2, index) => ({
    number: index + 1
  })),
  telling(
    "number/counts-down",
    "record/number",
    "The oldest build has the greatest number.",
    ({ number }) => ({
      number: 1e3 - number
    })
  ),
  telling(
    "number/by-look",
    "record/number",
    "number is greater whenever it is looked at.",
    ({ number }, look) => ({
      number: number + look
    })
  ),
  telling("time/start-in-s", "record/start-time", "start_time is in seconds.", ({ start_time }) => ({
    start_time: Math.floor(start_time / second2)
  })),
  telling("time/in-s", "record/build-time", "build_time and cost_time are in seconds.", ({ build_time }) => ({
    build_time: Math.floor(build_time / second2),
    cost_time: Math.floor(build_time / second2)
  })),
  telling(
    "time/cost-is-more",
    "record/cost-time",
    "cost_time is a second more than build_time.",
    ({ build_time }) => ({
      cost_time: build_time + second2
    })
  ),
  telling(
    "time/goes-on",
    "record/build-time",
    "build_time grows when the build has ended.",
    (build, look) => finished(build) ? { build_time: build.build_time + look, cost_time: build.cost_time + look } : void 0
  ),
  telling(
    "state/never-finished",
    "record/job-running-status",
    "A build that has ended is still Running.",
    (build) => finished(build) ? { job_running_status: "Running" } : void 0
  ),
  telling(
    "state/success-at-once",
    "record/state",
    "A build under way is a SUCCESS already.",
    (build) => finished(build) ? void 0 : { state: "SUCCESS" }
  ),
  telling(
    "state/no-result",
    "record/state",
    "A build that has ended has no result.",
    (build) => finished(build) ? { state: "RUNNING" } : void 0
  ),
  telling(
    "state/failures-hidden",
    "record/state",
    "What failed is shown as a SUCCESS.",
    ({ state }) => state === "FAILURE" ? { state: "SUCCESS" } : void 0
  ),
  telling(
    "state/never-queued",
    "record/job-running-status",
    "What waits is shown as Running.",
    (build) => build.job_running_status === "InQueue" ? { job_running_status: "Running" } : void 0
  ),
  telling(
    "day/in-utc",
    "record/daily-build-number",
    "The day of daily_build_number is that of UTC.",
    (build) => ({
      daily_build_number: `${wallClock(build.start_time, 0).slice(0, 10).replaceAll("-", "")}.${build.number}`
    })
  ),
  telling(
    "day/counts-on",
    "record/daily-build-number",
    "The counter of the day does not begin anew.",
    (build) => ({
      daily_build_number: `${build.daily_build_number.split(".")[0]}.${build.number}`
    })
  ),
  telling(
    "day/counts-from-0",
    "record/daily-build-number",
    "The counter of the day begins with 0.",
    (build) => ({
      daily_build_number: build.daily_build_number.replace(/\d+$/, (count3) => `${Number(count3) - 1}`)
    })
  ),
  telling("day/always-1", "record/daily-build-number", "Every build is the first of its day.", (build) => ({
    daily_build_number: build.daily_build_number.replace(/\d+$/, "1")
  })),
  telling("commit/another", "commit/commit-id", "commit_info is of another commit.", ({ commit_info }) => ({
    commit_info: { ...commit_info, commit_id: "0".repeat(40) }
  })),
  telling(
    "commit/date-wavers",
    "commit/created-at",
    "The commit is made anew whenever it is looked at.",
    (build, look) => ({
      commit_info: { ...build.commit_info, created_at: `2023-11-21T01:48:${10 + look % 50}.000+00:00` }
    })
  ),
  telling(
    "commit/address-of-another",
    "record/commit-detail-url",
    "The address is of another commit.",
    (build) => ({
      commit_detail_url: build.commit_detail_url.replace(build.commit_id, "0".repeat(40))
    })
  ),
  telling(
    "source/build-type-number",
    "record/build-type",
    "build_type is the number of the day.",
    (build) => ({
      build_type: build.daily_build_number
    })
  ),
  wavering("start_time", ({ start_time }, look) => start_time + look),
  wavering("user_id", (_2, look) => look.toString(16).padStart(32, "0")),
  wavering("executor", (_2, look) => `somebody-${look}`),
  wavering("nickname", (_2, look) => `${look}`),
  wavering("daily_build_number", ({ daily_build_number }, look) => `${daily_build_number}${look}`),
  wavering("trigger_type", (_2, look) => look % 2 === 0 ? "Manual" : "Scheduled"),
  wavering("commit_id", (_2, look) => look.toString(16).padStart(40, "0")),
  wavering("code_branch", (_2, look) => `branch-${look}`),
  wavering("scm_type", (_2, look) => look % 2 === 0 ? "github" : "codehub"),
  wavering("scm_web_url", ({ scm_web_url }, look) => `${scm_web_url}/${look}`),
  wavering("build_type", (_2, look) => look % 2 === 0 ? "tag" : "branch"),
  telling(
    "example/build",
    "record/nickname",
    "The printed build is of somebody else.",
    ({ number, commit_id: commit_id2 }) => number === 44 && commit_id2.startsWith("ffe2ee8b") ? { nickname: "022" } : void 0
  ),
  mutating("example/one-less", "example-reply", "The first of the 44 builds is not there.", (api2) => ({
    ...api2,
    samples: { ...api2.samples, creates: api2.samples.creates.slice(1) }
  })),
  forgiving("job_id", /./, "request/job-id"),
  forgiving("start_time", /required/, "request/start-time"),
  forgiving("start_time", /pattern/, "request/time-format"),
  forgiving("end_time", /required/, "request/end-time"),
  forgiving("end_time", /pattern/, "request/time-format"),
  forgiving("page_index", /./, "request/page-index"),
  forgiving("page_size", /maximum/, "request/page-size"),
  forgiving("page_size", /type/, "request/page-size"),
  refusing(
    "capitals-are-404",
    "request/job-id",
    "A job_id with capitals is not found.",
    (refusal2) => refusal2.kind === "invalid" && /^[0-9A-Z]{32}$/.test(String(refusal2.given)) ? notFound : void 0
  ),
  refusing(
    "bad-is-404",
    "status-400",
    "What is wrong with a request is not found.",
    (refusal2) => refusal2.kind === "invalid" ? notFound : void 0
  ),
  refusing(
    "strangers-are-403",
    "status-401",
    "Without a token it is forbidden.",
    (refusal2) => refusal2.kind === "unauthenticated" ? { ...notFound, status: 403 } : void 0
  ),
  refusing(
    "method-is-405",
    "status-list",
    "Another method is 405.",
    (refusal2) => refusal2.kind === "wrong-method" ? { ...notFound, status: 405 } : void 0
  ),
  mutating("token/not-needed", "request/token", "Everybody is let in.", (api2) => ({
    ...api2,
    wire: {
      ...api2.wire,
      authenticate: () => void 0,
      refuse: (refusal2, request) => refusal2.kind === "invalid" && refusal2.in === "headers" ? { status: 200, body: pageOfNothing } : api2.wire.refuse(refusal2, request)
    }
  })),
  mutating(
    "token/signature-will-not-do",
    "request/token",
    "Who signs is not let in without a token.",
    (api2) => ({
      ...api2,
      wire: {
        ...api2.wire,
        authenticate: (request, operation32) => request.header("x-auth-token") ? api2.wire.authenticate?.(request, operation32) : { kind: "unauthenticated", why: "missing" }
      }
    })
  ),
  mutating("refusal/with-request-id", "error/code", "An error has the id of the request in it.", (api2) => ({
    ...api2,
    wire: {
      ...api2.wire,
      async refuse(refusal2, request) {
        const response = await api2.wire.refuse(refusal2, request);
        return { ...response, body: { ...response.body, request_id: "0".repeat(32) } };
      }
    }
  })),
  mutating("uri/another", "uri", "The list is somewhere else.", (api2) => ({
    ...api2,
    operations: api2.operations.map((operation32) => ({
      ...operation32,
      path: operation32.path.replace("-info-", "-")
    }))
  })),
  mutating("uri/post-too", "uri", "The list is had with POST as well.", (api2) => ({
    ...api2,
    operations: [...api2.operations, { ...api2.operations[1], id: "post-build-records", method: "POST" }]
  })),
  mutating("uri/log-answers", "example-request", "The POST of the example is answered.", (api2) => ({
    ...api2,
    operations: api2.operations.map(
      ({ under, ...operation32 }) => operation32.method === "POST" ? operation32 : { ...operation32, ...under && { under } }
    )
  })),
  answering("unknown-is-422", "status-list", "A task that does not exist is 422.", 404, (response) => ({
    ...response,
    status: 422
  })),
  answering("unknown-is-empty", "status-404", "A task that does not exist has no builds.", 404, () => ({
    status: 200,
    body: pageOfNothing
  })),
  answering(
    "nothing-is-404",
    "status-200",
    "A page without builds is not found.",
    200,
    (response) => response.body.result.job_build_states.length === 0 ? notFound : response
  ),
  mutating(
    "list/window-of-31-days",
    "request/start-time",
    "A window of more than 31 days is refused.",
    (api2) => changeHandlers(api2, lists, async (request, honest) => {
      const [from, until] = [queryOf(request).start_time, queryOf(request).end_time].map(
        (time2) => instantOf(`${time2}`, 0)
      );
      return until - from > 31 * day6 ? { status: 400, body: windowTooLong } : honest(request);
    })
  ),
  mutating(
    "list/page-of-0",
    "request/page-size",
    "A page of 0 builds is shown.",
    (api2) => changeHandlers(
      api2,
      lists,
      async (request, honest) => queryOf(request).page_size === 0 ? { status: 200, body: pageOfNothing } : honest(request)
    )
  ),
  mutating(
    "list/reversed-window",
    "request/start-time",
    "A window may be given either way round.",
    (api2) => changeHandlers(api2, lists, async (request, honest) => {
      const [start_time, end_time] = [
        `${queryOf(request).start_time}`,
        `${queryOf(request).end_time}`
      ].sort();
      return honest({ ...request, query: { ...queryOf(request), start_time, end_time } });
    })
  )
];

// src/core/api/typed-operation.ts
function operationsFor() {
  return (operation32) => operation32;
}

// src/apis/codearts/operations.ts
var operation = operationsFor();
var usualPage2 = 10;
var longestWindow = 31 * 864e5;
var listBuildRecords = operation({
  id: "list-build-records",
  method: "GET",
  path: "/v3/jobs/{job_id}/build-info-records",
  says: "Lists the builds of a task that began in a window of time, newest first.",
  clauses: [
    "codearts/purpose",
    "codearts/uri",
    "codearts/request/job-id",
    "codearts/request/start-time",
    "codearts/request/end-time",
    "codearts/request/time-format",
    "codearts/request/page-index",
    "codearts/request/page-size",
    "codearts/request/token",
    "codearts/status-200",
    "codearts/status-400",
    "codearts/status-401",
    "codearts/status-403",
    "codearts/status-404",
    "codearts/status-500"
  ],
  request: "list-build-records.request",
  responses: {
    200: "build-record-list",
    400: "error",
    401: "error",
    403: "error",
    404: "error",
    422: "error",
    500: "error"
  },
  async handle(request, respond) {
    const { job_id } = request.params;
    const { page_index = 0, page_size = usualPage2 } = request.query;
    const window = windowOf2(request);
    if ("error_code" in window) return respond(400, window);
    if (page_size === 0 && request.reading("codearts/page-size-zero") !== "literal")
      return respond(400, invalidParam("page_size", ">= 1", 0));
    if (!await jobExists(request, job_id)) return respond(...notThere(request));
    const place = { offset: page_index * page_size, limit: page_size };
    const builds3 = await request.store.page("codearts", {
      ...newestOf(request, job_id),
      range: window,
      ...place
    });
    return respond(200, toRecordList(builds3, { page_index, page_size }, request));
  }
});
var listBuildRecordsAnyCase = {
  ...listBuildRecords,
  id: "list-build-records-any-case",
  request: "list-build-records-any-case.request",
  under: { erratum: "codearts/job-id-case", readings: ["literal"] },
  when: ({ path: path4 }) => /^\/v3\/jobs\/[^/]*[A-Z]/.test(path4)
};
var postRealTimeLog = operation({
  id: "post-real-time-log",
  method: "POST",
  path: "/v3/jobs/{job_id}/{build_number}/real-time-log",
  says: "Shows the newest build of a task, as the printed example does. The build in the path does not count.",
  clauses: ["codearts/example-request", "codearts/example-reply"],
  request: "post-real-time-log.request",
  responses: { 200: "build-record-list", 404: "error" },
  under: { erratum: "codearts/example-request", readings: ["literal"] },
  async handle(request, respond) {
    const { job_id } = request.params;
    if (!await jobExists(request, job_id)) return respond(404, toError(404));
    const newest4 = await request.store.page("codearts", { ...newestOf(request, job_id), limit: 1 });
    return respond(200, toRecordList(newest4, { page_index: 0, page_size: 1 }, request));
  }
});
var operations = [listBuildRecordsAnyCase, listBuildRecords, postRealTimeLog];
async function jobExists({ store }, jobId) {
  return await store.parent("codearts", "job", jobId) !== void 0;
}
function newestOf({ now }, jobId) {
  return { now, where: { index: "job", value: jobId }, newestFirst: true };
}
function windowOf2({ query, reading }) {
  const { start_time, end_time } = query;
  const from = instantOf(start_time, offsetOf(reading));
  const until = instantOf(end_time, offsetOf(reading));
  if (from === void 0) return invalidParam("start_time", "a time that exists", start_time);
  if (until === void 0) return invalidParam("end_time", "a time that exists", end_time);
  if (from > until) return invalidParam("start_time", "not to be after end_time", start_time);
  if (until - from > longestWindow && reading("codearts/window-limit") === "observed") return windowTooLong;
  return { from, to: until + 999 };
}

// src/core/records/attributes.ts
var mostCreations = 1e4;
async function checkAttributes(api2, attributes) {
  await attributesChecker(api2)(attributes);
}
function attributesChecker(api2) {
  const { schemas: schemas2 } = documentsOf(api2.name, api2.folder);
  const validator = createValidator(schemas2);
  return async (attributes) => {
    const [violation] = await validator.violations(api2.record.schemaName, attributes);
    if (!violation) return;
    const known2 = Object.keys(schemas2[api2.record.schemaName]?.properties ?? {});
    if (violation.expected === "no such member") throw unknownName("attribute", violation.name, known2);
    throw new Problem(400, "Bad attribute", {
      detail: sentenceOf(violation),
      given: violation.given,
      hint: `The attributes of ${api2.name} are ${known2.join(", ")}.`
    });
  };
}
function checkParams({ params: defaults }, given2) {
  for (const [name, value] of Object.entries(given2)) {
    const usual6 = own(defaults, name);
    if (usual6 === void 0) throw unknownName("param", name, Object.keys(defaults));
    if (typeof usual6 !== typeof value || Array.isArray(usual6) !== Array.isArray(value)) {
      throw badParam(name, value, `something like ${JSON.stringify(usual6)}`);
    }
    if (typeof value === "number" && !(Number.isSafeInteger(value) && value > 0)) {
      throw badParam(name, value, "a whole number above 0");
    }
  }
  return { ...defaults, ...given2 };
}
function countOf(params, name) {
  const count3 = Number(params[name]);
  if (count3 <= mostCreations) return count3;
  throw badParam(name, count3, `at most ${mostCreations}`);
}
function badParam(name, given2, expected) {
  return new Problem(400, "Bad param", {
    detail: `'${name}' should be ${expected}, and is ${JSON.stringify(given2)}.`,
    given: given2,
    hint: "GET /__standin/presets shows each given with its params."
  });
}

// src/apis/codearts/presets.ts
var printed = {
  job_id: "48c66c6002964721be537cdc6ce0297b",
  user_id: "ae22fd035f354cfa8d82a3f1c8940446",
  executor: "test",
  nickname: "021",
  trigger_type: "Scheduled",
  commit_id: "ffe2ee8b44a0b2683df86b44f8ec27d71baeae86",
  committed_at: "2023-11-21T01:48:21.000+00:00",
  build_type: "branch",
  code_branch: "master",
  scm_type: "codehub",
  scm_web_url: "https://test.huawei.com/codehub/2111750206/home"
};
var { user_id, executor, nickname, trigger_type, commit_id, committed_at } = printed;
var newest = 44;
var started = 1703554641e3;
var lasted = 3525e3;
var queued = 5e3;
var hour = 36e5;
var halfDay = 12 * hour;
var samples = {
  creates: Array.from({ length: newest }, (_2, index) => sampleOf(index + 1))
};
var presets = [
  ...presetPerState(lifecycle, {
    noun: "build",
    subject: "{number} of job {job_id}",
    params: {
      job_id: printed.job_id,
      number: newest + 1,
      user_id,
      executor,
      nickname,
      trigger_type,
      commit_id,
      committed_at
    },
    clauses: ["codearts/record/job-running-status", "codearts/record/state"]
  }),
  {
    name: "job-has-many-builds",
    says: "job {job_id} has {builds} builds that succeeded",
    clauses: ["codearts/request/page-index", "codearts/request/page-size"],
    params: { job_id: "6d616e796275696c647300000000000a", builds: 125 },
    creates: (params) => Array.from({ length: countOf(params, "builds") }, () => ({
      state: "SUCCESS",
      attributes: { job_id: String(params.job_id) }
    }))
  },
  {
    name: "job-has-old-builds",
    says: "job {job_id} was built {builds} times from {first} on, every five hours",
    clauses: [
      "codearts/request/start-time",
      "codearts/request/end-time",
      "codearts/record/daily-build-number"
    ],
    // The first begins in the last second of a day of +08:00, and in the midst of that second.
    params: { job_id: "6d616e796275696c647300000000000b", builds: 40, first: "2024-02-25T15:59:59.250Z" },
    creates: (params) => Array.from(
      { length: countOf(params, "builds") },
      (_2, index) => oldBuild(String(params.job_id), parseInstant(String(params.first)) + index * 5 * hour)
    )
  }
];
function sampleOf(number) {
  const state = fateOf(number);
  const whole = lasted - (newest - number) * 37e3 % 9e5;
  const lasts = state === "SUCCESS" ? whole : Math.floor(whole / 3);
  return {
    attributes: { ...printed, number },
    created: started - (newest - number) * halfDay,
    seenAt: started + lasted,
    plan: [{ state: "InQueue", lasts: queued }, { state: "Running", lasts: lasts - queued }, { state }]
  };
}
function oldBuild(job_id, created) {
  const lasts = { InQueue: queued, Running: 6e5 };
  return {
    attributes: { job_id },
    created,
    seenAt: created + lasts.InQueue + lasts.Running,
    plan: [
      { state: "InQueue", lasts: lasts.InQueue },
      { state: "Running", lasts: lasts.Running },
      { state: "SUCCESS" }
    ]
  };
}
function fateOf(number) {
  if (number % 13 === 0) return "FAILURE";
  return number === 17 ? "ABORTED" : "SUCCESS";
}

// src/apis/codearts/supporting/iam.ts
var operation2 = operationsFor();
var pages2 = "support.huaweicloud.com/intl/en-us/api-iam";
var usualRegion = "cn-north-4";
var usualDomain = "standin";
var createToken = operation2({
  id: "create-token",
  method: "POST",
  path: "/v3/auth/tokens",
  says: "Gives a token for the name and password of a user, good for 24 hours of the clock.",
  clauses: [],
  source: `${pages2}/iam_30_0001.html, 2025-03-28; huaweicloud/huaweicloud-sdk-nodejs-v3 at b081640, services/iam/v3`,
  open: true,
  request: "create-token.request",
  responses: { 201: "token", 400: "iam-error", 401: "iam-error" },
  async handle(request, respond) {
    const { identity, scope = {} } = request.body.auth;
    const { user: user2 } = identity.password;
    const name = user2.name ?? user2.id;
    if (name === void 0)
      return respond(400, iamError(400, "auth.identity.password.user.name is missing."));
    if (!isKnown2(name, user2.password, request))
      return respond(401, iamError(401, "The username or password is wrong."));
    const grant = grantOf(name, named("domain", user2.domain ?? { name: usualDomain }), scope);
    const { token, issued, expires } = await giveToken(grant, request);
    const times = { issued_at: iamTime(issued), expires_at: iamTime(expires) };
    return respond(
      201,
      { token: { ...times, ...described(grant), ...catalogFor(request) } },
      { "x-subject-token": token }
    );
  }
});
var listProjects = operation2({
  id: "list-projects",
  method: "GET",
  path: "/v3/projects",
  says: "Lists the one project that a region has, by its name.",
  clauses: [],
  source: `${pages2}/iam_06_0001.html, 2025-12-27`,
  request: "list-projects.request",
  responses: { 200: "project-list", 401: "error" },
  async handle(request, respond) {
    const { name = usualRegion } = request.query ?? {};
    const domain = (await shownToken(request))?.domain ?? named("domain", { name: usualDomain });
    const self = request.url("/v3/projects");
    return respond(200, {
      projects: [toProject(named("project", { name }), domain, self)],
      links: linksTo(self)
    });
  }
});
var listDomains = operation2({
  id: "list-domains",
  method: "GET",
  path: "/v3/auth/domains",
  says: "Lists the one domain that a user has.",
  clauses: [],
  source: `${pages2}/iam_07_0001.html; huaweicloud/huaweicloud-sdk-nodejs-v3 at b081640, core/internal/services/iam.service.ts`,
  responses: { 200: "domain-list", 401: "error" },
  async handle(request, respond) {
    const domain = (await shownToken(request))?.domain ?? named("domain", { name: usualDomain });
    const self = request.url("/v3/auth/domains");
    const links = { self: request.url(`/v3/domains/${domain.id}`) };
    return respond(200, {
      domains: [{ ...domain, enabled: true, description: "", links }],
      links: linksTo(self)
    });
  }
});
var iamOperations = [createToken, listProjects, listDomains];
function linksTo(self) {
  return { self, next: null, previous: null };
}
function isKnown2(name, password, { accepts, secretOf }) {
  return secretOf(name) === void 0 ? accepts(`${name}:${password}`) : secretOf(name) === password;
}
function named(kind, { id, name }) {
  const known2 = name ?? (id === idOf(kind, usualRegion) ? usualRegion : id);
  return { id: id ?? idOf(kind, known2), name: known2 };
}
function grantOf(name, home3, { project }) {
  const user2 = { id: idOf("user", `${name} of ${home3.id}`), name };
  return { user: user2, domain: home3, ...project && { project: named("project", project) } };
}
function described({ user: user2, domain, project }) {
  return {
    methods: ["password"],
    roles: [{ id: "0", name: "te_admin" }],
    user: { domain, ...user2, password_expires_at: "" },
    ...project ? { project: { domain, ...project } } : { domain }
  };
}
function catalogFor({ query, url }) {
  if (query?.nocatalog) return {};
  const endpoint = {
    id: idOf("project", "iam"),
    interface: "public",
    region: "*",
    region_id: "*",
    url: url("/v3")
  };
  return { catalog: [{ id: endpoint.id, name: "iam", type: "iam", endpoints: [endpoint] }] };
}
function toProject({ id, name }, domain, self) {
  return {
    id,
    name,
    domain_id: domain.id,
    parent_id: domain.id,
    is_domain: false,
    enabled: true,
    description: "",
    links: { self: `${self}/${id}` }
  };
}

// src/apis/codearts/supporting/builds.ts
var definitions = "mingyang91/huawei-cloud-api-definitions at e05e9a0, schemas/CodeArtsBuild/src";
var underway2 = Object.keys(lifecycle.states).filter((state) => !isFinal(lifecycle, state));
async function buildOf({ store }, jobId, number) {
  return await store.get("codearts", `${jobId}:${number}`);
}
async function lastBuildOf({ store, now }, jobId) {
  const newest4 = { now, where: { index: "job", value: jobId }, newestFirst: true, limit: 1 };
  const created = await store.page("codearts", { ...newest4, range: { from: 0, to: now } });
  const [last2] = created.items.length > 0 ? created.items : (await store.page("codearts", newest4)).items;
  return last2;
}
async function isBuilding({ store, now }, jobId) {
  const where = { index: "job", value: jobId };
  return (await store.page("codearts", { now, where, states: underway2, limit: 1 })).total > 0;
}

// src/apis/codearts/supporting/log.ts
var operation3 = operationsFor();
var usualLength = 1e6;
var pace = 1e3;
var mostSaid = 3600;
var readLog = operation3({
  id: "read-real-time-log",
  method: "GET",
  path: "/v3/jobs/{job_id}/{build_number}/real-time-log",
  says: "A piece of the log of a build from an offset on, and where the next one begins. It grows until the build ends.",
  clauses: [],
  source: `${definitions}/DownloadRealTimeLog.json`,
  request: "read-real-time-log.request",
  responses: { 200: "real-time-log", 400: "error", 401: "error", 404: "error", 422: "error" },
  async handle(request, respond) {
    const { job_id, build_number } = request.params;
    const { offset, length = usualLength } = request.query;
    const build = await buildOf(request, job_id, build_number);
    if (!build) return respond(...notThere(request));
    const text2 = logOf(build, request.now);
    const content2 = text2.slice(offset, offset + length);
    const next3 = offset + content2.length;
    const has_more_data = next3 < text2.length || !isFinal(lifecycle, request.snapshot(build).state);
    const result2 = { has_more_data, offset: next3, content: content2, current_offset: offset };
    return respond(200, { result: result2, error: null, status: "success" });
  }
});
var logOperations = [readLog];
var saying = {
  InQueue: "The build waits for an executor.",
  Running: "The build begins.",
  SUCCESS: "BUILD SUCCESS",
  FAILURE: "BUILD FAILURE",
  ABORTED: "The build was aborted.",
  SCHEDULE_FAILURE: "No executor could be had."
};
function logOf(build, now) {
  const seen3 = build.seenAt ?? now;
  const timeline = timelineOf(build);
  const said = timeline.flatMap(({ state, at }, index) => {
    const end2 = Math.min(seen3, timeline[index + 1]?.at ?? Number.POSITIVE_INFINITY);
    return [{ at, text: saying[state] }, ...state === "Running" ? stepsBetween(at, end2) : []];
  });
  return said.filter(({ at }) => at <= seen3).map(({ at, text: text2 }) => `[${logTime(at)}] [INFO] ${text2}
`).join("");
}
function stepsBetween(from, until) {
  const count3 = Math.min(mostSaid, Math.ceil((until - from) / pace) - 1);
  return Array.from({ length: Math.max(0, count3) }, (_2, index) => ({
    at: from + (index + 1) * pace,
    text: `Step ${index + 1} done`
  }));
}
function logTime(instant2) {
  const local = toIso(Math.floor(instant2) + chinaOffset);
  return `${local.slice(0, 10).replaceAll("-", "/")} ${local.slice(11, 23)} GMT+08:00`;
}

// src/apis/codearts/supporting/records.ts
var operation4 = operationsFor();
var showBuildRecord = operation4({
  id: "show-build-record",
  method: "GET",
  path: "/v1/record/{job_id}/{build_no}/build-info-record",
  says: "The record of one build, as it stands in the list.",
  clauses: [],
  source: `${definitions}/ShowBuildInfoRecord.json`,
  request: "build.request",
  responses: { 200: "build-record", 400: "error", 401: "error", 404: "error", 422: "error" },
  async handle(request, respond) {
    const build = await buildOf(request, request.params.job_id, request.params.build_no);
    if (!build) return respond(...notThere(request));
    const result2 = toRecord(build, request.snapshot(build), request.now);
    return respond(200, { result: result2, error: null, status: "success" });
  }
});
var { 403: _, 500: __, ...answered } = listBuildRecords.responses;
var listRecordsOfJob = {
  ...listBuildRecords,
  id: "list-records-of-job",
  path: "/v1/record/{job_id}/list",
  clauses: [],
  source: `${definitions}/ListBuildInfoRecordByJobId.json`,
  responses: answered
};
var recordOperations = [showBuildRecord, listRecordsOfJob];

// src/apis/codearts/supporting/start.ts
var operation5 = operationsFor();
var startBuild = operation5({
  id: "start-build",
  method: "POST",
  path: "/v3/jobs/build",
  says: "Starts a build of a task, and says which number it has.",
  clauses: [],
  source: `${definitions}/RunJob.json`,
  request: "start-build.request",
  responses: { 200: "build-started", 400: "error", 401: "error", 404: "error", 422: "error" },
  async handle(request, respond) {
    if (!await jobExists(request, request.body.job_id)) return respond(...notThere(request));
    return respond(200, toStarted(await start(request)));
  }
});
var executeJob = operation5({
  id: "execute-job",
  method: "POST",
  path: "/v1/job/execute",
  says: "Starts a build of a task; what it says of it stands both on its own and in `result`.",
  clauses: [],
  source: `${definitions}/ExecuteJob.json; huaweicloud/terraform-provider-huaweicloud at a0345b8, huaweicloud/services/codeartsbuild`,
  request: "start-build.request",
  responses: { 200: "job-executed", 400: "error", 401: "error", 404: "error", 422: "error" },
  async handle(request, respond) {
    if (!await jobExists(request, request.body.job_id)) return respond(...notThere(request));
    const started3 = toStarted(await start(request));
    return respond(200, { ...started3, result: started3, error: null, status: "success" });
  }
});
var startOperations = [startBuild, executeJob];
async function start(request) {
  const { job_id, parameter, scm } = request.body;
  const branch = parameter?.find(({ name }) => name === "codeBranch")?.value;
  const tag = scm?.build_tag;
  const commit_id2 = scm?.build_commit_id;
  return await request.create({
    job_id,
    trigger_type: "Manual",
    ...branch && { build_type: "branch", code_branch: branch },
    ...tag && { build_type: "tag", code_branch: tag },
    ...commit_id2 && { commit_id: commit_id2 },
    ...await executorOf(request)
  });
}
async function executorOf(request) {
  const user2 = (await shownToken(request))?.user;
  return user2 ? { user_id: user2.id, executor: user2.name, nickname: user2.name } : {};
}
function toStarted({ id, attributes: { number, daily_build_number } }) {
  return {
    octopus_job_name: `j_${idOf("project", id).slice(0, 8)}`,
    actual_build_number: `${number}`,
    daily_build_number
  };
}

// src/apis/codearts/supporting/status.ts
var operation6 = operationsFor();
var refusals = { 400: "error", 401: "error", 404: "error", 422: "error" };
var success = { error: null, status: "success" };
var showJobStatus = operation6({
  id: "show-job-status",
  method: "GET",
  path: "/v3/jobs/{job_id}/status",
  says: "Whether a task is being built: true from the start of a build until its end.",
  clauses: [],
  source: `${definitions}/ShowJobStatus.json; support.huaweicloud.com/intl/en-us/api-codeci/cloudbuild_03_0019.html`,
  request: "job.request",
  responses: { 200: "job-status", ...refusals },
  async handle(request, respond) {
    const { job_id } = request.params;
    if (!await jobExists(request, job_id)) return respond(...notThere(request));
    return respond(200, { result: await isBuilding(request, job_id) });
  }
});
var showRunningStatus = operation6({
  id: "show-running-status",
  method: "GET",
  path: "/v1/job/{job_id}/running-status",
  says: "Whether a task is being built, and the number and status of its last build.",
  clauses: [],
  source: `${definitions}/ShowRunningStatus.json`,
  request: "job.request",
  responses: { 200: "running-status", ...refusals },
  async handle(request, respond) {
    const { job_id } = request.params;
    const build = await lastBuildOf(request, job_id);
    if (!build) return respond(...notThere(request));
    const { state } = request.snapshot(build);
    const result2 = {
      last_job_id: job_id,
      last_build_no: `${build.attributes.number}`,
      last_build_status: runningStatusOf(state),
      is_running: await isBuilding(request, job_id)
    };
    return respond(200, { result: result2, ...success });
  }
});
var showStepStatus = operation6({
  id: "show-step-status",
  method: "GET",
  path: "/v1/job/{job_id}/status",
  says: "How a build of a task goes: the one with a number, or the last.",
  clauses: [],
  source: `${definitions}/ShowJobStepStatus.json`,
  request: "show-step-status.request",
  responses: { 200: "step-status", ...refusals },
  async handle(request, respond) {
    const { job_id } = request.params;
    const number = request.query?.build_no;
    const build = await (number === void 0 ? lastBuildOf(request, job_id) : buildOf(request, job_id, number));
    if (!build) return respond(...notThere(request));
    return respond(200, { result: toStep(request.snapshot(build).state), ...success });
  }
});
var statusOperations = [showJobStatus, showRunningStatus, showStepStatus];
var words = {
  InQueue: "",
  Running: "running",
  SUCCESS: "success",
  FAILURE: "error",
  SCHEDULE_FAILURE: "error",
  ABORTED: "aborted"
};
function toStep(state) {
  return {
    status: words[state],
    abort_status: state === "ABORTED" ? "aborted" : "",
    label: "default-x86-2u8g"
  };
}

// src/apis/codearts/supporting/stop.ts
var operation7 = operationsFor();
var refusals2 = { 400: "error", 401: "error", 404: "error", 422: "error" };
var user = "David-piex/codearts-mcp at 4b1d7b2, docs/wiki/Build-Live-Validated.md";
var stopBuild = operation7({
  id: "stop-build",
  method: "POST",
  path: "/v3/jobs/{job_id}/{build_no}/stop",
  says: "Stops a build that has not ended; the path names it.",
  clauses: [],
  source: `${definitions}/StopBuildJob.json; ${user}`,
  request: "build.request",
  responses: { 200: "build-stopped", ...refusals2 },
  async handle(request, respond) {
    const refused = await stop(request, request.params.job_id, request.params.build_no);
    return refused !== void 0 ? respond(...refused) : respond(200, { success: true, result: "" });
  }
});
var stopJob = operation7({
  id: "stop-job",
  method: "POST",
  path: "/v3/jobs/stop",
  says: "Stops a build that has not ended; the body names it.",
  clauses: [],
  source: `${definitions}/StopJob.json; ${user}`,
  request: "stop-job.request",
  responses: { 200: "job-stopped", ...refusals2 },
  async handle(request, respond) {
    const refused = await stop(request, request.body.job_id, Number(request.body.build_no));
    return refused !== void 0 ? respond(...refused) : respond(200, { result: true });
  }
});
var stopTheJob = operation7({
  id: "stop-the-job",
  method: "POST",
  path: "/v1/job/{job_id}/stop",
  says: "Stops a build that has not ended; its number stands in the query or in the body.",
  clauses: [],
  source: "huaweicloud/huaweicloud-sdk-nodejs-v3 at b081640, services/codeartsbuild/v3; huaweicloud/terraform-provider-huaweicloud at a0345b8, huaweicloud/services/codeartsbuild",
  request: "stop-the-job.request",
  responses: { 200: "the-job-stopped", ...refusals2 },
  async handle(request, respond) {
    const number = request.query?.build_no ?? request.body?.build_no;
    if (number === void 0) return respond(400, invalidParam("build_no", "an integer", number));
    const refused = await stop(request, request.params.job_id, Number(number));
    return refused !== void 0 ? respond(...refused) : respond(200, { status: "success" });
  }
});
var stopOperations = [stopBuild, stopJob, stopTheJob];
async function stop(request, jobId, number) {
  const build = await buildOf(request, jobId, number);
  if (!build) return notThere(request);
  return await request.command(build, "cancel") ? void 0 : [400, ended];
}
var ended = {
  error_code: "DEV.CB.032302",
  error_msg: "The build is not running and cannot be stopped."
};

// src/apis/codearts/supporting/index.ts
var supporting = [
  ...iamOperations,
  ...startOperations,
  ...stopOperations,
  ...statusOperations,
  ...recordOperations,
  ...logOperations
];

// src/apis/codearts/index.ts
var december2 = "start_time=2023-12-01%2000:00:00&end_time=2023-12-31%2023:59:59";
var codearts_default = defineApi({
  name: "codearts",
  title: "Huawei Cloud CodeArts Build, build records of a task",
  document: "codearts-build-records.txt",
  basePaths: ["/v3/jobs", "/v1/job", "/v1/record", "/v3/auth", "/v3/projects"],
  lifecycle,
  record,
  wire: { ...wire, ...auth },
  operations: [...operations, ...supporting],
  presets,
  samples,
  errata: documentsOf("codearts").errata,
  invariants,
  mutants,
  fixtures,
  example: {
    path: `/v3/jobs/48c66c6002964721be537cdc6ce0297b/build-info-records?${december2}&page_index=0&page_size=1`,
    headers: ({ token }) => ({ "X-Auth-Token": token }),
    exchange: "list-build-records.documented"
  }
});

// src/core/values/html.ts
function escapeHtml(text2) {
  return text2.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
function htmlPage(status, title, sentence) {
  const text2 = `<!doctype html>
<title>${status} ${title}</title>
<h1>${title}</h1>
<p>${sentence}</p>
`;
  return { status, text: text2, headers: { "content-type": "text/html; charset=utf-8" } };
}

// src/apis/copr/lifecycle.ts
var states = ["copr/list/state-values"];
var lifecycle2 = defineLifecycle({
  states: {
    importing: { next: ["pending", "failed", "canceled"], lasts: 2e3, clauses: states },
    pending: { next: ["starting", "failed", "canceled"], lasts: 2e3, clauses: states },
    starting: { next: ["running", "failed", "canceled"], lasts: 1e3, clauses: states },
    running: { next: ["succeeded", "failed", "canceled"], lasts: 5e3, clauses: states },
    succeeded: { next: [], clauses: states },
    failed: { next: [], clauses: states },
    canceled: { next: [], clauses: states }
  },
  path: ["importing", "pending", "starting", "running", "succeeded"],
  running: "running",
  failed: "failed",
  canceled: "canceled",
  commands: {
    // A backend has it: it runs until the backend says how it ended, whatever was planned.
    start: { from: ["importing", "pending", "starting", "running"], to: "running", clauses: [] }
  }
});

// src/apis/copr/wire.ts
var documentedStates = "failed succeeded canceled running pending starting importing".split(" ");
var observedStates = "failed succeeded canceled running pending skipped starting importing forked waiting unknown".split(" ");
var wire2 = {
  contentType: "application/json",
  locate: ({ attributes }) => ({ path: pathOf3(attributes) })
};
function toEntry(task, snapshot, request) {
  const { attributes } = task;
  const project = projectLink(attributes, request);
  const self = selfLink(attributes, request);
  const links = request.reading("copr/build-link") === "observed" ? { project, build: { href: request.href(`/api_2/builds/${attributes.build_id}`) }, self } : { project, self };
  return { build_task: toBuildTask(task, snapshot, request), _links: links };
}
function projectLink({ project_id }, request) {
  return { href: request.href(`/api_2/projects/${project_id}`) };
}
function selfLink(attributes, request) {
  return { href: request.href(pathOf3(attributes)) };
}
function toBuildTask({ attributes }, snapshot, request) {
  const started3 = snapshot.at("starting");
  const ended7 = isFinal(lifecycle2, snapshot.state) && started3 !== void 0 ? snapshot.since : void 0;
  return {
    chroot_name: attributes.chroot_name,
    build_id: attributes.build_id,
    started_on: started3 === void 0 ? null : toUnixSeconds(started3),
    state: toState(snapshot.state, request),
    ended_on: ended7 === void 0 ? null : toUnixSeconds(ended7),
    result_dir_url: resultsOf2(attributes, started3 !== void 0, request),
    git_hash: snapshot.at("pending") === void 0 ? null : attributes.git_hash
  };
}
function toState(state, { reading }) {
  return reading("copr/first-state") === "observed" && state === "importing" ? "waiting" : state;
}
function statesShownAs(shown2, request) {
  return Object.keys(lifecycle2.states).filter((state) => toState(state, request) === shown2);
}
function allowedStates({ reading }) {
  const all = ["copr/state-values", "copr/first-state"].some((id) => reading(id) === "observed");
  return all ? observedStates : documentedStates;
}
function resultsOf2(attributes, started3, { reading }) {
  if (!started3 && reading("copr/result-dir-null") === "observed") return null;
  const { results_host, owner, project, chroot_name, build_id, package: name } = attributes;
  const folder2 = `${String(build_id).padStart(8, "0")}-${name}`;
  const end2 = reading("copr/result-dir-slash") === "observed" ? "/" : "";
  return `${results_host}/results/${owner}/${project}/${chroot_name}/${folder2}${end2}`;
}
function pathOf3({ build_id, chroot_name }) {
  return `/api_2/build_tasks/${build_id}/${encodeURIComponent(chroot_name)}`;
}

// src/apis/copr/auth.ts
var taskNotFound = "Build task {} for build {} not found";
var html = "text/html; charset=utf-8";
var auth2 = { refuse: sayNo2, authenticate };
function authenticate(request, { method }) {
  if (method === "GET") return void 0;
  const given2 = credentialsIn(request);
  if (given2 === void 0) return { kind: "unauthenticated", why: "missing" };
  const whole = /^[^:]+:./.test(given2);
  return whole && request.accepts(given2) ? void 0 : { kind: "unauthenticated", why: "invalid" };
}
function loginOf(request) {
  return credentialsIn(request).split(":")[0];
}
function credentialsIn({ header }) {
  const [, encoded] = /^Basic +(\S+)/i.exec(header("authorization") ?? "") ?? [];
  return encoded === void 0 ? void 0 : Buffer.from(encoded, "base64").toString();
}
function notFound2(what, id) {
  if (what === "task") return { message: taskNotFound };
  const noun = `${what[0].toUpperCase()}${what.slice(1)}`;
  const name = typeof id === "number" ? "id" : "name";
  return { message: `${noun} with ${name} \`${id}\` not found`, data: { [`${what}_${name}`]: id } };
}
function malformed(why) {
  return { message: `Failed to parse request: ${why}` };
}
function sayNo2(refusal2, request) {
  switch (refusal2.kind) {
    case "unknown-route":
      return unknownRoute(request);
    case "wrong-method":
      return wrongMethod(refusal2.allowed, request);
    case "unauthenticated":
      return error2(401, "Login invalid/expired. Please visit the API page to get a new token.");
    case "unreadable-body":
      return error2(400, "Failed to decode JSON object");
    case "body-too-large":
      return error2(413, `The data value transmitted exceeds the limit of ${refusal2.limit} bytes.`);
    case "limit":
      return error2(refusal2.status, refusal2.says);
    case "status":
      return error2(refusal2.status, `Answered ${refusal2.status} because that was asked for.`);
    case "invalid":
      return invalid2(refusal2, request);
  }
}
function invalid2(refusal2, request) {
  if (refusal2.in === "path" && refusal2.name !== "name") return unknownRoute(request);
  if (refusal2.in === "body")
    return { status: 400, body: malformed(`${refusal2.name}: expected ${refusal2.expected}`) };
  if (refusal2.in === "path") return badChrootName(request);
  if (refusal2.name === "state") return { status: 400, body: badState(refusal2.given, request) };
  const { name, expected, given: given2 } = refusal2;
  const inItsWords = refusal2.rule === "type" && request.reading("copr/bad-parameter") === "observed";
  const why = inItsWords ? `invalid literal for int() with base 10: '${textOf(given2)}'` : `Expected ${expected}, got ${textOf(given2)}`;
  return { status: 400, body: badParameter(name, { error: why }) };
}
function badState(given2, request) {
  const states2 = allowedStates(request);
  if (request.reading("copr/bad-parameter") === "observed") {
    const help = `allowed states: ${states2.join(" ")}`;
    return badParameter("state", { error: `${textOf(given2)} is not a valid choice`, help });
  }
  const listed3 = states2.join(", ");
  return badParameter("state", {
    error: `Expected one of ${listed3}, got ${textOf(given2)}`,
    help: `Allowed: ${listed3}`
  });
}
function badParameter(name, data) {
  return { message: `Failed to validate query parameter: ${name}`, data };
}
function badChrootName({ reading }) {
  if (reading("copr/bad-chroot-name") === "literal") return { status: 404, body: notFound2("task") };
  return error2(400, "Bad mock chroot name: Chroot name is not valid");
}
function unknownRoute({ reading }) {
  const sentence = "The requested URL was not found on the server.";
  return reading("copr/unknown-route") === "observed" ? htmlPage(404, "Not Found", sentence) : error2(404, sentence);
}
function wrongMethod(documented, { method, reading }) {
  const allow = [...documented, "HEAD", "OPTIONS"].join(", ");
  if (method === "OPTIONS" && reading("copr/options") === "observed")
    return { status: 200, text: "", headers: { "content-type": html, allow } };
  const sentence = "The method is not allowed for the requested URL.";
  if (reading("copr/wrong-method") !== "observed")
    return { ...error2(405, sentence), headers: { allow: documented.join(", ") } };
  const page5 = htmlPage(405, "Method Not Allowed", sentence);
  return { ...page5, headers: { ...page5.headers, allow } };
}
function error2(status, message) {
  return { status, body: { message } };
}

// src/core/values/query.ts
var plain = /^[\w.*-]*$/;
function toQuery(given2) {
  const parts2 = [];
  for (const name of Object.keys(given2)) {
    if (given2[name] === void 0) continue;
    const value = `${given2[name]}`;
    parts2.push(
      plain.test(name) && plain.test(value) ? `${name}=${value}` : `${new URLSearchParams([[name, value]])}`
    );
  }
  return parts2.join("&");
}

// src/apis/copr/breaches.ts
var tasks = {
  "build-task": [],
  "build-task-entry": ["build_task"],
  "build-task-list": ["build_tasks", "*", "build_task"]
};
var breaches2 = [
  {
    invariant: "copr/times-rise",
    at: tasks,
    tell: (task) => task.started_on === null || task.ended_on === null ? task : { ...task, ended_on: Number(task.started_on) - 60 }
  },
  {
    invariant: "copr/dates-fit-the-state",
    at: tasks,
    tell(task) {
      if (task.state === "succeeded") return { ...task, ended_on: null };
      if (task.state === "running") return { ...task, started_on: null };
      if (task.state === "pending") return { ...task, git_hash: null };
      return task.state === "importing" ? { ...task, git_hash: "ab".repeat(20) } : task;
    }
  },
  {
    invariant: "copr/task-is-itself",
    at: { "build-task-entry": [], "build-task-list": ["build_tasks", "*"] },
    tell: ({ build_task, _links }) => ({
      build_task,
      _links: { ..._links, self: { href: `${_links.self.href}-too` } }
    })
  }
];

// src/core/store/compact.ts
var seen2 = /* @__PURE__ */ new Map();
var mostSeen = 5e3;
var longestShared = 200;
var none = Object.freeze([]);
function compact(facts) {
  return shared2(JSON.parse(JSON.stringify(facts)));
}
function shared2(value) {
  if (typeof value === "string") return once(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value) && value.length === 0) return none;
  for (const name of Object.keys(value)) {
    const members2 = value;
    members2[name] = shared2(members2[name]);
  }
  return value;
}
function once(text2) {
  if (text2.length > longestShared) return text2;
  const known2 = seen2.get(text2);
  if (known2 !== void 0) return known2;
  if (seen2.size >= mostSeen) seen2.clear();
  seen2.set(text2, text2);
  return text2;
}

// src/core/store/parents.ts
function checkAgreement(known2, id, given2) {
  if (!known2) return;
  const fact = contradictionIn(known2, given2);
  if (fact === void 0) return;
  const said = given2[fact];
  const [before, now] = [known2[fact], said].map((value) => JSON.stringify(value));
  throw new Problem(409, "Contradiction", {
    detail: `${id} ${known2[id]} is known with ${fact} ${before}, and was given ${fact} ${now}.`,
    given: { [fact]: said },
    hint: `Leave ${fact} out, or give another ${id}. A world that is reset forgets what it knew.`
  });
}
async function keepParents(store, api2, parents = []) {
  for (const { kind, id, parent } of parents)
    if (!await store.parent(api2, kind, id)) await store.putParent(api2, kind, compact(id), compact(parent));
}
function contradictionIn(known2, given2) {
  const facts = given2;
  return Object.keys(known2).find(
    (fact) => facts[fact] !== void 0 && JSON.stringify(facts[fact]) !== JSON.stringify(known2[fact])
  );
}

// src/apis/copr/record.ts
var packages = [
  "python-marshmallow",
  "rust-ripgrep",
  "golang-x-tools",
  "nodejs-undici",
  "perl-JSON-PP",
  "zlib-ng"
];
var users = ["frostyx", "praiskup", "churchyard", "ngompa", "decathorpe"];
var projects = ["aeghqawgt", "nightly", "testing", "python-next", "backports"];
var chroots = [
  "fedora-rawhide-x86_64",
  "fedora-41-aarch64",
  "fedora-41-x86_64",
  "epel-9-x86_64",
  "epel-10-s390x"
];
var wellFormedChroot = /^(.+)-([^-]+)-([^-]+)$/;
function taskId(buildId, chroot) {
  return `${buildId}:${chroot}`;
}
var record2 = {
  schemaName: "task-attributes",
  order: ({ attributes }) => attributes.build_id,
  indexes: {
    build: ({ attributes }) => attributes.build_id,
    project: ({ attributes }) => attributes.project_id,
    owner: ({ attributes }) => attributes.owner,
    creator: ({ attributes }) => attributes.creator,
    group: ({ attributes }) => groupOf(attributes.owner) ?? noGroup,
    chroot: ({ attributes }) => attributes.chroot_name
  },
  async complete(given2, { random, store }) {
    const build = await store.parent("copr", "build", `${given2.build_id ?? ""}`);
    checkAgreement(build, "build_id", given2);
    const drawn2 = lifelike2(random);
    const project = await projectFor({ ...build, ...given2 }, drawn2.project_id, store);
    const build_id = await numberFor(store, "copr build", { name: "build_id", given: given2.build_id });
    const filled = { ...drawn2, ...project, ...build, ...given2, build_id };
    const attributes = { ...filled, creator: filled.creator ?? creatorFor(filled.owner, random) };
    return {
      id: taskId(build_id, attributes.chroot_name),
      attributes,
      parents: [
        { kind: "project", id: `${attributes.project_id}`, parent: projectOf(attributes) },
        { kind: "build", id: `${build_id}`, parent: buildOf2(attributes) }
      ]
    };
  }
};
async function projectFor(given2, drawn2, store) {
  const find2 = (id) => store.parent("copr", "project", `${id}`);
  const named3 = given2.project_id === void 0 ? void 0 : await find2(given2.project_id);
  checkAgreement(named3, "project_id", given2);
  if (given2.project_id !== void 0) return named3 ?? {};
  let project_id = drawn2;
  let known2 = await find2(project_id);
  while (known2 && contradictionIn(known2, given2)) known2 = await find2(++project_id);
  return known2 ?? { project_id };
}
function projectOf({ project_id, owner, creator, project }) {
  return { project_id, owner, creator, project };
}
function buildOf2(attributes) {
  const { build_id, package: name, git_hash } = attributes;
  return { build_id, ...projectOf(attributes), package: name, git_hash };
}
var noGroup = -1;
function groupOf(owner) {
  return owner.startsWith("@") ? owner.slice(1) : void 0;
}
function creatorFor(owner, random) {
  return groupOf(owner) === void 0 ? owner : random.pick(users);
}
function lifelike2(random) {
  return {
    chroot_name: random.pick(chroots),
    project_id: random.between(4e3, 9999),
    project: random.pick(projects),
    owner: random.pick(users),
    package: random.pick(packages),
    git_hash: random.hex(40),
    results_host: "http://copr-be.cloud.fedoraproject.org"
  };
}

// src/apis/copr/operations.ts
var operation8 = operationsFor();
var mostPerPage = 100;
var listBuildTasks = operation8({
  id: "list-build-tasks",
  method: "GET",
  path: "/api_2/build_tasks",
  says: "Lists build tasks of a build, a project or an owner, in any or one state.",
  clauses: [
    "copr/list/returns",
    "copr/list/owner",
    "copr/list/project-id",
    "copr/list/build-id",
    "copr/list/offset",
    "copr/list/limit",
    "copr/list/state",
    "copr/list/state-values",
    "copr/list/status-200",
    "copr/list/status-404"
  ],
  request: "list-build-tasks.request",
  responses: { 200: "build-task-list", 400: "error", 404: "error" },
  async handle(request, respond) {
    const { build_id, state } = request.query;
    if (state && !allowedStates(request).includes(state)) return respond(400, badState(state, request));
    const items = await pageOf2(request);
    if (items.length === 0 && await isMissingBuild(request))
      return respond(404, notFound2("build", build_id));
    return respond(200, toTaskList(items, request));
  }
});
var listBuildsTasks = {
  ...listBuildTasks,
  id: "list-builds-tasks",
  path: "/api_2/builds_tasks",
  says: "The same list under the path that the page prints.",
  under: { erratum: "copr/list-path", readings: ["literal", "corrected"] }
};
var getBuildTask = operation8({
  id: "get-build-task",
  method: "GET",
  path: "/api_2/build_tasks/{build_id}/{name}",
  says: "Shows one build task.",
  clauses: [
    "copr/detail/returns",
    "copr/read-only",
    "copr/detail/build-id",
    "copr/detail/name",
    "copr/detail/status-200",
    "copr/detail/status-404"
  ],
  request: "get-build-task.request",
  responses: { 200: "build-task-entry", 400: "error", 404: "error", 500: null },
  async handle(request, respond) {
    const { build_id, name } = request.params;
    const task = await request.store.get("copr", taskId(build_id, name));
    if (!task && request.reading("copr/unknown-chroot") === "observed" && !await isKnown3(request, name))
      return htmlPage(500, "Internal Server Error", "The server encountered an internal error.");
    if (!task) return respond(404, notFound2("task"));
    const entry = toEntry(task, request.snapshot(task), request);
    const shown2 = request.reading("copr/detail-build-id") === "literal" ? task.attributes.project_id : build_id;
    return respond(200, { ...entry, build_task: { ...entry.build_task, build_id: shown2 } });
  }
});
var operations2 = [listBuildTasks, listBuildsTasks, getBuildTask];
async function pageOf2(request) {
  const { state, offset = 0 } = request.query;
  const states2 = state && { states: statesShownAs(state, request) };
  const page5 = { now: request.now, ...filterOf(request), ...states2, offset, limit: limitOf(request) };
  return [...(await request.store.page("copr", page5)).items];
}
async function isMissingBuild(request) {
  if (request.query.build_id === void 0 || request.reading("copr/list-404") === "observed") return false;
  return (await request.store.page("copr", { now: request.now, ...filterOf(request), limit: 1 })).total === 0;
}
function filterOf({ query, reading }) {
  const { build_id, project_id, owner, group } = query;
  if (build_id !== void 0) return { where: { index: "build", value: build_id } };
  if (project_id !== void 0) return { where: { index: "project", value: project_id } };
  if (owner !== void 0)
    return { where: { index: reading("copr/owner") === "observed" ? "creator" : "owner", value: owner } };
  if (group !== void 0 && reading("copr/group") === "observed")
    return { where: { index: "group", value: group } };
  return {};
}
async function isKnown3(request, name) {
  if (chroots.includes(name)) return true;
  const where = { index: "chroot", value: name };
  return (await request.store.page("copr", { now: request.now, where, limit: 1 })).total > 0;
}
function limitOf(request) {
  const { limit = mostPerPage } = request.query;
  if (request.reading("copr/list-limit") === "literal") return Math.max(0, limit);
  return limit >= 1 && limit <= mostPerPage ? limit : mostPerPage;
}
function toTaskList(tasks2, request) {
  return {
    build_tasks: tasks2.map((task) => toListed(task, request)),
    _links: { self: { href: request.href(`/api_2/build_tasks${selfQuery(request)}`) } }
  };
}
function toListed(task, request) {
  const entry = toEntry(task, request.snapshot(task), request);
  if (request.reading("copr/list-entry-build-id") !== "literal") return entry;
  const { build_id: _2, ...printed4 } = entry.build_task;
  return { ...entry, build_task: printed4 };
}
function selfQuery(request) {
  const { owner, project_id, build_id, offset, limit, state } = request.query;
  const group = request.reading("copr/group") === "observed" ? request.query.group : void 0;
  const shownLimit = request.reading("copr/list-self-link") === "observed" ? limitOf(request) : limit;
  const query = toQuery({ owner, project_id, build_id, group, limit: shownLimit, offset, state });
  return query && `?${query}`;
}

// src/apis/copr/fixtures.ts
var tasksPerBuild = 4;
var projects2 = 1e4;
var firstProject = 1e4;
var firstBuild = 2e5;
var mostListed = 100;
var results = ["http://copr-be.cloud.fedoraproject.org", "https://download.copr.fedorainfracloud.org"];
var ecosystems = [
  "python-",
  "python3-",
  "rust-",
  "golang-",
  "nodejs-",
  "perl-",
  "R-",
  "php-",
  "lib",
  "",
  ""
];
var chroots2 = [
  ...["fedora-rawhide-x86_64", "fedora-rawhide-aarch64", "fedora-42-x86_64", "fedora-42-ppc64le"],
  ...["fedora-41-x86_64", "fedora-41-aarch64", "fedora-40-s390x", "fedora-21-i386", "epel-7-x86_64"],
  ...["epel-9-x86_64", "epel-10-s390x", "centos-stream-10-aarch64", "opensuse-tumbleweed-x86_64"],
  ...["mageia-cauldron-i586", "amazonlinux-2023-x86_64", "fedora-eln-x86_64", "rhel+epel-9-ppc64le"]
];
var fixtures2 = {
  draw(drawing) {
    const { number, edge } = drawing;
    const build = buildOf3(drawing, Math.floor(number / tasksPerBuild));
    const { project } = build;
    const within = number % tasksPerBuild;
    const chroot_name = edge ? edgeChroot(number) : chroots2[(build.first + within) % chroots2.length];
    return {
      id: taskId(build.build_id, chroot_name),
      aged: build.aged,
      // Member by member: to spread an object here takes longer than all the rest.
      attributes: {
        project_id: project.project_id,
        project: project.project,
        owner: project.owner,
        creator: project.creator,
        results_host: project.results_host,
        build_id: build.build_id,
        git_hash: build.git_hash,
        package: build.package,
        chroot_name
      }
    };
  },
  breaches: breaches2,
  schemas: {
    "build-task": { show: (shown2, showing) => entryOf(shown2, showing).build_task },
    "build-task-entry": {
      show: entryOf,
      request: ([task]) => ({ operation: "get-build-task", path: pathOf4(task.record), status: 200 })
    },
    "build-task-list": {
      most: mostListed,
      show: (shown2, showing) => toTaskList(tasksOf(shown2), { ...showing, query: queryOf2(shown2, showing) }),
      request: (shown2, showing) => ({
        operation: "list-build-tasks",
        path: `/api_2/build_tasks?${toQuery(queryOf2(shown2, showing))}`,
        status: 200
      })
    },
    link: {
      views: 2,
      show: ([task], showing) => {
        const { attributes } = task.record;
        return showing.row % 2 === 0 ? selfLink(attributes, showing) : projectLink(attributes, showing);
      }
    }
  }
};
var buildOf3 = shared((drawing, build) => {
  const { seed, row, edge } = drawing;
  const random = randomFor(seed, "copr build", build);
  return {
    project: projectOf2(drawing, row ?? random.between(0, projects2 - 1)),
    build_id: idFor(build, drawing, { wide: true, first: firstBuild }),
    aged: row === void 0 ? spanOf(random) : agedInList(drawing, row, build),
    first: random.between(0, chroots2.length - 1),
    git_hash: edge ? random.pick(["0", "f"]).repeat(40) : random.hex(40),
    package: nameOf2(random, drawing)
  };
}, amongSupporting);
function spanOf(random) {
  return logarithmic(random, 11, 36);
}
function agedInList({ seed }, row, build) {
  const builds3 = mostListed / tasksPerBuild;
  return agedAt(build % builds3, builds3, spanOf(randomFor(seed, "copr list", row)));
}
function projectOf2(drawing, number) {
  const { seed, edge, words: words4 } = drawing;
  const random = randomFor(seed, "copr project", number);
  const creator = random.pick(words4.users);
  const group = random.between(0, 5) === 0;
  const long = edge && random.between(0, 1) === 0;
  const name = `${random.pick(words4.adjectives)}-${random.pick(words4.nouns)}`;
  return {
    project_id: idFor(number, drawing, { wide: true, first: firstProject }),
    project: long ? `${name}-`.repeat(8).slice(0, 100).replace(/-$/, "") : name,
    owner: group ? `@${random.pick(words4.nouns)}` : creator,
    creator,
    results_host: random.pick(results)
  };
}
function nameOf2(random, { words: words4, edge }) {
  if (edge) return random.pick(["a", `${random.pick(words4.nouns)}-`.repeat(30).slice(0, 200)]);
  const start3 = random.pick(ecosystems) + random.pick(words4.nouns);
  return random.between(0, 2) === 0 ? `${start3}-${random.pick(words4.nouns)}` : start3;
}
function edgeChroot(number) {
  const shortest = ["a-0-b", "a-1-b", "a-2-b", "a-3-b"][number % tasksPerBuild];
  return number % 8 < tasksPerBuild ? shortest : `fedora-${"0".repeat(40)}${number % tasksPerBuild}-x86_64`;
}
function entryOf([shown2], showing) {
  return toEntry(shown2.record, shown2.snapshot, showing);
}
function tasksOf(shown2) {
  return shown2.map(({ record: record6 }) => record6);
}
function pathOf4({ attributes: { build_id, chroot_name } }) {
  return `/api_2/build_tasks/${build_id}/${encodeURIComponent(chroot_name)}`;
}
function queryOf2(shown2, { row }) {
  const [first2] = shown2;
  if (!first2) return { state: "running", offset: 100 * (row + 1) };
  const { project_id } = first2.record.attributes;
  const request = [
    { project_id },
    { project_id, limit: mostListed },
    { project_id, offset: row, limit: 100 }
  ];
  return request[row % request.length];
}

// src/apis/copr/observations.ts
var lists2 = ["list-build-tasks", "list-builds-tasks"];
var detail = "get-build-task";
function entriesOf2({ operation: operation32, content: content2 }) {
  if (operation32 === detail) return [{ entry: content2, pointer: "" }];
  if (!lists2.includes(operation32)) return [];
  return content2.build_tasks.map((entry, index) => ({
    entry,
    pointer: `/build_tasks/${index}`
  }));
}
function everyEntry(trace) {
  return trace.of([...lists2, detail]).flatMap((seen3) => entriesOf2(seen3).map((each) => ({ seen: seen3, ...each })));
}
function linkedTask({ _links }) {
  const [, build, chroot] = /\/build_tasks\/(\d+)\/([^/?#]+)$/.exec(_links?.self?.href ?? "") ?? [];
  return build === void 0 ? void 0 : { build_id: Number(build), chroot_name: decoded2(chroot) };
}
function identityOf(entry, { operation: operation32, request }) {
  if (operation32 === detail)
    return { build_id: Number(request.params.build_id), chroot_name: request.params.name };
  const { build_id, chroot_name, result_dir_url } = entry.build_task;
  const linked2 = linkedTask(entry);
  const named3 = [
    linked2?.build_id,
    build_id,
    numberIn2(/\/builds\/(\d+)$/, entry._links?.build?.href),
    numberIn2(/\/results\/.*\/0*(\d+)-[^/]*\/?$/, result_dir_url),
    numberIn2(/^(\d+)$/, request.query.get("build_id"))
  ].filter((each) => each !== void 0);
  const build = commonest2(named3);
  return build === void 0 ? void 0 : { build_id: build, chroot_name };
}
function nameOf3(entry, seen3) {
  const identity = identityOf(entry, seen3);
  return identity && `${identity.build_id}/${identity.chroot_name}`;
}
function observations2(seen3) {
  return entriesOf2(seen3).flatMap(({ entry, pointer }) => {
    const params = identityOf(entry, seen3);
    if (!params) return [];
    const { state, chroot_name, started_on, ended_on, git_hash, result_dir_url } = entry.build_task;
    const over = lifecycle2.states[state] && isFinal(lifecycle2, state);
    return {
      seen: seen3,
      pointer: `${pointer}/build_task`,
      id: `${params.build_id}/${params.chroot_name}`,
      states: statesOf3(state),
      params: { ...params },
      // A folder may be named anew until the build is over; a start is a story of its own: see `invariants/starts.ts`.
      facts: { chroot_name, git_hash, ended_on, ...over && { result_dir_url } },
      times: { started_on, ended_on },
      run: started_on ?? void 0,
      ...typeof ended_on === "number" && {
        ending: { at: ended_on, how: state, clause: "copr/fields/state" }
      }
    };
  });
}
function statesOf3(shown2) {
  if (shown2 in lifecycle2.states) return [shown2];
  return shown2 === "waiting" ? ["importing", "pending"] : Object.keys(lifecycle2.states);
}
function isUnderWay({ build_task }) {
  return statesOf3(build_task.state).some((state) => !isFinal(lifecycle2, state));
}
function folderOwnerOf({ build_task }) {
  return /\/results\/([^/]+)\//.exec(build_task.result_dir_url ?? "")?.[1];
}
function projectOf3({ _links }) {
  return /\/projects\/(\d+)$/.exec(_links?.project?.href ?? "")?.[1];
}
function numberIn2(pattern, text2) {
  const found = pattern.exec(text2 ?? "")?.[1];
  return found === void 0 ? void 0 : Number(found);
}
function commonest2(values) {
  const times = (value) => values.filter((each) => each === value).length;
  return [...values].sort((a, b) => times(b) - times(a))[0];
}
function decoded2(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return text2;
  }
}

// src/apis/copr/exploration.ts
var nobodysBuild = 2147483646;
var explore2 = async (explorer) => {
  const there3 = await lookAround2(explorer);
  for (const state of Object.keys(lifecycle2.states)) await lookAt2(explorer, state);
  for (const scenario of ["succeeds", "fails", "canceled"])
    await follow4(explorer, scenario, there3.underWay);
  await turnPages2(explorer, there3.latest);
  await requestInVain2(explorer, there3.latest);
};
async function lookAround2(explorer) {
  const { build_id, chroot_name } = explorer.params;
  const seen3 = await list2(explorer, { build_id });
  for (const { entry } of tasksIn(seen3).slice(0, 3)) {
    await explorer.follow(entry._links?.self?.href);
    const identity = identityOf(entry, seen3);
    const linked2 = linkedTask(entry);
    const broken = linked2?.build_id !== identity?.build_id || linked2?.chroot_name !== identity?.chroot_name;
    if (identity && broken) await show(explorer, identity);
  }
  if (build_id !== void 0 && chroot_name !== void 0) await show(explorer, { build_id, chroot_name });
  await explorer.send("list-builds-tasks", { query: { limit: 1 } });
  return { latest: tasksIn(seen3).at(-1)?.entry, underWay: await findUnderWay(explorer, seen3) };
}
async function findUnderWay(explorer, first2) {
  const looks = [first2];
  if (explorer.params.build_id === void 0)
    for (const state of ["running", "starting", "pending", "waiting", "importing"])
      looks.push(await list2(explorer, { state }));
  const tasks2 = looks.flatMap((seen3) => tasksIn(seen3).map(({ entry }) => ({ entry, seen: seen3 })));
  return tasks2.filter(({ entry }) => isUnderWay(entry)).flatMap(({ entry, seen: seen3 }) => identityOf(entry, seen3) ?? []).sort((a, b) => b.build_id - a.build_id)[0];
}
async function lookAt2(explorer, state) {
  const task = await explorer.stage(`build-is-${state}`, {
    build_id: 200100,
    chroot_name: "fedora-41-x86_64"
  });
  if (!task) return;
  const { build_id } = task;
  const shown2 = await show(explorer, task);
  const project_id = shown2 && projectOf3(shown2);
  const owner = shown2 && folderOwnerOf(shown2);
  for (const query of [
    {},
    { build_id },
    { build_id, state: shown2?.build_task.state },
    { build_id, state: "succeeded" },
    { build_id, state: "failed" },
    { project_id },
    { owner },
    { build_id, project_id: 3985, owner: "nobody" },
    { project_id, owner: "nobody" }
  ]) {
    await list2(explorer, query);
    await show(explorer, task);
  }
  await explorer.send("list-builds-tasks", { query: { build_id } });
  await show(explorer, task);
}
async function follow4(explorer, scenario, underWay) {
  const params = { build_id: 200200, chroot_name: "fedora-41-x86_64" };
  const staged = await explorer.stage("build-is-importing", params, { scenario });
  const task = staged ?? (scenario === "succeeds" ? underWay : void 0);
  if (!task) return;
  const { build_id, chroot_name } = task;
  await explorer.watch(async () => {
    await show(explorer, { build_id, chroot_name });
    return list2(explorer, { build_id });
  });
  await show(explorer, { build_id, chroot_name });
}
async function turnPages2(explorer, there3) {
  const many = await explorer.stage("project-has-many-builds", { project_id: 4242, builds: 125 });
  const project_id = many?.project_id ?? (there3 && projectOf3(there3));
  const windows2 = [
    {},
    { offset: 0 },
    { offset: 100 },
    { limit: 3 },
    { limit: 3, offset: 3 },
    { limit: 100 },
    { limit: 50, offset: 100 },
    {}
  ];
  for (const window of windows2) await list2(explorer, { project_id, state: "succeeded", ...window });
}
async function requestInVain2(explorer, there3) {
  const known2 = there3?.build_task.chroot_name ?? "fedora-41-x86_64";
  await show(explorer, { build_id: nobodysBuild, chroot_name: known2 });
  await show(explorer, { build_id: 106882, chroot_name: "rawhide" });
  await list2(explorer, { owner: "nobody-of-that-name" });
  for (const query of [{ build_id: nobodysBuild }, { state: "exploded" }, { limit: "many" }]) {
    await list2(explorer, query);
    await explorer.send("list-builds-tasks", { query });
  }
}
function tasksIn(seen3) {
  return seen3.response.status === 200 && seen3.content !== void 0 ? entriesOf2(seen3) : [];
}
function list2(explorer, query) {
  return explorer.send("list-build-tasks", { query });
}
async function show(explorer, { build_id, chroot_name }) {
  const { response, content: content2 } = await explorer.send("get-build-task", {
    params: { build_id, name: chroot_name }
  });
  return response.status === 200 ? content2 : void 0;
}

// src/apis/copr/invariants/dates.ts
var begun = ["starting", "running", "succeeded"];
var notOver = ["importing", "pending", "waiting", "starting", "running"];
var rules2 = [
  { member: "started_on", there: true, states: begun },
  { member: "started_on", there: false, states: ["importing", "waiting"] },
  { member: "ended_on", there: true, states: ["succeeded"] },
  { member: "ended_on", there: false, states: notOver },
  // Builds that are older than the service's dist-git have no commit for ever.
  { member: "git_hash", there: true, states: ["pending", ...begun], unusual: true },
  { member: "git_hash", there: false, states: ["importing"], unusual: true },
  // No reading has it null once the task is starting.
  { member: "result_dir_url", there: true, states: begun }
];
var clauseOf2 = (member2) => `copr/fields/${member2.replaceAll("_", "-")}`;
var dates = {
  id: "copr/dates-fit-the-state",
  clauses: ["started_on", "ended_on", "git_hash", "result_dir_url"].map(clauseOf2),
  says: "A task that runs or has succeeded has begun and has its folder; it has an end when it is over, and not before.",
  judge(trace, judge3) {
    for (const { seen: seen3, entry, pointer } of everyEntry(trace)) {
      const task = entry.build_task;
      for (const { member: member2, there: there3, states: states2, unusual = false } of rules2) {
        if (!states2.includes(task.state)) continue;
        judge3(isThere2(task, member2) === there3, {
          seen: seen3,
          clause: clauseOf2(member2),
          pointer: `${pointer}/build_task/${member2}`,
          expected: `${there3 ? "not null" : "null"} while ${task.state}`,
          actual: task[member2] ?? null,
          unusual
        });
      }
    }
  }
};
function isThere2(task, member2) {
  return (task[member2] ?? null) !== null;
}

// src/apis/copr/invariants/existence.ts
var existence = {
  id: "copr/what-is-there-is-found",
  clauses: ["copr/detail/status-200", "copr/detail/status-404", "copr/list/status-404"],
  says: "A task that was arranged is found, and a build that does not exist is not.",
  judge(trace, judge3) {
    const chroots3 = new Set(everyEntry(trace).map(({ entry }) => entry.build_task.chroot_name));
    for (const seen3 of trace.seen) {
      const { operation: operation32, request, response, staged } = seen3;
      if (operation32 === void 0 || [401, 403, 429].includes(response.status)) continue;
      const actual = `status ${response.status}`;
      const arranged4 = staged?.params.chroot_name === request.params.name ? staged?.params.build_id : void 0;
      if (operation32 === detail && request.params.build_id === `${arranged4}`)
        judge3(response.status === 200, { seen: seen3, expected: "status 200: the task was arranged", actual });
      const build = request.params.build_id ?? request.query.get("build_id");
      if (Number(build) !== nobodysBuild || !isJudged(trace, seen3)) continue;
      judge3(response.status === 404, {
        seen: seen3,
        clause: operation32 === detail ? "copr/detail/status-404" : "copr/list/status-404",
        expected: "status 404: there is no such build",
        actual,
        errata: excusesFor(seen3, chroots3)
      });
    }
  }
};
function isJudged(trace, { operation: operation32, response }) {
  if (operation32 === "list-builds-tasks") return trace.of([operation32]).length > 0;
  return operation32 === detail || !isUnwilling2(response.status);
}
function excusesFor({ operation: operation32, request, response, content: content2 }, chroots3) {
  if (operation32 === detail)
    return response.status === 500 && !chroots3.has(request.params.name) ? ["copr/unknown-chroot"] : [];
  const isEmpty = content2?.build_tasks?.length === 0;
  return lists2.includes(operation32) && response.status === 200 && isEmpty ? ["copr/list-404"] : [];
}

// src/apis/copr/invariants/filters.ts
var narrowing = ["build_id", "project_id", "owner"];
function filter(name, clause, at, shown2, errata = []) {
  return {
    clause,
    at,
    shown: shown2,
    errata,
    fixed: true,
    request: ({ request: { query } }) => narrowing.find((each) => query.has(each)) === name ? query.get(name) : void 0
  };
}
var ofAGroup = (shown2, wanted) => shown2.startsWith("@") && (shown2 === wanted || !wanted.startsWith("@")) ? ["copr/owner"] : [];
var filters = [
  filter("build_id", "copr/list/build-id", "/_links/self/href", (task, seen3) => ownBuildOf(task, seen3)),
  filter("project_id", "copr/list/project-id", "/_links/project/href", projectOf3),
  filter("owner", "copr/list/owner", "/build_task/result_dir_url", folderOwnerOf, ofAGroup),
  {
    clause: "copr/list/state",
    at: "/build_task/state",
    shown: ({ build_task }) => build_task.state,
    request: ({ request }) => request.query.get("state")
  }
];
function ownBuildOf(task, seen3) {
  const query = new Map([...seen3.request.query].filter(([name]) => name !== "build_id"));
  return identityOf(task, { ...seen3, request: { ...seen3.request, query } })?.build_id.toString();
}

// src/apis/copr/invariants/itself.ts
var itself = {
  id: "copr/task-is-itself",
  clauses: [
    "copr/detail/returns",
    "copr/detail/build-id",
    "copr/detail/name",
    "copr/list/example",
    "copr/fields/build-id"
  ],
  says: "A task is the one that was asked for, its self link leads to it, and it stays in its project.",
  judge(trace, judge3) {
    const projects3 = /* @__PURE__ */ new Map();
    for (const each of everyEntry(trace)) {
      const checks = each.seen.operation === detail ? ofDetail(each) : ofEntry(each);
      for (const { right, ...check } of [...checks, ...ofProject(each, projects3), ...ofFolder(each)])
        judge3(right, check);
    }
  }
};
function* ofDetail(task) {
  const { seen: seen3, entry } = task;
  const { build_id, chroot_name } = entry.build_task;
  const { params } = seen3.request;
  yield selfLink2(task, "copr/detail/returns");
  yield {
    seen: seen3,
    clause: "copr/detail/build-id",
    pointer: "/build_task/build_id",
    right: `${build_id}` === params.build_id,
    expected: `${params.build_id}, as was asked for`,
    actual: build_id,
    errata: `${build_id}` === projectOf3(entry) ? ["copr/detail-build-id"] : []
  };
  yield {
    seen: seen3,
    clause: "copr/detail/name",
    pointer: "/build_task/chroot_name",
    right: chroot_name === params.name,
    expected: `${params.name}, as was asked for`,
    actual: chroot_name
  };
}
function* ofEntry(task) {
  const { seen: seen3, entry, pointer } = task;
  const { build_id } = entry.build_task;
  const wanted = identityOf(entry, seen3)?.build_id;
  yield selfLink2(task, "copr/list/example");
  if (build_id === void 0 || wanted === void 0) return;
  yield {
    seen: seen3,
    clause: "copr/fields/build-id",
    pointer: `${pointer}/build_task/build_id`,
    right: build_id === wanted,
    expected: `${wanted}, as its links and its folder have it`,
    actual: build_id
  };
}
function selfLink2({ seen: seen3, entry, pointer }, clause) {
  const wanted = identityOf(entry, seen3);
  const link = linkedTask(entry);
  return {
    seen: seen3,
    clause,
    pointer: `${pointer}/_links/self/href`,
    right: link?.build_id === wanted?.build_id && link?.chroot_name === wanted?.chroot_name,
    expected: `a link to the task ${wanted?.build_id}/${wanted?.chroot_name}`,
    actual: entry._links?.self?.href
  };
}
function* ofProject({ seen: seen3, entry, pointer }, projects3) {
  const identity = identityOf(entry, seen3);
  const project = projectOf3(entry);
  if (!identity) return;
  const key = `${seen3.scene} ${identity.build_id}`;
  const before = projects3.get(key);
  yield {
    seen: seen3,
    clause: seen3.operation === detail ? "copr/detail/returns" : "copr/list/example",
    pointer: `${pointer}/_links/project/href`,
    right: project !== void 0 && (before ?? project) === project,
    expected: before ? `a link to project ${before}, as before` : "a link to a project",
    actual: entry._links?.project?.href
  };
  if (before === void 0 && project !== void 0) projects3.set(key, project);
}
function* ofFolder({ seen: seen3, entry, pointer }) {
  const url = entry.build_task.result_dir_url;
  const [, chroot, build] = /\/results\/[^/]+\/[^/]+\/([^/]+)\/(\d{8})-[^/]*\/?$/.exec(url ?? "") ?? [];
  const identity = identityOf(entry, seen3);
  if (chroot === void 0 || !identity) return;
  const right = chroot === identity.chroot_name && Number(build) === identity.build_id;
  const expected = `the folder of ${identity.build_id} in ${identity.chroot_name}`;
  const at = `${pointer}/build_task/result_dir_url`;
  yield {
    ...{ seen: seen3, clause: "copr/fields/result-dir-url", pointer: at, right, expected, actual: url },
    unusual: true
  };
}
var parameters = ["owner", "project_id", "build_id", "offset", "limit", "state"];
var added = { limit: ["copr/list-self-link"] };
var listLinks = {
  id: "copr/list-is-itself",
  clauses: ["copr/list/example"],
  says: "The self link of a list is to the query that it answers.",
  judge(trace, judge3) {
    for (const seen3 of trace.of(lists2)) {
      const href = seen3.content._links?.self?.href ?? "";
      const link = URL.canParse(href, seen3.request.url) ? new URL(href, seen3.request.url) : void 0;
      const about4 = { seen: seen3, pointer: "/_links/self/href", actual: href };
      judge3(/\/builds?_tasks$/.test(link?.pathname ?? ""), {
        ...about4,
        expected: "a link to a list of tasks"
      });
      for (const name of parameters) {
        const [given2, linked2] = [seen3.request.query.get(name), link?.searchParams.get(name) ?? void 0];
        judge3(sameValue(name, given2, linked2), {
          ...about4,
          expected: given2 === void 0 ? `no ${name}, for none was given` : `${name}=${given2}, as was given`,
          errata: given2 === void 0 ? added[name] ?? [] : []
        });
      }
    }
  }
};
function sameValue(name, given2, linked2) {
  if (given2 === linked2) return true;
  if (given2 === void 0 || linked2 === void 0) return false;
  const isText = name === "owner" || name === "state";
  if (isText) return false;
  const limit = Number(given2);
  return Number(linked2) === limit || name === "limit" && (limit < 1 || limit > 100) && linked2 === "100";
}

// src/apis/copr/invariants/starts.ts
var slack = 2;
var starts = {
  id: "copr/start-stays",
  clauses: ["copr/fields/started-on"],
  says: "A start stays as it was, unless the task went back and started anew, later.",
  judge(trace, judge3) {
    const stories = /* @__PURE__ */ new Map();
    for (const observation of trace.observations) {
      const key = `${observation.seen.scene} ${observation.id}`;
      stories.set(key, [...stories.get(key) ?? [], observation]);
    }
    for (const story of stories.values()) judgeStory(story, judge3);
  }
};
function judgeStory(story, judge3) {
  let known2;
  let over = false;
  let wentBack = false;
  for (const { seen: seen3, pointer, times = {}, states: states2 } of story) {
    const start3 = times.started_on ?? null;
    wentBack ||= states2.includes("pending") || states2.includes("starting");
    if (known2 && known2.seen.until <= seen3.at) {
      const anew2 = start3 !== null && start3 > known2.start && !over;
      const possible = anew2 && start3 + slack >= (serverTime(known2.seen) ?? Number.NEGATIVE_INFINITY);
      judge3(start3 === known2.start || possible && wentBack, {
        seen: seen3,
        pointer: `${pointer}/started_on`,
        expected: `${known2.start}, as in exchange ${known2.seen.number}`,
        actual: start3,
        unusual: possible
      });
    }
    if (start3 === null) continue;
    if (start3 !== known2?.start) wentBack = states2.includes("pending");
    known2 = { start: start3, seen: seen3 };
    over ||= typeof times.ended_on === "number";
  }
}
function serverTime({ response }) {
  const at = Date.parse(response.headers.date ?? "");
  return Number.isNaN(at) ? void 0 : Math.floor(at / 1e3);
}

// src/apis/copr/invariants.ts
var invariants2 = {
  observations: observations2,
  order: "copr/list/state-values",
  // A task whose builder is lost is rescheduled: fedora-copr/copr at 3ca8a0738 and 22ee7026e, backend_general.py.
  knownSteps: { starting: ["pending"], running: ["pending"] },
  invariants: [
    ...listInvariants({
      api: "copr",
      operations: lists2,
      alone: [detail],
      missing: {
        clause: "copr/detail/status-404",
        nameOf: ({ request: { params } }) => `${params.build_id}/${params.name}`
      },
      entriesOf: entriesOf2,
      nameOf: nameOf3,
      filters,
      windowOf({ request: { query } }, may) {
        const isOfGroup = query.has("group") && !narrowing.some((name) => query.has(name));
        if (isOfGroup && may("copr/group", "observed")) return void 0;
        const [limit, offset] = [Number(query.get("limit") ?? 100), Number(query.get("offset") ?? 0)];
        return limit >= 1 && limit <= 100 && offset >= 0 ? { limit, offset } : void 0;
      },
      isStill: (entry) => !isUnderWay(entry),
      clauses: { all: "copr/list/returns", limit: "copr/list/limit", offset: "copr/list/offset" },
      sameList: [...narrowing, "state"]
    }),
    dates,
    starts,
    itself,
    listLinks,
    existence
  ],
  explore: explore2
};

// src/apis/copr/mutants.ts
function options2(name, clause, says, change2) {
  return changingQuery({ id: `copr/list/${name}`, clause: `copr/list/${clause}`, says }, lists2, change2);
}
function ignoring(parameter, clause) {
  return ignoringParameter(
    { id: `copr/list/${parameter}-ignored`, clause: `copr/list/${clause}` },
    lists2,
    parameter
  );
}
function telling2(name, clause, says, change2, operations8 = [...lists2, detail]) {
  return changingBody(
    { id: `copr/${name}`, clause: `copr/${clause}`, says },
    operations8,
    (body, look) => {
      const entries = change2(body.build_tasks ?? [body], look);
      return body.build_tasks ? { ...body, build_tasks: entries } : entries[0];
    }
  );
}
function dating(name, clause, says, states2, change2, operations8) {
  const retold = ({ build_task, ...rest }, look) => ({
    ...rest,
    build_task: states2.includes(build_task.state) ? { ...build_task, ...change2(build_task, look) } : build_task
  });
  return telling2(
    name,
    clause,
    says,
    (entries, look) => entries.map((each) => retold(each, look)),
    operations8
  );
}
var begun2 = ["starting", "running", "succeeded"];
var anew = (look) => look.toString(16).padStart(40, "0");
var mutants2 = [
  ignoring("limit", "limit"),
  ignoring("offset", "offset"),
  ignoring("state", "state"),
  ignoring("build_id", "build-id"),
  ignoring("project_id", "project-id"),
  ignoring("owner", "owner"),
  options2("limit-and-one", "limit", "The list has one task more than its limit.", ({ limit, ...query }) => ({
    ...query,
    ...limit !== void 0 && Number(limit) < 100 && { limit: Number(limit) + 1 }
  })),
  options2("limit-50", "limit", "A list without a limit ends after 50.", (query) => ({ limit: 50, ...query })),
  options2("offset-1", "offset", "A list without an offset begins with the second.", (query) => ({
    ...query,
    offset: Number(query.offset ?? 1)
  })),
  options2("offset-by-one", "offset", "A page begins one too late.", ({ offset, ...query }) => ({
    ...query,
    ...offset !== void 0 && { offset: Number(offset) === 0 ? 0 : Number(offset) + 1 }
  })),
  options2(
    "project-before-build",
    "build-id",
    "project_id counts before build_id.",
    ({ build_id, ...query }) => query.project_id === void 0 ? { ...query, build_id } : query
  ),
  options2(
    "owner-before-project",
    "project-id",
    "owner counts before project_id.",
    ({ project_id, ...query }) => query.owner === void 0 ? { ...query, project_id } : query
  ),
  options2(
    "state-turned",
    "state",
    "succeeded and failed are taken for each other.",
    ({ state, ...query }) => ({
      ...query,
      state: state === "succeeded" ? "failed" : state === "failed" ? "succeeded" : state
    })
  ),
  telling2(
    "list/one-missing",
    "list/returns",
    "The first task is missing from a list.",
    (all) => all.slice(1),
    lists2
  ),
  telling2(
    "list/one-twice",
    "list/offset",
    "The last task of a list is there twice.",
    (all) => [...all, ...all.slice(-1)],
    lists2
  ),
  telling2(
    "list/links-to-another",
    "list/example",
    "The self link of a task in a list leads to the next build.",
    (all) => all.map((each) => ({ ...each, _links: { ...each._links, self: next(each._links.self) } })),
    lists2
  ),
  telling2(
    "detail/links-to-another",
    "detail/returns",
    "The self link of a task leads to the next build.",
    (all) => all.map((each) => ({ ...each, _links: { ...each._links, self: next(each._links.self) } })),
    [detail]
  ),
  dating(
    "detail/next-build",
    "detail/build-id",
    "The detail is of the next build.",
    begun2,
    ({ build_id }) => ({ build_id: (build_id ?? 0) + 1 }),
    [detail]
  ),
  dating(
    "detail/other-chroot",
    "detail/name",
    "The detail is of another chroot.",
    begun2,
    () => ({ chroot_name: "fedora-40-x86_64" }),
    [detail]
  ),
  dating(
    "dates/list-begins-later",
    "fields/started-on",
    "The list dates the beginning a second later than the detail.",
    begun2,
    ({ started_on }) => ({ started_on: started_on + 1 }),
    lists2
  ),
  dating("dates/not-begun", "fields/started-on", "A task that runs has no beginning.", ["running"], () => ({
    started_on: null
  })),
  dating("dates/begun-too-early", "fields/started-on", "A task that waits has begun.", ["pending"], () => ({
    started_on: 1440753865
  })),
  dating(
    "dates/begins-anew",
    "fields/started-on",
    "The beginning is later whenever it is looked at.",
    begun2,
    ({ started_on }, look) => ({ started_on: started_on + look })
  ),
  dating(
    "dates/ends-before",
    "fields/ended-on",
    "A task ends before it has begun.",
    ["succeeded"],
    ({ started_on }) => ({ ended_on: started_on - 1 })
  ),
  dating(
    "dates/ended-while-running",
    "fields/ended-on",
    "A task that runs has ended.",
    ["running"],
    ({ started_on }) => ({ ended_on: started_on })
  ),
  dating("dates/never-ended", "fields/ended-on", "A task that succeeded has no end.", ["succeeded"], () => ({
    ended_on: null
  })),
  dating(
    "dates/in-ms",
    "fields/ended-on",
    "The end is in milliseconds in the list.",
    ["succeeded"],
    ({ ended_on }) => ({ ended_on: ended_on * 1e3 }),
    lists2
  ),
  dating(
    "commit/before-import",
    "fields/git-hash",
    "There is a commit before the import is done.",
    ["importing"],
    () => ({ git_hash: anew(1) })
  ),
  dating("commit/lost", "fields/git-hash", "A task that runs has no commit.", ["running"], () => ({
    git_hash: null
  })),
  dating(
    "commit/another",
    "fields/git-hash",
    "The commit is another whenever it is looked at.",
    begun2,
    (_2, look) => ({ git_hash: anew(look) })
  ),
  dating(
    "results/nowhere",
    "fields/result-dir-url",
    "A task that succeeded has no results.",
    ["succeeded"],
    () => ({ result_dir_url: null })
  )
];
function next({ href }) {
  return { href: href.replace(/\d+(?=\/[^/]*$)/, (id) => `${Number(id) + 1}`) };
}

// src/apis/copr/presets.ts
var printed2 = {
  build_id: 106882,
  chroot_name: "fedora-rawhide-x86_64",
  project_id: 3985,
  project: "aeghqawgt",
  owner: "vgologuz",
  creator: "vgologuz",
  package: "python-marshmallow",
  git_hash: "d241064b14f9dcd5d9032d0aca3b4e78fbd1aafd",
  results_host: "http://copr-be-dev.cloud.fedoraproject.org"
};
var started2 = 1440753865e3;
var ended2 = 1440753919e3;
var samples2 = {
  creates: [
    {
      attributes: printed2,
      created: started2 - 4e3,
      seenAt: ended2,
      plan: [
        { state: "importing", lasts: 2e3 },
        { state: "pending", lasts: 2e3 },
        { state: "starting", lasts: 1e3 },
        { state: "running", lasts: ended2 - started2 - 1e3 },
        { state: "succeeded" }
      ]
    }
  ]
};
var presets2 = [
  ...presetPerState(lifecycle2, {
    noun: "build",
    subject: "{build_id}",
    params: { build_id: 106882, chroot_name: "fedora-rawhide-x86_64" },
    clauses: ["copr/list/state-values"]
  }),
  {
    name: "project-has-many-builds",
    says: "project {project_id} has {builds} builds that succeeded",
    clauses: ["copr/list/offset", "copr/list/limit"],
    params: { project_id: 4242, builds: 125 },
    creates: (params) => Array.from({ length: countOf(params, "builds") }, () => ({
      state: "succeeded",
      attributes: { project_id: Number(params.project_id) }
    }))
  }
];

// src/apis/copr/supporting/build.ts
var precedence = ["canceled", "failed", "running", "starting", "importing", "pending", "succeeded"];
async function tasksOf2(request, build_id) {
  const where = { index: "build", value: build_id };
  return [...(await request.store.page("copr", { now: request.now, where })).items];
}
async function buildOf4(request, build_id) {
  return await request.store.parent("copr", "build", `${build_id}`);
}
async function toBuildEntry(build, tasks2, request) {
  const { build_id, project_id } = build;
  const submission = await request.store.parent("copr", "submission", `${build_id}`);
  const link = (path4) => ({ href: request.href(`/api_2/${path4}`) });
  return {
    build: toBuild(build, tasks2, submission ?? presumed(build), request),
    _links: {
      self: link(`builds/${build_id}`),
      project: link(`projects/${project_id}`),
      build_tasks: link(`build_tasks?build_id=${build_id}`)
    }
  };
}
function toBuild(build, tasks2, { version, submitter, source_type, source_metadata, enable_net }, request) {
  const snapshots = tasks2.map((task) => request.snapshot(task));
  const imported = snapshots.some((snapshot) => snapshot.at("pending") !== void 0);
  const built = snapshots.some((snapshot) => snapshot.state === "succeeded");
  const started3 = snapshots.flatMap((snapshot) => snapshot.at("starting") ?? []);
  return {
    id: build.build_id,
    state: toState(aggregate(snapshots), request),
    submitter,
    submitted_on: toUnixSeconds(Math.min(...tasks2.map((task) => task.created))),
    started_on: started3.length === 0 ? null : toUnixSeconds(Math.min(...started3)),
    ended_on: endOf(snapshots),
    package_name: imported ? build.package : null,
    package_version: imported ? version : null,
    built_packages: built ? [{ name: build.package, version: version.replace(/-[^-]*$/, "") }] : [],
    source_type,
    source_metadata,
    enable_net,
    repos: []
  };
}
function aggregate(snapshots) {
  return precedence.find((state) => snapshots.some((snapshot) => snapshot.state === state)) ?? "pending";
}
function endOf(snapshots) {
  const over = snapshots.every((snapshot) => isFinal(lifecycle2, snapshot.state));
  const ran = snapshots.filter((snapshot) => snapshot.at("starting") !== void 0);
  return over && ran.length > 0 ? toUnixSeconds(Math.max(...ran.map((snapshot) => snapshot.since))) : null;
}
function presumed({ creator, package: name }) {
  const version = "1.0-1";
  return {
    submitter: creator,
    source_type: "srpm_link",
    source_metadata: { url: `http://srpms.example/${name}-${version}.src.rpm` },
    version,
    enable_net: true
  };
}

// src/apis/copr/supporting/pages.ts
var most = 100;
function limitOf2({ limit = most }) {
  return limit >= 1 && limit <= most ? limit : most;
}
function pageOf3(items, query) {
  const { offset = 0 } = query;
  return items.slice(offset, offset + limitOf2(query));
}
function selfQuery2(query, ...names3) {
  const given2 = { ...query, limit: limitOf2(query) };
  const shown2 = [...names3, "limit", "offset"].filter((name) => given2[name] !== void 0);
  return `?${new URLSearchParams(shown2.map((name) => [name, `${given2[name]}`]))}`;
}

// src/apis/copr/supporting/projects.ts
var operation9 = operationsFor();
var source = "fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources/project.py and schemas.py at 22ee7026e";
var listProjects2 = operation9({
  id: "list-projects",
  method: "GET",
  path: "/api_2/projects",
  says: "Lists projects: all, an owner\u2019s, a group\u2019s, those of a name, or those whose name or owner contains a text.",
  clauses: [],
  source,
  request: "list-projects.request",
  responses: { 200: "project-list", 400: "error" },
  async handle(request, respond) {
    const { owner, group, name, search_query } = request.query;
    const wanted = (project) => (!owner || project.owner === owner) && (!group || project.owner === `@${group}`) && (!name || project.project === name) && (!search_query || `${project.owner}/${project.project}`.includes(search_query));
    const found = (await request.store.parents("copr", "project")).filter(wanted);
    const ordered = found.sort((a, b) => a.project_id - b.project_id);
    const self = `/api_2/projects${selfQuery2(request.query, "search_query", "owner", "group", "name")}`;
    return respond(200, {
      projects: pageOf3(ordered, request.query).map((project) => toProjectEntry(project, request)),
      _links: { self: { href: request.href(self) } }
    });
  }
});
var getProject = operation9({
  id: "get-project",
  method: "GET",
  path: "/api_2/projects/{project_id}",
  says: "Shows one project.",
  clauses: [],
  source,
  request: "project-path.request",
  responses: { 200: "project-entry", 404: "error" },
  async handle(request, respond) {
    const project = await projectOf4(request, request.params.project_id);
    return project ? respond(200, toProjectEntry(project, request)) : respond(404, notFound2("project", request.params.project_id));
  }
});
var projectOperations = [listProjects2, getProject];
async function projectOf4({ store }, id) {
  return await store.parent("copr", "project", `${id}`);
}
function toProjectEntry({ project_id, owner, project }, request) {
  const link = (path4) => ({ href: request.href(`/api_2/${path4}`) });
  return {
    project: {
      id: project_id,
      name: project,
      owner,
      is_a_group_project: owner.startsWith("@"),
      description: `Packages of ${owner}`,
      instructions: "",
      homepage: null,
      contact: null,
      disable_createrepo: false,
      build_enable_net: true,
      repos: []
    },
    _links: {
      self: link(`projects/${project_id}`),
      builds: link(`builds?project_id=${project_id}`),
      chroots: link(`projects/${project_id}/chroots`),
      build_tasks: link(`build_tasks?project_id=${project_id}`)
    }
  };
}

// src/apis/copr/supporting/builds.ts
var operation10 = operationsFor();
var source2 = "fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources/build.py at 22ee7026e";
var listBuilds = operation10({
  id: "list-builds",
  method: "GET",
  path: "/api_2/builds",
  says: "Lists builds: of a project, of an owner, or all.",
  clauses: [],
  source: source2,
  request: "list-builds.request",
  responses: { 200: "build-list", 400: "error", 404: "error" },
  async handle(request, respond) {
    const { project_id, owner } = request.query;
    if (project_id !== void 0 && !await projectOf4(request, project_id))
      return respond(404, notFound2("project", project_id));
    const found = (await buildsOf2(request)).filter(
      (build) => project_id === void 0 ? owner === void 0 || build.owner === owner : build.project_id === project_id
    );
    if (project_id === void 0 && owner !== void 0 && found.length === 0)
      return respond(404, notFound2("user", owner));
    const shown2 = pageOf3(found, request.query).map((build) => entryOf2(build, request));
    const self = `/api_2/builds${selfQuery2(request.query, "owner", "project_id")}`;
    return respond(200, {
      builds: (await Promise.all(shown2)).flat(),
      _links: { self: { href: request.href(self) } }
    });
  }
});
var getBuild = operation10({
  id: "get-build",
  method: "GET",
  path: "/api_2/builds/{build_id}",
  says: "Shows one build, with its tasks if asked for.",
  clauses: [],
  source: source2,
  request: "get-build.request",
  responses: { 200: "build-entry", 400: "error", 404: "error" },
  async handle(request, respond) {
    const { build_id } = request.params;
    const build = await buildOf4(request, build_id);
    const tasks2 = await tasksOf2(request, build_id);
    if (!build || tasks2.length === 0) return respond(404, notFound2("build", build_id));
    const entry = await toBuildEntry(build, tasks2, request);
    if (!request.query.show_build_tasks) return respond(200, entry);
    return respond(200, {
      ...entry,
      build_tasks: tasks2.map((task) => toEntry(task, request.snapshot(task), request))
    });
  }
});
var cancelBuild = operation10({
  id: "cancel-build",
  method: "PUT",
  path: "/api_2/builds/{build_id}",
  says: "Cancels a build: the state `canceled` is the one thing that can be put. Any other is accepted and ignored.",
  clauses: [],
  source: source2,
  request: "cancel-build.request",
  responses: { 201: null, 400: "error", 401: "error", 404: "error" },
  async handle(request, respond) {
    const { build_id } = request.params;
    const tasks2 = await tasksOf2(request, build_id);
    if (tasks2.length === 0) return respond(404, notFound2("build", build_id));
    if (request.body.state === "canceled" && !await isCanceled(tasks2, request))
      return respond(400, { message: `Cannot update build due to: Cannot cancel build ${build_id}` });
    return respond(201, void 0, { location: request.url(`/api_2/builds/${build_id}`) });
  }
});
var buildOperations = [listBuilds, getBuild, cancelBuild];
async function entryOf2(build, request) {
  const tasks2 = await tasksOf2(request, build.build_id);
  return tasks2.length === 0 ? [] : [await toBuildEntry(build, tasks2, request)];
}
async function buildsOf2(request) {
  const builds3 = await request.store.parents("copr", "build");
  return builds3.sort((a, b) => a.build_id - b.build_id);
}
async function isCanceled(tasks2, request) {
  const canceled = await Promise.all(tasks2.map((task) => request.command(task, "cancel")));
  return canceled.some(Boolean) || tasks2.some((task) => request.snapshot(task).state === "canceled");
}

// src/apis/copr/supporting/chroots.ts
var operation11 = operationsFor();
var folder = "fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources";
var listMockChroots = operation11({
  id: "list-mock-chroots",
  method: "GET",
  path: "/api_2/mock_chroots",
  says: "Lists the chroots of the service. All of them are active.",
  clauses: [],
  source: `${folder}/mock_chroot.py at 22ee7026e`,
  request: "list-mock-chroots.request",
  responses: { 200: "mock-chroot-list", 400: "error" },
  async handle(request, respond) {
    const self = `/api_2/mock_chroots${request.query.active_only ? "?active_only=True" : ""}`;
    return respond(200, {
      chroots: chroots.map((name) => toMockChroot(name, request)),
      _links: { self: { href: request.href(self) } }
    });
  }
});
var getMockChroot = operation11({
  id: "get-mock-chroot",
  method: "GET",
  path: "/api_2/mock_chroots/{name}",
  says: "Shows one chroot of the service.",
  clauses: [],
  source: `${folder}/mock_chroot.py at 22ee7026e`,
  request: "get-mock-chroot.request",
  responses: { 200: "mock-chroot-entry", 400: "error", 404: "error" },
  async handle(request, respond) {
    const { name } = request.params;
    return await isKnown3(request, name) ? respond(200, toMockChroot(name, request)) : respond(404, notFound2("chroot", name));
  }
});
var listProjectChroots = operation11({
  id: "list-project-chroots",
  method: "GET",
  path: "/api_2/projects/{project_id}/chroots",
  says: "Lists the chroots that a project builds for.",
  clauses: [],
  source: `${folder}/project_chroot.py at 22ee7026e`,
  request: "project-path.request",
  responses: { 200: "project-chroot-list", 404: "error" },
  async handle(request, respond) {
    const { project_id } = request.params;
    const project = await projectOf4(request, project_id);
    if (!project) return respond(404, notFound2("project", project_id));
    return respond(200, {
      chroots: (await chrootsOf(project, request)).map((name) => toProjectChroot(name, project, request)),
      _links: { self: { href: request.href(`/api_2/projects/${project_id}/chroots`) } }
    });
  }
});
var getProjectChroot = operation11({
  id: "get-project-chroot",
  method: "GET",
  path: "/api_2/projects/{project_id}/chroots/{name}",
  says: "Shows one chroot that a project builds for.",
  clauses: [],
  source: `${folder}/project_chroot.py at 22ee7026e`,
  request: "get-project-chroot.request",
  responses: { 200: "project-chroot-entry", 400: "error", 404: "error" },
  async handle(request, respond) {
    const { project_id, name } = request.params;
    const project = await projectOf4(request, project_id);
    if (!project) return respond(404, notFound2("project", project_id));
    if (!(await chrootsOf(project, request)).includes(name)) return respond(404, notFound2("chroot", name));
    return respond(200, toProjectChroot(name, project, request));
  }
});
var chrootOperations = [listMockChroots, getMockChroot, listProjectChroots, getProjectChroot];
async function chrootsOf({ project_id }, request) {
  const where = { index: "project", value: project_id };
  const { items } = await request.store.page("copr", { now: request.now, where });
  return [...new Set(items.map(({ attributes }) => attributes.chroot_name))].sort();
}
function toMockChroot(name, request) {
  const [, os_release, os_version, arch] = wellFormedChroot.exec(name);
  return {
    chroot: { name, os_release, os_version, arch, is_active: true },
    _links: {
      self: { href: request.href(`/api_2/mock_chroots/${encodeURIComponent(name)}`) },
      all_chroots: { href: request.href("/api_2/mock_chroots") }
    }
  };
}
function toProjectChroot(name, { project_id }, request) {
  const project = `/api_2/projects/${project_id}`;
  return {
    chroot: { name, buildroot_pkgs: [], comps: null, comps_name: null, comps_len: 0 },
    _links: {
      project: { href: request.href(project) },
      self: { href: request.href(`${project}/chroots/${encodeURIComponent(name)}`) }
    }
  };
}

// src/apis/copr/supporting/root.ts
var operation12 = operationsFor();
var source3 = "fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/__init__.py at 22ee7026e";
var redirectRoot = operation12({
  id: "redirect-root",
  method: "GET",
  path: "/api_2",
  says: "Leads to the root from its address without the slash, which is what clients ask for.",
  clauses: [],
  source: source3,
  responses: { 308: null },
  async handle(request) {
    const location = request.url("/api_2/");
    const page5 = htmlPage(308, "Permanent Redirect", `The root is at <a href="${location}">${location}</a>.`);
    return { ...page5, headers: { ...page5.headers, location } };
  }
});
var readRoot = operation12({
  id: "read-root",
  method: "GET",
  path: "/api_2/",
  says: "Links to the lists.",
  clauses: [],
  source: source3,
  responses: { 200: "root" },
  async handle(request, respond) {
    const link = (path4) => ({ href: request.href(`/api_2/${path4}`) });
    const owner = {
      name: "owner",
      type: "string",
      description: "Select only the projects that are owned by this user"
    };
    return respond(200, {
      _links: {
        self: link(""),
        projects: { ...link("projects"), query_params: [owner] },
        mock_chroots: link("mock_chroots"),
        builds: link("builds"),
        build_tasks: link("build_tasks")
      }
    });
  }
});
var rootOperations = [redirectRoot, readRoot];

// src/apis/copr/supporting/submit.ts
var operation13 = operationsFor();
var createBuild = operation13({
  id: "create-build",
  method: "POST",
  path: "/api_2/builds",
  says: "Submits a build to a project: a task for each chroot that is named, or else for each that the project has.",
  clauses: [],
  source: "fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources/build.py at 22ee7026e",
  request: "create-build.request",
  form: true,
  responses: { 201: null, 400: "error", 401: "error", 404: "error" },
  async handle(request, respond) {
    const order3 = orderOf(request);
    if (typeof order3 === "string") return respond(400, malformed(order3));
    const project = await projectOf4(request, order3.project_id);
    if (!project) return respond(404, notFound2("project", order3.project_id));
    const chroots3 = order3.chroots.length > 0 ? order3.chroots : await chrootsOf(project, request);
    const bad = chroots3.find((name) => !wellFormedChroot.test(name));
    if (bad !== void 0) return respond(400, { message: `Bad mock chroot name: ${bad}` });
    const build_id = await submit(order3, project, [...new Set(chroots3)], request);
    return respond(201, void 0, { location: request.url(`/api_2/builds/${build_id}`) });
  }
});
var submitOperations = [createBuild];
function orderOf(request) {
  const body = request.body ?? {};
  const isForm = /^multipart\/form-data/i.test(request.header("content-type") ?? "");
  if (isForm && body.metadata === void 0) return "Missing build metadata in the request";
  if (isForm && body.srpm === void 0) return "Missing srpm file in the request";
  const { project_id, srpm_url, chroots: chroots3 = [], enable_net = true } = isForm ? parsed2(body.metadata) : body;
  if (!Number.isInteger(project_id)) return "project_id: a whole number is required";
  if (!Array.isArray(chroots3) || !chroots3.every((each) => typeof each === "string"))
    return "chroots: not a list of strings";
  const order3 = { project_id, chroots: chroots3, enable_net };
  if (isForm) {
    const file2 = body.srpm.filename;
    return { ...order3, file: file2, source: { source_type: "srpm_upload", source_metadata: { pkg: file2 } } };
  }
  const file = fileAt(srpm_url ?? "");
  if (file === void 0) return "srpm_url: not a valid URL";
  return { ...order3, file, source: { source_type: "srpm_link", source_metadata: { url: srpm_url } } };
}
function fileAt(address) {
  if (!/^https?:\/\/[^/]/.test(address)) return void 0;
  try {
    return decodeURIComponent(address.split(/[?#]/)[0].split("/").at(-1));
  } catch {
    return void 0;
  }
}
function parsed2(metadata) {
  try {
    const value = JSON.parse(metadata);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
async function submit({ file, source: source9, enable_net }, { project_id }, chroots3, request) {
  const { name, version } = packageIn(file);
  const build_id = await numberFor(request.store, "copr build", { name: "build_id", given: void 0 });
  const submission = { submitter: loginOf(request), ...source9, version, enable_net };
  await request.store.putParent("copr", "submission", `${build_id}`, { ...submission });
  for (const chroot_name of chroots3)
    await request.create({ project_id, package: name, build_id, chroot_name });
  return build_id;
}
function packageIn(file) {
  const [, name, version] = /^(.+?)-([^-]+-[^-]+?)(?:\.(?:no)?src)?\.rpm$/.exec(file) ?? [];
  return { name: name ?? (file.replace(/\.\w+$/, "") || "package"), version: version ?? "1.0-1" };
}

// src/apis/copr/supporting/index.ts
var supporting2 = [
  ...rootOperations,
  ...projectOperations,
  ...buildOperations,
  ...submitOperations,
  ...chrootOperations
];

// src/apis/copr/index.ts
var copr_default = defineApi({
  name: "copr",
  title: "Fedora Copr API v2, build tasks",
  document: "copr-build-tasks.rst",
  basePaths: ["/api_2"],
  lifecycle: lifecycle2,
  record: record2,
  wire: { ...wire2, ...auth2 },
  operations: [...operations2, ...supporting2],
  presets: presets2,
  samples: samples2,
  errata: documentsOf("copr").errata,
  invariants: invariants2,
  mutants: mutants2,
  fixtures: fixtures2,
  example: {
    path: "/api_2/build_tasks/106882/fedora-rawhide-x86_64",
    exchange: "get-build-task.documented"
  }
});

// src/apis/copr-waiting/auth.ts
var auth3 = { refuse: sayNo3, authenticate: authenticate2 };
function authenticate2({ header, accepts }, { method }) {
  if (method === "GET") return void 0;
  const [, encoded] = /^Basic +(\S+)/i.exec(header("authorization") ?? "") ?? [];
  if (encoded === void 0) return { kind: "unauthenticated", why: "missing" };
  const [, password] = /^[^:]*:(.*)$/s.exec(Buffer.from(encoded, "base64").toString()) ?? [];
  return accepts(password ?? "") ? void 0 : { kind: "unauthenticated", why: "invalid" };
}
function sayNo3(refusal2) {
  switch (refusal2.kind) {
    case "unknown-route":
      return htmlPage(404, "Not Found", "There is nothing at this address.");
    case "wrong-method": {
      const readable = refusal2.allowed.includes("GET");
      const sentence = `This address can only be ${readable ? "read" : "written to"}.`;
      const page5 = htmlPage(405, "Method Not Allowed", sentence);
      return { ...page5, headers: { ...page5.headers, allow: refusal2.allowed.join(", ") } };
    }
    case "body-too-large":
      return htmlPage(413, "Request Entity Too Large", `A body may have ${refusal2.limit} bytes.`);
    case "limit":
      return htmlPage(refusal2.status, "Limit Reached", escapeHtml(refusal2.says));
    case "status":
      return htmlPage(refusal2.status, "As preferred", "The request preferred this status.");
    case "unauthenticated":
      return {
        status: 401,
        // No page, and no challenge. The service's own tests look for these words.
        text: "You have to provide the correct password",
        headers: { "content-type": "text/html; charset=utf-8" }
      };
    case "invalid":
    case "unreadable-body":
      return htmlPage(400, "Bad Request", "The request could not be read.");
  }
}

// src/apis/copr-waiting/breaches.ts
var breaches3 = [
  {
    invariant: "copr-waiting/builds-make-sense",
    at: { "waiting-build": [], "waiting-build-list": ["builds", "*"] },
    tell: (build) => build.copr_id === void 0 ? build : { ...build, copr_id: build.user_id === 77 ? 78 : 77 }
  },
  {
    invariant: "copr-waiting/oldest-first",
    at: { "waiting-build-list": ["builds"] },
    // Neither from the oldest on nor from the newest: either would be somebody's reading.
    tell([first2, ...others]) {
      const distinct = new Set([first2, ...others].map((build) => build?.submitted_on)).size;
      return first2 && distinct > 2 ? [others[0], first2, ...others.slice(1)] : [first2, ...others].filter(Boolean);
    }
  }
];

// src/apis/copr-waiting/wire.ts
var listPath = "/waiting_builds/";
var laterPath = "/backend/waiting_builds/";
var wire3 = {
  contentType: "application/json",
  locate: () => ({ path: listPath })
};
function toWaitingBuild({ attributes: build }, snapshot, request) {
  return {
    ...!isObserved("copr-id", request) && { copr_id: build.copr_id },
    user_id: build.user_id,
    results: null,
    started_on: null,
    copr: toCopr(build, request),
    canceled: request.reading("copr-waiting/canceled-null") === "literal" ? null : false,
    submitted_on: toUnixSeconds(snapshot.since),
    ended_on: null,
    pkgs: spaced(build.pkgs),
    chroots: spaced(build.chroots),
    ...isObserved("repos", request) && { repos: spaced(build.repos) },
    ...isObserved("builder-needs", request) && { memory_reqs: build.memory_reqs, timeout: build.timeout },
    id: build.build_id
  };
}
function toCopr(build, request) {
  const { owner_id, owner } = build;
  return {
    ...isObserved("owner", request) ? { owner: { id: owner_id, name: owner } } : { owner_id },
    ...!isObserved("repos", request) && { repos: spaced(build.repos) },
    ...!isObserved("copr-chroots", request) && { chroots: spaced(build.copr_chroots) },
    id: build.copr_id,
    name: build.copr
  };
}
function isObserved(name, { reading }) {
  return reading(`copr-waiting/${name}`) === "observed";
}
function spaced(items) {
  return items === null ? null : items.join(" ");
}
function asPrinted(list7) {
  return JSON.stringify(list7, null, 2).replace(/\}\n {2}\]\n\}$/, "},\n  ]\n}");
}

// src/apis/copr-waiting/fixtures.ts
var coprs = 2e3;
var first = 1e3;
var mostListed2 = 10;
var waiting = ["waiting"];
var releases = ["fedora-16", "fedora-17", "fedora-18", "fedora-rawhide", "epel-5", "epel-6"];
var arches = [["i386"], ["x86_64"], ["i386", "x86_64"], ["armhfp", "i386", "ppc64", "s390x", "x86_64"]];
var fixtures3 = {
  draw(drawing) {
    const { number, random, words: words4, edge } = drawing;
    const build_id = idFor(number, drawing, { wide: true, first });
    const copr = coprOf(drawing, random.between(0, coprs - 1));
    const packages3 = random.pick(edge ? [1, 40] : [1, 1, 1, 2, 3]);
    return {
      id: `${build_id}`,
      aged: agedOf(drawing),
      attributes: {
        // Member by member: to spread an object here takes longer than all the rest.
        copr_id: copr.copr_id,
        copr: copr.copr,
        owner_id: copr.owner_id,
        owner: copr.owner,
        repos: copr.repos,
        copr_chroots: copr.copr_chroots,
        build_id,
        user_id: idFor(random.between(0, words4.users.length - 1), drawing, { wide: true }),
        pkgs: Array.from({ length: packages3 }, () => packageUrl(drawing)),
        // A build may be wanted for fewer than the copr has.
        chroots: random.between(0, 3) === 0 ? copr.copr_chroots.slice(0, 1) : copr.copr_chroots,
        memory_reqs: random.pick([512, 2048, 4096, 16384]),
        timeout: random.pick([600, 1800, 7200, 86400])
      }
    };
  },
  breaches: breaches3,
  schemas: {
    "waiting-build": { states: waiting, show: (shown2, showing) => toBuild2(shown2[0], showing) },
    "waiting-build-list": {
      states: waiting,
      most: mostListed2,
      show: (shown2, showing) => ({ builds: inOrder2(shown2, showing).map((each) => toBuild2(each, showing)) }),
      request: () => ({ operation: "list-waiting-builds", path: listPath, status: 200 })
    },
    copr: { states: waiting, show: ([build], showing) => toCopr(build.record.attributes, showing) }
  }
};
function agedOf({ seed, row, number }) {
  if (row === void 0) return void 0;
  const random = randomFor(seed, "copr-waiting list", row);
  return agedAt(number % mostListed2, mostListed2, logarithmic(random, 11, 23));
}
var coprOf = shared((drawing, number) => {
  const { seed, edge, words: words4 } = drawing;
  const random = randomFor(seed, "copr-waiting copr", number);
  const owner = random.between(0, words4.users.length - 1);
  const name = `${random.pick(words4.adjectives)}-${random.pick(words4.nouns)}`;
  const repos2 = random.pick([0, 0, 1, 2, edge ? 50 : 3]);
  const repo = () => `${random.pick(["http", "https", "ftp"])}://${random.pick(words4.nouns)}.example/repo/`;
  return {
    copr_id: idFor(number, drawing, { wide: true, first }),
    copr: edge ? random.pick(["a", `${name}-`.repeat(8).slice(0, 100)]) : name,
    owner_id: idFor(owner, drawing, { wide: true }),
    owner: words4.users[owner],
    repos: repos2 === 0 ? null : Array.from({ length: repos2 }, repo),
    copr_chroots: chrootsOf2(random)
  };
});
function packageUrl({ random, words: words4 }) {
  const version = `${random.between(0, 40)}.${random.between(0, 20)}`;
  const file = `${random.pick(words4.nouns)}-${version}-${random.between(1, 9)}.src.rpm`;
  return `http://${random.pick(words4.users)}.fedorapeople.example/${file}`;
}
function chrootsOf2(random) {
  const release = random.pick(releases);
  return random.pick(arches).map((arch) => `${release}-${arch}`);
}
function toBuild2({ record: record6, snapshot }, showing) {
  return toWaitingBuild(record6, snapshot, showing);
}
function inOrder2(shown2, { reading }) {
  const submitted2 = ({ created }) => created;
  const oldest = [...shown2].sort((a, b) => submitted2(a.record) - submitted2(b.record));
  return reading("copr-waiting/order") === "literal" ? oldest.reverse() : oldest;
}

// src/apis/copr-waiting/lifecycle.ts
var lifecycle3 = defineLifecycle({
  states: {
    waiting: { next: ["running", "canceled"], lasts: 3e3, clauses: ["copr-waiting/waiting"] },
    running: {
      next: ["succeeded", "failed", "canceled"],
      lasts: 6e3,
      clauses: ["copr-waiting/fields/started-on"]
    },
    succeeded: { next: [], clauses: ["copr-waiting/fields/ended-on", "copr-waiting/fields/results"] },
    failed: { next: [], clauses: ["copr-waiting/fields/ended-on", "copr-waiting/fields/results"] },
    canceled: { next: [], clauses: ["copr-waiting/canceled"] }
  },
  path: ["waiting", "running", "succeeded"],
  running: "running",
  failed: "failed",
  canceled: "canceled",
  commands: {
    // A backend has it: it runs until the backend says how it ended, whatever was planned.
    start: { from: ["waiting", "running"], to: "running", clauses: [] }
  }
});

// src/apis/copr-waiting/exploration.ts
var parameters2 = [
  { limit: 1 },
  { limit: 20 },
  { limit: "many" },
  { offset: 1 },
  { page: 2 },
  { state: "running" },
  { canceled: true },
  { order: "newest" }
];
var explore3 = async (explorer) => {
  await lookAround3(explorer);
  for (const state of Object.keys(lifecycle3.states)) await lookAt3(explorer, state);
  for (const scenario of ["succeeds", "fails", "canceled"]) await follow5(explorer, scenario);
  await lookAtMany(explorer);
  await lookAtCoprs(explorer);
};
async function lookAround3(explorer) {
  await list3(explorer);
  const { response } = await explorer.send("redirect-waiting-builds");
  await explorer.follow(response.headers.location);
  await explorer.send("list-waiting-builds-later");
  await explorer.send("redirect-waiting-builds-later");
  await requestMore(explorer);
}
async function lookAt3(explorer, state) {
  const build = await explorer.stage(`build-is-${state}`, { build_id: 200100 });
  if (!build) return;
  await list3(explorer);
  await list3(explorer);
  await list3(explorer, { state });
  await explorer.send("list-waiting-builds-later");
}
async function follow5(explorer, scenario) {
  if (!await explorer.stage("build-is-waiting", { build_id: 200200 }, { scenario })) return;
  await list3(explorer);
  await explorer.watch(() => list3(explorer));
  await list3(explorer);
}
async function lookAtMany(explorer) {
  if (!await explorer.stage("eleven-builds-wait")) return;
  await requestMore(explorer);
  await explorer.watch(() => list3(explorer));
}
async function lookAtCoprs(explorer) {
  const copr = { copr_id: 200300, chroots: ["fedora-41-i386", "fedora-41-x86_64"] };
  await explorer.stage("copr-chroots-changed", { build_id: 200301, ...copr });
  await list3(explorer);
  await explorer.stage("copr-chroots-changed", { build_id: 200302, ...copr });
  await list3(explorer);
  await explorer.stage("build-of-another", { build_id: 200303, copr_id: 200301 });
  await list3(explorer);
  await list3(explorer);
}
async function requestMore(explorer) {
  await list3(explorer);
  for (const query of parameters2) {
    await list3(explorer, query);
    await list3(explorer);
  }
}
function list3(explorer, query = {}) {
  return explorer.send("list-waiting-builds", { query });
}

// src/apis/copr-waiting/observations.ts
var lists3 = ["list-waiting-builds", "list-waiting-builds-later"];
var mostListed3 = 10;
var slowCreation = 60;
var redirects = ["redirect-waiting-builds", "redirect-waiting-builds-later"];
function entriesOf3({ content: content2 }) {
  return content2.builds.map((entry, index) => ({ entry, pointer: `/builds/${index}` }));
}
function everyEntry2(trace) {
  return trace.of(lists3).flatMap((seen3) => entriesOf3(seen3).map((each) => ({ seen: seen3, ...each })));
}
function rawEntriesOf({
  operation: operation32,
  response
}) {
  if (!lists3.includes(operation32) || response.status !== 200) return void 0;
  const { builds: builds3 } = toRecord2(response.body);
  if (!Array.isArray(builds3)) return void 0;
  return builds3.map((entry, index) => ({ entry: toRecord2(entry), pointer: `/builds/${index}` }));
}
function toRecord2(value) {
  return typeof value === "object" && value !== null ? value : {};
}
function observations3(seen3) {
  if (!lists3.includes(seen3.operation)) return [];
  return entriesOf3(seen3).map(({ entry, pointer }) => {
    const { id, copr_id, user_id: user_id2, submitted_on, pkgs, chroots: chroots3 } = entry;
    return {
      seen: seen3,
      pointer,
      id: `${id}`,
      states: ["waiting"],
      params: { build_id: id },
      facts: { copr_id, user_id: user_id2, submitted_on, pkgs, chroots: chroots3 }
    };
  });
}
function* waitersOf(content2) {
  const first2 = /* @__PURE__ */ new Map();
  const keyOf2 = ({ scene: scene2 }, { id }) => `${scene2} ${id}`;
  for (const seen3 of content2)
    for (const { entry } of entriesOf3(seen3))
      if (!first2.has(keyOf2(seen3, entry))) first2.set(keyOf2(seen3, entry), seen3.number);
  const later4 = /* @__PURE__ */ new Map();
  let scene = 0;
  for (const seen3 of [...content2].reverse()) {
    const entries = entriesOf3(seen3).map(({ entry }) => entry);
    const ids2 = entries.map(({ id }) => id);
    const youngest = Math.max(Number.NEGATIVE_INFINITY, ...entries.map((entry) => entry.submitted_on));
    const full = ids2.length >= mostListed3;
    if (seen3.scene !== scene) later4.clear();
    scene = seen3.scene;
    for (const { entry, seen: after } of later4.values()) {
      const wasThere = first2.get(keyOf2(seen3, entry)) < seen3.number;
      const hasRoom = wasThere ? !full || entry.submitted_on < youngest : entry.submitted_on + slowCreation < youngest;
      if (hasRoom) yield { seen: seen3, id: entry.id, after: after.number, ids: ids2, full };
    }
    for (const entry of entries) later4.set(entry.id, { entry, seen: seen3 });
  }
}
function originOf({ user_id: user_id2, copr, pkgs, chroots: chroots3 }) {
  const shown2 = (name, actual, at, clause) => ({
    name,
    actual,
    at,
    clause: `copr-waiting/${clause}`
  });
  return [
    shown2("user_id", user_id2, "/user_id", "fields/user-id"),
    shown2("owner_id", copr.owner_id, "/copr/owner_id", "fields/user-id"),
    shown2("copr_id", copr.id, "/copr/id", "fields/copr"),
    shown2("copr", copr.name, "/copr/name", "fields/copr"),
    shown2("repos", copr.repos, "/copr/repos", "fields/copr"),
    shown2("pkgs", pkgs, "/pkgs", "fields/pkgs"),
    shown2("chroots", chroots3, "/chroots", "own-chroots"),
    shown2("copr_chroots", copr.chroots, "/copr/chroots", "own-chroots")
  ];
}
function textsOf(seen3) {
  return (rawEntriesOf(seen3) ?? []).flatMap(({ entry, pointer }) => {
    const copr = toRecord2(entry.copr);
    const texts = [
      ["/pkgs", entry.pkgs, gluedUrls],
      ["/repos", entry.repos, gluedUrls],
      ["/copr/repos", copr.repos, gluedUrls],
      ["/chroots", entry.chroots, gluedNames],
      ["/copr/chroots", copr.chroots, gluedNames]
    ];
    return texts.flatMap(
      ([at, text2, glued]) => typeof text2 === "string" && text2 !== "" ? { pointer: pointer + at, text: text2, spaced: /^\S+( \S+)*$/.test(text2) && !glued.test(text2) } : []
    );
  });
}
var gluedUrls = /[,;|]( |[a-z][a-z0-9+.-]*:\/\/)/;
var gluedNames = /[,;|]/;
function releasesOf(chroots3 = "") {
  const found = chroots3.split(" ").flatMap((chroot) => /^([^-]+-.+)-[^-]+$/.exec(chroot)?.[1] ?? []);
  return new Set(found.length > 1 ? found : []);
}

// src/apis/copr-waiting/invariants/builds.ts
var builds = {
  id: "copr-waiting/builds-make-sense",
  clauses: [
    "copr-waiting/fields/id",
    "copr-waiting/fields/copr-id",
    "copr-waiting/fields/copr",
    "copr-waiting/fields/submitted-on",
    "copr-waiting/one-release"
  ],
  says: "A build is listed once, is of the copr that it names, and is dated in seconds; chroots are of one release.",
  judge(trace, judge3) {
    for (const each of everyEntry2(trace)) judgeBuild(each, entriesOf3(each.seen), judge3);
  }
};
function judgeBuild({ seen: seen3, entry, pointer }, all, judge3) {
  const { id, copr, copr_id, submitted_on } = entry;
  const check = (right, clause, at, expected, actual) => judge3(right, { seen: seen3, clause: `copr-waiting/${clause}`, pointer: pointer + at, expected, actual });
  const once2 = all.find((each) => each.entry.id === id)?.pointer === pointer;
  check(once2, "fields/id", "/id", "an id that no other build has", id);
  if (copr_id !== void 0)
    check(copr_id === copr.id, "fields/copr-id", "/copr_id", `${copr.id}, as in copr`, copr_id);
  const inSeconds = submitted_on > 0 && submitted_on < 1e11;
  check(inSeconds, "fields/submitted-on", "/submitted_on", "Unix time in seconds", submitted_on);
  const known2 = all.find((each) => each.entry.copr.id === copr.id).entry.copr;
  const alike2 = ["name", "owner_id", "repos"].every((member2) => known2[member2] === copr[member2]);
  check(alike2, "fields/copr", "/copr", `the copr ${copr.id} as elsewhere in this list`, copr);
  for (const [at, chroots3] of Object.entries({ "/chroots": entry.chroots, "/copr/chroots": copr.chroots })) {
    const { size } = releasesOf(chroots3);
    if (size > 0) check(size === 1, "one-release", at, "chroots of one release", chroots3);
  }
}

// src/apis/copr-waiting/invariants.ts
function clauseOf3({ request }, promise) {
  return request.query.size > 0 ? "copr-waiting/fixed-limit" : promise;
}
var there = {
  id: "copr-waiting/list-is-there",
  clauses: ["copr-waiting/path"],
  says: "The list is at its address, and the address without the slash leads to it.",
  judge(trace, judge3) {
    for (const seen3 of trace.seen) {
      const { operation: operation32, request, response } = seen3;
      if (operation32 === lists3[0] && request.query.size === 0 && [200, 404, 405, 410].includes(response.status))
        judge3(response.status === 200, {
          seen: seen3,
          expected: "the list",
          actual: `status ${response.status}`,
          errata: ["copr-waiting/address"]
        });
      const { location } = response.headers;
      if (!redirects.includes(operation32) || location === void 0) continue;
      const wanted = `${new URL(request.url).pathname}/`;
      judge3(URL.canParse(location, request.url) && new URL(location, request.url).pathname === wanted, {
        seen: seen3,
        expected: `a location that is the same address with a slash, ${wanted}`,
        actual: location
      });
    }
  }
};
var atMostTen = {
  id: "copr-waiting/at-most-ten",
  clauses: ["copr-waiting/oldest-ten", "copr-waiting/fixed-limit"],
  says: "A list has ten builds at the most, whatever is asked for; and ten where more of them wait.",
  judge(trace, judge3) {
    for (const seen3 of trace.seen) {
      const length = rawEntriesOf(seen3)?.length;
      if (length === void 0) continue;
      const many = seen3.staged?.preset === "eleven-builds-wait";
      judge3(many ? length === mostListed3 : length <= mostListed3, {
        seen: seen3,
        clause: clauseOf3(seen3, "copr-waiting/oldest-ten"),
        pointer: "/builds",
        expected: many ? `${mostListed3} builds, for more of them wait` : `at most ${mostListed3} builds`,
        actual: `${length} builds`
      });
    }
  }
};
var oldestFirst = {
  id: "copr-waiting/oldest-first",
  clauses: ["copr-waiting/example/order", "copr-waiting/fixed-limit"],
  says: "The oldest build is first, or, as in the example, last.",
  judge(trace, judge3) {
    for (const seen3 of trace.of(lists3)) {
      const dates2 = entriesOf3(seen3).map(({ entry }) => entry.submitted_on);
      const rises = dates2.every((date, index) => index === 0 || date >= dates2[index - 1]);
      const falls = dates2.every((date, index) => index === 0 || date <= dates2[index - 1]);
      const corrected = trace.may("copr-waiting/order", "corrected");
      judge3(corrected ? rises : falls, {
        seen: seen3,
        clause: clauseOf3(seen3, "copr-waiting/example/order"),
        pointer: "/builds",
        expected: `builds from the ${corrected ? "oldest to the newest" : "newest to the oldest"}`,
        actual: `submitted_on ${dates2.join(", ")}`,
        // Another order than these two is nobody's reading.
        errata: rises || falls ? ["copr-waiting/order"] : []
      });
    }
  }
};
var waitsOn = {
  id: "copr-waiting/waits-on",
  clauses: ["copr-waiting/waiting", "copr-waiting/oldest-ten", "copr-waiting/fixed-limit"],
  says: "What waits is in every list that it is old enough for; what has left does not come back.",
  judge(trace, judge3) {
    for (const { seen: seen3, id, after, ids: ids2, full } of waitersOf(trace.of(lists3)))
      judge3(ids2.includes(id), {
        seen: seen3,
        clause: clauseOf3(seen3, full ? "copr-waiting/oldest-ten" : "copr-waiting/waiting"),
        pointer: "/builds",
        expected: `build ${id} too, for it still waits in exchange ${after}`,
        actual: `the builds ${ids2.join(", ")}`
      });
  }
};
var arranged2 = {
  id: "copr-waiting/as-arranged",
  clauses: [
    "copr-waiting/waiting",
    "copr-waiting/canceled",
    "copr-waiting/own-chroots",
    "copr-waiting/fields/user-id"
  ],
  says: "Of a build that is known, the list shows that it waits as long as it does, and what it was submitted for.",
  judge(trace, judge3) {
    for (const seen3 of trace.of(lists3)) {
      const { preset = "", params = {} } = seen3.staged ?? {};
      const entries = entriesOf3(seen3);
      const entry = entries.find((each) => each.entry.id === params.build_id);
      const state = /^build-is-(.+)$/.exec(preset)?.[1];
      if (state !== void 0 && (entry || state !== "waiting" || entries.length < mostListed3))
        judge3(entry !== void 0 === (state === "waiting"), {
          seen: seen3,
          clause: clauseOf3(seen3, state === "canceled" ? "copr-waiting/canceled" : "copr-waiting/waiting"),
          pointer: entry?.pointer ?? "/builds",
          expected: `${state === "waiting" ? "build" : "no build"} ${params.build_id}, which is ${state}`,
          actual: `the builds ${entries.map(({ entry: { id } }) => id).join(", ")}`
        });
      for (const { name, actual, at, clause } of entry ? originOf(entry.entry) : []) {
        const expected = [params[name] ?? []].flat().join(" ");
        if (expected === "" || actual === void 0) continue;
        judge3(`${actual}` === expected, { seen: seen3, clause, pointer: entry.pointer + at, expected, actual });
      }
    }
  }
};
var oneSpace = {
  id: "copr-waiting/one-space",
  clauses: ["copr-waiting/one-space"],
  says: "Between two items of one text is one space and nothing else.",
  judge(trace, judge3) {
    for (const seen3 of trace.seen)
      for (const { pointer, text: text2, spaced: spaced2 } of textsOf(seen3))
        judge3(spaced2, { seen: seen3, pointer, expected: "one space between two items", actual: text2 });
  }
};
var invariants3 = {
  observations: observations3,
  shown: ["waiting"],
  order: "copr-waiting/waiting",
  invariants: [there, atMostTen, oldestFirst, waitsOn, arranged2, builds, oneSpace],
  explore: explore3
};

// src/apis/copr-waiting/mutants.ts
function named2(name, clause, says) {
  return { id: `copr-waiting/${name}`, clause: `copr-waiting/${clause}`, says };
}
function telling3(name, clause, says, change2) {
  return changingBody(named2(name, clause, says), lists3, (body, look) => ({
    ...body,
    builds: change2(body.builds, look)
  }));
}
function saying2(name, clause, says, change2) {
  return telling3(
    name,
    clause,
    says,
    (builds3, look) => builds3.map((build) => ({ ...build, ...change2(build, look) }))
  );
}
function saysOfCopr(name, clause, says, change2) {
  return saying2(name, clause, says, (build) => ({
    copr: { ...build.copr, ...change2(build.copr, build) }
  }));
}
function choosing(name, clause, says, change2) {
  const waiting5 = (snapshot) => ({ ...snapshot, state: "waiting" });
  return {
    ...named2(name, clause, says),
    mutate: (api2) => changeHandlers(api2, lists3, (request, honest) => {
      const page5 = async (of, query) => {
        const { total } = await request.store.page(of, query);
        return request.store.page(of, change2(query, request.rawQuery, total));
      };
      const snapshot = (record6) => waiting5(request.snapshot(record6));
      return honest({ ...request, store: { page: page5 }, snapshot });
    })
  };
}
function listing(state, clause) {
  return choosing(`kept/${state}`, clause, `A build that is ${state} is listed still.`, (query) => ({
    ...query,
    states: ["waiting", state]
  }));
}
function heeding(parameter, says, change2) {
  return choosing(`heeds/${parameter}`, "fixed-limit", says, (query, request) => {
    const value = Number(request.get(parameter));
    return value > 0 ? change2(query, value) : query;
  });
}
function answering2(name, clause, says, operations8, change2) {
  return {
    ...named2(name, clause, says),
    mutate: (api2) => changeHandlers(api2, operations8, async (request, honest) => change2(await honest(request)))
  };
}
var mutants3 = [
  listing("running", "waiting"),
  listing("succeeded", "waiting"),
  listing("failed", "waiting"),
  listing("canceled", "canceled"),
  {
    ...named2("claims", "waiting", "Who asks claims what is listed: a build is shown once."),
    mutate(api2) {
      const shown2 = /* @__PURE__ */ new Set();
      return changeHandlers(api2, lists3, async (request, honest) => {
        const response = await honest(request);
        const { builds: builds3 } = response.body;
        const fresh = builds3.filter(({ id }) => !shown2.has(id));
        for (const { id } of fresh) shown2.add(id);
        return { ...response, body: { builds: fresh } };
      });
    }
  },
  telling3(
    "forgets",
    "waiting",
    "Every other list is without its last build.",
    (builds3, look) => look % 2 === 0 ? builds3.slice(0, -1) : builds3
  ),
  telling3("empty", "waiting", "The list is empty.", () => []),
  choosing("ten/newest", "oldest-ten", "The ten newest builds are listed.", (query) => ({
    ...query,
    newestFirst: true
  })),
  choosing("ten/eleven", "oldest-ten", "Eleven builds are listed.", (query) => ({ ...query, limit: 11 })),
  choosing("ten/nine", "oldest-ten", "Nine builds are listed.", (query) => ({ ...query, limit: 9 })),
  choosing("ten/all", "oldest-ten", "All builds are listed.", ({ limit: _2, ...query }) => query),
  choosing(
    "ten/but-the-oldest",
    "oldest-ten",
    "The oldest build is left out where ten are younger.",
    (query, _2, total) => ({ ...query, offset: total > 10 ? 1 : 0 })
  ),
  heeding("limit", "limit is heeded.", (query, limit) => ({ ...query, limit })),
  heeding("offset", "offset is heeded.", (query, offset) => ({ ...query, offset })),
  heeding("page", "page is heeded.", (query, page5) => ({ ...query, offset: 10 * (page5 - 1) })),
  choosing("heeds/state", "fixed-limit", "state is heeded.", (query, request) => ({
    ...query,
    ...request.has("state") && { states: [request.get("state")] }
  })),
  telling3(
    "order/newest-first",
    "example/order",
    "The newest of the ten is first.",
    (builds3) => builds3.reverse()
  ),
  telling3(
    "order/by-name",
    "example/order",
    "The list is ordered by the names of coprs.",
    (builds3) => builds3.sort((a, b) => a.copr.name < b.copr.name ? 1 : -1)
  ),
  saying2("canceled/unset", "example/canceled-null", "canceled is null.", () => ({ canceled: null })),
  answering2(
    "json/comma",
    "example/trailing-comma",
    "A comma follows the last build.",
    lists3,
    (response) => response.body === void 0 ? response : { status: response.status, text: JSON.stringify(response.body).replace(/\]\}$/, ",]}") }
  ),
  answering2("json/html", "json", "The list is a page for a browser.", lists3, () => ({
    status: 200,
    headers: { "content-type": "text/html" },
    text: "<!doctype html><ul><li>4<li>5</ul>"
  })),
  answering2("path/moved", "path", "There is nothing at the address of the list.", lists3, () => ({
    status: 404,
    headers: { "content-type": "text/html" },
    text: "Not Found"
  })),
  answering2(
    "path/slash-to-root",
    "path",
    "The address without the slash leads to the root.",
    redirects,
    (response) => ({
      ...response,
      headers: { ...response.headers, location: "/" }
    })
  ),
  saying2("fields/builder-needs", "fields", "A build has a timeout and memory_reqs as well.", () => ({
    memory_reqs: 2048,
    timeout: 1800
  })),
  saying2("copr-id/another", "fields/copr-id", "copr_id is not the id in copr.", ({ copr_id }) => ({
    copr_id: copr_id + 1
  })),
  saying2("user-id/of-the-owner", "fields/user-id", "user_id is who owns the copr.", ({ copr }) => ({
    user_id: copr.owner_id
  })),
  saysOfCopr(
    "copr/owned-by-who-submits",
    "fields/user-id",
    "owner_id is who submitted the build.",
    (_2, build) => ({
      owner_id: build.user_id
    })
  ),
  saysOfCopr(
    "copr/name-of-its-build",
    "fields/copr",
    "A copr has another name in each build.",
    ({ name }, build) => ({
      name: `${name}-${build.id}`
    })
  ),
  saying2(
    "submitted/in-ms",
    "fields/submitted-on",
    "submitted_on is in milliseconds.",
    ({ submitted_on }) => ({
      submitted_on: submitted_on * 1e3
    })
  ),
  saying2(
    "submitted/anew",
    "fields/submitted-on",
    "submitted_on is later whenever it is looked at.",
    (build, look) => ({
      submitted_on: build.submitted_on + look
    })
  ),
  saying2("pkgs/others", "fields/pkgs", "pkgs are others whenever they are looked at.", ({ pkgs }, look) => ({
    pkgs: `${pkgs}?${look}`
  })),
  telling3("id/twice", "fields/id", "The last build is listed twice.", (builds3) => [
    ...builds3.slice(0, 9),
    ...builds3.slice(-1)
  ]),
  saying2("id/of-its-place", "fields/id", "All builds have one id.", () => ({ id: 4 })),
  saying2("space/two", "one-space", "Two spaces are between two chroots.", ({ chroots: chroots3 }) => ({
    chroots: chroots3.replaceAll(" ", "  ")
  })),
  saying2("space/line", "one-space", "A line ends between two packages.", ({ pkgs }) => ({
    pkgs: pkgs.replaceAll(" ", "\n")
  })),
  saying2("space/comma", "one-space", "A comma is between two packages.", ({ pkgs }) => ({
    pkgs: pkgs.replaceAll(" ", ",")
  })),
  saysOfCopr("space/comma-in-repos", "one-space", "A comma is between two repos.", ({ repos: repos2 }) => ({
    repos: repos2?.replaceAll(" ", ",") ?? null
  })),
  saysOfCopr("release/two", "one-release", "A copr has chroots of two releases.", ({ chroots: chroots3 }) => ({
    chroots: `${chroots3} fedora-9-ppc`
  })),
  saysOfCopr("repos/names", "repos-url", "repos are the names of coprs.", ({ repos: repos2 }) => ({
    repos: repos2 ? "ann/nightly" : null
  })),
  saying2(
    "chroots/of-the-copr",
    "own-chroots",
    "A build has the chroots that its copr has now.",
    ({ copr }) => ({
      chroots: copr.chroots
    })
  ),
  saysOfCopr(
    "chroots/of-the-build",
    "own-chroots",
    "A copr has the chroots that the build has.",
    (_2, build) => ({
      chroots: build.chroots
    })
  ),
  saying2(
    "chroots/later",
    "own-chroots",
    "A build has more chroots when it is looked at again.",
    ({ chroots: chroots3 }, look) => ({
      chroots: look % 2 === 0 ? `${chroots3} ${chroots3.replace(/-[^-]+$/, "-ppc").split(" ").at(-1)}` : chroots3
    })
  )
];

// src/apis/copr-waiting/operations.ts
var operation14 = operationsFor();
var mostListed4 = 10;
var listWaitingBuilds = operation14({
  id: "list-waiting-builds",
  method: "GET",
  path: listPath,
  says: "Lists the ten oldest builds that wait, and claims none of them.",
  clauses: [
    "copr-waiting/path",
    "copr-waiting/waiting",
    "copr-waiting/fields/copr-id",
    "copr-waiting/fields/user-id",
    "copr-waiting/one-release",
    "copr-waiting/oldest-ten",
    "copr-waiting/fixed-limit",
    "copr-waiting/json",
    "copr-waiting/own-chroots",
    "copr-waiting/canceled"
  ],
  responses: { 200: "waiting-build-list", 405: null },
  async handle(request, respond) {
    const list7 = {
      builds: (await waiting2(request)).map((each) => toWaitingBuild(each, request.snapshot(each), request))
    };
    if (request.reading("copr-waiting/trailing-comma") === "literal") {
      return { status: 200, text: asPrinted(list7) };
    }
    return respond(200, list7);
  }
});
var redirectWaitingBuilds = operation14({
  id: "redirect-waiting-builds",
  method: "GET",
  path: listPath.slice(0, -1),
  says: "Leads to the list from its address without the last slash.",
  clauses: ["copr-waiting/path"],
  source: "fedora-copr/copr, wsgi/coprs/views/waiting_builds.py at 48cc3494c: a Flask rule that ends in a slash",
  responses: { 301: null },
  async handle(request) {
    const toAddress = request.reading("copr-waiting/slash") === "observed" ? request.url : request.href;
    const location = toAddress(`${request.path}/`);
    const page5 = htmlPage(301, "Moved Permanently", `The list is at <a href="${location}">${location}</a>.`);
    return { ...page5, headers: { ...page5.headers, location } };
  }
});
var operations3 = [
  listWaitingBuilds,
  redirectWaitingBuilds,
  later(listWaitingBuilds, laterPath),
  later(redirectWaitingBuilds, laterPath.slice(0, -1))
];
function later(operation32, path4) {
  const under = { erratum: "copr-waiting/address", readings: ["observed"] };
  return {
    ...operation32,
    id: `${operation32.id}-later`,
    path: path4,
    says: `${operation32.says} At the later address.`,
    under
  };
}
async function waiting2(request) {
  const oldest = { now: request.now, states: ["waiting"], limit: mostListed4 };
  const { items } = await request.store.page("copr-waiting", oldest);
  const listed3 = items.filter((each) => request.snapshot(each).state === "waiting");
  return request.reading("copr-waiting/order") === "literal" ? listed3.reverse() : listed3;
}

// src/apis/copr-waiting/presets.ts
var newer = {
  build_id: 5,
  user_id: 1,
  pkgs: ["http://foo/pkg.src.rpm"],
  chroots: ["fedora-17-i386", "fedora-17-x86_64"],
  copr_id: 5,
  copr: "ff2",
  owner_id: 2,
  repos: null,
  copr_chroots: ["fedora-17-i386", "fedora-17-x86_64"]
};
var older = {
  build_id: 4,
  user_id: 1,
  pkgs: ["http://foo/pkg-1.src.rpm", "http://foo/spam-2.src.rpm"],
  chroots: ["fedora-rawhide-i386"],
  copr_id: 3,
  copr: "baz",
  owner_id: 1,
  repos: ["http://foo/repo", "http://bar/repo"],
  copr_chroots: ["fedora-rawhide-i386"]
};
var submitted = {
  build_id: 6,
  user_id: 3,
  pkgs: ["http://srpms.example/jq-1.7.1-8.src.rpm", "http://srpms.example/oniguruma-6.9.9-1.src.rpm"],
  chroots: ["fedora-41-i386", "fedora-41-x86_64"],
  copr_id: 7,
  copr: "nightly",
  owner_id: 2,
  repos: ["http://repos.example/base", "http://repos.example/extras"],
  copr_chroots: ["fedora-41-i386", "fedora-41-x86_64"]
};
var samples3 = {
  creates: [printed3(older, 1351153692e3), printed3(newer, 1351157544e3)]
};
var presets3 = [
  ...presetPerState(lifecycle3, {
    noun: "build",
    subject: "{build_id}",
    params: submitted,
    clauses: ["copr-waiting/waiting", "copr-waiting/canceled"]
  }),
  {
    name: "eleven-builds-wait",
    says: "{builds} more builds wait than the page prints",
    clauses: ["copr-waiting/oldest-ten"],
    params: { builds: 11 },
    creates: (params) => Array.from({ length: countOf(params, "builds") }, () => ({ state: "waiting" }))
  },
  {
    name: "copr-chroots-changed",
    says: "copr {copr_id} builds for {copr_chroots} since build {build_id} was submitted for {chroots}",
    clauses: ["copr-waiting/own-chroots"],
    params: {
      build_id: 6,
      copr_id: 6,
      chroots: ["fedora-41-i386", "fedora-41-x86_64"],
      copr_chroots: ["fedora-42-x86_64"]
    },
    creates: (params) => [{ state: "waiting", attributes: params }]
  },
  {
    name: "build-of-another",
    says: "user {user_id} has submitted build {build_id} to copr {copr_id}, which user {owner_id} owns",
    clauses: ["copr-waiting/fields/user-id"],
    params: { build_id: 6, copr_id: 8, user_id: 31, owner_id: 32 },
    creates: (params) => [{ state: "waiting", attributes: params }]
  }
];
function printed3(attributes, created) {
  return { attributes, created, seenAt: created, plan: [{ state: "waiting" }] };
}

// src/apis/copr-waiting/record.ts
var users2 = ["ann", "ben", "cleo", "dov", "eva", "finn"];
var coprs2 = ["nightly", "testing", "python-next", "backports", "desktop-fixes"];
var releases2 = ["fedora-41", "fedora-42", "fedora-rawhide", "epel-9", "epel-10"];
var arches2 = [["x86_64"], ["i386", "x86_64"], ["aarch64", "x86_64"]];
var packages2 = ["ripgrep-14.1.0-1", "zlib-ng-2.2.2-1", "jq-1.7.1-8", "perl-JSON-PP-4.16-3"];
var repos = [
  null,
  ["http://repos.example/base"],
  ["http://repos.example/base", "http://repos.example/extras"]
];
var record3 = {
  schemaName: "build-attributes",
  order: ({ created }) => created,
  indexes: {},
  async complete(given2, { random, store }) {
    const known2 = await store.parent("copr-waiting", "copr", `${given2.copr_id ?? ""}`);
    checkAgreement(known2, "copr_id", { ...given2, copr_chroots: void 0 });
    const { build_id, copr_id } = await numbersFor(given2, store);
    const copr = known2 ?? lifelikeCopr(copr_id, given2, random);
    const submitted2 = {
      user_id: random.between(1, users2.length),
      chroots: given2.copr_chroots ?? copr.copr_chroots
    };
    const attributes = { ...submitted2, ...lifelikeOrder(random), ...copr, ...given2, build_id, copr_id };
    checkRelease("chroots", attributes.chroots);
    checkRelease("copr_chroots", attributes.copr_chroots);
    return {
      id: `${build_id}`,
      attributes,
      parents: [{ kind: "copr", id: `${copr_id}`, parent: coprOf2(attributes) }]
    };
  }
};
async function numbersFor({ build_id, copr_id }, store) {
  return {
    build_id: await numberFor(store, "copr-waiting build", { name: "build_id", given: build_id }),
    copr_id: await numberFor(store, "copr-waiting copr", { name: "copr_id", given: copr_id })
  };
}
function lifelikeCopr(copr_id, given2, random) {
  const release = random.pick(releases2);
  const owner_id = given2.owner_id ?? random.between(1, users2.length);
  return {
    copr_id,
    copr: random.pick(coprs2),
    owner_id,
    owner: users2[owner_id - 1] ?? `user${owner_id}`,
    repos: random.pick(repos),
    copr_chroots: given2.chroots ?? random.pick(arches2).map((arch) => `${release}-${arch}`)
  };
}
function lifelikeOrder(random) {
  return {
    pkgs: [`http://srpms.example/${random.pick(packages2)}.src.rpm`],
    memory_reqs: 2048,
    timeout: 1800
  };
}
function coprOf2({ copr_id, copr, owner_id, owner, repos: repos2, copr_chroots }) {
  return { copr_id, copr, owner_id, owner, repos: repos2, copr_chroots };
}
function checkRelease(name, chroots3) {
  const found = new Set(chroots3.map((chroot) => chroot.slice(0, chroot.lastIndexOf("-"))));
  if (found.size === 1) return;
  throw new Problem(400, "Several releases", {
    detail: `'${name}' are of ${found.size} releases: ${[...found].join(", ")}.`,
    given: chroots3,
    hint: "Give chroots that differ in their architecture only, such as fedora-41-i386 and fedora-41-x86_64."
  });
}

// src/apis/copr-waiting/supporting/report.ts
var operation15 = operationsFor();
var reportBuilds = operation15({
  id: "report-builds",
  method: "POST",
  path: "/update_builds/",
  says: "Takes what a backend reports: builds that it has started, and builds that have ended.",
  clauses: [],
  source: "fedora-copr/copr, coprs_frontend/coprs/views/backend_ns/backend_general.py at e8d9af5e5 (2013-01-08)",
  request: "report-builds.request",
  responses: { 200: "report-taken", 400: null, 401: null },
  async handle(request, respond) {
    const reports = new Map(request.body.builds.map((each) => [each.id, each]));
    const updated_builds_ids = [];
    const non_existing_builds_ids = [];
    for (const [id, report] of reports) {
      const build = await request.store.get("copr-waiting", `${id}`);
      if (build) await take(report, build, request);
      (build ? updated_builds_ids : non_existing_builds_ids).push(id);
    }
    return respond(200, { updated_builds_ids, non_existing_builds_ids });
  }
});
var alike = (id, method, path4) => ({
  ...reportBuilds,
  id,
  method,
  path: path4,
  says: `The same, by ${method} at ${path4}.`
});
var reportOperations = [
  reportBuilds,
  alike("report-builds-by-put", "PUT", "/update_builds/"),
  alike("report-builds-later", "POST", "/backend/update_builds/"),
  alike("report-builds-later-by-put", "PUT", "/backend/update_builds/")
];
async function take(report, build, request) {
  const reported = { ...build.attributes.reported, ...saidIn(report) };
  const noted = { ...build, attributes: { ...build.attributes, reported } };
  await request.store.put(noted);
  const { started_on, ended_on } = saidIn(report);
  const started3 = started_on === void 0 ? void 0 : await request.command(noted, "start");
  if (ended_on === void 0) return;
  await request.command(started3 ?? noted, reported.status === 1 ? "succeed" : "fail");
}
function saidIn({
  started_on,
  results: results2,
  ended_on,
  status
}) {
  return {
    ...typeof started_on === "number" && { started_on },
    ...typeof results2 === "string" && { results: results2 },
    ...typeof ended_on === "number" && { ended_on },
    ...typeof status === "number" && { status }
  };
}

// src/apis/copr-waiting/supporting/index.ts
var supporting3 = reportOperations;

// src/apis/copr-waiting/supporting/linked.ts
var ends = { succeeded: ["succeeded"], failed: ["failed"], canceled: ["canceled"] };
var linked = {
  of: "copr",
  number: "build_id",
  here: {
    async find(store, build_id) {
      const build = await store.get("copr-waiting", `${build_id}`);
      return build ? [build] : [];
    },
    states: {
      importing: ["waiting"],
      pending: ["waiting"],
      starting: ["running"],
      running: ["running"],
      ...ends
    },
    together: stateOfAll,
    show: async (tasks2, store) => [
      await toBuild3(
        tasks2.map(({ attributes }) => attributes),
        store
      )
    ]
  },
  there: {
    find: async (store, build_id, now) => (await store.page("copr", { now, where: { index: "build", value: build_id } })).items,
    states: { waiting: ["pending"], running: ["starting", "running"], ...ends },
    show: async ([build]) => toTasks(build)
  }
};
function stateOfAll(states2) {
  const open = states2.filter((state) => !(state in ends));
  if (open.length === 0) return ["canceled", "failed"].find((end2) => states2.includes(end2)) ?? "succeeded";
  return states2.every((state) => state === "waiting" || state === "canceled") ? "waiting" : "running";
}
async function toBuild3(tasks2, store) {
  const { build_id, project_id, project, owner } = tasks2[0];
  const known2 = await store.parent("copr-waiting", "copr", `${project_id}`);
  const releaseOf = (chroot) => chroot.slice(0, chroot.lastIndexOf("-"));
  const chroots3 = tasks2.map(({ chroot_name }) => chroot_name);
  return {
    build_id,
    pkgs: [await sourceOf(tasks2[0], store)],
    chroots: chroots3.filter((each) => releaseOf(each) === releaseOf(chroots3[0])),
    copr_id: project_id,
    copr: project,
    owner,
    // A backend of 2013 cannot take a build without any.
    ...!known2 && { repos: [encodeURI(`http://results.example/results/${owner}/${project}/`)] }
  };
}
async function sourceOf({ build_id, package: name }, store) {
  const submission = await store.parent("copr", "submission", `${build_id}`);
  const { url, pkg = `${name}-1.0-1.src.rpm` } = submission?.source_metadata ?? {};
  return (url ?? `http://srpms.example/${pkg}`).replaceAll(/\s/g, "%20");
}
function toTasks({ attributes }) {
  const { build_id, copr_id, copr, owner, pkgs, chroots: chroots3 } = attributes;
  const [, file = "package"] = /([^/]+?)(?:\.src)?\.rpm$/.exec(pkgs[0]) ?? [];
  const name = /^(.+)-[^-]+-[^-]+$/.exec(file)?.[1] ?? file;
  const task = { build_id, project_id: copr_id, project: copr, owner, package: name };
  return chroots3.map((chroot_name) => ({ ...task, chroot_name }));
}

// src/apis/copr-waiting/index.ts
var copr_waiting_default = defineApi({
  name: "copr-waiting",
  title: "Fedora Copr 2012, waiting builds",
  document: "copr-waiting-builds.txt",
  basePaths: ["/waiting_builds", "/backend/waiting_builds", "/update_builds", "/backend/update_builds"],
  lifecycle: lifecycle3,
  record: record3,
  wire: { ...wire3, ...auth3 },
  operations: [...operations3, ...supporting3],
  presets: presets3,
  samples: samples3,
  errata: documentsOf("copr-waiting").errata,
  invariants: invariants3,
  mutants: mutants3,
  fixtures: fixtures3,
  linked,
  example: {
    path: "/waiting_builds/",
    exchange: "list-waiting-builds.documented"
  }
});

// src/apis/entrecode/lifecycle.ts
var outcome = ["entrecode/build/successful"];
var deletion = ["entrecode/delete"];
var lifecycle4 = defineLifecycle({
  states: {
    running: {
      next: ["success", "error", "deleted"],
      lasts: 8e3,
      clauses: [...outcome, "entrecode/event/temporary", "entrecode/event/info"]
    },
    success: { next: [], clauses: outcome },
    error: { next: [], clauses: outcome },
    // Not a state that the API shows: a deleted build is gone.
    deleted: { next: [], clauses: deletion }
  },
  path: ["running", "success"],
  running: "running",
  failed: "error",
  canceled: "deleted",
  commands: {
    delete: { from: ["running", "success", "error"], to: "deleted", clauses: deletion }
  }
});
var visible = ["running", "success", "error"];
function outcomeOf(snapshot) {
  return snapshot.entered.findLast(({ state }) => state !== "deleted").state;
}
function endOf2(snapshot) {
  return snapshot.at("success") ?? snapshot.at("error");
}
var step = (after, type, message, { temporary = false, passing: passing2 = temporary, info: info2 = {} } = {}) => ({ after, type, message, temporary, passing: passing2, info: info2 });
function course(platformID) {
  const begun4 = { temporary: true, passing: false, info: { platformID } };
  return [step(25e-4, "info", "Build started.", begun4), ...onward];
}
var passing = true;
var info = { command: "npm ci" };
var onward = [
  step(0.05, "verbose", "Loading the code source and the data source.", { temporary: true }),
  step(0.2, "verbose", "Code source and data source are loaded.", {
    info: { codeSourceType: "remoteGit", dataSourceType: "ownDataManager" }
  }),
  step(0.25, "info", "Building the platform.", {
    temporary: true,
    info: { platformType: "staticWebsite" }
  }),
  step(0.35, "verbose", "Running 'npm ci'.", { temporary: true, info }),
  step(0.5, "warn", "'npm ci' warns of an outdated package.", { passing, info }),
  step(0.6, "verbose", "'npm ci' has run.", { passing, info }),
  step(0.7, "verbose", "Bundling.", { temporary: true }),
  step(0.9, "verbose", "Bundled.", { passing })
];
var failure = step(1, "error", "Platform build failed.");
var closing = (location) => [
  step(1, "info", "Platform build succeeded."),
  step(1, "info", "Build command handled.", { info: location })
];
function happeningsOf({
  attributes,
  created,
  plan
}, snapshot, now, location) {
  const lasts = plan[0]?.lasts ?? lifecycle4.states.running.lasts;
  const end2 = endOf2(snapshot);
  const last2 = end2 !== void 0 && outcomeOf(snapshot) === "success" ? end2 : Number.POSITIVE_INFINITY;
  const usual6 = course(attributes.platformID).map(
    (each, index) => toHappening(each, index + 1, Math.min(last2, created + Math.round(each.after * lasts)))
  );
  if (end2 === void 0) return usual6.filter(({ at }) => at <= now);
  if (outcomeOf(snapshot) === "error") {
    return [...usual6.filter(({ at }) => at <= end2), toHappening(failure, usual6.length + 1, end2)];
  }
  const ends2 = closing(location).map((each, index) => toHappening(each, usual6.length + 1 + index, end2));
  return [...usual6, ...ends2];
}
function shuffled(happenings) {
  const rank = ({ place }) => place * 5 % 13;
  return [...happenings].sort((a, b) => rank(a) - rank(b));
}
function toHappening({ type, message, temporary, passing: passing2, info: info2 }, place, at) {
  return { place, at, type, message, temporary, passing: passing2, info: info2 };
}

// src/apis/entrecode/supporting/facts.ts
var partKinds = ["codesource", "datasource", "target"];
var usual2 = {
  codesource: { type: "remoteGit", config: { hexColor: "#2e7d32" } },
  datasource: { type: "ownDataManager", config: { hexColor: "#1565c0" } },
  target: { type: "localWebServer", config: { hexColor: "#d23738" } }
};
function appOf(appID) {
  const created = "2026-01-01T00:00:00.000Z";
  return { appID, shortID: appID.slice(0, 8), created, title: "Example", hexColor: "#d23738" };
}
function partOf(kind, appID) {
  return { id: randomFor(1, `${kind} of ${appID}`, 0).uuid(), appID, ...usual2[kind] };
}
function usesOf(appID) {
  const ids2 = (kind) => [partOf(kind, appID).id];
  return { codesource: ids2("codesource"), datasource: ids2("datasource"), target: ids2("target") };
}
function parentsOf(app) {
  const parts2 = partKinds.map((kind) => {
    const part2 = partOf(kind, app.appID);
    return { kind, id: part2.id, parent: { ...part2 } };
  });
  return [{ kind: "app", id: app.appID, parent: { ...app } }, ...parts2];
}

// src/apis/entrecode/record.ts
var home = {
  appID: "1b7d5c2e-8f40-4a6b-9c3d-2e5f7a901b84",
  platformID: "6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13"
};
var people3 = ["ada", "barbara", "edsger", "grace", "radia"];
var record4 = {
  schemaName: "build-attributes",
  order: ({ attributes }) => attributes.buildID,
  indexes: { platform: ({ attributes }) => attributes.platformID },
  async complete(given2, { random, store }) {
    const { platformID = home.platformID, appID = home.appID } = given2;
    const known2 = await store.parent("entrecode", "platform", platformID);
    checkAgreement(known2, "platformID", given2);
    const platform3 = known2 ?? platformOf(platformID, appID);
    const buildID = await numberFor(store, "entrecode build", { name: "buildID", given: given2.buildID });
    const attributes = { ...lifelike3(random), ...given2, buildID, platformID, appID: platform3.appID };
    return {
      id: `${buildID}`,
      attributes,
      parents: [
        { kind: "platform", id: platformID, parent: { ...platform3 } },
        ...known2 ? [] : parentsOf(appOf(platform3.appID))
      ]
    };
  }
};
function platformOf(platformID, appID) {
  return { platformID, appID, platformType: "staticWebsite", title: "Website", config: {} };
}
var keys = {
  buildID: ({ attributes }) => attributes.buildID,
  started: ({ created }) => created,
  finished: (_2, snapshot) => endOf2(snapshot) ?? Number.POSITIVE_INFINITY,
  successful: (_2, { state }) => state
};
function ordersOf(sort) {
  return sort.split(",").map((each) => ({
    property: each.replace(/^[ +-]/, ""),
    sign: each.startsWith("-") ? -1 : 1
  }));
}
function unsortableIn(sort) {
  return ordersOf(sort).find(({ property }) => !Object.hasOwn(keys, property))?.property;
}
function sortBy(orders, builds3, snapshotOf3) {
  const keyed = builds3.map((build) => {
    const snapshot = snapshotOf3(build);
    return { build, key: orders.map(({ property }) => keys[property](build, snapshot)) };
  });
  const compare2 = (a, b) => {
    const differing = orders.findIndex((_2, index) => a[index] !== b[index]);
    if (differing < 0) return 0;
    return a[differing] < b[differing] ? -orders[differing].sign : orders[differing].sign;
  };
  return keyed.sort((a, b) => compare2(a.key, b.key)).map(({ build }) => build);
}
function lifelike3(random) {
  return {
    email: `${random.pick(people3)}@example.com`,
    accountID: random.uuid(),
    size: random.between(2e5, 9e6)
  };
}
var shown = {
  buildID: ({ buildID }) => buildID,
  started: ({ started: started3 }) => started3,
  finished: ({ finished: finished2 }) => finished2
};
function mayFollow2(before, after, sort = "-buildID") {
  for (const { property, sign: sign2 } of ordersOf(sort)) {
    const [a, b] = [shown[property]?.(before), shown[property]?.(after)];
    if (a === void 0 || b === void 0) return void 0;
    if (a !== b) return a < b === sign2 > 0;
  }
  return true;
}

// src/apis/entrecode/supporting/token.ts
function flawOf2(token, now) {
  const [, claims, signature, ...rest] = token.split(".");
  if (claims === void 0 || signature === void 0 || rest.length > 0) return void 0;
  if (signature === "bad") return "invalid";
  const expires = expiryIn(claims);
  return expires !== void 0 && expires * 1e3 <= now ? "expired" : void 0;
}
function expiryIn(claims) {
  try {
    const { exp } = JSON.parse(Buffer.from(claims, "base64url").toString());
    return typeof exp === "number" ? exp : void 0;
  } catch {
    return void 0;
  }
}

// src/apis/entrecode/wire.ts
var buildsPath = "/platform/build";
var deploymentsPath = "/platform/deployment";
var deploymentPath = (id) => `${deploymentsPath}?deploymentID=${id}`;
var perPage = 10;
var schemas = "https://schema.entrecode.de/schema-app";
var oldSchemas = "https://entrecode.de/schema";
var relations = "https://doc.entrecode.de/app_manager/#relation-{rel}";
var wire4 = {
  contentType: "application/hal+json",
  locate: (build, access) => ({
    path: pathOf5(build, access.readings),
    ...needsToken("entrecode/login", access) && { headers: { Authorization: `Bearer ${access.token}` } }
  })
};
function toBuild4(build, snapshot, request, deployed) {
  const { buildID, comment } = build.attributes;
  const successful = outcomeOf(snapshot);
  const end2 = endOf2(snapshot);
  return {
    buildID,
    ...request.reading("entrecode/creator") === "observed" && { creator: toCreator(build.attributes) },
    ...comment !== void 0 && request.reading("entrecode/comment") !== "literal" && { comment },
    started: toIso(build.created),
    ...end2 !== void 0 && { finished: toIso(end2) },
    ...request.reading("entrecode/status-name") === "literal" && { status: successful },
    successful,
    ...successful === "success" && { buildLocation: locationOf(build, request.reading) },
    events: contentOf(build, snapshot, request).map((each) => toEvent(each, buildID, request)),
    _links: linksOf(build, request, deployed)
  };
}
function toCreator({ email, accountID }) {
  return { email, accountID };
}
function contentOf(build, snapshot, request) {
  const happenings = happeningsOf(build, snapshot, request.now, { ...locationOf(build, request.reading) });
  const inOrder3 = build.attributes.buildID % 2 === 0 || request.reading("entrecode/event-order") !== "observed";
  return inOrder3 ? happenings : shuffled(happenings);
}
function toEvent(happening, build, { reading }) {
  const id = build * 1e3 + happening.place;
  const time2 = toIso(happening.at);
  const { passing: passing2, temporary } = happening;
  return {
    buildEventID: reading("entrecode/event-id") === "observed" ? `${id}` : id,
    buildEventType: happening.type,
    timestamp: reading("entrecode/event-timestamp") === "observed" ? time2.replace(/\.?0*Z$/, "+00:00") : time2,
    message: happening.message,
    temporary: reading("entrecode/temporary-events") === "observed" ? passing2 : temporary,
    info: { ...happening.info }
  };
}
function supporting4(platform3, request) {
  const { self, byId: byId2, options: options6 } = pathsAt(platform3, request.reading);
  const one = { ...linkTo("build", byId2, request), templated: true };
  const toPlatform2 = linkTo("platform", self, request);
  return {
    curies: curiesOf(request),
    "ec:app/build/by-id": one,
    ...request.reading("entrecode/build-relation") === "literal" && { "ec:app/build": one },
    "ec:app/builds/options": { href: request.url(options6), templated: true },
    ...request.reading("entrecode/platform-relation") === "observed" ? { "ec:platform": toPlatform2 } : { "ec:app/platform": toPlatform2 }
  };
}
function curiesOf(request) {
  const curie = { href: relations, templated: true };
  return request.reading("entrecode/curies") === "observed" ? curie : [{ name: "ec", ...curie }];
}
function linksOf(build, request, deployed) {
  const { self, app, builds: builds3 } = pathsAt(build.attributes, request.reading);
  const bare = request.reading("entrecode/collection-link") === "literal";
  const broken = request.reading("entrecode/app-link") === "observed";
  return {
    self: linkTo("build", pathOf5(build, request.reading), request),
    collection: linkTo("builds", bare ? buildsPath : builds3, request),
    "ec:app": linkTo("app", broken ? app.replace("?", "") : app, request),
    "ec:app/platform": linkTo("platform", self, request),
    ...deployed !== void 0 && {
      "ec:app/deployment/latest": linkTo("deployment", deploymentPath(deployed), request)
    }
  };
}
function pathOf5({ attributes }, readings) {
  const path4 = `${buildsPath}?buildID=${attributes.buildID}`;
  const mandatory = readings("entrecode/platform-id-mandatory") === "literal";
  return mandatory ? `${path4}&platformID=${attributes.platformID}` : path4;
}
function pathsAt({ platformID, appID }, readings) {
  const builds3 = `${buildsPath}?platformID=${platformID}`;
  const mandatory = readings("entrecode/platform-id-mandatory") === "literal";
  const bare = readings("entrecode/options-template") === "observed";
  return {
    self: `/platform?platformID=${platformID}`,
    siblings: `/platform?appID=${appID}`,
    app: `/?appID=${appID}`,
    builds: builds3,
    byId: mandatory ? `${builds3}{&buildID}` : `${buildsPath}{?buildID}`,
    // Clients expand this one with and without a platformID: it is bound and offered.
    options: `${bare ? `${buildsPath}{?` : `${builds3}{&`}buildID,page,platformID,size,_list,sort}`
  };
}
function linkTo(kind, path4, request) {
  const addressed = kind === "build" || request.reading("entrecode/link-profiles") === "observed";
  const base = request.reading("entrecode/schema-address") === "observed" ? oldSchemas : schemas;
  return { href: request.url(path4), ...addressed && { profile: `${base}/${kind}` } };
}
function toPlatform(platform3, latest, request) {
  const { appID: _2, uses: __2, ...facts } = platform3;
  const paths = pathsAt(platform3, request.reading);
  return {
    ...facts,
    _links: {
      self: linkTo("platform", paths.self, request),
      collection: linkTo("platforms", paths.siblings, request),
      "ec:app": linkTo("app", paths.app, request),
      "ec:app/builds": linkTo("builds", paths.builds, request),
      "ec:app/builds/options": { href: request.url(paths.options), templated: true },
      ...latest && { "ec:app/build/latest": linkTo("build", pathOf5(latest, request.reading), request) }
    }
  };
}
function pageLinks(request, total) {
  const { page: page5 = 1, size = perPage } = request.query;
  const at = (number) => ({ href: request.url(pathOfPage(request.query, number)) });
  return {
    self: linkTo("builds", pathOfPage(request.query, page5), request),
    ...page5 > 1 && { first: at(1), prev: at(page5 - 1) },
    ...size > 0 && page5 * size < total && { next: at(page5 + 1) }
  };
}
function pathOfPage(query, page5) {
  const { platformID, buildID, _list, size, sort } = query;
  const order3 = sort?.replaceAll(/(^|,)[ +]/g, "$1");
  const number = page5 > 1 ? page5 : void 0;
  return `${buildsPath}?${toQuery({ platformID, buildID, _list, page: number, size, sort: order3 })}`;
}
function locationOf({ attributes }, readings) {
  const { platformID, buildID, size } = attributes;
  const key = `${platformID}/${buildID}.zip`;
  if (readings("entrecode/build-location") === "observed")
    return { type: "zipFileFromS3", config: { key, size, bucket: "builds.example.com" } };
  return { type: "zipFile", config: { url: `https://builds.example.com/${key}` } };
}

// src/apis/entrecode/auth.ts
var errors = {
  3e3: [500, "Internal Error"],
  3100: [404, "Resource not found"],
  3102: [404, "No resource entity matching query string filter found"],
  3110: [405, "Method not allowed"],
  3202: [400, "Missing property in query string"],
  3211: [400, "Invalid format for property in JSON body"],
  3212: [400, "Invalid format for property in query string"],
  3215: [400, "Resource cannot be sorted after given property"],
  3216: [400, "Resource cannot be filtered with given property"],
  3217: [400, "Resource cannot be range-filtered with given property"],
  3400: [401, "Missing Access Token"],
  3401: [401, "Invalid Access Token"],
  3402: [401, "Outdated Access Token"]
};
var auth4 = { refuse: sayNo4, authenticate: authenticate3 };
function authenticate3(request) {
  const [, bearer] = /^Bearer\s+(.+)$/i.exec(request.header("authorization") ?? "") ?? [];
  const token = bearer ?? request.rawQuery.get("_token");
  const flaw = token && flawOf2(token, request.now);
  if (flaw) return { kind: "unauthenticated", why: flaw };
  if (request.reading("entrecode/login") !== "observed" && !isGuarded(request)) return void 0;
  if (!token) return { kind: "unauthenticated", why: "missing" };
  return request.accepts(token) ? void 0 : { kind: "unauthenticated", why: "invalid" };
}
var asProblem = { "content-type": "application/problem+json" };
function problem(code, request, { detail: detail2, ...about4 } = {}) {
  const [status, title] = errors[code];
  const type = `https://entrecode.de/doc/errors/${code}`;
  const _links = { up: { href: request.href("/") }, describedby: { href: type } };
  return { status, code, title, type, ...detail2 && { detail: detail2 }, ...about4, _links };
}
function sayNo4(refusal2, request) {
  const no2 = (code, about4) => {
    const body = problem(code, request, about4);
    return { status: body.status, body, headers: asProblem };
  };
  switch (refusal2.kind) {
    case "unknown-route":
      return no2(3100);
    case "wrong-method": {
      const allow = allowedAt(request, refusal2.allowed).join(", ");
      return { ...no2(3110, { detail: request.method }), headers: { ...asProblem, allow } };
    }
    case "unauthenticated":
      if (refusal2.why === "missing") return no2(3400);
      return no2(refusal2.why === "expired" ? 3402 : 3401);
    case "unreadable-body":
      return no2(3211, { verbose: refusal2.reason });
    case "body-too-large":
      return no2(3211, { status: 413, verbose: `The body is larger than ${refusal2.limit} bytes.` });
    case "limit":
      return no2(refusal2.status < 500 ? 3212 : 3e3, { status: refusal2.status, verbose: refusal2.says });
    case "status":
      return preferred(refusal2.status, no2);
    case "invalid":
      return no2(...invalid3(refusal2));
  }
}
var ids = {
  "/": "appID",
  "/platform": "platformID",
  [deploymentsPath]: "deploymentID",
  "/codesource": "codeSourceID",
  "/datasource": "dataSourceID",
  "/target": "targetID"
};
function allowedAt({ path: path4, rawQuery, reading }, allowed) {
  if (path4 === "/platform" && !rawQuery.has("appID")) return ["GET"];
  if (path4 !== buildsPath) return rawQuery.has(ids[path4] ?? "") ? ["GET"] : allowed;
  if (!rawQuery.has("buildID")) return allowed.filter((method) => method !== "DELETE");
  if (reading("entrecode/self-methods") === "literal") return ["GET"];
  return allowed.filter((method) => method !== "POST");
}
function preferred(status, no2) {
  if (status < 400) return { status };
  const codes = Object.keys(errors).map(Number);
  const code = codes.find((each) => errors[each][0] === status) ?? 3e3;
  return no2(code, { status, verbose: `Answered ${status} because that was asked for.` });
}
function invalid3(refusal2) {
  const { in: where, name, rule, expected, given: given2 } = refusal2;
  const verbose = `Expected ${expected}, got ${textOf(given2)}`;
  if (where === "body") return [3211, { ...name !== "body" && { detail: name }, verbose }];
  if (rule === "required") return [3202, { detail: name }];
  if (rule === "additionalProperties") return unfiltered(name);
  if (name === "sort") return [3215, { detail: unsortableIn(textOf(given2)) || name }];
  return [3212, { detail: name, ...rule !== "pattern" && { verbose } }];
}
function unfiltered(name) {
  const range = /^(.+)(From|To)$/.exec(name)?.[1];
  return range ? [3217, { detail: range }] : [3216, { detail: name.replace(/[!~]$/, "") || name }];
}

// src/apis/entrecode/breaches.ts
var builds2 = { build: [], "build-list": ["_embedded", "ec:app/build", "*"] };
var breaches4 = [
  {
    invariant: "entrecode/facts-fit-the-state",
    at: builds2,
    // A success without a result, a failure with one.
    tell({ buildLocation, ...build }) {
      if (buildLocation !== void 0) return build;
      const url = `https://builds.example.com/${build.buildID}.zip`;
      const ours2 = build.successful === "error" && { buildLocation: { type: "zipFile", config: { url } } };
      return { ...build, ...ours2 };
    }
  },
  {
    invariant: "entrecode/events-stay",
    at: builds2,
    tell: ({ events: [first2, ...others], ...build }) => ({
      ...build,
      events: first2 ? [{ ...first2, timestamp: "2001-01-01T00:00:00.000Z" }, ...others] : []
    })
  },
  {
    invariant: "entrecode/list-counts",
    at: { "build-list": [] },
    tell: (list7) => ({ ...list7, count: list7.count + 1 })
  }
];

// src/apis/entrecode/supporting/deployment.ts
var usual3 = 3e3;
function planOf2({ world }) {
  const { scenarios: scenarios2 } = world;
  const scenario = scenarios2.nextFor("entrecode");
  const assumed = Object.fromEntries(lastingStates(lifecycle4).map((state) => [state, usual3]));
  const lasts = { ...assumed, ...scenarios2.lastsFor("entrecode") };
  return planFor(lifecycle4, scenario === "canceled" ? "fails" : scenario, lasts);
}
function snapshotOf2(deployment, request) {
  const { deploymentID, created, plan } = deployment;
  const likeness = {
    api: "entrecode",
    id: `${deploymentID}`,
    created,
    plan,
    commands: [],
    attributes: {}
  };
  return request.snapshot(likeness);
}
async function deploymentsIn({
  store
}) {
  return await store.parents("entrecode", "deployment");
}
async function lastDeployments(request) {
  const all = await deploymentsIn(request);
  return new Map(all.map(({ buildID, deploymentID }) => [buildID, deploymentID]));
}
function resultsOf3({ deploymentID, targetIDs }) {
  return targetIDs.map((targetID) => `https://deployments.example.com/${deploymentID}/${targetID}/`);
}
function happeningsOf2(deployment, snapshot, now) {
  const { created, plan, buildID, targetIDs } = deployment;
  const length = plan[0]?.lasts ?? usual3;
  const end2 = endOf2(snapshot);
  const event = (part2, type, message, about4 = {}) => {
    const at = Math.min(created + Math.round(part2 * length), end2 ?? Number.POSITIVE_INFINITY);
    return { at, type, message, temporary: false, passing: about4.temporary ?? false, info: {}, ...about4 };
  };
  const course2 = [
    event(0.01, "info", "Deployment started.", { temporary: true, info: { buildID } }),
    event(0.1, "verbose", "Loading the build.", { temporary: true }),
    event(0.4, "verbose", "The build is loaded.", { passing: true }),
    event(0.5, "info", "Deploying to the targets.", { temporary: true, info: { targetIDs } })
  ];
  const closing2 = outcomeOf(snapshot) === "error" ? [event(1, "error", "Deployment failed.")] : [
    ...resultsOf3(deployment).map((result2) => event(1, "info", result2)),
    event(1, "info", "Deployment succeeded.")
  ];
  const content2 = end2 === void 0 ? course2.filter(({ at }) => at <= now) : [...course2, ...closing2];
  return content2.map((each, index) => ({ place: index + 1, ...each }));
}

// src/apis/entrecode/supporting/links.ts
function linkTo2(schemaName, path4, request) {
  return { href: request.url(path4), profile: request.url(`/__standin/schemas/entrecode/${schemaName}`) };
}
function byId(schemaName, path4, id, request) {
  return { ...linkTo2(schemaName, `${path4}{?${id}}`, request), templated: true };
}
function options3(path4, names3, request) {
  const sign2 = path4.includes("?") ? "&" : "?";
  const all = [...names3, "page", "size", "_list", "sort"].sort();
  return { href: request.url(`${path4}{${sign2}${all.join(",")}}`), templated: true };
}

// src/apis/entrecode/supporting/lists.ts
async function toPage(request, query, listed3) {
  const { relation, keys: keys2, show: show4, links } = listed3;
  const orders = ordersOf2(query.sort);
  const unsortable = orders.find(({ property }) => !Object.hasOwn(keys2, property));
  if (unsortable) return problem(3215, request, { detail: unsortable.property });
  const meant2 = listed3.items.filter((item) => isMeant(query, keys2, item)).sort(comparing(orders, keys2));
  const { page: page5 = 1, size = perPage } = query;
  const here = size === 0 ? meant2 : meant2.slice((page5 - 1) * size, page5 * size);
  const items = await Promise.all(here.map(show4));
  return {
    count: items.length,
    total: meant2.length,
    _links: { ...pageLinks2(request, query, listed3, meant2.length), curies: curiesOf(request), ...links },
    ...items.length > 0 && { _embedded: { [relation]: items } }
  };
}
function requestsOne(id) {
  return ({ rawQuery }) => {
    const list7 = /^(true|t|1)$/i.test(rawQuery.get("_list") ?? "");
    return rawQuery.has(id) && !list7 && !rawQuery.get(id).includes(",");
  };
}
function isMeant(query, keys2, item) {
  return Object.entries(query).every(([name, wanted]) => {
    const key = keys2[name.replace(/~$/, "")];
    if (!key || wanted === void 0) return true;
    const values = [key(item) ?? []].flat().map((value) => `${value}`.toLowerCase());
    const text2 = `${wanted}`.toLowerCase();
    return name.endsWith("~") ? values.some((value) => value.includes(text2)) : text2.split(",").some((each) => values.includes(each));
  });
}
function ordersOf2(sort = "") {
  const each = sort.split(",").filter((property) => property !== "");
  return each.map((text2) => ({ property: text2.replace(/^[ +-]/, ""), sign: text2.startsWith("-") ? -1 : 1 }));
}
function comparing(orders, keys2) {
  return (a, b) => {
    for (const { property, sign: sign2 } of orders) {
      const [first2 = "", second3 = ""] = [keys2[property](a), keys2[property](b)];
      if (`${first2}` !== `${second3}`) return first2 < second3 ? -sign2 : sign2;
    }
    return 0;
  };
}
function pageLinks2(request, query, { path: path4, schemaName }, total) {
  const { page: page5 = 1, size = perPage } = query;
  const to = (number) => {
    const { page: _2, ...rest } = query;
    const given2 = Object.entries({ ...rest, ...number > 1 && { page: number } });
    const search = new URLSearchParams(
      given2.map(([name, value]) => [name, `${value}`])
    ).toString();
    return linkTo2(schemaName, search === "" ? path4 : `${path4}?${search}`, request);
  };
  return {
    self: to(page5),
    ...page5 > 1 && { first: to(1), prev: to(page5 - 1) },
    ...size > 0 && page5 * size < total && { next: to(page5 + 1) }
  };
}

// src/apis/entrecode/supporting/apps.ts
var operation16 = operationsFor();
var source4 = "entrecode/ec.doc at 61954bd, doc/appmanager/resources/app.md; entrecode/ec.sdk at e81ef4f, test/mocks/app-*.json";
var root2 = "/";
var listApps = operation16({
  id: "list-apps",
  method: "GET",
  path: root2,
  says: "Lists the apps, and greets: clients enter here.",
  clauses: [],
  source: source4,
  request: "list-apps.request",
  responses: { 200: "app-list", 400: "problem" },
  when: (request) => !requestsOne("appID")(request),
  async handle(request, respond) {
    const platforms2 = await platformsIn(request);
    const page5 = await toPage(request, request.query ?? {}, {
      relation: "ec:app",
      schemaName: "app-list",
      path: root2,
      items: await appsIn(request),
      keys: {
        appID: ({ appID }) => appID,
        title: ({ title }) => title,
        created: ({ created }) => created
      },
      show: (app) => toApp(app, platforms2, request),
      links: {
        "ec:app/by-id": byId("app", root2, "appID", request),
        "ec:apps/options": options3(root2, ["appID", "created", "title", "title~"], request)
      }
    });
    if ("code" in page5) return respond(400, page5, asProblem);
    return respond(200, { msg: "This is Standin in the part of the App Manager.", ...page5 });
  }
});
var readApp = operation16({
  id: "read-app",
  method: "GET",
  path: root2,
  says: "Shows one app.",
  clauses: [],
  source: source4,
  request: "read-app.request",
  responses: { 200: "app", 400: "problem", 404: "problem" },
  when: requestsOne("appID"),
  async handle(request, respond) {
    const app = await appNamed(request, request.query.appID);
    if (!app) return respond(404, problem(3102, request, { detail: "appID" }), asProblem);
    return respond(200, toApp(app, await platformsIn(request), request));
  }
});
var createApp = operation16({
  id: "create-app",
  method: "POST",
  path: root2,
  says: "Creates an app, with one source of each kind and one target.",
  clauses: [],
  source: source4,
  request: "create-app.request",
  responses: { 201: "app", 400: "problem" },
  when: ({ rawQuery }) => !rawQuery.has("appID"),
  async handle(request, respond) {
    const { title, hexColor } = request.body;
    const appID = await newId(request);
    const app = { ...appOf(appID), created: toIso(request.now), title, hexColor };
    for (const { kind, id, parent } of parentsOf(app))
      await request.store.putParent("entrecode", kind, id, parent);
    const shown2 = toApp(app, [], request);
    return respond(201, shown2, { location: shown2._links.self.href });
  }
});
var apps = [listApps, readApp, createApp];
async function newId({ world, store }) {
  return randomFor(world.seed, "entrecode ids", await store.serial("entrecode ids")).uuid();
}
async function appsIn({ store }) {
  return await store.parents("entrecode", "app");
}
async function appNamed({ store }, appID) {
  return await store.parent("entrecode", "app", appID.toLowerCase());
}
async function platformsIn({ store }) {
  return await store.parents("entrecode", "platform");
}
function toApp(app, platforms2, request) {
  const of = `?appID=${app.appID}`;
  const own2 = platforms2.filter(({ appID }) => appID === app.appID);
  const filters2 = (kind) => ["appID", `${kind}ID`, `${kind}Type`, `${kind}Type~`];
  return {
    ...app,
    _links: {
      self: linkTo2("app", `/${of}`, request),
      collection: linkTo2("app-list", root2, request),
      "ec:app/platforms": linkTo2("platform-list", `/platform${of}`, request),
      "ec:app/platform/by-id": byId("platform", "/platform", "platformID", request),
      "ec:app/platforms/options": options3(
        `/platform${of}`,
        [...filters2("platform"), "title", "title~"],
        request
      ),
      "ec:app/codesources": linkTo2("codesource-list", `/codesource${of}`, request),
      "ec:app/codesource/by-id": byId("codesource", "/codesource", "codeSourceID", request),
      "ec:app/codesources/options": options3(`/codesource${of}`, filters2("codeSource"), request),
      "ec:app/datasources": linkTo2("datasource-list", `/datasource${of}`, request),
      "ec:app/datasource/by-id": byId("datasource", "/datasource", "dataSourceID", request),
      "ec:app/datasources/options": options3(`/datasource${of}`, filters2("dataSource"), request),
      "ec:app/targets": linkTo2("target-list", `/target${of}`, request),
      "ec:app/target/by-id": byId("target", "/target", "targetID", request),
      "ec:app/targets/options": options3(`/target${of}`, filters2("target"), request),
      ...own2.length > 0 && {
        "ec:app/platform": own2.map(({ platformID, title }) => ({
          ...linkTo2("platform", `/platform?platformID=${platformID}`, request),
          title
        }))
      }
    }
  };
}

// src/apis/entrecode/supporting/parts.ts
var operation17 = operationsFor();
var words2 = {
  codesource: { stem: "codeSource", noun: "code source" },
  datasource: { stem: "dataSource", noun: "data source" },
  target: { stem: "target", noun: "target" }
};
var unknown2 = (detail2, request) => problem(3102, request, { detail: detail2 });
function about(kind) {
  const source9 = `entrecode/ec.doc at 61954bd, doc/appmanager/resources/${kind}.md; entrecode/ec.sdk at e81ef4f, test/mocks/${kind}-*.json`;
  return { path: `/${kind}`, clauses: [], source: source9 };
}
function listOperation(kind) {
  const { stem, noun } = words2[kind];
  const { path: path4 } = about(kind);
  const id = `${stem}ID`;
  return operation17({
    ...about(kind),
    id: `list-${kind}s`,
    method: "GET",
    says: `Lists the ${noun}s of an app, or of all.`,
    request: `list-${kind}s.request`,
    responses: { 200: `${kind}-list`, 400: "problem", 404: "problem" },
    when: (request) => !requestsOne(id)(request),
    async handle(request, respond) {
      const query = request.query ?? {};
      const appID = query.appID;
      if (appID && !await appNamed(request, appID))
        return respond(404, unknown2("appID", request), asProblem);
      const platforms2 = await platformsIn(request);
      const base = appID ? `${path4}?appID=${appID}` : path4;
      const filters2 = ["appID", id, `${stem}Type`, `${stem}Type~`];
      const page5 = await toPage(request, query, {
        relation: `ec:app/${kind}`,
        schemaName: `${kind}-list`,
        path: path4,
        items: await partsIn(request, kind),
        keys: { appID: (part2) => part2.appID, [id]: (part2) => part2.id, [`${stem}Type`]: ({ type }) => type },
        show: (part2) => toPart(kind, part2, platforms2, request),
        links: {
          "ec:apps": linkTo2("app-list", "/", request),
          [`ec:app/${kind}/by-id`]: byId(kind, path4, id, request),
          [`ec:app/${kind}s/options`]: options3(base, filters2, request)
        }
      });
      if ("code" in page5) return respond(400, page5, asProblem);
      return respond(200, page5);
    }
  });
}
function readOperation(kind) {
  const { stem, noun } = words2[kind];
  const id = `${stem}ID`;
  return operation17({
    ...about(kind),
    id: `read-${kind}`,
    method: "GET",
    says: `Shows one ${noun}.`,
    request: `read-${kind}.request`,
    responses: { 200: kind, 400: "problem", 404: "problem" },
    when: requestsOne(id),
    async handle(request, respond) {
      const wanted = request.query[id];
      const part2 = await partNamed(request, kind, wanted);
      if (!part2) return respond(404, unknown2(id, request), asProblem);
      return respond(200, toPart(kind, part2, await platformsIn(request), request));
    }
  });
}
function createOperation(kind) {
  const { stem, noun } = words2[kind];
  return operation17({
    ...about(kind),
    id: `create-${kind}`,
    method: "POST",
    says: `Creates a ${noun} of an app.`,
    request: `create-${kind}.request`,
    responses: { 201: kind, 400: "problem", 404: "problem" },
    when: ({ rawQuery }) => !rawQuery.has(`${stem}ID`),
    async handle(request, respond) {
      const app = await appNamed(request, request.query.appID);
      if (!app) return respond(404, unknown2("appID", request), asProblem);
      const given2 = request.body;
      const { appID } = app;
      const part2 = { id: await newId(request), appID, type: given2[`${stem}Type`], config: given2.config };
      await request.store.putParent("entrecode", kind, part2.id, part2);
      const shown2 = toPart(kind, part2, [], request);
      return respond(201, shown2, { location: shown2._links.self.href });
    }
  });
}
var parts = partKinds.flatMap((kind) => [
  listOperation(kind),
  readOperation(kind),
  createOperation(kind)
]);
async function partsIn({ store }, kind) {
  return await store.parents("entrecode", kind);
}
async function partNamed({ store }, kind, id) {
  return await store.parent("entrecode", kind, id.toLowerCase());
}
function pathOfPart(kind, id) {
  return `/${kind}?${words2[kind].stem}ID=${id}`;
}
function usedBy({ uses, appID }) {
  return uses ?? usesOf(appID);
}
function toPart(kind, part2, platforms2, request) {
  const { id, appID, type, config } = part2;
  const { stem } = words2[kind];
  const users5 = platforms2.filter((platform3) => usedBy(platform3)[kind].includes(id));
  return {
    [`${stem}ID`]: id,
    [`${stem}Type`]: type,
    config,
    _links: {
      self: linkTo2(kind, pathOfPart(kind, id), request),
      collection: linkTo2(`${kind}-list`, `/${kind}?appID=${appID}`, request),
      "ec:app": linkTo2("app", `/?appID=${appID}`, request),
      ...users5.length > 0 && {
        "ec:app/platform": users5.map(
          ({ platformID }) => linkTo2("platform", `/platform?platformID=${platformID}`, request)
        )
      },
      ...kind === "target" && {
        "ec:app/deployments": linkTo2("deployment-list", `/platform/deployment?targetID=${id}`, request)
      }
    }
  };
}

// src/apis/entrecode/supporting/platform.ts
var besideBuilds = [
  "ec:app/codesource",
  "ec:app/datasource",
  "ec:app/target",
  "ec:app/deployments",
  "ec:app/deployments/options",
  "ec:app/deployment/latest"
];
async function showPlatform(platform3, request) {
  const where = { index: "platform", value: platform3.platformID };
  const query = { now: request.now, where, states: visible, newestFirst: true, limit: 1 };
  const [latest] = (await request.store.page("entrecode", query)).items;
  const { _links, ...facts } = toPlatform(platform3, latest, request);
  return { ...facts, _links: { ..._links, ...await linksOf2(platform3, request) } };
}
async function linksOf2(platform3, request) {
  const { platformID } = platform3;
  const uses = usedBy(platform3);
  const all = await deploymentsIn(request);
  const latest = all.findLast((each) => each.platformID === platformID);
  return {
    "ec:app/codesource": linkTo("codesource", pathOfPart("codesource", uses.codesource[0]), request),
    "ec:app/datasource": linkTo("datasource", pathOfPart("datasource", uses.datasource[0]), request),
    "ec:app/target": uses.target.map((id) => linkTo("target", pathOfPart("target", id), request)),
    "ec:app/deployments": linkTo("deployments", `${deploymentsPath}?platformID=${platformID}`, request),
    "ec:app/deployments/options": deploymentOptions(platformID, request),
    ...latest && {
      "ec:app/deployment/latest": linkTo("deployment", deploymentPath(latest.deploymentID), request)
    }
  };
}
function deploymentOptions(platformID, request) {
  const path4 = platformID ? `${deploymentsPath}?platformID=${platformID}` : deploymentsPath;
  return options3(path4, ["buildID", "deploymentID", "platformID", "targetID"], request);
}

// src/apis/entrecode/supporting/platforms.ts
var operation18 = operationsFor();
var source5 = "entrecode/ec.doc at 61954bd, doc/appmanager/resources/platform.md; entrecode/ec.sdk at e81ef4f, test/mocks/platform-*.json";
var path = "/platform";
var listPlatforms = operation18({
  id: "list-platforms",
  method: "GET",
  path,
  says: "Lists the platforms of an app, or of all.",
  clauses: [],
  source: source5,
  request: "list-platforms.request",
  responses: { 200: "platform-list", 400: "problem", 404: "problem" },
  when: requestsPlatforms,
  async handle(request, respond) {
    const query = request.query ?? {};
    const { appID } = query;
    if (appID && !await appNamed(request, appID))
      return respond(404, problem(3102, request, { detail: "appID" }), asProblem);
    const page5 = await toPage(request, query, {
      relation: "ec:app/platform",
      schemaName: "platform-list",
      path,
      items: await platformsIn(request),
      keys: {
        appID: (facts) => facts.appID,
        platformID: (facts) => facts.platformID,
        platformType: (facts) => facts.platformType,
        title: (facts) => facts.title
      },
      show: (facts) => showPlatform(facts, request),
      links: {
        "ec:apps": linkTo2("app-list", "/", request),
        "ec:app/platform/by-id": byId("platform", path, "platformID", request),
        "ec:app/platforms/options": options3(
          appID ? `${path}?appID=${appID}` : path,
          ["appID", "platformID", "platformType", "platformType~", "title", "title~"],
          request
        )
      }
    });
    if ("code" in page5) return respond(400, page5, asProblem);
    return respond(200, page5);
  }
});
var createPlatform = operation18({
  id: "create-platform",
  method: "POST",
  path,
  says: "Creates a platform of an app.",
  clauses: [],
  source: source5,
  request: "create-platform.request",
  responses: { 201: "platform", 400: "problem", 404: "problem" },
  when: ({ rawQuery }) => rawQuery.has("appID") && !rawQuery.has("platformID"),
  async handle(request, respond) {
    const app = await appNamed(request, request.query.appID);
    if (!app) return respond(404, problem(3102, request, { detail: "appID" }), asProblem);
    const { platformType, title, config, _links } = request.body;
    const platformID = await newId(request);
    const facts = { platformID, appID: app.appID, platformType, title, config };
    const platform3 = { ...facts, uses: usesIn(_links ?? {}, app.appID) };
    await request.store.putParent("entrecode", "platform", platformID, { ...platform3 });
    const shown2 = await showPlatform(platform3, request);
    return respond(201, shown2, { location: shown2._links.self.href });
  }
});
var platforms = [listPlatforms, createPlatform];
function requestsPlatforms(request) {
  const { rawQuery } = request;
  return !requestsOne("platformID")(request) && (rawQuery.has("appID") || rawQuery.has("_list"));
}
function usesIn(links, appID) {
  const named3 = (kind) => {
    const hrefs = [links[`ec:app/${kind}`] ?? []].flat().map((link) => `${link.href}`);
    const ids2 = hrefs.flatMap((href) => /ID=([0-9a-f-]{36})/i.exec(href)?.[1]?.toLowerCase() ?? []);
    return ids2.length > 0 ? ids2 : usesOf(appID)[kind];
  };
  return { codesource: named3("codesource"), datasource: named3("datasource"), target: named3("target") };
}

// src/apis/entrecode/operations.ts
var operation19 = operationsFor();
var everything = 2147483647;
var listBuilds2 = operation19({
  id: "list-builds",
  method: "GET",
  path: buildsPath,
  says: "Lists the builds of a platform, the newest first unless asked for another order.",
  clauses: ["entrecode/list", "entrecode/read/list", "entrecode/read/platform-id", "entrecode/read/status"],
  request: "list-builds.request",
  responses: { 200: "build-list", 400: "problem", 404: "problem" },
  when: (request) => !requestsOne2(request),
  async handle(request, respond) {
    const platform3 = await platformOf2(request, request.query.platformID);
    if (!platform3) return respond(404, problem(3102, request, { detail: "platformID" }), asProblem);
    const page5 = await pageOf4(request, platform3);
    return respond(200, toList(request, platform3, page5, await lastDeployments(request)));
  }
});
var readBuild = operation19({
  id: "read-build",
  method: "GET",
  path: buildsPath,
  says: "Shows one build.",
  clauses: ["entrecode/read/single", "entrecode/read/status", "entrecode/create/poll", "entrecode/schema"],
  request: "read-build.request",
  responses: { 200: "build", 400: "problem", 404: "problem" },
  when: requestsOne2,
  async handle(request, respond) {
    const build = await seek(request);
    if ("code" in build) return respond(build.status, build, asProblem);
    const deployed = (await lastDeployments(request)).get(build.attributes.buildID);
    return respond(200, toBuild4(build, request.snapshot(build), request, deployed));
  }
});
var createBuild2 = operation19({
  id: "create-build",
  method: "POST",
  path: buildsPath,
  says: "Starts a build of a platform and shows it at once.",
  clauses: [
    "entrecode/create",
    "entrecode/create/effect",
    "entrecode/create/status",
    "entrecode/create/at-once",
    "entrecode/not-writable"
  ],
  request: "create-build.request",
  responses: { 201: "build", 400: "problem", 404: "problem" },
  when: ({ rawQuery }) => !rawQuery.has("buildID"),
  async handle(request, respond) {
    const platform3 = await platformOf2(request, request.query.platformID);
    if (!platform3) return respond(404, problem(3102, request, { detail: "platformID" }), asProblem);
    const { platformID } = platform3;
    const { comment } = request.body ?? {};
    if (request.body && request.reading("entrecode/create-body") === "literal")
      return respond(400, problem(3211, request, { verbose: "Expected an empty body" }), asProblem);
    const build = await request.create({ platformID, ...comment !== void 0 && { comment } });
    const shown2 = toBuild4(build, request.snapshot(build), request);
    return respond(201, shown2, { location: shown2._links.self.href });
  }
});
var deleteBuild = operation19({
  id: "delete-build",
  method: "DELETE",
  path: buildsPath,
  says: "Deletes a build, even one that is running.",
  clauses: ["entrecode/delete", "entrecode/delete/status", "entrecode/no-editing"],
  request: "delete-build.request",
  responses: { 200: null, 400: "problem", 404: "problem" },
  when: ({ rawQuery }) => rawQuery.has("buildID"),
  async handle(request, respond) {
    const build = await seek(request);
    if ("code" in build) return respond(build.status, build, asProblem);
    await request.command(build, "delete");
    return respond(200);
  }
});
var readPlatform = operation19({
  id: "read-platform",
  method: "GET",
  path: "/platform",
  says: "Shows the platform that builds belong to.",
  clauses: ["entrecode/relations/platform"],
  source: "entrecode/ec.doc at 59f1b9a, doc/appmanager/resources/platform.md",
  request: "read-platform.request",
  responses: { 200: "platform", 400: "problem", 404: "problem" },
  beside: besideBuilds.map((relation) => `/_links/${escapePointer(relation)}`),
  when: (request) => !requestsPlatforms(request),
  async handle(request, respond) {
    const platform3 = await platformOf2(request, request.query.platformID);
    if (!platform3) return respond(404, problem(3102, request, { detail: "platformID" }), asProblem);
    return respond(200, await showPlatform(platform3, request));
  }
});
var operations4 = [listBuilds2, readBuild, createBuild2, deleteBuild, readPlatform];
function requestsOne2({ rawQuery }) {
  return rawQuery.has("buildID") && !/^(true|t|1)$/i.test(rawQuery.get("_list") ?? "");
}
async function platformOf2(request, platformID) {
  const id = platformID.toLowerCase();
  return await request.store.parent("entrecode", "platform", id);
}
async function seek(request) {
  const { buildID, platformID } = request.query;
  const mandatory = request.reading("entrecode/platform-id-mandatory") === "literal";
  if (mandatory && platformID === void 0) return problem(3202, request, { detail: "platformID" });
  const build = await request.store.get("entrecode", `${buildID}`);
  if (!build || request.snapshot(build).state === "deleted")
    return problem(3102, request, { detail: "buildID" });
  if (platformID !== void 0 && platformID.toLowerCase() !== build.attributes.platformID)
    return problem(3102, request, { detail: "platformID" });
  return build;
}
function buildsOf3(request, { platformID }) {
  return { now: request.now, where: { index: "platform", value: platformID }, states: visible };
}
async function pageOf4(request, platform3) {
  const { buildID, page: page5 = 1, size = perPage, sort = "-buildID" } = request.query;
  const range = buildID === void 0 ? {} : { range: { from: buildID, to: buildID } };
  const query = { ...buildsOf3(request, platform3), ...range };
  const limit = size === 0 ? everything : size;
  const offset = (page5 - 1) * limit;
  const orders = ordersOf(sort);
  const [first2] = orders;
  if (first2?.property === "buildID") {
    const newestFirst = first2.sign < 0;
    return await request.store.page("entrecode", { ...query, newestFirst, offset, limit });
  }
  const { items, total } = await request.store.page("entrecode", query);
  return { items: sortBy(orders, items, request.snapshot).slice(offset, offset + limit), total };
}
function toList(request, platform3, { items, total }, deployed = /* @__PURE__ */ new Map()) {
  const there3 = items.filter((build) => request.snapshot(build).state !== "deleted");
  const builds3 = there3.map(
    (build) => toBuild4(build, request.snapshot(build), request, deployed.get(build.attributes.buildID))
  );
  const [only, ...others] = builds3;
  const bare = only && others.length === 0 && request.reading("entrecode/one-item-list") === "observed";
  return {
    count: builds3.length,
    total: there3.length < items.length ? 0 : total,
    _links: { ...pageLinks(request, total), ...supporting4(platform3, request) },
    ...only && { _embedded: { "ec:app/build": bare ? only : builds3 } }
  };
}

// src/apis/entrecode/fixtures.ts
var perPlatform = perPage;
var perApp = 3;
var accounts = 500;
var ended3 = ["success", "error"];
var usual4 = ["corrected", "literal"];
var fixtures4 = {
  states: visible,
  draw(drawing) {
    const { number, random, words: words4, edge } = drawing;
    const { platformID, appID, span } = placeOf(drawing, Math.floor(number / perPlatform));
    const account = accountOf(drawing, random.between(0, accounts - 1));
    const buildID = idFor(number, drawing);
    const commented = edge || random.between(0, 1) === 0;
    return {
      id: `${buildID}`,
      // Of one platform, builds begun later have the greater ids.
      aged: agedAt(number % perPlatform, perPlatform, span),
      attributes: {
        buildID,
        platformID,
        appID,
        email: account.email,
        accountID: account.accountID,
        size: edge ? random.pick([1, Number.MAX_SAFE_INTEGER]) : random.between(2e4, 9e8),
        ...commented && { comment: random.pick(words4.comments) }
      }
    };
  },
  breaches: breaches4,
  schemas: {
    build: {
      show: buildOf5,
      request: ([build], { reading }) => ({
        operation: "read-build",
        ...wire4.locate(build.record, { readings: reading, token: "any" }),
        status: 200
      })
    },
    "build-list": {
      most: perPage,
      show: listOf2,
      request: (shown2, showing) => ({
        operation: "list-builds",
        path: `${buildsPath}?${toQuery(queryOf3(shown2, showing))}`,
        status: 200
      })
    },
    "build-event": {
      states: ended3,
      show: ([build], showing) => {
        const { record: record6, snapshot } = build;
        const content2 = contentOf(record6, snapshot, showing);
        return toEvent(content2[showing.row % content2.length], record6.attributes.buildID, showing);
      }
    },
    "build-location": { states: ["success"], show: showLocation },
    "zip-file": {
      states: ["success"],
      under: { erratum: "entrecode/build-location", readings: usual4 },
      show: showLocation
    },
    "zip-file-from-s3": {
      states: ["success"],
      under: { erratum: "entrecode/build-location", readings: ["observed"] },
      show: showLocation
    },
    creator: {
      under: { erratum: "entrecode/creator", readings: ["observed"] },
      show: ([build]) => toCreator(build.record.attributes)
    },
    platform: {
      show: ([build], showing) => toPlatform(platformWith(build), build.record, showing),
      request: ([build]) => ({
        operation: "read-platform",
        path: `/platform?platformID=${build.record.attributes.platformID}`,
        status: 200
      })
    },
    curie: {
      under: { erratum: "entrecode/curies", readings: usual4 },
      show: ([build], showing) => [supporting4(platformWith(build), showing).curies].flat()[0]
    },
    "nameless-curie": {
      under: { erratum: "entrecode/curies", readings: ["observed"] },
      show: ([build], showing) => supporting4(platformWith(build), showing).curies
    },
    link: {
      views: 4,
      show: ([build], showing) => {
        const view = showing.row % 4;
        if (view === 3) return supporting4(platformWith(build), showing)["ec:app/build/by-id"];
        const links = linksOf(build.record, showing);
        return [links.self, links.collection, links["ec:app"]][view];
      }
    }
  }
};
var placeOf = shared(
  ({ seed }, number) => ({
    span: logarithmic(randomFor(seed, "entrecode span", number), 11, 36),
    platformID: randomFor(seed, "entrecode platform", number).uuid(),
    appID: randomFor(seed, "entrecode app", Math.floor(number / perApp)).uuid()
  }),
  amongSupporting
);
var accountOf = shared(({ seed, words: words4, edge }, number) => {
  const random = randomFor(seed, "entrecode account", number);
  const name = random.pick(words4.users);
  const host = `${edge ? "a-very-long-host.".repeat(8) : ""}${random.pick(words4.nouns)}.example.com`;
  return { email: `${name}@${host}`, accountID: random.uuid() };
});
function buildOf5([build], showing) {
  return toBuild4(build.record, build.snapshot, showing);
}
function showLocation([build], { reading }) {
  return locationOf(build.record, reading);
}
function platformWith({ record: { attributes } }) {
  return platformOf(attributes.platformID, attributes.appID);
}
function listOf2(shown2, showing) {
  const query = queryOf3(shown2, showing);
  const items = shown2.map(({ record: record6 }) => record6).sort((a, b) => b.attributes.buildID - a.attributes.buildID);
  const before = ((query.page ?? 1) - 1) * perPage;
  const after = items.length === perPage ? showing.row * 7 % 90 : 0;
  const platform3 = shown2[0] ? platformWith(shown2[0]) : platformOf(query.platformID, query.platformID);
  return toList({ ...showing, query }, platform3, { items, total: before + items.length + after });
}
function queryOf3([first2], { row }) {
  const platformID = first2?.record.attributes.platformID ?? randomFor(0, "nobody", row).uuid();
  const page5 = first2 ? row % 4 + 1 : 1;
  return page5 === 1 ? { platformID } : { platformID, page: page5 };
}

// src/core/invariants/changes.ts
function belongingInvariant(api2, facts) {
  return {
    id: `${api2}/facts-fit-the-state`,
    clauses: facts.map(({ clause }) => clause),
    says: "What belongs to some states is there in these, and in no other.",
    judge(trace, judge3) {
      for (const { seen: seen3, pointer, states: states2, facts: shown2 = {} } of trace.observations) {
        for (const { fact, clause, states: own2, errata = [] } of facts) {
          const belongs = states2.filter((state) => own2.includes(state)).length;
          if (belongs > 0 && belongs < states2.length) continue;
          const actual = shown2[fact] ?? void 0;
          judge3(actual !== void 0 === belongs > 0, {
            seen: seen3,
            clause,
            pointer: `${pointer}/${fact}`,
            expected: `${belongs > 0 ? "something" : "nothing"} while ${states2.join(" or ")}`,
            actual: actual ?? "nothing",
            errata
          });
        }
      }
    }
  };
}
function changeInvariants(changing) {
  const { api: api2, clauses } = changing;
  return [
    {
      id: `${api2}/created-is-there`,
      clauses: [clauses.isThere, clauses.isNew],
      says: "What was created is new, and there at once.",
      judge: (trace, judge3) => judgeCreated(changing, trace, judge3)
    },
    {
      id: `${api2}/deleted-is-gone`,
      clauses: [clauses.isGone],
      says: "What was deleted can no longer be seen.",
      judge: (trace, judge3) => judgeDeleted(changing, trace, judge3)
    }
  ];
}
function judgeCreated(changing, trace, judge3) {
  const { creates, reads, entriesOf: entriesOf5, nameOf: nameOf6, requestedName: requestedName2, clauses } = changing;
  for (const seen3 of trace.of(creates)) {
    const here = trace.seen.filter(({ scene }) => scene === seen3.scene);
    for (const { entry, pointer } of entriesOf5(seen3)) {
      const name = nameOf6(entry);
      const known2 = trace.observations.find(
        ({ id, seen: other2 }) => id === name && other2.number < seen3.number && here.includes(other2)
      );
      const expected = "one that was not there before";
      const actual = known2 ? `${name}, which exchange ${known2.seen.number} shows` : name;
      judge3(!known2, { seen: seen3, clause: clauses.isNew, pointer, expected, actual });
      const next3 = here.find(({ number }) => number === seen3.number + 1);
      if (!next3 || !reads.includes(next3.operation) || requestedName2(next3) !== name) continue;
      judge3(next3.response.status !== 404, {
        seen: next3,
        expected: `${name}, which exchange ${seen3.number} has created`,
        actual: `status ${next3.response.status}`
      });
    }
  }
}
function judgeDeleted(changing, trace, judge3) {
  const { deletes, reads, lists: lists4, entriesOf: entriesOf5, nameOf: nameOf6, requestedName: requestedName2 } = changing;
  for (const gone of trace.seen) {
    const name = requestedName2(gone);
    if (!deletes.includes(gone.operation) || gone.response.status >= 300 || name === void 0) continue;
    const later4 = ({ scene, number }) => scene === gone.scene && number > gone.number;
    const expected = `nothing of ${name}, which exchange ${gone.number} has deleted`;
    for (const seen3 of trace.seen.filter(later4)) {
      if (!reads.includes(seen3.operation) || requestedName2(seen3) !== name) continue;
      judge3(seen3.response.status >= 400, { seen: seen3, expected, actual: `status ${seen3.response.status}` });
    }
    for (const seen3 of trace.of(lists4).filter(later4)) {
      const entry = entriesOf5(seen3).find((each) => nameOf6(each.entry) === name);
      judge3(!entry, { seen: seen3, pointer: entry?.pointer ?? "", expected, actual: entry ? name : "nothing" });
    }
  }
}

// src/core/invariants/events.ts
function eventInvariant(telling6) {
  const { api: api2, operations: operations8, coursesOf: coursesOf2, clauses } = telling6;
  return {
    id: `${api2}/events-stay`,
    clauses: [clauses.all, clauses.order, clauses.time, clauses.id, ...Object.values(clauses.said)],
    says: "Events lie between beginning and end, are told in order, and stay as they were told.",
    judge(trace, judge3) {
      const content2 = /* @__PURE__ */ new Map();
      for (const seen3 of trace.of(operations8)) {
        for (const course2 of coursesOf2(seen3)) {
          const key = `${seen3.scene} ${course2.name}`;
          const before = content2.get(key) ?? /* @__PURE__ */ new Map();
          content2.set(key, before);
          judgeTimes2(telling6, seen3, course2, judge3);
          judgeMemory(telling6, seen3, { ...course2, before }, judge3);
          for (const event of course2.events) if (event.id !== void 0) before.set(event.id, event);
        }
      }
    }
  };
}
function judgeTimes2({ clauses, unordered = [] }, seen3, course2, judge3) {
  const { begin: begin2, end: end2 = Number.POSITIVE_INFINITY, events } = course2;
  for (const [index, { at, pointer }] of events.entries()) {
    judge3(at >= begin2 && at <= end2, {
      seen: seen3,
      clause: clauses.time,
      pointer,
      expected: "a time between the beginning and the end of what it belongs to",
      actual: `${at - begin2} ms after the beginning`
    });
    const earlier = events[index - 1]?.at ?? at;
    judge3(earlier <= at, {
      seen: seen3,
      clause: clauses.order,
      pointer,
      expected: "no earlier than the one told before it",
      actual: `${earlier - at} ms earlier`,
      errata: unordered
    });
  }
}
function judgeMemory({ clauses }, seen3, course2, judge3) {
  const { before, events, pointer } = course2;
  const ids2 = events.map(({ id }) => id);
  for (const [index, event] of events.entries()) {
    if (event.id === void 0) continue;
    const twin = ids2.indexOf(event.id);
    const expected = "an id of its own";
    judge3(twin === index, { seen: seen3, clause: clauses.id, pointer: event.pointer, expected, actual: event.id });
    const known2 = before.get(event.id);
    for (const [member2, clause] of Object.entries(known2 ? clauses.said : {})) {
      const [then, now] = [known2.said[member2], event.said[member2]];
      const place = `${event.pointer}/${member2}`;
      judge3(then === now, { seen: seen3, clause, pointer: place, expected: `${then}, as before`, actual: now });
    }
  }
  for (const { id, passing: passing2 } of before.values()) {
    if (passing2) continue;
    const expected = `event ${id}, which was told before`;
    judge3(ids2.includes(id), {
      seen: seen3,
      clause: clauses.all,
      pointer,
      expected,
      actual: `${ids2.length} events without it`
    });
  }
}

// src/core/invariants/links.ts
function linkInvariant({ api: api2, operations: operations8, leadsOf: leadsOf2, shownBy: shownBy2 }, clauses) {
  return {
    id: `${api2}/links-lead-where-they-say`,
    clauses,
    says: "A link leads to what it names.",
    judge(trace, judge3) {
      const links = trace.of(operations8).flatMap((seen3) => leadsOf2(seen3).map((lead2) => ({ seen: seen3, lead: lead2, key: keyOf(seen3, lead2.href) })));
      const lastShown = new Map(links.map((link) => [targetOf(link), link.seen.number]));
      const request = requested(trace);
      for (const link of links) {
        const { seen: seen3, lead: lead2, key } = link;
        const { to, pointer, clause, errata = [] } = lead2;
        const response = request.get(key)?.find(({ number }) => number > seen3.number);
        const right = response && leadsTo(response, to, shownBy2, lastShown.get(targetOf(link)) > response.number);
        if (right === void 0) continue;
        const expected = `a link to ${[to.operation, to.name].filter(Boolean).join(" ")}`;
        const actual = `${lead2.href}, which led to ${whatCame(response, shownBy2)} in exchange ${response.number}`;
        judge3(right, { seen: seen3, pointer, clause, errata, expected, actual });
      }
    }
  };
}
function targetOf({ seen: seen3, lead: { to }, key }) {
  return to.name === void 0 ? key : `${seen3.scene} ${to.operation} ${to.name}`;
}
function leadsTo(seen3, { operation: operation32, name }, shownBy2, shownAgain) {
  const { status } = seen3.response;
  if (status === 404 || status === 410) return shownAgain ? false : void 0;
  if (isUnwilling2(status)) return void 0;
  if (status >= 300) return status >= 400 ? false : void 0;
  if (seen3.operation !== operation32) return false;
  if (seen3.content === void 0) return void 0;
  return name === void 0 || (shownBy2(seen3) ?? name) === name;
}
function whatCame(seen3, shownBy2) {
  if (seen3.response.status >= 300) return `status ${seen3.response.status}`;
  const name = seen3.content === void 0 ? void 0 : shownBy2(seen3);
  return [seen3.operation ?? "no operation", name].filter(Boolean).join(" ");
}
function requested({ seen: seen3 }) {
  const request = /* @__PURE__ */ new Map();
  for (const each of seen3.filter(({ request: request2 }) => request2.method === "GET")) {
    const key = keyOf(each, each.request.url);
    const same = request.get(key);
    if (same) same.push(each);
    else request.set(key, [each]);
  }
  return request;
}
function keyOf({ scene, request }, href) {
  const url = URL.canParse(href, request.url) ? new URL(href, request.url).href : href;
  return `${scene} ${url}`;
}

// src/apis/entrecode/observations.ts
var list4 = "list-builds";
var alone = ["read-build", "create-build"];
var platform = "read-platform";
function entriesOf4({ operation: operation32, content: content2 }) {
  if (alone.includes(operation32)) return [{ entry: content2, pointer: "" }];
  if (operation32 !== list4) return [];
  const pointer = "/_embedded/ec:app~1build";
  const embedded = content2._embedded?.["ec:app/build"] ?? [];
  if (!Array.isArray(embedded)) return [{ entry: embedded, pointer }];
  return embedded.map((entry, index) => ({ entry, pointer: `${pointer}/${index}` }));
}
function everyEntry3(trace) {
  return trace.of([list4, ...alone]).flatMap((seen3) => entriesOf4(seen3).map((each) => ({ seen: seen3, ...each })));
}
function observations4(seen3) {
  return entriesOf4(seen3).map(({ entry, pointer }) => {
    const { buildID, started: started3, finished: finished2, successful, comment, _links } = entry;
    const platformID = platformOf3(entry);
    return {
      seen: seen3,
      pointer,
      id: `${buildID}`,
      states: [successful],
      params: { buildID, ...platformID !== void 0 && { platformID } },
      facts: {
        started: started3,
        finished: finished2,
        comment,
        buildLocation: placeOf2(entry),
        "_links/self/href": _links.self.href,
        "_links/ec:app/href": _links["ec:app"].href,
        "_links/ec:app~1platform/href": _links["ec:app/platform"].href
      },
      times: {
        started: Date.parse(started3),
        finished: finished2 === void 0 ? void 0 : Date.parse(finished2)
      }
    };
  });
}
function coursesOf(seen3) {
  return entriesOf4(seen3).map(({ entry, pointer }) => ({
    name: `${entry.buildID}`,
    begin: Date.parse(entry.started),
    end: entry.finished === void 0 ? void 0 : Date.parse(entry.finished),
    pointer: `${pointer}/events`,
    events: entry.events.map(({ buildEventID: id, timestamp, message, temporary }, index) => ({
      // Numbers too great for a double may have lost the digits that tell them apart.
      id: typeof id === "string" || Number.isSafeInteger(id) ? `${id}` : void 0,
      at: Date.parse(timestamp),
      pointer: `${pointer}/events/${index}`,
      said: { timestamp, message },
      passing: temporary
    }))
  }));
}
function placeOf2({ buildLocation }) {
  if (!buildLocation) return void 0;
  const { config } = buildLocation;
  return "url" in config ? config.url.split("?")[0] : `${config.bucket}/${config.key}`;
}
function platformOf3({ _links }) {
  return parameterOf(_links["ec:app/platform"].href, "platformID")?.toLowerCase();
}
function parameterOf(href, name) {
  return URL.canParse(href, anywhere) ? new URL(href, anywhere).searchParams.get(name) ?? void 0 : void 0;
}
var anywhere = "http://localhost";
function pageOf5({ request: { query } }) {
  const page5 = Number(query.get("page") ?? 1);
  const size = Number(query.get("size") ?? perPage);
  if (!Number.isInteger(page5) || !Number.isInteger(size) || page5 < 1 || size < 0) return void 0;
  if (size === 0) return page5 === 1 ? { page: page5, offset: 0, limit: Number.POSITIVE_INFINITY } : void 0;
  return { page: page5, offset: (page5 - 1) * size, limit: size };
}
function shownBy({ operation: operation32, content: content2, request }) {
  if (operation32 === platform) return content2.platformID;
  if (operation32 !== list4) return `${content2.buildID}`;
  const { "ec:app/platform": one, "ec:platform": other2 } = content2._links;
  const whose = parameterOf((one ?? other2)?.href ?? "", "platformID")?.toLowerCase();
  return whose && pageName(whose, request.query.get("page") ?? 1, request.query.get("size") ?? perPage);
}
function pageName(platformID, page5 = 1, size = perPage) {
  return `of ${platformID}, page ${page5} by ${size}`;
}
function leadsOf(seen3) {
  if (seen3.operation === platform) return leadsOfPlatform(seen3.content);
  const inBuilds = entriesOf4(seen3).flatMap((each) => leadsOfBuild(each, seen3.operation === "create-build"));
  return seen3.operation === list4 ? [...inBuilds, ...leadsOfList(seen3)] : inBuilds;
}
function lead(links, [rel, at], [operation32, name], [clause, ...errata]) {
  const href = links[rel]?.href;
  const pointer = `${at}/_links/${rel.replaceAll("/", "~1")}/href`;
  if (href === void 0) return [];
  return [{ pointer, href, clause, errata, to: { operation: operation32, name } }];
}
function leadsOfBuild({ entry, pointer }, isNew) {
  const { buildID, _links } = entry;
  const whose = platformOf3(entry);
  const one = isNew ? "entrecode/create/poll" : "entrecode/relations/self";
  const all = ["entrecode/relations/collection", "entrecode/collection-link"];
  const page5 = whose && pageName(whose);
  return [
    ...lead(
      _links,
      ["self", pointer],
      ["read-build", `${buildID}`],
      [one, "entrecode/platform-id-mandatory"]
    ),
    ...lead(_links, ["collection", pointer], [list4, page5], all),
    ...lead(_links, ["ec:app/platform", pointer], [platform, whose], ["entrecode/relations/platform"])
  ];
}
function leadsOfList(seen3) {
  const { _links } = seen3.content;
  const { query } = seen3.request;
  const whose = query.get("platformID")?.toLowerCase();
  const number = Number(query.get("page") ?? 1);
  const numbers2 = { self: number, first: 1, prev: number - 1, next: number + 1 };
  const { curies: _2, ...links } = _links;
  const byId2 = "ec:app/build/by-id";
  const options6 = "ec:app/builds/options";
  const expanded = { [options6]: { href: expand(_links[options6].href, { _list: true, platformID: whose }) } };
  const page5 = (at) => whose && pageName(whose, at, at && (query.get("size") ?? perPage));
  return [
    ...Object.entries(numbers2).flatMap(
      ([rel, at]) => lead(links, [rel, ""], [list4, page5(at)], ["entrecode/list"])
    ),
    ...["ec:app/platform", "ec:platform"].flatMap(
      (rel) => lead(links, [rel, ""], [platform, whose], ["entrecode/relations/platform"])
    ),
    ...lead(expanded, [options6, ""], [list4, page5()], ["entrecode/read/list", "entrecode/options-template"]),
    ...entriesOf4(seen3).flatMap(({ entry: { buildID } }) => {
      const one = { [byId2]: { href: expand(_links[byId2].href, { buildID }) } };
      return lead(one, [byId2, ""], ["read-build", `${buildID}`], ["entrecode/read/single"]);
    })
  ];
}
function leadsOfPlatform({ platformID, _links: { "ec:app/target": _2, ..._links } }) {
  return [
    ...lead(_links, ["self", ""], [platform, platformID], ["entrecode/relations/platform"]),
    ...lead(_links, ["ec:app/builds", ""], [list4, pageName(platformID)], ["entrecode/read/list"]),
    ...lead(_links, ["ec:app/build/latest", ""], ["read-build"], ["entrecode/read/single"])
  ];
}
function expand(template, values) {
  const own2 = template.replaceAll(/\{.*?\}/g, "");
  return template.replaceAll(/\{([?&])([^}]*)\}/g, (_2, sign2, names3) => {
    const pairs2 = names3.split(",").filter((name) => values[name] !== void 0 && parameterOf(own2, name) === void 0).map((name) => `${name}=${encodeURIComponent(String(values[name]))}`);
    return pairs2.length > 0 ? sign2 + pairs2.join("&") : "";
  });
}

// src/apis/entrecode/invariants/vain.ts
var nobodys = { buildID: 2147483646, platformID: "00000000-0000-4000-8000-000000000000" };
var vain = [
  refusal("read/single", "there is no such build", "read-build", isNobodys, 404),
  refusal("delete", "there is no such build", "delete-build", isNobodys, 404),
  refusal("create", "there is no such platform", "create-build", isNobodys, 404),
  refusal("create", "platformID is needed", "create-build", (query) => !query.has("platformID")),
  refusal("read/platform-id", "platformID is needed", "list-builds", (query) => !query.has("platformID")),
  refusal("read/platform-id", "there is no such platform", "list-builds", isNoEmptyList)
];
function isNobodys(query) {
  return Object.entries(nobodys).some(([name, value]) => query.get(name) === `${value}`);
}
function isNoEmptyList(query, seen3) {
  return isNobodys(query) && (contentBy2(seen3) === void 0 || buildsIn2(seen3).length > 0);
}
function refusal(clause, ...[why, operation32, isMeant2, status]) {
  return { clause: `entrecode/${clause}`, why, operation: operation32, isMeant: isMeant2, status };
}
function contentBy2({ response, content: content2 }) {
  return response.status < 300 ? content2 : void 0;
}
function buildsIn2(seen3) {
  return contentBy2(seen3) ? entriesOf4(seen3).map(({ entry }) => entry) : [];
}

// src/apis/entrecode/exploration.ts
var forbidden = { buildID: nobodys.buildID, started: "2001-01-01T00:00:00.000Z", successful: "error" };
var crowded = "0f8fad5b-d9cb-469f-a165-70867728950e";
var explore4 = async (explorer) => {
  const { platformID = home.platformID } = explorer.params;
  await lookAround4(explorer, platformID);
  for (const state of Object.keys(lifecycle4.states)) await lookAt4(explorer, state);
  for (const scenario of ["succeeds", "fails", "canceled"]) await follow6(explorer, scenario);
  await followMany(explorer);
  await turnPages3(explorer, platformID);
  await requestInVain3(explorer, platformID);
  if (explorer.writes) await createAndDelete(explorer, platformID);
};
async function lookAround4(explorer, platformID) {
  const { buildID } = explorer.params;
  for (const build of buildsIn2(await list5(explorer, { platformID })).slice(0, 3))
    await followBuild(explorer, build);
  if (buildID !== void 0) await show2(explorer, { buildID, platformID });
  await followPlatform(explorer, platformID);
}
async function lookAt4(explorer, state) {
  const named3 = await explorer.stage(`build-is-${state}`, { buildID: 200100, platformID: home.platformID });
  if (!named3) return;
  const { buildID, platformID } = named3;
  const look = () => show2(explorer, { buildID, platformID });
  await look();
  const seen3 = await list5(explorer, { platformID, size: 0 });
  await look();
  await list5(explorer, { platformID, buildID, _list: true });
  await followBuild(
    explorer,
    buildsIn2(seen3).find((build) => build.buildID === buildID)
  );
  await followList(explorer, seen3);
  await followPlatform(explorer, platformID);
  await look();
  await list5(explorer, { platformID, size: 0 });
}
async function followBuild(explorer, build) {
  for (const rel of ["self", "collection", "ec:app/platform", "ec:app/deployment/latest"])
    await explorer.follow(build?._links[rel]?.href);
}
async function followList(explorer, seen3) {
  const { _links } = contentBy2(seen3) ?? {};
  if (!_links) return;
  for (const rel of ["self", "first", "prev", "next", "ec:app/platform", "ec:platform"])
    await explorer.follow(_links[rel]?.href);
  for (const { buildID } of buildsIn2(seen3).slice(0, 1))
    await explorer.follow(expand(_links["ec:app/build/by-id"].href, { buildID }));
  const platformID = seen3.request.query.get("platformID");
  await explorer.follow(expand(_links["ec:app/builds/options"].href, { _list: true, platformID }));
}
async function followPlatform(explorer, platformID) {
  const { _links } = contentBy2(await explorer.send("read-platform", { query: { platformID } })) ?? {};
  for (const rel of ["self", "ec:app/builds", "ec:app/build/latest"])
    await explorer.follow(_links?.[rel]?.href);
  await explorer.send("read-platform", { query: { platformID } });
}
async function follow6(explorer, scenario) {
  const build = { buildID: 200200, platformID: home.platformID };
  const named3 = await explorer.stage("build-is-running", build, { scenario });
  if (!named3) return;
  const { buildID, platformID } = named3;
  await explorer.watch(async () => {
    const seen3 = await show2(explorer, { buildID, platformID });
    await list5(explorer, { platformID, size: 0 });
    return seen3;
  });
  await show2(explorer, { buildID, platformID });
}
async function followMany(explorer) {
  const named3 = await explorer.stage("builds-end-one-after-another", { platformID: crowded });
  if (!named3) return;
  const { platformID } = named3;
  await explorer.watch(async () => {
    await list5(explorer, { platformID, sort: "successful,-started" });
    return list5(explorer, { platformID, sort: "finished" });
  });
  await list5(explorer, { platformID, sort: "-finished,buildID" });
}
async function turnPages3(explorer, there3) {
  const many = await explorer.stage("platform-has-many-builds", { platformID: crowded, builds: 25 });
  const platformID = many?.platformID ?? there3;
  for (const window of [{}, { page: 2 }, { page: 9 }, { size: 0 }, { size: 7 }, { size: 7, page: 5 }])
    await followList(explorer, await list5(explorer, { platformID, ...window }));
  for (const { buildID } of buildsIn2(await list5(explorer, { platformID })).slice(0, 1))
    await list5(explorer, { platformID, buildID, _list: true });
  for (const sort of ["buildID", "-buildID", "+buildID", "-started,buildID"])
    await followList(explorer, await list5(explorer, { platformID, sort, size: 6, page: 2 }));
}
async function requestInVain3(explorer, platformID) {
  for (const buildID of [nobodys.buildID, "many"]) await show2(explorer, { buildID, platformID });
  for (const query of [{ platformID: nobodys.platformID }, {}])
    await explorer.send("read-platform", { query });
  for (const query of [{ sort: "size" }, { page: 0 }, { size: -1 }, { title: "x" }])
    await list5(explorer, { platformID, ...query });
  for (const query of [{}, { platformID: nobodys.platformID }]) await list5(explorer, query);
  if (!explorer.writes) return;
  for (const query of [{}, { platformID: nobodys.platformID }])
    await explorer.send("create-build", { query });
  await explorer.send("create-build", { query: { platformID }, body: { comment: 7 } });
  for (const buildID of [nobodys.buildID, "many"])
    await explorer.send("delete-build", { query: { platformID, buildID } });
}
async function createAndDelete(explorer, there3) {
  const staged = await explorer.stage("build-is-success", { buildID: 200300, platformID: home.platformID });
  const query = { platformID: staged?.platformID ?? there3 };
  const [first2, second3] = [await create(explorer, query), await create(explorer, query)];
  await remove(explorer, first2, query);
  const third = await create(explorer, query, { comment: "by night", ...forbidden });
  await explorer.watch(async () => {
    await explorer.follow(first2?._links.self.href);
    return list5(explorer, query);
  });
  await explorer.attempt("PUT", third?._links.self.href, { comment: "by day" });
  await explorer.attempt("PATCH", second3?._links.self.href, { comment: "by day" });
  await explorer.attempt("PUT", second3?._links.collection.href, {});
  await explorer.follow(first2?._links.self.href);
  for (const build of [second3, third]) await remove(explorer, build, query);
}
async function create(explorer, query, body) {
  const build = contentBy2(await explorer.send("create-build", { query, body }));
  const self = build?._links.self.href;
  await explorer.follow(self);
  await list5(explorer, query);
  await explorer.follow(self);
  return build;
}
async function remove(explorer, build, query) {
  const self = build?._links.self.href;
  await explorer.attempt("DELETE", self);
  await explorer.follow(self);
  await list5(explorer, query);
  await explorer.follow(self);
}
function list5(explorer, query) {
  return explorer.send("list-builds", { query });
}
function show2(explorer, query) {
  return explorer.send("read-build", { query });
}

// src/apis/entrecode/invariants.ts
var is = (name) => `entrecode/${name}`;
var nameOf4 = ({ buildID }) => `${buildID}`;
var requestedName = ({ request }) => request.query.get("buildID");
var instant = ({ timestamp }) => Date.parse(timestamp);
var saying3 = (judge3, seen3, base = "") => (right, [at, clause, ...errata], expected, actual) => judge3(right, { seen: seen3, clause: is(clause), pointer: base + at, expected, actual, errata: errata.map(is) });
var itself2 = {
  id: is("build-is-itself"),
  clauses: ["read/single", "build/status", "event/temporary"].map(is),
  says: "A build is the one that was asked for, says one thing of its state, and closes what it began.",
  judge(trace, judge3) {
    for (const { seen: seen3, entry, pointer } of everyEntry3(trace)) {
      const { successful, status = successful, buildID, finished: finished2, events } = entry;
      const say = saying3(judge3, seen3, pointer);
      say(status === successful, ["/status", "build/status"], successful, status);
      const request = seen3.operation === "read-build" ? requestedName(seen3) : void 0;
      if (request !== void 0)
        say(request === `${buildID}`, ["/buildID", "read/single"], `${request}, as was asked for`, buildID);
      if (finished2 === void 0) continue;
      const ends2 = events.filter(({ temporary }) => !temporary).map(instant);
      const open = events.find((each) => each.temporary && !ends2.some((end2) => end2 >= instant(each)));
      const about4 = ["/events", "event/temporary", "temporary-events"];
      say(!open, about4, "a later event that ends each temporary one", `none after '${open?.message}'`);
    }
  }
};
var pages3 = {
  id: is("list-counts"),
  clauses: [is("list")],
  says: "A page counts what is on it, and has links to the pages beside it.",
  judge(trace, judge3) {
    for (const seen3 of trace.of([list4])) {
      const { count: count3, total, _links } = seen3.content;
      const { length } = entriesOf4(seen3);
      const say = saying3(judge3, seen3);
      say(count3 === length, ["/count", "list"], `${length}, as many as are embedded`, count3);
      const window = pageOf5(seen3);
      if (!window) continue;
      const { offset, page: page5 } = window;
      const due = { next: length > 0 && offset + length < total, prev: page5 > 1, first: page5 > 1 };
      for (const rel of ["next", "prev", "first"]) {
        const expected = due[rel] ? "a link" : "no link";
        const actual = _links[rel] ? "a link" : "no link";
        say(actual === expected, [`/_links/${rel}`, "list"], expected, actual);
      }
    }
  }
};
var creation = {
  id: is("created-is-as-asked"),
  clauses: ["create/at-once", "create/effect", "create", "not-writable"].map(is),
  says: "A new build is of the platform and runs; of what the client sends nothing counts but a comment.",
  judge(trace, judge3) {
    for (const seen3 of trace.seen.filter(({ operation: operation32 }) => operation32 === "create-build")) {
      const say = saying3(judge3, seen3);
      const { comment, ...sent } = seen3.request.body ?? {};
      const build = trace.of(["create-build"]).includes(seen3) ? seen3.content : void 0;
      const content2 = build ?? {};
      for (const name of ["buildID", "started", "successful"])
        if (name in sent && (build || seen3.response.status >= 400))
          say(content2[name] !== sent[name], [`/${name}`, "not-writable"], `not ${sent[name]}`, content2[name]);
      if (!build) continue;
      say(build.successful === "running", ["/successful", "create/at-once"], "running", build.successful);
      const request = seen3.request.query.get("platformID")?.toLowerCase();
      const whose = platformOf3(build) ?? request;
      const link = "/_links/ec:app~1platform/href";
      say(whose === request, [link, "create/effect"], `the platform ${request}`, whose);
      if (comment !== void 0)
        say(build.comment === comment, ["/comment", "create", "comment"], comment, build.comment);
    }
  }
};
var methods2 = {
  id: is("methods"),
  clauses: ["no-editing", "relations/self", "relations/collection"].map(is),
  says: "A build cannot be edited; where methods are told, they are those of the table.",
  judge(trace, judge3) {
    for (const seen3 of trace.seen.filter(({ request }) => request.path === buildsPath)) {
      const { method } = seen3.request;
      const one = requestedName(seen3) !== void 0;
      const { status, headers: headers2 } = seen3.response;
      const say = saying3(judge3, seen3);
      if (one && /^(PUT|PATCH)$/.test(method) && !isUnwilling2(status))
        say(status >= 400, ["", "no-editing"], "a refusal", `status ${status}`);
      if (status !== 405 || headers2.allow === void 0) continue;
      const [clause, ...due] = one ? ["relations/self", "GET", "DELETE"] : ["relations/collection", "GET", "POST"];
      for (const name of due)
        say(
          headers2.allow.split(/, */).includes(name),
          ["", clause, "self-methods"],
          `${name} allowed`,
          headers2.allow
        );
    }
  }
};
var shared3 = { api: "entrecode", entriesOf: entriesOf4, nameOf: nameOf4 };
var invariants4 = {
  observations: observations4,
  order: is("build/successful"),
  invariants: [
    ...listInvariants({
      ...shared3,
      operations: [list4],
      // What a creation shows was not there a moment before.
      alone: ["read-build"],
      filters: [
        {
          clause: is("list"),
          at: "/_links/ec:app~1platform/href",
          request: ({ request }) => request.query.get("platformID")?.toLowerCase(),
          shown: platformOf3
        },
        { clause: is("list"), at: "/buildID", request: requestedName, shown: nameOf4 }
      ],
      windowOf: pageOf5,
      isStill: ({ successful }) => successful !== "running",
      lengthOf: ({ content: content2 }) => content2.total,
      mayFollow: (before, after, { request }) => mayFollow2(before, after, request.query.get("sort")),
      clauses: { all: is("list"), limit: is("list"), offset: is("list") },
      sameList: ["platformID", "buildID", "sort"]
    }),
    ...changeInvariants({
      ...shared3,
      creates: ["create-build"],
      deletes: ["delete-build"],
      reads: ["read-build"],
      lists: [list4],
      requestedName,
      clauses: { isNew: is("build/id"), isThere: is("create/at-once"), isGone: is("delete") }
    }),
    belongingInvariant("entrecode", [
      { fact: "finished", clause: is("build/finished"), states: ["success", "error"] },
      { fact: "buildLocation", clause: is("build/location"), states: ["success"] }
    ]),
    eventInvariant({
      api: "entrecode",
      operations: [list4, ...alone],
      coursesOf,
      clauses: {
        all: is("build/events"),
        order: is("build/events"),
        time: is("event/timestamp"),
        id: is("event/id"),
        said: { timestamp: is("event/timestamp"), message: is("event/message") }
      },
      unordered: [is("event-order")]
    }),
    linkInvariant({ api: "entrecode", operations: [list4, ...alone, "read-platform"], leadsOf, shownBy }, [
      is("relations")
    ]),
    refusalInvariant("entrecode", vain),
    itself2,
    pages3,
    creation,
    methods2
  ],
  explore: explore4
};

// src/apis/entrecode/mutants.ts
var everywhere = [list4, ...alone];
var other = "0f8fad5b-d9cb-469f-a165-70867728950f";
var { platformID: home2 } = home;
function about2(name, clause, says) {
  return { id: `entrecode/${name}`, clause: `entrecode/${clause}`, says };
}
function options4(name, says, change2) {
  return changingQuery(about2(`list/${name}`, "list", says), [list4], change2);
}
function telling4(name, clause, says, change2, operations8 = everywhere) {
  return changingBody(about2(name, clause, says), operations8, (body, look) => {
    const { _embedded } = body;
    if (_embedded)
      return {
        ...body,
        _embedded: { "ec:app/build": [_embedded["ec:app/build"]].flat().map((each) => change2(each, look)) }
      };
    return body.buildID === void 0 ? body : change2(body, look);
  });
}
function dating2(name, clause, says, states2, change2, operations8) {
  const retold = (build, look) => states2.includes(build.successful) ? { ...build, ...change2(build, look) } : build;
  return telling4(name, clause, says, retold, operations8);
}
function recounting(name, clause, says, change2, operations8) {
  const retold = (build, look) => ({ ...build, events: change2(build.events, build, look) });
  return telling4(`events/${name}`, clause, says, retold, operations8);
}
function linking(rel, how, clause, says, change2, operations8) {
  const retold = ({ _links, ...build }) => ({
    ...build,
    _links: { ..._links, [rel]: { ..._links[rel], href: change2(_links[rel]?.href ?? "") } }
  });
  return telling4(
    `links/${rel.replaceAll("/", "-").replaceAll(":", "-")}-${how}`,
    clause,
    says,
    retold,
    operations8
  );
}
function listing2(name, clause, says, change2) {
  return changingBody(about2(`list/${name}`, clause, says), [list4], change2);
}
function relinking(rel, how, clause, says, change2) {
  return listing2(
    `${String(rel).replaceAll("/", "-").replaceAll(":", "-")}-${how}`,
    clause,
    says,
    ({ _links, ...rest }) => {
      const { [rel]: link, ...others } = _links;
      const href = link && change2(link.href);
      return {
        ...rest,
        _links: { ...others, ...href !== void 0 && { [rel]: { ...link, href } } }
      };
    }
  );
}
function without(builds3) {
  return builds3.length > 0 ? { _embedded: { "ec:app/build": [...builds3] } } : {};
}
var buildsOf4 = ({ _embedded }) => [_embedded?.["ec:app/build"] ?? []].flat();
var later2 = (iso2, ms) => new Date(Date.parse(iso2) + ms).toISOString();
var elsewhere = (href) => href.replace(/platformID=[^&]*/, `platformID=${other}`);
var next2 = (href) => href.replace(/(?<=buildID=)\d+/, (id) => `${Number(id) + 1}`);
var nowhere = (href) => href.replace("/platform", "/platforms");
var page = (change2) => (href) => href.replace(/(?<=page=)\d+/, (number) => `${change2(Number(number))}`);
var result = { type: "zipFile", config: { url: "https://builds.example.com/any.zip" } };
var ended4 = ["success", "error"];
var anyState = ["running", ...ended4];
function doing(name, clause, says, operations8, answer2) {
  return { ...about2(name, clause, says), mutate: (api2) => changeHandlers(api2, operations8, answer2) };
}
function editing(api2) {
  const read = api2.operations.find(({ id }) => id === "read-build");
  const edit = {
    ...read,
    id: "edit-build",
    method: "PUT",
    request: "delete-build.request",
    when: ({ rawQuery }) => rawQuery.has("buildID")
  };
  return { ...api2, operations: [...api2.operations, edit] };
}
function allowing(name, clause, says, change2) {
  return {
    ...about2(`methods/${name}`, clause, says),
    mutate: (api2) => changeResponses(api2, (response) => {
      const { allow, ...headers2 } = response.headers ?? {};
      return allow === void 0 ? response : { ...response, headers: { ...headers2, allow: change2(allow) } };
    })
  };
}
function remembering(name, clause, says, operations8, begin2, answer2) {
  return {
    ...about2(name, clause, says),
    mutate(api2) {
      const memory2 = begin2();
      return changeHandlers(api2, operations8, (request, honest) => answer2(memory2, request, honest));
    }
  };
}
var mutants4 = [
  // The list.
  ...["size", "page", "sort", "buildID"].map(
    (parameter) => ignoringParameter(
      { id: `entrecode/list/${parameter}-ignored`, clause: "entrecode/list" },
      [list4],
      parameter
    )
  ),
  options4("size-and-one", "A page has one build more than its size.", (query) => ({
    ...query,
    ...query.size > 0 && { size: query.size + 1 }
  })),
  options4("size-20", "A page has 20 builds if no size is asked for.", (query) => ({ size: 20, ...query })),
  options4("size-0-as-10", "Who asks for all builds gets ten.", (query) => ({
    ...query,
    ...query.size === 0 && { size: 10 }
  })),
  options4("pages-from-0", "The first page is number 0.", (query) => ({
    ...query,
    ...query.page > 1 && { page: query.page + 1 }
  })),
  options4("oldest-first", "The oldest build comes first.", (query) => ({ sort: "buildID", ...query })),
  options4("sort-reversed", "Minus sorts up, and no sign down.", ({ sort, ...query }) => ({
    ...query,
    ...sort && { sort: sort.startsWith("-") ? sort.slice(1) : `-${sort.replace(/^[ +]/, "")}` }
  })),
  listing2("one-missing", "list", "The last build of a page is missing.", (body) => {
    const { _embedded, ...rest } = body;
    const builds3 = buildsOf4(body).slice(0, -1);
    return { ...rest, ...without(builds3), count: builds3.length };
  }),
  listing2("one-less-in-all", "list", "The newest build is in no list, and not counted.", (body) => {
    const { _embedded, ...rest } = body;
    const builds3 = buildsOf4(body).slice(1);
    return {
      ...rest,
      ...without(builds3),
      count: builds3.length,
      total: rest.total - buildsOf4(body).length + builds3.length
    };
  }),
  listing2(
    "one-twice",
    "list",
    "The last build of a page is there in place of the one before it, too.",
    (body) => {
      const builds3 = [...buildsOf4(body)];
      if (builds3.length > 1) builds3[builds3.length - 2] = builds3.at(-1);
      return { ...body, ...without(builds3) };
    }
  ),
  listing2("count-of-all", "list", "count is the number of all builds.", (body) => ({
    ...body,
    count: body.total
  })),
  listing2("total-of-page", "list", "total is the number on the page.", (body) => ({
    ...body,
    total: body.count
  })),
  listing2("total-and-one", "list", "total is one too many.", (body) => ({ ...body, total: body.total + 1 })),
  listing2("empty-embedded", "list", "An empty page embeds an empty list.", (body) => ({
    ...body,
    _embedded: body._embedded ?? { "ec:app/build": [] }
  })),
  listing2("bare-if-one", "list", "The only build of a later page is embedded without a list.", (body) => {
    const [only, another2] = buildsOf4(body);
    return only && !another2 && body.total > 1 ? { ...body, _embedded: { "ec:app/build": only } } : body;
  }),
  relinking("next", "missing", "list", "There is no link to the next page.", () => void 0),
  relinking("prev", "missing", "list", "There is no link to the previous page.", () => void 0),
  relinking("first", "missing", "list", "There is no link to the first page.", () => void 0),
  relinking(
    "next",
    "skips",
    "list",
    "The link to the next page skips one.",
    page((number) => number + 1)
  ),
  relinking(
    "next",
    "stays",
    "list",
    "The link to the next page leads to the page itself.",
    page((number) => number - 1)
  ),
  relinking(
    "next",
    "forgets-size",
    "list",
    "The next page is of the usual size.",
    (href) => href.replace(/&size=\d+/, "")
  ),
  relinking(
    "prev",
    "to-itself",
    "list",
    "The link to the previous page leads to the page itself.",
    (href) => href.includes("page=") ? page((number) => number + 1)(href) : `${href}&page=2`
  ),
  relinking(
    "first",
    "second",
    "list",
    "The link to the first page leads to the second.",
    (href) => `${href}&page=2`
  ),
  relinking(
    "self",
    "first",
    "list",
    "Every page calls itself the first.",
    (href) => href.replace(/&page=\d+/, "")
  ),
  listing2("always-next", "list", "There is a next page after the last.", (body) => ({
    ...body,
    _links: { ...body._links, next: body._links.next ?? { href: `${body._links.self.href}&page=99` } }
  })),
  relinking(
    "ec:app/build/by-id",
    "nowhere",
    "read/single",
    "The template for one build leads nowhere.",
    nowhere
  ),
  relinking(
    "ec:app/build/by-id",
    "as-list",
    "read/single",
    "The template for one build leads to lists.",
    (href) => href.replace("{?buildID}", `?platformID=${other}{&build}`)
  ),
  relinking("ec:app/builds/options", "nowhere", "read/list", "The template of lists leads nowhere.", nowhere),
  relinking(
    "ec:app/builds/options",
    "another",
    "read/list",
    "The template of lists is bound to another platform.",
    elsewhere
  ),
  relinking(
    "ec:app/platform",
    "another",
    "relations/platform",
    "A list links to another platform.",
    elsewhere
  ),
  // Links of builds and platforms.
  linking("self", "next", "relations/self", "self leads to the next build.", next2),
  linking("self", "nowhere", "relations/self", "self leads nowhere.", nowhere, ["read-build", list4]),
  linking(
    "self",
    "list",
    "relations/self",
    "self leads to the list.",
    (href) => `${href}&_list=true&platformID=${other}`,
    [list4]
  ),
  linking("self", "of-new-nowhere", "create/poll", "self of a new build leads nowhere.", nowhere, [
    "create-build"
  ]),
  linking("self", "of-new-next", "create/poll", "self of a new build leads to the next.", next2, [
    "create-build"
  ]),
  linking(
    "collection",
    "another",
    "relations/collection",
    "collection leads to the builds of another platform.",
    elsewhere
  ),
  linking(
    "collection",
    "bare",
    "relations/collection",
    "In a list, collection has no platformID.",
    (href) => href.split("?")[0],
    [list4]
  ),
  linking(
    "collection",
    "page-2",
    "relations/collection",
    "collection leads to the second page.",
    (href) => `${href}&page=2`
  ),
  linking(
    "ec:app/platform",
    "another",
    "relations/platform",
    "A build alone links to another platform.",
    elsewhere,
    ["read-build"]
  ),
  linking(
    "ec:app/platform",
    "nowhere",
    "relations/platform",
    "A build links nowhere for its platform.",
    nowhere
  ),
  linking(
    "ec:app",
    "another",
    "relations/app",
    "A build alone links to another app than in a list.",
    (href) => href.replace(/.$/, "f"),
    ["read-build"]
  ),
  ...[
    ["ec:app/builds", "read/list", "ec:app/builds leads to the builds of another platform.", elsewhere],
    ["ec:app/build/latest", "read/single", "ec:app/build/latest leads nowhere.", nowhere],
    ["self", "relations/platform", "A platform calls itself another.", elsewhere]
  ].map(
    ([rel, clause, says, change2]) => changingBody(
      about2(`platform/${rel.replaceAll(/[:/]/g, "-")}`, clause, says),
      ["read-platform"],
      ({ _links, ...rest }) => {
        const link = _links[rel];
        return {
          ...rest,
          _links: { ..._links, ...link && { [rel]: { ...link, href: change2(link.href) } } }
        };
      }
    )
  ),
  telling4(
    "links/profile-of-another",
    "schema",
    "The schema of a build is said to be that of a deployment.",
    ({ _links, ...build }) => ({
      ...build,
      _links: {
        ..._links,
        self: { ..._links.self, profile: "https://schema.entrecode.de/schema-app/deployment" }
      }
    })
  ),
  // Other readings, where no probe looks.
  telling4(
    "readings/status-in-lists",
    "build/status",
    "In a list, a build has a status as well.",
    (build) => ({ ...build, status: build.successful }),
    [list4]
  ),
  telling4(
    "readings/status-otherwise",
    "build/status",
    "A new build has a status, which is not what successful says.",
    (build) => ({ ...build, status: "error" }),
    ["create-build"]
  ),
  telling4(
    "readings/creator-in-lists",
    "build/properties",
    "In a list, a build has a creator.",
    (build) => ({ ...build, creator: { email: "ada@example.com", accountID: home2 } }),
    [list4]
  ),
  recounting(
    "ids-as-text-in-lists",
    "event/id",
    "In a list, ids of events are texts.",
    (events) => events.map((each) => ({ ...each, buildEventID: `${each.buildEventID}` })),
    [list4]
  ),
  recounting(
    "times-with-offset-in-lists",
    "event/timestamp",
    "In a list, times of events have an offset.",
    (events) => events.map((each) => ({
      ...each,
      timestamp: each.timestamp.replace("Z", "+00:00").replace(/\.\d+/, "")
    })),
    [list4]
  ),
  dating2(
    "readings/s3-in-lists",
    "build/location",
    "In a list, results lie in a bucket.",
    ["success"],
    () => ({ buildLocation: { type: "zipFileFromS3", config: { key: "a", size: 1, bucket: "b" } } }),
    [list4]
  ),
  // The build and its state.
  dating2(
    "build/finished-while-running",
    "build/finished",
    "A build that runs has an end.",
    ["running"],
    ({ started: started3 }) => ({ finished: started3 })
  ),
  dating2("build/never-finished", "build/finished", "A build that succeeded has no end.", ["success"], () => ({
    finished: void 0
  })),
  dating2("build/failed-without-end", "build/finished", "A build that failed has no end.", ["error"], () => ({
    finished: void 0
  })),
  dating2(
    "build/finished-before",
    "build/finished",
    "A build ends before it began.",
    ended4,
    ({ started: started3 }) => ({ finished: later2(started3, -1) })
  ),
  dating2(
    "build/finishes-anew",
    "build/finished",
    "The end is later whenever it is looked at.",
    ended4,
    ({ finished: finished2 }, look) => ({ finished: later2(finished2, look) })
  ),
  dating2(
    "build/started-otherwise-in-lists",
    "build/started",
    "A list dates the beginning a second earlier.",
    anyState,
    ({ started: started3 }) => ({ started: later2(started3, -1e3) }),
    [list4]
  ),
  dating2(
    "build/started-anew",
    "build/started",
    "The beginning is earlier whenever it is looked at.",
    anyState,
    ({ started: started3 }, look) => ({ started: later2(started3, -look) })
  ),
  dating2(
    "build/located-while-running",
    "build/location",
    "A build that runs lies somewhere.",
    ["running"],
    () => ({ buildLocation: result })
  ),
  dating2(
    "build/located-though-failed",
    "build/location",
    "A build that failed lies somewhere.",
    ["error"],
    () => ({ buildLocation: result })
  ),
  dating2("build/lost", "build/location", "A build that succeeded lies nowhere.", ["success"], () => ({
    buildLocation: void 0
  })),
  dating2(
    "build/moved-in-lists",
    "build/location",
    "In a list a build lies elsewhere than alone.",
    ["success"],
    () => ({ buildLocation: result }),
    [list4]
  ),
  telling4(
    "build/another",
    "read/single",
    "The next build is shown in place of the one asked for.",
    (build) => ({ ...build, buildID: build.buildID + 1 }),
    ["read-build"]
  ),
  // Events.
  recounting("lost", "build/events", "Of the events only the last is told.", (events) => events.slice(-1), [
    "read-build"
  ]),
  recounting(
    "lost-at-the-end",
    "build/events",
    "When a build has ended, its first lasting event is no longer told.",
    (events, { finished: finished2 }) => finished2 === void 0 ? events : events.filter(
      (each, index) => each.temporary || index !== events.findIndex(({ temporary }) => !temporary)
    )
  ),
  recounting("reversed", "build/events", "Events are told backwards.", (events) => [...events].reverse()),
  recounting(
    "retold",
    "event/message",
    "A message is another whenever it is told.",
    (events, _2, look) => events.map((each) => ({ ...each, message: `${each.message} ${look}` }))
  ),
  recounting(
    "redated",
    "event/timestamp",
    "In a list, events happened a millisecond earlier.",
    (events) => events.map((each) => ({ ...each, timestamp: later2(each.timestamp, -1) })),
    [list4]
  ),
  recounting(
    "too-early",
    "event/timestamp",
    "Events happened before the build began.",
    (events, { started: started3 }) => events.map((each) => ({ ...each, timestamp: later2(started3, -5) }))
  ),
  recounting(
    "too-late",
    "event/timestamp",
    "The last event happened after the build ended.",
    (events, { finished: finished2 }) => finished2 === void 0 ? events : events.map(
      (each, index) => index < events.length - 1 ? each : { ...each, timestamp: later2(finished2, 5) }
    )
  ),
  recounting(
    "all-one-id",
    "event/id",
    "All events of a build have one id.",
    (events) => events.map((each) => ({ ...each, buildEventID: 7 }))
  ),
  recounting(
    "never-closed",
    "event/temporary",
    "Every event is temporary, the last as well.",
    (events) => events.map((each) => ({ ...each, temporary: true }))
  ),
  recounting(
    "open-at-the-end",
    "event/temporary",
    "The last events of a build are temporary.",
    (events, { finished: finished2 }) => events.map((each) => each.timestamp === finished2 ? { ...each, temporary: true } : each)
  ),
  // Creating.
  telling4(
    "create/ended",
    "create/at-once",
    "A new build has succeeded already.",
    (build) => ({ ...build, successful: "success", finished: build.started, buildLocation: result }),
    ["create-build"]
  ),
  telling4(
    "create/elsewhere",
    "create/effect",
    "A new build belongs to another platform.",
    ({ _links, ...build }) => ({
      ...build,
      _links: { ..._links, "ec:app/platform": { href: elsewhere(_links["ec:app/platform"].href) } }
    }),
    ["create-build"]
  ),
  telling4(
    "create/comment-lost",
    "create",
    "A comment is not kept.",
    ({ comment: _2, ...build }) => build,
    everywhere
  ),
  telling4(
    "create/comment-otherwise",
    "create",
    "A comment is kept in capitals.",
    (build) => ({ ...build, ...build.comment !== void 0 && { comment: build.comment.toUpperCase() } }),
    everywhere
  ),
  doing(
    "create/written",
    "not-writable",
    "What the client sends is taken over.",
    ["create-build"],
    async (request, honest) => {
      const response = await honest(request);
      return response.status === 201 ? { ...response, body: { ...response.body, ...request.body } } : response;
    }
  ),
  doing(
    "create/started-by-client",
    "not-writable",
    "The client says when its build began.",
    ["create-build"],
    async (request, honest) => {
      const response = await honest(request);
      const { started: started3 = response.body.started } = request.body ?? {};
      return response.status === 201 ? { ...response, body: { ...response.body, started: started3 } } : response;
    }
  ),
  remembering(
    "create/the-same",
    "build/id",
    "Whoever creates a build is shown the first that was created.",
    ["create-build"],
    () => ({}),
    async (memory2, request, honest) => {
      const response = await honest(request);
      if (response.status !== 201) return response;
      memory2.first ??= response.body;
      return { ...response, body: memory2.first };
    }
  ),
  remembering(
    "create/not-yet-there",
    "create/at-once",
    "A new build cannot be read at first.",
    ["create-build", "read-build"],
    () => /* @__PURE__ */ new Set(),
    async (unseen, request, honest) => {
      const response = await honest(request);
      const { buildID } = response.body;
      if (response.status === 201) unseen.add(buildID);
      return response.status === 200 && unseen.delete(buildID) ? honest({ ...request, query: { ...request.query, buildID: 2147483645 } }) : response;
    }
  ),
  remembering(
    "create/not-listed",
    "list",
    "A new build is in no list.",
    ["create-build", list4],
    () => /* @__PURE__ */ new Set(),
    async (hidden2, request, honest) => {
      const response = await honest(request);
      if (response.status === 201) hidden2.add(response.body.buildID);
      if (response.status !== 200) return response;
      const body = response.body;
      const { _embedded, ...rest } = body;
      const builds3 = buildsOf4(body).filter(({ buildID }) => !hidden2.has(buildID));
      return {
        ...response,
        body: {
          ...rest,
          ...without(builds3),
          count: builds3.length,
          total: body.total - body.count + builds3.length
        }
      };
    }
  ),
  doing(
    "create/anywhere",
    "create",
    "A build is created for a platform that is not there.",
    ["create-build"],
    async (request, honest) => {
      const response = await honest(request);
      return response.status === 404 ? honest({ ...request, query: { platformID: home2 } }) : response;
    }
  ),
  // Deleting and editing.
  doing(
    "delete/not-done",
    "delete",
    "What is deleted stays.",
    ["delete-build"],
    (request, honest) => honest({ ...request, command: async (record6) => record6 })
  ),
  remembering(
    "delete/still-readable",
    "delete",
    "A deleted build is gone from lists alone.",
    ["read-build"],
    () => /* @__PURE__ */ new Map(),
    async (known2, request, honest) => {
      const response = await honest(request);
      const { buildID } = request.query;
      if (response.status === 200) known2.set(buildID, response.body);
      return known2.has(buildID) ? { ...response, status: 200, headers: {}, body: known2.get(buildID) } : response;
    }
  ),
  remembering(
    "delete/still-listed",
    "delete",
    "A list is that of a moment ago after something was deleted.",
    [list4, "delete-build"],
    () => ({}),
    async (memory2, request, honest) => {
      const response = await honest(request);
      if (request.method === "DELETE" || response.status !== 200) return response;
      const { last: last2 } = memory2;
      const body = response.body;
      memory2.last = body;
      const isShorter = last2 !== void 0 && last2._links.self.href === body._links.self.href && last2.total === body.total + 1;
      return isShorter ? { ...response, body: last2 } : response;
    }
  ),
  doing(
    "delete/anything",
    "delete",
    "Deleting what is not there is answered as if it had been.",
    ["delete-build"],
    async (request, honest) => {
      const response = await honest(request);
      return response.status === 404 ? { status: 200 } : response;
    }
  ),
  { ...about2("edit/answered", "no-editing", "Editing is answered with 200."), mutate: editing },
  allowing(
    "no-delete",
    "relations/self",
    "A build is said to allow nothing but GET and PUT.",
    (allow) => allow.replace("DELETE", "PUT")
  ),
  allowing(
    "no-post",
    "relations/collection",
    "A list is said to allow nothing but GET.",
    (allow) => allow.replace(", POST", "")
  ),
  // Asked in vain.
  remembering(
    "unknown/shown",
    "read/single",
    "Instead of a build that is not there, the last one is shown.",
    ["read-build"],
    () => ({}),
    async (memory2, request, honest) => {
      const response = await honest(request);
      if (response.status === 200) memory2.last = response.body;
      return response.status === 404 && memory2.last ? { status: 200, body: memory2.last } : response;
    }
  ),
  {
    ...about2("unknown/any-platform", "read/platform-id", "Without a platformID the list is empty."),
    mutate: (api2) => changeResponses(api2, (response, operation32) => {
      const { code, type } = response.body ?? {};
      if (operation32 !== list4 || code !== 3202) return response;
      const link = { href: `http://localhost${buildsPath}{?buildID}`, templated: true };
      const _links = {
        self: { href: buildsPath },
        curies: [{ name: "ec", href: type, templated: true }],
        "ec:app/build/by-id": link,
        "ec:app/builds/options": link,
        "ec:app/platform": link
      };
      return {
        status: 200,
        headers: { "content-type": "application/hal+json" },
        body: { count: 0, total: 0, _links }
      };
    })
  }
];

// src/apis/entrecode/presets.ts
var usual5 = lifecycle4.states.running.lasts;
var platform2 = platformOf(home.platformID, home.appID);
var samples4 = {
  creates: [],
  parents: [
    ...parentsOf(appOf(home.appID)),
    { kind: "platform", id: home.platformID, parent: { ...platform2 } }
  ]
};
var presets4 = [
  ...presetPerState(lifecycle4, {
    noun: "build",
    subject: "{buildID}",
    params: { buildID: 4711, platformID: home.platformID },
    clauses: ["entrecode/build/successful"]
  }),
  {
    name: "platform-has-many-builds",
    says: "platform {platformID} has {builds} builds that succeeded",
    clauses: ["entrecode/list"],
    params: { platformID: home.platformID, builds: 25 },
    creates: (params) => Array.from({ length: countOf(params, "builds") }, () => ({
      state: "success",
      attributes: { platformID: String(params.platformID) }
    }))
  },
  {
    name: "builds-end-one-after-another",
    says: "platform {platformID} has {builds} builds that run and will end one after the other",
    clauses: ["entrecode/build/events"],
    params: { platformID: home.platformID, builds: 4 },
    creates: (params) => Array.from({ length: countOf(params, "builds") }, (_2, index) => ({
      state: "running",
      lasts: { running: (index + 1) * usual5 },
      attributes: { platformID: String(params.platformID) }
    }))
  }
];

// src/apis/entrecode/supporting/deployments.ts
var operation20 = operationsFor();
var source6 = "entrecode/ec.doc at 59f1b9a, doc/appmanager/resources/deployment.md; entrecode/ec.sdk at e81ef4f, test/mocks/deployment-*.json";
var listDeployments = operation20({
  id: "list-deployments",
  method: "GET",
  path: deploymentsPath,
  says: "Lists the deployments of a platform or to a target, the newest first.",
  clauses: [],
  source: source6,
  request: "list-deployments.request",
  responses: { 200: "deployment-list", 400: "problem", 404: "problem" },
  when: (request) => !requestsOne("deploymentID")(request),
  async handle(request, respond) {
    const { platformID, targetID } = request.query ?? {};
    if (!platformID && !targetID)
      return respond(400, problem(3202, request, { detail: "platformID" }), asProblem);
    const platform3 = platformID && await platformNamed(request, platformID);
    if (platformID && !platform3)
      return respond(404, problem(3102, request, { detail: "platformID" }), asProblem);
    const page5 = await toPage(request, request.query ?? {}, {
      relation: "ec:app/deployment",
      schemaName: "deployment-list",
      path: deploymentsPath,
      items: [...await deploymentsIn(request)].reverse(),
      keys: {
        deploymentID: ({ deploymentID }) => deploymentID,
        buildID: ({ buildID }) => buildID,
        platformID: (each) => each.platformID,
        targetID: ({ targetIDs }) => targetIDs,
        started: ({ created }) => created
      },
      show: (deployment) => toDeployment(deployment, request),
      links: {
        "ec:app/deployment/by-id": byId("deployment", deploymentsPath, "deploymentID", request),
        "ec:app/deployments/options": deploymentOptions(platformID, request)
      }
    });
    if ("code" in page5) return respond(400, page5, asProblem);
    return respond(200, page5);
  }
});
var readDeployment = operation20({
  id: "read-deployment",
  method: "GET",
  path: deploymentsPath,
  says: "Shows one deployment.",
  clauses: [],
  source: source6,
  request: "read-deployment.request",
  responses: { 200: "deployment", 400: "problem", 404: "problem" },
  when: requestsOne("deploymentID"),
  async handle(request, respond) {
    const { deploymentID, platformID } = request.query;
    const found = await request.store.parent("entrecode", "deployment", `${deploymentID}`);
    const gone = (detail2) => respond(404, problem(3102, request, { detail: detail2 }), asProblem);
    if (!found) return gone("deploymentID");
    if (platformID && platformID.toLowerCase() !== found.platformID) return gone("platformID");
    return respond(200, toDeployment(found, request));
  }
});
var createDeployment = operation20({
  id: "create-deployment",
  method: "POST",
  path: deploymentsPath,
  says: "Starts to deploy a build that succeeded, and shows the deployment at once.",
  clauses: [],
  source: source6,
  request: "create-deployment.request",
  responses: { 201: "deployment", 400: "problem", 404: "problem" },
  when: ({ rawQuery }) => !rawQuery.has("deploymentID"),
  async handle(request, respond) {
    const wanted = await whatToDeploy(request);
    if ("code" in wanted) return respond(wanted.status, wanted, asProblem);
    const { comment, outsideConfig } = request.body ?? {};
    const deploymentID = await numberFor(request.store, "entrecode deployment", {
      name: "deploymentID",
      given: void 0
    });
    const { email, accountID } = lifelike3(
      randomFor(request.world.seed, "entrecode deployment", deploymentID)
    );
    const deployment = {
      ...{ deploymentID, ...wanted, email, accountID, created: request.now, plan: planOf2(request) },
      ...comment !== void 0 && { comment },
      ...outsideConfig !== void 0 && { outsideConfig }
    };
    await request.store.putParent("entrecode", "deployment", `${deploymentID}`, { ...deployment });
    const shown2 = toDeployment(deployment, request);
    return respond(201, shown2, { location: shown2._links.self.href });
  }
});
var deployments = [listDeployments, readDeployment, createDeployment];
async function platformNamed({ store }, platformID) {
  const id = platformID.toLowerCase();
  return await store.parent("entrecode", "platform", id);
}
async function whatToDeploy(request) {
  const { platformID, buildID, targetID } = request.query;
  const unknown5 = (detail2) => problem(3102, request, { detail: detail2 });
  const platform3 = await platformNamed(request, platformID);
  if (!platform3) return unknown5("platformID");
  const build = await request.store.get("entrecode", `${buildID}`);
  const state = build && request.snapshot(build).state;
  if (state === void 0 || state === "deleted" || build?.attributes.platformID !== platform3.platformID)
    return unknown5("buildID");
  if (state !== "success")
    return problem(3212, request, { detail: "buildID", verbose: "Expected a build that has succeeded" });
  const targetIDs = [...new Set(targetID.toLowerCase().split(","))];
  for (const id of targetIDs) if (!await partNamed(request, "target", id)) return unknown5("targetID");
  return { buildID, platformID: platform3.platformID, appID: platform3.appID, targetIDs };
}
function toDeployment(deployment, request) {
  const { deploymentID, buildID, platformID, targetIDs, email, accountID } = deployment;
  const { comment, outsideConfig } = deployment;
  const snapshot = snapshotOf2(deployment, request);
  const successful = outcomeOf(snapshot);
  const end2 = endOf2(snapshot);
  return {
    ...{ deploymentID, buildID, platformID, targetIDs: [...targetIDs] },
    creator: { email, accountID },
    ...comment !== void 0 && { comment },
    ...outsideConfig !== void 0 && { outsideConfig },
    started: toIso(deployment.created),
    ...end2 !== void 0 && { finished: toIso(end2) },
    ...successful === "success" && { results: [...resultsOf3(deployment)] },
    successful,
    events: eventsOf(deployment, request),
    _links: linksOf3(deployment, request)
  };
}
function eventsOf(deployment, request) {
  const content2 = happeningsOf2(deployment, snapshotOf2(deployment, request), request.now);
  return content2.map((each) => {
    const { buildEventID, buildEventType, ...rest } = toEvent(each, deployment.deploymentID, request);
    return { deploymentEventID: buildEventID, deploymentEventType: buildEventType, ...rest };
  });
}
function linksOf3({ deploymentID, buildID, platformID, appID, targetIDs }, request) {
  return {
    self: linkTo2("deployment", deploymentPath(deploymentID), request),
    collection: linkTo2("deployment-list", `${deploymentsPath}?platformID=${platformID}`, request),
    "ec:app": linkTo2("app", `/?appID=${appID}`, request),
    "ec:app/platform": linkTo2("platform", `/platform?platformID=${platformID}`, request),
    "ec:app/build": linkTo2("build", `/platform/build?buildID=${buildID}`, request),
    "ec:app/target": targetIDs.map((id) => linkTo2("target", pathOfPart("target", id), request))
  };
}

// src/apis/entrecode/supporting/index.ts
var supporting5 = [...apps, ...platforms, ...parts, ...deployments];

// src/apis/entrecode/index.ts
var entrecode_default = defineApi({
  name: "entrecode",
  title: "entrecode App Manager, builds",
  document: "entrecode-build.txt",
  basePaths: ["/platform", "/codesource", "/datasource", "/target"],
  lifecycle: lifecycle4,
  record: record4,
  wire: { ...wire4, ...auth4 },
  operations: [...operations4, ...supporting5],
  presets: presets4,
  samples: samples4,
  errata: documentsOf("entrecode").errata,
  invariants: invariants4,
  mutants: mutants4,
  fixtures: fixtures4,
  example: {
    path: `/platform/build?platformID=${home.platformID}`,
    headers: (access) => ({
      ...needsToken("entrecode/login", access) && { Authorization: `Bearer ${access.token}` }
    })
  }
});

// src/apis/erigones/errata.ts
function observed(erratum, request) {
  return request.reading(`erigones/${erratum}`) === "observed";
}
function literal(erratum, request) {
  return request.reading(`erigones/${erratum}`) === "literal";
}
var strangers2 = { 403: "In corrected nobody must log in.", 406: "In corrected any Accept is fine." };
var nowhere2 = { ...strangers2, 404: "In corrected there are no data centers." };

// src/apis/erigones/record.ts
import { createHash as createHash3 } from "node:crypto";
var loggedStates = ["PENDING", "SUCCESS", "FAILURE", "REVOKED"];
var liveStates = ["PENDING", "STARTED"];
var deeds = [
  { action: "start", msg: "Start server" },
  { action: "stop", msg: "Stop server" },
  { action: "reboot", msg: "Reboot server" }
];
var servers = ["web01", "web02", "db01", "mail", "cache03", "build-runner"];
var users3 = ["admin", "user@example.com", "ops@example.com", "deploy@example.com"];
var synchronous = /^\d+-(6f75849b|cc14862c)-/;
var legacy = /^\d+-/;
var management = /^\d+m/;
var flags = [
  [],
  ["Add", "Create", "Recreate", "Import"],
  ["Remove", "Delete", "Invalid"],
  ["Update", "Rollback", "Restore", "Revert"],
  ["Remote"]
];
var record5 = {
  schemaName: "task-attributes",
  order: ({ created }) => created,
  indexes: {},
  async complete(given2, { random }) {
    const attributes = completed({ task_id: newId2(random), ...given2 }, random);
    const { task_id: id, object_type, hostname: hostname2 } = attributes;
    const parents = object_type === "vm" ? [{ kind: "server", id: hostname2, parent: { hostname: hostname2 } }] : [];
    return { id, attributes, parents };
  }
};
function completed(given2, random) {
  const deed2 = random.pick(deeds);
  const server = random.pick(servers);
  const username = random.pick(users3);
  const { hostname: hostname2 = `${given2.object_alias ?? server}.cust.erigones.com`, action = deed2.action } = given2;
  return {
    method: "PUT",
    view: "vm_status",
    object_type: "vm",
    object_alias: hostname2.split(".")[0],
    username,
    msg: deeds.find((each) => each.action === action)?.msg ?? `Do ${action}`,
    message: `Completed ${action} of ${hostname2}`,
    failure: `Could not ${action} ${hostname2}`,
    ...given2,
    hostname: hostname2,
    action
  };
}
function newId2(random) {
  return `1e1d1-${tailOf(random)}`;
}
function tailOf(random) {
  return random.uuid().slice(0, 23);
}
function isLegacyId(id) {
  return legacy.test(id);
}
function isSynchronousId(id) {
  const [, user2, part2] = /^(\d+)[a-z]\w+-([0-9a-f]{8})-/.exec(id) ?? [];
  if (user2 === void 0) return synchronous.test(id);
  return createHash3("md5").update(user2).digest("hex").endsWith(part2);
}
function ownersIn(id) {
  const [, creator = "1", owner = "1"] = /^(\d+)[deamif](\d+)[du]\d+-/.exec(id) ?? [];
  return { creator: Number(creator), owner: Number(owner) };
}
function isManagementId(id) {
  return management.test(id);
}
function datacenterOf(id) {
  return /^\d+[deamif]\d+[du](\d+)-/.exec(id)?.[1];
}
function elsewhere2(request, datacenter) {
  return observed("dc-parameter", request) && Boolean(datacenter) && datacenter !== "main";
}
function typeOf(id) {
  const [, how = "e", where = "d"] = /^\d+([deamif])\d+([du])/.exec(id) ?? [];
  return "du".indexOf(where) * 100 + "deamif".indexOf(how);
}
function flagOf(msg) {
  return Math.max(
    0,
    flags.findIndex((words4) => words4.some((word) => msg.startsWith(word)))
  );
}
async function find({ store }, id) {
  return await store.get("erigones", id);
}
async function liveIds({ store, now }) {
  const { items } = await store.page("erigones", { now, states: liveStates });
  return items.map((task) => task.id);
}
async function linesOf(store, now, { state, since, keep: keep2, ...page5 }) {
  const states2 = state === void 0 ? loggedStates : [state];
  const written2 = (part2) => store.transitions("erigones", { now, states: states2, since, ...part2 });
  if (!keep2) return written2(page5);
  const kept = (await written2({})).items.filter(keep2);
  return { items: cut(kept, page5), total: kept.length };
}
function cut(list7, page5) {
  const { newestFirst = false, offset = 0, limit } = page5;
  if (!newestFirst) return list7.slice(offset, offset + limit);
  const end2 = Math.max(0, list7.length - offset);
  return list7.slice(Math.max(0, end2 - limit), end2).reverse();
}
function isoOf(at) {
  const [second3, micros] = partsOf(at);
  return micros === 0 ? second3 : `${second3}.${String(micros).padStart(6, "0")}`;
}
function partsOf(at) {
  const second3 = Math.floor(at / 1e3) * 1e3;
  const micros = Math.min(999999, Math.round((at - second3) * 1e3));
  return [toIso(second3).slice(0, 19), micros];
}

// src/apis/erigones/lifecycle.ts
var counted = ["erigones/stats/example"];
var memory = 36e5;
var lifecycle5 = defineLifecycle({
  states: {
    PENDING: {
      next: ["STARTED", "FAILURE", "REVOKED"],
      lasts: 2e3,
      clauses: ["erigones/status/pending", ...counted]
    },
    STARTED: { next: ["SUCCESS", "FAILURE", "REVOKED"], lasts: 6e3, clauses: [] },
    SUCCESS: { next: [], clauses: counted },
    FAILURE: { next: [], clauses: counted },
    REVOKED: { next: [], clauses: ["erigones/cancel/revoked", ...counted] }
  },
  path: ["PENDING", "STARTED", "SUCCESS"],
  running: "STARTED",
  failed: "FAILURE",
  canceled: "REVOKED",
  commands: {
    cancel: { from: liveStates, to: "REVOKED", clauses: ["erigones/cancel/revoked"] },
    // A cancel by force, and the removal of a task that is stuck: both are the service's.
    kill: { from: liveStates, to: "REVOKED", clauses: ["erigones/cancel/revoked"] },
    delete: { from: liveStates, to: "REVOKED", clauses: [] }
  }
});
var statuses3 = { PENDING: 201, STARTED: 201, SUCCESS: 200, FAILURE: 400, REVOKED: 410 };
function byFate(schemaName) {
  return {
    200: schemaName,
    201: schemaName,
    400: schemaName,
    403: "error",
    404: "error",
    406: "error",
    410: schemaName
  };
}
function stateOf(task, request) {
  if (!task) return "PENDING";
  const { state, since } = request.snapshot(task);
  const forgotten = !liveStates.includes(state) && request.now - since >= memory;
  return forgotten && observed("results-expire", request) ? "PENDING" : state;
}
async function cancel(task, request, kind) {
  if (!liveStates.includes(request.snapshot(task).state)) return void 0;
  if (isManagementId(task.id) && observed("management-tasks", request)) return void 0;
  return await request.command(task, kind);
}
function endOf3(state, task, request) {
  const { message, failure: failure2 } = task.attributes;
  if (state === "SUCCESS") return { result: { returncode: 0, message }, detail: message };
  if (state === "FAILURE") return { result: { detail: failure2 }, detail: failure2 };
  return state === "REVOKED" ? revocation(task, request) : { result: null, detail: "" };
}
function revocation(task, request) {
  const started3 = timelineOf(task).some((step2) => step2.state === "STARTED");
  const by = task.commands.at(-1)?.kind;
  const word = !started3 && observed("revoked-unstarted", request) ? "revoked" : "terminated";
  const result2 = observed("revoked-result", request) ? `TaskRevokedError: ${word}` : word;
  if (by === "delete") return { result: result2, detail: "vanished" };
  if (word === "revoked") return { result: result2, detail: word };
  if (by === "kill" && observed("cancel-force", request)) return { result: result2, detail: "terminated (9)" };
  return { result: result2, detail: observed("revoked-detail", request) ? "terminated (15)" : word };
}

// src/apis/erigones/supporting/people.ts
import { createHash as createHash4 } from "node:crypto";
var api = "erigones";
var ownUsers = 7;
var tokenLasts = 36e5;
var hashOf2 = (secret) => createHash4("sha256").update(secret).digest("hex");
function stranger2(username, number, created) {
  const first_name = username === "admin" ? "System" : username.slice(0, 30);
  const names3 = { email: `${username.split("@")[0]}@example.com`, first_name, last_name: "Admin" };
  return { username, number, ...names3, is_super_admin: true, api_access: true, created };
}
var printedUser = {
  kind: "user",
  id: "user@example.com",
  parent: { ...stranger2("user@example.com", 2, 0), is_super_admin: false }
};
var nextNumber = async ({ store }) => ownUsers + await store.serial(`${api} users`);
async function userNamed({ store }, name) {
  const known2 = await store.parent(api, "user", name);
  return known2 ?? (name === "admin" ? stranger2("admin", 1, 0) : void 0);
}
async function keep({ store }, user2) {
  await store.putParent(api, "user", user2.username, { ...user2 });
}
async function forget(place, user2) {
  if (user2.token) await end(place, user2.token);
  await place.store.removeParent(api, "api-key", hashOf2(keysOf(place, user2).api_key));
  await place.store.removeParent(api, "user", user2.username);
}
async function giveToken2(place, user2) {
  if (user2.token) await end(place, user2.token);
  const token = await drawn(place, "tokens", 40);
  const expires = afterRealTime(place.world.clock, place.now, tokenLasts);
  const hash2 = hashOf2(token);
  await place.store.putParent(api, "token", hash2, { username: user2.username, expires });
  await keep(place, { ...user2, token: hash2 });
  return { token, expires };
}
async function end({ store }, hash2) {
  await store.putParent(api, "token", hash2, { ended: true });
}
async function given({ store }, kind, secret) {
  return await store.parent(api, kind, hashOf2(secret));
}
function keysOf({ world }, { number }) {
  const random = randomFor(world.seed, `${api} keys`, number);
  return { api_key: random.hex(32), callback_key: random.hex(32) };
}
async function showKeys(place, user2) {
  const keys2 = keysOf(place, user2);
  await place.store.putParent(api, "api-key", hashOf2(keys2.api_key), { username: user2.username });
  return keys2;
}
async function drawn({ store, world }, series, length) {
  return randomFor(world.seed, `${api} ${series}`, await store.serial(`${api} ${series}`)).hex(length);
}
async function idAtOnce({ store, world }, { number }, owner = number) {
  const serial = await store.serial(`${api} calls`);
  const tail = randomFor(world.seed, `${api} calls`, serial).uuid().slice(8, 23);
  return `${number}d${owner}d1-${createHash4("md5").update(`${number}`).digest("hex").slice(-8)}${tail}`;
}

// src/apis/erigones/presets.ts
var printedAt = Date.parse("2012-01-22T23:23:23.133Z") + 0.7;
var openedAt = printedAt - 864e5;
var example2 = { hostname: "example.cust.erigones.com", username: "user@example.com" };
var begun3 = { ...example2, action: "start", object_type: "vm" };
var start2 = { method: "PUT", view: "vm_status", action: "start", msg: "Start server" };
var waiting3 = [
  { ...start2, ...example2, task_id: "0-fdc277df-84d6-4102-a6d5", action: "stop", msg: "Stop server" },
  { ...start2, ...example2, task_id: "0-4b48594c-2d77-4b72-a1e1" }
];
var newest2 = { ...start2, ...example2, task_id: "0-b6c8aa88-c7a2-4977-8738" };
var samples5 = {
  parents: [printedUser],
  creates: waiting3.map((attributes) => ({
    attributes,
    created: openedAt,
    seenAt: printedAt,
    plan: [{ state: "PENDING" }]
  }))
};
var presets5 = [
  ...presetPerState(lifecycle5, {
    noun: "task",
    subject: "{task_id}",
    params: { task_id: "1e1d1-4b48594c-2d77-4b72-a1e1", ...begun3 },
    clauses: ["erigones/status/example"]
  }),
  {
    name: "server-has-many-tasks",
    says: "server {hostname} has {tasks} tasks that succeeded",
    clauses: ["erigones/log/example"],
    params: { hostname: "many.cust.erigones.com", tasks: 125 },
    creates: (params) => Array.from({ length: countOf(params, "tasks") }, () => ({
      state: "SUCCESS",
      attributes: { hostname: String(params.hostname) }
    }))
  }
];
var lineCount = 15460;
var round = 813;
var tasksPerRound = 406;
var fixedSeed = 2012;
var automatic = /^\d+a/;
var made = [];
var positions = /* @__PURE__ */ new Map();
async function logOf2(reader, wanted) {
  if (isEarly(reader)) return mixedLog(reader, wanted);
  const { newestFirst, offset = 0, limit } = wanted;
  const live = (part2) => ownLines(reader, part2);
  const items = [];
  let total = 0;
  for (const part2 of newestFirst ? [live, backlog] : [backlog, live]) {
    const page5 = await part2({ ...wanted, offset: Math.max(0, offset - total), limit: limit - items.length });
    items.push(...page5.items);
    total += page5.total;
  }
  return { items, total };
}
var isEarly = ({ now }) => now <= printedAt;
async function mixedLog(reader, wanted) {
  const all = { ...wanted, newestFirst: false, offset: 0, limit: Number.POSITIVE_INFINITY };
  const [own2, printed4] = [await ownLines(reader, all), backlog(all)];
  const items = [...printed4.items, ...own2.items].sort((a, b) => a.at - b.at);
  return { items: cut(items, wanted), total: items.length };
}
async function ownLines(reader, wanted) {
  const { store, now } = reader;
  const { since = Number.NEGATIVE_INFINITY } = wanted;
  if (!isEarly(reader)) return linesOf(store, now, { ...wanted, since: Math.max(openedAt + 1, since) });
  const all = { ...wanted, since, newestFirst: false, offset: 0, limit: Number.POSITIVE_INFINITY };
  const own2 = (await linesOf(store, now, all)).items.filter(({ record: record6 }) => record6.seenAt === void 0);
  return { items: cut(own2, wanted), total: own2.length };
}
function filterOf2({ object_type, object_name, date_from, date_to, hide_auto }, request, running2) {
  if (!object_type && !date_from && !date_to && !hide_auto && !running2) return void 0;
  const [from, to] = [Date.parse(date_from || "0000-01-01"), Date.parse(date_to || "9999-12-31")];
  const before = date_from && request.reading("erigones/date-from") === "literal";
  const withMidnight = request.reading("erigones/date-to") === "observed";
  const name = object_name?.toLowerCase() ?? "";
  return ({ record: { id, attributes }, at }) => at >= from !== Boolean(before) && (at < to || at === to && withMidnight) && (!object_type || attributes.object_type === object_type) && (!running2 || running2.has(id)) && !(hide_auto && automatic.test(id)) && (name === "" || attributes.hostname.toLowerCase().includes(name));
}
async function countsOf(reader, last2) {
  const count3 = (state) => linesIn(reader, state, last2);
  return {
    failed: await count3("FAILURE"),
    pending: await count3("PENDING"),
    succeeded: await count3("SUCCESS"),
    revoked: await count3("REVOKED")
  };
}
async function linesIn(reader, state, last2) {
  const live = await ownLines(reader, { state, since: reader.now - last2 * 1e3, limit: 0 });
  return live.total + backlog({ state, since: printedAt - last2 * 1e3, limit: 0 }).total;
}
function backlog({ state, since = openedAt, keep: keep2, ...page5 }) {
  const all = positionsOf(state);
  const found = since <= openedAt ? all : all.slice(all.findLastIndex((at) => instantAt(at) < since) + 1);
  if (!keep2) return { items: cut(found, page5).map(backlogLine), total: found.length };
  const kept = found.filter((position) => keep2(backlogLine(position)));
  return { items: cut(kept, page5).map(backlogLine), total: kept.length };
}
function positionsOf(state) {
  const known2 = positions.get(state);
  if (known2) return known2;
  const all = Array.from({ length: lineCount }, (_2, position) => position);
  const found = state === void 0 ? all : all.filter((each) => stateAt(each) === state);
  positions.set(state, found);
  return found;
}
function backlogLine(position) {
  made[position] ??= lineAt(position);
  return made[position];
}
function lineAt(position) {
  const attributes = attributesAt(position);
  const record6 = { id: attributes.task_id, attributes };
  return { record: record6, state: stateAt(position), at: instantAt(position) };
}
function stateAt(position) {
  if (position < waiting3.length) return "PENDING";
  const within = (position - waiting3.length) % round;
  return within % 2 === 0 && within < round - 1 ? "PENDING" : "SUCCESS";
}
function attributesAt(position) {
  const after = position - waiting3.length;
  const within = after % round;
  const atOnce3 = within === round - 1;
  const drawn2 = Math.floor(after / round) * (tasksPerRound + 1) + Math.floor(within / 2);
  const random = randomFor(fixedSeed, "erigones backlog", drawn2 + waiting3.length);
  const tail = tailOf(random);
  const task_id = `0-${atOnce3 ? `6f75849b${tail.slice(8)}` : tail}`;
  const known2 = position === lineCount - 1 ? newest2 : waiting3[position];
  return completed({ task_id, ...known2 }, random);
}
function instantAt(position) {
  if (position < waiting3.length) return openedAt;
  if (position === lineCount - 1) return printedAt;
  const unevenness = (Math.imul(position, 2654435761) >>> 0) % 4e3;
  return openedAt + Math.floor(position * 864e5 / (lineCount - 1)) + unevenness;
}

// src/apis/erigones/supporting/caller.ts
var asGiven = /^[0-9a-f]{40}$/;
var notProvided = "Authentication credentials were not provided.";
async function callerOf(request) {
  const token = /^Token\s+(.*)$/i.exec(request.header("authorization") ?? "")?.[1];
  const byToken = token === void 0 ? void 0 : await ofToken(request, token);
  if (byToken && !("nobody" in byToken && byToken.nobody === "expired")) return withAccess(byToken);
  const key = request.header("es-api-key");
  if (key === void 0) return byToken ?? { nobody: "missing" };
  return withAccess(await ofKey(request, key));
}
async function ofToken(request, token) {
  const known2 = await given(request, "token", token);
  if (known2?.ended) return { nobody: "ended" };
  if (known2) return known2.expires > request.now ? called(request, known2.username) : { nobody: "expired" };
  const word = !asGiven.test(token) || isGuarded(request);
  return word && request.accepts(token) ? called(request, "admin") : { nobody: "invalid" };
}
async function ofKey(request, key) {
  const known2 = await given(request, "api-key", key);
  if (known2) return called(request, known2.username);
  return request.accepts(key) ? called(request, "admin") : { nobody: "invalid" };
}
async function called(request, name) {
  const user2 = await userNamed(request, name);
  return user2 ? { user: user2 } : { nobody: "invalid" };
}
function withAccess(caller) {
  return "user" in caller && !caller.user.api_access ? { nobody: "no-access" } : caller;
}
async function userOf(request) {
  const caller = await callerOf(request);
  return "user" in caller ? caller.user : await userNamed(request, "admin");
}
function turnAway(nobody, request) {
  return { status: 403, body: { detail: textOf2(nobody, request) } };
}
function textOf2(nobody, { header }) {
  if (nobody === "no-access") return "User account is not allowed to access API";
  if (nobody === "missing" || nobody === "expired") return notProvided;
  return /^Token/i.test(header("authorization") ?? "") ? "Invalid token." : "Invalid API key";
}

// src/apis/erigones/supporting/dress.ts
function dress(response, request, wearer) {
  const { methods: methods4, username = "admin", beside: beside2 = false, bare = false } = wearer;
  const usual6 = bare ? {} : { es_version: "4.6", es_username: username, es_dc: "main" };
  const headers2 = beside2 || observed("reply-headers", request) ? { ...usual6, allow: methods4.join(", "), ...response.headers } : response.headers;
  const indented = beside2 || observed("indent", request);
  const text2 = response.body !== void 0 && indented && indentOf(request) > 0 && inLayout(response.body, request);
  return { ...response, ...headers2 && { headers: headers2 }, ...text2 && { text: text2 } };
}
function inLayout(body, request) {
  return JSON.stringify(body, null, indentOf(request));
}
function indentOf(request) {
  const wanted = Number(/;\s*indent=(-?\d+)/.exec(request.header("accept") ?? "")?.[1] ?? 0);
  return Math.max(0, Math.min(8, wanted));
}

// src/apis/erigones/supporting/paths.ts
function atEveryPath(operations8) {
  const dressed2 = (operation32) => ({
    ...operation32,
    async handle(request, respond) {
      const { username } = await userOf(request);
      return dress(await operation32.handle(request, respond), request, {
        methods: methodsIn(all, request),
        username
      });
    }
  });
  const canonical = operations8.flatMap((operation32) => {
    if (operation32.id === "get-log-stats") return [asSaid(operation32), operation32];
    return operation32.id === "get-task-status" ? [operation32, asState(operation32)] : [operation32];
  });
  const everywhere2 = [...canonical, ...canonical.filter((operation32) => !operation32.under).map(inDatacenter)];
  const all = [
    ...everywhere2.map(dressed2),
    ...everywhere2.flatMap((operation32) => withoutSlash(operation32, dressed2))
  ];
  return all;
}
function operationsIn(all, request) {
  const there3 = all.filter(
    ({ path: path4, under }) => (!under || under.readings.includes(request.reading(under.erratum))) && new RegExp(`^${path4.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(request.path)
  );
  return there3.filter((operation32) => operation32.path === there3[0]?.path);
}
function methodsIn(all, request) {
  const methods4 = operationsIn(all, request).map((operation32) => operation32.method);
  return [...new Set(observed("options", request) ? [...methods4, "OPTIONS"] : methods4)];
}
function asSaid(operation32) {
  const under = { erratum: "erigones/last-status", readings: ["literal"] };
  const when = (request) => literal("last-status", request);
  return {
    ...operation32,
    id: `${operation32.id}-as-said`,
    responses: { ...operation32.responses, 400: "error" },
    under,
    when
  };
}
function asState(operation32) {
  const under = { erratum: "erigones/state-alias", readings: ["observed"] };
  return { ...operation32, id: "get-task-state", path: "/api/task/{task_id}/state/", under };
}
function inDatacenter(operation32) {
  const under = { erratum: "erigones/dc-prefix", readings: ["observed"] };
  return {
    ...operation32,
    id: `${operation32.id}-in-dc`,
    path: operation32.path.replace("/api/", "/api/dc/{dc}/"),
    under
  };
}
function withoutSlash(operation32, dressed2) {
  if (operation32.under?.readings.includes("literal")) return [];
  const path4 = operation32.path.slice(0, -1);
  const erratum = operation32.path === "/api/task/{task_id}/" ? "erigones/details-slash" : "erigones/trailing-slash";
  const redirect = {
    ...operation32,
    id: `${operation32.id}-redirect`,
    path: path4,
    says: "Leads to the path with its last slash.",
    clauses: ["erigones/slash"],
    responses: { 301: null },
    under: operation32.under ?? { erratum, readings: ["corrected", "observed"] },
    handle: async (request, respond) => respond(301, void 0, { location: withSlash(request) })
  };
  if (operation32.under) return [redirect];
  const says = `${operation32.says} Under the path without its last slash.`;
  const under = { erratum, readings: ["literal"] };
  return [redirect, { ...dressed2(operation32), id: `${operation32.id}-bare`, path: path4, says, under }];
}
function withSlash(request) {
  const query = new URLSearchParams([...request.rawQuery]);
  return request.href(`${request.path}/`) + (query.size > 0 ? `?${query}` : "");
}

// src/apis/erigones/supporting/permissions.ts
var hasCreated = ({ number }, id) => ownersIn(id).creator === number;
var owns = ({ number }, id) => ownersIn(id).owner === number;
function isPermitted(user2, { method, path: path4 }) {
  if (user2.is_super_admin) return true;
  if (/\/task\/log\/stats\/?$/.test(path4)) return false;
  const [, id, rest] = /\/task\/(?!log\/)([^/]+)\/(\w*)/.exec(path4) ?? [];
  if (id === void 0) return true;
  if (method === "DELETE") return false;
  return rest === "cancel" ? hasCreated(user2, id) : hasCreated(user2, id) || owns(user2, id);
}
async function listedIds(request) {
  const user2 = await userOf(request);
  const ids2 = await liveIds(request);
  const there3 = observed("legacy-ids", request) ? ids2.filter((id) => !isLegacyId(id)) : ids2;
  return user2.is_super_admin ? there3 : there3.filter((id) => owns(user2, id));
}
async function isListed(id, request) {
  const user2 = await userOf(request);
  return user2.is_super_admin || owns(user2, id);
}
async function seenBy(request, keep2) {
  const user2 = await userOf(request);
  if (user2.is_super_admin) return keep2;
  return (line) => owns(user2, line.record.id) && (keep2?.(line) ?? true);
}

// src/apis/erigones/wire.ts
var no = {
  task: { detail: "Task does not exist" },
  taskAnymore: { detail: "Task does not exist (anymore)" },
  canceling: { detail: "Task cannot be canceled" },
  cancelling: { detail: "Task cannot be cancelled" },
  deleting: { detail: "Safe task deletion is not implemented" },
  datacenter: { detail: "Datacenter not found" },
  page: { detail: "Invalid page." }
};
var wire5 = {
  contentType: "application/json",
  locate: ({ id }, access) => ({
    path: `/api/task/${id}/status/`,
    ...needsToken("erigones/login", access) && { headers: { "ES-API-KEY": access.token } }
  })
};
function taskResponse(request) {
  return literal("task-response-header", request) ? {} : { es_task_response: "true" };
}
function absenceOf(id, request) {
  if (isSynchronousId(id)) return literal("gone-text", request) ? no.task : no.taskAnymore;
  return literal("unknown-task", request) ? no.task : void 0;
}
function toTask({ id, attributes }, snapshot, request) {
  const { method, hostname: hostname2, action, view } = attributes;
  const start3 = view === "vm_status" && action === "start" && observed("details-start", request);
  return {
    method,
    hostname: hostname2,
    action,
    view,
    task_id: id,
    ...start3 && { freeze: false, unfreeze: false, update: false },
    ...observed("details-time", request) && {
      time: `${isoOf(snapshot.at("PENDING") ?? snapshot.since)}+00:00`
    }
  };
}
function toStatus(id, state, request, task) {
  return { status: state, result: task ? endOf3(state, task, request).result : null, task_id: id };
}
function toLogLine({ record: record6, state, at }, request, where) {
  const { object_type, hostname: hostname2, object_alias, username, msg } = record6.attributes;
  return {
    time: toTime(at, request, where),
    status: state,
    task: record6.id,
    ...observed("log-task-type", request) && where === "last" && { task_type: typeOf(record6.id) },
    ...observed("log-flag", request) && { flag: flagOf(msg) },
    object_type,
    object_name: hostname2,
    object_alias,
    username,
    msg,
    detail: endOf3(state, record6, request).detail
  };
}
function toLog({ items, total }, request) {
  const lines4 = items.map((line) => toLogLine(line, request, "last"));
  const asPrinted2 = total > 1 && literal("log-placeholder", request);
  return { results: asPrinted2 ? [lines4[0], { "...": "..." }] : lines4 };
}
function toTime(at, request, where) {
  const [whole, micros] = partsOf(at);
  const [year, month, day10, clock5] = whole.split(/[-T]/);
  const date = literal("log-time", request) ? [year, day10, month] : [year, month, day10];
  const second3 = literal("log-fraction", request) ? `${clock5}.${String(Math.floor(micros / 100)).padStart(4, "0")}` : isoOf(at).slice(whole.length - clock5.length);
  const zone = where === "page" && observed("log-zone", request) ? "Z" : "+00:00";
  return `${date.join("-")}T${second3}${zone}`;
}
function toLogPage({ items, total }, { page: page5, perPage: perPage4 }, request) {
  return {
    count: total,
    next: page5 * perPage4 < total ? pageUrl(page5 + 1, request) : null,
    previous: page5 > (observed("previous-page", request) ? 2 : 1) ? pageUrl(page5 - 1, request) : null,
    results: items.map((line) => toLogLine(line, request, "page"))
  };
}
function pageUrl(page5, request) {
  const query = [...new Map(request.rawQuery).set("page", `${page5}`)].sort(([a], [b]) => a < b ? -1 : 1);
  return request.url(`/api/task/log/?${new URLSearchParams(query)}`);
}

// src/apis/erigones/operations.ts
var operation21 = operationsFor();
var lastLines = 10;
var linesPerPage = 100;
var day7 = 86400;
var listTasks = operation21({
  id: "list-tasks",
  method: "GET",
  path: "/api/task/",
  says: "Lists the ids of the tasks that have not ended.",
  clauses: ["erigones/list/path", "erigones/list/status", "erigones/list/example"],
  responses: { 200: "task-ids", 403: "error", 404: "error", 406: "error" },
  unseen: nowhere2,
  handle: async (request, respond) => respond(200, await listedIds(request))
});
var getLogPage = operation21({
  id: "get-log-page",
  method: "GET",
  path: "/api/task/log/",
  says: "Shows a page of the log, of all its lines or of some.",
  clauses: ["erigones/log/path"],
  source: "erigones/esdc-ce v4.6 (7e3deddd), api/task/task_views.py and api/paginator.py",
  request: "get-log-page.request",
  responses: {
    200: "log-page",
    400: "filter-errors",
    403: "error",
    404: "error",
    406: "error",
    412: "error"
  },
  unseen: strangers2,
  when: (request) => (request.rawQuery.get("page") ?? "") !== "",
  async handle(request, respond) {
    const { page: page5, status, order_by, show_running } = request.query;
    const running2 = show_running ? new Set(await listedIds(request)) : void 0;
    const keep2 = await seenBy(request, filterOf2(request.query, request, running2));
    const newestFirst = order_by?.trim() !== "time";
    const place = { offset: (page5 - 1) * linesPerPage, limit: linesPerPage };
    const found = await logOf2(request, { state: status || void 0, keep: keep2, newestFirst, ...place });
    if (page5 > 1 && place.offset >= found.total)
      return literal("page-status", request) ? respond(400, no.page) : respond(404, no.page);
    return respond(200, toLogPage(found, { page: page5, perPage: linesPerPage }, request));
  }
});
var getLog = operation21({
  id: "get-log",
  method: "GET",
  path: "/api/task/log/",
  says: "Shows the last lines of the log, newest first. Without a page no other parameter counts.",
  clauses: ["erigones/log/path", "erigones/log/status", "erigones/log/example"],
  responses: { 200: "log", 403: "error", 404: "error", 406: "error" },
  unseen: nowhere2,
  async handle(request, respond) {
    const keep2 = await seenBy(request);
    return respond(200, toLog(await logOf2(request, { keep: keep2, newestFirst: true, limit: lastLines }), request));
  }
});
var getLogStats = operation21({
  id: "get-log-stats",
  method: "GET",
  path: "/api/task/log/stats/",
  says: "Counts the lines that the log has of the last so many seconds, by what happened.",
  clauses: ["erigones/stats/path", "erigones/stats/status", "erigones/stats/example", "erigones/stats/last"],
  request: "get-log-stats.request",
  responses: { 200: "log-stats", 403: "error", 404: "error", 406: "error", 412: "error" },
  unseen: nowhere2,
  async handle(request, respond) {
    const { last: last2 = day7 } = request.query;
    return respond(200, { ...await countsOf(request, last2), _last: last2 });
  }
});
var getTask = operation21({
  id: "get-task",
  method: "GET",
  path: "/api/task/{task_id}/",
  says: "Shows the call that a task stands for, until the task has ended.",
  clauses: ["erigones/details/path", "erigones/details/status", "erigones/details/example"],
  request: "get-task.request",
  responses: { 200: "task", 403: "error", 404: "error", 406: "error" },
  unseen: strangers2,
  async handle(request, respond) {
    const task = await find(request, request.params.task_id);
    const snapshot = task && request.snapshot(task);
    if (!snapshot || !liveStates.includes(snapshot.state)) return respond(404, no.task);
    return respond(200, toTask(task, snapshot, request));
  }
});
var deleteTask = operation21({
  id: "delete-task",
  method: "DELETE",
  path: "/api/task/{task_id}/",
  says: "Takes away a task that is stuck, if forced to.",
  clauses: ["erigones/details/path"],
  source: "erigones/esdc-ce v4.6 (7e3deddd), api/task/task_views.py and que/utils.py",
  request: "delete-task.request",
  responses: { 200: "delete-pending", 400: "error", 403: "error", 404: "error", 406: "error" },
  under: { erratum: "erigones/delete", readings: ["observed"] },
  async handle(request, respond) {
    if (elsewhere2(request, request.body?.dc)) return respond(404, no.datacenter);
    const task = await find(request, request.params.task_id);
    if (!task || !liveStates.includes(request.snapshot(task).state)) return respond(404, no.task);
    if (!request.body?.force) return respond(406, no.deleting);
    await request.command(task, "delete");
    return respond(200, "Delete pending");
  }
});
var getTaskStatus = operation21({
  id: "get-task-status",
  method: "GET",
  path: "/api/task/{task_id}/status/",
  says: "Shows where a task is and what came of it. A task that nobody knows is pending.",
  clauses: ["erigones/status/path", "erigones/status/pending", "erigones/status/example"],
  request: "get-task-status.request",
  responses: byFate("task-status"),
  unseen: strangers2,
  async handle(request, respond) {
    const { task_id } = request.params;
    const task = await find(request, task_id);
    const refused = task ? void 0 : absenceOf(task_id, request);
    if (refused) return respond(404, refused);
    const state = stateOf(task, request);
    return respond(statuses3[state], toStatus(task_id, state, request, task), taskResponse(request));
  }
});
var getTaskDone = operation21({
  id: "get-task-done",
  method: "GET",
  path: "/api/task/{task_id}/done/",
  says: "Says whether a task has succeeded. A task that nobody knows has not.",
  clauses: ["erigones/done/path", "erigones/done/pending", "erigones/done/example"],
  request: "get-task-done.request",
  responses: byFate("task-done"),
  unseen: strangers2,
  async handle(request, respond) {
    const { task_id } = request.params;
    const task = await find(request, task_id);
    const refused = task ? void 0 : absenceOf(task_id, request);
    if (refused) return respond(404, refused);
    const state = stateOf(task, request);
    return respond(statuses3[state], { done: state === "SUCCESS", task_id });
  }
});
var cancelTask = operation21({
  id: "cancel-task",
  method: "PUT",
  path: "/api/task/{task_id}/cancel/",
  says: "Revokes a task that has not ended.",
  clauses: ["erigones/cancel/path", "erigones/cancel/revoked", "erigones/cancel/example"],
  request: "cancel-task.request",
  responses: {
    201: "task-status",
    400: "error",
    403: "error",
    404: "error",
    406: "error",
    410: "task-status"
  },
  unseen: { 403: strangers2[403], 201: "A cancel is over at once, unless another state is preferred." },
  async handle(request, respond) {
    if (elsewhere2(request, request.body?.dc)) return respond(404, no.datacenter);
    const task = await find(request, request.params.task_id);
    if (!task && literal("cancel-unknown", request)) return respond(404, no.task);
    const listed3 = await isListed(request.params.task_id, request) && task;
    const canceled = listed3 && await cancel(task, request, request.body?.force ? "kill" : "cancel");
    if (!canceled) return respond(406, literal("cancel-spelling", request) ? no.cancelling : no.canceling);
    const state = stateOf(canceled, request);
    const status = state === "REVOKED" ? 410 : 201;
    return respond(status, toStatus(task.id, state, request, canceled), taskResponse(request));
  }
});
var ofLog = [getLogPage, getLog, getLogStats];
var ofTasks = [getTask, deleteTask, getTaskStatus, getTaskDone, cancelTask];
var operations5 = atEveryPath([listTasks, ...ofLog, ...ofTasks]);
var operationsAt = (request) => operationsIn(operations5, request);
var methodsAt = (request) => methodsIn(operations5, request);

// src/apis/erigones/supporting/accounts.ts
var operation22 = operationsFor();
var service = "erigones/esdc-ce v4.6 (7e3deddd)";
var wrong = "Unable to log in with provided credentials.";
var noAccess = "User account is not allowed to access API.";
var ping = operation22({
  id: "ping",
  method: "GET",
  path: "/api/ping/",
  says: "Says that the service is there, to anybody.",
  clauses: [],
  source: `${service}, api/base/views.py`,
  responses: { 200: "pong", 406: "error" },
  handle: async (_2, respond) => respond(200, "pong")
});
var login = operation22({
  id: "login",
  method: "POST",
  path: "/api/accounts/login/",
  says: "Gives a token for a name and a password. Without configured credentials every password will do.",
  clauses: [],
  source: `${service}, api/accounts/base/views.py`,
  request: "login.request",
  responses: { 200: "login", 400: "login-refused", 406: "error" },
  async handle(request, respond) {
    const { username, password } = textsIn(request.body);
    const missing = Object.entries({ username, password }).filter(([, given2]) => given2 === "");
    const required = missing.map(([name]) => [name, ["This field is required."]]);
    if (required.length > 0) return respond(400, { detail: Object.fromEntries(required) });
    const user2 = await whoHas(username, password, request);
    if (!user2) return respond(400, { detail: wrong });
    if (!user2.api_access) return respond(400, { detail: noAccess });
    const { token, expires } = await giveToken2(request, user2);
    const detail2 = "Welcome to Danube Cloud API.";
    const body = { token, expires: `${isoOf(expires)}+00:00`, detail: detail2 };
    return respond(200, body, { es_username: user2.username });
  }
});
function textsIn(body) {
  const { username = "", password = "" } = body ?? {};
  return { username: textOf(username ?? ""), password: textOf(password ?? "") };
}
async function whoHas(username, password, request) {
  const user2 = await userNamed(request, username);
  if (user2?.password !== void 0) return user2.password === hashOf2(password) ? user2 : void 0;
  if (isGuarded(request) && request.secretOf(username) !== password) return void 0;
  return user2 ?? stranger2(username, await nextNumber(request), request.now);
}
var logout = operation22({
  id: "logout",
  method: "GET",
  path: "/api/accounts/logout/",
  says: "Takes back the token that is sent with it.",
  clauses: [],
  source: `${service}, api/accounts/base/views.py`,
  responses: { 200: "farewell", 403: "error", 406: "error" },
  async handle(request, respond) {
    const token = /^Token\s+([0-9a-f]{40})$/i.exec(request.header("authorization") ?? "")?.[1];
    if (token) await end(request, hashOf2(token));
    return respond(200, { detail: "Bye." });
  }
});
var accounts2 = [ping, login, logout];

// src/apis/erigones/supporting/server.ts
var isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
var hostname = /^[A-Za-z0-9][A-Za-z0-9._-]*(?<!\.invalid)$/;
var powerful = ["start", "stop", "reboot"];
var isWanted = (value = "") => value !== "" && !/^(f|false|0)$/i.test(value);
var ownerOf = ({ owner = "admin" }) => owner;
var maySee = (user2, server) => user2.is_super_admin || ownerOf(server) === user2.username;
async function serversFor(user2, { store }) {
  const all = await store.parents("erigones", "server");
  const seen3 = all.filter((server) => maySee(user2, server));
  return seen3.sort((a, b) => a.hostname < b.hostname ? -1 : 1);
}
async function serverFor(user2, named3, place) {
  const known2 = await place.store.parent("erigones", "server", named3);
  if (known2) return maySee(user2, known2) ? known2 : void 0;
  if (!isUuid.test(named3)) return void 0;
  const all = await serversFor(user2, place);
  return all.find((server) => uuidOf(server.hostname, place) === named3.toLowerCase());
}
async function serverToUse(user2, named3, place) {
  const known2 = await serverFor(user2, named3, place);
  const taken = known2 ?? await place.store.parent("erigones", "server", named3);
  if (taken || isUuid.test(named3) || !hostname.test(named3)) return known2;
  return { hostname: named3, ...user2.username !== "admin" && { owner: user2.username } };
}
async function ownersNumber(server, { store }) {
  return (await userNamed({ store }, ownerOf(server)))?.number ?? 1;
}
var uuidOf = (name, { world }) => randomFor(world.seed, `erigones server ${name}`, 0).uuid();
async function toStatuses(servers4, reader) {
  const tasks2 = await tasksByServer(reader);
  return servers4.map((server) => {
    const own2 = tasks2.get(server.hostname) ?? [];
    const { status, since } = powerOf(own2, reader.now);
    return {
      ...{ hostname: server.hostname, uuid: uuidOf(server.hostname, reader) },
      ...{ alias: server.hostname.split(".")[0], status },
      status_change: since === void 0 ? null : `${isoOf(since)}Z`,
      node_status: "online",
      tasks: pendingIn(own2, reader.now),
      uptime: status === "running" ? Math.max(0, Math.floor((reader.now - since) / 1e3)) : 0
    };
  });
}
async function toDetails(servers4, reader) {
  const statuses4 = await toStatuses(servers4, reader);
  return servers4.map((server, index) => {
    const { status_change, tasks: tasks2, ...shown2 } = statuses4[index];
    const drawn2 = randomFor(reader.world.seed, `erigones hardware ${server.hostname}`, 0);
    const [vcpus, ram, disk] = [drawn2.pick([1, 2, 4, 8]), drawn2.pick([1024, 2048, 8192]), 10240];
    const ips = [`10.100.10.${drawn2.between(2, 250)}`];
    const hardware = { vcpus, ram, disk, ips, locked: false, changed: false };
    return { ...shown2, node: "node01.local", owner: ownerOf(server), ...hardware };
  });
}
async function tasksByServer({ store, now }) {
  const { items } = await store.page("erigones", { now });
  const by = /* @__PURE__ */ new Map();
  for (const task of items) {
    const { hostname: hostname2 } = task.attributes;
    const own2 = by.get(hostname2);
    if (own2) own2.push(task);
    else by.set(hostname2, [task]);
  }
  return by;
}
function powerOf(tasks2, now) {
  const ends2 = tasks2.filter(({ attributes }) => powerful.includes(attributes.action)).map((task) => ({ action: task.attributes.action, ...snapshotAt(task, now) })).filter(({ state }) => state === "SUCCESS");
  const last2 = ends2.sort((a, b) => a.since - b.since).at(-1);
  if (!last2) return { status: "stopped" };
  return { status: last2.action === "stop" ? "stopped" : "running", since: last2.since };
}
function pendingIn(tasks2, now) {
  const live = tasks2.filter((task) => liveStates.includes(snapshotAt(task, now).state));
  return Object.fromEntries(
    live.map(({ id, created, attributes: { view, method, action, hostname: hostname2 } }) => [
      id,
      { view, method, action, hostname: hostname2, time: `${isoOf(created)}+00:00` }
    ])
  );
}

// src/apis/erigones/supporting/datacenters.ts
var operation23 = operationsFor();
var source7 = "erigones/esdc-ce v4.6 (7e3deddd), api/dc/base/views.py, dc_view.py and serializers.py; vms/models/dc.py";
var main = {
  ...{ name: "main", alias: "main", site: "my.erigones.com", owner: "admin", access: 1 },
  ...{ desc: "", created: "2012-01-01T00:00:00Z" }
};
var forAdmins = { ...main, groups: [] };
var listDatacenters = operation23({
  id: "list-datacenters",
  method: "GET",
  path: "/api/dc/",
  says: "Lists the data centers: their names, or in full all that is to be said of them.",
  clauses: [],
  source: source7,
  request: "list-datacenters.request",
  responses: { 200: "datacenters", 403: "error", 406: "error" },
  async handle(request, respond) {
    const user2 = await userOf(request);
    const shown2 = user2.is_super_admin ? forAdmins : main;
    const result2 = isWanted(request.query?.full) ? [shown2] : [main.name];
    const task_id = await idAtOnce(request, user2, 1);
    return respond(200, { status: "SUCCESS", result: result2, task_id }, { es_task_id: task_id });
  }
});
var getDatacenter = operation23({
  id: "get-datacenter",
  method: "GET",
  path: "/api/dc/{dc}/",
  says: "Shows a data center.",
  clauses: [],
  source: source7,
  request: "datacenter-path.request",
  responses: { 200: "datacenter", 403: "error", 404: "error", 406: "error" },
  async handle(request, respond) {
    if (request.params.dc !== main.name) return respond(404, no.datacenter);
    const user2 = await userOf(request);
    const task_id = await idAtOnce(request, user2, 1);
    const result2 = user2.is_super_admin ? forAdmins : main;
    return respond(200, { status: "SUCCESS", result: result2, task_id }, { es_task_id: task_id });
  }
});
var datacenters = [listDatacenters, getDatacenter];

// src/apis/erigones/supporting/callback.ts
import { createHash as createHash5 } from "node:crypto";

// src/core/time/waiting.ts
var longest3 = 2 ** 31 - 1;
async function whenFinal(world, api2, id, signal) {
  const { lifecycle: lifecycle6 } = world.api(api2);
  while (!signal?.aborted) {
    const seen3 = world.watch.changes;
    const record6 = await world.store.get(api2, id);
    if (!record6) return void 0;
    const last2 = timelineOf(record6).at(-1);
    const ends2 = isFinal(lifecycle6, last2.state);
    if (ends2 && (last2.at <= world.clock.now() || record6.seenAt !== void 0)) return record6;
    await world.watch.next(ends2 ? last2.at : Number.POSITIVE_INFINITY, seen3, signal);
  }
  return void 0;
}

// src/apis/erigones/supporting/callback.ts
var methods3 = ["POST", "GET", "PUT", "DELETE"];
var headers = { "user-agent": "DanubeCloud/4.6", "content-type": "application/json" };
function callbackOf(request, wishes, task, user2) {
  const { cb_url: url, cb_method: method = "POST" } = wishes;
  if (typeof url !== "string" || !methods3.includes(textOf(method))) return void 0;
  return {
    method: textOf(method),
    url,
    headers,
    async content(signal) {
      const { world } = request;
      const ended7 = await whenFinal(world, "erigones", task.id, signal);
      if (!ended7) return void 0;
      const state = snapshotAt(ended7, world.clock.now()).state;
      const random_token = await drawn(request, "callbacks", 32);
      const security_token = md5(random_token + keysOf(request, user2).callback_key);
      return JSON.stringify({ ...toStatus(task.id, state, request, ended7), security_token, random_token });
    }
  };
}
var md5 = (text2) => createHash5("md5").update(text2).digest("hex");

// src/apis/erigones/supporting/stream.ts
var patience = 3600;
var breath = 20;
function napAfter(elapsed) {
  if (elapsed > 1200) return 30;
  if (elapsed > 60) return 12;
  if (elapsed > 30) return 6;
  return elapsed > 5 ? 3 : 1;
}
function untilEnded(task, pending, request) {
  const coded = request.header("es-stream") === "es";
  return async function* texts(signal) {
    for (let elapsed = 0; elapsed < patience; ) {
      elapsed += napAfter(elapsed);
      const found = await endBy(task, request.now + elapsed * 1e3, request, signal);
      if (signal.aborted) return;
      if (found === "gone") break;
      if (found === "waiting") yield " ";
      else return yield* ended5(found, coded, request);
    }
    yield inLayout(pending, request);
  };
}
function* ended5(task, coded, request) {
  const state = snapshotAt(task, request.world.clock.now()).state;
  const body = inLayout(toStatus(task.id, state, request, task), request);
  yield coded ? `${statuses3[state]}
${body}` : body;
}
async function endBy({ id }, instant2, { world }, signal) {
  const { clock: clock5, watch, store } = world;
  while (!signal.aborted) {
    const seen3 = watch.changes;
    const task = await find({ store }, id);
    if (!task) return "gone";
    const now = clock5.now();
    if (isFinal(lifecycle5, snapshotAt(task, now).state)) return task;
    if (now >= instant2) return "waiting";
    if (clock5.pace.step > 0) {
      await watch.pause(breath, signal);
      clock5.nowForRequest();
    } else await watch.next(Math.min(instant2, nextStep(task, now)), seen3, signal);
  }
  return "gone";
}
function nextStep(task, now) {
  return timelineOf(task).find(({ at }) => at > now)?.at ?? Number.POSITIVE_INFINITY;
}

// src/apis/erigones/supporting/servers.ts
var operation24 = operationsFor();
var service2 = "erigones/esdc-ce v4.6 (7e3deddd)";
var noServer = { detail: "VM not found" };
var actions = {
  start: "Start server",
  stop: "Stop server",
  reboot: "Reboot server",
  current: "Status of server"
};
var listServers = operation24({
  id: "list-servers",
  method: "GET",
  path: "/api/vm/",
  says: "Lists the servers: their names, or in full some details of each.",
  clauses: [],
  source: `${service2}, api/vm/base/views.py, vm_manage.py and serializers.py`,
  request: "list-servers.request",
  responses: { 200: "servers", 403: "error", 404: "error", 406: "error" },
  async handle(request, respond) {
    if (isElsewhere(request)) return respond(404, no.datacenter);
    const servers4 = await serversFor(await userOf(request), request);
    const isFull = isWanted(request.query?.full) || isWanted(request.rawQuery.get("extended"));
    const result2 = isFull ? await toDetails(servers4, request) : servers4.map(({ hostname: hostname2 }) => hostname2);
    return respond(200, ...await atOnce(result2, request));
  }
});
var listServerStatuses = operation24({
  id: "list-server-statuses",
  method: "GET",
  path: "/api/vm/status/",
  says: "Shows of each server whether it runs.",
  clauses: [],
  source: `${service2}, api/vm/status/views.py and serializers.py`,
  request: "list-servers.request",
  responses: { 200: "server-statuses", 403: "error", 404: "error", 406: "error" },
  async handle(request, respond) {
    if (isElsewhere(request)) return respond(404, no.datacenter);
    const servers4 = await serversFor(await userOf(request), request);
    return respond(200, ...await atOnce(await toStatuses(servers4, request), request));
  }
});
var getServer = operation24({
  id: "get-server",
  method: "GET",
  path: "/api/vm/{hostname}/",
  says: "Shows a server with some details.",
  clauses: [],
  source: `${service2}, api/vm/base/views.py, vm_manage.py and serializers.py`,
  request: "server-path.request",
  responses: { 200: "server", 403: "error", 404: "error", 406: "error" },
  async handle(request, respond) {
    if (isElsewhere(request)) return respond(404, no.datacenter);
    const server = await serverFor(await userOf(request), request.params.hostname, request);
    if (!server) return respond(404, noServer);
    const [details2] = await toDetails([server], request);
    return respond(200, ...await atOnce(details2, request));
  }
});
var getServerStatus = operation24({
  id: "get-server-status",
  method: "GET",
  path: "/api/vm/{hostname}/status/",
  says: "Shows whether a server runs: what its tasks have come to says so.",
  clauses: [],
  source: `${service2}, api/vm/status/vm_status.py and serializers.py`,
  request: "server-path.request",
  responses: { 200: "server-status", 403: "error", 404: "error", 406: "error" },
  async handle(request, respond) {
    if (isElsewhere(request)) return respond(404, no.datacenter);
    const server = await serverFor(await userOf(request), request.params.hostname, request);
    if (!server) return respond(404, noServer);
    const [status] = await toStatuses([server], request);
    return respond(200, ...await atOnce(status, request));
  }
});
async function atOnce(result2, request) {
  const task_id = await idAtOnce(request, await userOf(request), 1);
  return [{ status: "SUCCESS", result: result2, task_id }, { es_task_id: task_id }];
}
var setServerStatus = operation24({
  id: "set-server-status",
  method: "PUT",
  path: "/api/vm/{hostname}/status/{action}/",
  holdsOpen: isStreamed,
  says: "Begins a task that starts, stops or reboots a server, or looks at it. With ES-STREAM the response is its end.",
  clauses: [],
  source: `${service2}, api/vm/status/vm_status.py, api/task/response.py and api/middleware.py`,
  request: "set-server-status.request",
  responses: {
    200: "task-status",
    201: "task-status",
    403: "error",
    404: "error",
    406: "error",
    417: "error"
  },
  async handle(request, respond) {
    const { hostname: hostname2, action } = request.params;
    const wishes = wishesIn(request.body);
    if (isElsewhere(request, wishes)) return respond(404, no.datacenter);
    const user2 = await userOf(request);
    const server = await serverToUse(user2, hostname2, request);
    if (!server) return respond(404, noServer);
    if (!Object.hasOwn(actions, action)) return respond(417, { detail: "Bad action" });
    if (action === "current" && !user2.is_super_admin) return respond(403, { detail: "Permission denied" });
    const task = await begin(request, { server, action }, user2);
    const state = stateOf(task, request);
    const pending = toStatus(task.id, state, request, task);
    const callback = callbackOf(request, wishes, task, user2);
    const headers2 = { es_task_id: task.id, es_task_response: "true" };
    const first2 = { ...respond(startedAs(state), pending, headers2), ...callback && { callback } };
    if (!liveStates.includes(state) || !isStreamed(request)) return first2;
    return {
      ...first2,
      stream: untilEnded(task, pending, request),
      headers: { ...headers2, es_stream: "True" }
    };
  }
});
function isStreamed({ header }) {
  return Boolean(header("es-stream"));
}
var startedAs = (state) => statuses3[state] === 201 ? 201 : 200;
async function begin(request, { server, action }, { number, username }) {
  const { store, world } = request;
  const serial = await store.serial("erigones begun");
  const owner = await ownersNumber(server, request);
  const task_id = `${number}e${owner}d1-${tailOf(randomFor(world.seed, "erigones begun", serial))}`;
  const deed2 = { method: "PUT", view: "vm_status", object_type: "vm", action, msg: actions[action] };
  const task = await request.create({ ...deed2, task_id, hostname: server.hostname, username });
  await store.putParent("erigones", "server", server.hostname, server);
  return task;
}
function wishesIn(body) {
  return body !== null && typeof body === "object" ? body : {};
}
function isElsewhere({ path: path4, method, rawQuery }, { dc } = {}) {
  const inPath = /^\/api\/dc\/([^/]+)\//.exec(path4)?.[1];
  const named3 = (method === "GET" ? rawQuery.get("dc") : dc) || inPath || "main";
  return named3 !== "main";
}
var inDatacenter2 = (operation32) => ({
  ...operation32,
  id: `${operation32.id}-in-dc`,
  path: operation32.path.replace("/api/", "/api/dc/{dc}/")
});
var operations6 = [listServers, listServerStatuses, getServer, getServerStatus, setServerStatus];
var servers2 = [...operations6, ...operations6.map(inDatacenter2)];

// src/apis/erigones/supporting/users.ts
var operation25 = operationsFor();
var source8 = "erigones/esdc-ce v4.6 (7e3deddd), api/accounts/user/base/api_views.py and serializers.py";
var unknown3 = { detail: "User not found" };
var denied = { detail: "Permission denied" };
var needed = ["email", "first_name", "last_name"];
async function atOnce2(request, status, result2) {
  const task_id = await idAtOnce(request, await userOf(request));
  return { body: { status, result: result2, task_id }, headers: { es_task_id: task_id } };
}
var createUser = operation25({
  id: "create-user",
  method: "POST",
  path: "/api/accounts/user/{username}/",
  says: "Makes a user. A password of his own counts from then on.",
  clauses: [],
  source: source8,
  request: "create-user.request",
  responses: { 201: "user-shown", 400: "user-refused", 403: "error", 406: "error" },
  async handle(request, respond) {
    const { username } = request.params;
    if (!(await userOf(request)).is_super_admin) return respond(403, denied);
    if (await userNamed(request, username)) return respond(406, { detail: "User already exists" });
    const given2 = request.body ?? {};
    const missing = needed.filter((name) => typeof given2[name] !== "string");
    if (missing.length > 0) {
      const errors2 = Object.fromEntries(missing.map((name) => [name, ["This field is required."]]));
      const { body: body2, headers: headers3 } = await atOnce2(request, "FAILURE", errors2);
      return respond(400, body2, headers3);
    }
    const user2 = made2(username, await nextNumber(request), given2, request.now);
    await keep(request, user2);
    await showKeys(request, user2);
    const { body, headers: headers2 } = await atOnce2(request, "SUCCESS", toWire(user2));
    return respond(201, body, headers2);
  }
});
function made2(username, number, given2, created) {
  const { email = "", first_name = "", last_name = "", password } = given2;
  return {
    username,
    number,
    ...password !== void 0 && { password: hashOf2(password) },
    ...{ email, first_name, last_name, created },
    is_super_admin: given2.is_super_admin ?? false,
    api_access: given2.api_access ?? true
  };
}
function toWire({
  username,
  email,
  first_name,
  last_name,
  is_super_admin,
  api_access,
  created
}) {
  return {
    ...{
      username,
      current_dc: "main",
      email,
      first_name,
      last_name,
      is_super_admin,
      is_active: true,
      api_access
    },
    ...{
      api_key: "***",
      callback_key: "***",
      groups: [],
      dc_bound: false,
      created: `${isoOf(created)}+00:00`
    }
  };
}
var getUser = operation25({
  id: "get-user",
  method: "GET",
  path: "/api/accounts/user/{username}/",
  says: "Shows a user, without his secrets.",
  clauses: [],
  source: source8,
  request: "user-path.request",
  responses: { 200: "user-shown", 403: "error", 404: "error", 406: "error" },
  async handle(request, respond) {
    const options6 = await userOf(request);
    const own2 = options6.username === request.params.username;
    if (!options6.is_super_admin && !own2) return respond(403, denied);
    const user2 = await userNamed(request, request.params.username);
    if (!user2) return respond(404, unknown3);
    const { body, headers: headers2 } = await atOnce2(request, "SUCCESS", toWire(user2));
    return respond(200, body, headers2);
  }
});
var deleteUser = operation25({
  id: "delete-user",
  method: "DELETE",
  path: "/api/accounts/user/{username}/",
  says: "Takes a user away, and with him his token. Nobody can do that to himself, or to the first administrator.",
  clauses: [],
  source: source8,
  request: "user-path.request",
  responses: { 200: "user-gone", 403: "error", 404: "error", 406: "error" },
  async handle(request, respond) {
    const options6 = await userOf(request);
    const user2 = await userNamed(request, request.params.username);
    if (!user2) return respond(404, unknown3);
    const forbidden2 = !options6.is_super_admin || user2.number === 1 || user2.username === options6.username;
    if (forbidden2) return respond(403, denied);
    await forget(request, user2);
    const { body, headers: headers2 } = await atOnce2(request, "SUCCESS", null);
    return respond(200, body, headers2);
  }
});
var getUserKeys = operation25({
  id: "get-user-keys",
  method: "GET",
  path: "/api/accounts/user/{username}/apikeys/",
  says: "Shows the key that lets a user in and the one that signs his call-backs, but not to who came with a key.",
  clauses: [],
  source: source8,
  request: "user-path.request",
  responses: { 200: "user-keys", 403: "error", 404: "error", 406: "error" },
  async handle(request, respond) {
    const options6 = await userOf(request);
    if (request.header("authorization") === void 0) return respond(403, denied);
    const user2 = await userNamed(request, request.params.username);
    if (!user2) return respond(404, unknown3);
    if (!options6.is_super_admin && options6.username !== user2.username) return respond(403, denied);
    const { body, headers: headers2 } = await atOnce2(request, "SUCCESS", await showKeys(request, user2));
    return respond(200, body, headers2);
  }
});
var users4 = [createUser, getUser, deleteUser, getUserKeys];

// src/apis/erigones/supporting/index.ts
var operations7 = [...accounts2, ...users4, ...servers2, ...datacenters];
var patterns = new Map(
  operations7.map(({ path: path4 }) => [path4, new RegExp(`^${path4.replaceAll(/\{\w+\}/g, "[^/]+")}$`)])
);
var isForAnybody = ({ id }) => id === "ping" || id === "login";
function operationsBeside({ path: path4 }, slash2 = "") {
  const there3 = operations7.filter((operation32) => patterns.get(operation32.path).test(path4 + slash2));
  return there3.filter((operation32) => operation32.path === there3[0].path);
}
function methodsBeside(request) {
  return [...operationsBeside(request).map(({ method }) => method), "OPTIONS"];
}
var supporting6 = operations7.map((operation32) => ({
  ...operation32,
  async handle(request, respond) {
    const { username } = await userOf(request);
    const answer2 = await operation32.handle(request, respond);
    const bare = operation32.id === "ping" || operation32.id === "login" && answer2.status !== 200;
    return dress(answer2, request, {
      beside: isSupporting(operation32),
      methods: methodsBeside(request),
      username,
      bare
    });
  }
}));

// src/apis/erigones/supporting/describe.ts
var names2 = {
  task: "Task List",
  "{task_id}": "Task Details",
  status: "Task Status",
  state: "Task Status",
  done: "Task Done",
  cancel: "Task Cancel",
  log: "Task Log",
  stats: "Task Log Stats",
  ping: "Api Ping",
  login: "Api Login",
  logout: "Api Logout",
  "create-user": "User Manage",
  "get-user-keys": "User Apikeys",
  "list-servers": "Vm List",
  "list-servers-in-dc": "Vm List",
  "list-server-statuses": "Vm Status List",
  "list-server-statuses-in-dc": "Vm Status List",
  "get-server": "Vm Manage",
  "get-server-in-dc": "Vm Manage",
  "list-datacenters": "Dc List",
  "get-datacenter": "Dc Manage",
  "get-server-status": "Vm Status",
  "get-server-status-in-dc": "Vm Status",
  "set-server-status": "Vm Status",
  "set-server-status-in-dc": "Vm Status"
};
function describe(request) {
  const beside2 = operationsBeside(request)[0];
  const { id, path: path4, says } = beside2 ?? operationsAt(request)[0];
  const key = beside2 ? id : path4.replace(/\/$/, "").split("/").at(-1);
  const json = ["application/json"];
  return { name: names2[key], description: says, renders: json, parses: json };
}

// src/apis/erigones/supporting/refusals.ts
function sayNo5(refusal2, request) {
  switch (refusal2.kind) {
    case "unknown-route":
      return observed("unknown-route", request) ? { status: 404, text: "Resource not found" } : error3(404, "Resource not found");
    case "wrong-method":
      return {
        ...error3(405, `Method "${request.method}" not allowed.`),
        headers: { allow: refusal2.allowed.join(", ") }
      };
    case "unauthenticated":
      return turnAway(refusal2.why, request);
    case "unreadable-body":
      return error3(400, `JSON parse error - ${refusal2.reason}`);
    case "body-too-large":
      return error3(413, `The request has more than ${refusal2.limit} bytes.`);
    case "limit":
      return error3(refusal2.status, refusal2.says);
    case "status":
      return error3(refusal2.status, `Answered ${refusal2.status} because that was asked for.`);
    case "invalid":
      return invalid4(refusal2, request);
  }
}
var filterTexts = {
  format: "Enter a valid date.",
  dependentRequired: "object_type attribute is required when filtering by object_name."
};
function invalid4({ in: where, name, rule, expected, given: given2 }, request) {
  if (where === "body") return error3(400, `Invalid ${name}: expected ${expected}`);
  if (where === "headers") return error3(406, "Could not satisfy the request Accept header.");
  if (name === "dc") return { status: 404, body: no.datacenter };
  if (where === "path") {
    const denied2 = rule === "permission" || observed("malformed-ids", request);
    return denied2 ? error3(403, "Permission denied") : { status: 404, body: no.task };
  }
  const said = (erratum, status) => literal(erratum, request) ? 400 : status;
  if (name === "page") return { status: said("page-status", 404), body: no.page };
  if (name === "last") return error3(said("last-status", 412), 'Invalid "last" parameter');
  if (name === "order_by")
    return error3(said("order-status", 412), "Invalid order_by; Possible sort fields are: time");
  const choice2 = `Select a valid choice. ${textOf(given2)} is not one of the available choices.`;
  const filters2 = {
    [name]: [rule === "enum" ? choice2 : filterTexts[rule] ?? "Enter a valid value."]
  };
  return { status: 400, body: filters2 };
}
function error3(status, detail2) {
  return { status, body: { detail: detail2 } };
}

// src/apis/erigones/supporting/throttle.ts
var minute = 6e4;
function tooOften({ world, header, now }, user2) {
  if (!world.rateLimit.minds("erigones")) return void 0;
  const who = user2 ? `user ${user2.username}` : `address ${header("x-forwarded-for") ?? ""}`;
  const wait2 = world.rateLimit.count(`erigones ${who}`, { most: user2 ? 45 : 30, per: minute }, now);
  if (wait2 === void 0) return void 0;
  const seconds = Math.ceil(wait2 / 1e3);
  return {
    status: 429,
    body: { detail: `Request was throttled. Expected available in ${seconds}.0 seconds.` },
    headers: { "retry-after": `${seconds}` }
  };
}

// src/apis/erigones/auth.ts
var auth5 = {
  refuse,
  authenticate: authenticate4,
  forgivesBody: (request) => isBeside(request) ? request.path !== "/api/accounts/login/" : observed("broken-body", request)
};
var isBeside = (request) => operationsBeside(request).length > 0;
async function authenticate4(request, operation32) {
  if (leadsToSlash(request)) return void 0;
  const stranger3 = await strangerIn(request) ?? wrongHead(request);
  if (stranger3 || isSupporting(operation32)) return stranger3;
  return strangeDatacenter(request) ?? foreignIdIn(request) ?? deniedTo(await userOf(request), request);
}
function deniedTo(user2, request) {
  if (isPermitted(user2, request)) return void 0;
  return refusalOf("path", "task_id", "a task of your own", request.path, "permission");
}
async function strangerIn(request) {
  const accept = request.header("accept") || "*/*";
  const readsJson = /(^|,)\s*(application\/(json|\*)|\*\/\*)\s*(;|,|$)/.test(accept);
  if (!readsJson && (isBeside(request) || observed("accept", request)))
    return refusalOf("headers", "accept", "application/json", accept);
  const caller = await callerOf(request);
  if ("user" in caller) return tooOften(request, caller.user);
  if (!isLetIn(caller.nobody, request)) return dressed(turnAway(caller.nobody, request), request);
  return tooOften(request, void 0);
}
function isLetIn(nobody, request) {
  const operations8 = operationsBeside(request);
  if (operations8.length > 0)
    return operations8.every(isForAnybody) && (nobody === "missing" || nobody === "expired");
  const isAsked = isGuarded(request) || observed("login", request);
  return !isAsked && (nobody === "missing" || nobody === "invalid");
}
function wrongHead(request) {
  if (request.method !== "HEAD" || !(isBeside(request) || observed("head", request))) return void 0;
  return { kind: "wrong-method", allowed: allowedAt2(request) };
}
var allowedAt2 = (request) => isBeside(request) ? methodsBeside(request) : methodsAt(request);
function dressed(response, request, username) {
  const beside2 = isBeside(request);
  const bare = beside2 && operationsBeside(request).every(isForAnybody);
  return dress(response, request, {
    methods: allowedAt2(request),
    beside: beside2,
    bare,
    username: username ?? (beside2 ? "" : "admin")
  });
}
function strangeDatacenter(request) {
  const inPath = /^\/api\/dc\/([^/]+)\//.exec(request.path)?.[1];
  const inQuery = request.method === "GET" && observed("dc-parameter", request) && request.rawQuery.get("dc");
  const named3 = inQuery || inPath || "main";
  return named3 === "main" ? void 0 : refusalOf("query", "dc", "main", named3);
}
var notHexadecimal = /-\w*[^0-9a-f-]/;
function foreignIdIn(request) {
  const id = /\/task\/(?!log\/)([^/]+)\//.exec(request.path)?.[1];
  if (id === void 0) return void 0;
  if (observed("malformed-ids", request) && /[^A-Za-z0-9-]/.test(id)) return { kind: "unknown-route" };
  const elsewhere3 = (datacenterOf(id) ?? "1") !== "1" && observed("datacenter-ids", request);
  const denied2 = elsewhere3 || isLegacyId(id) && observed("legacy-ids", request);
  if (!observed("malformed-ids", request) && notHexadecimal.test(id))
    return refusalOf("path", "task_id", "hexadecimal digits", id, "pattern");
  return denied2 ? refusalOf("path", "task_id", "a full id of this data center", id, "permission") : void 0;
}
function refusalOf(where, name, expected, given2, rule = "enum") {
  return { kind: "invalid", in: where, name, rule, expected, given: given2 };
}
var early = ["wrong-method", "body-too-large", "status"];
async function refuse(refusal2, request) {
  if (refusal2.kind === "unknown-route" && operationsBeside(request, "/").length > 0)
    return { status: 301, headers: { location: withSlash(request) } };
  if (refusal2.kind === "unknown-route" || leadsToSlash(request)) return sayNo5(refusal2, request);
  const first2 = early.includes(refusal2.kind) && await strangerIn(request) || refusal2;
  if (!("kind" in first2)) return dressed(first2, request);
  const caller = await callerOf(request);
  const username = "user" in caller ? caller.user.username : void 0;
  if (first2.kind !== "wrong-method") return dressed(sayNo5(first2, request), request, username);
  const allowed = allowedAt2(request);
  if (request.method === "OPTIONS" && (isBeside(request) || observed("options", request))) {
    const described2 = { status: 200, body: describe(request), headers: { allow: allowed.join(", ") } };
    return isBeside(request) ? dressed(described2, request, username) : described2;
  }
  return dressed(sayNo5({ ...first2, allowed }, request), request, username);
}
function leadsToSlash(request) {
  if (request.path.endsWith("/")) return false;
  const details2 = /^\/api\/task\/(?!log$)[^/]+$/.test(request.path);
  return request.reading(`erigones/${details2 ? "details" : "trailing"}-slash`) !== "literal";
}

// src/apis/erigones/breaches.ts
var breaches5 = [
  {
    invariant: "erigones/status-fits-state",
    at: { "task-status": [] },
    tell: (content2) => ({ ...content2, result: content2.result === null ? "terminated" : null })
  },
  {
    invariant: "erigones/done-is-success",
    at: { "task-done": [] },
    tell: (content2) => ({ ...content2, done: !content2.done })
  },
  {
    invariant: "erigones/log-falls",
    at: { log: ["results"], "log-page": ["results"] },
    // Lines of one second may be in any order.
    tell: (lines4) => secondsOf(lines4[0]) - secondsOf(lines4.at(-1)) > 2 ? [...lines4].reverse() : lines4
  },
  {
    invariant: "erigones/stats-last",
    at: { "log-stats": [] },
    tell: (stats3) => ({ ...stats3, _last: stats3._last + 1 })
  }
];
function secondsOf(line) {
  return Date.parse(line?.time ?? "") / 1e3;
}

// src/apis/erigones/fixtures.ts
var servers3 = 400;
var perPage2 = 100;
var lastLines2 = 10;
var mostTasks = 100;
var spans = [3600, 86400, 2592e3, 31536e3];
var deeds2 = [
  deed("PUT vm_status start", "Start server", "Started", "start"),
  deed("PUT vm_status stop", "Stop server", "Stopped", "stop"),
  deed("PUT vm_status reboot", "Reboot server", "Rebooted", "reboot"),
  deed("POST vm_manage create", "Create server", "Created", "create"),
  deed("PUT vm_manage update", "Update server", "Updated", "update"),
  deed("DELETE vm_manage delete", "Delete server", "Deleted", "delete"),
  deed("POST vm_snapshot create", "Create server snapshot", "Took a snapshot of", "take a snapshot of"),
  deed("PUT vm_snapshot rollback", "Rollback server snapshot", "Rolled back", "roll back"),
  deed("PUT vm_backup restore", "Restore server backup", "Restored a backup of", "restore a backup of"),
  deed("GET vm_status current", "Status of server", "Read the status of", "read the status of")
];
function deed(request, msg, did, could) {
  const [method, view, action] = request.split(" ");
  return { method, view, action, msg, did, could };
}
var fixtures5 = {
  draw(drawing) {
    const id = idOf2(drawing);
    return { id, attributes: () => attributesOf(id, drawing) };
  },
  breaches: breaches5,
  schemas: {
    task: {
      states: liveStates,
      show: ([task], showing) => toTask(task.record, task.snapshot, showing),
      request: ([task]) => about3(task, "", 200, "get-task")
    },
    "task-id": { show: ([task]) => task.record.id },
    "task-ids": {
      states: liveStates,
      most: mostTasks,
      show: (shown2) => shown2.map(({ record: record6 }) => record6.id),
      request: () => ({ operation: "list-tasks", path: "/api/task/", status: 200 })
    },
    "task-status": {
      show: statusOf,
      request: ([task], showing) => ({
        ...about3(task, "status/", statuses3[stateOf2(task)], "get-task-status"),
        responseHeaders: taskResponse(showing)
      })
    },
    "task-done": {
      show: ([task]) => ({ done: stateOf2(task) === "SUCCESS", task_id: task.record.id }),
      request: ([task]) => about3(task, "done/", statuses3[stateOf2(task)], "get-task-done")
    },
    "task-result": {
      states: ["SUCCESS", "FAILURE"],
      show: (shown2, showing) => statusOf(shown2, showing).result
    },
    "log-line": {
      show: (shown2, showing) => {
        const lines4 = linesOf2(shown2);
        const line = lines4.length > 1 && showing.row % 4 === 3 ? lines4.at(-1) : lines4[0];
        return toLogLine(line, showing, "page");
      }
    },
    log: {
      most: lastLines2,
      show: (shown2, showing) => {
        const lines4 = linesOf2(shown2);
        return toLog({ items: lines4.slice(0, lastLines2), total: lines4.length }, showing);
      },
      request: () => ({ operation: "get-log", path: "/api/task/log/", status: 200 })
    },
    "log-page": {
      most: mostTasks,
      show: pageOf6,
      request: (shown2, showing) => ({
        operation: "get-log-page",
        path: `/api/task/log/?page=${pageNumber(shown2, showing)}`,
        status: 200
      })
    },
    "log-stats": {
      most: mostTasks,
      // The same log, asked for its last hour, day, month and year.
      views: spans.length,
      show: (shown2, { now, row }) => {
        const last2 = spans[row % spans.length];
        const since = now - last2 * 1e3;
        const recent = shown2.flatMap(({ snapshot }) => snapshot.entered.filter(({ at }) => at >= since));
        const count3 = (state) => recent.filter((entered) => entered.state === state).length;
        return {
          failed: count3("FAILURE"),
          pending: count3("PENDING"),
          succeeded: count3("SUCCESS"),
          revoked: count3("REVOKED"),
          _last: last2
        };
      },
      request: (_2, { row }) => ({
        operation: "get-log-stats",
        path: `/api/task/log/stats/?last=${spans[row % spans.length]}`,
        status: 200
      })
    }
  }
};
function attributesOf(task_id, drawing) {
  const { seed, number, words: words4, edge } = drawing;
  const random = randomFor(seed, "erigones task", number);
  const { hostname: hostname2, object_alias } = serverOf(drawing, random.between(0, servers3 - 1));
  const username = random.between(0, 3) === 0 ? "admin" : `${random.pick(words4.users)}@example.com`;
  const { method, view, action, msg, did, could } = random.pick(deeds2);
  const message = edge ? words4.comments.at(-1 - number % 17) : `${did} ${hostname2}`;
  const failure2 = edge ? "" : `Could not ${could} ${hostname2}`;
  const given2 = { task_id, method, hostname: hostname2, action, view, object_alias, username, msg, message, failure: failure2 };
  return completed(given2, random);
}
function idOf2({ number, seed, random, edge }) {
  const own2 = hexOf((Math.imul(number, 2654435761) ^ Math.imul(seed, 2246822507)) >>> 0);
  const digits2 = random.hex(11);
  const noise = `${digits2.slice(0, 4)}-4${digits2.slice(4, 7)}-${digits2.slice(7)}`;
  const user2 = edge ? random.pick(["0", "9".repeat(18)]) : `${random.between(1, 99)}`;
  return `${user2}${random.pick(["e", "e", "e", "a", "i"])}${random.between(1, 9)}d1-${own2}-${noise}`;
}
var serverOf = shared(({ seed, words: words4, edge }, number) => {
  const random = randomFor(seed, "erigones server", number);
  const long = edge ? `${random.pick(words4.nouns)}-`.repeat(6).slice(0, 40) : "";
  const object_alias = `${long}${random.pick(words4.nouns)}${String(number % 100).padStart(2, "0")}`;
  return { hostname: `${object_alias}.${random.pick(words4.nouns)}.example.com`, object_alias };
});
function stateOf2({ snapshot }) {
  return snapshot.state;
}
function statusOf([task], showing) {
  return toStatus(task.record.id, stateOf2(task), showing, task.record);
}
function about3({ record: record6 }, what, status, operation32) {
  return { operation: operation32, path: `/api/task/${record6.id}/${what}`, status };
}
function linesOf2(shown2) {
  return shown2.flatMap(({ record: record6, snapshot }) => snapshot.entered.map(({ state, at }) => ({ record: record6, state, at }))).filter(({ state }) => loggedStates.includes(state)).sort((a, b) => b.at - a.at);
}
function pageOf6(shown2, showing) {
  const lines4 = linesOf2(shown2);
  const page5 = pageNumber(shown2, showing);
  const total = (page5 - 1) * perPage2 + lines4.length;
  const rawQuery = /* @__PURE__ */ new Map([["page", `${page5}`]]);
  return toLogPage({ items: lines4.slice(0, perPage2), total }, { page: page5, perPage: perPage2 }, { ...showing, rawQuery });
}
function pageNumber(shown2, { row }) {
  return shown2.length === 0 ? 1 : row % 3 + 1;
}

// src/apis/erigones/exploration.ts
var nobodysTask = "1e1d1-ffffffff-ffff-4fff-bfff";
var always = 1e9;
var day8 = 864e5;
var ours = "1e1d1-9f7c3a52-61d0-4e8b-a2c4";
var taskAtOnce = "1e1d1-6f75849b-61d0-4e8b-a2c4";
var noId = "abc";
var ofTasks2 = ["get-task", "get-task-status", "get-task-done"];
var explore5 = async (explorer) => {
  await lookAround5(explorer);
  for (const state of Object.keys(lifecycle5.states)) await lookAt5(explorer, state);
  for (const scenario of ["succeeds", "fails", "canceled"]) await follow7(explorer, scenario);
  await turnPages4(explorer);
  await choose(explorer);
  await count2(explorer);
  await requestInVain4(explorer);
  if (explorer.writes) await cancel2(explorer);
};
async function lookAround5(explorer) {
  const { content: content2 } = await explorer.send("list-tasks");
  const ids2 = Array.isArray(content2) ? content2.slice(0, 3) : [];
  const { task_id } = explorer.params;
  for (const id of new Set(task_id === void 0 ? ids2 : [...ids2, task_id])) {
    await show3(explorer, id);
    await explorer.send("list-tasks");
    for (const operation32 of ofTasks2) await explorer.send(operation32, { params: { task_id: id } });
  }
  for (const operation32 of ["get-log", "get-log-stats"]) await explorer.send(operation32);
}
async function lookAt5(explorer, state) {
  const task = await explorer.stage(`task-is-${state.toLowerCase()}`, { task_id: ours });
  if (!task) return;
  const { task_id } = task;
  for (const operation32 of ["get-task", ...Array(3).fill("get-task-status"), "get-task-done", "get-task"])
    await explorer.send(operation32, { params: { task_id } });
  await explorer.send("list-tasks");
  await show3(explorer, task_id);
  await explorer.send("list-tasks");
  await show3(explorer, task_id);
  await page2(explorer, { show_running: true });
  await show3(explorer, task_id);
  await explorer.send("get-log");
}
async function follow7(explorer, scenario) {
  const task = await explorer.stage("task-is-pending", { task_id: ours }, { scenario }) ?? await explorer.stage("task-is-started", { task_id: ours }, { scenario });
  if (!task) return;
  const { task_id } = task;
  await stats(explorer, always);
  await explorer.watch(async () => {
    await show3(explorer, task_id);
    await explorer.send("list-tasks");
    await show3(explorer, task_id);
    await explorer.send("get-log");
    await explorer.send("get-task-done", { params: { task_id } });
    return explorer.send("get-task-status", { params: { task_id } });
  });
  for (const operation32 of [...ofTasks2, "get-task-status"])
    await explorer.send(operation32, { params: { task_id } });
  await explorer.send("list-tasks");
  await stats(explorer, always);
  await explorer.send("get-log");
  await page2(explorer);
  await explorer.send("get-log");
}
async function turnPages4(explorer) {
  const given2 = { hostname: "many.cust.erigones.com", tasks: 125 };
  const many = await explorer.stage("server-has-many-tasks", given2);
  const object = many && { object_type: "vm", object_name: many.hostname };
  for (const order_by of ["time", "-time"]) {
    const turn = (number) => page2(explorer, { ...object, order_by, page: number });
    const first2 = pageIn(await turn(1));
    for (const number of [3, 2]) await turn(number);
    await explorer.follow(first2?.next);
    await turn(1);
  }
  await page2(explorer, { ...object, order_by: "+time" });
  await page2(explorer, { object_type: "vm", object_name: "MANY.cust" });
}
async function choose(explorer) {
  await explorer.stage("task-is-started", { task_id: "1a1d1-9f7c3a52-61d0-4e8b-a2c4", object_type: "dc" });
  for (const status of ["PENDING", "SUCCESS", "FAILURE", "REVOKED"]) await page2(explorer, { status });
  for (const object_type of ["vm", "node", "dc"]) await page2(explorer, { object_type });
  await page2(explorer, { object_type: "dc", hide_auto: true });
  const first2 = dayOf3(pageIn(await page2(explorer, { order_by: "time" }))?.results[0]);
  if (first2 === void 0) return;
  const [date, next3] = [0, day8].map((later4) => new Date(first2 + later4).toISOString().slice(0, 10));
  for (const query of [
    { date_from: next3 },
    { date_to: next3 },
    { date_from: date, date_to: next3 },
    { date_from: next3, date_to: date }
  ])
    for (const order_by of ["time", "-time"]) await page2(explorer, { ...query, order_by });
}
function dayOf3(line) {
  const [, year, a, b] = /^(\d{4})-(\d\d)-(\d\d)/.exec(line?.time ?? "") ?? [];
  return [`${year}-${a}-${b}`, `${year}-${b}-${a}`].map(Date.parse).find((at) => !Number.isNaN(at));
}
async function count2(explorer) {
  for (const last2 of [60, 3600, 43200, void 0, 172800, always]) await stats(explorer, last2);
  for (const status of [void 0, "PENDING", "SUCCESS", "FAILURE", "REVOKED"]) {
    await page2(explorer, { status });
    await stats(explorer, always);
  }
}
async function requestInVain4(explorer) {
  for (const task_id of [nobodysTask, taskAtOnce, noId])
    for (const operation32 of ofTasks2) await explorer.send(operation32, { params: { task_id } });
  for (const number of [0, "first", 1e6]) await page2(explorer, { page: number });
  const odd = { order_by: "status", status: "EXPLODED", object_type: "moon", object_name: "web01" };
  for (const [name, value] of Object.entries({ ...odd, date_from: "yesterday", date_to: "tomorrow" }))
    await page2(explorer, { [name]: value });
  await stats(explorer, "x");
  for (const operation32 of ["list-tasks", "get-log", "get-log-stats"])
    await explorer.send(`${operation32}-redirect`);
  await explorer.send("get-log-page-redirect", { query: { page: 2, order_by: "time" } });
  for (const operation32 of ofTasks2)
    await explorer.send(`${operation32}-redirect`, { params: { task_id: ours } });
}
async function cancel2(explorer) {
  for (const state of ["pending", "started", "success", "failure"]) {
    const task = await explorer.stage(`task-is-${state}`, { task_id: ours }, { scenario: "fails" });
    if (task) await revoke(explorer, task.task_id);
  }
  const forced = await explorer.stage("task-is-started", { task_id: ours }, { scenario: "fails" });
  if (forced) {
    await put(explorer, forced.task_id, { force: "perhaps" });
    await revoke(explorer, forced.task_id, { force: true });
  }
  for (const task_id of [nobodysTask, noId]) await put(explorer, task_id);
  await explorer.send("cancel-task-redirect", { params: { task_id: ours } });
  if (explorer.params.task_id !== void 0) await revoke(explorer, explorer.params.task_id);
}
async function revoke(explorer, task_id, body) {
  await explorer.send("get-task-status", { params: { task_id } });
  await stats(explorer, always);
  await show3(explorer, task_id);
  await put(explorer, task_id, body);
  for (const operation32 of ofTasks2) await explorer.send(operation32, { params: { task_id } });
  await explorer.send("list-tasks");
  await explorer.send("get-log");
  await stats(explorer, always);
  await put(explorer, task_id);
}
function put(explorer, task_id, body) {
  return explorer.send("cancel-task", { params: { task_id }, ...body && { body } });
}
function show3(explorer, task_id) {
  return explorer.send("get-task", { params: { task_id } });
}
function page2(explorer, query = {}) {
  return explorer.send("get-log-page", { query: { page: 1, ...query } });
}
function pageIn({ response, content: content2 }) {
  return response.status === 200 ? content2 : void 0;
}
function stats(explorer, last2) {
  return explorer.send("get-log-stats", { query: { last: last2 } });
}

// src/apis/erigones/observations.ts
var statusOperations2 = ["get-task-status", "get-task-state", "cancel-task"];
var logOperations2 = ["get-log", "get-log-page"];
var everyState = Object.keys(lifecycle5.states);
function observations5(seen3, may) {
  const { operation: operation32, response, content: content2 } = seen3;
  const observation = (task_id, states2, pointer = "") => ({
    seen: seen3,
    pointer,
    id: task_id,
    states: states2,
    params: { task_id }
  });
  if (operation32 === "list-tasks")
    return content2.map((id, index) => observation(id, liveStates, `/${index}`));
  if (operation32 === "get-task") {
    const { task_id, ...facts } = content2;
    return [{ ...observation(task_id, liveStates), facts }];
  }
  if (operation32 === "get-task-done")
    return [observation(content2.task_id, statesBehind(response.status, may))];
  if (statusOperations2.includes(operation32)) {
    const { status, task_id } = content2;
    return [observation(task_id, status === "PENDING" ? waiting4(["PENDING"], may) : [status])];
  }
  return linesOf3(seen3).filter(({ entry }) => isFinal(lifecycle5, entry.status)).map(({ entry, pointer }) => observation(entry.task, [entry.status], pointer));
}
function statesBehind(status, may) {
  if (status === 201) return waiting4(liveStates, may);
  return { 200: ["SUCCESS"], 400: ["FAILURE"], 410: ["REVOKED"] }[status] ?? everyState;
}
function waiting4(states2, may) {
  return may("erigones/results-expire", "observed") ? everyState : states2;
}
function requestsTo({ request }) {
  return request.params.task_id;
}
function endBefore({ observations: all }, { scene, number }, task) {
  return all.findLast(
    ({ id, seen: seen3, states: states2 }) => id === task && seen3.scene === scene && seen3.number < number && !logOperations2.includes(seen3.operation) && states2.length === 1 && isFinal(lifecycle5, states2[0])
  )?.states[0];
}
function linesOf3({ operation: operation32, content: content2 }) {
  if (!logOperations2.includes(operation32)) return [];
  return content2.results.flatMap(
    (line, index) => "task" in line ? [{ entry: line, pointer: `/results/${index}` }] : []
  );
}
function nameOf5({ task, status, time: time2, msg }) {
  return `${status} of ${task} at ${time2.slice(0, 19)} (${msg})`;
}
function instantsOf(lines4, may) {
  const readings = ["corrected", "literal"].filter((each) => may("erigones/log-time", each));
  return readings.map(
    (reading) => lines4.map(({ time: time2 }) => {
      const swapped2 = time2.replace(/^(\d{4})-(\d\d)-(\d\d)/, "$1-$3-$2");
      return Date.parse(reading === "literal" ? swapped2 : time2);
    })
  );
}
function queried({ request }, parameter) {
  return request.query.get(parameter) || void 0;
}
var choices = [
  "status",
  "object_type",
  "object_name",
  "date_from",
  "date_to",
  "show_running",
  "hide_auto"
];
function isUnchosen(seen3) {
  return seen3.operation === "get-log" || choices.every((choice2) => queried(seen3, choice2) === void 0);
}
function isNewestFirst(seen3) {
  return seen3.operation === "get-log" || queried(seen3, "order_by")?.trim() !== "time";
}
function isWhole({ content: content2 }) {
  const { count: count3, results: results2 } = content2;
  return count3 === results2.length;
}
function beside({ seen: all }, { number, scene }) {
  return [number - 1, number + 1].map((each) => {
    const found = all[each - 1];
    return found?.scene === scene ? found : void 0;
  });
}
function isPreset(seen3) {
  return seen3?.response.status === 200 && seen3.content !== void 0;
}
function isShown(seen3) {
  return seen3?.operation === "get-task" && seen3.response.status === 200;
}
function answers(trace, operations8) {
  return trace.seen.filter(
    ({ operation: operation32, response }) => operations8.includes(operation32) && !unwilling2.includes(response.status)
  );
}
var unwilling2 = [401, 403, 407, 429, 500, 502, 503, 504];

// src/apis/erigones/invariants/list.ts
var list6 = {
  id: "erigones/list-agrees",
  clauses: ["erigones/list/path", "erigones/list/example", "erigones/details/path"],
  says: "The tasks that have not ended are listed, once each, and have details; no others do.",
  judge(trace, judge3) {
    for (const seen3 of trace.of(["list-tasks"])) {
      const ids2 = seen3.content;
      const expected = "each task once";
      judge3(new Set(ids2).size === ids2.length, {
        seen: seen3,
        clause: "erigones/list/example",
        expected,
        actual: ids2
      });
      for (const [index, id] of ids2.entries()) {
        const end2 = endBefore(trace, seen3, id);
        const actual2 = `${id}, which had ended in ${end2}`;
        judge3(end2 === void 0, {
          seen: seen3,
          pointer: `/${index}`,
          expected: "tasks that have not ended",
          actual: actual2
        });
      }
      const [before, after] = beside(trace, seen3).map(
        (each) => isShown(each) ? requestsTo(each) : void 0
      );
      if (before === void 0 || before !== after) continue;
      const actual = `${ids2.length} tasks without it`;
      judge3(ids2.includes(before), { seen: seen3, expected: `${before}, of which there are details`, actual });
    }
    for (const seen3 of answers(trace, ["get-task"])) {
      const task = requestsTo(seen3);
      const end2 = endBefore(trace, seen3, task);
      const { status } = seen3.response;
      const listed3 = beside(trace, seen3).every(
        (each) => isPreset(each) && each.operation === "list-tasks" && each.content.includes(task)
      );
      const about4 = { seen: seen3, clause: "erigones/details/path", actual: `status ${status}` };
      if (end2 !== void 0) judge3(status === 404, { ...about4, expected: `status 404: it ended in ${end2}` });
      else if (listed3) judge3(status === 200, { ...about4, expected: "status 200: the task is listed" });
    }
  }
};

// src/apis/erigones/invariants/log.ts
var path2 = "erigones/log/path";
var order2 = {
  id: "erigones/log-falls",
  clauses: [path2, "erigones/log/time"],
  says: "The newest line comes first, unless the oldest is asked for.",
  judge(trace, judge3) {
    for (const seen3 of trace.of(logOperations2)) {
      const lines4 = linesOf3(seen3).map(({ entry }) => entry);
      if (seen3.operation === "get-log-page" && !isNewestFirst(seen3)) lines4.reverse();
      const readings = instantsOf(lines4, trace.may);
      const places = readings.map(firstOutOfOrder);
      const dated = readings.some((instants) => !instants.some(Number.isNaN));
      const [place = -1] = places.includes(-1) ? [] : places;
      judge3(place < 0, {
        seen: seen3,
        clause: dated ? path2 : "erigones/log/time",
        pointer: "/results",
        expected: "dates in the order that was asked for",
        actual: lines4.slice(Math.max(0, place - 1), place + 1).map(({ time: time2 }) => time2),
        errata: ["erigones/log-time"]
      });
    }
  }
};
function firstOutOfOrder(instants) {
  let earliest = Number.POSITIVE_INFINITY;
  return instants.findIndex((at) => {
    const right = at <= earliest + 1e3;
    earliest = Math.min(earliest, at);
    return !right;
  });
}
var lines = {
  id: "erigones/log-stays",
  clauses: ["erigones/log/example", "erigones/cancel/revoked"],
  says: "A line stays as it was written, and a task that has ended has one more.",
  judge(trace, judge3) {
    const written2 = /* @__PURE__ */ new Map();
    for (const seen3 of trace.of(logOperations2)) {
      const here = linesOf3(seen3);
      for (const { entry, pointer } of here) {
        const key = `${seen3.scene} ${nameOf5(entry)}`;
        const { line, number } = written2.get(key) ?? { line: entry, number: seen3.number };
        written2.set(key, { line, number });
        for (const member2 of ["object_type", "object_name", "object_alias", "username", "detail"])
          judge3(line[member2] === entry[member2], {
            seen: seen3,
            pointer: `${pointer}/${member2}`,
            expected: `${line[member2]}, as in exchange ${number}`,
            actual: entry[member2]
          });
      }
      for (const { entry, pointer } of here.filter(({ entry: entry2 }) => entry2.status === "REVOKED"))
        judge3(entry.detail === "terminated", {
          seen: seen3,
          clause: "erigones/cancel/revoked",
          pointer: `${pointer}/detail`,
          expected: "terminated",
          actual: entry.detail,
          errata: ["revoked-detail", "revoked-unstarted", "cancel-force"].map((name) => `erigones/${name}`)
        });
      if (!isUnchosen(seen3) || !isNewestFirst(seen3)) continue;
      for (const {
        entry: { task, status }
      } of here) {
        const end2 = status === "PENDING" ? endBefore(trace, seen3, task) : void 0;
        if (end2 === void 0) continue;
        const right = here.some(({ entry }) => entry.task === task && entry.status === end2);
        const expected = `a line that ${task} has ended in ${end2}`;
        judge3(right, { seen: seen3, pointer: "/results", expected, actual: `${here.length} lines without it` });
      }
    }
  }
};
var newest3 = {
  id: "erigones/log-is-first-page",
  clauses: [path2],
  says: "The log shows the newest lines of its first page.",
  judge(trace, judge3) {
    for (const seen3 of trace.of(["get-log"])) {
      const [page5, again] = [seen3.number, seen3.number + 1].map((each) => trace.seen[each]);
      if (page5?.operation !== "get-log-page" || again?.operation !== "get-log") continue;
      if (queried(page5, "page") !== "1" || !isUnchosen(page5) || !isNewestFirst(page5)) continue;
      const [first2, wanted, last2] = [seen3, page5, again].map(
        (each) => isPreset(each) ? linesOf3(each).map(({ entry }) => nameOf5(entry)) : void 0
      );
      if (!first2 || !wanted || first2.join() !== last2?.join()) continue;
      const right = wanted.slice(0, first2.length).join() === first2.join() && first2.length > 0;
      const expected = `${first2[0]}, as exchange ${seen3.number}, first`;
      judge3(right, { seen: page5, pointer: "/results", expected, actual: wanted[0] ?? "no line" });
    }
  }
};
var running = {
  id: "erigones/log-of-running",
  clauses: [path2],
  says: "Of what runs the log shows that it began, and nothing of what has ended.",
  judge(trace, judge3) {
    for (const seen3 of trace.of(["get-log-page"]).filter((each) => queried(each, "show_running") === "true")) {
      const here = linesOf3(seen3);
      for (const { entry, pointer } of here)
        judge3(entry.status === "PENDING", {
          seen: seen3,
          pointer: `${pointer}/status`,
          expected: "PENDING, for only what runs was asked for",
          actual: entry.status
        });
      const [before, after] = beside(trace, seen3).map(
        (each) => isShown(each) ? requestsTo(each) : void 0
      );
      if (before === void 0 || before !== after || !isWhole(seen3)) continue;
      const right = here.some(({ entry }) => entry.task === before);
      judge3(right, { seen: seen3, expected: `a line of ${before}`, actual: `${here.length} lines without it` });
    }
  }
};
var logInvariants = [order2, lines, newest3, running];

// src/apis/erigones/invariants/page.ts
var perPage3 = 100;
var path3 = "erigones/log/path";
var operation26 = "get-log-page";
var oneList = listInvariants({
  api: "erigones",
  operations: [operation26],
  entriesOf: (seen3) => isNewestFirst(seen3) ? linesOf3(seen3).toReversed() : linesOf3(seen3),
  nameOf: nameOf5,
  filters: [
    {
      clause: path3,
      at: "/status",
      request: (seen3) => queried(seen3, "status"),
      shown: ({ status }) => status
    },
    {
      clause: path3,
      at: "/object_type",
      request: (seen3) => queried(seen3, "object_type"),
      shown: ({ object_type }) => object_type
    }
  ],
  windowOf(seen3) {
    const { count: count3 } = seen3.content;
    const before = (Number(queried(seen3, "page")) - 1) * perPage3;
    const limit = Math.max(0, Math.min(perPage3, count3 - before));
    if (queried(seen3, "show_running")) return void 0;
    return { limit, offset: isNewestFirst(seen3) ? Math.max(0, count3 - before - limit) : before };
  },
  isStill: () => true,
  clauses: { all: path3, limit: path3, offset: path3 },
  sameList: [...choices, "order_by"]
});
var chosen = [
  {
    name: "object_name",
    at: "/object_name",
    lets: ({ object_name }, request) => object_name.toLowerCase().includes(request.toLowerCase())
  },
  {
    name: "date_from",
    at: "/time",
    lets: (line, request, may) => isAt(line, may, (at) => at >= Date.parse(request)),
    errata: ["erigones/date-from"]
  },
  {
    name: "date_to",
    at: "/time",
    lets: (line, request, may) => isAt(line, may, (at) => at < Date.parse(request)),
    errata: ["erigones/date-to"]
  },
  { name: "hide_auto", at: "/task", lets: ({ task }, request) => request !== "true" || !/^\d+a/.test(task) }
];
function isAt(line, may, right) {
  return instantsOf([line], may).some(([at]) => right(at));
}
var choice = {
  id: "erigones/log-choices",
  clauses: [path3],
  says: "A page has lines of the objects and days that were asked for, and of no others.",
  judge(trace, judge3) {
    for (const seen3 of trace.of([operation26]))
      for (const { name, at, lets, errata = [] } of chosen) {
        const request = queried(seen3, name);
        if (request === void 0) continue;
        for (const { entry, pointer } of linesOf3(seen3))
          judge3(lets(entry, request, trace.may), {
            seen: seen3,
            pointer: pointer + at,
            expected: `a line for ${name}=${request}`,
            actual: nameOf5(entry),
            errata
          });
      }
  }
};
var arithmetic = {
  id: "erigones/log-pages",
  clauses: [path3],
  says: "A page has a hundred lines if there are as many, and leads to the ones before and after it.",
  judge(trace, judge3) {
    for (const seen3 of trace.of([operation26])) {
      const { count: count3, next: next3, previous, results: results2 } = seen3.content;
      const page5 = Number(queried(seen3, "page"));
      const left = Math.max(0, Math.min(perPage3, count3 - (page5 - 1) * perPage3));
      const { length } = results2;
      judge3(length === left, {
        seen: seen3,
        pointer: "/results",
        expected: `${left} lines of ${count3}`,
        actual: length
      });
      if (page5 > 1) judge3(left > 0, { seen: seen3, expected: "status 404 beyond the last page", actual: results2 });
      const leads = (member2, href, to, errata = []) => judge3(pageBehind(href, seen3.request.url) === to, {
        seen: seen3,
        pointer: `/${member2}`,
        expected: to === null ? "null" : `the same query with page ${to}`,
        actual: href,
        errata
      });
      leads("next", next3, page5 * perPage3 < count3 ? page5 + 1 : null);
      const quirk = page5 === 2 ? ["erigones/previous-page"] : [];
      leads("previous", previous, page5 > 1 ? page5 - 1 : null, quirk);
    }
  }
};
function pageBehind(href, from) {
  if (href === null) return null;
  if (!URL.canParse(href, from)) return void 0;
  const [link, own2] = [new URL(href, from), new URL(from)];
  const page5 = Number(link.searchParams.get("page"));
  for (const { searchParams } of [link, own2]) {
    searchParams.delete("page");
    searchParams.sort();
  }
  return link.pathname === own2.pathname && link.search === own2.search ? page5 : void 0;
}
var pageInvariants = [...oneList, choice, arithmetic];

// src/apis/erigones/invariants/path.ts
var there2 = {
  id: "erigones/is-there",
  clauses: ["erigones/base-path", "erigones/list/path", "erigones/log/path", "erigones/stats/path"],
  says: "Below /api are the list, the log and the statistics, and they answer.",
  judge(trace, judge3) {
    const [first2] = trace.seen;
    const found = trace.seen.some(({ operation: operation32, response }) => operation32 && response.status !== 404);
    if (first2)
      judge3(found, { seen: first2, expected: "something below /api", actual: "status 404 everywhere" });
    for (const [operation32, name] of [
      ["list-tasks", "list"],
      ["get-log", "log"],
      ["get-log-stats", "stats"]
    ])
      for (const seen3 of answers(trace, [operation32]).filter(({ request }) => request.query.size === 0)) {
        const { status } = seen3.response;
        const about4 = { seen: seen3, actual: `status ${status}` };
        judge3(status !== 404, {
          ...about4,
          clause: `erigones/${name}/path`,
          expected: "something at this path"
        });
        judge3(status === 200, { ...about4, clause: `erigones/${name}/status`, expected: "status 200" });
      }
  }
};
var slash = {
  id: "erigones/leads-to-slash",
  clauses: ["erigones/slash", "erigones/details/path"],
  says: "A path without its last slash leads to the one with it, its query kept.",
  judge(trace, judge3) {
    const operations8 = trace.seen.flatMap(
      ({ operation: operation32 = "" }) => operation32.endsWith("-redirect") ? operation32 : []
    );
    for (const seen3 of answers(trace, operations8)) {
      const { url } = seen3.request;
      const { status, headers: headers2 } = seen3.response;
      const wanted = new URL(url);
      wanted.pathname += "/";
      const to = headers2.location ?? "";
      const leads = URL.canParse(to, url) ? new URL(to, url) : void 0;
      const right = status === 301 && leads?.pathname === wanted.pathname && leads.search === wanted.search;
      const ofDetails = seen3.operation === "get-task-redirect";
      judge3(right, {
        seen: seen3,
        clause: ofDetails ? "erigones/details/path" : "erigones/slash",
        expected: `status 301 to ${wanted.pathname}${wanted.search}`,
        actual: `status ${status}${to && ` to ${to}`}`,
        errata: [ofDetails ? "erigones/details-slash" : "erigones/trailing-slash"]
      });
    }
  }
};
var unknown4 = {
  id: "erigones/unknown-waits",
  clauses: ["status/pending", "done/pending", "details/path", "cancel/path"].map(
    (name) => `erigones/${name}`
  ),
  says: "A task that nobody knows reads as one that waits, and can be neither shown nor canceled.",
  judge(trace, judge3) {
    for (const [task, operation32, wanted, clause, ...errata] of [
      [nobodysTask, "get-task-status", 201, "erigones/status/pending", "erigones/unknown-task"],
      [nobodysTask, "get-task-done", 201, "erigones/done/pending", "erigones/unknown-task"],
      [nobodysTask, "get-task", 404, "erigones/details/path"],
      [nobodysTask, "cancel-task", 406, "erigones/cancel/path", "erigones/cancel-unknown"],
      // Nothing is left of a call that was answered at once.
      [taskAtOnce, "get-task-status", 404, "erigones/status/path"],
      [taskAtOnce, "get-task-done", 404, "erigones/done/path"],
      [taskAtOnce, "get-task", 404, "erigones/details/path"]
    ])
      for (const seen3 of answers(trace, [operation32]).filter((each) => requestsTo(each) === task)) {
        const { status } = seen3.response;
        const expected = `status ${wanted}: there is no such task`;
        judge3(status === wanted, { seen: seen3, clause, expected, actual: `status ${status}`, errata });
      }
  }
};
var kinds = "dc vm node nodestorage subnet image vmtemplate iso domain user role".split(" ");
var lines2 = ["PENDING", "SUCCESS", "FAILURE", "REVOKED"];
var isNoDate = (value) => !/^\d{4}-\d\d-\d\d$/.test(value);
var page3 = "get-log-page";
var wrongs = [
  { operation: page3, name: "page", isWrong: isNoCount, status: 404, errata: ["erigones/page-status"] },
  {
    operation: page3,
    name: "order_by",
    isWrong: (value) => !/^[-+ ]?time$/.test(value),
    status: 412,
    errata: ["erigones/order-status"]
  },
  { operation: page3, name: "status", isWrong: (value) => !lines2.includes(value), status: 400 },
  { operation: page3, name: "object_type", isWrong: (value) => !kinds.includes(value), status: 400 },
  { operation: page3, name: "object_name", isWrong: (_2, seen3) => !queried(seen3, "object_type"), status: 400 },
  { operation: page3, name: "date_from", isWrong: isNoDate, status: 400 },
  { operation: page3, name: "date_to", isWrong: isNoDate, status: 400 },
  {
    operation: "get-log-stats",
    name: "last",
    isWrong: (value) => !/^-?\d+$/.test(value),
    status: 412,
    errata: ["erigones/last-status"]
  }
];
function isNoCount(value) {
  return !/^[1-9]\d*$/.test(value);
}
var parameters3 = {
  id: "erigones/wrong-parameters",
  clauses: ["erigones/log/path", "erigones/stats/last"],
  says: "What cannot be understood is refused.",
  judge(trace, judge3) {
    for (const { operation: operation32, name, isWrong, status: wanted, errata = [] } of wrongs)
      for (const seen3 of answers(trace, [operation32])) {
        const value = queried(seen3, name);
        if (value === void 0 || !isWrong(value, seen3)) continue;
        const clause = operation32 === page3 ? "erigones/log/path" : "erigones/stats/last";
        const { status } = seen3.response;
        const expected = `status ${wanted} for ${name}=${value}`;
        judge3(status === wanted, { seen: seen3, clause, expected, actual: `status ${status}`, errata });
      }
  }
};
var pathInvariants = [there2, slash, unknown4, parameters3];

// src/apis/erigones/invariants/stats.ts
var operation27 = "get-log-stats";
var day9 = 86400;
var members = { FAILURE: "failed", PENDING: "pending", SUCCESS: "succeeded", REVOKED: "revoked" };
var kinds2 = Object.values(members);
var example3 = "erigones/stats/example";
var lastOf = (seen3) => Number(queried(seen3, "last") ?? day9);
var statsIn = ({ content: content2 }) => content2;
var last = {
  id: "erigones/stats-last",
  clauses: ["erigones/stats/last"],
  says: "The statistics say how far back they go: as far as was asked for, or a day.",
  judge(trace, judge3) {
    for (const seen3 of trace.of([operation27])) {
      const { _last: actual } = statsIn(seen3);
      const wanted = lastOf(seen3);
      judge3(actual === wanted, { seen: seen3, pointer: "/_last", expected: `${wanted}, as was asked for`, actual });
    }
  }
};
var further = {
  id: "erigones/stats-further-back",
  clauses: [example3],
  says: "Who counts further back counts no less.",
  judge(trace, judge3) {
    for (const seen3 of trace.of([operation27])) {
      const [, wider] = beside(trace, seen3);
      if (!isPreset(wider) || wider.operation !== operation27 || lastOf(wider) < lastOf(seen3) + 60) continue;
      for (const kind of kinds2) {
        const [least, actual] = [statsIn(seen3)[kind], statsIn(wider)[kind]];
        const expected = `${least} or more, as in exchange ${seen3.number}`;
        judge3(actual >= least, { seen: wider, pointer: `/${kind}`, expected, actual });
      }
    }
  }
};
var sum = {
  id: "erigones/stats-add-up",
  clauses: [example3],
  says: "The statistics of all times are as many as the lines of the log, of each kind and together.",
  judge(trace, judge3) {
    for (const page5 of trace.of(["get-log-page"])) {
      if (choices.some((each) => each !== "status" && queried(page5, each))) continue;
      const [before, after] = beside(trace, page5).map((each) => isOfAllTimes(each) ? each : void 0);
      const status = queried(page5, "status");
      const counted2 = (seen3) => {
        const wanted = status === void 0 ? kinds2 : [members[status]];
        return wanted.reduce((total, kind) => total + statsIn(seen3)[kind], 0);
      };
      if (!before || !after || counted2(before) !== counted2(after)) continue;
      const { count: count3 } = page5.content;
      const expected = `${count3} ${status ?? "lines"}, as exchange ${page5.number} counts them`;
      const pointer = status === void 0 ? "" : `/${members[status]}`;
      judge3(counted2(after) === count3, { seen: after, pointer, expected, actual: counted2(after) });
    }
  }
};
var more = {
  id: "erigones/stats-count-ends",
  clauses: [example3],
  says: "When a task has ended, one more has.",
  judge(trace, judge3) {
    const all = trace.of([operation27]).filter(isOfAllTimes);
    for (const [index, later4] of all.entries()) {
      const earlier = all[index - 1];
      if (!earlier || earlier.scene !== later4.scene) continue;
      const ended7 = /* @__PURE__ */ new Map();
      for (const { id, seen: seen3, states: states2 } of trace.observations) {
        const lived = states2.every((state) => liveStates.includes(state));
        if (seen3.scene !== later4.scene || seen3.number < earlier.number || !lived) continue;
        const end2 = seen3.number < later4.number ? endBefore(trace, later4, id) : void 0;
        if (end2 !== void 0) ended7.set(id, end2);
      }
      for (const end2 of new Set(ended7.values())) {
        const kind = members[end2];
        const risen = [...ended7.values()].filter((each) => each === end2).length;
        const least = statsIn(earlier)[kind] + risen;
        const actual = statsIn(later4)[kind];
        const expected = `${least} or more, for ${risen} ended in ${end2} after exchange ${earlier.number}`;
        judge3(actual >= least, { seen: later4, pointer: `/${kind}`, expected, actual });
      }
    }
  }
};
function isOfAllTimes(seen3) {
  return isPreset(seen3) && seen3.operation === operation27 && lastOf(seen3) === always;
}
var statsInvariants = [last, further, sum, more];

// src/apis/erigones/invariants.ts
var details = "get-task";
var shownState = {
  id: "erigones/status-fits-state",
  clauses: ["erigones/status/pending", "erigones/status/path", "erigones/cancel/revoked"],
  says: "The status of a response follows the state of the task, and so does its result.",
  judge(trace, judge3) {
    for (const seen3 of trace.of(statusOperations2)) {
      const { status: state, result: result2 } = seen3.content;
      const { status } = seen3.response;
      const wanted = statuses3[state];
      const ended7 = seen3.operation === "cancel-task" ? "erigones/cancel/revoked" : "erigones/status/path";
      const lives = liveStates.includes(state);
      judge3(status === wanted, {
        seen: seen3,
        clause: lives ? "erigones/status/pending" : ended7,
        pointer: "/status",
        expected: `status ${wanted}, for the task is ${state}`,
        actual: `status ${status}`
      });
      const about4 = { seen: seen3, pointer: "/result", actual: result2 };
      if (lives) judge3(result2 === null, { ...about4, expected: `null while ${state}` });
      else if (state !== "REVOKED")
        judge3(result2 !== null, { ...about4, clause: "erigones/status/example", expected: "what came of it" });
      else
        judge3(result2 === "terminated", {
          ...about4,
          clause: "erigones/cancel/revoked",
          expected: "terminated",
          errata: ["erigones/revoked-result", "erigones/revoked-unstarted"]
        });
    }
  }
};
var shownDone = {
  id: "erigones/done-is-success",
  clauses: ["erigones/done/path", "erigones/done/pending", "erigones/done/example"],
  says: "done is true of a task that has succeeded and of no other.",
  judge(trace, judge3) {
    for (const seen3 of trace.of(["get-task-done"])) {
      const { done, task_id } = seen3.content;
      const { status } = seen3.response;
      const clause = status === 201 ? "erigones/done/pending" : "erigones/done/path";
      const about4 = { seen: seen3, pointer: "/done", actual: done };
      judge3(done === (status === 200), {
        ...about4,
        clause,
        expected: `${!done}, for the status is ${status}`
      });
      const end2 = endBefore(trace, seen3, task_id);
      if (end2 === void 0 || status === 201 && trace.may("erigones/results-expire", "observed")) continue;
      const expected = `${end2 === "SUCCESS"}, for the task has ended in ${end2}`;
      judge3(done === (end2 === "SUCCESS"), { ...about4, clause: "erigones/done/example", expected });
    }
  }
};
var itself3 = {
  id: "erigones/task-is-itself",
  clauses: ["details", "status", "done", "cancel"].map((name) => `erigones/${name}/example`),
  says: "A response is about the task that was asked for.",
  judge(trace, judge3) {
    for (const [name, operation32] of [
      ["details", details],
      ["status", "get-task-status"],
      ["done", "get-task-done"],
      ["cancel", "cancel-task"]
    ])
      for (const seen3 of trace.of([operation32])) {
        const { task_id: actual } = seen3.content;
        const request = requestsTo(seen3);
        const clause = `erigones/${name}/example`;
        judge3(actual === request, {
          seen: seen3,
          clause,
          pointer: "/task_id",
          expected: `${request}, as was asked`,
          actual
        });
      }
  }
};
var cancel3 = {
  id: "erigones/cancel-revokes",
  clauses: ["erigones/cancel/revoked", "erigones/cancel/path"],
  says: "What has not ended is revoked by its cancel; what has cannot be canceled.",
  judge(trace, judge3) {
    const request = answers(trace, ["cancel-task"]);
    for (const seen3 of request.filter(({ request: request2 }) => typeof forceIn(request2.body) !== "string")) {
      const { status } = seen3.response;
      const task = requestsTo(seen3);
      const end2 = endBefore(trace, seen3, task);
      const about4 = { seen: seen3, actual: `status ${status}` };
      const [before, after] = beside(trace, seen3);
      if (end2 !== void 0)
        judge3(status === 406, {
          ...about4,
          clause: "erigones/cancel/path",
          expected: `status 406 after ${end2}`
        });
      else if (isShown(before) && requestsTo(before) === task && (status !== 406 || goesOn(after, task)))
        judge3(status === 410, {
          ...about4,
          expected: "status 410: the task had not ended",
          errata: status === 201 ? ["erigones/revoked-unstarted"] : []
        });
    }
  }
};
function goesOn(seen3, task) {
  return seen3 !== void 0 && requestsTo(seen3) === task && (seen3.response.status === 201 || isShown(seen3));
}
function forceIn(body) {
  return body?.force;
}
var invariants5 = {
  observations: observations5,
  order: "erigones/status/example",
  invariants: [
    shownState,
    shownDone,
    itself3,
    list6,
    cancel3,
    ...pathInvariants,
    ...logInvariants,
    ...pageInvariants,
    ...statsInvariants
  ],
  explore: explore5
};

// src/apis/erigones/mutants.ts
function telling5(name, clause, says, operations8, change2) {
  return {
    id: `erigones/${name}`,
    clause: `erigones/${clause}`,
    says,
    mutate(api2) {
      let looks = 0;
      return changeHandlers(api2, operations8, async (request, honest) => {
        const response = await honest(request);
        const { body } = response;
        return body === void 0 || "detail" in body ? response : { ...response, ...change2(body, response, ++looks) };
      });
    }
  };
}
function member(name, clause, says, operation32, statuses4, change2) {
  return telling5(
    name,
    clause,
    says,
    [operation32],
    (body, { status }, look) => statuses4.includes(status) ? { body: { ...body, ...change2(body, look) } } : {}
  );
}
function lines3(name, clause, says, change2, operations8 = logOperations2) {
  return telling5(name, clause, says, operations8, (body, _2, look) => ({
    body: { ...body, results: change2(body.results, look, "count" in body ? body : void 0) }
  }));
}
function page4(name, says, change2) {
  return member(`log/${name}`, "log/path", says, "get-log-page", [200], change2);
}
function stats2(name, clause, says, change2) {
  return member(`stats/${name}`, `stats/${clause}`, says, "get-log-stats", [200], change2);
}
function ignoring2(parameter) {
  return ignoringParameter(
    { id: `erigones/log/${parameter}-ignored`, clause: "erigones/log/path" },
    ["get-log-page"],
    parameter
  );
}
function options5(name, says, change2) {
  return changingQuery(
    { id: `erigones/log/${name}`, clause: "erigones/log/path", says },
    ["get-log-page"],
    change2
  );
}
function leading(name, clause, says, operations8, change2) {
  return {
    id: `erigones/slash/${name}`,
    clause: `erigones/${clause}`,
    says,
    mutate: (api2) => changeHandlers(api2, namesOf(api2, operations8), async (request, honest) => {
      const { headers: headers2, ...response } = await honest(request);
      return { ...response, headers: { ...headers2, location: change2(headers2?.location ?? "") } };
    })
  };
}
function namesOf(api2, pattern) {
  return api2.operations.map(({ id }) => id).filter((id) => pattern.test(id));
}
function answering3(name, clause, says, operation32, states2, respond) {
  return {
    id: `erigones/${name}`,
    clause: `erigones/${clause}`,
    says,
    mutate: (api2) => changeHandlers(api2, [operation32], async (request, honest) => {
      const task = await request.store.get("erigones", request.params.task_id);
      return task && states2.includes(request.snapshot(task).state) ? respond(task) : honest(request);
    })
  };
}
var ended6 = ["SUCCESS", "FAILURE", "REVOKED"];
var another = "1e1d1-00000000-0000-4000-a000";
var swapped = (time2) => time2.replace(/^(\d{4})-(\d\d)-(\d\d)/, "$1-$3-$2");
var later3 = (time2) => time2.replace(/^\d{4}/, (year) => `${Number(year) + 1}`);
var mutants5 = [
  // Paths.
  {
    id: "erigones/paths/moved",
    clause: "erigones/base-path",
    says: "Everything is below /api/v2.",
    mutate: (api2) => ({
      ...api2,
      operations: api2.operations.map((operation32) => ({
        ...operation32,
        path: operation32.path.replace("/api/", "/api/v2/")
      }))
    })
  },
  ...["task/", "task/log/", "task/log/stats/"].map(
    (path4, index) => ({
      id: `erigones/paths/${["list", "log", "stats"][index]}-moved`,
      clause: `erigones/${["list", "log", "stats"][index]}/path`,
      says: `There is nothing at ${path4}.`,
      mutate: (api2) => ({
        ...api2,
        operations: api2.operations.map(
          (operation32) => operation32.path === `/api/${path4}` ? { ...operation32, path: `/api/${path4}all/of/it/` } : operation32
        )
      })
    })
  ),
  leading(
    "to-itself",
    "slash",
    "The redirect leads to where it came from.",
    /-redirect$/,
    (to) => to.replace(/\/(?=\?|$)/, "")
  ),
  leading("loses-query", "slash", "The redirect loses the query.", /-redirect$/, (to) => to.split("?")[0]),
  leading(
    "details-to-list",
    "details/path",
    "The redirect of the details leads to the list.",
    /^get-task-redirect$/,
    () => "/api/task/"
  ),
  // The list and the details.
  changingBody(
    { id: "erigones/list/one-missing", clause: "erigones/list/path", says: "The newest task is missing." },
    ["list-tasks"],
    (ids2) => ids2.slice(0, -1)
  ),
  changingBody(
    {
      id: "erigones/list/one-twice",
      clause: "erigones/list/example",
      says: "The oldest task is listed twice."
    },
    ["list-tasks"],
    (ids2) => [...ids2, ...ids2.slice(0, 1)]
  ),
  changingBody(
    { id: "erigones/list/empty", clause: "erigones/list/path", says: "No task is listed." },
    ["list-tasks"],
    () => []
  ),
  {
    id: "erigones/list/ended-too",
    clause: "erigones/list/path",
    says: "Tasks that have ended are listed as well.",
    mutate: (api2) => changeHandlers(api2, ["list-tasks"], async ({ store, now }) => {
      const { items } = await store.page("erigones", { now });
      return { status: 200, body: items.map(({ id }) => id) };
    })
  },
  {
    id: "erigones/list/canceled-too",
    clause: "erigones/list/path",
    says: "Tasks that were canceled are still listed.",
    mutate: (api2) => changeHandlers(api2, ["list-tasks"], async ({ store, now }) => {
      const { items } = await store.page("erigones", { now, states: [...liveStates, "REVOKED"] });
      return { status: 200, body: items.map(({ id }) => id) };
    })
  },
  {
    id: "erigones/list/only-waiting",
    clause: "erigones/list/path",
    says: "Only tasks that wait are listed.",
    mutate: (api2) => changeHandlers(api2, ["list-tasks"], async ({ store, now }) => {
      const { items } = await store.page("erigones", { now, states: ["PENDING"] });
      return { status: 200, body: items.map(({ id }) => id) };
    })
  },
  answering3(
    "details/of-ended",
    "details/path",
    "A task that has ended has details.",
    "get-task",
    ended6,
    ({ id, attributes }) => {
      const { method, hostname: hostname2, action, view } = attributes;
      return { status: 200, body: { method, hostname: hostname2, action, view, task_id: id } };
    }
  ),
  answering3(
    "details/gone-once-started",
    "details/path",
    "A task that has started has no details.",
    "get-task",
    ["STARTED"],
    () => ({
      status: 404,
      body: { detail: "Task does not exist" }
    })
  ),
  member(
    "details/of-another",
    "details/example",
    "The details are of another task.",
    "get-task",
    [200],
    () => ({ task_id: another })
  ),
  member(
    "details/change",
    "details/example",
    "The server is another whenever it is looked at.",
    "get-task",
    [200],
    (_2, look) => ({
      hostname: `server-${look}.cust.erigones.com`
    })
  ),
  {
    id: "erigones/details/of-unknown",
    clause: "erigones/details/path",
    says: "A task that nobody knows has details.",
    mutate: (api2) => changeHandlers(api2, ["get-task"], async (request, honest) => {
      const response = await honest(request);
      const { task_id } = request.params;
      if (response.status !== 404 || await request.store.get("erigones", task_id)) return response;
      return {
        status: 200,
        body: { method: "PUT", hostname: "x", action: "start", view: "vm_status", task_id }
      };
    })
  },
  // Status and done.
  member(
    "status/of-another",
    "status/example",
    "The status is of another task.",
    "get-task-status",
    [200, 201, 400, 410],
    () => ({ task_id: another })
  ),
  member(
    "status/result-too-early",
    "status/pending",
    "A task that waits has a result.",
    "get-task-status",
    [201],
    () => ({ result: {} })
  ),
  member(
    "status/no-result",
    "status/example",
    "A task that has succeeded has no result.",
    "get-task-status",
    [200],
    () => ({ result: null })
  ),
  telling5(
    "status/always-200",
    "status/pending",
    "A status is answered with 200, whatever the state.",
    ["get-task-status"],
    () => ({ status: 200 })
  ),
  telling5(
    "status/failed-200",
    "status/path",
    "A task that has failed is answered with 200.",
    ["get-task-status"],
    (_2, { status }) => status === 400 ? { status: 200 } : {}
  ),
  member(
    "status/failed-succeeds",
    "status/path",
    "A task that has failed is called a success.",
    "get-task-status",
    [400],
    () => ({ status: "SUCCESS" })
  ),
  member(
    "status/revoked-how",
    "cancel/revoked",
    "A task that was revoked has the result canceled.",
    "get-task-status",
    [410],
    () => ({ result: "canceled" })
  ),
  member(
    "done/of-another",
    "done/example",
    "The answer is about another task.",
    "get-task-done",
    [200, 201, 400, 410],
    () => ({ task_id: another })
  ),
  member(
    "done/too-early",
    "done/pending",
    "A task that has not ended is done.",
    "get-task-done",
    [201],
    () => ({ done: true })
  ),
  member("done/never", "done/path", "No task is ever done.", "get-task-done", [200], () => ({ done: false })),
  member("done/when-failed", "done/path", "A task that has failed is done.", "get-task-done", [400], () => ({
    done: true
  })),
  member(
    "done/when-revoked",
    "done/path",
    "A task that was revoked is done.",
    "get-task-done",
    [410],
    () => ({ done: true })
  ),
  answering3(
    "done/success-late",
    "done/example",
    "A task that has succeeded reads as not done yet.",
    "get-task-done",
    ["SUCCESS"],
    ({ id }) => ({
      status: 201,
      body: { done: false, task_id: id }
    })
  ),
  answering3(
    "done/failure-as-success",
    "done/example",
    "A task that has failed reads as one that succeeded.",
    "get-task-done",
    ["FAILURE"],
    ({ id }) => ({
      status: 200,
      body: { done: true, task_id: id }
    })
  ),
  // The cancel.
  answering3(
    "cancel/ignored",
    "cancel/revoked",
    "A cancel says that the task goes on, and so it does.",
    "cancel-task",
    liveStates,
    ({ id }) => ({
      status: 201,
      body: { status: "STARTED", result: null, task_id: id }
    })
  ),
  answering3(
    "cancel/pretended",
    "status/example",
    "A cancel says that the task is revoked, and it goes on.",
    "cancel-task",
    liveStates,
    ({ id }) => ({
      status: 410,
      headers: { es_task_response: "true" },
      body: { status: "REVOKED", result: "terminated", task_id: id }
    })
  ),
  answering3(
    "cancel/refused",
    "cancel/revoked",
    "A task that has started cannot be canceled.",
    "cancel-task",
    ["STARTED"],
    () => ({
      status: 406,
      body: { detail: "Task cannot be canceled" }
    })
  ),
  answering3(
    "cancel/ended",
    "cancel/path",
    "A task that has ended can be canceled.",
    "cancel-task",
    ended6,
    ({ id }) => ({
      status: 410,
      headers: { es_task_response: "true" },
      body: { status: "REVOKED", result: "terminated", task_id: id }
    })
  ),
  member(
    "cancel/of-another",
    "cancel/example",
    "The cancel is of another task.",
    "cancel-task",
    [410],
    () => ({ task_id: another })
  ),
  member("cancel/how", "cancel/revoked", "The result of a cancel is canceled.", "cancel-task", [410], () => ({
    result: "canceled"
  })),
  telling5("cancel/success", "cancel/revoked", "A cancel is a success.", ["cancel-task"], () => ({
    status: 201
  })),
  // The log.
  lines3("log/oldest-first", "log/path", "The lines are turned round.", (all) => all.toReversed()),
  lines3(
    "log/day-before-month",
    "log/time",
    "Day and month change places.",
    (all) => all.map((line) => ({ ...line, time: swapped(line.time) }))
  ),
  lines3(
    "log/four-digits",
    "log/time",
    "A time has four digits after the second.",
    (all) => all.map((line) => ({ ...line, time: line.time.replace(/(\.\d{4})\d\d/, "$1") }))
  ),
  lines3(
    "log/zulu",
    "log/time",
    "Times end with Z.",
    (all) => all.map((line) => ({ ...line, time: line.time.replace("+00:00", "Z") }))
  ),
  lines3("log/next-year", "log/path", "The last line of a list is of the next year.", (all) => [
    ...all.slice(0, -1),
    ...all.slice(-1).map((line) => ({ ...line, time: later3(line.time) }))
  ]),
  lines3(
    "log/three-dots",
    "log/more",
    "The newest line, then three dots.",
    (all) => [all[0], { "...": "..." }],
    ["get-log"]
  ),
  lines3(
    "log/misses-newest",
    "log/path",
    "The log without a page misses the newest line.",
    (all) => all.slice(1),
    ["get-log"]
  ),
  lines3(
    "log/changes",
    "log/example",
    "A line has another user whenever it is looked at.",
    (all, look) => all.map((line) => ({ ...line, username: `user-${look}` }))
  ),
  lines3(
    "log/other-object",
    "log/example",
    "A page has other names of objects than the log.",
    (all) => all.map((line) => ({ ...line, object_name: `${line.object_name}.` })),
    ["get-log-page"]
  ),
  lines3(
    "log/no-ends",
    "log/example",
    "That a task has succeeded is not logged.",
    (all) => all.filter(({ status }) => status !== "SUCCESS"),
    ["get-log"]
  ),
  lines3(
    "log/wrong-end",
    "log/example",
    "A task that has failed is logged as revoked.",
    (all) => all.map(
      (line) => line.status === "FAILURE" ? { ...line, status: "REVOKED", detail: "terminated" } : line
    )
  ),
  lines3(
    "log/revoked-how",
    "cancel/revoked",
    "A revoked task is logged as canceled.",
    (all) => all.map((line) => line.status === "REVOKED" ? { ...line, detail: "canceled" } : line)
  ),
  page4("count-and-one", "The log counts one line more than it has.", ({ count: count3 }) => ({ count: count3 + 1 })),
  page4("count-of-page", "The count is that of the page.", ({ results: results2 }) => ({ count: results2.length })),
  page4("no-next", "No page leads to the next.", () => ({ next: null })),
  page4("next-of-last", "The last page leads on.", ({ next: next3, previous }) => ({ next: next3 ?? previous })),
  page4("next-is-itself", "A page leads to itself.", ({ next: next3 }) => ({
    next: next3?.replace(/page=(\d+)/, (_2, number) => `page=${Number(number) - 1}`) ?? null
  })),
  page4("next-forgets", "The next page is of the whole log.", ({ next: next3 }) => ({
    next: next3?.replace(/\?.*?(page=\d+).*$/, "?$1") ?? null
  })),
  page4("no-previous", "No page leads back.", () => ({ previous: null })),
  page4("previous-of-first", "The first page leads back.", ({ next: next3, previous }) => ({
    previous: previous ?? next3
  })),
  page4("of-99", "A page ends one line too early.", ({ results: results2 }) => ({ results: results2.slice(0, 99) })),
  ...[
    "status",
    "object_type",
    "object_name",
    "date_from",
    "date_to",
    "show_running",
    "hide_auto",
    "order_by"
  ].map(ignoring2),
  options5("page-ignored", "Every page is the first.", (query) => ({ ...query, page: 1 })),
  options5("order-turned", "time and -time change places.", (query) => ({
    ...query,
    order_by: query.order_by?.trim() === "time" ? "-time" : "time"
  })),
  options5("date-to-inclusive", "The day of date_to is in the list.", ({ date_to, ...query }) => ({
    ...query,
    ...date_to && { date_to: new Date(Date.parse(date_to) + 864e5).toISOString().slice(0, 10) }
  })),
  options5(
    "date-from-exclusive",
    "A page asked for from a day on begins a day too early.",
    ({ date_from, ...query }) => ({
      ...query,
      ...date_from && {
        date_from: new Date(Date.parse(date_from) - 864e5).toISOString().slice(0, 10)
      }
    })
  ),
  options5(
    "running-and-ended",
    "Of what runs and of what has ended alike.",
    ({ show_running: _2, ...query }) => query
  ),
  // The statistics.
  ignoringParameter(
    { id: "erigones/stats/last-ignored", clause: "erigones/stats/last" },
    ["get-log-stats"],
    "last"
  ),
  stats2("last-of-a-day", "last", "_last is a day, whatever was asked for.", () => ({ _last: 86400 })),
  stats2("last-in-ms", "last", "_last is in milliseconds.", ({ _last }) => ({ _last: _last * 1e3 })),
  stats2("one-more", "example", "One more has succeeded than the log has.", ({ succeeded }) => ({
    succeeded: succeeded + 1
  })),
  stats2("turned", "example", "failed and revoked change places.", ({ failed, revoked }) => ({
    failed: revoked,
    revoked: failed
  })),
  stats2("swapped", "example", "pending and succeeded change places.", ({ pending, succeeded }) => ({
    pending: succeeded,
    succeeded: pending
  })),
  stats2("backlog-only", "example", "Only what waits is pending.", ({ pending, succeeded }) => ({
    pending: Math.max(0, pending - succeeded)
  })),
  stats2("none-failed", "example", "Nothing ever fails.", () => ({ failed: 0 })),
  changingQuery(
    {
      id: "erigones/stats/other-way",
      clause: "erigones/stats/example",
      says: "It counts less the further back it is asked to."
    },
    ["get-log-stats"],
    ({ last: last2 = 86400 }) => ({ last: Math.floor(1e9 / (1 + last2)) })
  )
];

// src/apis/erigones/index.ts
var erigones_default = defineApi({
  name: "erigones",
  title: "Erigones (Danube Cloud) API, tasks and task log",
  document: "erigones-task.rst",
  basePaths: ["/api"],
  lifecycle: lifecycle5,
  record: record5,
  wire: { ...wire5, ...auth5 },
  operations: [...operations5, ...supporting6],
  presets: presets5,
  samples: samples5,
  errata: documentsOf("erigones").errata,
  invariants: invariants5,
  mutants: mutants5,
  fixtures: fixtures5,
  example: {
    path: "/api/task/",
    headers: (access) => ({
      ...needsToken("erigones/login", access) && { "ES-API-KEY": access.token }
    }),
    exchange: "list-tasks.documented"
  }
});

// src/fixture/words.ts
var oddities = [
  "",
  " ",
  `Fix "quotes", 'apostrophes' and commas`,
  "Two lines:\nthe second is here",
  "A tab	and a carriage return\r\nwith its line feed",
  "Gr\xF6\xDFe, na\xEFvet\xE9, fa\xE7ade, \u0141\xF3d\u017A",
  "\u0418\u0441\u043F\u0440\u0430\u0432\u043B\u0435\u043D\u0430 \u043E\u0448\u0438\u0431\u043A\u0430 \u0441\u0431\u043E\u0440\u043A\u0438",
  "\u4FEE\u590D\u4E86\u6784\u5EFA\u9519\u8BEF",
  "\u30D3\u30EB\u30C9\u3092\u76F4\u3057\u305F",
  "\u0623\u0635\u0644\u062D \u0627\u0644\u0628\u0646\u0627\u0621",
  "Ship it \u{1F680}\u{1F469}\u200D\u{1F469}\u200D\u{1F467}",
  "e\u0301 is not \xE9, and \u2028 ends a line for some",
  "</script><b>bold</b> & more",
  "'); DROP TABLE builds; --",
  "=1+1",
  "null",
  "A comment that goes on. ".repeat(40).trim()
];

// src/server/address.ts
var defaultWorld = "default";
function prefixOf(world) {
  return world === void 0 ? "" : `/~${encodeURIComponent(world)}`;
}
function linksOf4({
  world,
  url,
  href
}) {
  const unnamed = world.name !== defaultWorld && href("") === "";
  const prefix = prefixOf(unnamed ? world.name : void 0);
  return (path4) => url(prefix + path4);
}

// src/server/hosts.ts
import { BlockList, isIP } from "node:net";
var loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

// src/core/records/mirrors.ts
function linkOf(world, name) {
  const find2 = (wanted) => world.apis.find((api2) => api2.name === wanted);
  for (const api2 of world.apis) {
    if (!api2.linked || !find2(api2.linked.of)) continue;
    const { of, number, here, there: there3 } = api2.linked;
    if (api2.name === name) return { number, own: here, other: there3, otherApi: find2(of) };
    if (of === name) return { number, own: there3, other: here, otherApi: api2 };
  }
  return void 0;
}
async function originalsOf(world, record6, now) {
  const link = record6.mirrorOf === void 0 ? void 0 : linkOf(world, record6.api);
  if (!link) return [record6];
  const found = await link.other.find(world.store, numberOf(record6, link), now);
  const originals = found.filter(isOriginal);
  return originals.length > 0 ? originals : [record6];
}
async function reflect(world, record6, now, { newRecord = false } = {}) {
  const link = record6.mirrorOf === void 0 ? linkOf(world, record6.api) : void 0;
  if (!link) return;
  const number = numberOf(record6, link);
  const there3 = await link.other.find(world.store, number, now);
  if (there3.length === 0 && !newRecord) return;
  const originals = (await link.own.find(world.store, number, now)).filter(isOriginal);
  const mirrors = originals.length > 0 ? await standIns(world, link, originals, number) : [];
  const taken = new Set(there3.filter(isOrdinary).map(({ id }) => id));
  for (const each of mirrors) if (!taken.has(each.id)) await put2(world, each, there3);
  const shown2 = new Set(mirrors.map(({ id }) => id));
  for (const each of there3)
    if (!isOrdinary(each) && !shown2.has(each.id)) await world.store.remove(each.api, each.id);
}
async function remove2(world, record6, now) {
  const originals = await originalsOf(world, record6, now);
  for (const each of [...originals, record6]) await world.store.remove(each.api, each.id);
  for (const each of originals) await reflect(world, each, now);
}
async function removeMirrors(world, api2) {
  const link = linkOf(world, api2);
  if (!link) return;
  const { items } = await world.store.page(link.otherApi.name, { now: world.clock.now() });
  for (const { id, mirrorOf } of items)
    if (mirrorOf === api2) await world.store.remove(link.otherApi.name, id);
}
function isOrdinary({ mirrorOf }) {
  return mirrorOf === void 0;
}
function isOriginal(record6) {
  return isOrdinary(record6) && record6.seenAt === void 0;
}
function numberOf({ attributes }, { number }) {
  return Number(attributes[number]);
}
async function standIns(world, { other: other2, otherApi }, originals, number) {
  const { store, seed } = world;
  const timeline = legal(sharedTimeline(originals, other2), otherApi.lifecycle);
  const created = timeline[0].at;
  const fate = { created, plan: planOf3(timeline), commands: [], mirrorOf: originals[0].api };
  const mirrors = [];
  try {
    for (const [index, given2] of (await other2.show(originals, store)).entries()) {
      const random = randomFor(seed, `${otherApi.name} mirror ${index}`, number);
      const { id, attributes, parents } = await otherApi.record.complete(given2, { created, random, store });
      await keepParents(store, otherApi.name, parents);
      mirrors.push({ api: otherApi.name, id, attributes, ...fate });
    }
  } catch (error4) {
    if (error4 instanceof Problem) return [];
    throw error4;
  }
  return mirrors;
}
async function put2(world, record6, there3) {
  const known2 = there3.find(({ id }) => id === record6.id)?.attributes;
  await world.store.put({ ...record6, attributes: { ...known2, ...record6.attributes } });
}
function sharedTimeline(originals, side) {
  const lines4 = originals.map((each) => translated(timelineOf(each), side));
  const { together } = side;
  if (lines4.length === 1 || !together) return lines4[0];
  const instants = [...new Set(lines4.flat().map(({ at }) => at))].sort((a, b) => a - b);
  const stateAt2 = (line, instant2) => line.findLast(({ at }) => at <= instant2) ?? line[0];
  return changesIn(
    instants.map((at) => ({ at, state: together(lines4.map((line) => stateAt2(line, at).state)) }))
  );
}
function translated(timeline, { states: states2 }) {
  return changesIn(timeline.flatMap(({ state, at }) => states2[state].map((each) => ({ state: each, at }))));
}
function legal(timeline, lifecycle6) {
  return timeline.flatMap(({ state, at }, index) => {
    const before = timeline[index - 1]?.state;
    return before ? planOnward(lifecycle6, before, state).map((stage) => ({ state: stage.state, at })) : { state, at };
  });
}
function changesIn(steps) {
  return steps.filter(({ state }, index) => state !== steps[index - 1]?.state);
}
function planOf3(timeline) {
  return timeline.map(({ state, at }, index) => {
    const next3 = timeline[index + 1];
    return next3 ? { state, lasts: next3.at - at } : { state };
  });
}

// src/core/records/creation.ts
var none2 = [];
async function create2(world, api2, creation2, now, clash = "refuse") {
  const plan = planOf4(world, api2, creation2);
  const created = creation2.created ?? now - lengthBefore(plan, creation2.state);
  const random = randomFor(world.seed, api2.name, await world.store.serial(`${api2.name} creations`));
  const context = { created, random, store: world.store };
  const { id, attributes, parents } = await api2.record.complete(creation2.attributes ?? {}, context);
  const taken = await world.store.get(api2.name, id);
  if (taken && taken.mirrorOf === void 0 && clash === "refuse") {
    throw new Problem(409, "Record exists", {
      detail: `${api2.name} already has a record '${id}'.`,
      given: id,
      hint: `Give other attributes, or delete it first with DELETE /__standin/records/${api2.name}/${id}.`
    });
  }
  if (!taken) await world.checkRoom();
  await keepParents(world.store, api2.name, parents);
  const seenAt = creation2.seenAt === void 0 ? {} : { seenAt: creation2.seenAt };
  const facts = compact({ id, attributes });
  const record6 = {
    api: api2.name,
    id: facts.id,
    created,
    plan,
    commands: none2,
    attributes: facts.attributes,
    ...seenAt
  };
  await world.store.put(record6);
  if (!creation2.alone && record6.seenAt === void 0) await reflect(world, record6, now, { newRecord: true });
  return record6;
}
function planOf4(world, { name, lifecycle: lifecycle6 }, creation2) {
  if (creation2.plan) return checkPlan(lifecycle6, creation2.plan);
  const lasts = {
    ...world.scenarios.lastsFor(name),
    ...creation2.lasts
  };
  if (creation2.state === void 0) {
    return planFor(lifecycle6, creation2.scenario ?? world.scenarios.nextFor(name), lasts);
  }
  if (!own(lifecycle6.states, creation2.state)) {
    throw unknownName("state", creation2.state, Object.keys(lifecycle6.states));
  }
  const scenario = creation2.scenario ?? world.scenarios.show().defaults[name] ?? "succeeds";
  return planThrough(lifecycle6, creation2.state, planFor(lifecycle6, scenario, lasts), lasts);
}
async function command(world, record6, kind, now) {
  const originals = await originalsOf(world, record6, now);
  let commanded;
  for (const each of originals) commanded = await cutIn(world, each, kind, now) ?? commanded;
  if (commanded) await reflect(world, commanded, now);
  return commanded && !originals.includes(record6) ? world.store.get(record6.api, record6.id) : commanded;
}
async function cutIn(world, record6, kind, now) {
  const rule = ruleOf2(world, record6, kind);
  const { state } = snapshotAt(record6, now);
  if (!rule.from.includes(state)) return void 0;
  const facts = asOrdinary(record6, now);
  const plan = planOnward(world.api(record6.api).lifecycle, state, rule.to);
  const commanded = { ...facts, commands: [...record6.commands, { kind, at: now, plan }] };
  await world.store.put(commanded);
  return commanded;
}
function asOrdinary(record6, now) {
  const { seenAt, ...facts } = record6;
  if (seenAt === void 0) return record6;
  const ahead = Math.max(0, snapshotAt(record6, now).since - now);
  return { ...facts, created: record6.created - ahead };
}
function ruleOf2(world, record6, kind) {
  const rules3 = commandRules(world.api(record6.api).lifecycle);
  const rule = own(rules3, kind);
  if (!rule) throw unknownName("command", kind, Object.keys(rules3));
  return rule;
}
async function createPreset(world, api2, name, params, now, { holding = false } = {}) {
  const preset = presetOf(api2, name);
  const records = [];
  const usual6 = preset.creates(checkParams(preset, params));
  const creates = holding ? usual6.map(held) : usual6;
  for (const creation2 of creates) await checkAttributes(api2, creation2.attributes ?? {});
  for (const creation2 of creates) {
    records.push(await create2(world, api2, creation2, now, "replace"));
  }
  return records;
}
var aCentury = 36525 * 864e5;
function held(creation2) {
  return creation2.state === void 0 ? creation2 : { ...creation2, lasts: { ...creation2.lasts, [creation2.state]: aCentury } };
}
function presetOf(api2, name) {
  const preset = api2.presets.find((each) => each.name === name || each.says === name);
  if (!preset)
    throw unknownName(
      "preset",
      name,
      api2.presets.map((each) => each.name)
    );
  return preset;
}

// src/core/records/transitions.ts
async function transitionsIn(world, after, until) {
  const pages4 = world.apis.map((api2) => world.store.transitions(api2.name, { now: until, since: after }));
  const steps = (await Promise.all(pages4)).flatMap((page5) => page5.items);
  const own2 = steps.filter(({ at, record: { seenAt, mirrorOf } }) => {
    return at > after && at <= until && (seenAt ?? mirrorOf) === void 0;
  });
  return own2.sort((a, b) => a.at - b.at);
}
function whenIn(lifecycle6, record6, state, now) {
  if (!own(lifecycle6.states, state)) throw unknownName("state", state, Object.keys(lifecycle6.states));
  if (snapshotAt(record6, now).state === state) return now;
  const ahead = record6.seenAt === void 0 ? timelineOf(record6).filter((step2) => step2.at > now) : [];
  const entered = ahead.find((step2, index) => step2.state === state && !passesAtOnce(ahead, index));
  if (entered) return entered.at;
  throw new Problem(409, "Never in that state", {
    detail: `${record6.api} ${record6.id} will not be '${state}'. ${reason(record6, state, now, ahead)}`,
    given: state,
    hint: hintFor(lifecycle6, record6, now)
  });
}
function passesAtOnce(steps, index) {
  return steps[index + 1]?.at === steps[index].at;
}
function reason(record6, state, now, ahead) {
  const snapshot = snapshotAt(record6, now);
  if (record6.seenAt !== void 0)
    return `It is a sample, and stays '${snapshot.state}' as its document prints it, whatever the clock says.`;
  const present = `It is '${snapshot.state}' since ${toIso(snapshot.since)}`;
  const before = snapshot.at(state);
  if (before !== void 0) return `It was '${state}' from ${toIso(before)} on. ${present}.`;
  if (ahead.some((step2) => step2.state === state)) return "It leaves that state in the same millisecond.";
  if (ahead.length === 0) return `${present}, and stays so.`;
  return `${present}, will be ${ahead.map((step2) => `'${step2.state}' at ${toIso(step2.at)}`).join(", ")}, and stays so.`;
}
function hintFor(lifecycle6, record6, now) {
  if (record6.seenAt !== void 0) return "Create a record with records.create, and run until that one is.";
  const { state } = snapshotAt(record6, now);
  return isFinal(lifecycle6, state) ? "No state follows that one: create another record, and look at it earlier." : "Create it with another scenario or plan, or run a command with records.command.";
}

// src/core/worlds/scenarios.ts
function toMs(lasts, states2) {
  for (const state of Object.keys(lasts)) {
    if (state !== "*" && !states2.includes(state))
      throw unknownName("state that lasts", state, ["*", ...states2]);
  }
  return Object.fromEntries(Object.entries(lasts).map(([state, given2]) => [state, parseDuration(given2)]));
}

// src/server/control/creation-request.ts
function toCreation({ lifecycle: lifecycle6 }, { plan, lasts, scenario, state, attributes }) {
  const ways = Object.entries({ scenario, state }).filter(([, value]) => value !== void 0);
  if (plan && ways.length > 0) {
    throw new Problem(400, "Several fates", {
      detail: `A record cannot be created by a plan and ${ways.map(([name]) => name).join(" and ")} at once.`,
      hint: "Give a plan, or a scenario and a state, or one of these."
    });
  }
  return {
    ...scenario && { scenario },
    ...state !== void 0 && { state },
    ...plan && { plan: plan.map((stage) => ({ state: stage.state, ...lastingOf(stage) })) },
    ...lasts && { lasts: toMs(lasts, lastingStates(lifecycle6)) },
    ...attributes && { attributes }
  };
}
function lastingOf({ lasts }) {
  return lasts === void 0 ? {} : { lasts: parseDuration(lasts) };
}

// src/server/control/paging.ts
var usualPart = 1e3;
async function recordsIn(world, { samples: samples6 = true, ...filter2 }) {
  if (samples6) return pageOf7(world, filter2);
  const { offset = 0, limit = Number.POSITIVE_INFINITY, ...all } = filter2;
  const own2 = (await pageOf7(world, all)).items.filter(({ seenAt }) => seenAt === void 0);
  return { items: own2.slice(offset, offset + limit), total: own2.length };
}
async function pageOf7(world, { api: api2, state, offset = 0, limit = Number.POSITIVE_INFINITY }) {
  const apis = api2 === void 0 ? world.apis : [world.api(api2)];
  const states2 = [...new Set(apis.flatMap((each) => Object.keys(each.lifecycle.states)))];
  if (state !== void 0 && !states2.includes(state)) throw unknownName("state", state, states2);
  const items = [];
  let total = 0;
  for (const { name } of apis) {
    const page5 = await world.store.page(name, {
      now: world.clock.now(),
      ...state !== void 0 && { states: [state] },
      offset: Math.max(0, offset - total),
      limit: limit - items.length
    });
    items.push(...page5.items);
    total += page5.total;
  }
  return { items, total };
}
function nextPart(path4, query, { end: end2, total }) {
  if (end2 >= total) return void 0;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, offset: end2 })) search.set(name, String(value));
  return `${path4}?${search}`;
}

// src/server/control/control.ts
var mostTransitions = 1e3;
function createControl(world, toUrl) {
  const view = (record6) => toView(world, record6, toUrl);
  const find2 = async (api2, id) => {
    const record6 = await world.store.get(world.api(api2).name, id);
    if (record6) return record6;
    throw new Problem(404, "No such record", {
      detail: `${api2} has no record '${id}'.`,
      given: id,
      hint: `GET /__standin/records?api=${api2} lists those it has.`
    });
  };
  const showClock = () => ({ now: toIso(world.clock.now()), clock: formatPace(world.clock.pace) });
  const moved2 = async (after) => {
    const all = await transitionsIn(world, after, world.clock.now());
    const transitions = all.slice(0, mostTransitions).map(({ record: { api: api2, id }, state, at }) => {
      return { api: api2, id, state, at: toIso(at) };
    });
    return {
      ...showClock(),
      transitions,
      ...all.length > transitions.length && { total: all.length }
    };
  };
  return {
    clock: {
      get: showClock,
      /** Sets how time passes, or jumps forward to an instant, or both. */
      set({ clock: clock5, at }) {
        const pace2 = clock5 === void 0 ? void 0 : parsePace(clock5);
        if (at !== void 0) world.clock.moveTo(parseInstant(at));
        if (pace2) world.clock.setPace(pace2);
        return showClock();
      },
      async advance(by) {
        const before = world.clock.now();
        world.clock.advance(parseDuration(by));
        return moved2(before);
      },
      async next() {
        const before = world.clock.now();
        const at = await world.store.nextTransition(before);
        if (at !== void 0) world.clock.moveTo(at);
        return moved2(at === void 0 ? world.clock.now() : before);
      },
      /** Jumps to the instant at which a record enters a state, and shows it then. */
      async runUntil({ api: api2, id }, state) {
        const record6 = await find2(api2, id);
        const now = world.clock.now();
        world.clock.advance(whenIn(world.api(api2).lifecycle, record6, state, now) - now);
        return view(record6);
      }
    },
    records: {
      list: async (filter2 = {}) => (await recordsIn(world, filter2)).items.map(view),
      /** A part of them, and how many there are in all. */
      async page(filter2 = {}) {
        const { items, total } = await recordsIn(world, filter2);
        return { records: items.map(view), total };
      },
      async create(request) {
        const api2 = world.api(request.api);
        await checkAttributes(api2, request.attributes ?? {});
        return view(await create2(world, api2, toCreation(api2, request), world.clock.now()));
      },
      get: async (api2, id) => view(await find2(api2, id)),
      /** Runs a command now. A Problem (409) if the record's state does not allow it. */
      async command(api2, id, kind) {
        const record6 = await find2(api2, id);
        const now = world.clock.now();
        const commanded = await command(world, record6, kind, now);
        if (commanded) return view(commanded);
        throw new Problem(409, "Command not allowed", {
          detail: `'${kind}' is not allowed while ${api2} ${id} is ${snapshotAt(record6, now).state}.`,
          given: kind,
          hint: `It is allowed in ${ruleOf2(world, record6, kind).from.join(", ")}.`
        });
      },
      async delete(api2, id) {
        await remove2(world, await find2(api2, id), world.clock.now());
      }
    },
    presets: {
      list: () => world.apis.flatMap(
        (api2) => api2.presets.map(({ name, says, params }) => ({ api: api2.name, name, says, params }))
      ),
      async create({ api: api2, name, params = {} }) {
        return (await createPreset(world, world.api(api2), name, params, world.clock.now())).map(view);
      }
    },
    scenarios: {
      get: () => world.scenarios.show(),
      set(settings) {
        world.scenarios.change(settings);
        return world.scenarios.show();
      }
    },
    faults: {
      list: () => world.faults.list(),
      create: (fault) => world.faults.add(fault),
      delete(id) {
        if (!world.faults.remove(id)) throw noSuchFault(id);
      },
      clear: () => world.faults.clear()
    },
    journal: {
      list: () => world.journal.entries(),
      clear: () => world.journal.clear()
    },
    reset: (options6) => world.reset(options6),
    /** The whole world but its journal, as JSON. */
    export: async () => structuredClone(await world.state()),
    /** Becomes the world that was exported, of this one or another; all of it or, with a Problem (400), nothing. */
    import: async (state) => world.restore(structuredClone(state))
  };
}
function noSuchFault(id) {
  return new Problem(404, "No such fault", {
    detail: `This world has no fault ${id}.`,
    given: id,
    hint: "GET /__standin/faults lists those it has."
  });
}
function controlOf(request) {
  return createControl(request.world, linksOf4(request));
}
function toView(world, record6, toUrl) {
  const { path: path4, headers: headers2 = {} } = world.api(record6.api).wire.locate(record6, {
    readings: world.readings,
    token: world.tokenFor(record6.api)
  });
  const dated = ({ at, ...rest }) => ({ ...rest, at: toIso(at) });
  return {
    api: record6.api,
    id: record6.id,
    url: toUrl(path4),
    headers: headers2,
    state: snapshotAt(record6, world.clock.now()).state,
    timeline: timelineOf(record6).map(dated),
    created: toIso(record6.created),
    commands: record6.commands.map(({ kind, at }) => dated({ kind, at })),
    sample: record6.seenAt !== void 0,
    attributes: structuredClone(record6.attributes)
  };
}

// src/server/control/clock.ts
var operation28 = operationsFor();
var clockOperations = [
  operation28({
    id: "show-clock",
    method: "GET",
    path: "/__standin/clock",
    says: "Shows the world's instant and how its time passes.",
    clauses: [],
    responses: { 200: "clock" },
    handle: async (request, respond) => respond(200, controlOf(request).clock.get())
  }),
  operation28({
    id: "change-clock",
    method: "PUT",
    path: "/__standin/clock",
    says: "Sets how time passes, jumps forward to an instant, or both.",
    clauses: [],
    request: "change-clock.request",
    responses: { 200: "clock", 400: "problem", 409: "problem" },
    handle: async (request, respond) => respond(200, controlOf(request).clock.set(request.body))
  }),
  operation28({
    id: "advance-clock",
    method: "POST",
    path: "/__standin/clock/advance",
    says: "Moves the clock forward and lists the transitions that this caused.",
    clauses: [],
    request: "advance-clock.request",
    responses: { 200: "clock-next", 400: "problem" },
    handle: async (request, respond) => respond(200, await controlOf(request).clock.advance(request.body.by))
  }),
  operation28({
    id: "next-transition",
    method: "POST",
    path: "/__standin/clock/next",
    says: "Jumps to the next transition of any record and lists what happened.",
    clauses: [],
    responses: { 200: "clock-next" },
    handle: async (request, respond) => respond(200, await controlOf(request).clock.next())
  })
];

// src/server/control/faults.ts
var operation29 = operationsFor();
var faultOperations = [
  operation29({
    id: "list-faults",
    method: "GET",
    path: "/__standin/faults",
    says: "Lists the faults of this world and how many requests each one hit.",
    clauses: [],
    responses: { 200: "fault-list" },
    handle: async (request, respond) => respond(200, { faults: [...request.world.faults.list()] })
  }),
  operation29({
    id: "add-fault",
    method: "POST",
    path: "/__standin/faults",
    says: "Creates a fault.",
    clauses: [],
    request: "add-fault.request",
    responses: { 201: "fault", 400: "problem" },
    async handle(request, respond) {
      const fault = request.world.faults.add(request.body.fault);
      return respond(201, fault, { location: request.url(`/__standin/faults/${fault.id}`) });
    }
  }),
  operation29({
    id: "clear-faults",
    method: "DELETE",
    path: "/__standin/faults",
    says: "Deletes all faults.",
    clauses: [],
    responses: { 204: null },
    async handle(request, respond) {
      request.world.faults.clear();
      return respond(204);
    }
  }),
  operation29({
    id: "remove-fault",
    method: "DELETE",
    path: "/__standin/faults/{id}",
    says: "Deletes a fault.",
    clauses: [],
    request: "fault.request",
    responses: { 204: null, 404: "problem" },
    async handle(request, respond) {
      const { id } = request.params;
      controlOf(request).faults.delete(id);
      return respond(204);
    }
  })
];

// src/core/worlds/beginning.ts
async function sampleOnly(world, api2) {
  await removeMirrors(world, api2.name);
  await world.store.clear(api2.name);
  await sample(world, api2);
}
async function sample(world, api2) {
  for (const { kind, id, parent } of api2.samples.parents ?? []) {
    await world.store.putParent(api2.name, kind, id, parent);
  }
  for (const creation2 of api2.samples.creates) await create2(world, api2, creation2, world.clock.now());
}

// src/server/control/pact.ts
var arranged3 = /* @__PURE__ */ new WeakMap();
var pactOperations = [
  operationsFor()({
    id: "change-pact-state",
    method: "POST",
    path: "/__standin/pact/states",
    says: "Sets up or tears down a provider state of Pact (a preset, by its sentence) and returns its parameters.",
    clauses: [],
    request: "change-pact-state.request",
    responses: { 200: "pact-params", 400: "problem", 409: "problem" },
    handle: async (request, respond) => respond(200, await change(request.world, request.body))
  })
];
async function change(world, { state, params = {}, action }) {
  const { api: name, ...rest } = params;
  const isSetup = action !== "teardown";
  if (state === "" || state === specialStates.preference) return {};
  const apis = name === void 0 ? world.apis : [world.api(String(name))];
  const api2 = oneThatHas(state, apis);
  if (state !== specialStates.samples)
    return isSetup ? setUp(world, api2, state, rest) : tearDown(world, api2, state, rest);
  if (isSetup) await sampleOnly(world, api2);
  return { api: api2.name };
}
async function setUp(world, api2, state, given2) {
  const { params, key, known: known2 } = rememberedOf(world, api2, state, given2);
  const records = await createPreset(world, api2, state, given2, world.clock.now(), { holding: true });
  known2.set(key, [.../* @__PURE__ */ new Set([...known2.get(key) ?? [], ...records.map((record6) => record6.id)])]);
  return { api: api2.name, ...params };
}
async function tearDown(world, api2, state, given2) {
  const { params, key, known: known2 } = rememberedOf(world, api2, state, given2);
  for (const id of known2.get(key) ?? []) {
    const record6 = await world.store.get(api2.name, id);
    if (record6) await remove2(world, record6, world.clock.now());
  }
  known2.delete(key);
  return { api: api2.name, ...params };
}
function rememberedOf(world, api2, state, given2) {
  const { name, params: defaults } = presetOf(api2, state);
  const params = checkParams({ params: defaults }, given2);
  const known2 = arranged3.get(world) ?? /* @__PURE__ */ new Map();
  arranged3.set(world, known2);
  return { params, known: known2, key: JSON.stringify([api2.name, name, Object.entries(params).sort()]) };
}
function oneThatHas(state, apis) {
  const having = apis.filter((api2) => statesOf4(api2).includes(state));
  if (having.length === 0) throw unknownName("state", state, [...new Set(apis.flatMap(statesOf4))]);
  if (having.length === 1) return having[0];
  throw new Problem(400, "Ambiguous state", {
    detail: `'${state}' is a state of ${having.map((api2) => api2.name).join(", ")}.`,
    given: state,
    hint: `Say which with a parameter of the state: "params": { "api": "${having[0].name}" }.`
  });
}
function statesOf4(api2) {
  return [specialStates.samples, ...api2.presets.flatMap((preset) => [preset.says, preset.name])];
}

// src/server/control/records.ts
var operation30 = operationsFor();
var recordOperations2 = [
  operation30({
    id: "list-records",
    method: "GET",
    path: "/__standin/records",
    says: "Lists records page by page, of all APIs or one, in any state or one.",
    clauses: [],
    request: "list-records.request",
    responses: { 200: "record-page", 400: "problem" },
    async handle(request, respond) {
      const query = { offset: 0, limit: usualPart, ...request.query };
      const part2 = await controlOf(request).records.page(query);
      const end2 = query.offset + part2.records.length;
      const next3 = nextPart("/__standin/records", query, { end: end2, total: part2.total });
      return respond(200, { ...part2, ...next3 && { next: linksOf4(request)(next3) } });
    }
  }),
  operation30({
    id: "create-record",
    method: "POST",
    path: "/__standin/records",
    says: "Creates a record.",
    clauses: [],
    request: "create-record.request",
    responses: { 201: "record", 400: "problem", 409: "problem", 507: "problem" },
    async handle(request, respond) {
      const record6 = await controlOf(request).records.create(request.body);
      const path4 = `/__standin/records/${record6.api}/${encodeURIComponent(record6.id)}`;
      return respond(201, record6, { location: request.url(path4) });
    }
  }),
  operation30({
    id: "show-record",
    method: "GET",
    path: "/__standin/records/{api}/{id}",
    says: "Shows a record.",
    clauses: [],
    request: "record.request",
    responses: { 200: "record", 400: "problem", 404: "problem" },
    async handle(request, respond) {
      const { api: api2, id } = request.params;
      return respond(200, await controlOf(request).records.get(api2, id));
    }
  }),
  operation30({
    id: "remove-record",
    method: "DELETE",
    path: "/__standin/records/{api}/{id}",
    says: "Deletes a record.",
    clauses: [],
    request: "record.request",
    responses: { 204: null, 400: "problem", 404: "problem" },
    async handle(request, respond) {
      const { api: api2, id } = request.params;
      await controlOf(request).records.delete(api2, id);
      return respond(204);
    }
  }),
  operation30({
    id: "command-record",
    method: "POST",
    path: "/__standin/records/{api}/{id}/commands",
    says: "Runs a command: cancel, fail, succeed, or one of the API's own.",
    clauses: [],
    request: "command-record.request",
    responses: { 200: "record", 400: "problem", 404: "problem", 409: "problem" },
    async handle(request, respond) {
      const { api: api2, id } = request.params;
      return respond(200, await controlOf(request).records.command(api2, id, request.body.kind));
    }
  }),
  operation30({
    id: "show-scenarios",
    method: "GET",
    path: "/__standin/scenarios",
    says: "Shows which scenarios the next records follow.",
    clauses: [],
    responses: { 200: "scenarios" },
    handle: async (request, respond) => respond(200, controlOf(request).scenarios.get())
  }),
  operation30({
    id: "change-scenarios",
    method: "PUT",
    path: "/__standin/scenarios",
    says: "Changes which scenarios the next records follow, API by API.",
    clauses: [],
    request: "change-scenarios.request",
    responses: { 200: "scenarios", 400: "problem" },
    handle: async (request, respond) => respond(200, controlOf(request).scenarios.set(request.body))
  }),
  operation30({
    id: "list-presets",
    method: "GET",
    path: "/__standin/presets",
    says: "Lists the presets: situations that a world can be put into.",
    clauses: [],
    responses: { 200: "preset-list" },
    handle: async (request, respond) => respond(200, { presets: controlOf(request).presets.list() })
  }),
  operation30({
    id: "create-preset",
    method: "POST",
    path: "/__standin/presets",
    says: "Creates the records of a preset and shows them.",
    clauses: [],
    request: "create-preset.request",
    responses: { 200: "record-list", 400: "problem", 507: "problem" },
    handle: async (request, respond) => respond(200, { records: await controlOf(request).presets.create(request.body) })
  })
];

// src/core/worlds/state-text.ts
var partLength = 256 * 1024;

// src/server/control/worlds.ts
var operation31 = operationsFor();
var largestWorld = 256 * 1024 * 1024;

// src/server/request.ts
var nothing2 = new Uint8Array();

// src/server/answer.ts
var utf8 = new TextDecoder();
var nothing3 = new Uint8Array();

// src/storage/file/read.ts
var largestWhole = 64 * 1024 * 1024;

// src/standin.ts
function chooseApis(wanted) {
  const known2 = apis_exports;
  const names3 = Object.keys(known2).map((key) => known2[key].name);
  return [...new Set(wanted ?? names3)].map((each) => {
    if (typeof each !== "string") return each;
    const api2 = Object.values(known2).find((candidate) => candidate.name === each);
    if (!api2) throw unknownName("api", each, names3);
    return api2;
  });
}
function apisNamed(name) {
  return chooseApis(name === void 0 ? void 0 : [name]);
}

// src/verify.ts
var clock4 = createClock();
async function verifyHar(options6) {
  const api2 = apiOf(options6.api);
  checkNames(api2, options6);
  const began = clock4.now();
  const { base, seen: seen3 } = await seenInHar(api2, options6.har, options6.url);
  const nothingSent = "Recorded traffic is judged, and nothing is sent.";
  return judge2(api2, {
    seen: seen3,
    outcomes: [],
    skipped: /* @__PURE__ */ new Map([
      ["exchange", nothingSent],
      ["probe", nothingSent]
    ]),
    remarks: [],
    profile: profileOf(options6),
    wanted: wantedBy(options6.only ?? [], options6.except ?? []),
    showing: createShowing(options6.token === void 0 ? [] : [options6.token]),
    target: base,
    began,
    tookMs: clock4.now() - began
  });
}
function apiOf(api2) {
  return typeof api2 === "string" ? apisNamed(api2)[0] : api2;
}
function profileOf({ profile }) {
  return profile === void 0 ? readingNames : [profile].flat().map(parseReading);
}
function checkNames(api2, { only = [], except = [], params = {} }) {
  const clauses = documentsOf(api2.name, api2.folder).ledger.clauses.map(({ id }) => id);
  for (const glob of [...only, ...except])
    if (!clauses.some((id) => toPattern(glob).test(id))) throw unknownName("clause", glob, clauses);
  const known2 = [...new Set(api2.presets.flatMap((preset) => Object.keys(preset.params)))];
  for (const name of Object.keys(params)) if (!known2.includes(name)) throw unknownName("param", name, known2);
}
function wantedBy(only, except) {
  const [wanted, unwanted] = [only, except].map((globs) => globs.map(toPattern));
  return (clause) => (wanted.length === 0 || wanted.some((glob) => glob.test(clause))) && !unwanted.some((glob) => glob.test(clause));
}
function toPattern(glob) {
  return new RegExp(`^${glob.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
}

// scratch-h.ts
for (const dir of process.argv.slice(2)) for (const f of readdirSync2(dir).filter((x) => x.endsWith(".har"))) for (const profile of [void 0, "observed"]) {
  const r = await verifyHar({ api: "copr", har: readFileSync2(dir + "/" + f, "utf8"), ...profile && { profile } });
  console.log(f, profile, r.verdict, r.clauses.filter((c) => c.verdict === "passed").length);
  for (const x of r.findings) if (x.severity === "failed" || x.severity === "unusual") console.log("   ", x.severity, x.clause, x.by.name, x.pointer, x.expected, "|", x.actual, x.shown?.number, x.times);
}
