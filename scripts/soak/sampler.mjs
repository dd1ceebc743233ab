// Loaded into the server: tells what memory it holds after a collection, when asked to.
process.on('message', () => {
  globalThis.gc();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  process.send({ rss, heapUsed, external, arrayBuffers });
});
// Whoever asks may be killed; then nobody needs the server either.
process.on('disconnect', () => process.exit());
process.channel.unref();
