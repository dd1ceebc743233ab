// Bytes for a socket that are HTTP by half, or not at all.
import fc from 'fast-check';
import { rarely } from './values.ts';

/** What is written to a socket, piece by piece. Bytes, a character for each. */
export interface Bytes {
  readonly how: 'socket';
  readonly victim: string;
  readonly pieces: readonly string[];
  /** What the client does after the last piece: waits, says that this was all, or is gone. */
  readonly after: 'wait' | 'end' | 'reset';
}

const lines = [
  'GET / HTTP/1.1',
  'GET /api_2/build_tasks HTTP/1.1',
  'GET //api_2//build_tasks HTTP/1.1',
  'GET /~bytes/platform/build?platformID=x HTTP/1.0',
  'GET /api/task/log/ HTTP/0.9',
  'GET /waiting_builds/ HTTP/2.0',
  'GET /waiting_builds/ HTTP/9.9',
  'GET /waiting_builds/',
  'GET  /  HTTP/1.1',
  'GET http://evil.example/api_2/build_tasks HTTP/1.1',
  'GET /a b HTTP/1.1',
  'GET /\x00 HTTP/1.1',
  'GET /\xff\xfe HTTP/1.1',
  'GET /%ff?%zz=%00 HTTP/1.1',
  'GET * HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'CONNECT example.org:443 HTTP/1.1',
  'TRACE / HTTP/1.1',
  'get / HTTP/1.1',
  'G\0T / HTTP/1.1',
  'PRI * HTTP/2.0',
  'POST /api_2/builds HTTP/1.1',
  'POST /platform/build HTTP/1.1',
  'PUT /api/task/x/cancel/ HTTP/1.1',
  'POST /~bytes/__standin/records HTTP/1.1',
  'DELETE /~bytes/__standin/journal HTTP/1.1',
  `GET /${'a'.repeat(9_000)} HTTP/1.1`,
  `GET /?${'a&'.repeat(3_000)} HTTP/1.1`,
  `${'A'.repeat(20_000)} / HTTP/1.1`,
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  '',
  '\0\0\0\0',
  'HELO there',
];

const headers = [
  'Host: 127.0.0.1',
  'Host: evil.example',
  'Host:',
  'Host: a\r\nHost: b',
  'Connection: close',
  'Connection: keep-alive, upgrade',
  'Upgrade: websocket',
  'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__',
  'Expect: 100-continue',
  'Expect: 200-ok',
  'Content-Length: 5',
  'Content-Length: 0',
  'Content-Length: -1',
  'Content-Length: 5, 6',
  'Content-Length: 5\r\nContent-Length: 6',
  'Content-Length: 99999999999999999999',
  'Content-Length: 1000000000',
  'Content-Length: 0x5',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked\r\nContent-Length: 5',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
  'Content-Type: multipart/form-data',
  'Authorization: Basic bG9naW46dG9rZW4=',
  'X-Standin-World: \xff',
  'X-Standin-World: __proto__',
  ': empty',
  'no colon at all',
  ' folded: line',
  'X-Nul: a\0b',
  'X-Bare: a\rb',
  `X-Long: ${'a'.repeat(17_000)}`,
  'Bad Name: 1',
  'Té: 1',
];

const bodies = [
  '',
  '{"a":1}',
  'hello',
  '5\r\nhello\r\n0\r\n\r\n',
  '5;ext="a"\r\nhello\r\n0\r\nTrailer: x\r\n\r\n',
  'ffffffffffffffff\r\nhello\r\n',
  '-1\r\nhello\r\n',
  'zz\r\n',
  '5\r\nhel',
  '5\r\nhello0\r\n\r\n',
  '0\r\n\r\nGET /__standin/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
  `${'1\r\na\r\n'.repeat(300)}0\r\n\r\n`,
  `${'x'.repeat(70_000)}`,
  '\0'.repeat(100),
];

const soup = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1'));

const request = fc
  .record({
    line: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...lines) }, { weight: 1, arbitrary: soup }),
    headers: fc.array(
      fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...headers) }, { weight: 1, arbitrary: soup }),
      {
        maxLength: 5,
      },
    ),
    newline: fc.constantFrom('\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r'),
    body: fc.oneof(fc.constantFrom(...bodies), soup),
  })
  .map(({ line, headers: given, newline, body }) => [line, ...given, '', body].join(newline));

/** A request that is right, so that what follows it on the same connection is looked at. */
const honest = 'GET /__standin/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';

export const bytes: fc.Arbitrary<Bytes> = fc
  .record({
    texts: fc.oneof(
      { weight: 6, arbitrary: fc.tuple(request) },
      { weight: 2, arbitrary: fc.array(request, { minLength: 2, maxLength: 4 }) },
      { weight: 1, arbitrary: request.map((each) => [honest, each]) },
      { weight: 1, arbitrary: fc.integer({ min: 2, max: 40 }).map((count) => [honest.repeat(count)]) },
    ),
    cut: rarely(fc.double({ min: 0, max: 1, noNaN: true }), 4),
    pieces: fc.constantFrom(1, 1, 1, 2, 5),
    after: fc.oneof(
      { weight: 180, arbitrary: fc.constant('end' as const) },
      { weight: 18, arbitrary: fc.constant('reset' as const) },
      // Each takes as long as the server is patient.
      { weight: 1, arbitrary: fc.constant('wait' as const) },
    ),
  })
  .map(({ texts, cut, pieces, after }) => {
    const whole = texts.join('');
    const text = cut === null ? whole : whole.slice(0, Math.floor(whole.length * cut));
    const size = Math.max(1, Math.ceil(text.length / pieces));
    const parts = Array.from({ length: pieces }, (_, index) => text.slice(index * size, (index + 1) * size));
    return { how: 'socket', victim: 'socket', pieces: parts.filter((each) => each !== ''), after };
  });
