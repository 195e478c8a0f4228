/** A moment (ms since 1970) as the protocol writes it. */
export function isoDate(at: number): string {
  return new Date(at).toISOString();
}

/** The same in whole seconds, rounded down so that it is never in the future. */
export function inSeconds(at: number): number {
  return Math.floor(at / 1000);
}
