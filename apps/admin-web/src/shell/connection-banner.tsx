import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useSocketState } from '../api/socket-state.ts';
import { useStats } from './use-stats.ts';

/** Says that the server is not reachable at the moment, and that it is being tried again. */
export function ConnectionBanner() {
  const socket = useSocketState();
  const { unreachable } = useStats();
  if (socket !== 'down' && !unreachable) return null;
  return (
    <Alert
      role="status"
      color="orange"
      variant="filled"
      radius={0}
      py="xs"
      icon={<IconPlugConnectedX aria-hidden />}
      title="The server cannot be reached. Trying again…"
    />
  );
}
