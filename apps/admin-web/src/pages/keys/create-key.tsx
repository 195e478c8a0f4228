import { Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { faultOf } from '../../api/fault.ts';
import { type NewKey, useTRPC } from '../../api/trpc.ts';
import { ChangeButton } from '../../parts/change-button.tsx';
import { useSession } from '../../session/session.ts';
import { KEY_KINDS, type KeyKind } from './key-kinds.ts';

const KINDS: readonly KeyKind[] = ['client', 'secret', 'admin'];

/** Makes a key beside those there are. */
export function CreateKey({ onMade }: { onMade: (made: NewKey) => void }) {
  const trpc = useTRPC();
  const { app, readOnly } = useSession();
  const queries = useQueryClient();
  const create = useMutation(
    trpc.admin.keys.create.mutationOptions({
      onSuccess: (made) => {
        onMade(made);
        void queries.invalidateQueries({ queryKey: trpc.admin.keys.list.pathKey() });
      },
      onError: (error) => notifications.show({ color: 'red', message: faultOf(error).message }),
    }),
  );
  const button = (
    <ChangeButton leftSection={<IconPlus size={16} aria-hidden />} loading={create.isPending}>
      Create a key
    </ChangeButton>
  );
  if (readOnly !== null) return button;
  return (
    <Menu position="bottom-end">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => create.mutate({ app: app.id, kind })}>
            <Text size="sm" fw={600}>
              {KEY_KINDS[kind].label}
            </Text>
            <Text size="xs" c="dimmed">
              {KEY_KINDS[kind].about}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
