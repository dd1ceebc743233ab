// Standin under Deno, as docs/guides/hono.md shows it. Prints where it listens.
import { createStandin } from '../../../dist/index.js';

const { app } = createStandin({ clock: 'frozen', limits: { body: 1_000 } });
const onListen = ({ port }) => console.log(`http://127.0.0.1:${port}`);
Deno.serve({ port: 0, hostname: '127.0.0.1', onListen }, app.fetch);
