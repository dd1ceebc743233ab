// Standin under Bun, as docs/guides/hono.md shows it. Prints where it listens.
import { createStandin } from '../../../dist/index.js';

const { app } = createStandin({ clock: 'frozen', limits: { body: 1_000 } });
const server = Bun.serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
console.log(`http://127.0.0.1:${server.port}`);
