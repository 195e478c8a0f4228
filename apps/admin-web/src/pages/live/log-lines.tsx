import { Center, Loader, Text } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { memo, useLayoutEffect, useRef } from 'react';
import type { TraceItem } from '../../api/trpc.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import classes from './live.module.css';
import type { LiveView } from './live-log.ts';
import { LogLine } from './log-line.tsx';
import { LINE_HEIGHT, useWindow } from './use-window.ts';

interface LogLinesProps {
  view: LiveView;
  watching: boolean;
  onInspect: (item: TraceItem) => void;
}

/**
 * The lines of the log, newest on top. Only those in sight are in the page, so that a thousand cost no more than
 * thirty. Who has scrolled away from the top keeps seeing the same lines while new ones come in above.
 */
export const LogLines = memo(function LogLines({ view, watching, onInspect }: LogLinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const { first, last } = useWindow(box, view.lines.length);
  const top = view.lines[0]?.seq ?? 0;
  const topBefore = useRef(top);

  useLayoutEffect(() => {
    const added = top - topBefore.current;
    topBefore.current = top;
    const element = box.current;
    if (element && element.scrollTop > 0 && added > 0) element.scrollTop += added * LINE_HEIGHT;
  }, [top]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section ref={box} className={classes.box} aria-label="Live log" tabIndex={0}>
      {view.lines.length === 0 && (watching ? <Quiet /> : <Waiting />)}
      <div className={classes.space} style={{ height: view.lines.length * LINE_HEIGHT }}>
        {view.lines.slice(first, last).map(({ seq, item }, at) => (
          <LogLine key={seq} item={item} top={(first + at) * LINE_HEIGHT} onInspect={onInspect} />
        ))}
      </div>
    </section>
  );
});

function Quiet() {
  return (
    <NothingHere icon={<IconActivity aria-hidden />} title="Waiting for something to happen">
      Connections, subscriptions and events appear here as they happen.
    </NothingHere>
  );
}

function Waiting() {
  return (
    <Center p="xl">
      <Loader size="sm" aria-label="Connecting" />
      <Text ml="sm" c="dimmed">
        Connecting…
      </Text>
    </Center>
  );
}
