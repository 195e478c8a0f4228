/** A bucket of an S3-compatible service, addressed by path: `<endpoint>/<bucket>/<key>`. */
export interface BucketSettings {
  /** Where both this server and the clients reach it, such as `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
