import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

const MOST_IDS = 100;

/** Where files can be fetched for some days. */
export const fileUrls = chatProcedure
  .meta(
    rest.get('/chat/files/urls', 'Chat', 'Get the addresses of files', {
      ...BY_USER,
      description:
        'Of those that the user may see: its own, those in its conversations, and pictures of users and groups. Others are ' +
        'left out. An address holds for six days at least, and answers 404 while the file is not uploaded.',
    }),
  )
  .input(z.strictObject({ ids: listOf(ObjectId, MOST_IDS, 1) }))
  .output(
    z.strictObject({
      urls: z.record(ObjectId, z.url()).meta({ description: 'By file id.' }),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { chat, origin } = ctx.api;
    return { urls: Object.fromEntries(await chat.files.urls(ctx.caller, input.ids, origin)) };
  });
