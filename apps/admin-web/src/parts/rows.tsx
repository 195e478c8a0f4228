import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface RowsProps {
  /** What the table lists, for who cannot see it. */
  label: string;
  columns: readonly string[];
  /** Below this width the table scrolls in itself. */
  minWidth?: number;
  children: ReactNode;
}

/** A table whose rows can be long; on a narrow screen it scrolls sideways in its own box. */
export function Rows({ label, columns, minWidth = 560, children }: RowsProps) {
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native">
      <Table aria-label={label} verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
