import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface InspectorProps {
  title: ReactNode;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A drawer that shows one thing beside the list it is from; on a phone, instead of it. */
export function Inspector({ title, opened, onClose, children }: InspectorProps) {
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return (
    <Drawer
      position="right"
      size={narrow ? '100%' : 560}
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
      styles={{ title: { fontWeight: 600, overflowWrap: 'anywhere', minWidth: 0 } }}
    >
      {children}
    </Drawer>
  );
}
