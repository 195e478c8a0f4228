import { Group, Paper, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { ChannelDetail } from '../../api/trpc.ts';
import { JsonView } from '../../parts/json-view.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { When } from '../../time/when.tsx';

interface ChannelMembersProps {
  members: ChannelDetail['present'];
  total: number;
}

/** Who is present, since when, and what each shows of itself. */
export function ChannelMembers({ members, total }: ChannelMembersProps) {
  if (members.length === 0) return <NothingHere icon={<IconUsers aria-hidden />} title="Nobody is present" />;
  return (
    <Stack gap="xs">
      {members.map(({ user, data, joinedAt }) => (
        <Paper key={user} withBorder p="xs">
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" fw={600} truncate>
              {user}
            </Text>
            <Text size="xs" c="dimmed">
              <When at={joinedAt} />
            </Text>
          </Group>
          {data !== null && data !== undefined && <JsonView bare value={data} label={`What ${user} shows`} />}
        </Paper>
      ))}
      {total > members.length && (
        <Text size="sm" c="dimmed">
          and {(total - members.length).toLocaleString('en')} more
        </Text>
      )}
    </Stack>
  );
}
