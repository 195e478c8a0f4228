// Loaded into every measured server before its own code, the same for all: tells the benchmark what the process has used.
// In plain JavaScript, so that the real built server runs without a TypeScript loader.

process.on('message', async (/** @type {{ ask: number, name: string }} */ { ask, name }) => {
  if (name === 'settle') await settle();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  const value = { cpuMicros: user + system, rssBytes: rss, heapBytes: heapUsed + external };
  process.send?.({ answer: ask, ok: true, value });
});

// When the benchmark dies without a word, its servers leave with it.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

/** Lets everything garbage be collected, so that what is left is what connections cost. Needs --expose-gc. */
async function settle() {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
