import type { Actor } from '../../core/access/actor.ts';
import type { ParleyError } from '../../core/errors/parley-error.ts';
import type { ApiContext } from '../base/api-context.ts';
import { sessionOverHttp } from './session-over-http.ts';

/** The connection under something that is watched. */
export interface HeldOpen extends Disposable {
  /** Fires when the watcher is gone or the server ended the connection. */
  readonly signal: AbortSignal | undefined;
  /** Throws why the server ended the connection, if it did. */
  requireKept(): void;
}

/** The caller's live connection; over HTTP the stream itself, which then counts as one (see {@link sessionOverHttp}). */
export function heldOpen(ctx: { api: ApiContext; actor: Actor }, signal: AbortSignal | undefined): HeldOpen {
  const { core, session } = ctx.api;
  if (session) return { signal, requireKept() {}, [Symbol.dispose]() {} };
  const ended = new AbortController();
  let why: ParleyError | null = null;
  const close = (reason: ParleyError): void => {
    why = reason;
    ended.abort();
  };
  const opened = sessionOverHttp(ctx, { bufferedBytes: 0, close }, signal);
  return {
    signal: signal ? AbortSignal.any([signal, ended.signal]) : ended.signal,
    requireKept() {
      if (why) throw why;
    },
    [Symbol.dispose]: () => core.sessions.end(opened),
  };
}
