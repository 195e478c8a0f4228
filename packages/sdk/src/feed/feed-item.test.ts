import { expectTypeOf, test } from 'vitest';
import type { FeedItem as ServerItem } from '../../../../apps/server/src/api/models/feed-item.ts';
import type { ErrorCode } from '../../../../apps/server/src/core/errors/error-codes.ts';
import type { ServerErrorCode } from '../errors/parley-error.ts';
import type { EventItem, FeedItem, PresenceItem } from './feed-item.ts';

type Of<Item, Type> = Extract<Item, { type: Type }>;

test('the SDK knows exactly the items that the server sends, with the same fields', () => {
  expectTypeOf<FeedItem['type']>().toEqualTypeOf<ServerItem['type']>();
  expectTypeOf<keyof EventItem>().toEqualTypeOf<keyof Of<ServerItem, 'event'>>();
  expectTypeOf<EventItem['kind']>().toEqualTypeOf<Of<ServerItem, 'event'>['kind']>();
  expectTypeOf<keyof PresenceItem>().toEqualTypeOf<keyof Of<ServerItem, 'presence'>>();
  expectTypeOf<PresenceItem['action']>().toEqualTypeOf<Of<ServerItem, 'presence'>['action']>();
  for (const type of ['signal', 'gap', 'subscribed', 'revoked'] as const) {
    expectTypeOf<keyof Of<FeedItem, typeof type>>().toEqualTypeOf<keyof Of<ServerItem, typeof type>>();
  }
});

test('the SDK knows exactly the error codes of the server', () => {
  expectTypeOf<ServerErrorCode>().toEqualTypeOf<ErrorCode>();
});
