import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { type Account, useTRPC } from '../api/trpc.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { chosenApp } from './chosen-app.ts';
import { SessionContext } from './session.ts';

const LOOK_ONLY = 'Your account is a viewer: it may look but not change anything.';

/** Finds the app to look at; its children begin anew when another is chosen. */
export function SessionProvider({ account, children }: { account: Account; children: ReactNode }) {
  const trpc = useTRPC();
  const wanted = useSyncExternalStore(chosenApp.subscribe, chosenApp.get);
  const list = useQuery(trpc.admin.apps.list.queryOptions());
  const apps = list.data?.apps;
  const session = useMemo(() => {
    const app =
      apps?.find(({ id }) => id === wanted) ?? apps?.find(({ id }) => id === 'default') ?? apps?.[0];
    return app && { account, app, apps: apps ?? [], readOnly: account.role === 'viewer' ? LOOK_ONLY : null };
  }, [account, apps, wanted]);

  if (session) {
    return (
      <SessionContext key={session.app.id} value={session}>
        {children}
      </SessionContext>
    );
  }
  return (
    <Center mih="100vh" p="md">
      {list.isError ? (
        <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Loader aria-label="Loading the dashboard" />
      )}
    </Center>
  );
}
