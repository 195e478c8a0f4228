import type { Position } from './feed-item.ts';

/**
 * Whether an event at `candidate` was already seen by a reader that stands at `seen`. Between epochs nothing can be
 * said: the offsets of one mean nothing in the other.
 */
export function alreadySeen(candidate: Position, seen: Position | null): boolean {
  if (seen === null) return false;
  const here = parse(candidate);
  const there = parse(seen);
  return here.epoch === there.epoch && here.offset <= there.offset;
}

/** Where in its epoch's log a position is. */
export function offsetOf(position: Position): number {
  return parse(position).offset;
}

function parse(position: Position): { epoch: string; offset: number } {
  const colon = position.lastIndexOf(':');
  return { epoch: position.slice(0, colon), offset: Number(position.slice(colon + 1)) };
}
