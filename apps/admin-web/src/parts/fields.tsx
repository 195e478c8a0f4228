import { DataList } from '@mantine/core';
import type { ReactNode } from 'react';

/** Names and values, one under another; what has no value is left out. */
export function Fields({ of: fields }: { of: Record<string, ReactNode> }) {
  const told = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  return (
    <DataList size="sm" gap={6} labelWidth="104px">
      {told.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}
