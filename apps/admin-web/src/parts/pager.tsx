import { Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { Pages } from './use-pages.ts';

/** Steps through the pages of a list; nothing if there is only one. */
export function Pager({ pages, next }: { pages: Pages; next: string | null }) {
  if (pages.number === 1 && next === null) return null;
  return (
    <Group justify="flex-end" component="nav" aria-label="Pages">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconChevronLeft size={14} aria-hidden />}
        disabled={pages.number === 1}
        onClick={pages.back}
      >
        Back
      </Button>
      <span>Page {pages.number}</span>
      <Button
        size="xs"
        variant="default"
        rightSection={<IconChevronRight size={14} aria-hidden />}
        disabled={next === null}
        onClick={() => next !== null && pages.forward(next)}
      >
        Next
      </Button>
    </Group>
  );
}
