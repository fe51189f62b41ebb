import type { Response } from 'express';
import { z } from 'zod';
import { sendStream } from '#adapters/http/event-stream';
import type { AnyAnswer, Route } from '#adapters/http/route';

/** The route answered something its own declaration does not allow: our mistake, never the caller's. */
export class BrokenContract extends Error {
  constructor(route: Route, answer: AnyAnswer, why: string) {
    super(`${route.method.toUpperCase()} ${route.path} answered ${answer.status} against its declaration: ${why}`);
    this.name = 'BrokenContract';
  }
}

const assertDeclared = (route: Route, answer: AnyAnswer): void => {
  const declared = route.response[answer.status];
  if (declared === undefined) throw new BrokenContract(route, answer, 'this status is not declared');
  if (!(declared instanceof z.ZodType)) return;
  const result = declared.safeParse(answer.body);
  if (!result.success) throw new BrokenContract(route, answer, z.prettifyError(result.error));
};

const sendFile = (response: Response, file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    response.sendFile(
      file,
      { cacheControl: false, etag: false, lastModified: false, dotfiles: 'allow' },
      (error: Error | undefined) => (error === undefined || response.headersSent ? resolve() : reject(error)),
    );
  });

const typeOf = (route: Route, status: number): string | null => {
  const declared = route.response[status];
  return declared !== null && declared !== undefined && 'media' in declared ? declared.media : null;
};

/** Writes the answer; with `check`, only after it was held against the schema the route declares. */
export const sendAnswer = async (
  route: Route,
  answer: AnyAnswer,
  response: Response,
  check: boolean,
): Promise<void> => {
  if (check) assertDeclared(route, answer);
  response.status(answer.status);
  const media = typeOf(route, answer.status);
  if (media !== null) response.setHeader('Content-Type', media);
  // A route of files of several kinds names each one's itself.
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.stream !== undefined) await sendStream(response, answer.stream);
  else if (answer.file !== undefined) await sendFile(response, answer.file);
  else if (answer.content !== undefined) response.end(answer.content);
  else if (answer.body === undefined) response.end();
  else {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(answer.body));
  }
};
