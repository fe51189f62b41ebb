import { ModelFailed } from '#application/ports/language-model';

/** Far above any answer of ours; more is not read into memory. */
const mostBytes = 1_048_576;

const bounded = (most: number): TransformStream<Uint8Array, Uint8Array> => {
  let length = 0;
  return new TransformStream({
    transform(chunk, controller) {
      length += chunk.byteLength;
      if (length > most) controller.error(new ModelFailed('too_long'));
      else controller.enqueue(chunk);
    },
  });
};

/** `fetch` for a vendor's client: no page of HTML passes for an answer, and no answer is endless. */
export const boundedFetch = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
  const response = await fetch(input, init);
  if (response.ok && (response.headers.get('content-type') ?? '').includes('html')) {
    await response.body?.cancel();
    throw new ModelFailed('html', { status: response.status });
  }
  if (response.body === null) return response;
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(bounded(mostBytes)), { status, statusText, headers });
};

/** The failure inside what a client wrapped it in; `null`: none of ours. */
export const failureWithin = (error: unknown): ModelFailed | null => {
  if (error instanceof ModelFailed) return error;
  return error instanceof Error && error.cause !== undefined ? failureWithin(error.cause) : null;
};
