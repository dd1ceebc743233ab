// What no honest client would send: as text, as JSON, as bytes.
import fc from 'fast-check';

/** Once in so many times; else nothing. */
export function rarely<T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

/** Text in UTF-8, a character for each byte: how everything here is kept until it is sent. */
export function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

const texts = [
  '',
  ' ',
  '0',
  '-1',
  '+1',
  '1.5',
  '1e309',
  '0x10',
  'NaN',
  'Infinity',
  '9007199254740993',
  '-9223372036854775808',
  '9'.repeat(400),
  'null',
  'true',
  'undefined',
  '[]',
  '{}',
  '1,2',
  '*',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "' OR 1=1 --",
  '../../../../etc/passwd',
  '..\\..\\',
  '<script>alert(1)</script>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to be sent as it stands.
  '${7*7}{{7*7}}',
  '%s%n%x',
  '\0',
  'a\0b',
  '\r\nX-Injected: 1',
  '\u202e\u0000\ufeff',
  '💥',
  'é'.normalize('NFD'),
  'İ',
  '2026-02-30T25:61:61Z',
  '0000-00-00 00:00:00',
  '+275760-09-13T00:00:00.000Z',
  '-271821-04-20T00:00:00.000Z',
  '9999-12-31 23:59:59',
  'x'.repeat(3_000),
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: fc.double().map(String) },
);

/** Escapes that decode to nothing good, as they stand in a URL. */
const escapes = [
  '%',
  '%zz',
  '%2',
  '%ff%fe',
  '%c0%af',
  '%ed%a0%80',
  '%00',
  '%0d%0a',
  '%2e%2e%2f',
  '%2F',
  '%25',
  '%u0041',
];

/** A text as it stands in a path or a query: encoded well, or badly. */
export const inUrl: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: hostileText.map(encode) },
  { weight: 2, arbitrary: fc.constantFrom(...escapes) },
  { weight: 1, arbitrary: fc.tuple(hostileText, fc.constantFrom(...escapes)).map(([a, b]) => encode(a) + b) },
);

/** Without halves of characters. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString();
}

export function encode(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll('*', '%2A');
}

/** JSON as text: wrong types, deep, wide, with members that are traps. */
const traps = [
  'null',
  'true',
  '0',
  '-0',
  '1e400',
  '-1',
  '1.5',
  '9007199254740993',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '[]',
  '{}',
  '[[[[]]]]',
  '[null]',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"__proto__":null,"toString":1,"valueOf":2,"toJSON":3}',
  '{"":""}',
  '{"a":1,"a":2}',
  '{"length":1e9}',
  '{"then":1}',
  `"${'x'.repeat(5_000)}"`,
  nested('[', ']', 100),
  nested('{"a":', '}', 400, '1'),
  nested('[', ']', 10_000),
  `[${'0,'.repeat(5_000)}0]`,
];

export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...traps) },
  { weight: 2, arbitrary: hostileText.map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)) },
);

function nested(open: string, close: string, deep: number, inside = ''): string {
  return open.repeat(deep) + inside + close.repeat(deep);
}

/** What is no JSON at all, in bytes. */
export const brokenBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '{',
    '{"a":',
    '"',
    'nul',
    "{'a':1}",
    '{"a":1,}',
    '\xef\xbb\xbf{"a":1}',
    '\xff\xfe{\0}\0',
    '"\xed\xa0\x80"',
    '{"a":"\xff"}',
    '\0',
    '[1,2',
    '[NaN]',
    'a=1&b=%zz',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    '--x\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{}\r\n',
    '--x\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{"project_id":1}\r\n--x--\r\n',
    '--x\r\nContent-Disposition: form-data; name="srpm"; filename="../../a"\r\n\r\n\0\r\n--x--\r\n',
    '--x--',
    ' '.repeat(2_000),
    nested('[', '', 20_000),
  ),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
);

export const contentTypes = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'multipart/form-data; boundary="',
  `multipart/form-data; boundary=${'x'.repeat(100)}`,
  'application/xml',
  'a/b/c',
  ';',
];

/** Headers that mean something to somebody. */
export const hostileHeader: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      'accept',
      'authorization',
      'x-auth-token',
      'es-api-key',
      'cookie',
      'origin',
      'range',
      'x-http-method-override',
      'x-forwarded-host',
      'if-none-match',
      'content-encoding',
      'x-standin-token',
      'sec-fetch-site',
    ),
    hostileText.map(inHeader),
  ),
  fc.tuple(
    fc.constant('prefer'),
    fc.oneof(
      fc.constantFrom(
        'code=404',
        'code=999',
        'code=abc',
        'code=204',
        'code="',
        'example=documented',
        'example=nope',
        'example=__proto__',
        'state=running',
        'state=nope',
        'state=constructor',
        'errata',
        'errata=x, code=404',
        ',,,;;;',
        'wait=1; a=b; c',
        'return=minimal',
        'code=404, code=500, code=',
        '"',
        'fault=',
        'fault="nope"',
        'fault="status=1e3"',
      ),
      hostileText.map((text) => inHeader(`code=${text}`)),
      hostileText.map((text) => inHeader(`state=${text}`)),
      hostileText.map((text) => inHeader(`example="${text}`)),
    ),
  ),
  fc.tuple(
    fc.constant('authorization'),
    fc.constantFrom(
      'Basic',
      'Basic =',
      'Basic Og==',
      'Basic /////w==',
      'Token',
      'Token  ',
      'Bearer',
      'SDK-HMAC-SHA256 Access=,',
      'Digest a="',
    ),
  ),
);

/** What a header can hold. */
function inHeader(text: string): string {
  return toBytes(text)
    .replaceAll(/[^\x20-\x7e\x80-\xff]/g, '')
    .trim();
}

/** Names for worlds, as they stand in a path; of a header each is decoded before. */
export const hostileWorld = fc.oneof(
  fc.constantFrom(
    '',
    '.',
    '..',
    '%2e%2e',
    '~',
    '__proto__',
    'constructor',
    'toString',
    'a'.repeat(65),
    'a%2Fb',
    '%ff',
    '%00',
    'x%20y',
    '💥',
    '-',
    '_',
  ),
  inUrl,
);
