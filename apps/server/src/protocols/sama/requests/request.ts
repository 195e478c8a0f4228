import type { ChatCaller } from '../../../chat/caller.ts';
import { designed } from '../errors/sama-refusal.ts';
import type { SamaSetup } from '../sama-setup.ts';
import type { Client } from '../session/client.ts';
import type { SignedInUser } from '../session/signed-in-user.ts';
import type { Input } from './input.ts';

/** A request of somebody, signed in or not. */
export interface OpenCall {
  readonly setup: SamaSetup;
  readonly client: Client;
}

/** A request of a user. */
export interface UserCall extends OpenCall {
  readonly user: SignedInUser;
  /** The same as chat wants it. */
  readonly caller: ChatCaller;
}

/** A whole packet of its own, where a request is answered otherwise than by `response`. */
export class Packet {
  readonly json: object;

  constructor(json: object) {
    this.json = json;
  }
}

/** What stands in the response beside its id; or a packet; or null, which is no answer at all. */
export type Answer = Readonly<Record<string, unknown>> | Packet | null;

export const SUCCESS: Answer = { success: true };

/** One request of the protocol. */
export interface Request {
  readonly name: string;
  /** Throws ParleyErrors, which are the answer. */
  answer(call: OpenCall, body: unknown): Promise<Answer>;
}

/** A request that anybody may send. */
export function openRequest<Output>(
  name: string,
  input: Input<Output>,
  answer: (call: OpenCall, input: Output) => Promise<Answer>,
): Request {
  return { name, answer: async (call, body) => answer(call, input.parse(body)) };
}

/** A request for who is signed in. That is asked before anything else, and of the connection alone, whatever the body says. */
export function userRequest<Output>(
  name: string,
  input: Input<Output>,
  answer: (call: UserCall, input: Output) => Promise<Answer>,
): Request {
  return {
    name,
    answer: async (call, body) => {
      const { user } = call.client;
      if (user === null) throw designed('UNAUTHORIZED');
      return answer({ ...call, user, caller: user.caller }, input.parse(body));
    },
  };
}
