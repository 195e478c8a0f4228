import { Code, ScrollArea } from '@mantine/core';
import classes from './json-view.module.css';
import { shownJson } from './shown-json.ts';

/** A JSON value for reading: indented, scrolling within its own box. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  return (
    <ScrollArea.Autosize mah={420} type="auto" className={classes.box}>
      <Code block tabIndex={0} aria-label={label} className={classes.code}>
        {shownJson(value)}
      </Code>
    </ScrollArea.Autosize>
  );
}
