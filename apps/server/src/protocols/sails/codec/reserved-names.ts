/** Names that Socket.IO keeps for itself: an event of such a name makes its clients and servers throw. */
const RESERVED: ReadonlySet<string> = new Set([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
]);
/** What the server itself says: to `sails.io.js`, and of what became of messages and channels. */
const OWN_WORDS = ['sails:', 'parley:'];

/** Whether Socket.IO keeps the name for itself, in both directions. */
export function isSocketIoName(name: string): boolean {
  return RESERVED.has(name);
}

/** Whether nobody may push an event of this name. */
export function isReservedName(name: string): boolean {
  return isSocketIoName(name) || OWN_WORDS.some((word) => name.startsWith(word));
}

/** The name under which clients of this protocol are told of an event that another one let through. */
export function tellableName(name: string): string {
  return isReservedName(name) ? `event:${name}` : name;
}
