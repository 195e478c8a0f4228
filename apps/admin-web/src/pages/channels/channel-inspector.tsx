import { Badge, Button, Group, Stack, Tabs } from '@mantine/core';
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
import { ChannelHistory } from './channel-history.tsx';
import { ChannelMembers } from './channel-members.tsx';
import { ChannelReaders } from './channel-readers.tsx';
import { EraseChannel } from './erase-channel.tsx';
import { RuleView } from './rule-view.tsx';

interface ChannelInspectorProps {
  channel: string | null;
  onClose: () => void;
}

/** One channel: what its name means, who reads, who is present, what was said. */
export function ChannelInspector({ channel, onClose }: ChannelInspectorProps) {
  return (
    <Inspector opened={channel !== null} onClose={onClose} title={channel ?? ''}>
      {channel !== null && <Details key={channel} channel={channel} />}
    </Inspector>
  );
}

const EVERY_MS = 3000;

function Details({ channel }: { channel: string }) {
  const trpc = useTRPC();
  const { app } = useSession();
  const [erasing, setErasing] = useState(false);
  const query = useQuery({
    ...trpc.admin.channels.inspect.queryOptions({ app: app.id, channel }),
    refetchInterval: EVERY_MS,
  });
  const named = encodeURIComponent(channel);
  return (
    <QueryView query={query}>
      {(detail) => (
        <Stack>
          <Fields
            of={{
              Log: (
                <Badge size="sm" tt="none" variant="light" color={detail.log === 'durable' ? 'teal' : 'gray'}>
                  {detail.log}
                </Badge>
              ),
              Events: detail.events.toLocaleString('en'),
              Position: <IdText value={detail.position} what="position" />,
            }}
          />
          <Group gap="xs">
            <Button component={Link} href={`/publish?channel=${named}`} size="xs" variant="default">
              Publish here
            </Button>
            <Button component={Link} href={`/live?channel=${named}`} size="xs" variant="default">
              Watch live
            </Button>
            <ChangeButton size="xs" color="red" variant="light" onClick={() => setErasing(true)}>
              Erase…
            </ChangeButton>
          </Group>
          <Tabs defaultValue="history" keepMounted={false}>
            <Tabs.List mb="sm">
              <Tabs.Tab value="history">History</Tabs.Tab>
              <Tabs.Tab value="readers">Readers ({detail.subscriptions})</Tabs.Tab>
              <Tabs.Tab value="members">Present ({detail.members})</Tabs.Tab>
              <Tabs.Tab value="rule">Rule</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="history">
              <ChannelHistory channel={channel} head={detail.position} />
            </Tabs.Panel>
            <Tabs.Panel value="readers">
              <ChannelReaders readers={detail.readers} total={detail.subscriptions} />
            </Tabs.Panel>
            <Tabs.Panel value="members">
              <ChannelMembers members={detail.present} total={detail.members} />
            </Tabs.Panel>
            <Tabs.Panel value="rule">
              <RuleView explanation={detail.rule} />
            </Tabs.Panel>
          </Tabs>
          {erasing && <EraseChannel channel={channel} onClose={() => setErasing(false)} />}
        </Stack>
      )}
    </QueryView>
  );
}
