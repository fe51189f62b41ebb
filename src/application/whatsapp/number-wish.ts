import { NotFound } from '#application/not-found';
import { LeaseLost, type SessionRef } from '#application/ports/channel-session-store';
import type { Pairing } from '#application/ports/whatsapp-engines';
import type { SendingSettings } from '#application/whatsapp/known-session';
import type { SessionCommands } from '#application/whatsapp/session-commands';
import {
  AlreadyLinked,
  ChannelIsStopped,
  NobodyServesNumbers,
  NotDone,
  NotLinked,
  NotPairing,
  SessionHeldElsewhere,
} from '#application/whatsapp/session-refusals';
import { DomainError } from '#domain/shared/domain-error';
import { StaleWrite } from '#domain/shared/stale-write';
import { IllegalTransition } from '#domain/shared/state-machine';

/** What a person wants of a number, wherever it is held. */
export type NumberWish =
  | { readonly want: 'link'; readonly pairing: Pairing }
  | { readonly want: 'cancel_link' | 'log_out' | 'pause' | 'resume' }
  | { readonly want: 'sending'; readonly sending: SendingSettings };

export type NumberCommands = Pick<
  SessionCommands,
  'link' | 'cancelLink' | 'logOut' | 'pause' | 'resume' | 'changeSending'
>;

export const fulfil = (commands: NumberCommands, ref: SessionRef, wish: NumberWish): Promise<void> => {
  switch (wish.want) {
    case 'link':
      return commands.link(ref, wish.pairing);
    case 'cancel_link':
      return commands.cancelLink(ref);
    case 'log_out':
      return commands.logOut(ref);
    case 'pause':
      return commands.pause(ref);
    case 'resume':
      return commands.resume(ref);
    case 'sending':
      return commands.changeSending(ref, wish.sending);
  }
};

/** Refusals as they were, in the process where the person is told. */
const refusals: readonly (() => DomainError)[] = [
  () => new AlreadyLinked('this channel is linked; log it out first', {}),
  () => new NotLinked('no phone is linked to this channel', {}),
  () => new NotPairing('no pairing is under way', {}),
  () => new ChannelIsStopped('start the channel first', {}),
  () => new SessionHeldElsewhere('another process took this number meanwhile; try again', {}),
  () => new NobodyServesNumbers('no process that serves linked numbers took this up; try again in a moment', {}),
  () => new IllegalTransition('the number is in a state that does not allow it', {}),
  () => new LeaseLost('another process took this number meanwhile; try again', {}),
  () => new StaleWrite('it was saved by somebody else meanwhile', {}),
  () => new NotFound('channel'),
];

const notDone = (): DomainError => new NotDone('the process that holds this number could not do it', {});

/** The code by which a refusal is known in every process. */
export const codeOf = (error: unknown): string =>
  error instanceof DomainError && refusals.some((make) => make().code === error.code) ? error.code : notDone().code;

export const refusalOf = (code: string): DomainError => (refusals.find((make) => make().code === code) ?? notDone)();
