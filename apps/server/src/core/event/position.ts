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
