// Bare Hono on its server for Node: one route with the path of a build task, the same bytes.
// node hono.mjs <port> <status> <content type> <file with the body>
import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const [port, status, type, file] = process.argv.slice(2);
const body = readFileSync(file, 'utf8');
const app = new Hono();
app.get('/api_2/build_tasks/:build_id/:name', (context) =>
  context.body(body, Number(status), { 'content-type': type }),
);
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
