import { NoAnswerInTime } from '#adapters/channels/baileys/errors';

/** @throws {NoAnswerInTime} and goes on with what it was waiting for, unheard. */
export const within = async <Value>(timeoutMs: number, promise: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswerInTime('no answer in time', { timeoutMs })), timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => undefined);
  }
};
