import { Badge, Stack, Table } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { NameButton } from '../../parts/name-button.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { Pager } from '../../parts/pager.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Rows } from '../../parts/rows.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useSession } from '../../session/session.ts';

interface ChannelListProps {
  prefix: string;
  onInspect: (channel: string) => void;
}

const PAGE = 50;
const EVERY_MS = 5000;

/** Channels by name, with what is in them. */
export function ChannelList({ prefix, onInspect }: ChannelListProps) {
  const trpc = useTRPC();
  const { app } = useSession();
  const pages = usePages(prefix);
  const query = useQuery({
    ...trpc.admin.channels.list.queryOptions({
      app: app.id,
      prefix,
      limit: PAGE,
      ...(pages.cursor === undefined ? {} : { after: pages.cursor }),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
  return (
    <QueryView query={query}>
      {({ channels, next }) => {
        if (channels.length === 0) return <NoChannels prefix={prefix} />;
        return (
          <Stack>
            <Rows label="Channels" columns={['Channel', 'Log', 'Events', 'Readers', 'Present']}>
              {channels.map(({ channel, log, events, subscriptions, members }) => (
                <Table.Tr key={channel}>
                  <Table.Td>
                    <NameButton name={channel} onClick={() => onInspect(channel)} />
                  </Table.Td>
                  <Table.Td>
                    <Badge size="sm" tt="none" variant="light" color={log === 'durable' ? 'teal' : 'gray'}>
                      {log}
                    </Badge>
                  </Table.Td>
                  <Table.Td>{events.toLocaleString('en')}</Table.Td>
                  <Table.Td>{subscriptions.toLocaleString('en')}</Table.Td>
                  <Table.Td>{members.toLocaleString('en')}</Table.Td>
                </Table.Tr>
              ))}
            </Rows>
            <Pager pages={pages} next={next} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

function NoChannels({ prefix }: { prefix: string }) {
  if (prefix !== '') {
    return <NothingHere icon={<IconMessages aria-hidden />} title={`No channel begins with “${prefix}”`} />;
  }
  return (
    <NothingHere icon={<IconMessages aria-hidden />} title="No channels yet">
      A channel comes to be when somebody subscribes to it or publishes on it.
    </NothingHere>
  );
}
