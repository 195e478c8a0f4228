import { Badge, UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { TraceItem } from '../../api/trpc.ts';
import { timeOfDay } from '../../time/relative.ts';
import classes from './live.module.css';
import { summaryOf } from './summary-of.ts';
import { TRACE_KINDS } from './trace-kinds.ts';
import { LINE_HEIGHT } from './use-window.ts';

interface LogLineProps {
  item: TraceItem;
  /** Where it stands in the box, in pixels. */
  top: number;
  onInspect: (item: TraceItem) => void;
}

/** One happening in one line; a click tells all of it. */
export const LogLine = memo(function LogLine({ item, top, onInspect }: LogLineProps) {
  const { label, color } = TRACE_KINDS[item.kind];
  const { clock, millis } = timeOfDay(item.at);
  return (
    <UnstyledButton
      className={classes.line}
      style={{ transform: `translateY(${top}px)`, height: LINE_HEIGHT }}
      onClick={() => onInspect(item)}
    >
      <span className={`${classes.quiet} ${classes.mono}`}>
        {clock}
        <span className={classes.millis}>{millis}</span>
      </span>
      <span className={classes.kind}>
        <Badge size="sm" variant="light" color={color} tt="none">
          {label}
        </Badge>
      </span>
      <span>{item.channel ?? ''}</span>
      <span>{item.name ?? ''}</span>
      <span className={classes.middle}>{item.user ?? ''}</span>
      <span className={`${classes.wide} ${classes.quiet} ${classes.mono}`}>{summaryOf(item)}</span>
      <span className={`${classes.wide} ${classes.quiet} ${classes.number}`}>
        {item.readers === null ? '' : `→ ${item.readers}`}
      </span>
    </UnstyledButton>
  );
});
