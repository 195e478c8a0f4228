import { useQuery } from '@tanstack/react-query';
import { faultOf } from '../api/fault.ts';
import { type Stats, useTRPC } from '../api/trpc.ts';
import { useSession } from '../session/session.ts';

const EVERY_MS = 2000;

/** The app's counters, read every two seconds by whoever shows them, together. */
export function useStats(): { stats: Stats | undefined; unreachable: boolean; error: unknown } {
  const trpc = useTRPC();
  const { app } = useSession();
  const { data, error, failureReason } = useQuery({
    ...trpc.admin.stats.queryOptions({ app: app.id }),
    refetchInterval: EVERY_MS,
    retry: false,
  });
  return {
    stats: data,
    unreachable: failureReason !== null && faultOf(failureReason).code === 'unreachable',
    error,
  };
}
