import { Badge, Button, Group, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import type { LiveLog, LiveView } from './live-log.ts';

interface LiveControlsProps {
  log: LiveLog;
  view: LiveView;
  watching: boolean;
}

/** Pause, resume and clear, and whether the log is live. */
export function LiveControls({ log, view, watching }: LiveControlsProps) {
  const state = stateOf(view, watching);
  return (
    <Group gap="xs">
      {view.skipped > 0 && (
        <Tooltip label="They came faster than this page could show them. A filter helps." multiline maw={240}>
          <Badge color="orange" variant="light">
            {view.skipped.toLocaleString('en')} skipped
          </Badge>
        </Tooltip>
      )}
      <Badge color={state.color} variant="dot" role="status">
        {state.label}
      </Badge>
      <Button
        size="xs"
        miw={132}
        variant={view.paused ? 'filled' : 'default'}
        leftSection={
          view.paused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />
        }
        onClick={() => log.setPaused(!view.paused)}
      >
        {view.paused ? `Resume (${view.waiting.toLocaleString('en')} new)` : 'Pause'}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => log.clear()}
      >
        Clear
      </Button>
    </Group>
  );
}

function stateOf(view: LiveView, watching: boolean): { label: string; color: string } {
  if (!watching) return { label: 'Connecting', color: 'orange' };
  return view.paused ? { label: 'Paused', color: 'gray' } : { label: 'Live', color: 'green' };
}
