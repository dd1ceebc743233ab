// How a server ends: on a signal, with the exit code that was set (default: 0), or with 2 if closing failed.

/** Closes on the first signal and exits; a second one during that ends it at once. */
export function endOnSignals(close: () => Promise<void>, failed: (error: Error) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      process.once(signal, () => process.exit(0));
      try {
        await close();
      } catch (error) {
        failed(error as Error);
        process.exit(2);
      }
      process.exit(process.exitCode ?? 0);
    });
  }
}
