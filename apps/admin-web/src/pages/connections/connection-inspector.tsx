import { Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { useTRPC } from '../../api/trpc.ts';
import { ChangeButton } from '../../parts/change-button.tsx';
import { Fields } from '../../parts/fields.tsx';
import { IdText } from '../../parts/id-text.tsx';
import { Inspector } from '../../parts/inspector.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { useSession } from '../../session/session.ts';
import { When } from '../../time/when.tsx';
import { sized } from '../overview/figures.ts';
import { callerOf } from './caller-of.ts';
import { Disconnect } from './disconnect.tsx';

interface ConnectionInspectorProps {
  id: string | null;
  onClose: () => void;
}

/** One connection: who, from where, what it reads and how it keeps up. */
export function ConnectionInspector({ id, onClose }: ConnectionInspectorProps) {
  return (
    <Inspector opened={id !== null} onClose={onClose} title="Connection">
      {id !== null && <Details key={id} id={id} onGone={onClose} />}
    </Inspector>
  );
}

const EVERY_MS = 2000;

function Details({ id, onGone }: { id: string; onGone: () => void }) {
  const trpc = useTRPC();
  const { app } = useSession();
  const [ending, setEnding] = useState(false);
  const query = useQuery({
    ...trpc.admin.connections.inspect.queryOptions({ app: app.id, id }),
    // A connection that is gone stays gone: no use in asking again.
    refetchInterval: ({ state }) => (state.error === null ? EVERY_MS : false),
  });
  return (
    <QueryView query={query}>
      {(detail) => (
        <Stack>
          <Fields
            of={{
              Who: callerOf(detail),
              Id: <IdText value={detail.id} what="id" />,
              Protocol: detail.protocol,
              From: detail.address,
              Program: detail.userAgent,
              Opened: <When at={detail.openedAt} />,
              'Token ends': detail.expiresAt === null ? null : <When at={detail.expiresAt} />,
              Waiting: sized(detail.bufferedBytes),
            }}
          />
          <Group gap="xs">
            {detail.user !== null && (
              <>
                <Button
                  component={Link}
                  size="xs"
                  variant="default"
                  href={`/live?user=${encodeURIComponent(detail.user)}`}
                >
                  Watch the user live
                </Button>
                <Button
                  component={Link}
                  size="xs"
                  variant="default"
                  href={`/moderation?user=${encodeURIComponent(detail.user)}`}
                >
                  Ban or mute…
                </Button>
              </>
            )}
            <ChangeButton size="xs" color="red" variant="light" onClick={() => setEnding(true)}>
              Disconnect…
            </ChangeButton>
          </Group>
          <div>
            <Title order={2} mb={6}>
              Reads {detail.channels.length.toLocaleString('en')} channel
              {detail.channels.length === 1 ? '' : 's'}
            </Title>
            <Stack gap={4}>
              {detail.channels.map(({ channel, state }) => (
                <Group key={channel} justify="space-between" wrap="nowrap">
                  <Anchor
                    component={Link}
                    size="sm"
                    href={`/channels?channel=${encodeURIComponent(channel)}`}
                  >
                    {channel}
                  </Anchor>
                  <Badge size="sm" tt="none" variant="light" color={state === 'live' ? 'green' : 'gray'}>
                    {state}
                  </Badge>
                </Group>
              ))}
              {detail.channels.length === 0 && (
                <Text size="sm" c="dimmed">
                  It has not subscribed to any.
                </Text>
              )}
            </Stack>
          </div>
          {ending && <Disconnect id={id} onGone={onGone} onClose={() => setEnding(false)} />}
        </Stack>
      )}
    </QueryView>
  );
}
