import { Code, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { CopyAction } from '../../parts/copy-action.tsx';
import { curlOf } from '../../parts/curl-of.ts';
import { useSession } from '../../session/session.ts';
import { useStats } from '../../shell/use-stats.ts';
import { readerCode } from './reader-code.ts';

/** For an app that is not in use yet: code that works when pasted. */
export function FirstSteps() {
  const trpc = useTRPC();
  const { app } = useSession();
  const { stats } = useStats();
  const keys = useQuery(trpc.admin.keys.list.queryOptions({ app: app.id }));
  const key = keys.data?.keys.find(({ kind, expiresAt }) => kind === 'client' && expiresAt === null)?.value;
  if (!stats || stats.published > 0 || !key) return null;
  const { origin } = window.location;
  const curl = curlOf(origin, { channel: 'pub-cache-hello', name: 'message', data: { text: 'hello' } });
  return (
    <Paper withBorder p="md">
      <Title order={2}>First steps</Title>
      <Text size="sm" c="dimmed" mb="sm">
        Nothing was published yet. Read in a program, publish from a terminal, and watch both under Live.
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Snippet title="Read, with the SDK" code={readerCode(origin, key)} />
        <Snippet title="Publish, with the admin key" code={curl} />
      </SimpleGrid>
    </Paper>
  );
}

function Snippet({ title, code }: { title: string; code: string }) {
  return (
    <Stack gap={4} miw={0}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <CopyAction value={code} what="the code" />
      </Group>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {code}
      </Code>
    </Stack>
  );
}
