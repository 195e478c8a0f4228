import { Code, Table } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Sanction } from '../../api/trpc.ts';
import { ChangeButton } from '../../parts/change-button.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useSession } from '../../session/session.ts';
import { When } from '../../time/when.tsx';
import { LiftSanction } from './lift-sanction.tsx';
import { SANCTIONS, type SanctionKind } from './sanctions.ts';
import { useSanctions } from './use-sanctions.ts';

const COLUMNS = ['User', 'Where', 'Reason', 'By', 'Since', 'Ends', 'Lift'];
const EVERY_MS = 10_000;

/** Bans or mutes in force. */
export function SanctionList({ kind }: { kind: SanctionKind }) {
  const procedures = useSanctions(kind);
  const { app } = useSession();
  const [lifting, setLifting] = useState<Sanction | null>(null);
  const query = useQuery({
    ...procedures.list.queryOptions({ app: app.id }),
    refetchInterval: EVERY_MS,
  });
  return (
    <QueryView query={query} lines={3}>
      {({ sanctions }) => (
        <>
          {sanctions.length === 0 ? (
            <NothingHere icon={<IconShieldCheck aria-hidden />} title={SANCTIONS[kind].none} />
          ) : (
            <Rows label={SANCTIONS[kind].plural} columns={COLUMNS} minWidth={700}>
              {sanctions.map((sanction) => (
                <Table.Tr key={sanction.id}>
                  <Table.Td>{sanction.user}</Table.Td>
                  <Table.Td>
                    {sanction.channel === null ? 'the whole app' : <Code>{sanction.channel}</Code>}
                  </Table.Td>
                  <Table.Td>{sanction.reason}</Table.Td>
                  <Table.Td>{sanction.author}</Table.Td>
                  <Table.Td>
                    <When at={sanction.createdAt} />
                  </Table.Td>
                  <Table.Td>
                    {sanction.expiresAt === null ? 'when lifted' : <When at={sanction.expiresAt} />}
                  </Table.Td>
                  <Table.Td>
                    <ChangeButton size="compact-xs" variant="default" onClick={() => setLifting(sanction)}>
                      Lift
                    </ChangeButton>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Rows>
          )}
          {lifting && <LiftSanction kind={kind} sanction={lifting} onClose={() => setLifting(null)} />}
        </>
      )}
    </QueryView>
  );
}
