import type { SessionRecord, SessionRef } from '#application/ports/channel-session-store';
import { type EngineName, engineNames } from '#application/ports/whatsapp-engines';
import type { SendingPreset } from '#domain/channel/sending/sending-rules';
import type { SlidingCount } from '#domain/channel/sending/sliding-count';
import { ChannelSession, type ChannelSessionState } from '#domain/channel/session/channel-session';
import { type HourProfile, newProfile } from '#domain/channel/session/hour-profile';

/** What a tenant decides about how its number sends. */
export type SendingSettings = {
  readonly preset: SendingPreset;
  /** Only to people who wrote first. */
  readonly replyOnly: boolean;
  /** By the business's own clock, as `22:00`. */
  readonly quietHours: { readonly from: string; readonly to: string } | null;
};

/** What is remembered of a number's traffic, so that silence can be told from trouble after a restart as well. */
export type RememberedHealth = {
  readonly lastInboundAt: Date | null;
  readonly lastDeliveredAt: Date | null;
  /** Messages that could not be decrypted, by the hour of the last day. */
  readonly failures: SlidingCount;
  readonly usual: HourProfile;
};

/** One linked number, or one that is to be: what the store keeps of it, read. */
export type KnownSession = {
  readonly engine: EngineName;
  readonly session: ChannelSession;
  readonly sending: SendingSettings;
  readonly number: string | null;
  readonly displayName: string | null;
  readonly health: RememberedHealth;
  /** The record's. 0: there is none yet. */
  readonly version: number;
};

type Stored = Omit<KnownSession, 'engine' | 'session' | 'version'> & {
  readonly v: 1;
  readonly session: ChannelSessionState;
};

export const newSession = (
  { channelId, tenantId }: SessionRef,
  { engine, preset, at }: { readonly engine: EngineName; readonly preset: SendingPreset; readonly at: Date },
): KnownSession => ({
  engine,
  session: ChannelSession.open({ channelId, tenantId, at }),
  sending: { preset, replyOnly: preset !== 'off', quietHours: null },
  number: null,
  displayName: null,
  health: { lastInboundAt: null, lastDeliveredAt: null, failures: [], usual: newProfile(at) },
  version: 0,
});

/** Which engine a channel's settings name. */
export const engineOf = (name: string | undefined): EngineName =>
  engineNames.find((each) => each === name) ?? engineNames[0];

export const readSession = ({ engine, state, version }: SessionRecord): KnownSession => {
  const { v: _v, session, ...rest } = state as Stored;
  return { ...rest, engine: engineOf(engine), session: new ChannelSession(session), version };
};

export const recordOf = (
  { channelId, tenantId }: SessionRef,
  { engine, session, version, ...rest }: KnownSession,
): SessionRecord => {
  const state: Stored = { v: 1, ...rest, session: session.state };
  return { channelId, tenantId, engine, state, ledger: null, version };
};
