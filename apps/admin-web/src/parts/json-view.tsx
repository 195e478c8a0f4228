import { Code, ScrollArea } from '@mantine/core';
import classes from './json-view.module.css';
import { shownJson } from './shown-json.ts';

interface JsonViewProps {
  value: unknown;
  label: string;
  /** Without a frame of its own, inside one. */
  bare?: boolean;
}

/** A JSON value for reading: indented, scrolling within its own box. */
export function JsonView({ value, label, bare = false }: JsonViewProps) {
  return (
    <ScrollArea.Autosize mah={420} type="auto" {...(bare ? {} : { className: classes.box })}>
      <Code block tabIndex={0} aria-label={label} className={classes.code} p={bare ? 0 : 'xs'}>
        {shownJson(value)}
      </Code>
    </ScrollArea.Autosize>
  );
}
