import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useTRPC } from '../../api/trpc.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { useSession } from '../../session/session.ts';
import { When } from '../../time/when.tsx';

/** The last things that administrators did. */
export function RecentActs() {
  const trpc = useTRPC();
  const { app } = useSession();
  const query = useQuery(trpc.admin.audit.queryOptions({ app: app.id, limit: 5 }));
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="sm">
        <Title order={2}>Last changes</Title>
        <Anchor component={Link} href="/audit" size="sm">
          Audit log
        </Anchor>
      </Group>
      <QueryView query={query} lines={3}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing was changed yet.
            </Text>
          ) : (
            <Stack gap={6}>
              {entries.map(({ id, at, actor, action, subject }) => (
                <Group key={id} gap="sm" justify="space-between" wrap="nowrap">
                  <Text size="sm" truncate>
                    <b>{actor}</b> {action.replace(/^admin\./, '')} {subject}
                  </Text>
                  <Text size="sm" c="dimmed">
                    <When at={at} />
                  </Text>
                </Group>
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Paper>
  );
}
