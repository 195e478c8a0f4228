import { z } from 'zod';
import { CONTENT_TYPE, MOST_CONTENT_TYPE_LENGTH } from '../../../chat/files/content-type.ts';
import { ObjectId, Timestamp } from '../../models/names.ts';

/** What is to be uploaded. */
export const FileSpecModel = z
  .strictObject({
    name: z.string().min(1).max(255).meta({ description: 'What it is offered for saving as.' }),
    size: z.int().nonnegative().meta({ description: 'In bytes. What is uploaded has no more.' }),
    contentType: z
      .string()
      .max(MOST_CONTENT_TYPE_LENGTH)
      .regex(CONTENT_TYPE, 'must be a media type such as image/png')
      .meta({ description: 'The media type. The upload has the same.', examples: ['image/png'] }),
  })
  .meta({ id: 'FileSpec' });

/** A file that was announced. */
export const UploadModel = z
  .strictObject({
    id: ObjectId,
    name: z.string(),
    size: z.int().nonnegative(),
    contentType: z.string(),
    createdAt: Timestamp,
    uploadUrl: z.url().meta({ description: 'Where its content is to be PUT within the next hour.' }),
  })
  .meta({ id: 'FileUpload', description: 'A file that was announced, and where to upload it.' });
