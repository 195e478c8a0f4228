import { TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { deserialize, type SuperJSONResult, serialize } from 'superjson';
import { isRecord } from '../errors/error-report.ts';
import type { CallFailure, CallSpec } from './call.ts';
import type { Calls } from './calls.ts';
import { aborted } from './request.ts';

/**
 * A tRPC link over Parley's own connection: calls wait for it, queries and subscriptions are repeated after a loss
 * (subscriptions go on from the last tracked event), and a mutation whose answer was lost fails with `disconnected`,
 * since only its caller knows whether it may be repeated.
 */
export function connectionLink<Router extends AnyTRPCRouter>(calls: Calls): TRPCLink<Router> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        const spec: CallSpec = {
          kind: op.type,
          path: op.path,
          input: () => serialize(op.input),
          offline: 'wait',
          lost: op.type === 'mutation' ? 'fail' : 'repeat',
        };
        const call = calls.start(spec, {
          started: () => observer.next({ result: { type: 'started' } }),
          data(data, eventId) {
            const result = { type: 'data', data: readSuperJson(data) } as const;
            observer.next({ result: eventId === null ? result : { ...result, id: eventId } });
            if (op.type !== 'subscription') observer.complete();
          },
          stopped() {
            observer.next({ result: { type: 'stopped' } });
            observer.complete();
          },
          failed: (failure) => observer.error(clientErrorOf<Router>(failure)),
        });
        const { signal } = op;
        const giveUp = (): void => {
          call.stop();
          if (signal) observer.error(TRPCClientError.from<Router>(aborted(signal)));
        };
        if (signal?.aborted) queueMicrotask(giveUp);
        else signal?.addEventListener('abort', giveUp, { once: true });
        return () => {
          signal?.removeEventListener('abort', giveUp);
          call.stop();
        };
      });
}

function clientErrorOf<Router extends AnyTRPCRouter>(failure: CallFailure): TRPCClientError<Router> {
  if (failure.from === 'client') return TRPCClientError.from<Router>(failure.error);
  return TRPCClientError.from<Router>({ error: readSuperJson(failure.shape) });
}

function readSuperJson(data: unknown): unknown {
  return isSuperJson(data) ? deserialize(data) : undefined;
}

function isSuperJson(data: unknown): data is SuperJSONResult {
  return isRecord(data) && 'json' in data;
}
