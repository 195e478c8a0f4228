import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ChannelDetail } from '../../api/trpc.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';

interface ChannelReadersProps {
  readers: ChannelDetail['readers'];
  total: number;
}

/** Who listens, by connection. */
export function ChannelReaders({ readers, total }: ChannelReadersProps) {
  if (readers.length === 0)
    return <NothingHere icon={<IconPlugConnected aria-hidden />} title="Nobody reads it now" />;
  return (
    <Stack gap={6}>
      {readers.map(({ connection, user, state }) => (
        <Group key={connection} justify="space-between">
          <Anchor component={Link} href={`/connections?connection=${connection}`} size="sm">
            {user ?? 'anonymous'}
          </Anchor>
          <Text size="xs" c="dimmed" ff="monospace">
            {connection} · {state}
          </Text>
        </Group>
      ))}
      {total > readers.length && (
        <Text size="sm" c="dimmed">
          and {(total - readers.length).toLocaleString('en')} more
        </Text>
      )}
    </Stack>
  );
}
