import { EmptyState } from '@mantine/core';
import type { ReactNode } from 'react';

interface NothingHereProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
}

/** Says that a list is empty, and how something would come into it. */
export function NothingHere({ icon, title, children }: NothingHereProps) {
  return (
    <EmptyState py="xl" size="sm" icon={icon} withIndicatorBackground title={title} description={children} />
  );
}
