import { SailsRefusal } from '../errors/sails-refusal.ts';
import type { Call, Operation } from './call.ts';

/**
 * Does what is asked for; resolves with the `data` of the answer. Throws what is wrong with the request: a list as the whole
 * body, too, where it would be taken for nothing said.
 */
export async function perform(operation: Operation, call: Call): Promise<unknown> {
  if (Array.isArray(call.body) && !operation.takesList) {
    throw new SailsRefusal('E_BODY', 'The body must be an object: only /wssv/send-multi takes a list.');
  }
  return await operation.answer(call);
}
