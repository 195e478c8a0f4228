import { ParleyError } from '../../../core/errors/parley-error.ts';

/** Passes a content on, and refuses it with `payload_too_large` at the first byte beyond `most`. */
export async function* within(content: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let received = 0;
  for await (const part of content) {
    received += part.length;
    if (received > most) throw tooLarge(most);
    yield part;
  }
}

export function tooLarge(most: number): ParleyError {
  return new ParleyError('payload_too_large', `The file was announced with ${most} bytes; this is more.`);
}
