// The pages of docs/clients, run: what they say of pointing a real client at Standin holds.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { runPage } from '../_page.ts';

const pages = readdirSync('docs/clients').filter((name) => name !== 'README.md');

describe('the recipes for clients', () => {
  it('are one for each API', () => {
    const apis = Object.values(registry).map((api) => `${api.name}.md`);
    expect([...pages].sort()).toEqual(apis.sort());
  });

  it.each(pages)('%s shows sessions and code that run as shown', (page) => runPage(`docs/clients/${page}`));
});
