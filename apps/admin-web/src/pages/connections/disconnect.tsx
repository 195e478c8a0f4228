import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useSession } from '../../session/session.ts';

interface DisconnectProps {
  id: string;
  onGone: () => void;
  onClose: () => void;
}

/** Ends a connection, with a reason for the client. */
export function Disconnect({ id, onGone, onClose }: DisconnectProps) {
  const trpc = useTRPC();
  const { app } = useSession();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const disconnect = useMutation(
    trpc.admin.connections.disconnect.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: 'Disconnected.' });
        void queries.invalidateQueries({ queryKey: trpc.admin.connections.list.pathKey() });
        onGone();
      },
    }),
  );
  return (
    <Confirm
      title="Disconnect this client?"
      action="Disconnect"
      pending={disconnect.isPending}
      error={disconnect.error}
      onConfirm={() => disconnect.mutate({ app: app.id, id, reason })}
      onClose={onClose}
    >
      The client may come back at once; ban the user to keep it out.
      <TextInput
        mt="sm"
        label="Reason"
        description="The client is told"
        maxLength={100}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}
