import { Code, Stack, Text } from '@mantine/core';
import type { ChannelDetail } from '../../api/trpc.ts';
import { Fields } from '../../parts/fields.tsx';
import { lasting } from '../../time/lasting.ts';

type Explanation = ChannelDetail['rule'];
type Rule = Explanation['rule'];

const ACCESS: Record<Rule['access'], string> = {
  open: 'Anyone may subscribe',
  signed: 'Needs a token or signature of the app that grants it',
  verified: 'The app’s webhook decides who may subscribe',
  membership: 'Only members of the conversation',
  self: 'Only the user it belongs to',
};

const PUBLISH: Record<Rule['publish'], string> = {
  anyone: 'Anyone who is on it, anonymous ones too',
  identified: 'Known users',
  granted: 'Clients whose grant says so',
  server: 'Only the app’s backend',
};

const PRESENCE: Record<Rule['presence'], string> = {
  always: 'Every known user who subscribes',
  optional: 'Those who ask for it',
  off: 'Nobody',
};

/** What the channel's name means, and why. */
export function RuleView({ explanation }: { explanation: Explanation }) {
  const { rule } = explanation;
  return (
    <Stack gap="sm">
      <Text size="sm">
        <Why explanation={explanation} />
      </Text>
      <Fields
        of={{
          Access: ACCESS[rule.access],
          'Known users': rule.identity ? 'Required' : 'Not required',
          Publishing: PUBLISH[rule.publish],
          Presence: PRESENCE[rule.presence],
          'Leave grace': rule.presence === 'off' ? null : lasting(rule.presenceGraceMs),
          'First event': rule.replayLast ? 'New readers get the last event at once' : null,
          Kept: rule.log === 'durable' ? durableKeeping(rule) : volatileKeeping(rule),
        }}
      />
    </Stack>
  );
}

function Why({ explanation: { builtInPrefix, definedBy, pattern } }: { explanation: Explanation }) {
  return (
    <>
      {builtInPrefix === '' ? (
        'An ordinary name'
      ) : (
        <>
          Decided by the built-in prefix <Code>{builtInPrefix}</Code>
        </>
      )}
      {definedBy.length > 0 && `, kept for clients of ${definedBy.join(' and ')}`}
      {pattern !== null && (
        <>
          , refined by the app’s pattern <Code>{pattern}</Code>
        </>
      )}
      .
    </>
  );
}

function durableKeeping({ retainMs, retainEvents }: Rule): string {
  if (retainMs === null && retainEvents === null) return 'In the database, for good';
  const age = retainMs === null ? [] : [`for ${lasting(retainMs)}`];
  const count = retainEvents === null ? [] : [`the newest ${retainEvents.toLocaleString('en')}`];
  return `In the database, ${[...count, ...age].join(', ')}`;
}

function volatileKeeping({ ringMs, ringEvents }: Rule): string {
  return `In memory, the newest ${ringEvents.toLocaleString('en')} for ${lasting(ringMs)}`;
}
