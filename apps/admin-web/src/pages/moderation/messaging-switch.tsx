import { Group, Paper, Switch, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useSession } from '../../session/session.ts';

/** Whether the app's clients may publish at all. Switching it off silences everybody, so it asks. */
export function MessagingSwitch() {
  const trpc = useTRPC();
  const { app, readOnly } = useSession();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const query = useQuery(trpc.admin.messaging.get.queryOptions({ app: app.id }));
  const set = useMutation(
    trpc.admin.messaging.set.mutationOptions({
      onSuccess: (state) => {
        queries.setQueryData(trpc.admin.messaging.get.queryKey({ app: app.id }), state);
        notifications.show({ message: state.enabled ? 'Messaging is on.' : 'Messaging is off.' });
        setAsking(false);
      },
    }),
  );
  const enabled = query.data?.enabled ?? true;
  const turn = (on: boolean) => {
    if (on) set.mutate({ app: app.id, enabled: true });
    else setAsking(true);
  };
  if (query.isError && !query.data)
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between">
        <div>
          <Text fw={600}>Messaging</Text>
          <Text size="sm" c="dimmed">
            {enabled
              ? 'Clients may publish, as the channel rules say.'
              : 'No client can publish; the backend still can.'}
          </Text>
        </div>
        <Tooltip label={readOnly ?? ''} disabled={readOnly === null} multiline maw={260}>
          <Switch
            aria-label="Messaging"
            onLabel="ON"
            offLabel="OFF"
            size="lg"
            color="teal"
            checked={enabled}
            disabled={readOnly !== null || query.data === undefined || set.isPending}
            onChange={(event) => turn(event.currentTarget.checked)}
          />
        </Tooltip>
      </Group>
      {set.isError && !asking && <ErrorNotice error={set.error} />}
      {asking && (
        <Confirm
          title="Switch messaging off?"
          action="Switch off"
          pending={set.isPending}
          error={set.error}
          onConfirm={() => set.mutate({ app: app.id, enabled: false })}
          onClose={() => setAsking(false)}
        >
          No client of {app.name} will be able to publish until it is switched on again. Reading goes on.
        </Confirm>
      )}
    </Paper>
  );
}
