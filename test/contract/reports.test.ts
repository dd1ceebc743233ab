// What a verification found, written down in six ways: each for its reader, none of them fooled by a server's text.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Report } from '../../src/contract/judge/finding.ts';
import { reporters } from '../../src/contract/reports/index.ts';
import { cut, visible } from '../../src/contract/reports/visible.ts';
import { clean, nasty, sample, saying, silent } from './_reports.ts';

const { pretty, json, junit, sarif, github, html } = reporters;
const plain = { colour: false };

/** Any text, ordinary or not: control characters, halves of surrogate pairs, markup. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      '<b>',
      '</pre>',
      '&amp;',
      '\n',
      '\r',
      '\t',
      '\0',
      ' ',
      '{',
      '](',
      '%',
    ),
  }),
);

describe('every report', () => {
  const cases = Object.entries(reporters).flatMap(([name, write]) =>
    Object.entries({ sample, clean, silent }).map(([which, report]) => [name, which, write, report] as const),
  );

  it.each(cases)('%s of the %s run is text that ends with a line feed', (_name, _which, write, report) => {
    expect(write(report, plain)).toMatch(/[^\n]\n$/);
  });

  it.each(Object.entries(reporters))('%s tells of a violation whose clause is on no list', (_, write) => {
    const unlisted: Report = { ...sample, clauses: [] };
    expect(write(unlisted, plain)).toContain('copr/list/limit-default');
    expect(write(unlisted, plain)).toContain('at most 100 build tasks');
  });

  it.each(Object.entries(reporters))('%s leaves the report as it was', (_, write) => {
    const before = structuredClone(sample);
    write(sample, plain);
    expect(sample).toEqual(before);
  });
});

describe('pretty, for a person at a terminal', () => {
  it('tells what was asked, what failed and why, and the verdict last', () => {
    expect(pretty(sample, plain)).toMatchInlineSnapshot(`
      "
      copr  Fedora Copr API v2: copr-build-tasks.rst (155 lines)
        http://127.0.0.1:4010
        42 requests in 3.2 s, readings corrected, observed, Standin 0.1.0

        exchange    skipped: the Pact verifier is not installed
        schema         40 judged      1 failed      0 skipped
        invariant       9 judged      1 failed      1 skipped
        probe           3 judged      0 failed      0 skipped

      Failed
        copr/list/limit-default
          says      Without a limit, a list holds 100 build tasks.
          document  copr-build-tasks.rst:50-52,60
          found by  invariant copr/limit-default
          request   GET http://127.0.0.1:4010/api_2/build_tasks?state=failed
          response  status 200
          at        /build_tasks
          expected  at most 100 build tasks
          actual    101 build tasks
          repeat    curl -i -H 'authorization: (redacted)' 'http://127.0.0.1:4010/api_2/build_tasks?state=
                    failed'
                    and 2 more like it

        copr/fields/state
          says      state is one of seven words.
          document  copr-build-tasks.rst:29-33
          found by  schema build-task
          request   POST http://127.0.0.1:4010/api_2/build_tasks/1
          response  status 500
          at        /state
          expected  one of importing, pending, running, succeeded, failed, canceled, skipped
          actual    <script>alert("1")</script> & 'quoted' ]]> ␛[31mred␛[0m ␀␍
                    zażółć 🎉 � %0A ::error::
          repeat    curl -i -X POST --data-raw '{"a":1' 'http://127.0.0.1:4010/api_2/build_tasks/1'

      Readings that the server follows
        copr/list-path        observed   Only build_tasks answers; the other path is 404.
        copr/detail-build-id  neither    (not acceptable) The server follows none of the readings.
        1 more are undecided; --undecided lists them

      Beyond the document
        copr/fields/table at /source_type: a member source_type (12 times)

      Skipped
        nothing canceled (1 clause)
          copr/detail/canceled
        the page does not say (1 clause)
          copr/auth

      failed: 3 of 7 clauses passed, 2 failed, 2 skipped
      "
    `);
  });

  it('is short when there is nothing to tell', () => {
    const text = pretty(clean, plain);
    expect(text).not.toMatch(/Failed|Readings|Beyond|Skipped\n/);
    expect(text.trimEnd().split('\n').at(-1)).toBe('passed: 7 of 7 clauses passed');
  });

  it('names the reason once where nothing could be judged', () => {
    expect(pretty(silent, plain).match(/nobody answered/g)).toHaveLength(1);
  });

  it('says the same in colour', () => {
    const coloured = pretty(sample, { colour: true });
    expect(coloured).toContain('\u001b[31m');
    expect(stripVTControlCharacters(coloured)).toBe(pretty(sample, plain));
  });

  it('fits 100 columns, and neither a terminal nor a CI server takes it for commands', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText, fc.constantFrom('::error::', '##[x]', ' '))), (texts) => {
        const lines = pretty(saying(texts.join('')), plain).split('\n');
        // A column is a character, be it of two code units.
        expect(lines.filter((line) => [...line].length > 100)).toEqual([]);
        expect(lines.filter((line) => /[^\P{Cc}\t]|^\s*::|##\w*\[/u.test(line))).toEqual([]);
      }),
    );
  });
});

describe('json, for programs', () => {
  it('is the report, whatever a server said', () => {
    expect(JSON.parse(json(sample, plain))).toEqual(sample);
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(json(saying(text), plain))).toEqual(saying(text));
      }),
    );
  });

  it('has its keys in one order, however the report was put together', () => {
    expect(json(reversed(sample) as Report, plain)).toBe(json(sample, plain));
    expect(json(sample, plain).startsWith('{\n  "api": "copr",\n  "title"')).toBe(true);
  });

  it('keeps the order in which a server sent the members of a body', () => {
    const body = { zebra: 1, says: 2, id: 3, api: 4 };
    const [finding] = saying('').findings;
    const { response, ...shown } = finding!.shown!;
    const report = {
      ...sample,
      findings: [{ ...finding!, shown: { ...shown, response: { ...response, body } } }],
    };
    expect(json(report, plain)).toMatch(/"zebra": 1,\s+"says": 2,\s+"id": 3,\s+"api": 4/);
  });
});

describe('junit, for the test pane of a CI server', () => {
  const schema = readFileSync('test/schemas/jenkins-junit.xsd', 'utf8');
  const errorsIn = async (xml: string) =>
    (await validateXML({ xml, schema })).errors.map((error) => error.message);

  it.each(Object.entries({ sample, clean, silent }))(
    'of the %s run is valid by the public schema',
    async (_, report) => {
      expect(await errorsIn(junit(report, plain))).toEqual([]);
    },
  );

  it('would not be if something was missing', async () => {
    expect(await errorsIn(junit(sample, plain).replace(' classname=', ' nonsense='))).not.toEqual([]);
  });

  it('has a case for each clause: passed, failed with its findings, or skipped with the reason', () => {
    const text = junit(sample, plain);
    expect(text.match(/<testcase /g)).toHaveLength(sample.clauses.length);
    expect(text).toContain('tests="7" failures="2" errors="0" time="3.210"');
    expect(text).toContain('name="copr/fields/table — A build task has seven members." time="0"/>');
    expect(text).toMatch(
      /<failure type="failed" message="expected at most 100 build tasks, actual 101 build tasks">/,
    );
    expect(text).toContain('<skipped>skipped: nothing canceled</skipped>');
    expect(text).toContain('<skipped>untestable: the page does not say</skipped>');
    expect(text).toContain('<skipped>informative</skipped>');
    expect(text).toContain('<property name="reading copr/list-path" value="observed"/>');
  });

  it('is well-formed and says what the server said, whatever that was', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const { normalized, errors } = await validateXML({
          xml: junit(saying(text), plain),
          schema,
          normalization: 'c14n',
        });
        expect(errors).toEqual([]);
        const [, message, content] = /<failure message="([^"]*)" type="failed">([^<]*)</.exec(normalized)!;
        expect(plainText(message!)).toBe(`expected at most 100 build tasks, actual ${visible(text)}`);
        expect(plainText(content!)).toContain(`\nactual: ${visible(text)}\n`);
      }),
      { numRuns: 25 },
    );
  });
});

describe('sarif, for code scanning', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const isValid = ajv.compile(JSON.parse(readFileSync('test/schemas/sarif-schema-2.1.0.json', 'utf8')));
  const runOf = (report: Report) => JSON.parse(sarif(report, plain)).runs[0];

  it.each(Object.entries({ sample, clean, silent }))(
    'of the %s run is valid by the public schema',
    (_, report) => {
      isValid(JSON.parse(sarif(report, plain)));
      expect(isValid.errors ?? []).toEqual([]);
    },
  );

  it('would not be if something was wrong', () => {
    expect(isValid(JSON.parse(sarif(sample, plain).replace('"note"', '"whisper"')))).toBe(false);
  });

  it('has a rule for each clause, and each result points at its rule and at the lines of the document', () => {
    const { results, tool } = runOf(sample);
    const { rules } = tool.driver;
    expect(rules.map((rule: { id: string }) => rule.id)).toEqual(sample.clauses.map(({ id }) => id));
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex].id).toBe(ruleId);
    expect(results.map(({ level }: { level: string }) => level)).toEqual(['error', 'error', 'note', 'note']);
    expect(results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'copr-build-tasks.rst' },
      region: { startLine: 50, endLine: 52 },
    });
    expect(results[0].relatedLocations[0].physicalLocation.region).toEqual({ startLine: 60, endLine: 60 });
    expect(results[0].message.text).toMatch(
      /GET .*\n.*\n.*\nexpected: at most 100 build tasks\nactual: 101 build tasks/,
    );
  });

  it('tells apart what was skipped from what was found', () => {
    const { results, invocations } = runOf(silent);
    expect(results).toEqual([]);
    expect(invocations[0].executionSuccessful).toBe(false);
    expect(invocations[0].toolExecutionNotifications[0].message.text).toContain('nobody answered');
  });

  it('knows the same finding again in another run, and another finding from it', () => {
    const printOf = (report: Report) => runOf(report).results[0].partialFingerprints['standinFinding/v1'];
    const at = (pointer: string) => ({ ...sample, findings: [{ ...sample.findings[0]!, pointer }] });
    expect(printOf({ ...saying('another text'), began: '2027-01-01T00:00:00Z' })).toBe(printOf(sample));
    expect(printOf(at('/build_tasks/3/state'))).toBe(printOf(at('/build_tasks/14/state')));
    expect(printOf(at('/build_tasks/3/state'))).not.toBe(printOf(at('/build_tasks/3/id')));
  });

  it('says what the server said, which is neither a link nor a placeholder', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [{ message, properties }] = runOf(saying(text)).results;
        expect(properties.actual).toBe(text);
        expect(message.text).not.toContain('](');
        expect(message.text.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/);
      }),
    );
  });
});

describe('github, for the annotations of a workflow', () => {
  it('is one command a line: errors for failures, notices for the rest, a summary at the end', () => {
    const lines = github(sample, plain).trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      '::error',
      '::error',
      '::notice',
      '::notice',
      '::notice',
    ]);
    expect(lines[0]).toMatch(
      /^::error file=copr-build-tasks\.rst,line=50,endLine=52,title=failed%3A copr\/list\/limit-default::copr/,
    );
    expect(lines.at(-1)).toBe(
      '::notice title=Standin verify copr::failed: 3 of 7 clauses passed, 2 failed, 2 skipped',
    );
  });

  it('warns only where nothing could be judged', () => {
    expect(github(sample, plain)).not.toContain('::warning');
    expect(github(silent, plain)).toMatch(
      /^::warning title=Standin verify copr%3A .*::nobody answered: copr\//,
    );
  });

  it('lets no text of a server end a command or begin one', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = github(saying(text), plain).split('\n');
        expect(lines).toHaveLength(3);
        const message = decodeURIComponent(
          lines[0]!
            .split('::')
            .slice(2)
            .join('::')
            .replaceAll(/%(?!25|0A)/g, '?'),
        );
        expect(message).toContain(`\nactual: ${visible(text)}\n`);
      }),
    );
  });
});

const browserPath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
// Without a browser there is nothing to see it with; CI installs one, and there its absence is a failure.
const missing = browserPath === undefined && !process.env.CI;

describe.skipIf(missing)(
  'html, for a person with a browser (skipped only where no Chromium is installed)',
  () => {
    let browser: Browser;
    let page: Page;
    const urls: string[] = [];
    const alarms: string[] = [];
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath: browserPath ?? 'chromium is not installed',
        args: [
          '--no-sandbox',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      });
      page = await browser.newPage();
      page.on('request', (request) => urls.push(request.url()));
      page.on('dialog', async (dialog) => {
        alarms.push(dialog.message());
        await dialog.dismiss();
      });
      page.on('console', (message) => alarms.push(message.text()));
      page.on('pageerror', (error) => alarms.push(error.message));
    });
    afterAll(() => browser?.close());

    it('has the verdict on top, then clauses, findings and readings', async () => {
      await page.setContent(html(sample, plain));
      expect(await page.locator('header').innerText()).toContain('failed: 3 of 7 clauses passed');
      const text = await page.locator('main').innerText();
      for (const { id } of sample.clauses) expect(text).toContain(id);
      for (const { erratum } of sample.errata) expect(text).toContain(erratum);
      expect(await page.locator('article').count()).toBe(4);
    });

    it('shows an exchange when asked, and of a long body the beginning', async () => {
      await page.setContent(html(sample, plain));
      const exchange = page.locator('article').nth(1).locator('details');
      expect(await exchange.locator('pre').last().isVisible()).toBe(false);
      await exchange.locator('summary').click();
      const response = await exchange.locator('pre').last().innerText();
      expect(response).toMatch(/^500\n\nx{20000}… \(30007 more characters\)$/);
    });

    it('asks for nothing, runs nothing, and shows hostile text as text', async () => {
      urls.length = 0;
      await page.setContent(
        html(saying(`${nasty}<img src=x onerror=alert(2)><a href="https://a.test">`), plain),
      );
      expect(await page.locator('article script, article img, article a').count()).toBe(0);
      expect(await page.locator('article').innerText()).toContain('<script>alert("1")</script>');
      expect(urls).toEqual([]);
      expect(alarms).toEqual([]);
    });

    it.each(['light', 'dark'] as const)('is legible in a %s room', async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.setContent(html(sample, plain));
      const [text, back] = (await page.evaluate(
        '[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]',
      )) as [string, string];
      const difference = brightness(text) - brightness(back);
      expect(colorScheme === 'dark' ? difference : -difference).toBeGreaterThan(180);
    });

    it('says what the server said, whatever that was', async () => {
      await fc.assert(
        fc.asyncProperty(anyText, async (text) => {
          await page.setContent(html(saying(text), plain));
          const facts = await page.locator('article dd').allTextContents();
          expect(facts).toContain(visible(text));
          const response = await page.locator('article pre').last().textContent();
          expect(response).toBe(`200\nx-text: ${visible(text)}\n\n${visible(text)}`);
        }),
        { numRuns: 40 },
      );
    });
  },
);

describe('the public schemas', () => {
  it.each(['jenkins-junit.xsd', 'sarif-schema-2.1.0.json'])('%s is the copy that was read about', (file) => {
    const sha256 = createHash('sha256')
      .update(readFileSync(`test/schemas/${file}`))
      .digest('hex');
    expect(readFileSync('test/schemas/README.md', 'utf8')).toContain(sha256);
  });
});

describe('text of a server', () => {
  it('stays as it is where nothing takes it for something else', () => {
    expect(visible('zażółć\tgęślą\n🎉 "<&>"')).toBe('zażółć\tgęślą\n🎉 "<&>"');
    expect(visible('\0\u001b[2J\r\u007f\u009b\ud800\uffff')).toBe('␀␛[2J␍␡���');
  });

  it('is cut with a count of what is left out, never through a character', () => {
    expect(cut('short', 5)).toBe('short');
    expect(cut('a🎉bc', 2)).toBe('a… (4 more characters)');
  });
});

/** The text of canonical XML. */
function plainText(xml: string): string {
  return xml
    .replaceAll(/&#x([0-9A-F]+);/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The same value, the members of its objects the other way round; bodies and headers stay. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(
    entries.map(([name, member]) => [name, ['body', 'headers'].includes(name) ? member : reversed(member)]),
  );
}

/** Of a colour as `rgb(1, 2, 3)`: 0 to 255. */
function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = colour.match(/\d+/g)!.map(Number);
  return (red + green + blue) / 3;
}
