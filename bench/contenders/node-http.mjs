// Bare `node:http` that writes the same bytes whatever it is asked: what no server in Node can beat.
// node node-http.mjs <port> <status> <content type> <file with the body>
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, status, type, file] = process.argv.slice(2);
const body = readFileSync(file, 'utf8');
const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
const answer = (outgoing) => outgoing.writeHead(Number(status), headers).end(body);
createServer((incoming, outgoing) => {
  if (incoming.method === 'GET') return answer(outgoing);
  incoming.on('data', () => {});
  incoming.on('end', () => answer(outgoing));
}).listen(Number(port), '127.0.0.1');
