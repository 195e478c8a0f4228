/** What a client calls its request: given back as it came. */
export type PacketId = string | number;

/** What a client sent. */
export type ClientPacket =
  /** Nothing, which needs no answer. */
  | { readonly kind: 'empty' }
  /** What is no packet at all. */
  | { readonly kind: 'malformed'; readonly id?: PacketId }
  /** `{"request":{"<name>":body,"id":id}}` */
  | { readonly kind: 'request'; readonly name: string; readonly body: unknown; readonly id?: PacketId }
  /** `{"<name>":body,"id":id}` */
  | { readonly kind: 'bare'; readonly name: string; readonly body: unknown; readonly id?: PacketId };

/**
 * Reads a frame. A packet is named by its first key that is not `id`, wherever that stands; only the object's own keys
 * count, and what they are called means nothing yet.
 */
export function decodeClientPacket(data: Buffer): ClientPacket {
  if (data.length === 0) return EMPTY;
  const whole = entriesOf(parsed(data));
  const first = whole && firstBut(whole, 'id');
  if (!first) return { kind: 'malformed', ...idOf(whole ?? []) };
  if (first[0] !== 'request') return { kind: 'bare', name: first[0], body: first[1], ...idOf(whole) };
  const inner = entriesOf(first[1]);
  const named = inner && firstBut(inner, 'id');
  if (!named) return { kind: 'malformed', ...idOf(inner ?? []) };
  return { kind: 'request', name: named[0], body: named[1], ...idOf(inner) };
}

/** What is a client's own id for something, if it is one; nothing otherwise. */
export function idOf(entries: readonly Entry[]): { readonly id?: PacketId } {
  const id = entries.find(([key]) => key === 'id')?.[1];
  return typeof id === 'string' || typeof id === 'number' ? { id } : {};
}

/** The own keys of an object with their values, in the order in which they came; null for what is none. */
export function entriesOf(value: unknown): readonly Entry[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.entries(value);
}

type Entry = readonly [key: string, value: unknown];

const EMPTY: ClientPacket = { kind: 'empty' };

function parsed(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    return undefined;
  }
}

function firstBut(entries: readonly Entry[], passedOver: string): Entry | undefined {
  return entries.find(([key]) => key !== passedOver);
}
