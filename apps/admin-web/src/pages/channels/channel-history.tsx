import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type HistoryEvent, useTRPC } from '../../api/trpc.ts';
import { CopyAction } from '../../parts/copy-action.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { When } from '../../time/when.tsx';

const RECENT = 20;

/**
 * The last events of a channel, deleted ones too, without their payload.
 *
 * @param head the channel's position: when it moves, the history is read again
 */
export function ChannelHistory({ channel, head }: { channel: string; head: string }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.channels.history.queryOptions({ channel, limit: RECENT, includeDeleted: true }),
  );
  const { refetch } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the position that asks again.
  useEffect(() => {
    void refetch();
  }, [refetch, head]);
  return (
    <QueryView query={query}>
      {({ events }) =>
        events.length === 0 ? (
          <NothingHere
            icon={<IconMessages aria-hidden />}
            title="Nothing was published, or nothing is kept"
          />
        ) : (
          <Stack gap="xs">
            {events.map((event) => (
              <PastEvent key={event.id} event={event} />
            ))}
          </Stack>
        )
      }
    </QueryView>
  );
}

function PastEvent({ event }: { event: HistoryEvent }) {
  return (
    <Paper withBorder p="xs">
      <Group justify="space-between" wrap="nowrap" mb={event.deletedAt === undefined ? 6 : 0}>
        <Group gap={6} miw={0}>
          <Text size="sm" fw={600} truncate>
            {event.name}
          </Text>
          {event.user !== null && <Text size="sm">by {event.user}</Text>}
          {event.editedAt !== undefined && (
            <Badge size="xs" color="yellow" variant="light">
              edited
            </Badge>
          )}
          {event.deletedAt !== undefined && (
            <Badge size="xs" color="orange" variant="light">
              deleted
            </Badge>
          )}
        </Group>
        <Group gap={4} wrap="nowrap">
          <Text size="xs" c="dimmed">
            <When at={event.at} />
          </Text>
          <CopyAction value={event.id} what="id" />
        </Group>
      </Group>
      {event.deletedAt === undefined && <JsonView bare value={event.data} label={`Data of ${event.name}`} />}
    </Paper>
  );
}
