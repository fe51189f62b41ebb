import type { Language, WidgetMessage } from '../contract.js';
import { type Api, ApiFailure } from './api.js';
import type { OutboxItem, SendOutcome } from './outbox.js';
import type { SessionKeeper } from './session-keeper.js';

export type SendDependencies = {
  readonly api: Api;
  readonly sessions: SessionKeeper;
  readonly language: () => Language | undefined;
  readonly reached: (isReached: boolean) => void;
  /** The message went to another session than the visitor saw. */
  readonly renewed: (sentence: string) => void;
  /** The business wants something that this page does not know of. */
  readonly outdated: () => void;
};

const consentNeeded = 'widget.consent_needed';

const sentences = {
  en: {
    tooLong: 'This message is too long. Shorten it and send it again.',
    refused: 'This message could not be taken. Change it and send it again.',
    notAllowed: 'The chat takes no messages right now. Your text is kept here; try again later.',
    consent: 'Please agree to how your messages are used, then try again.',
    renewed: 'Your earlier chat had expired, so this is a new one.',
  },
  ar: {
    tooLong: 'هذه الرسالة أطول من اللازم. اختصرها وأرسلها من جديد.',
    refused: 'تعذّر قبول هذه الرسالة. عدّلها وأرسلها من جديد.',
    notAllowed: 'لا تستقبل المحادثة رسائل الآن. نصّك محفوظ هنا؛ حاول لاحقًا.',
    consent: 'وافق من فضلك على طريقة استخدام رسائلك، ثم أعد المحاولة.',
    renewed: 'انتهت صلاحية محادثتك السابقة، وهذه محادثة جديدة.',
  },
};

/** A 404 that names neither a file nor a form is the business that is not there any more. */
const sentenceFor = ({ status, code }: ApiFailure, language: Language): string => {
  const t = sentences[language];
  if (code === consentNeeded) return t.consent;
  if (status === 413 || code === 'widget.message_too_long') return t.tooLong;
  return status === 403 || status === 404 ? t.notAllowed : t.refused;
};

/** Is it the session that is not there, rather than something the message names? */
const isSessionGone = ({ status, code }: ApiFailure): boolean =>
  status === 401 || code === 'widget.session_closed' || (status === 404 && !/file|form/.test(code));

/** Does it once more in a new session where the old one turns out to be gone. @throws {ApiFailure} */
export const inSession = async <T>(sessions: SessionKeeper, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiFailure && isSessionGone(error))) throw error;
    sessions.forget();
    return work();
  }
};

/** Sends one message and says what became of it; never throws. */
export const sender = (deps: SendDependencies) => {
  const { api, sessions } = deps;

  const post = async ({ body, key }: OutboxItem): Promise<void> => {
    const { token } = await sessions.ensure();
    const answer = await api.json<Partial<WidgetMessage> & { message?: WidgetMessage }>(sessions.path('send/'), {
      method: 'POST',
      body,
      token,
      key,
    });
    const echo = answer.message ?? answer;
    if (echo.seq !== undefined) sessions.apply(undefined, [echo as WidgetMessage]);
    else await sessions.pull().catch(() => undefined);
  };

  const outcomeOf = (error: unknown): SendOutcome => {
    const failure = error instanceof ApiFailure ? error : new ApiFailure(0, null);
    if (failure.status === 0 || failure.status >= 500) deps.reached(false);
    if (failure.isPassing || failure.code.startsWith('idempotency'))
      return { kind: 'retry', afterMs: failure.retryAfterMs };
    return refused(failure);
  };

  const refused = (failure: ApiFailure): SendOutcome => {
    if (failure.code === consentNeeded) deps.outdated();
    return { kind: 'refused', sentence: sentenceFor(failure, deps.language() ?? 'en') };
  };

  const again = async (item: OutboxItem): Promise<SendOutcome> => {
    sessions.forget();
    deps.renewed(sentences[deps.language() ?? 'en'].renewed);
    return post(item).then((): SendOutcome => ({ kind: 'sent' }), outcomeOf);
  };

  return async (item: OutboxItem): Promise<SendOutcome> => {
    try {
      await post(item);
      deps.reached(true);
      return { kind: 'sent' };
    } catch (error) {
      if (error instanceof ApiFailure && isSessionGone(error)) return again(item);
      return outcomeOf(error);
    }
  };
};
