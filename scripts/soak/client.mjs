// A client that keeps what it sees as entries of an HTTP archive, and a pace.

/** Slower than this is a hang, in ms. */
const patience = 30_000;

export function createClient({ url, tally, pauseMs, over }) {
  const archives = new Map();
  let next = Date.now();

  /** Sends a request and keeps it, unless it is one that nothing is to be learned from. */
  async function send(world, path, { method = 'GET', headers = {}, body, api, within = patience } = {}) {
    await turn();
    const base = world === undefined ? url : `${url}/~${world}`;
    const address = path.startsWith('http') ? path : base + path;
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const at = Date.now();
    tally.requests++;
    try {
      const response = await fetch(address, {
        method,
        redirect: 'manual',
        headers: { ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
        body: text,
        signal: AbortSignal.timeout(within),
      });
      const received = {
        status: response.status,
        headers: [...response.headers],
        text: await response.text(),
      };
      tally.statuses[received.status] = (tally.statuses[received.status] ?? 0) + 1;
      if (api) keep(base, { api, method, address, headers, text, at, until: Date.now(), received });
      else if (within === patience && received.status >= 500) broken(method, address, received);
      return received;
    } catch (error) {
      // Whoever waits less than the usual time wants to see connections break.
      if (within === patience)
        tally.broken.push(`${method} ${address}: ${error.cause?.message ?? error.message}`);
      else tally.cut++;
      return undefined;
    }
  }

  function broken(method, address, { status, text }) {
    tally.broken.push(`${method} ${address}: ${status} ${text.slice(0, 300)}`);
  }

  function keep(base, { api, method, address, headers, text, at, until, received }) {
    if (received.status >= 500) broken(method, address, received);
    const entries = archives.get(base) ?? [];
    archives.set(base, entries);
    entries.push({
      api,
      startedDateTime: new Date(at).toISOString(),
      time: until - at,
      request: {
        method,
        url: address,
        headers: named(Object.entries(headers)),
        ...(text !== undefined && { postData: { text } }),
      },
      response: {
        status: received.status,
        headers: named(received.headers),
        content: { text: received.text },
      },
    });
  }

  async function turn() {
    next = Math.max(next + pauseMs, Date.now());
    const wait = next - Date.now();
    if (wait > 0 && !over()) await new Promise((done) => setTimeout(done, wait));
  }

  return {
    send,
    archives: () => Array.from(archives, ([base, entries]) => ({ base, entries })),
    /** Answers as JSON; undefined where none came. */
    async json(world, path, options) {
      const received = await send(world, path, options);
      return received && received.status < 300 && received.text !== ''
        ? JSON.parse(received.text)
        : undefined;
    },
  };
}

function named(pairs) {
  return pairs.map(([name, value]) => ({ name, value }));
}
