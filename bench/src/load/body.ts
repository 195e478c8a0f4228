const MARK = '"bench":';
/** As it stands in a frame: plain, or in a string, where its quotes are escaped. */
const MARKS = [Buffer.from(MARK), Buffer.from('"bench\\":')];

/** A JSON body of exactly `bytes` that says when it was published, by this process's clock. At least 48 bytes. */
export function timedBody(bytes: number): string {
  const start = `{${MARK}${Math.round(performance.now() * 1000)},"pad":"`;
  return `${start}${'x'.repeat(Math.max(0, bytes - start.length - 2))}"}`;
}

/** How long ago a message in `chunk` was published, in ms; null if the message does not hold a {@link timedBody}. */
export function ageOf(chunk: Buffer, start: number, end: number): number | null {
  // Only in this frame: the chunk may hold hundreds more, and looking through them for each would be most of the work.
  const frame = chunk.subarray(start, end);
  for (const bytes of MARKS) {
    const mark = frame.indexOf(bytes);
    if (mark === -1) continue;
    const digits = frame.toString('latin1', mark + bytes.length, mark + bytes.length + 16);
    return performance.now() - Number.parseInt(digits, 10) / 1000;
  }
  return null;
}
