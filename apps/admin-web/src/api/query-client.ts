import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { faultOf } from './fault.ts';

/**
 * @param onSignedOut called when an answer says that the session has ended
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: unknown) => {
    if (faultOf(error).code === 'unauthenticated') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        staleTime: 2000,
        retry: (failures, error) => faultOf(error).retry === 'later' && failures < 2,
        // A self-hosted server may well be reachable while the browser believes itself offline.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
