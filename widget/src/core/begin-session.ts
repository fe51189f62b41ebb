import type { WidgetSession } from '../contract.js';
import { ApiFailure } from './api.js';
import { consentKey, type SessionDependencies, type Visit } from './session-keeper.js';

const create = (
  { api, company, language, store }: SessionDependencies,
  token: string | undefined,
): Promise<WidgetSession> => {
  const body = {
    company,
    token,
    language: language(),
    referrer: document.referrer.slice(0, 2_000) || undefined,
    consent: store.get<boolean>(consentKey) ?? undefined,
  };
  return api.json<WidgetSession>('session/create/', { method: 'POST', body });
};

/** Another session for the same visitor; for a new one where the server does not take the old token any more. @throws {ApiFailure} */
export const beginSession = async (deps: SessionDependencies, earlier: Visit | null): Promise<Visit> => {
  const session = await create(deps, earlier?.token).catch((error: unknown) => {
    const isTokenBad = earlier !== null && error instanceof ApiFailure && [400, 401, 404].includes(error.status);
    if (isTokenBad) return create(deps, undefined);
    throw error;
  });
  const messages = earlier?.id === session.session_id ? earlier.messages : [];
  return { id: session.session_id, token: session.token, state: session.state, messages };
};
