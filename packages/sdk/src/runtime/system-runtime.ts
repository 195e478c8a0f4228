import type { Runtime } from './runtime.ts';

/** Timers count in 32 bits: a longer delay would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The real thing: the platform's clock, timers and randomness. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  random: () => Math.random(),
  uuid,
  after(delayMs, action) {
    const handle = setTimeout(action, Math.min(delayMs, LONGEST_DELAY_MS));
    return { [Symbol.dispose]: () => clearTimeout(handle) };
  },
};

/** Browsers offer `randomUUID` only to pages served securely; a development page on the local network is not one. */
function uuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20)}`;
}
