import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice } from './error-notice.tsx';

interface QueryViewProps<Data> {
  query: UseQueryResult<Data, unknown>;
  /** Lines of the skeleton, about as many as will come. */
  lines?: number;
  children: (data: Data) => ReactNode;
}

/** A query's answer; while it is under way its outline; and why, if there is none. What is old stays while it is renewed. */
export function QueryView<Data>({ query, lines = 6, children }: QueryViewProps<Data>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ErrorNotice error={query.error} onRetry={retry} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ErrorNotice error={query.error} onRetry={retry} />;
  return (
    <Stack gap="xs" aria-busy aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <Skeleton key={line} height={28} />
      ))}
    </Stack>
  );
}
