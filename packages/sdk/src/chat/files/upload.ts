import { clientError, ParleyError } from '../../errors/parley-error.ts';
import { asked } from '../asked.ts';
import type { ChatApi } from '../chat-api.ts';
import type { Attachment } from '../messages/chat-message.ts';
import { type PutAnswer, putFile } from './put-file.ts';

/** Bytes with a name, where there is no `File`. */
export interface NamedData {
  readonly name: string;
  /** Such as `image/png`. */
  readonly contentType: string;
  readonly data: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>;
}

export interface UploadOptions {
  /** Told how much is sent, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** Gives up when triggered. */
  readonly signal?: AbortSignal;
}

/** A file that is stored, as a message attaches it. */
export interface UploadedFile extends Attachment {
  readonly fileId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
}

const UNKNOWN_TYPE = 'application/octet-stream';

/** Uploads a file. Resolves when its content is stored. */
export async function upload(
  api: ChatApi,
  source: File | NamedData,
  { onProgress, signal }: UploadOptions,
): Promise<UploadedFile> {
  const { name, contentType, body } = contentOf(source);
  const { size } = body;
  const { files } = await asked(api.files.create.mutate({ files: [{ name, size, contentType }] }));
  const [file] = files;
  if (!file) throw clientError('protocol', 'The server announced no file.');
  onProgress?.(0);
  const answer = await putFile(file.uploadUrl, {
    ...{ body, contentType, signal },
    onProgress: onProgress && ((sent) => onProgress(size === 0 ? 1 : sent / size)),
  });
  if (answer.status < 200 || answer.status > 299) throw refusalOf(answer);
  return { fileId: file.id, fileName: file.name, contentType: file.contentType, size: file.size };
}

function contentOf(source: File | NamedData): { name: string; contentType: string; body: Blob } {
  if ('data' in source) {
    const { name, contentType, data } = source;
    return { name, contentType, body: data instanceof Blob ? data : new Blob([data]) };
  }
  return { name: source.name, contentType: source.type || UNKNOWN_TYPE, body: source };
}

function refusalOf({ status, text }: PutAnswer): ParleyError {
  const isPassing = status >= 500 || status === 429;
  return new ParleyError({
    code: status === 413 ? 'payload_too_large' : 'bad_request',
    message: `The upload was refused with status ${status}: ${text.slice(0, 200)}`,
    retry: isPassing ? 'later' : 'never',
    fix: '',
  });
}
