import type { EngineSession, OpenSession } from '#adapters/channels/whatsapp/engine';
import { findBrowser } from '#adapters/channels/whatsapp-web/browser';
import * as ends from '#adapters/channels/whatsapp-web/close-reason';
import { LinkMarker } from '#adapters/channels/whatsapp-web/link-marker';
import { ProfileFolder } from '#adapters/channels/whatsapp-web/profile-folder';
import { WebSession } from '#adapters/channels/whatsapp-web/web-session';
import type { ConnectionNews } from '#application/ports/whatsapp-engines';

export type OpenedSession = { readonly session: EngineSession; readonly over: Promise<void> };

const never: EngineSession = {
  send: async () => ({ kind: 'later', reason: 'whatsapp.not_connected', retryAfterMs: 60_000 }),
  close: async () => undefined,
  logOut: async () => undefined,
};

/** Why no browser is started; `null`: one is. */
const obstacleOf = async (
  order: OpenSession,
  marker: LinkMarker,
  folder: ProfileFolder,
): Promise<ConnectionNews | null> => {
  // The disk with the link is not here, or was lost: an empty profile must not take its place unasked.
  if (marker.isSet) return (await folder.exists()) ? null : { kind: 'unreadable_credentials' };
  return order.pairing === null ? { kind: 'closed', ...ends.notLinked, isLinked: false } : null;
};

/** Starts a browser, or tells why none is started. @throws {NoBrowser} @throws {NoFolderName} */
export const openSession = async (order: OpenSession): Promise<OpenedSession> => {
  const { surroundings, tenantId, channelId, credentials, events } = order;
  const folder = new ProfileFolder(surroundings.sessionsFolder, tenantId, channelId);
  const marker = await LinkMarker.read(credentials);
  const obstacle = await obstacleOf(order, marker, folder);
  if (obstacle !== null) {
    await events.connection(obstacle);
    return { session: never, over: Promise.resolve() };
  }
  const browser = await findBrowser(surroundings.chromiumPath);
  // What a link of before left, or a pairing that nobody finished.
  if (!marker.isSet) await folder.remove();
  await folder.prepare();
  const session = new WebSession({ order, browser, folder, marker });
  session.start();
  return { session, over: session.over };
};
