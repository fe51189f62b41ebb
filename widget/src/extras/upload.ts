import type { WidgetFile } from '../contract.js';
import { ApiFailure } from '../core/api.js';
import type { Chat } from '../core/chat.js';

/** Is here since the first session. */
export const talk = () => import('../core/talk.js').then((part) => part.talk);

export const mostBytes = 10 * 1024 * 1024;

/** The first bytes of each, in hexadecimal. */
const signatures: readonly (readonly [string, RegExp])[] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/gif', /^474946383[79]61/],
  ['image/webp', /^52494646.{8}57454250/],
  ['application/pdf', /^255044462d/],
];

/** What the first bytes say, whatever the name says. `null`: nothing we take. */
export const kindOf = async (file: Blob): Promise<string | null> => {
  const bytes = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const head = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return signatures.find(([, signature]) => signature.test(head))?.[0] ?? null;
};

export type Upload = { readonly done: Promise<WidgetFile>; cancel(): void };

const answerOf = (request: XMLHttpRequest): WidgetFile => {
  const body: unknown = JSON.parse(request.responseText || 'null');
  if (request.status >= 200 && request.status < 300) return body as WidgetFile;
  throw new ApiFailure(request.status, body as { code?: string });
};

/** `fetch` does not tell how far an upload is. */
export const upload = (chat: Chat, file: File, kind: string, progress: (share: number) => void): Upload => {
  const request = new XMLHttpRequest();
  const post = async (): Promise<WidgetFile> => {
    const { token } = await chat.sessions.ensure();
    request.open('POST', chat.api.url(chat.sessions.path(`files/?name=${encodeURIComponent(file.name)}`)));
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.setRequestHeader('Content-Type', kind);
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    await new Promise((resolve) => {
      request.onloadend = resolve;
      request.send(file);
    });
    return answerOf(request);
  };
  const send = async (): Promise<WidgetFile> => (await talk()).inSession(chat.sessions, post);
  return { done: send(), cancel: () => request.abort() };
};
