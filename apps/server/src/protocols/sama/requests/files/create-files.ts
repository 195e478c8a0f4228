import { z } from 'zod';
import { MOST_FILES_AT_ONCE } from '../../../../chat/files/files.ts';
import { isoDate } from '../../codec/iso-date.ts';
import { designed } from '../../errors/sama-refusal.ts';
import { text } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

const NewFile = inputOf(
  z.strictObject({
    name: text(1, 255),
    size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    content_type: text(1, 255),
  }),
  { name: 'INCORRECT_FILE_NAME', size: 'INCORRECT_FILE_SIZE', content_type: 'INCORRECT_CONTENT_TYPE' },
);

/** A list, which may be empty. */
const Body = {
  parse(body: unknown): Array<ReturnType<typeof NewFile.parse>> {
    if (!Array.isArray(body)) throw designed('INVALID_DATA_FORMAT');
    if (body.length > MOST_FILES_AT_ONCE) throw designed('FILE_LIMIT_EXCEEDED');
    return body.map((one) => NewFile.parse(one));
  },
};

/** Announces files, each of which the client then PUTs to its address. */
export const createFiles = userRequest('create_files', Body, async ({ setup, client, caller }, input) => {
  const specs = input.map(({ name, size, content_type: contentType }) => ({ name, size, contentType }));
  const { serverOrigin } = client.origin;
  const files = specs.length === 0 ? [] : await setup.chat.files.create(caller, specs, serverOrigin);
  return {
    files: files.map(({ file, uploadUrl }) => ({
      // Clients of today say `object_id`, the document's `_id`: they are the same.
      _id: file.id,
      object_id: file.id,
      name: file.name,
      size: file.size,
      content_type: file.contentType,
      user_id: file.userId,
      organization_id: setup.organizations.idOf(caller.app),
      created_at: isoDate(file.createdAt),
      updated_at: isoDate(file.createdAt),
      upload_url: uploadUrl,
    })),
  };
});
