import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { PLACES } from './places.ts';

const OTHERS = [
  { keys: ['/'], label: 'Search or filter on this page' },
  { keys: ['Space'], label: 'Pause or resume the live log' },
  { keys: ['?'], label: 'This help' },
];

/** What the keyboard can do. */
export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const places = PLACES.map(({ key, label }) => ({ keys: ['g', key], label: `Go to ${label}` }));
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap={6}>
        {[...OTHERS, ...places].map(({ keys, label }) => (
          <Group key={label} justify="space-between">
            <Text size="sm">{label}</Text>
            <Group gap={4}>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
