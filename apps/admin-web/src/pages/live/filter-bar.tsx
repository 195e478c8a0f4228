import { MultiSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import classes from './live.module.css';
import { TRACE_KINDS } from './trace-kinds.ts';
import type { FilterField } from './use-live-filter.ts';

interface FilterBarProps {
  text: Readonly<Record<FilterField, string>>;
  onChange: (field: FilterField, value: string) => void;
}

const KINDS = Object.entries(TRACE_KINDS).map(([value, { label }]) => ({ value, label }));

/** Narrows the log. The server filters, so that what is left out does not travel. */
export function FilterBar({ text, onChange }: FilterBarProps) {
  const chosen = text.kinds === '' ? [] : text.kinds.split(',');
  return (
    <search className={classes.filters}>
      <TextInput
        aria-label="Channel, with * for any characters"
        placeholder="Channel: room:*"
        leftSection={<IconSearch size={14} aria-hidden />}
        data-search
        maxLength={255}
        value={text.channel}
        onChange={(event) => onChange('channel', event.currentTarget.value)}
      />
      <TextInput
        aria-label="User"
        placeholder="User"
        maxLength={255}
        value={text.user}
        onChange={(event) => onChange('user', event.currentTarget.value)}
      />
      <TextInput
        aria-label="Protocol"
        placeholder="Protocol: trpc"
        maxLength={40}
        value={text.protocol}
        onChange={(event) => onChange('protocol', event.currentTarget.value)}
      />
      <MultiSelect
        aria-label="Kinds"
        placeholder={chosen.length === 0 ? 'All kinds' : ''}
        data={KINDS}
        value={chosen}
        clearable
        onChange={(kinds) => onChange('kinds', kinds.join(','))}
      />
    </search>
  );
}
