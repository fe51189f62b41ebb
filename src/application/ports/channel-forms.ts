import type { Channel, ChannelKind } from '#domain/channel/channel';
import { DomainError } from '#domain/shared/domain-error';

/** What was typed about a channel is not what its provider takes; `faults` name the fields. */
export class ChannelSettingsInvalid extends DomainError {
  readonly code = 'channel.settings_invalid';
  readonly kind = 'invalid';
  readonly faults: readonly { readonly path: string; readonly message: string }[];
  constructor(faults: ChannelSettingsInvalid['faults']) {
    super(faults[0]?.message ?? 'the settings do not fit', { faults: faults.length });
    this.faults = faults;
  }
}

/** A kind of channel as a person sets it up: its forms are drawn from the schemas, and checked by what they were made from. */
export type ChannelForm = {
  readonly kind: ChannelKind;
  readonly title: string;
  /** JSON Schema of what the provider calls the channel; `null`: we name it ourselves, and nobody adds one by hand. */
  readonly externalKey: object | null;
  /** JSON Schema of the settings; fields with `secret` are written and never shown. */
  readonly settings: object;
};

export interface ChannelForms {
  list(): readonly ChannelForm[];
  /**
   * `externalKey: null`: this kind is named by us, whatever was typed.
   * @throws {ChannelSettingsInvalid} also for a kind nobody adds by hand.
   */
  check(
    kind: ChannelKind,
    externalKey: string,
    settings: Channel['settings'],
  ): Pick<Channel, 'settings'> & { readonly externalKey: string | null };
}
