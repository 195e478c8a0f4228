const MARK = '"bench":';
const MARK_BYTES = Buffer.from(MARK);

/** A JSON body of exactly `bytes` that says when it was published, by this process's clock. At least 48 bytes. */
export function timedBody(bytes: number): string {
  const start = `{${MARK}${Math.round(performance.now() * 1000)},"pad":"`;
  return `${start}${'x'.repeat(Math.max(0, bytes - start.length - 2))}"}`;
}

/** How long ago a message in `chunk` was published, in ms; null if the message does not hold a {@link timedBody}. */
export function ageOf(chunk: Buffer, start: number, end: number): number | null {
  const mark = chunk.indexOf(MARK_BYTES, start);
  if (mark === -1 || mark >= end) return null;
  const digits = chunk.toString('latin1', mark + MARK_BYTES.length, mark + MARK_BYTES.length + 16);
  const micros = Number.parseInt(digits, 10);
  return performance.now() - micros / 1000;
}
