// Standin under Node, mounted in an application of its user, as docs/guides/hono.md shows it. Prints where it listens.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createStandin } from '../../../dist/index.js';

const main = new Hono().route('/', createStandin({ clock: 'frozen', limits: { body: 1_000 } }).app);
serve({ fetch: main.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}`),
);
