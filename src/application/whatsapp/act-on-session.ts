import type { Principal } from '#application/identity/principal';
import { InvalidInput } from '#application/input';
import type { SessionRef } from '#application/ports/channel-session-store';
import type { Clock } from '#application/ports/clock';
import type { Store } from '#application/ports/store';
import type { Pairing } from '#application/ports/whatsapp-engines';
import type { SendingSettings } from '#application/whatsapp/known-session';
import type { NumberCommands } from '#application/whatsapp/number-wish';
import { policyOf } from '#application/whatsapp/sending-policy-of';
import { refOf, whatsAppChannelOf } from '#application/whatsapp/session-of-channel';
import type { SessionView, SessionViews } from '#application/whatsapp/session-view';

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly commands: NumberCommands;
  readonly views: SessionViews;
  readonly isEmulated: boolean;
};

type Input = { readonly by: Principal; readonly channelId: string };

/** What a person does with a number's session: who may, what it is called in the audit log, and how it stands afterwards. */
abstract class ActOnSession<Extra> {
  protected readonly deps: Dependencies;
  constructor(deps: Dependencies) {
    this.deps = deps;
  }

  protected abstract readonly action: string;
  protected abstract act(ref: SessionRef, input: Input & Extra): Promise<void>;

  /** @throws {NotFound} @throws {PermissionDenied} and what the act refuses. */
  async execute(input: Input & Extra): Promise<SessionView> {
    const { store, views, clock } = this.deps;
    const channel = await whatsAppChannelOf(store, input.by, 'channels.manage', input.channelId);
    await this.act(refOf(channel), input);
    const audit = { actor: input.by.actor, action: this.action, target: channel.id, facts: {}, at: clock.now() };
    await store.tenant(channel.tenantId).audit.append(audit);
    return views.of((await store.tenant(channel.tenantId).channels.find(channel.id)) ?? channel);
  }
}

/** Shows a code for the phone to scan, or one to type. */
export class LinkSession extends ActOnSession<{ readonly pairing: Pairing }> {
  protected readonly action = 'channel.link_begun';
  protected act(ref: SessionRef, { pairing }: { readonly pairing: Pairing }): Promise<void> {
    return this.deps.commands.link(ref, pairing);
  }
}

/** Takes the code away before anybody used it. */
export class CancelLink extends ActOnSession<object> {
  protected readonly action = 'channel.link_cancelled';
  protected act(ref: SessionRef): Promise<void> {
    return this.deps.commands.cancelLink(ref);
  }
}

/** Unlinks the phone. */
export class LogOutSession extends ActOnSession<object> {
  protected readonly action = 'channel.logged_out';
  protected act(ref: SessionRef): Promise<void> {
    return this.deps.commands.logOut(ref);
  }
}

/** Ends the connection and keeps the link; messages wait. */
export class PauseSession extends ActOnSession<object> {
  protected readonly action = 'channel.paused';
  protected act(ref: SessionRef): Promise<void> {
    return this.deps.commands.pause(ref);
  }
}

/** Connects again; what waited is sent, at the number's pace. */
export class ResumeSession extends ActOnSession<object> {
  protected readonly action = 'channel.resumed';
  protected act(ref: SessionRef): Promise<void> {
    return this.deps.commands.resume(ref);
  }
}

/** How the number sends. */
export class ChangeSending extends ActOnSession<{ readonly sending: SendingSettings }> {
  protected readonly action = 'channel.sending_changed';

  /** @throws {InvalidInput} @throws {InvalidSendingPolicy} */
  protected async act(ref: SessionRef, { sending }: { readonly sending: SendingSettings }): Promise<void> {
    const { commands, isEmulated } = this.deps;
    if (sending.preset === 'off' && !isEmulated)
      throw new InvalidInput('preset', 'a real number is never sent from without a pace');
    policyOf(sending, 'UTC');
    await commands.changeSending(ref, sending);
  }
}
