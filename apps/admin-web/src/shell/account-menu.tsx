import { ActionIcon, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { hashKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { faultOf } from '../api/fault.ts';
import { useTRPC } from '../api/trpc.ts';
import { useSession } from '../session/session.ts';

const SCHEMES = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
] as const;

/** Who is signed in, the colours, the keyboard's help, and the way out. */
export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const trpc = useTRPC();
  const { account } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const queries = useQueryClient();
  const signOut = useMutation(
    trpc.dashboard.signOut.mutationOptions({
      onSuccess: () => {
        const me = trpc.dashboard.me.queryKey();
        queries.setQueryData(me, null);
        // Nothing that this account has seen stays for the next.
        queries.removeQueries({ predicate: ({ queryHash }) => queryHash !== hashKey(me) });
      },
      onError: (error) => notifications.show({ color: 'red', message: faultOf(error).message }),
    }),
  );
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label="Account and settings">
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="bright">
            {account.name}
          </Text>
          {account.role === 'viewer' ? 'Viewer: may look, not change' : 'Operator'}
        </Menu.Label>
        <Menu.Divider />
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => setColorScheme(value)}
            fw={colorScheme === value ? 600 : 400}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
          Keyboard
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
