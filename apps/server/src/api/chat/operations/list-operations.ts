import { z } from 'zod';
import type { Operation } from '../../../chat/operations/operations.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { EventName, ObjectId, Timestamp, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

const OperationModel = z
  .object({
    id: ObjectId,
    at: Timestamp,
    conversation: ObjectId.nullable().meta({ description: 'Null: it is news on the user’s own channel.' }),
    kind: z.enum(['publish', 'edit', 'delete']),
    name: EventName,
    user: UserId.nullable().meta({ description: 'Who did it, where that is known.' }),
    target: ObjectId.nullable().meta({ description: 'Edit and delete: the message that they change.' }),
    data: z.unknown().meta({ description: 'The body of the event; null for a deletion.' }),
  })
  .meta({ id: 'Operation' });

/** What happened while the user was away. */
export const listOperations = chatProcedure
  .meta(
    rest.get('/chat/operations', 'Chat', 'See what happened meanwhile', {
      ...BY_USER,
      description:
        'What others did in the user’s conversations, and what was told on its own channel, in the last two weeks. A page has more ' +
        'than `limit` where others happened at the same time as its last one.',
    }),
  )
  .input(
    z.strictObject({
      at: Timestamp.meta({ description: 'When the user was there last, or where an earlier page ended.' }),
      direction: z
        .enum(['after', 'before'])
        .default('after')
        .meta({ description: 'What was after that, the oldest first, or before it, the newest first.' }),
      limit: z.int().min(1).max(1000).default(100),
    }),
  )
  .output(z.strictObject({ operations: z.array(OperationModel) }))
  .query(async ({ ctx, input }) => {
    const { at, direction, limit } = input;
    const operations = await ctx.api.chat.operations.list(
      ctx.caller,
      direction === 'after' ? { after: at, limit } : { before: at, limit },
    );
    return { operations: operations.flatMap(operationModel) };
  });

function operationModel({ id, at, news }: Operation): Array<z.infer<typeof OperationModel>> {
  const { event } = news;
  if (event.kind === 'signal' || event.kind === 'presence') return [];
  const { kind, name, target, body, sender } = event;
  const conversation = news.kind === 'conversation' ? news.conversation.id : null;
  const data = body?.value() ?? null;
  return [{ id, at, conversation, kind, name, user: sender.userId, target, data }];
}
