import type { ChannelContext } from './channel/channel-context.ts';

const insides = new WeakMap<object, ChannelContext>();

/** To be called by a client for itself, once. */
export function keepInsides(parley: object, context: ChannelContext): void {
  insides.set(parley, context);
}

/** What a client is made of: for entries of this package that build on it, beside what it shows to applications. */
export function insidesOf(parley: object): ChannelContext {
  const context = insides.get(parley);
  if (!context) throw new TypeError('This is no client of this package.');
  return context;
}
