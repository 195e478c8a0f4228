import { Group } from '@mantine/core';
import type { TraceItem } from '../../api/trpc.ts';
import { CopyAction } from '../../parts/copy-action.tsx';
import { curlOf } from '../../parts/curl-of.ts';
import { sdkCodeOf } from '../../parts/sdk-code-of.ts';

/** The same publish as a command and as a program. */
export function CopyAsCode({ item }: { item: TraceItem }) {
  if (item.channel === null || item.name === null) return null;
  const publish = {
    channel: item.channel,
    name: item.name,
    data: item.data,
    ...(item.user === null ? {} : { asUser: item.user }),
  };
  return (
    <Group gap="xs">
      <CopyAction worded what="as curl" value={curlOf(window.location.origin, publish)} />
      <CopyAction worded what="as SDK code" value={sdkCodeOf(window.location.origin, publish)} />
    </Group>
  );
}
