import { z } from 'zod';
import { Id } from '../field.ts';
import { inputOf, plain } from '../input.ts';
import { userRequest } from '../request.ts';

const MOST = 10;

const Body = inputOf(z.strictObject({ file_ids: z.array(Id).min(1).max(MOST) }), {
  file_ids: (value) =>
    Array.isArray(value) && value.length > MOST ? 'FILE_IDS_EXCEEDED' : 'FILE_IDS_MISSED',
});

/** Where files can be fetched that the user may see. Others are passed over; it is an error only if all of them are such. */
export const getFileUrls = userRequest(
  'get_file_urls',
  Body,
  async ({ setup, client, caller }, { file_ids: ids }) => {
    const { serverOrigin, dialect } = client.origin;
    const urls = await setup.chat.files.urls(caller, ids, serverOrigin);
    if (urls.size === 0) throw plain("Can't find file");
    return {
      file_urls: dialect === 'seed' ? ids.map((id) => urls.get(id) ?? null) : Object.fromEntries(urls),
    };
  },
);
