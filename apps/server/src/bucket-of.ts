import type { BucketSettings } from './chat/files/storage/bucket-settings.ts';
import type { Settings } from './config/settings.ts';

/** The bucket that files are kept in; null: the settings name none. */
export function bucketOf(settings: Settings): BucketSettings | null {
  const {
    PARLEY_S3_ENDPOINT: endpoint,
    PARLEY_S3_BUCKET: bucket,
    PARLEY_S3_REGION: region,
    PARLEY_S3_ACCESS_KEY_ID: accessKeyId,
    PARLEY_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = settings;
  if (endpoint === undefined || bucket === undefined) return null;
  if (accessKeyId === undefined || secretAccessKey === undefined) return null;
  return { endpoint, bucket, region, accessKeyId, secretAccessKey };
}
