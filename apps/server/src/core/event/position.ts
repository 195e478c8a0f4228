import { ParleyError } from '../errors/parley-error.ts';

/**
 * A place in a channel's log. Offsets count up by one within an epoch; a new epoch means that the old offsets mean
 * nothing any more (a volatile channel was forgotten, a durable one was erased).
 */
export interface Position {
  readonly epoch: string;
  /** Offset of the last event seen; 0 before the first. */
  readonly offset: number;
}

/** The epoch of a durable channel that has never held an event. Whatever epoch its first event brings continues it. */
export const NO_EPOCH = 'new';

export const NOWHERE: Position = { epoch: NO_EPOCH, offset: 0 };

/** Whether an event at `next` comes right after `previous`, with nothing lost between. */
export function follows(previous: Position, next: Position): boolean {
  return next.offset === previous.offset + 1 && isSameEpoch(previous, next);
}

/** Whether the two can be compared by offset. */
export function isSameEpoch(previous: Position, next: Position): boolean {
  return previous.epoch === next.epoch || (previous.epoch === NO_EPOCH && previous.offset === 0);
}

export function formatPosition(position: Position): string {
  return `${position.epoch}:${position.offset}`;
}

const FORM = /^([A-Za-z0-9_-]{1,32}):(0|[1-9][0-9]{0,15})$/;

/** Reads `epoch:offset`. Throws `bad_position` on anything else. */
export function parsePosition(text: string): Position {
  const [, epoch, digits] = FORM.exec(text) ?? [];
  const offset = Number(digits);
  if (epoch === undefined || !Number.isSafeInteger(offset)) {
    throw new ParleyError('bad_position', 'The position is not of the form epoch:offset.');
  }
  return { epoch, offset };
}
