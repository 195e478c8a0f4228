import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { faultOf } from '../../api/fault.ts';
import { type LiveFilter, useTRPC, useTRPCClient } from '../../api/trpc.ts';
import { LiveLog, type LiveView } from './live-log.ts';

/** Watches what happens, by a filter, until the page is left. */
export function useLiveLog(filter: LiveFilter): {
  log: LiveLog;
  view: LiveView;
  watching: boolean;
  error: unknown;
  retry: () => void;
} {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [log] = useState(() => new LiveLog((show) => requestAnimationFrame(show)));
  const view = useSyncExternalStore(log.subscribe, log.view);
  const [watching, setWatching] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew without using its number.
  useEffect(() => {
    setError(null);
    const subscription = client.admin.live.subscribe(filter, {
      onStarted: () => setWatching(true),
      onData: (item) => log.push(item),
      onConnectionStateChange: ({ state }) => {
        // An open socket is not enough: the server says itself when it has begun, after a reconnect too.
        if (state !== 'pending') setWatching(false);
      },
      onError: (thrown) => {
        setError(thrown);
        setWatching(false);
        if (faultOf(thrown).code !== 'unauthenticated') return;
        void queries.invalidateQueries({ queryKey: trpc.dashboard.me.queryKey() });
      },
    });
    return () => {
      setWatching(false);
      subscription.unsubscribe();
    };
  }, [client, filter, log, queries, trpc, attempt]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { log, view, watching, error, retry };
}
