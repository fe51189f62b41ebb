import { z } from 'zod';
import { bytesAnswer, json } from '#adapters/http/answers';
import { FileDto, fileName, filePurpose } from '#adapters/http/contract/file';
import { idOf } from '#adapters/http/contract/ids';
import { queryNumber } from '#adapters/http/contract/page';
import { WidgetFileDto } from '#adapters/http/contract/widget';
import { ownBaseOf } from '#adapters/http/page-origin';
import { presentFile, presentWidgetFile } from '#adapters/http/present/present-widget';
import { defineRoute, media, type Route } from '#adapters/http/route';
import { one, sessionParams } from '#adapters/http/routes/widget/session-routes';
import type { UseCases } from '#adapters/http/use-cases';
import { uploadPermissions } from '#application/files/upload-team-file';
import { isShownInPlace, type StoredFile } from '#domain/conversation/stored-file';

const tag = 'Files';

const uploadAsVisitor = (useCase: UseCases['uploadVisitorFile']): Route =>
  defineRoute({
    method: 'post',
    path: `${one}/files/`,
    summary: 'Upload a picture or a PDF of at most 10 MiB, as the body; then send it by its id',
    tag: 'Website chat',
    access: { kind: 'visitor' },
    ipLimit: 'widget',
    params: sessionParams,
    query: z.strictObject({ name: fileName }),
    bodyKind: 'file',
    response: { 201: WidgetFileDto },
    handle: async ({ query }, { by, request }) => {
      const bytes = request.body as Buffer;
      return json(201, presentWidgetFile(await useCase.execute({ by, name: query.name, bytes }), ownBaseOf(request)));
    },
  });

/** What it is for decides who may: the use case knows. */
const uploadAsTeam = (useCase: UseCases['uploadTeamFile']): Route =>
  defineRoute({
    method: 'post',
    path: '/api/v1/files',
    summary: 'Upload a picture or a PDF of at most 10 MiB, as the body: to send it, as a logo, or for a service',
    tag,
    access: { kind: 'user_with_any', permissions: uploadPermissions },
    query: z.strictObject({ name: fileName, purpose: filePurpose }),
    bodyKind: 'file',
    response: { 201: FileDto },
    handle: async ({ query }, { by, request }) => {
      const bytes = request.body as Buffer;
      return json(201, presentFile(await useCase.execute({ by, ...query, bytes })));
    },
  });

const find = (useCase: UseCases['findFile']): Route =>
  defineRoute({
    method: 'get',
    path: '/api/v1/files/:fileId',
    summary: 'A file, and a link to show it under',
    tag,
    access: { kind: 'user', permission: 'tenant.read' },
    params: z.strictObject({ fileId: idOf('file') }),
    response: { 200: FileDto },
    handle: async ({ params }, { by }) => json(200, presentFile(await useCase.execute({ by, ...params }))),
  });

/** RFC 6266: plain letters for old programs, and the name itself. */
const disposition = ({ name, mimeType }: StoredFile): string => {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const kind = isShownInPlace(mimeType) ? 'inline' : 'attachment';
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, '_')}`;
};

/** Whatever it holds, it runs nowhere and reaches nothing. */
const headersOf = (file: StoredFile, caching: string): Readonly<Record<string, string>> => ({
  'Content-Type': file.mimeType,
  'Content-Disposition': disposition(file),
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': caching,
  'Cross-Origin-Resource-Policy': 'cross-origin',
});

const read = (useCase: UseCases['readFile']): Route =>
  defineRoute({
    method: 'get',
    path: '/files/:fileId',
    summary: 'The bytes behind a signed link',
    tag,
    access: { kind: 'public' },
    params: z.strictObject({ fileId: idOf('file') }),
    query: z.strictObject({
      tenant: idOf('tenant'),
      expires: queryNumber(0, 999_999_999_999_999),
      signature: z.string().min(1).max(128),
    }),
    response: { 200: media('application/octet-stream') },
    handle: async ({ params, query }) => {
      const { tenant: tenantId, expires, signature } = query;
      const { file, bytes } = await useCase.execute({ ...params, tenantId, expires, signature });
      return bytesAnswer(bytes, headersOf(file, 'private, max-age=3600'));
    },
  });

/** Under an address nothing else will ever stand under. */
const readPicture = (useCase: UseCases['readPicture']): Route =>
  defineRoute({
    method: 'get',
    path: '/pictures/:fileId',
    summary: 'A picture of a service',
    tag,
    access: { kind: 'public' },
    params: z.strictObject({ fileId: idOf('file') }),
    query: z.strictObject({ tenant: idOf('tenant'), signature: z.string().min(1).max(128) }),
    response: { 200: media('application/octet-stream') },
    handle: async ({ params, query: { tenant: tenantId, signature } }) => {
      const { file, bytes } = await useCase.execute({ ...params, tenantId, signature });
      return bytesAnswer(bytes, headersOf(file, 'public, max-age=31536000, immutable'));
    },
  });

export const fileRoutes = (useCases: UseCases): Route[] => [
  uploadAsVisitor(useCases.uploadVisitorFile),
  uploadAsTeam(useCases.uploadTeamFile),
  find(useCases.findFile),
  read(useCases.readFile),
  readPicture(useCases.readPicture),
];
