import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRoutes } from '../../src/core/api/routes.ts';
import { decoded } from '../../src/core/values/decoded.ts';

describe('routes', () => {
  const templates = [
    '/',
    '/builds',
    '/builds/',
    '/builds/{id}',
    '/builds/{id}/tasks/{name}',
    '/builds/latest/tasks/{name}',
    '/builds/latest',
    '/{any}/log',
  ];
  const routes = createRoutes(templates.map((each) => [each, each] as const));
  const found = (path: string) => routes.find(path);

  it('find the template that a path fits, segment by segment', () => {
    expect(found('/')).toEqual({ target: '/', params: {} });
    expect(found('/builds')).toEqual({ target: '/builds', params: {} });
    expect(found('/builds/7')).toEqual({ target: '/builds/{id}', params: { id: '7' } });
    expect(found('/builds/7/tasks/a%2Fb')).toEqual({
      target: '/builds/{id}/tasks/{name}',
      params: { id: '7', name: 'a/b' },
    });
  });

  it('prefer what is spelled out, and come back to a name where that leads nowhere', () => {
    expect(found('/builds/latest')?.target).toBe('/builds/latest');
    expect(found('/builds/latest/tasks/x')?.target).toBe('/builds/latest/tasks/{name}');
    expect(found('/builds/log')?.target).toBe('/builds/{id}');
    expect(found('/other/log')).toEqual({ target: '/{any}/log', params: { any: 'other' } });
  });

  it('find nothing for what is longer, shorter, or empty where a name stands', () => {
    for (const path of [
      '/builds/7/',
      '/builds//tasks/x',
      '/builds/7/tasks',
      '//log',
      '/nothing',
      '/builds/7/tasks/x/y',
    ])
      expect([path, found(path)]).toEqual([path, undefined]);
  });

  it('keep what one try found out of the next', () => {
    const twoWays = createRoutes([
      ['/{a}/x/{b}/end', 'deep'],
      ['/{c}/{d}/{e}/other', 'other'],
    ]);
    expect(twoWays.find('/1/x/3/other')).toEqual({ target: 'other', params: { c: '1', d: 'x', e: '3' } });
  });
});

describe('decoded', () => {
  it('undoes what encoding has done', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(fc.property(text, (each) => decoded(encodeURIComponent(each)) === each));
  });

  it('leaves what is no UTF-8 as it is, and decodes the rest', () => {
    expect(decoded('a%20b%FFc%')).toBe('a b%FFc%');
  });
});
