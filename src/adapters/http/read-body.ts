import type { Request } from 'express';
import { RequestRefused } from '#adapters/http/request-refused';
import type { BodyKind } from '#adapters/http/route';
import { largestFile } from '#domain/conversation/stored-file';

const mebibyte = 1_048_576;
export const bodyLimits: Readonly<Record<BodyKind, number>> = {
  json: mebibyte,
  import: 16 * mebibyte,
  signed: 3 * mebibyte,
  file: largestFile,
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

export const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

const tooLarge = (limit: number): RequestRefused =>
  new RequestRefused(413, 'request.too_large', `the body may be at most ${limit} bytes`);

/** The bytes as they came. Never more than `limit` in memory; the rest of a longer body is read past. */
export const readBytes = (request: Request, limit: number): Promise<Buffer> => {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return Promise.reject(new RequestRefused(415, 'request.unsupported_encoding', 'send the body uncompressed'));
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge(limit));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        chunks.length = 0;
        reject(tooLarge(limit));
      } else chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on('error', reject);
    request.on('close', () => {
      // Every request closes, and an error that nobody gets still costs its stack.
      if (!request.readableEnded) reject(new RequestRefused(400, 'request.aborted', 'the body ended too early'));
    });
  });
};

const isJson = (contentType: string | undefined): boolean =>
  contentType !== undefined &&
  /^application\/(?:json|[\w.-]+\+json)\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(contentType);

/** The value of a JSON body; an absent body is `{}`, so that the schema names the fields that are missing. */
export const readJson = async (request: Request, limit: number): Promise<unknown> => {
  if (!hasBody(request)) return {};
  if (!isJson(request.headers['content-type']))
    throw new RequestRefused(415, 'request.unsupported_media_type', 'send application/json in UTF-8');
  const bytes = await readBytes(request, limit);
  if (bytes.length === 0) return {};
  const text = decoded(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RequestRefused(400, 'request.malformed_json', 'the body is not JSON');
  }
};

const decoded = (bytes: Buffer): string => {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new RequestRefused(400, 'request.invalid_encoding', 'the body is not valid UTF-8');
  }
};
