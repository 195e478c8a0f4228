import type { AppRouter } from '@parley/server/app-router';
import { TRPCClientError } from '@trpc/client';

/** What went wrong, in words for a person: the server's own report, or that it could not be reached. */
export interface Fault {
  /** A code of the server's table; `unreachable` if no answer came. */
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly retry: 'never' | 'later' | 'reconnect' | 'refresh';
  readonly retryAfterMs?: number | undefined;
}

export function faultOf(error: unknown): Fault {
  const report = isApiError(error) ? error.data?.parley : undefined;
  if (report) return report;
  return {
    code: 'unreachable',
    message: 'The server did not answer.',
    fix: 'Check that it is running and reachable from this browser; this page tries again by itself.',
    retry: 'later',
  };
}

function isApiError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
