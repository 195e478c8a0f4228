import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTRPC } from '../api/trpc.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { SessionProvider } from './session-provider.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** Shows its children to whoever is signed in, and everyone else the way in. The address is kept meanwhile. */
export function SignInGate({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const me = useQuery({ ...trpc.dashboard.me.queryOptions(), staleTime: Number.POSITIVE_INFINITY });

  if (me.data === null) return <SignInPage />;
  if (me.data) return <SessionProvider account={me.data}>{children}</SessionProvider>;
  return (
    <Center mih="100vh" p="md">
      {me.isError ? (
        <ErrorNotice error={me.error} onRetry={() => void me.refetch()} />
      ) : (
        <Loader aria-label="Loading the dashboard" />
      )}
    </Center>
  );
}
