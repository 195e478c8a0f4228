import { Stack, Table, Text } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AuditEntry, useTRPC } from '../../api/trpc.ts';
import { NameButton } from '../../parts/name-button.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { Page } from '../../parts/page.tsx';
import { Pager } from '../../parts/pager.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Rows } from '../../parts/rows.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useSession } from '../../session/session.ts';
import { When } from '../../time/when.tsx';
import { AuditInspector } from './audit-inspector.tsx';

const PAGE = 50;

/** Every administrative act: who, from where, what. */
export default function AuditPage() {
  const trpc = useTRPC();
  const { app } = useSession();
  const pages = usePages();
  const [inspected, setInspected] = useState<AuditEntry | null>(null);
  const query = useQuery({
    ...trpc.admin.audit.queryOptions({
      app: app.id,
      limit: PAGE,
      ...(pages.cursor === undefined ? {} : { before: pages.cursor }),
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="Audit log" about="Every administrative act, newest first">
      <QueryView query={query}>
        {({ entries, next }) =>
          entries.length === 0 ? (
            <NothingHere icon={<IconListDetails aria-hidden />} title="Nothing was changed yet" />
          ) : (
            <Stack>
              <Rows label="Administrative acts" columns={['When', 'Who', 'From', 'Act', 'About']}>
                {entries.map((entry) => (
                  <Table.Tr key={entry.id}>
                    <Table.Td>
                      <When at={entry.at} />
                    </Table.Td>
                    <Table.Td>{entry.actor}</Table.Td>
                    <Table.Td>{entry.address}</Table.Td>
                    <Table.Td>
                      <NameButton
                        name={entry.action.replace(/^admin\./, '')}
                        onClick={() => setInspected(entry)}
                      />
                    </Table.Td>
                    <Table.Td>
                      <Text span size="sm" lineClamp={1}>
                        {entry.subject}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Rows>
              <Pager pages={pages} next={next} />
            </Stack>
          )
        }
      </QueryView>
      <AuditInspector entry={inspected} onClose={() => setInspected(null)} />
    </Page>
  );
}
