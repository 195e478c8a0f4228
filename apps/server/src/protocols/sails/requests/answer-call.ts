import { ParleyError } from '../../../core/errors/parley-error.ts';
import { type Reply, refusal, success } from '../errors/envelope.ts';
import type { SailsSetup } from '../sails-setup.ts';
import type { Call, Operation } from './call.ts';
import { noteRefusal, type Requester } from './note-refusal.ts';
import { perform } from './perform.ts';

/** Who asked, as far as is known, and for what. */
export interface Asked {
  readonly setup: SailsSetup;
  readonly requester: Requester | null;
  /** What was asked for, as it may be shown. */
  readonly action: string;
}

/**
 * Answers a request, whichever way it came: with what the operation gives, or with why not. `admit` says which operation it is
 * and on whose behalf, and throws what forbids it. Never rejects.
 */
export async function answerCall(
  asked: Asked,
  admit: () => { readonly operation: Operation; readonly call: Call },
): Promise<Reply> {
  try {
    const { operation, call } = admit();
    return success(await perform(operation, call));
  } catch (thrown) {
    return refuseCall(asked, thrown);
  }
}

/** The answer to a request that is refused; the refusal is counted. */
export function refuseCall({ setup, requester, action }: Asked, thrown: unknown): Reply {
  const error = ParleyError.from(thrown);
  if (error.code === 'internal') setup.onFailure(error.cause ?? error);
  if (requester) noteRefusal(setup.core, requester, action, error);
  return refusal(error);
}
