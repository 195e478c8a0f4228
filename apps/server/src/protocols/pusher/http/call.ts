import type { Actor } from '../../../core/access/actor.ts';
import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';
import type { RequestParameters } from './request-parameters.ts';

/** A request of an app's backend, proven by its signature. */
export interface Call {
  readonly core: Core;
  readonly app: App;
  /** The backend: it stands above the rules of channels, not above the limits of its app. */
  readonly actor: Actor;
  /** The channel or the user in the path, decoded; empty where the path names none. */
  readonly subject: string;
  readonly query: RequestParameters;
  readonly body: Buffer;
}

/** What a call is answered with: an object of JSON, or null for 202 without a body. */
export type Answer = object | null;

/** One operation of the HTTP API. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** Below `/apps`. `:app` is the app's id, `:subject` a channel or a user. */
  readonly path: string;
  /** Throws ParleyErrors, whose status and message are the answer. */
  answer(call: Call): Answer | Promise<Answer>;
}
