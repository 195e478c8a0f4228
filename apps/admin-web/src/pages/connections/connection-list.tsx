import { Stack, Table, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Connection, useTRPC } from '../../api/trpc.ts';
import { NameButton } from '../../parts/name-button.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { Pager } from '../../parts/pager.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Rows } from '../../parts/rows.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useSession } from '../../session/session.ts';
import { When } from '../../time/when.tsx';
import { sized } from '../overview/figures.ts';
import { callerOf } from './caller-of.ts';

interface ConnectionListProps {
  user: string;
  onInspect: (id: string) => void;
}

const PAGE = 50;
const EVERY_MS = 3000;

/** Live connections, each with whom it is for and how it keeps up. */
export function ConnectionList({ user, onInspect }: ConnectionListProps) {
  const trpc = useTRPC();
  const { app } = useSession();
  const pages = usePages(user);
  const query = useQuery({
    ...trpc.admin.connections.list.queryOptions({
      app: app.id,
      limit: PAGE,
      ...(user === '' ? {} : { user }),
      ...(pages.cursor === undefined ? {} : { after: pages.cursor }),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
  return (
    <QueryView query={query}>
      {({ connections, total, next }) => {
        if (connections.length === 0) return <NoConnections user={user} />;
        return (
          <Stack>
            <Text size="sm" c="dimmed">
              {total.toLocaleString('en')} connected
            </Text>
            <Rows label="Connections" columns={['Who', 'Protocol', 'From', 'Since', 'Channels', 'Waiting']}>
              {connections.map((connection) => (
                <ConnectionRow key={connection.id} connection={connection} onInspect={onInspect} />
              ))}
            </Rows>
            <Pager pages={pages} next={next} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

interface ConnectionRowProps {
  connection: Connection;
  onInspect: (id: string) => void;
}

function ConnectionRow({ connection, onInspect }: ConnectionRowProps) {
  const { id, protocol, address, openedAt, subscriptions, bufferedBytes } = connection;
  return (
    <Table.Tr>
      <Table.Td>
        <NameButton name={callerOf(connection)} onClick={() => onInspect(id)} />
      </Table.Td>
      <Table.Td>{protocol}</Table.Td>
      <Table.Td>{address}</Table.Td>
      <Table.Td>
        <When at={openedAt} />
      </Table.Td>
      <Table.Td>{subscriptions.toLocaleString('en')}</Table.Td>
      <Table.Td>{sized(bufferedBytes)}</Table.Td>
    </Table.Tr>
  );
}

function NoConnections({ user }: { user: string }) {
  if (user !== '') {
    return <NothingHere icon={<IconPlugConnected aria-hidden />} title={`“${user}” is not connected`} />;
  }
  return (
    <NothingHere icon={<IconPlugConnected aria-hidden />} title="Nobody is connected">
      Clients appear here as soon as they open a connection.
    </NothingHere>
  );
}
