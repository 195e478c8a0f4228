import type { ChatReason } from '../../../chat/errors/chat-refusal.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { DesignedError } from './designed-errors.ts';
import { designed } from './sama-refusal.ts';

/** Does something for a request that has words of its own for these refusals. */
export async function inWords<Result>(
  words: { readonly [Reason in ChatReason]?: DesignedError },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof ParleyError ? error.reason : undefined;
    const word = Object.entries(words).find(([name]) => name === reason)?.[1];
    throw word === undefined ? error : designed(word, error);
  }
}
