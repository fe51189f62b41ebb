import type { Request } from 'express';
import type { z } from 'zod';
import type { Access, CallerOf } from '#adapters/http/access';
import type { OpenStream } from '#adapters/http/event-stream';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Something other than JSON that a route answers with, such as `text/html`. */
export type Media = { readonly media: string };
export const media = (type: string): Media => ({ media: type });

/** Server-sent events; the schemas say what the data of each event is, for the document. */
export type Stream = { readonly events: Readonly<Record<string, z.ZodType>> };
export const eventStream = (events: Stream['events']): Stream => ({ events });

/** What a route answers, by status: a schema of its JSON, another kind of content, events, or nothing. */
export type Responses = Readonly<Record<number, z.ZodType | Media | Stream | null>>;

type Content = { readonly content: string | Buffer } | { readonly file: string };
type BodyOf<R> = R extends z.ZodType
  ? { readonly body: z.input<R> }
  : R extends Media
    ? Content
    : R extends Stream
      ? { readonly stream: OpenStream }
      : object;

/** One answer that the route's `response` declares. Another status, or another body, does not compile. */
export type Answer<R extends Responses> = {
  [Status in keyof R & number]: {
    readonly status: Status;
    readonly headers?: Readonly<Record<string, string>>;
  } & BodyOf<R[Status]>;
}[keyof R & number];

/** An answer whose route is not known any more. */
export type AnyAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly content?: string | Buffer;
  readonly file?: string;
  readonly stream?: OpenStream;
};

export type Context<By> = {
  readonly by: By;
  readonly correlationId: string;
  /** For what no schema covers: cookies, and the raw bytes of a signed body (`request.body`). */
  readonly request: Request;
};

type None = z.ZodUndefined;

export type Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, H extends z.ZodType> = {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  readonly headers: z.output<H>;
};

/** An input whose route is not known any more. */
export type AnyInput = Input<z.ZodNever, z.ZodNever, z.ZodNever, z.ZodNever>;

/** How large a body may be: `json` 1 MiB, `import` 16 MiB, `signed` 3 MiB of raw bytes, `file` 10 MiB of raw bytes. */
export type BodyKind = 'json' | 'import' | 'signed' | 'file';

/** Which bucket a call counts against before anybody is known. */
export type IpLimit = 'auth' | 'widget' | 'none';

type Definition<
  A extends Access,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  H extends z.ZodType,
  R extends Responses,
> = {
  readonly method: Method;
  /** Express form: `/api/v1/orders/:orderId`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly headers?: H;
  readonly bodyKind?: BodyKind;
  readonly ipLimit?: IpLimit;
  readonly response: R;
  handle(input: Input<P, Q, B, H>, context: Context<CallerOf<A>>): Promise<Answer<R>>;
};

/** A route as the router, the OpenAPI document and the isolation matrix see it. */
export type Route = {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  readonly params: z.ZodType | null;
  readonly query: z.ZodType | null;
  readonly body: z.ZodType | null;
  readonly headers: z.ZodType | null;
  readonly bodyKind: BodyKind;
  readonly ipLimit: IpLimit;
  readonly response: Responses;
  /** Its input has been parsed by the schemas above. */
  readonly handle: (input: AnyInput, context: Context<never>) => Promise<AnyAnswer>;
};

export const defineRoute = <
  const A extends Access,
  R extends Responses,
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = None,
  H extends z.ZodType = None,
>(
  definition: Definition<A, P, Q, B, H, R>,
): Route => ({
  ...definition,
  params: definition.params ?? null,
  query: definition.query ?? null,
  body: definition.body ?? null,
  headers: definition.headers ?? null,
  bodyKind: definition.bodyKind ?? 'json',
  ipLimit: definition.ipLimit ?? 'none',
  handle: (input, context) => definition.handle(input, context),
});
