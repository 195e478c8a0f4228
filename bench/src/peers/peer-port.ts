/** Where a peer listens; the benchmark chose the port. */
export function peerPort(): number {
  const port = Number(process.env.BENCH_PORT);
  if (!Number.isInteger(port) || port <= 0) throw new Error('BENCH_PORT does not say where to listen.');
  return port;
}
