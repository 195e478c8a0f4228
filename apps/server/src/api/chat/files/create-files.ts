import { z } from 'zod';
import { MOST_FILES_AT_ONCE } from '../../../chat/files/files.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { FileSpecModel, UploadModel } from '../models/file.ts';

/** Announces files; each is then uploaded to its address. */
export const createFiles = chatProcedure
  .meta(
    rest.post('/chat/files', 'Chat', 'Announce files', {
      ...BY_USER,
      status: 201,
      errors: ['payload_too_large', 'rate_limited'],
      description:
        'Each file gets an id, by which messages refer to it, and an address to which its content is then PUT, with the ' +
        'content type and the size that were announced.',
    }),
  )
  .input(z.strictObject({ files: listOf(FileSpecModel, MOST_FILES_AT_ONCE, 1) }))
  .output(z.strictObject({ files: z.array(UploadModel) }))
  .mutation(async ({ ctx, input }) => {
    const { chat, origin } = ctx.api;
    const created = await chat.files.create(ctx.caller, input.files, origin);
    return {
      files: created.map(({ file, uploadUrl }) => {
        const { id, name, size, contentType, createdAt } = file;
        return { id, name, size, contentType, createdAt, uploadUrl };
      }),
    };
  });
